import type { IExecuteFunctions } from 'n8n-workflow';

import {
	downloadRecord,
	downloadRecordFile,
} from '../../../../lib/huaweiCec/catalogue/fs/recording';
import type { Endpoint } from '../../../../lib/huaweiCec/endpoint';
import { callIdSent } from '../../../../lib/huaweiCec/recording/callIdSent';
import { callOptions } from '../../nodeOptions';
import { callForFile, type CallOptions } from '../../transport/call';
import type { AudioFormat } from './recordingFields';
import { stopOnCancel } from './stopOnCancel';
import { storeRecordings, type Stored } from './storeRecordings';

/** What is known of a recording; the first that is there is used. */
export interface Sought {
	/** `file_name` of the recording index. */
	fileName?: string | null;
	/** `original_file_name` of the recording index. */
	originalFileName?: string | null;
	callId?: string | null;
}

interface Request {
	endpoint: Endpoint;
	input: Record<string, unknown>;
	known: string;
}

/** `X:\17\0\20260602\20001\0000001.V3`: original names begin with a drive (reference/huawei §3.2). */
const ORIGINAL = /^[A-Za-z]:[\\/]/;

/** How CC-FS is asked for a recording; null when nothing is known of it. */
export function requestFor({ fileName, originalFileName, callId }: Sought): Request | null {
	const original = originalFileName || (fileName && ORIGINAL.test(fileName) ? fileName : null);
	if (fileName && fileName !== original) {
		return { endpoint: downloadRecordFile, input: { fileName }, known: fileName };
	}
	if (original) return { endpoint: downloadRecord, input: { fileName: original }, known: original };
	if (!callId) return null;
	return { endpoint: downloadRecord, input: { callId: callIdSent(callId) }, known: callId };
}

/** Downloads recordings into n8n's binary store. */
export async function fetchRecording(
	context: IExecuteFunctions,
	{ endpoint, input, known }: Request,
	format: AudioFormat,
	itemIndex: number,
	options: CallOptions = {},
): Promise<Stored> {
	const all = { ...callOptions(context, itemIndex), ...options };
	const answer = await callForFile(context, endpoint, input, all);
	if (!answer.ok) return answer;
	return await storeRecordings(context, stopOnCancel(context, answer.stream), { known, format });
}
