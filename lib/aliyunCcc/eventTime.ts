import { LATEST_MILLISECONDS, unixMilliseconds } from '../time/unixTime';

/** ISO 8601; CCC writes UTC, so a time without a zone is one too (reference/aliyun §1.2). */
const ISO_TIME = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?$/i;

/**
 * Milliseconds since 1970 of a time as CCC, RocketMQ and EventBridge write it: ISO 8601 with or
 * without milliseconds, or Unix time in seconds or milliseconds, as number or text. Null when it is
 * none of them (reference/aliyun §1.2).
 */
export function millisecondsOf(time: unknown): number | null {
	const found = typeof time === 'string' ? ofText(time.trim()) : ofNumber(time);
	return found !== null && found >= 0 && found <= LATEST_MILLISECONDS ? found : null;
}

function ofNumber(time: unknown): number | null {
	return typeof time === 'number' ? unixMilliseconds(time) : null;
}

function ofText(time: string): number | null {
	if (/^\d{9,16}$/.test(time)) return unixMilliseconds(Number(time));
	const iso = ISO_TIME.exec(time);
	if (!iso) return null;
	const found = Date.parse(iso[1] ? time : `${time}Z`);
	return Number.isNaN(found) ? null : found;
}

/** As `millisecondsOf`, written as the call event writes times. */
export function isoTimeOf(time: unknown): string | null {
	const found = millisecondsOf(time);
	return found === null ? null : new Date(found).toISOString();
}
