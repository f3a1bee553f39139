import type { Recording } from '../callEvent/callEvent';
import { mediaTypeOf } from '../callEvent/mediaType';
import { ownEntry } from '../callEvent/ownEntry';
import { secondsBetween } from '../time/unixTime';
import { wholeCount } from '../time/wholeCount';
import { isoTimeOf, millisecondsOf } from './eventTime';
import type { EventFields } from './fields';

/** Both sides in one track, or each in its own (reference/aliyun §1.4). */
const PARTIES: Record<string, Recording['party']> = {
	RecordingReady: 'mixed',
	DualTrackRecordingReady: 'dual',
};

/** The recording an event tells of; null when it holds neither a link nor a file name. */
export function recordingOf(eventName: string, fields: EventFields): Recording | null {
	const url = fields.downloadURL ?? fields.url ?? null;
	const fileName = fields.fileName ?? null;
	if (url === null && fileName === null) return null;
	return {
		id: null,
		party: ownEntry(PARTIES, eventName) ?? null,
		url,
		archiveUrl: null,
		urlExpiresAt: url === null ? null : expiryOf(url),
		durationSeconds: durationOf(fields),
		fileName,
		mediaType: fileName === null ? null : mediaTypeOf(fileName),
	};
}

function durationOf({ duration, startTime, endTime }: EventFields): number | null {
	if (typeof duration === 'number' && duration >= 0) return wholeCount(duration);
	return secondsBetween(millisecondsOf(startTime), millisecondsOf(endTime));
}

/**
 * When the link ends. An OSS link signed with version 1 holds the Unix time in `Expires`
 * (reference/aliyun §1.5), one with version 4 when it was signed and for how many seconds.
 */
function expiryOf(url: string): string | null {
	const query = new URLSearchParams(url.slice(url.indexOf('?') + 1));
	const expires = query.get('Expires');
	if (expires) return isoTimeOf(expires);
	const [signed, seconds] = [query.get('x-oss-date'), query.get('x-oss-expires')];
	const parts = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(signed ?? '');
	if (!parts || !seconds || !/^\d{1,9}$/.test(seconds)) return null;
	const [, year, month, day, hour, minute, second] = parts;
	const start = millisecondsOf(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
	return start === null ? null : isoTimeOf(start + Number(seconds) * 1000);
}
