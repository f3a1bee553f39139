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
	splitLists,
} from '../optionReaders.ts';
import type { ChaosKind } from './chaos.ts';
import { chaosKinds, isChaosKind } from './chaos.ts';
import type { PushAuth } from './pushClient.ts';
import { pushDefaults } from './pushClient.ts';
import { scenarioNames } from './scenarios.ts';
import type { SimulationOptions } from './simulation.ts';

/** What a command line asks for. */
export type TcccCommand =
	{ kind: 'help' } | { kind: 'run'; options: SimulationOptions; json: boolean };

type Environment = Readonly<Record<string, string | undefined>>;

const optionTable = {
	url: { type: 'string' },
	auth: { type: 'string' },
	username: { type: 'string' },
	password: { type: 'string' },
	'token-url': { type: 'string' },
	'client-id': { type: 'string' },
	'client-secret': { type: 'string' },
	scenario: { type: 'string', multiple: true },
	count: { type: 'string' },
	rate: { type: 'string' },
	seed: { type: 'string' },
	start: { type: 'string' },
	'sdk-app-id': { type: 'string' },
	'call-type': { type: 'boolean' },
	'misspell-app-id': { type: 'boolean' },
	retries: { type: 'string' },
	'retry-delay': { type: 'string' },
	timeout: { type: 'string' },
	chaos: { type: 'string', multiple: true },
	json: { type: 'boolean' },
	help: { type: 'boolean', short: 'h' },
} as const;

type OptionName = keyof typeof optionTable;
type Values = ReturnType<typeof readWords>;
type TextOption = {
	[Name in OptionName]: Values[Name] extends string | undefined ? Name : never;
}[OptionName];

const authReaders = { none: () => readNoAuth(), basic: readBasicAuth, oauth2: readOAuth2 } as const;

/** The options each mode of authentication knows; those of another mode are a mistake. */
const authOptions: Record<keyof typeof authReaders, readonly TextOption[]> = {
	none: [],
	basic: ['username', 'password'],
	oauth2: ['token-url', 'client-id', 'client-secret'],
};

const quarterOfAnHour = 15 * 60;

/** Reads the words after `simulate tccc`; throws an ArgumentError for the first wrong one. */
export function parseTcccArguments(
	words: readonly string[],
	environment: Environment = {},
	now: number = Date.now(),
): TcccCommand {
	const values = readWords(words);
	if (values.help) return { kind: 'help' };

	const scenarios = readScenarios(values.scenario, 'scenario', scenarioNames);
	const options: SimulationOptions = {
		url: readAddress(values, 'url', 'give the push address of the trigger'),
		auth: readAuth(values, environment),
		scenarios,
		count: readNumber(values.count, 'count', scenarios.length, {
			whole: true,
			min: 1,
			max: 10_000_000,
		}),
		rate: readNumber(values.rate, 'rate', 1, { min: 0.001, max: 1000 }),
		seed: readNumber(values.seed, 'seed', drawSeed(), { whole: true, min: 0 }),
		startTime: readStart(values.start, 'start', Math.floor(now / 1000) - quarterOfAnHour),
		sdkAppId: readNumber(values['sdk-app-id'], 'sdk-app-id', 1_400_000_001, {
			whole: true,
			min: 1,
		}),
		callType: values['call-type'] ?? false,
		misspellAppId: values['misspell-app-id'] ?? false,
		retries: readNumber(values.retries, 'retries', pushDefaults.retries, {
			whole: true,
			min: 0,
			max: 3,
		}),
		retryDelayMs: readSeconds(values['retry-delay'], 'retry-delay', pushDefaults.retryDelayMs, 0),
		timeoutMs: readSeconds(values.timeout, 'timeout', pushDefaults.timeoutMs, 0.001),
		chaos: readChaos(values.chaos),
	};
	return { kind: 'run', options, json: values.json ?? false };
}

function readWords(words: readonly string[]) {
	return readOptions('simulate tccc', () =>
		parseArgs({ args: [...words], options: optionTable, allowPositionals: true }),
	);
}

function readAddress(values: Values, name: 'url' | 'token-url', missing: string): string {
	return readUrl(values[name], name, { missing, login: 'use --auth basic' });
}

function readAuth(values: Values, environment: Environment): PushAuth {
	const mode = values.auth ?? 'none';
	if (!isAuthMode(mode)) {
		throw new ArgumentError(`--auth does not know "${mode}"; choose none, basic or oauth2.`);
	}
	const foreign = Object.entries(authOptions).flatMap(([other, names]) =>
		other === mode ? [] : names.map((name) => ({ other, name })),
	);
	const misplaced = foreign.find(({ name }) => values[name] !== undefined);
	if (misplaced) {
		const { name, other } = misplaced;
		throw new ArgumentError(`--${name} needs --auth ${other}; add that or leave --${name} out.`);
	}
	return authReaders[mode](values, environment);
}

function isAuthMode(word: string): word is keyof typeof authReaders {
	return Object.hasOwn(authReaders, word);
}

function readNoAuth(): PushAuth {
	return { type: 'none' };
}

function readBasicAuth(values: Values, environment: Environment): PushAuth {
	const username = requireText(values.username, '--username is missing; --auth basic needs it.');
	if (username.includes(':')) {
		throw new ArgumentError('--username must not hold a colon; Basic authentication splits there.');
	}
	const password = requireText(
		values.password ?? environment['TCCC_PASSWORD'],
		'--password is missing; give it, or set TCCC_PASSWORD in the environment.',
	);
	return { type: 'basic', username, password };
}

function readOAuth2(values: Values, environment: Environment): PushAuth {
	const tokenUrl = readAddress(values, 'token-url', '--auth oauth2 fetches its token there');
	const clientId = requireText(
		values['client-id'],
		'--client-id is missing; --auth oauth2 needs it.',
	);
	const clientSecret = requireText(
		values['client-secret'] ?? environment['TCCC_CLIENT_SECRET'],
		'--client-secret is missing; give it, or set TCCC_CLIENT_SECRET in the environment.',
	);
	return { type: 'oauth2', tokenUrl, clientId, clientSecret };
}

function readChaos(lists: readonly string[] | undefined): readonly ChaosKind[] {
	return splitLists(lists ?? [], 'chaos').map((word) => {
		if (isChaosKind(word)) return word;
		const choice = Object.keys(chaosKinds).join(', ');
		throw new ArgumentError(`--chaos does not know "${word}"; choose from ${choice}.`);
	});
}
