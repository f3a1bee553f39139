/** A count of seconds or milliseconds as a whole number, null when it is none; 0 is one. */
export function wholeCount(count: number | null | undefined): number | null {
	const whole = Math.round(count ?? NaN);
	return Number.isSafeInteger(whole) && whole >= 0 ? whole : null;
}
