import type { ApiAnswer } from './controlApi';

/** GetCdr gives 5000 rows at the most (reference/astercc §3.4). */
export const PAGE_SIZE = 500;

export type PageReading = { ok: true; rows: unknown[] } | { ok: false; reason: string };

/** The rows of GetCdr's answer; none where asterCC says it found nothing. */
export function rowsOf(answer: ApiAnswer): PageReading {
	if (answer.kind === 'unreadable')
		return { ok: false, reason: 'the answer of GetCdr is not JSON' };
	if (answer.kind === 'unreachable') return { ok: false, reason: answer.message };
	if (answer.kind === 'refused') {
		// "No data" is an answer too (reference/astercc §3.6, code 44).
		return answer.message === 'BackMsg_44'
			? { ok: true, rows: [] }
			: { ok: false, reason: answer.message };
	}
	const { msg } = answer.data;
	const rows =
		typeof msg === 'object' && msg !== null ? (msg as { data?: unknown }).data : undefined;
	return { ok: true, rows: Array.isArray(rows) ? rows : [] };
}

/** The id of a row, on which GetCdr's cursor is built; null where there is none. */
export function rowIdOf(row: unknown): number | null {
	if (typeof row !== 'object' || row === null) return null;
	const id = Number((row as { id?: unknown }).id);
	return Number.isSafeInteger(id) && id >= 0 ? id : null;
}

export const largestIdOf = (rows: readonly unknown[], start: number): number =>
	rows.reduce<number>((largest, row) => Math.max(largest, rowIdOf(row) ?? 0), start);

/** Whether any record lies behind an id, and the largest of those that were given. */
export type Probe = (id: number) => Promise<number | null>;

/**
 * The id of the newest record: where a first poll begins, so that it does not bring every call the
 * system ever had. GetCdr cannot be asked for it and gives the oldest rows first, so the ids are
 * searched: doubling until nothing lies behind, then halving.
 */
export async function newestRecordId(probe: Probe): Promise<number> {
	let newest = (await probe(0)) ?? 0;
	if (newest === 0) return 0;
	let nothingBehind = 2 * newest;
	for (;;) {
		const found = await probe(nothingBehind);
		if (found === null) break;
		newest = found;
		nothingBehind = 2 * newest;
	}
	while (nothingBehind - newest > 1) {
		const middle = Math.floor((newest + nothingBehind) / 2);
		const found = await probe(middle);
		if (found === null) nothingBehind = middle;
		else newest = found;
	}
	return (await probe(newest)) ?? newest;
}

/** A record younger than this may still be overtaken by the push of the call's end. */
export const SETTLE_MS = 60_000;
/** A record further in the future is not young: the clock or the time zone is wrong. */
const CLOCK_TOLERANCE_MS = 10 * 60_000;

export function isSettled(endedAt: number | null, now: number): boolean {
	if (endedAt === null) return true;
	const age = now - endedAt;
	return age >= SETTLE_MS || age < -CLOCK_TOLERANCE_MS;
}
