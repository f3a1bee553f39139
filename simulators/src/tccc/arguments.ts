import { parseArgs } from 'node:util';
import { ArgumentError } from '../argumentError.ts';
import type { ChaosKind } from './chaos.ts';
import { chaosKinds, isChaosKind } from './chaos.ts';
import type { PushAuth } from './pushClient.ts';
import { pushDefaults } from './pushClient.ts';
import type { ScenarioName } from './scenarios.ts';
import { isScenarioName, scenarioNames } from './scenarios.ts';
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
const latestStart = 4_102_444_800;

/** Reads the words after `simulate tccc`; throws an ArgumentError for the first wrong one. */
export function parseTcccArguments(
	words: readonly string[],
	environment: Environment = {},
	now: number = Date.now(),
): TcccCommand {
	const values = readWords(words);
	if (values.help) return { kind: 'help' };

	const scenarios = readScenarios(values.scenario);
	const options: SimulationOptions = {
		url: readUrl(values, 'url', 'give the push address of the trigger'),
		auth: readAuth(values, environment),
		scenarios,
		count: readNumber(values, 'count', scenarios.length, { whole: true, min: 1, max: 10_000_000 }),
		rate: readNumber(values, 'rate', 1, { min: 0.001, max: 1000 }),
		seed: readNumber(values, 'seed', drawSeed(), { whole: true, min: 0 }),
		startTime: readStart(values.start, Math.floor(now / 1000) - quarterOfAnHour),
		sdkAppId: readNumber(values, 'sdk-app-id', 1_400_000_001, { whole: true, min: 1 }),
		callType: values['call-type'] ?? false,
		misspellAppId: values['misspell-app-id'] ?? false,
		retries: readNumber(values, 'retries', pushDefaults.retries, { whole: true, min: 0, max: 3 }),
		retryDelayMs: readSeconds(values, 'retry-delay', pushDefaults.retryDelayMs, 0),
		timeoutMs: readSeconds(values, 'timeout', pushDefaults.timeoutMs, 0.001),
		chaos: readChaos(values.chaos),
	};
	return { kind: 'run', options, json: values.json ?? false };
}

function readWords(words: readonly string[]) {
	try {
		const { values, positionals } = parseArgs({
			args: [...words],
			options: optionTable,
			allowPositionals: true,
		});
		const [stray] = positionals;
		if (stray === undefined) return values;
		throw new ArgumentError(`"${stray}" belongs to no option; put its --option before it.`);
	} catch (error) {
		throw explainParseError(error);
	}
}

function explainParseError(error: unknown): Error {
	const { code, message } = error as { code?: string; message: string };
	const option = /'(?:-\w, )?(-[^ ']+)/.exec(message)?.[1] ?? 'An option';
	if (code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION') {
		return new ArgumentError(`${option} is not an option; simulate tccc --help lists them all.`);
	}
	if (code !== 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE') return error as Error;
	const isFlag = message.includes('does not take an argument');
	const way = isFlag
		? 'takes no value; write it alone'
		: `needs a value; write ${option} <value>, or ${option}=<value> if it begins with a dash`;
	return new ArgumentError(`${option} ${way}.`);
}

function readUrl(values: Values, name: 'url' | 'token-url', advice: string): string {
	const text = values[name];
	if (!text) throw new ArgumentError(`--${name} is missing; ${advice}.`);
	const url = URL.canParse(text) ? new URL(text) : undefined;
	if (!url || !['http:', 'https:'].includes(url.protocol)) {
		throw new ArgumentError(`--${name} is no http or https address; begin it with https://.`);
	}
	if (url.username || url.password) {
		throw new ArgumentError(`--${name} must not hold a user name or password; use --auth basic.`);
	}
	if (text.includes('#')) {
		throw new ArgumentError(`--${name} must not hold a # part; leave it out.`);
	}
	return text;
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
	const tokenUrl = readUrl(values, 'token-url', '--auth oauth2 fetches its token there');
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

function requireText(text: string | undefined, complaint: string): string {
	if (!text) throw new ArgumentError(complaint);
	return text;
}

function readScenarios(lists: readonly string[] | undefined): readonly ScenarioName[] {
	const words = splitLists(lists ?? ['all'], 'scenario');
	return words.flatMap((word) => {
		if (word === 'all') return scenarioNames;
		if (isScenarioName(word)) return [word];
		const choice = `${scenarioNames.join(', ')} or all`;
		throw new ArgumentError(`--scenario does not know "${word}"; choose from ${choice}.`);
	});
}

function readChaos(lists: readonly string[] | undefined): readonly ChaosKind[] {
	return splitLists(lists ?? [], 'chaos').map((word) => {
		if (isChaosKind(word)) return word;
		const choice = Object.keys(chaosKinds).join(', ');
		throw new ArgumentError(`--chaos does not know "${word}"; choose from ${choice}.`);
	});
}

function splitLists(lists: readonly string[], name: OptionName): string[] {
	const words = lists.flatMap((list) => list.split(',')).map((word) => word.trim());
	if (!words.includes('')) return words;
	throw new ArgumentError(`--${name} has an empty entry; separate the names by single commas.`);
}

interface Bounds {
	min: number;
	max?: number;
	whole?: true;
}

function readNumber(values: Values, name: TextOption, fallback: number, bounds: Bounds): number {
	const text = values[name];
	if (text === undefined) return fallback;
	const { min, max = Number.MAX_SAFE_INTEGER, whole } = bounds;
	const number = /^-?\d+(\.\d+)?$/.test(text.trim()) ? Number(text) : NaN;
	const fits = number >= min && number <= max && (!whole || Number.isInteger(number));
	if (fits) return number;
	const kind = whole ? 'a whole number' : 'a number';
	const range = bounds.max === undefined ? `of at least ${min}` : `from ${min} to ${max}`;
	throw new ArgumentError(`--${name} cannot be "${text}"; give ${kind} ${range}.`);
}

function readSeconds(values: Values, name: TextOption, fallbackMs: number, min: number): number {
	return Math.round(readNumber(values, name, fallbackMs / 1000, { min, max: 3600 }) * 1000);
}

function readStart(text: string | undefined, fallback: number): number {
	if (text === undefined) return fallback;
	const isSeconds = /^\d+$/.test(text);
	const isDate = /^\d{4}-\d\d-\d\d/.test(text);
	const seconds = isSeconds ? Number(text) : isDate ? Math.floor(Date.parse(text) / 1000) : NaN;
	if (seconds > 0 && seconds < latestStart) return seconds;
	throw new ArgumentError(
		`--start cannot be "${text}"; give Unix seconds or a time like 2026-03-01T09:00:00+08:00.`,
	);
}

function drawSeed(): number {
	return Math.floor(Math.random() * 1_000_000);
}
