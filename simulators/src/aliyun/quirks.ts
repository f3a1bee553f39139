import type { Dialect, EventName } from './dialect.ts';
import type { Facts } from './facts.ts';
import { fieldsIn10, fieldsIn20, laterRecordFieldsIn10 } from './fieldTables.ts';

/** What is odd in the vendor's documents or samples, and how it is explained on the command line. */
export const quirks = {
	skillgrou: '1.0: AssignAgent and RingingTimeout say skillGrou, as the tables print it',
	pascal: '1.0: recordings and call records in Pascal case, as the later document has them',
	blanks: 'event names end in a blank, as in the sample of the subscription',
	empty: 'optional fields that are not set come as empty texts',
	types: 'numbers come as texts, booleans as 0 and 1, lists as JSON in a text',
	'unknown-fields': 'every event has two fields that no document names',
	'unknown-event': 'every call has one more event, of a kind that no document names',
} as const;

export type Quirk = keyof typeof quirks;

export const quirkNames = Object.keys(quirks) as Quirk[];

/** The name of the event that `unknown-event` adds. */
export const unknownEventName = 'ContactTagged';

const misspelling = new Set<EventName>(['AssignAgent', 'AgentRingingTimeout']);

/** The event as it is pushed: the fields of its table, and what is odd about them. */
export function writeEvent(
	dialect: Dialect,
	event: EventName,
	facts: Facts,
	odd: ReadonlySet<Quirk>,
): Record<string, unknown> {
	const written: Record<string, unknown> = {};
	for (const field of fieldsOf(dialect, event, odd)) {
		const value = facts[field] ?? facts[lowerFirst(field)];
		if (value === undefined || value === null) {
			if (odd.has('empty')) written[field] = '';
			continue;
		}
		written[spell(dialect, event, field, odd)] = odd.has('types') ? loosen(value) : value;
	}
	return blemish(written, odd);
}

/** The quirks that concern any event. */
export function blemish(
	event: Record<string, unknown>,
	odd: ReadonlySet<Quirk>,
): Record<string, unknown> {
	const added = odd.has('unknown-fields') ? { routingHint: { level: 3 }, x_trace: 'T-1' } : {};
	const key = 'EventType' in event ? 'EventType' : 'eventType';
	const name = odd.has('blanks') ? { [key]: `${String(event[key])} ` } : {};
	return { ...event, ...name, ...added };
}

function fieldsOf(dialect: Dialect, event: EventName, odd: ReadonlySet<Quirk>): readonly string[] {
	if (dialect === '2.0') return fieldsIn20[event];
	const later = odd.has('pascal') ? laterRecordFieldsIn10[event] : undefined;
	return later ?? fieldsIn10[event] ?? [];
}

function spell(dialect: Dialect, event: EventName, field: string, odd: ReadonlySet<Quirk>): string {
	const isMisspelt = dialect === '1.0' && odd.has('skillgrou') && misspelling.has(event);
	return isMisspelt && field === 'skillGroupId' ? 'skillGrou' : field;
}

function loosen(value: unknown): unknown {
	if (typeof value === 'number') return String(value);
	if (typeof value === 'boolean') return value ? 1 : 0;
	return typeof value === 'object' ? JSON.stringify(value) : value;
}

function lowerFirst(text: string): string {
	return text.slice(0, 1).toLowerCase() + text.slice(1);
}
