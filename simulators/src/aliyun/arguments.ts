import { parseArgs } from 'node:util';
import { ArgumentError } from '../argumentError.ts';
import type { Bounds } from '../optionReaders.ts';
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
import type { Dialect } from './dialect.ts';
import { dialects } from './dialect.ts';
import type { EventBridgeVariant } from './eventBridge.ts';
import { bodyForms, eventBridgeSignatures, eventBridgeVariants } from './eventBridge.ts';
import type { Quirk } from './quirks.ts';
import { quirkNames } from './quirks.ts';
import { aliyunScenarioNames, scenariosOf } from './scenarios.ts';
import type { AliyunTarget, AliyunTargetKind } from './sending.ts';
import { defaultTimeoutMs } from './sending.ts';
import type { AliyunSimulationOptions } from './simulation.ts';

/** What a command line asks for. */
export type AliyunCommand =
	| { kind: 'help' }
	| {
			kind: 'run';
			options: AliyunSimulationOptions;
			json: boolean;
			/** The file of EventBridge's private key; its content is not read here. */
			keyFile?: string;
			/** Where to write a certificate of that key. */
			certificateFile?: string;
	  };

type Environment = Readonly<Record<string, string | undefined>>;

const text = { type: 'string' } as const;
const flag = { type: 'boolean' } as const;

const targetTable = {
	url: text,
	signature: text,
	key: text,
	certificate: text,
	'certificate-url': text,
	token: text,
	variant: text,
	array: text,
	body: text,
	region: text,
	bearer: text,
	secret: text,
	batch: text,
	endpoint: text,
	username: text,
	password: text,
	tls: flag,
	'name-server': text,
	group: text,
	'instance-id': text,
	'access-key': text,
	'secret-key': text,
	topic: text,
} as const;

const optionTable = {
	...targetTable,
	to: text,
	dialect: text,
	scenario: { ...text, multiple: true },
	calls: text,
	events: text,
	rate: text,
	parallel: text,
	seed: text,
	start: text,
	instance: text,
	'text-stream': flag,
	quirks: { ...text, multiple: true },
	shuffle: flag,
	duplicates: flag,
	poison: text,
	timeout: text,
	json: flag,
	help: { ...flag, short: 'h' },
} as const;

type TargetOption = keyof typeof targetTable;
type Values = ReturnType<typeof readWords>;

/** Which options each way to send takes. */
const optionsOf: Record<AliyunTargetKind, readonly TargetOption[]> = {
	webhook: ['url'],
	eventbridge: [
		...(['url', 'signature', 'key', 'certificate', 'certificate-url', 'token'] as const),
		...(['variant', 'array', 'body', 'region', 'bearer', 'topic'] as const),
	],
	bridge: ['url', 'secret', 'batch', 'topic'],
	rocketmq5: ['endpoint', 'topic', 'username', 'password', 'tls'],
	rocketmq4: ['name-server', 'topic', 'group', 'instance-id', 'access-key', 'secret-key'],
};

const kinds = Object.keys(optionsOf) as AliyunTargetKind[];
const quarterOfAnHour = 15 * 60;

/** Reads the words after `simulate aliyun`; throws an ArgumentError for the first wrong one. */
export function parseAliyunArguments(
	words: readonly string[],
	environment: Environment = {},
	now: number = Date.now(),
): AliyunCommand {
	const values = readWords(words);
	if (values.help) return { kind: 'help' };
	const target = readTarget(values, environment);
	const dialect = readWord(values.dialect, 'dialect', dialects, '2.0');
	const scenarios = readScenariosOf(dialect, values.scenario);
	const options: AliyunSimulationOptions = {
		target,
		dialect,
		scenarios,
		amount: readAmount(values, scenarios.length),
		rate: readNumber(values.rate, 'rate', 10, { min: 0.001, max: 100_000 }),
		...readOptional(values.parallel, 'parallel', { min: 1, max: 1000 }),
		seed: readNumber(values.seed, 'seed', drawSeed(), { whole: true, min: 0 }),
		startTime: readStart(values.start, 'start', Math.floor(now / 1000) - quarterOfAnHour),
		...(values.instance === undefined ? {} : { instanceId: values.instance }),
		textStream: values['text-stream'] ?? false,
		quirks: readQuirks(values.quirks),
		shuffle: values.shuffle ?? false,
		duplicates: values.duplicates ?? false,
		...readPoison(values.poison),
		timeoutMs: readSeconds(values.timeout, 'timeout', defaultTimeoutMs, 0.001),
	};
	return { kind: 'run', options, json: values.json ?? false, ...readFiles(values, target) };
}

function readWords(words: readonly string[]) {
	return readOptions('simulate aliyun', () =>
		parseArgs({ args: [...words], options: optionTable, allowPositionals: true }),
	);
}

function readTarget(values: Values, environment: Environment): AliyunTarget {
	const to = requireText(values.to, `--to is missing; choose one of ${kinds.join(', ')}.`);
	const kind = readWord(to, 'to', kinds, 'webhook');
	refuseMisplaced(values, kind);
	const readers: Record<AliyunTargetKind, () => AliyunTarget> = {
		webhook: () => ({ kind: 'webhook', url: readTargetUrl(values) }),
		eventbridge: () => readEventBridge(values, environment),
		bridge: () => readBridge(values, environment),
		rocketmq5: () => readRocketMq5(values, environment),
		rocketmq4: () => readRocketMq4(values, environment),
	};
	return readers[kind]();
}

function refuseMisplaced(values: Values, kind: AliyunTargetKind): void {
	const names = Object.keys(targetTable) as TargetOption[];
	const misplaced = names.find(
		(name) => values[name] !== undefined && !optionsOf[kind].includes(name),
	);
	if (!misplaced) return;
	const fitting = kinds.filter((other) => optionsOf[other].includes(misplaced)).join(' or ');
	throw new ArgumentError(
		`--${misplaced} needs --to ${fitting}; choose that or leave --${misplaced} out.`,
	);
}

function readTargetUrl(values: Values): string {
	return readUrl(values.url, 'url', {
		missing: 'give the address of the trigger',
		login: 'put a token into the path or query',
	});
}

function readEventBridge(values: Values, environment: Environment): AliyunTarget {
	const signature = readWord(values.signature, 'signature', eventBridgeSignatures, 'v2');
	const token = values.token ?? environment['ALIYUN_TOKEN'];
	const bearer = values.bearer ?? environment['ALIYUN_BEARER'];
	const variants = Object.keys(eventBridgeVariants) as EventBridgeVariant[];
	return {
		kind: 'eventbridge',
		url: readTargetUrl(values),
		signature,
		variant: readWord(values.variant, 'variant', variants, 'documented'),
		bodyAs: readWord(values.body, 'body', bodyForms, 'string'),
		region: values.region ?? 'cn-shanghai',
		...(values['certificate-url'] === undefined
			? {}
			: { certificateUrl: readCertificateUrl(values) }),
		...(token ? { token } : {}),
		...(bearer ? { headers: { authorization: `Bearer ${bearer}` } } : {}),
		...readOptional(values.array, 'array', { min: 1, max: 10_000 }),
		...(values.topic === undefined ? {} : { topic: values.topic }),
	};
}

function readCertificateUrl(values: Values): string {
	return readUrl(values['certificate-url'], 'certificate-url', {
		missing: 'give the address of the certificate',
		login: 'leave them out',
	});
}

function readFiles(values: Values, target: AliyunTarget) {
	if (target.kind !== 'eventbridge') return {};
	const { key, certificate } = values;
	if (target.signature === 'none') {
		const useless = (['key', 'certificate'] as const).find((name) => values[name] !== undefined);
		if (!useless) return {};
		throw new ArgumentError(`--${useless} signs nothing with --signature none; leave one out.`);
	}
	const keyFile = requireText(
		key,
		'--key is missing; give the file of an RSA private key (PEM), or --signature none.',
	);
	return { keyFile, ...(certificate === undefined ? {} : { certificateFile: certificate }) };
}

function readBridge(values: Values, environment: Environment): AliyunTarget {
	const url = readTargetUrl(values);
	const secret = requireText(
		values.secret ?? environment['ALIYUN_SIGNING_SECRET'],
		'--secret is missing; give it, or set ALIYUN_SIGNING_SECRET in the environment.',
	);
	if (!/^whsec_[A-Za-z0-9+/]{20,}={0,2}$/.test(secret)) {
		throw new ArgumentError('--secret is no signing secret; write whsec_ and base64 behind it.');
	}
	return {
		kind: 'bridge',
		url,
		secrets: [secret],
		batch: readNumber(values.batch, 'batch', 1, { whole: true, min: 1, max: 10_000 }),
		...(values.topic === undefined ? {} : { topic: values.topic }),
	};
}

function readRocketMq5(values: Values, environment: Environment): AliyunTarget {
	const endpoint = readAddress(values.endpoint, 'endpoint', '127.0.0.1:8081');
	const { username } = values;
	const password = values.password ?? environment['ALIYUN_PASSWORD'];
	if (username && !password) {
		throw new ArgumentError(
			'--password is missing; give it, or set ALIYUN_PASSWORD in the environment.',
		);
	}
	if (!username && values.password !== undefined) {
		throw new ArgumentError('--password needs --username; add that or leave --password out.');
	}
	return {
		kind: 'rocketmq5',
		endpoint,
		topic: requireText(values.topic, '--topic is missing; give the topic CCC pushes to.'),
		tls: values.tls ?? false,
		...(username && password ? { username, password } : {}),
	};
}

function readRocketMq4(values: Values, environment: Environment): AliyunTarget {
	const nameServer = readAddress(values['name-server'], 'name-server', '127.0.0.1:9876');
	const topic = requireText(values.topic, '--topic is missing; give the topic CCC pushes to.');
	const accessKey = values['access-key'];
	const secretKey = values['secret-key'] ?? environment['ALIYUN_SECRET_KEY'];
	if (accessKey && !secretKey) {
		throw new ArgumentError(
			'--secret-key is missing; give it, or set ALIYUN_SECRET_KEY in the environment.',
		);
	}
	if (!accessKey && values['secret-key'] !== undefined) {
		throw new ArgumentError('--secret-key needs --access-key; add that or leave it out.');
	}
	return {
		kind: 'rocketmq4',
		nameServer,
		topic,
		group: requireText(values.group, '--group is missing; give the Group ID CCC sends with.'),
		...(values['instance-id'] === undefined ? {} : { instanceId: values['instance-id'] }),
		...(accessKey && secretKey ? { accessKey, secretKey } : {}),
	};
}

/** One `host:port`, or several separated by semicolons. */
function readAddress(value: string | undefined, name: string, sample: string): string {
	const address = requireText(value, `--${name} is missing; give host:port, such as ${sample}.`);
	if (/^[\w.-]+:\d{1,5}(;[\w.-]+:\d{1,5})*$/.test(address)) return address;
	throw new ArgumentError(`--${name} cannot be "${address}"; give host:port, such as ${sample}.`);
}

function readScenariosOf(dialect: Dialect, lists: readonly string[] | undefined) {
	const known = scenariosOf(dialect);
	const stranger = (lists ?? [])
		.flatMap((list) => list.split(','))
		.map((word) => aliyunScenarioNames.find((name) => name === word.trim()))
		.find((name) => name !== undefined && !known.includes(name));
	if (!stranger) return readScenarios(lists, 'scenario', known);
	throw new ArgumentError(
		`--scenario ${stranger} needs --dialect 2.0; dialect 1.0 has no events for it.`,
	);
}

function readAmount(values: Values, scenarios: number): AliyunSimulationOptions['amount'] {
	const { calls, events } = values;
	if (calls !== undefined && events !== undefined) {
		throw new ArgumentError('--calls and --events exclude each other; leave one of them out.');
	}
	const bounds = { whole: true, min: 1, max: 1_000_000 } as const;
	return events === undefined
		? { calls: readNumber(calls, 'calls', scenarios, bounds) }
		: { events: readNumber(events, 'events', 1, bounds) };
}

function readPoison(value: string | undefined): { poisonEvery?: number } {
	if (value === undefined) return {};
	return { poisonEvery: readNumber(value, 'poison', 2, { whole: true, min: 2 }) };
}

function readQuirks(lists: readonly string[] | undefined): Quirk[] {
	if (lists === undefined) return [];
	return splitLists(lists, 'quirks').flatMap((word) =>
		word === 'all' ? quirkNames : [readWord(word, 'quirks', quirkNames, 'blanks')],
	);
}

function readOptional<Name extends string>(
	value: string | undefined,
	name: Name,
	bounds: Bounds,
): Partial<Record<Name, number>> {
	if (value === undefined) return {};
	const number = readNumber(value, name, 1, { ...bounds, whole: true });
	return { [name]: number } as Partial<Record<Name, number>>;
}

function readWord<Word extends string>(
	value: string | undefined,
	name: string,
	known: readonly Word[],
	fallback: Word,
): Word {
	if (value === undefined) return fallback;
	const word = known.find((one) => one === value);
	if (word) return word;
	throw new ArgumentError(`--${name} does not know "${value}"; choose one of ${known.join(', ')}.`);
}
