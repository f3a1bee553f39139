import { zonedMilliseconds } from '../../time/zonedTime';

/** More minutes than the three days one file may cover. */
const MOST_MINUTES = 5_000;
const MINUTE_AND_SECOND = /^(\d{4}-\d{2}-\d{2} \d{2}:\d{2}):(\d{2})$/;

/** Milliseconds since 1970 of a time in a file, null when it is none. */
export type TimeReader = (written: string) => number | null;

/**
 * Reads the times of a file, `YYYY-MM-DD hh:mm:ss` on the wall of a time zone. Each minute is worked
 * out once: a file holds the same minutes millions of times, and time zones are slow.
 */
export function timeReader(timeZone: string): TimeReader {
	const minutes = new Map<string, number | null>();
	const startOf = (minute: string) => {
		if (minutes.size >= MOST_MINUTES) minutes.clear();
		const start = zonedMilliseconds(minute, timeZone);
		minutes.set(minute, start);
		return start;
	};
	return (written) => {
		const parts = MINUTE_AND_SECOND.exec(written);
		if (!parts) return zonedMilliseconds(written, timeZone);
		const [, minute = '', second] = parts;
		const start = minutes.get(minute) ?? startOf(minute);
		return start === null || Number(second) > 59 ? null : start + Number(second) * 1000;
	};
}
