import type { Layout } from './columns';
import type { FoundRow } from './readRecords';

/** The rows of one call, as far as they stand near each other in the file. */
export type CallGroup = ReadonlyArray<Pick<FoundRow, 'row' | 'layout'>>;

interface Waiting {
	/** Each row as JSON: one short text in memory in place of thirty slices of a long one. */
	rows: string[];
	layout: Layout;
	matches: boolean;
}

export interface CallGroups {
	/** Calls with a row among the latest, by call id. */
	recent: Map<string, Waiting>;
	/** Calls whose last row is farther back; they are complete when `recent` is full. */
	older: Map<string, Waiting>;
	/** Rows that came since `recent` was begun. */
	count: number;
	waitFor: number;
}

/**
 * So many rows at least a call waits for others of its own: the last minutes of a big site. More would
 * outlive V8's young generation: 5,000 cost 160 MB in a file of 1,000,000 rows, 2,000 cost 40 MB.
 */
const ROWS_TO_WAIT = 2_000;

export function startGroups(waitFor: number = ROWS_TO_WAIT): CallGroups {
	return { recent: new Map(), older: new Map(), count: 0, waitFor };
}

/**
 * Adds a row to its call. A call is complete, as far as can be known, once its last row is far back:
 * that the rows of a call stand together, or that the one with call_id_num -1 is the last of them in
 * the file, is not documented (reference/huawei §3.2).
 * @returns the calls that are complete now and of which the filter wants at least one row
 */
export function addRow(groups: CallGroups, { row, layout, matches }: FoundRow): CallGroup[] {
	const position = layout.columns.findIndex(({ vendor }) => vendor === 'call_id');
	const callId = copyOf(row[position]?.trim() ?? '');
	if (callId === '') return matches ? [[{ row, layout }]] : [];
	const call = callOf(groups, callId, layout);
	call.rows.push(JSON.stringify(row));
	call.matches ||= matches;
	groups.count += 1;
	return groups.count < groups.waitFor ? [] : turnOver(groups);
}

/** The call, back among the recent ones. */
function callOf({ recent, older }: CallGroups, callId: string, layout: Layout): Waiting {
	const known = recent.get(callId);
	if (known) return known;
	const call = older.get(callId) ?? { rows: [], layout, matches: false };
	older.delete(callId);
	recent.set(callId, call);
	return call;
}

function turnOver(groups: CallGroups): CallGroup[] {
	const complete = wantedOf(groups.older);
	groups.older = groups.recent;
	groups.recent = new Map();
	groups.count = 0;
	return complete;
}

/** The calls that still wait when the files have ended. */
export function restOfGroups(groups: CallGroups): CallGroup[] {
	return [...turnOver(groups), ...turnOver(groups)];
}

function wantedOf(calls: ReadonlyMap<string, Waiting>): CallGroup[] {
	return [...calls.values()].filter(({ matches }) => matches).map(groupOf);
}

function groupOf({ rows, layout }: Waiting): CallGroup {
	return rows.map((written) => ({ row: JSON.parse(written) as string[], layout }));
}

/** A cell is a slice that keeps its whole portion of the file in memory; a copy does not. */
function copyOf(cell: string): string {
	return JSON.parse(JSON.stringify(cell)) as string;
}
