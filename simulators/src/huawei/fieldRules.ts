/** Rules of fields as data, and the first one a request breaks. */

export interface FieldRule {
	type: 'text' | 'whole' | 'list' | 'object' | 'flag';
	required?: true;
	/** Characters of a text, value of a number, entries of a list. */
	min?: number;
	max?: number;
	pattern?: RegExp;
	/** Members of an object, or of every entry of a list. */
	members?: FieldRules;
	/** What every entry of a list must be. */
	of?: FieldRule;
}

export type FieldRules = Readonly<Record<string, FieldRule>>;

export type Offence =
	'missing' | 'empty' | 'illegal' | 'long' | 'short' | 'type' | 'range' | 'many';
export interface Violation {
	offence: Offence;
	field: string;
}

const dialledCharacters = /^[0-9*#]*$/;
const dateTime = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/;

/** The kinds of text the vendor's tables use again and again. */
export const rules = {
	text: (max: number): FieldRule => ({ type: 'text', max }),
	number: { type: 'text', max: 24, pattern: dialledCharacters },
	time: { type: 'text', pattern: dateTime },
	day: { type: 'text', pattern: /^\d{4}-\d\d-\d\d$/ },
	whole: (min: number, max: number = Number.MAX_SAFE_INTEGER): FieldRule => ({
		type: 'whole',
		min,
		max,
	}),
	wholes: (max: number): FieldRule => ({ type: 'list', max, of: { type: 'whole' } }),
	texts: (max: number): FieldRule => ({ type: 'list', max, of: { type: 'text' } }),
} as const;

export function required(rule: FieldRule): FieldRule {
	return { ...rule, required: true };
}

/** The first rule that is broken; unknown fields pass. */
export function firstViolation(
	fields: Readonly<Record<string, unknown>>,
	table: FieldRules,
	place = '',
): Violation | undefined {
	for (const [name, rule] of Object.entries(table)) {
		const field = place + name;
		const value = fields[name];
		const found =
			value === undefined || value === null
				? rule.required && violation('missing', field)
				: checks[rule.type](value, rule, field);
		if (found) return found;
	}
	return undefined;
}

type Check = (value: unknown, rule: FieldRule, field: string) => Violation | undefined;

const checks: Record<FieldRule['type'], Check> = {
	text: (value, rule, field) => {
		if (typeof value !== 'string') return violation('type', field);
		if (value === '') return rule.required && violation('empty', field);
		if (rule.max !== undefined && value.length > rule.max) return violation('long', field);
		if (rule.min !== undefined && value.length < rule.min) return violation('short', field);
		return rule.pattern?.test(value) === false ? violation('illegal', field) : undefined;
	},
	// A query holds text only, and the vendor's JSON reader takes digits in quotes.
	whole: (value, { min = -Infinity, max = Infinity }, field) => {
		if (value === '') return undefined;
		const number = typeof value === 'string' && /^-?\d+$/.test(value) ? Number(value) : value;
		if (!Number.isInteger(number)) return violation('type', field);
		const fits = (number as number) >= min && (number as number) <= max;
		return fits ? undefined : violation('range', field);
	},
	flag: (value, _rule, field) =>
		typeof value === 'boolean' ? undefined : violation('type', field),
	list: (value, rule, field) => {
		if (!Array.isArray(value)) return violation('type', field);
		if (value.length === 0) return rule.required && violation('empty', field);
		if (rule.max !== undefined && value.length > rule.max) return violation('many', field);
		const { of, members } = rule;
		const inner = of ?? (members ? ({ type: 'object', members } satisfies FieldRule) : undefined);
		return inner && value.map((entry) => checks[inner.type](entry, inner, field)).find(Boolean);
	},
	object: (value, rule, field) => {
		const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
		if (!isObject) return violation('type', field);
		const members = value as Record<string, unknown>;
		return rule.members && firstViolation(members, rule.members, `${field}.`);
	},
};

function violation(offence: Offence, field: string): Violation {
	return { offence, field };
}
