import { z } from 'zod';

import { isObject } from '../callEvent/plainObject';

/** Which list the editor offers for a parameter instead of a number to be known by heart. */
export type PickList =
	| 'campaign'
	| 'campaignTemplate'
	| 'skillQueue'
	| 'agent'
	| 'fileServer'
	| 'blocklistGroup'
	| 'blocklistType'
	| 'accessCode'
	| `index:${string}`;

/** How an operator sees a parameter; every kind has a field of n8n (nodes/HuaweiCec/properties.ts). */
export type ParameterKind =
	| 'text'
	| 'secret'
	| 'whole'
	| 'flag'
	| 'choice'
	| 'time'
	| 'texts'
	| 'wholes'
	| 'group'
	| 'groups'
	| 'json';

export interface Choice {
	value: string | number;
	label: string;
	description?: string;
}

/** What every parameter tells about itself. */
export interface ParameterFacts {
	/** In the editor, in n8n's title case: "Caller Numbers". */
	label: string;
	/** One or two sentences of plain English, with unit, limit and what happens without it. */
	description: string;
	/** As an operator would write it. */
	example?: string | number | boolean;
	/** What the field holds before anybody writes in it. */
	default?: string | number | boolean;
	required?: boolean;
	pick?: PickList;
}

/** A parameter of an endpoint: its facts, and the schema that checks it and turns it into what is sent. */
export interface Parameter extends ParameterFacts {
	kind: ParameterKind;
	schema: z.ZodType;
	choices?: readonly Choice[];
	/** Of a group: its members, by the vendor's name. */
	members?: Parameters;
	minimum?: number;
	maximum?: number;
	/** Written in a box of several lines. */
	isLong?: boolean;
}

/** By the vendor's name of the field. */
export type Parameters = Readonly<Record<string, Parameter>>;

interface TextFacts extends ParameterFacts {
	min?: number;
	max?: number;
	pattern?: { shape: RegExp; says: string };
	isLong?: boolean;
}

/** Text; a number that comes out of an expression is taken as text too. */
export function text({ min = 0, max, pattern, ...facts }: TextFacts): Parameter {
	let inner = z.string('must be text');
	if (min) inner = inner.min(min, `must have at least ${min} characters`);
	if (max !== undefined) inner = inner.max(max, `must have at most ${max} characters`);
	if (pattern) inner = inner.regex(pattern.shape, pattern.says);
	const schema = z.preprocess(
		(value) => (typeof value === 'number' ? String(value) : value),
		inner,
	);
	return { ...facts, kind: 'text', schema };
}

/** A password: never shown, never in an error. */
export function secret(facts: TextFacts): Parameter {
	return { ...text(facts), kind: 'secret' };
}

/** A dialled number in the vendor's form, `0-9*#` (reference/huawei §2.6). */
export function dialled(facts: Omit<TextFacts, 'pattern'>): Parameter {
	const pattern = { shape: /^[0-9*#]+$/, says: 'may hold only 0-9, * and #' };
	return text({ max: 24, ...facts, pattern });
}

interface WholeFacts extends ParameterFacts {
	min?: number;
	max?: number;
	/** The vendor wants it as text. */
	as?: 'number' | 'text';
}

/** A whole number; digits in text are taken too. */
export function whole({ min, max, as = 'number', ...facts }: WholeFacts): Parameter {
	let inner = z.int('must be a whole number');
	if (min !== undefined) inner = inner.min(min, `must be at least ${min}`);
	if (max !== undefined) inner = inner.max(max, `must be at most ${max}`);
	const checked = z.preprocess(numberOf, inner);
	return {
		...facts,
		kind: 'whole',
		schema: as === 'text' ? checked.transform(String) : checked,
		...(min === undefined ? {} : { minimum: min }),
		...(max === undefined ? {} : { maximum: max }),
	};
}

function numberOf(value: unknown): unknown {
	return typeof value === 'string' && /^\s*-?\d+\s*$/.test(value) ? Number(value) : value;
}

interface FlagFacts extends ParameterFacts {
	/** What is sent for yes and for no. */
	sent?: readonly [yes: unknown, no: unknown];
}

/** Yes or no. */
export function flag({ sent = [true, false], ...facts }: FlagFacts): Parameter {
	const schema = z
		.preprocess(
			(value) => (value === 'true' ? true : value === 'false' ? false : value),
			z.boolean('must be true or false'),
		)
		.transform((yes) => (yes ? sent[0] : sent[1]));
	return { default: false, ...facts, kind: 'flag', schema };
}

interface ChoiceFacts extends ParameterFacts {
	choices: readonly Choice[];
}

/** One of a table of codes. */
export function choice({ choices, ...facts }: ChoiceFacts): Parameter {
	const known = new Map(choices.map(({ value }) => [String(value), value]));
	const schema = z.preprocess(
		(value) => known.get(String(value)) ?? value,
		z.custom(
			(value) => known.has(String(value)),
			`must be one of ${choices.map(({ value, label }) => `${value} (${label})`).join(', ')}`,
		),
	);
	return { ...facts, kind: 'choice', schema, choices };
}

/** How a moment is written on the wire. */
export type TimeForm =
	/** `yyyy-MM-dd HH:mm:ss`, UTC */
	| 'utc'
	/** `yyyy-MM-dd HH:mm:ss` on the wall of the credential's time zone */
	| 'wall'
	/** `yyyy-MM-dd` on the wall of the credential's time zone */
	| 'day'
	/** milliseconds since 1970, a number */
	| 'milliseconds'
	/** milliseconds since 1970, as text */
	| 'millisecondsText'
	/** `yyyyMMddHHmmss` on the wall of the credential's time zone */
	| 'compact';

export interface TimeParameter extends Parameter {
	kind: 'time';
	form: TimeForm;
}

/**
 * A moment. The operator gives any ISO 8601 time (without a zone it is on the wall of the
 * credential's time zone) or
 * n8n's DateTime; lib/huaweiCec/moment.ts writes it in the vendor's form.
 */
export function time({ form, ...facts }: ParameterFacts & { form: TimeForm }): TimeParameter {
	return { ...facts, kind: 'time', schema: z.unknown(), form };
}

interface ListFacts extends ParameterFacts {
	/** What every entry must be. */
	of: Parameter;
	min?: number;
	max?: number;
	/** The vendor wants one text instead of a list: `1,3,5`. */
	joinedBy?: string;
}

/** Several texts or numbers: a list, or text with commas or line breaks between them. */
export function list({ of, min = 0, max, joinedBy, ...facts }: ListFacts): Parameter {
	let entries = z.array(of.schema, 'must be a list, or text with commas between the entries');
	if (min) entries = entries.min(min, `needs at least ${min}`);
	if (max !== undefined) entries = entries.max(max, `takes at most ${max} at a time`);
	const schema = z.preprocess(listOf, entries);
	return {
		...facts,
		kind: of.kind === 'whole' ? 'wholes' : 'texts',
		schema: joinedBy === undefined ? schema : schema.transform((all) => all.join(joinedBy)),
		...(of.choices ? { choices: of.choices } : {}),
		...(max === undefined ? {} : { maximum: max }),
	};
}

function listOf(value: unknown): unknown {
	if (typeof value === 'number') return [value];
	if (typeof value !== 'string') return value;
	return value
		.split(/[,;\n，；]/)
		.map((entry) => entry.trim())
		.filter((entry) => entry !== '');
}

interface GroupFacts extends ParameterFacts {
	members: Parameters;
}

/** An object with members of its own. */
export function group({ members, ...facts }: GroupFacts): Parameter {
	return { ...facts, kind: 'group', schema: objectOf(members), members };
}

/** A list of such objects. */
export function groups({
	members,
	min = 0,
	max,
	...facts
}: GroupFacts & { min?: number; max?: number }): Parameter {
	let schema = z.array(objectOf(members), 'must be a list');
	if (min) schema = schema.min(min, `needs at least ${min}`);
	if (max !== undefined) schema = schema.max(max, `takes at most ${max} at a time`);
	return {
		...facts,
		kind: 'groups',
		schema,
		members,
		...(max === undefined ? {} : { maximum: max }),
	};
}

function objectOf(members: Parameters) {
	const shape = Object.entries(members).map(([name, member]) => [
		name,
		member.required ? member.schema : member.schema.optional(),
	]);
	const fields = Object.fromEntries(shape) as Record<string, z.ZodType>;
	return z.looseObject(
		fields,
		`must be an object with the fields ${Object.keys(members).join(', ')}`,
	);
}

interface JsonFacts extends ParameterFacts {
	sent?: 'value' | 'text';
	/** Nothing but an object will do. */
	isObject?: true;
}

/** Anything JSON can hold, written as JSON text or given as an object. */
export function json(facts: JsonFacts): Parameter {
	const { sent = 'value', isObject: needsObject = false, ...rest } = facts;
	const isFit = (value: unknown) => (needsObject ? isObject(value) : !isBrokenJson(value));
	const says = `must be ${needsObject ? 'a JSON object' : 'JSON'} such as ${facts.example ?? '{"name": "value"}'}`;
	const schema = z
		.preprocess(parsed, z.custom(isFit, says))
		.transform((value) => (sent === 'text' && value !== undefined ? JSON.stringify(value) : value));
	return { ...rest, kind: 'json', schema };
}

/** A word alone is taken for a text; what begins like an object or a list and is none was meant as one. */
function isBrokenJson(value: unknown): boolean {
	return typeof value === 'string' && /^\s*[[{]/.test(value);
}

function parsed(value: unknown): unknown {
	if (typeof value !== 'string') return value;
	try {
		return JSON.parse(value);
	} catch {
		return value;
	}
}
