import { REFUSED_FIELDS, noFields, type MessageFields } from './fields';

/**
 * The members of a JavaScript object literal as text, as the push server carries it:
 * `{'source':'AGENT','event':'ringing','pushstr':'…'}` (reference/astercc §2.1, row `text`).
 * The vendor's own client evaluates it; this reads it sign by sign. Strings in single or double
 * quotes with JavaScript's escapes, bare words, numbers; every value becomes text, a nested object
 * or array stays the text it is. An apostrophe that nobody escaped does not end a string. Null when
 * it is no literal; never throws.
 */
export function parseObjectLiteral(text: string): MessageFields | null {
	const scan: Scan = { text, at: 0 };
	const fields = noFields();
	skipBlanks(scan);
	if (!accept(scan, '{')) return null;
	for (;;) {
		skipBlanks(scan);
		if (accept(scan, '}')) break;
		const name = readName(scan);
		if (name === null) return null;
		skipBlanks(scan);
		if (!accept(scan, ':')) return null;
		skipBlanks(scan);
		const value = readValue(scan);
		if (value === null) return null;
		if (!REFUSED_FIELDS.has(name)) fields[name] = value;
		skipBlanks(scan);
		if (!accept(scan, ',') && scan.text[scan.at] !== '}') return null;
	}
	skipBlanks(scan);
	accept(scan, ';');
	skipBlanks(scan);
	return scan.at === text.length ? fields : null;
}

interface Scan {
	readonly text: string;
	at: number;
}

function skipBlanks(scan: Scan): void {
	while (scan.text.charCodeAt(scan.at) <= 32 || scan.text[scan.at] === '\uFEFF') scan.at++;
}

function accept(scan: Scan, sign: string): boolean {
	if (scan.text[scan.at] !== sign) return false;
	scan.at++;
	return true;
}

function isQuote(sign: string | undefined): boolean {
	return sign === "'" || sign === '"';
}

function readName(scan: Scan): string | null {
	if (isQuote(scan.text[scan.at])) return readString(scan, NAME_ENDS);
	return readPattern(scan, BARE_WORD);
}

function readValue(scan: Scan): string | null {
	const sign = scan.text[scan.at];
	if (isQuote(sign)) return readString(scan, VALUE_ENDS);
	if (sign === '{' || sign === '[') return readNested(scan);
	const word = readPattern(scan, BARE_VALUE);
	return word === 'null' || word === 'undefined' ? '' : word;
}

const BARE_WORD = /[\p{L}\p{N}_$]+/uy;
const BARE_VALUE = /[\w$.+-]+/y;

/** What must follow a quote that ends a name, and one that ends a value. */
const NAME_ENDS = /\s*:/y;
const VALUE_ENDS = /\s*(?:\}\s*(?:;\s*)?$|,\s*(?:\}|'[^']*'\s*:|"[^"]*"\s*:|[\w$]+\s*:))/y;

function readPattern(scan: Scan, pattern: RegExp): string | null {
	pattern.lastIndex = scan.at;
	const found = pattern.exec(scan.text)?.[0];
	if (found === undefined) return null;
	scan.at += found.length;
	return found;
}

const ESCAPES: Readonly<Record<string, string>> = {
	n: '\n',
	r: '\r',
	t: '\t',
	b: '\b',
	f: '\f',
	v: '\v',
	'0': '\0',
};

/** Reads a quoted string; a quote ends it only where the literal can go on behind it. */
function readString(scan: Scan, ends: RegExp): string | null {
	const { text } = scan;
	const quote = text[scan.at];
	let value = '';
	for (let at = scan.at + 1; at < text.length; at++) {
		const sign = text[at];
		if (sign === '\\') {
			const escape = readEscape(text, at + 1);
			value += escape.value;
			at += escape.length;
		} else if (sign === quote && follows(ends, text, at + 1)) {
			scan.at = at + 1;
			return value;
		} else {
			value += sign;
		}
	}
	return null;
}

function follows(pattern: RegExp, text: string, at: number): boolean {
	pattern.lastIndex = at;
	return pattern.test(text);
}

const HEX_ESCAPE = /x([0-9a-f]{2})|u([0-9a-f]{4})/iy;

function readEscape(text: string, at: number): { value: string; length: number } {
	HEX_ESCAPE.lastIndex = at;
	const hex = HEX_ESCAPE.exec(text);
	if (hex) {
		const code = Number.parseInt(hex[1] ?? hex[2] ?? '0', 16);
		return { value: String.fromCharCode(code), length: hex[0].length };
	}
	const sign = text[at] ?? '';
	return { value: ESCAPES[sign] ?? sign, length: 1 };
}

/** The text of a nested object or array, up to its own last bracket; brackets in its strings do not count. */
function readNested(scan: Scan): string | null {
	const { text, at: start } = scan;
	let depth = 0;
	let quote: string | null = null;
	for (let at = start; at < text.length; at++) {
		const sign = text[at] ?? '';
		if (sign === '\\') at++;
		else if (quote !== null) quote = sign === quote ? null : quote;
		else if (isQuote(sign)) quote = sign;
		else if (sign === '{' || sign === '[') depth++;
		else if ((sign === '}' || sign === ']') && --depth === 0) {
			scan.at = at + 1;
			return text.slice(start, at + 1);
		}
	}
	return null;
}
