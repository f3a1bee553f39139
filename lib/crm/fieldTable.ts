import type { CrmCall } from './crmCall';

/** One field of a CRM. */
export interface CrmField {
	/** Where the value comes from, for the documentation: paths of the call event, and the unit. */
	from: string;
	/** null, `''` or an empty list leaves the field out. */
	read: (call: CrmCall) => unknown;
	/** The CRM refuses it, or means something else by it, in an update. */
	onlyNew?: true;
}

/** The fields of a CRM's object, in the order they are sent. */
export type FieldTable = Readonly<Record<string, CrmField>>;

export type Fields = Record<string, unknown>;

/** What the table makes of a call. A field nobody knows the value of is left out: it is never blanked. */
export function fieldsOf(table: FieldTable, call: CrmCall): Fields {
	const values = Object.entries(table).map(([name, { read }]) => [name, read(call)] as const);
	return Object.fromEntries(values.filter(([, value]) => isKnown(value)));
}

/** The same without what is for new records only. */
export function updateOf(table: FieldTable, call: CrmCall): Fields {
	const changeable = Object.entries(table).filter(([, { onlyNew }]) => !onlyNew);
	return fieldsOf(Object.fromEntries(changeable), call);
}

function isKnown(value: unknown): boolean {
	if (Array.isArray(value)) return value.length > 0;
	return value !== null && value !== undefined && value !== '';
}

/** A field of the operator's naming; nothing while it has no name. */
export function namedField(name: string | undefined, value: unknown): Fields {
	return name && isKnown(value) ? { [name]: value } : {};
}
