import { momentOf, writeMoment } from '../moment';

/** The longest period one file may cover (reference/huawei §3.1, §3.4). */
const LONGEST_MS = 3 * 24 * 3_600_000;
/** A file is asked for and waited for each of them: more than this is a slip of the pen. */
const MOST_PERIODS = 130;

/** In milliseconds since 1970. */
export interface Period {
	begin: number;
	end: number;
}

export type PeriodsReading = { ok: true; periods: Period[] } | { ok: false; message: string };

/**
 * Cuts what an operator asks for into periods CC-FS takes. Each begins with the second the one before
 * it ends with, since whether the end belongs to a period is not documented: no row is lost, and
 * `boundaryRows` leaves out those that come twice.
 */
export function periodsOf(begin: unknown, end: unknown, timeZone: string): PeriodsReading {
	const first = momentOf(begin, timeZone);
	const last = momentOf(end, timeZone);
	if (first === null) return wrong('Begin Time', 'is no time: write it like 2026-06-01T00:00:00');
	if (last === null) return wrong('End Time', 'is no time: write it like 2026-06-02T00:00:00');
	if (first >= last) return wrong('End Time', 'must be later than Begin Time');
	if (last - first > LONGEST_MS * MOST_PERIODS) {
		return wrong('End Time', 'is more than a year after Begin Time: ask for a shorter period');
	}
	const periods: Period[] = [];
	for (let from = first; from < last; from += LONGEST_MS) {
		periods.push({ begin: from, end: Math.min(last, from + LONGEST_MS) });
	}
	return { ok: true, periods };
}

function wrong(field: string, reason: string): PeriodsReading {
	return { ok: false, message: `${field} ${reason}.` };
}

/**
 * Tells rows that came with the period before already: the same row, with a time on the very second
 * at which one period ends and the next begins.
 * @returns whether a row is new; it must be asked of every row, once
 */
export function boundaryRows(
	boundaries: readonly number[],
	timeZone: string,
): (row: readonly string[]) => boolean {
	if (boundaries.length === 0) return () => true;
	const marks = new Set(boundaries.map((time) => String(writeMoment(time, 'wall', timeZone))));
	const seen = new Set<string>();
	return (row) => {
		if (!row.some((cell) => marks.has(cell))) return true;
		const written = JSON.stringify(row);
		if (seen.has(written)) return false;
		seen.add(written);
		return true;
	};
}
