import { DateTime } from 'luxon';

import { LATEST_MILLISECONDS } from '../time/unixTime';
import type { TimeForm } from './parameter';

/** How each form is written, in Luxon's letters, and on whose wall; null is a count of milliseconds. */
const FORMS: Record<TimeForm, { pattern: string; wall: 'utc' | 'tenant' } | null> = {
	utc: { pattern: 'yyyy-MM-dd HH:mm:ss', wall: 'utc' },
	wall: { pattern: 'yyyy-MM-dd HH:mm:ss', wall: 'tenant' },
	day: { pattern: 'yyyy-MM-dd', wall: 'tenant' },
	compact: { pattern: 'yyyyMMddHHmmss', wall: 'tenant' },
	milliseconds: null,
	millisecondsText: null,
};

/** Milliseconds since 1970 as digits, as an expression or another node may give it. */
const EPOCH = /^\d{12,14}$/;

/** ISO 8601 with `T` or a blank; a zone is optional. */
const ISO =
	/^\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?\s?(?:Z|[+-]\d{2}:?\d{2})?)?$/;

/**
 * Milliseconds since 1970 of a moment as an operator gives it: ISO 8601 text (without a zone on the
 * wall of `timeZone`), milliseconds, a JavaScript Date or a Luxon DateTime; null when it is none.
 */
export function momentOf(given: unknown, timeZone: string): number | null {
	const found = read(given, timeZone);
	return found !== null && Number.isFinite(found) && found >= 0 && found <= LATEST_MILLISECONDS
		? found
		: null;
}

function read(given: unknown, zone: string): number | null {
	// Fewer digits are seconds, or a slip: as milliseconds they would be the year 1970.
	if (typeof given === 'number') return EPOCH.test(String(given)) ? given : null;
	if (given instanceof Date) return given.getTime();
	if (DateTime.isDateTime(given)) return given.toMillis();
	if (typeof given !== 'string') return null;
	const text = given.trim();
	if (EPOCH.test(text)) return Number(text);
	if (!ISO.test(text)) return null;
	const time = DateTime.fromISO(text.replace(' ', 'T').replace(/\s/g, ''), { zone });
	return time.isValid ? time.toMillis() : null;
}

/** A moment in the vendor's form. @param timeZone the wall the vendor's tenant reads times from */
export function writeMoment(
	milliseconds: number,
	form: TimeForm,
	timeZone: string,
): string | number {
	const written = FORMS[form];
	if (!written) return form === 'milliseconds' ? milliseconds : String(milliseconds);
	const zone = written.wall === 'utc' ? 'utc' : timeZone;
	return DateTime.fromMillis(milliseconds, { zone }).toFormat(written.pattern);
}
