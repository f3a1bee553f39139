import type { Direction } from '../../callEvent/callEvent';
import { CDR_CALL_TYPES, RECORD_CALL_TYPES, type CallType } from '../codes/callType';
import type { Layout, RecordKind } from './columns';

/** Which rows are wanted; what is left out, or an empty list, asks for nothing. */
export interface RowFilter {
	agentIds?: readonly string[];
	callIds?: readonly string[];
	callerNumber?: string;
	calleeNumber?: string;
	direction?: Direction;
	skillIds?: readonly string[];
	/** Only the last row of each call (call_id_num -1). */
	finalLegOnly?: boolean;
}

export type RowTest = (row: readonly string[]) => boolean;
export type FilterReading = { ok: true; matches: RowTest } | { ok: false; message: string };

interface Part {
	/** As the operator reads it. */
	label: string;
	/** The columns asked, by the vendor's name; one that the file has is enough. */
	columns: readonly string[];
	/** What a cell must be; null when this part of the filter asks for nothing. */
	test: (filter: RowFilter, kind: RecordKind) => ((cell: string) => boolean) | null;
}

/** Every part of the filter; all that ask for something must agree. */
const PARTS: readonly Part[] = [
	{
		label: 'Agent IDs',
		columns: ['agent_id'],
		test: ({ agentIds }) => oneOf(agentIds),
	},
	{ label: 'Call IDs', columns: ['call_id'], test: ({ callIds }) => oneOf(callIds) },
	{
		label: 'Caller Number',
		columns: ['caller_no'],
		test: ({ callerNumber }) => numberTest(callerNumber),
	},
	{
		label: 'Callee Number',
		columns: ['callee_no'],
		test: ({ calleeNumber }) => numberTest(calleeNumber),
	},
	{ label: 'Direction', columns: ['call_type'], test: directionTest },
	{
		label: 'Skill Queue IDs',
		columns: ['current_skill_id', 'skill_id', 'user_wanted_skill_id'],
		test: ({ skillIds }) => oneOf(skillIds),
	},
	{
		label: 'Final Leg Only',
		columns: ['call_id_num'],
		test: ({ finalLegOnly }) => (finalLegOnly ? (cell) => cell === '-1' : null),
	},
];

/**
 * The filter for one file, which works on rows as they are, before anything is made of them. A file
 * without the column that is asked for cannot be filtered: that is an error, not "no rows".
 */
export function rowTest(filter: RowFilter, layout: Layout, kind: RecordKind): FilterReading {
	const tests: RowTest[] = [];
	for (const part of PARTS) {
		const test = part.test(filter, kind);
		if (!test) continue;
		const positions = part.columns
			.map((vendor) => layout.columns.findIndex((column) => column.vendor === vendor))
			.filter((position) => position !== -1);
		if (positions.length === 0) return { ok: false, message: missing(part) };
		tests.push((row) => positions.some((position) => test(row[position]?.trim() ?? '')));
	}
	return { ok: true, matches: (row) => tests.every((test) => test(row)) };
}

function missing({ label, columns }: Part): string {
	return `The filter "${label}" needs the column ${columns.join(' or ')}, which this file does not have. Take the filter out and filter the items afterwards.`;
}

function oneOf(wanted: readonly string[] | undefined): ((cell: string) => boolean) | null {
	const all = new Set(wanted?.map((entry) => entry.trim()).filter((entry) => entry !== ''));
	return all.size > 0 ? (cell) => all.has(cell) : null;
}

/** Shorter numbers are extensions and service numbers, of which one may end like another. */
const SHORTEST_WITH_PREFIX = 7;

/** The same digits, whatever prefix (0, 86, an outside line) stands before them on either side. */
function numberTest(wanted: string | undefined): ((cell: string) => boolean) | null {
	const digits = digitsOf(wanted ?? '');
	if (digits === '') return null;
	return (cell) => {
		const found = digitsOf(cell);
		if (found === digits) return true;
		const [short, long] = found.length < digits.length ? [found, digits] : [digits, found];
		return short.length >= SHORTEST_WITH_PREFIX && long.endsWith(short);
	};
}

function digitsOf(number: string): string {
	return number.replace(/[^\d*#]/g, '').replace(/^0+(?=\d)/, '');
}

/** The recording index has call types of its own (vendor's page 0841). */
export function callTypeOf(code: string | number | null, kind: RecordKind): CallType | null {
	const table = kind === 'record' ? RECORD_CALL_TYPES : CDR_CALL_TYPES;
	return code === null || code === '' ? null : (table[Number(code)] ?? null);
}

function directionTest({ direction }: RowFilter, kind: RecordKind) {
	if (!direction) return null;
	return (cell: string) => (callTypeOf(cell, kind)?.direction ?? 'unknown') === direction;
}
