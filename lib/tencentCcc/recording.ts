import type { Recording } from '../callEvent/callEvent';
import { mediaTypeOf } from '../callEvent/mediaType';
import { addMonths, isoTime, unixMilliseconds } from '../time/unixTime';

/** TCCC keeps a recording for three months (vendor document, 电话录音数据推送). */
const MONTHS_KEPT = 3;

interface RecordingFields {
	RecordId?: string | null | undefined;
	RecordURL?: string | null | undefined;
	CustomRecordURL?: string | null | undefined;
	Timestamp?: number | null | undefined;
}

/**
 * A recording. The copy in the customer's own bucket (CustomRecordURL) comes before the vendor's,
 * which is gone after three months; the URL is passed on byte for byte, since newer ones hold
 * `+ / =` in their path (reference/tccc §5).
 */
export function recordingOf(fields: RecordingFields, party: Recording['party']): Recording | null {
	const archiveUrl = fields.CustomRecordURL || null;
	const vendorUrl = fields.RecordURL || null;
	const url = archiveUrl ?? vendorUrl;
	const id = fields.RecordId || null;
	if (!url && !id) return null;
	const fileName = url ? fileNameOf(url) : null;
	return {
		id,
		party,
		url,
		archiveUrl,
		urlExpiresAt: archiveUrl || !vendorUrl ? null : expiryOf(fields.Timestamp),
		durationSeconds: null,
		fileName,
		mediaType: fileName ? mediaTypeOf(fileName) : null,
	};
}

function expiryOf(timestamp: number | null | undefined): string | null {
	const made = unixMilliseconds(timestamp);
	return made === null ? null : isoTime(addMonths(made, MONTHS_KEPT));
}

function fileNameOf(url: string): string | null {
	const path = url.split(/[?#]/, 1)[0] ?? '';
	return path.slice(path.lastIndexOf('/') + 1) || null;
}
