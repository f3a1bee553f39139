/** Above this a number cannot be seconds (it would be the year 5138), so it is milliseconds. */
const SMALLEST_MILLISECONDS = 1e11;

/** The end of the year 9999: ISO 8601 writes what comes later with a sign, which no reader here takes. */
export const LATEST_MILLISECONDS = 253_402_300_799_999;

/** Milliseconds of a Unix time given in seconds (or, as newer API members do, milliseconds); 0 and nonsense are null. */
export function unixMilliseconds(time: number | null | undefined): number | null {
	if (!time || !Number.isFinite(time) || time < 0) return null;
	const milliseconds = Math.trunc(time >= SMALLEST_MILLISECONDS ? time : time * 1000);
	return milliseconds <= LATEST_MILLISECONDS ? milliseconds : null;
}

/** ISO 8601 UTC with milliseconds of a Unix time, or null when it never came (vendors write 0). */
export function unixToIso(time: number | null | undefined): string | null {
	return isoTime(unixMilliseconds(time));
}

/** ISO 8601 UTC of milliseconds since 1970; null for null and for what comes after the year 9999. */
export function isoTime(milliseconds: number | null): string | null {
	if (milliseconds === null || milliseconds > LATEST_MILLISECONDS) return null;
	return new Date(milliseconds).toISOString();
}

/**
 * Whole seconds from one Unix time to a later one; null when either never came or they are the
 * wrong way round.
 */
export function secondsBetween(
	from: number | null | undefined,
	to: number | null | undefined,
): number | null {
	const start = unixMilliseconds(from);
	const end = unixMilliseconds(to);
	if (start === null || end === null || end < start) return null;
	return Math.round((end - start) / 1000);
}

/** The same day and time `months` later; the last day of the month where that day does not exist. */
export function addMonths(milliseconds: number, months: number): number {
	const date = new Date(milliseconds);
	const day = date.getUTCDate();
	date.setUTCDate(1);
	date.setUTCMonth(date.getUTCMonth() + months);
	const lastDay = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
	date.setUTCDate(Math.min(day, lastDay));
	return date.getTime();
}
