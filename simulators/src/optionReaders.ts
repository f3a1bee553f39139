/** How every vendor's command reads its options; each complaint is one sentence. */
import { ArgumentError } from './argumentError.ts';

const latestStart = 4_102_444_800;

/** The values of what `parseArgs` read; its complaints become ArgumentErrors. */
export function readOptions<Values>(
	command: string,
	parse: () => { values: Values; positionals: readonly string[] },
): Values {
	try {
		const { values, positionals } = parse();
		const [stray] = positionals;
		if (stray === undefined) return values;
		throw new ArgumentError(`"${stray}" belongs to no option; put its --option before it.`);
	} catch (error) {
		throw explainParseError(error, command);
	}
}

function explainParseError(error: unknown, command: string): Error {
	const { code, message } = error as { code?: string; message: string };
	const option = /'(?:-\w, )?(-[^ ']+)/.exec(message)?.[1] ?? 'An option';
	if (code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION') {
		return new ArgumentError(`${option} is not an option; ${command} --help lists them all.`);
	}
	if (code !== 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE') return error as Error;
	const isFlag = message.includes('does not take an argument');
	const way = isFlag
		? 'takes no value; write it alone'
		: `needs a value; write ${option} <value>, or ${option}=<value> if it begins with a dash`;
	return new ArgumentError(`${option} ${way}.`);
}

/** An http or https address as it was written; the advice ends two of the complaints. */
export function readUrl(
	text: string | undefined,
	name: string,
	advice: { missing: string; login: string },
): string {
	if (!text) throw new ArgumentError(`--${name} is missing; ${advice.missing}.`);
	const url = URL.canParse(text) ? new URL(text) : undefined;
	if (!url || !['http:', 'https:'].includes(url.protocol)) {
		throw new ArgumentError(`--${name} is no http or https address; begin it with https://.`);
	}
	if (url.username || url.password) {
		throw new ArgumentError(`--${name} must not hold a user name or password; ${advice.login}.`);
	}
	if (text.includes('#')) {
		throw new ArgumentError(`--${name} must not hold a # part; leave it out.`);
	}
	return text;
}

export function requireText(text: string | undefined, complaint: string): string {
	if (!text) throw new ArgumentError(complaint);
	return text;
}

export function splitLists(lists: readonly string[], name: string): string[] {
	const words = lists.flatMap((list) => list.split(',')).map((word) => word.trim());
	if (!words.includes('')) return words;
	throw new ArgumentError(`--${name} has an empty entry; separate the names by single commas.`);
}

/** Names of scenarios, `all` among them. */
export function readScenarios<Name extends string>(
	lists: readonly string[] | undefined,
	option: string,
	names: readonly Name[],
): readonly Name[] {
	return splitLists(lists ?? ['all'], option).flatMap((word) => {
		if (word === 'all') return names;
		const known = names.find((name) => name === word);
		if (known) return [known];
		const choice = `${names.join(', ')} or all`;
		throw new ArgumentError(`--${option} does not know "${word}"; choose from ${choice}.`);
	});
}

export interface Bounds {
	min: number;
	max?: number;
	whole?: true;
}

export function readNumber(
	text: string | undefined,
	name: string,
	fallback: number,
	bounds: Bounds,
): number {
	if (text === undefined) return fallback;
	const { min, max = Number.MAX_SAFE_INTEGER, whole } = bounds;
	const number = /^-?\d+(\.\d+)?$/.test(text.trim()) ? Number(text) : NaN;
	const fits = number >= min && number <= max && (!whole || Number.isInteger(number));
	if (fits) return number;
	const kind = whole ? 'a whole number' : 'a number';
	const range = bounds.max === undefined ? `of at least ${min}` : `from ${min} to ${max}`;
	throw new ArgumentError(`--${name} cannot be "${text}"; give ${kind} ${range}.`);
}

/** Seconds on the command line, milliseconds in the program. */
export function readSeconds(
	text: string | undefined,
	name: string,
	fallbackMs: number,
	min: number,
): number {
	return Math.round(readNumber(text, name, fallbackMs / 1000, { min, max: 3600 }) * 1000);
}

/** A time as Unix seconds, from Unix seconds or ISO 8601. */
export function readStart(text: string | undefined, name: string, fallback: number): number {
	if (text === undefined) return fallback;
	const isSeconds = /^\d+$/.test(text);
	const isDate = /^\d{4}-\d\d-\d\d/.test(text);
	const seconds = isSeconds ? Number(text) : isDate ? Math.floor(Date.parse(text) / 1000) : NaN;
	if (seconds > 0 && seconds < latestStart) return seconds;
	throw new ArgumentError(
		`--${name} cannot be "${text}"; give Unix seconds or a time like 2026-03-01T09:00:00+08:00.`,
	);
}

export function drawSeed(): number {
	return Math.floor(Math.random() * 1_000_000);
}
