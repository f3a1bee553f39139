import { LATEST_MILLISECONDS } from '../../time/unixTime';
import { zonedMilliseconds } from '../../time/zonedTime';

/** Milliseconds since 1970 as text, as the queries of two-way calls give times (reference/huawei §5.3). */
const EPOCH = /^\d{13}$/;
const EPOCH_SECONDS = /^\d{10}$/;

/** `2022/02/17,13:10:06:836`, `2026-06-02 02:00:00`, `2026-06-02T02:00:00.120Z` */
const WRITTEN =
	/^(\d{4})[-/](\d{1,2})[-/](\d{1,2})[ ,T]+(\d{1,2}:\d{2}(?::\d{2})?)(?:[:.](\d{1,3}))?\s*(Z|[+-]\d{2}:?\d{2})?$/;

/**
 * Milliseconds since 1970 of a time in a callback; its form is documented for one of them only
 * (reference/huawei §5.5, cb3), so the forms the platform uses elsewhere are read too.
 * @param zone IANA name of the wall a time without a zone was read from
 * @returns null when it is no time
 */
export function callbackMilliseconds(text: string, zone: string): number | null {
	const time = text.trim();
	if (EPOCH.test(time)) return Number(time);
	if (EPOCH_SECONDS.test(time)) return Number(time) * 1000;
	const parts = WRITTEN.exec(time);
	if (!parts) return null;
	const [, year, month, day, clock, fraction = '', offset] = parts;
	const second = zonedMilliseconds(
		`${year}-${month}-${day} ${clock}`,
		offset === undefined ? zone : zoneOf(offset),
	);
	if (second === null) return null;
	const milliseconds = second + Number(fraction.padEnd(3, '0'));
	return milliseconds >= 0 && milliseconds <= LATEST_MILLISECONDS ? milliseconds : null;
}

/** `Z`, `+08:00` or `+0800` as Luxon names a fixed zone. */
function zoneOf(offset: string): string {
	return offset === 'Z' ? 'utc' : `UTC${offset.slice(0, 3)}:${offset.slice(-2)}`;
}
