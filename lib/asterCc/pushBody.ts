import { isTooDeep } from '../callEvent/nesting';
import { decodeText } from './charset';
import { MESSAGE_FIELDS, REFUSED_FIELDS, noFields, type MessageFields } from './fields';
import { parseMessage } from './message';
import { parseObjectLiteral } from './objectLiteral';
import { decodePercent, isPercentEncoded } from './percentEncoding';

/**
 * The messages in a body, whatever it is: how asterCC encodes its push is not documented
 * (reference/astercc §2.2). Read are the message text, a form with a field for each field, a form
 * with one field that holds the message, a JSON object or array of such, and the items of the
 * long-poll. Empty when nothing in it looks like a message; never throws.
 */
export function messagesOfBody(bytes: Uint8Array, contentType = ''): MessageFields[] {
	return messagesOfText(decodeText(bytes, contentType), contentType);
}

/** A message in an item in a form is three texts deep; a hostile one must not exhaust the stack. */
const DEEPEST_TEXT = 8;

/**
 * The messages in a text that nobody has decoded further than to letters.
 * @param left how many texts may still stand in one another
 */
export function messagesOfText(
	text: string,
	contentType = '',
	left: number = DEEPEST_TEXT,
): MessageFields[] {
	if (left === 0) return [];
	const plain = withoutQuotes(text.trim());
	if (plain.startsWith('{') || plain.startsWith('[')) return messagesOfJson(plain, left);
	if (plain.includes('=') && !isPercentEncoded(plain)) return found(parseMessage(plain));
	return messagesOfForm(plain, contentType, left);
}

/** The messages in what JSON made of a body. */
export function messagesOfValue(value: unknown, left: number = DEEPEST_TEXT): MessageFields[] {
	if (typeof value === 'string') return messagesOfText(value, '', left - 1);
	if (typeof value !== 'object' || value === null || isTooDeep(value)) return [];
	if (Array.isArray(value)) return value.flatMap((member) => messagesOfValue(member, left));
	return messagesOfObject(fieldsOf(value), left);
}

/** `message="…";` as the vendor's page writes it. */
const QUOTED = /^(?:\w+\s*=\s*)?(["'])([\s\S]*)\1\s*;?$/;

function withoutQuotes(text: string): string {
	return QUOTED.exec(text)?.[2]?.trim() ?? text;
}

function messagesOfJson(text: string, left: number): MessageFields[] {
	try {
		return messagesOfValue(JSON.parse(text), left);
	} catch {
		const literal = parseObjectLiteral(text);
		return literal ? messagesOfObject(literal, left) : [];
	}
}

function messagesOfForm(text: string, contentType: string, left: number): MessageFields[] {
	if (!text.includes('=')) return text === '' ? [] : found(parseMessage(decodePercent(text)));
	const fields = noFields();
	for (const pair of text.split('&')) {
		const equals = pair.indexOf('=');
		const name = decodePercent(equals === -1 ? pair : pair.slice(0, equals), contentType).trim();
		if (name === '' || REFUSED_FIELDS.has(name)) continue;
		fields[name] = equals === -1 ? '' : decodePercent(pair.slice(equals + 1), contentType).trim();
	}
	return messagesOfObject(fields, left);
}

/** Fields that hold a message, or a list of messages, rather than being part of one. */
const CARRIERS = ['pushstr', 'text', 'message', 'data', 'events', 'body', 'payload'];

function messagesOfObject(fields: MessageFields, left: number): MessageFields[] {
	return isMessage(fields) ? [withPushText(fields)] : carriedBy(fields, left);
}

/** The members of a literal and its `pushstr`: the text the vendor's page hands over wins. */
function withPushText(fields: MessageFields): MessageFields {
	const { pushstr } = fields;
	if (!pushstr) return fields;
	const merged = parseMessage(pushstr);
	for (const name in fields) {
		if (name !== 'pushstr' && !merged[name]) merged[name] = fields[name] ?? '';
	}
	return merged;
}

function carriedBy(fields: MessageFields, left: number): MessageFields[] {
	const names = Object.keys(fields);
	const carriers = names.length === 1 ? names : CARRIERS.filter((name) => name in fields);
	for (const name of carriers) {
		const inner = messagesOfText(fields[name] ?? '', '', left - 1);
		if (inner.length > 0) return inner;
	}
	return hasKnownField(fields) ? [fields] : [];
}

/** Members as text: numbers and booleans as they are written, nested values as JSON. */
function fieldsOf(value: object): MessageFields {
	const fields = noFields();
	for (const [name, member] of Object.entries(value)) {
		if (REFUSED_FIELDS.has(name)) continue;
		fields[name] = textOf(member);
	}
	return fields;
}

function textOf(member: unknown): string {
	if (typeof member === 'string') return member.trim();
	if (member === null || member === undefined) return '';
	return typeof member === 'object' ? JSON.stringify(member) : String(member);
}

/** A message says at least what happened. */
function isMessage(fields: MessageFields): boolean {
	return Boolean(fields['event'] || (fields['pushstr'] && fields['source']));
}

function found(fields: MessageFields): MessageFields[] {
	return hasKnownField(fields) ? [fields] : [];
}

function hasKnownField(fields: MessageFields): boolean {
	for (const name in fields) if (MESSAGE_FIELDS.has(name)) return true;
	return false;
}
