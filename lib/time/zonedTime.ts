import { DateTime, IANAZone } from 'luxon';

import { LATEST_MILLISECONDS } from './unixTime';

/** `2026-01-31 08:05:09`, as vendors write the time on their server's wall. */
const WALL_TIME = /^(\d{4})-(\d{1,2})-(\d{1,2})[ T](\d{1,2}):(\d{2})(?::(\d{2}))?/;

/** Whether a name such as `Asia/Shanghai` is a time zone here. */
export function isTimeZone(zone: string): boolean {
	return IANAZone.isValidZone(zone);
}

/**
 * Milliseconds since 1970 of a wall-clock time without a zone.
 * @param zone IANA name of the zone the clock stood in
 * @returns null when it is no time: empty, `0000-00-00 00:00:00`, the 31st of February
 */
export function zonedMilliseconds(wallTime: string | undefined, zone: string): number | null {
	const parts = WALL_TIME.exec(wallTime?.trim() ?? '');
	if (!parts) return null;
	const [year, month, day, hour, minute, second] = parts.slice(1).map((part) => Number(part ?? 0));
	if (!year) return null;
	const time = DateTime.fromObject(
		{
			year,
			month: month ?? 0,
			day: day ?? 0,
			hour: hour ?? 0,
			minute: minute ?? 0,
			second: second || 0,
		},
		{ zone },
	);
	const milliseconds = time.toMillis();
	return time.isValid && milliseconds <= LATEST_MILLISECONDS ? milliseconds : null;
}
