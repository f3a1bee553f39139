import { parseArgs } from 'node:util';
import { ArgumentError } from '../argumentError.ts';
import {
	drawSeed,
	readNumber,
	readOptions,
	readScenarios,
	readSeconds,
	readStart,
	readUrl,
	requireText,
} from '../optionReaders.ts';
import type { BodyKind } from './body.ts';
import { bodyKinds } from './body.ts';
import { channelOf } from './channel.ts';
import { pushFlavours } from './pushFormat.ts';
import type { PushServerOptions } from './pushServer.ts';
import { asterCcScenarioNames } from './scenarios.ts';
import { defaultTimeoutMs } from './sending.ts';
import type { AsterCcSimulationOptions, AsterCcTarget } from './simulation.ts';

/** What a command line asks for. */
export type AsterCcCommand =
	| { kind: 'help' }
	| { kind: 'run'; options: AsterCcSimulationOptions; json: boolean }
	| { kind: 'serve'; options: PushServerOptions };

type Environment = Readonly<Record<string, string | undefined>>;

/** Whose channel it is; both commands need it. */
const identityTable = {
	team: { type: 'string' },
	verification: { type: 'string' },
	agent: { type: 'string' },
	password: { type: 'string' },
	help: { type: 'boolean', short: 'h' },
} as const;

const runTable = {
	...identityTable,
	url: { type: 'string' },
	body: { type: 'string' },
	publish: { type: 'string' },
	scenarios: { type: 'string', multiple: true },
	scenario: { type: 'string', multiple: true },
	count: { type: 'string' },
	rate: { type: 'string' },
	speed: { type: 'string' },
	seed: { type: 'string' },
	'start-time': { type: 'string' },
	start: { type: 'string' },
	'event-ids': { type: 'boolean' },
	userdata: { type: 'string' },
	agentno: { type: 'string' },
	timeout: { type: 'string' },
	json: { type: 'boolean' },
} as const;

const serveTable = {
	...identityTable,
	port: { type: 'string' },
	host: { type: 'string' },
	ttl: { type: 'string' },
	flavour: { type: 'string' },
} as const;

type RunValues = ReturnType<typeof readRunWords>;
type IdentityValues = Pick<RunValues, 'team' | 'verification' | 'agent' | 'password'>;

const quarterOfAnHour = 15 * 60;
export const defaultPort = 8880;

/** Reads the words after `simulate astercc`; throws an ArgumentError for the first wrong one. */
export function parseAsterCcArguments(
	words: readonly string[],
	environment: Environment = {},
	now: number = Date.now(),
): AsterCcCommand {
	const [first, ...rest] = words;
	if (first === 'serve') return readServe(readServeWords(rest), environment);
	return readRun(readRunWords(words), environment, now);
}

function readRunWords(words: readonly string[]) {
	return readOptions('simulate astercc', () =>
		parseArgs({ args: [...words], options: runTable, allowPositionals: true }),
	);
}

function readServeWords(words: readonly string[]) {
	return readOptions('simulate astercc', () =>
		parseArgs({ args: [...words], options: serveTable, allowPositionals: true }),
	);
}

function readRun(values: RunValues, environment: Environment, now: number): AsterCcCommand {
	if (values.help) return { kind: 'help' };
	const lists = [...(values.scenarios ?? []), ...(values.scenario ?? [])];
	const wanted = lists.length > 0 ? lists : undefined;
	const scenarios = readScenarios(wanted, 'scenarios', asterCcScenarioNames);
	const start = values['start-time'] ?? values.start;
	const count = { whole: true, min: 1, max: 10_000_000 } as const;
	const agentno = values.agentno ?? values.agent;
	const options: AsterCcSimulationOptions = {
		target: readTarget(values, environment),
		scenarios,
		count: readNumber(values.count, 'count', scenarios.length, count),
		rate: readNumber(values.rate, 'rate', 2, { min: 0.001, max: 1000 }),
		...readSpeed(values.speed),
		seed: readNumber(values.seed, 'seed', drawSeed(), { whole: true, min: 0 }),
		startTime: readStart(start, 'start-time', Math.floor(now / 1000) - quarterOfAnHour),
		eventIds: values['event-ids'] ?? false,
		...(values.userdata === undefined ? {} : { userdata: values.userdata }),
		...(agentno === undefined ? {} : { agentno }),
		timeoutMs: readSeconds(values.timeout, 'timeout', defaultTimeoutMs, 0.001),
	};
	return { kind: 'run', options, json: values.json ?? false };
}

function readSpeed(text: string | undefined): { speed?: number } {
	if (text === undefined) return {};
	return { speed: readNumber(text, 'speed', 1, { min: 0.01, max: 100_000 }) };
}

function readTarget(values: RunValues, environment: Environment): AsterCcTarget {
	if (values.url !== undefined && values.publish !== undefined) {
		throw new ArgumentError('--url and --publish exclude each other; leave one of them out.');
	}
	return values.publish === undefined
		? readWebhook(values)
		: readPublisher(values, values.publish, environment);
}

function readWebhook(values: RunValues): AsterCcTarget {
	const misplaced = (['team', 'verification', 'agent', 'password'] as const).find(
		(name) => values[name] !== undefined,
	);
	if (misplaced) {
		throw new ArgumentError(
			`--${misplaced} needs --publish; add that or leave --${misplaced} out.`,
		);
	}
	const url = readUrl(values.url, 'url', {
		missing: 'give the webhook address, or --publish and a push server',
		login: 'put a token into the path',
	});
	return { kind: 'webhook', url, body: readBodyKind(values.body) };
}

function readBodyKind(word: string | undefined): BodyKind {
	const body = bodyKinds.find((kind) => kind === (word ?? 'form'));
	if (body) return body;
	throw new ArgumentError(`--body does not know "${word}"; choose one of ${bodyKinds.join(', ')}.`);
}

function readPublisher(
	values: RunValues,
	address: string,
	environment: Environment,
): AsterCcTarget {
	if (values.body !== undefined) {
		throw new ArgumentError('--body needs --url; a push server is given an object literal.');
	}
	const publisherUrl = readUrl(address, 'publish', {
		missing: 'give the address of the publisher, which ends in /publicapi/pushagent',
		login: 'leave them out',
	});
	const identity = readTeam(values);
	if (values.agent === undefined) {
		if (values.password !== undefined) {
			throw new ArgumentError('--password needs --agent; add that or leave --password out.');
		}
		const verification = readVerification(values, environment);
		return { kind: 'publisher', publisherUrl, channel: channelOf({ identity, verification }) };
	}
	if (values.verification !== undefined) {
		throw new ArgumentError('--verification and --agent name two channels; leave one of them out.');
	}
	const agent = { number: values.agent, password: readPassword(values, environment) };
	return { kind: 'publisher', publisherUrl, channel: channelOf({ identity, agent }) };
}

function readTeam({ team }: IdentityValues): string {
	return requireText(team, '--team is missing; give the identity of the team.');
}

function readVerification(values: IdentityValues, environment: Environment): string {
	return requireText(
		values.verification ?? environment['ASTERCC_VERIFICATION'],
		'--verification is missing; give it, or set ASTERCC_VERIFICATION in the environment.',
	);
}

function readPassword(values: IdentityValues, environment: Environment): string {
	return requireText(
		values.password ?? environment['ASTERCC_PASSWORD'],
		'--password is missing; give it, or set ASTERCC_PASSWORD in the environment.',
	);
}

function readServe(
	values: ReturnType<typeof readServeWords>,
	environment: Environment,
): AsterCcCommand {
	if (values.help) return { kind: 'help' };
	if (values.agent === undefined && values.password !== undefined) {
		throw new ArgumentError('--password needs --agent; add that or leave --password out.');
	}
	const word = values.flavour ?? '0.6.0';
	const flavour = pushFlavours.find((known) => known === word);
	if (!flavour) {
		throw new ArgumentError(
			`--flavour does not know "${word}"; choose one of ${pushFlavours.join(', ')}.`,
		);
	}
	const bounds = { whole: true, min: 0, max: 65_535 } as const;
	const options: PushServerOptions = {
		port: readNumber(values.port, 'port', defaultPort, bounds),
		host: values.host ?? '127.0.0.1',
		identity: readTeam(values),
		verification: readVerification(values, environment),
		agents: readAgents(values, environment),
		ttlMs: readSeconds(values.ttl, 'ttl', 60_000, 0.001),
		flavour,
	};
	return { kind: 'serve', options };
}

function readAgents(values: IdentityValues, environment: Environment): PushServerOptions['agents'] {
	if (values.agent === undefined) return [];
	const { agent: number } = values;
	return [{ number, password: readPassword(values, environment), name: `坐席${number}` }];
}
