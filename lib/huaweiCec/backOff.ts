const FIRST_PAUSE_MS = 1000;
const LONGEST_PAUSE_MS = 20_000;

/**
 * How long to wait before trying again: a random part of a ceiling that doubles, so that many
 * clients do not come back as one; never less than the server asked for.
 * @param failures how many attempts failed, from 1
 * @param random 0 to 1
 */
export function pauseMs(
	failures: number,
	retryAfterSeconds: number | null,
	random: number,
): number {
	const ceiling = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (failures - 1));
	return Math.round((retryAfterSeconds ?? 0) * 1000 + ceiling * random);
}

/** A Retry-After header in seconds, which HTTP writes as seconds or as a date; null when there is none. */
export function retryAfterSeconds(header: string | undefined, now: number): number | null {
	const text = header?.trim() ?? '';
	if (/^\d{1,9}$/.test(text)) return Number(text);
	const time = /[a-z]/i.test(text) ? Date.parse(text) : Number.NaN;
	return Number.isNaN(time) ? null : Math.max(0, Math.ceil((time - now) / 1000));
}
