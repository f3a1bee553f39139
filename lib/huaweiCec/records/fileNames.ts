import { DateTime } from 'luxon';

/** Where on Earth a day begins first and last: at any moment there are two days, at some three. */
const FARTHEST_ZONES = ['utc', 'UTC+14', 'UTC-12'] as const;

/**
 * The names a file may have that was asked for: the day of the request, `_`, the response id without
 * dashes, `.zip` (reference/huawei §3.1). The day is that of the server, whose time zone is not known:
 * the tenant's comes first, then the others there are on Earth.
 * @param askedAt milliseconds since 1970
 */
export function fileNamesOf(responseId: string, askedAt: number, timeZone: string): string[] {
	const days = [timeZone, ...FARTHEST_ZONES].map((zone) =>
		DateTime.fromMillis(askedAt, { zone }).toFormat('yyyyMMdd'),
	);
	const id = responseId.replaceAll('-', '');
	return [...new Set(days)].map((day) => `${day}_${id}.zip`);
}
