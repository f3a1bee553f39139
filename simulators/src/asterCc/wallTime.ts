/** asterCC writes times as its server's clock shows them, without a zone (reference/astercc §1.1). */

export const shanghaiOffsetMinutes = 480;

/** `YYYY-MM-DD HH:MM:SS` of Unix seconds. */
export function formatWallTime(unixSeconds: number, utcOffsetMinutes: number): string {
	const shifted = new Date((unixSeconds + utcOffsetMinutes * 60) * 1000);
	return shifted.toISOString().slice(0, 19).replace('T', ' ');
}

/** The same clock so many seconds later, or earlier. */
export function shiftWallTime(wallTime: string, seconds: number): string {
	return formatWallTime(Date.parse(`${wallTime.replace(' ', 'T')}Z`) / 1000 + seconds, 0);
}

/** Seconds between two readings of the same clock. */
export function secondsBetween(earlier: string, later: string): number {
	const read = (wallTime: string) => Date.parse(`${wallTime.replace(' ', 'T')}Z`) / 1000;
	return read(later) - read(earlier);
}
