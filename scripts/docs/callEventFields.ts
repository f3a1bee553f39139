import { z } from 'zod';

import { callEventSchema } from '../../lib/callEvent/callEvent';
import { simplifiedSchema } from '../../lib/callEvent/simplified';
import { phoneNumberSchema } from '../../lib/phone/phoneNumber';

/** What a field holds, as far as a reader wants to know it. */
export type FieldKind =
	'text' | 'time' | 'whole' | 'number' | 'flag' | 'phoneNumber' | 'object' | 'list' | 'anything';

export interface Field {
	/** `call.legs[].agentId` */
	path: string;
	kind: FieldKind;
	/** Of an enumeration. */
	values: readonly string[];
	isNullable: boolean;
	description: string;
}

interface JsonSchema {
	type?: string | string[];
	format?: string;
	enum?: string[];
	anyOf?: JsonSchema[];
	items?: JsonSchema;
	properties?: Record<string, JsonSchema>;
	description?: string;
	phoneNumber?: boolean;
}

/** The schema with every part written out where it stands, phone numbers marked as what they are. */
function writtenOut(schema: z.ZodType): JsonSchema {
	return z.toJSONSchema(schema, {
		reused: 'inline',
		override: ({ zodSchema, jsonSchema }) => {
			if (zodSchema === phoneNumberSchema) Object.assign(jsonSchema, { phoneNumber: true });
		},
	}) as JsonSchema;
}

const KINDS: Readonly<Record<string, FieldKind>> = {
	string: 'text',
	integer: 'whole',
	number: 'number',
	boolean: 'flag',
	object: 'object',
	array: 'list',
};

const typesOf = ({ type }: JsonSchema) => (type === undefined ? [] : [type].flat());

const isNull = (schema: JsonSchema) => typesOf(schema).join() === 'null';

function isNullable(schema: JsonSchema): boolean {
	return typesOf(schema).includes('null') || (schema.anyOf ?? []).some(isNull);
}

function kindOf(schema: JsonSchema): FieldKind {
	if (schema.phoneNumber) return 'phoneNumber';
	if (schema.format === 'date-time') return 'time';
	const type = typesOf(schema).find((name) => name !== 'null');
	return KINDS[type ?? ''] ?? 'anything';
}

/** A field and those inside it; what a phone number holds is told once, apart. */
function fieldsIn(path: string, schema: JsonSchema): Field[] {
	const shown = schema.anyOf?.find((variant) => !isNull(variant)) ?? schema;
	const kind = kindOf(shown);
	const field: Field = {
		path,
		kind,
		values: (shown.enum ?? []).filter((value) => value !== null),
		isNullable: isNullable(schema),
		description: schema.description ?? shown.description ?? '',
	};
	if (kind === 'phoneNumber') return [field];
	if (kind === 'list') return [field, ...membersOf(`${path}[]`, shown.items)];
	return [field, ...membersOf(path, shown)];
}

function membersOf(path: string, schema: JsonSchema | undefined): Field[] {
	return Object.entries(schema?.properties ?? {}).flatMap(([name, member]) =>
		fieldsIn(path ? `${path}.${name}` : name, member),
	);
}

/** Every field of the call event, in the order of the schema. */
export const CALL_EVENT_FIELDS: readonly Field[] = membersOf('', writtenOut(callEventSchema));

/** What a phone number holds. */
export const PHONE_NUMBER_FIELDS: readonly Field[] = membersOf('', writtenOut(phoneNumberSchema));

/** Every field of the output Simplified. */
export const SIMPLIFIED_FIELDS: readonly Field[] = membersOf('', writtenOut(simplifiedSchema));
