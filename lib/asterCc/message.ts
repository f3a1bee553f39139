import {
	FREE_TEXT_FIELD,
	MESSAGE_FIELDS,
	REFUSED_FIELDS,
	noFields,
	type MessageFields,
} from './fields';

/**
 * The fields of one `key=value&…` message (vendor document; reference/astercc §1.1). Nothing is ever
 * evaluated, decoded or thrown away: a field begins only at a name that starts one, so `userdata`
 * keeps its own `&` and `=`; a missing or doubled `&`, any order, blanks and unknown names pass.
 * The names in REFUSED_FIELDS are left out. Values are trimmed; never throws.
 */
export function parseMessage(text: string): MessageFields {
	const fields = noFields();
	let open: string | null = null;
	for (const segment of text.split('&')) {
		const equals = segment.indexOf('=');
		const name = equals === -1 ? '' : segment.slice(0, equals).trim();
		const value = segment.slice(equals + 1);
		if (startsField(name, value, open, fields)) {
			open = addField(fields, name, value);
		} else if (open !== null) {
			fields[open] += `&${segment}`;
		}
	}
	for (const name in fields) fields[name] = tidy(fields[name] ?? '');
	return fields;
}

/** Inside free text only a field that has not come yet, with a value it can have, ends the text. */
function startsField(
	name: string,
	value: string,
	open: string | null,
	fields: MessageFields,
): boolean {
	if (name === '') return false;
	if (open !== FREE_TEXT_FIELD) return true;
	const shape = MESSAGE_FIELDS.get(name);
	if (shape === undefined || name in fields) return false;
	return shape === null || shape.test(value.trim());
}

/** Adds a field and those glued to it by a missing `&`; gives the name a following text belongs to. */
function addField(fields: MessageFields, name: string, value: string): string | null {
	if (REFUSED_FIELDS.has(name)) return null;
	if (!MESSAGE_FIELDS.has(name)) return addUnknownField(fields, name, value);
	let [open, rest] = [name, value];
	for (let glued = gluedField(open, rest); glued !== null; glued = gluedField(open, rest)) {
		setField(fields, open, rest.slice(0, glued.start));
		[open, rest] = [glued.name, rest.slice(glued.equals + 1)];
	}
	setField(fields, open, rest);
	return open;
}

/** `message=calleridnum=…`: a field that wraps the whole message is not one of it. */
function addUnknownField(fields: MessageFields, name: string, value: string): string | null {
	const equals = value.indexOf('=');
	const inner = equals === -1 ? '' : value.slice(0, equals).trim();
	if (MESSAGE_FIELDS.has(inner)) return addField(fields, inner, value.slice(equals + 1));
	setField(fields, name, value);
	return name;
}

function setField(fields: MessageFields, name: string, value: string): void {
	if (!fields[name]) fields[name] = value;
}

interface GluedField {
	name: string;
	start: number;
	equals: number;
}

/** The field that begins inside a value because the `&` before it is missing: only free text holds a `=`. */
function gluedField(open: string, value: string): GluedField | null {
	const equals = open === FREE_TEXT_FIELD ? -1 : value.indexOf('=');
	if (equals === -1) return null;
	const before = value.slice(0, equals).trimEnd();
	let name = '';
	for (const known of MESSAGE_FIELDS.keys()) {
		if (known.length > name.length && before.endsWith(known)) name = known;
	}
	return name === '' ? null : { name, start: before.length - name.length, equals };
}

/** Without the blanks around a value and the `&` of an empty segment behind it. */
function tidy(value: string): string {
	let end = value.length;
	while (end > 0 && (value.charCodeAt(end - 1) === AMPERSAND || value.charCodeAt(end - 1) <= SPACE))
		end--;
	return end === value.length && value.charCodeAt(0) > SPACE ? value : value.slice(0, end).trim();
}

const AMPERSAND = 38;
const SPACE = 32;

/** The vendor's text of these fields, free text last: what `parseMessage` reads back. */
export function formatMessage(fields: Readonly<Record<string, string>>): string {
	const names = Object.keys(fields).filter((name) => name !== FREE_TEXT_FIELD);
	if (Object.hasOwn(fields, FREE_TEXT_FIELD)) names.push(FREE_TEXT_FIELD);
	return names.map((name) => `${name}=${fields[name] ?? ''}`).join('&');
}
