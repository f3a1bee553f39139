import { DateTime } from 'luxon';

import { momentOf } from '../moment';

/** From and until when calls are asked for, milliseconds since 1970. */
export interface QueryWindow {
	from: number;
	to: number;
}

export type WindowReading = { ok: true; window: QueryWindow } | { ok: false; message: string };

/**
 * The period calls are asked for. CC-CMS keeps them for one day: nothing before yesterday's midnight
 * of the tenant, nothing after today's end (reference/huawei §4.2).
 * @param given ISO 8601 or empty; without a beginning it is yesterday's midnight, without an end now
 */
export function queryWindow(
	given: { from?: unknown; to?: unknown },
	now: number,
	timeZone: string,
): WindowReading {
	const today = DateTime.fromMillis(now, { zone: timeZone }).startOf('day');
	const earliest = today.minus({ days: 1 }).toMillis();
	const latest = today.endOf('day').toMillis();
	const from = isEmpty(given.from) ? earliest : momentOf(given.from, timeZone);
	const to = isEmpty(given.to) ? now : momentOf(given.to, timeZone);
	const fault = from === null ? 'From' : to === null ? 'To' : null;
	if (from === null || to === null) {
		return { ok: false, message: `${fault} is not a time: write it like 2026-06-01T09:00:00` };
	}
	if (from > to) return { ok: false, message: 'From is later than To' };
	if (from < earliest) return { ok: false, message: tooEarly(earliest, timeZone) };
	return { ok: true, window: { from, to: Math.min(to, latest) } };
}

function isEmpty(value: unknown): boolean {
	return value === undefined || value === null || value === '';
}

function tooEarly(earliest: number, zone: string): string {
	const limit = DateTime.fromMillis(earliest, { zone }).toFormat('yyyy-MM-dd HH:mm');
	return `From is before ${limit} (${zone}): CC-CMS keeps calls for one day. Older ones are in the call records of Huawei CC-FS`;
}
