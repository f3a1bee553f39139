import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import type { Fault } from '../../../../lib/huaweiCec/fault';
import { eachItem } from '../../eachItem';
import { failedItem, faultItem } from '../../faultItem';
import { numberIn } from '../../nodeOptions';
import type { Operation } from '../../operation';
import { BINARY_FIELD } from '../../properties';
import { faultError } from '../../transport/call';
import { fetchRecording, requestFor } from './fetchRecording';
import { unreadableFile } from './fileFaults';
import { inParallel } from './inParallel';
import { readFiles } from './readFiles';
import { readSettings } from './readSettings';
import { recordFields } from './recordFields';
import { AUDIO_FORMAT, type AudioFormat } from './recordingFields';
import { exampleRow } from './recordsGetMany';
import { RECORD_SOURCES } from './recordSource';
import { fileFacts } from './storeRecordings';

/** Flow control is part of a long export: it is waited out for this long unless told otherwise. */
const RETRY_FOR_SECONDS = 600;

/** The recordings of a period with their rows of the index, several at a time. */
export const recordingExport: Operation = {
	resource: 'recording',
	operation: 'export',
	name: 'Export',
	action: 'Export recordings',
	description: 'Download all recordings of a period, each with its row of the recording index',
	properties: [
		...recordFields('record'),
		{
			displayName: 'Downloads at the Same Time',
			name: 'parallel',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: 10, numberPrecision: 0 },
			default: 3,
			description:
				'How many recordings are downloaded side by side, 1 to 10. CC-FS turns away what is too much (0300008); it is then asked again with growing pauses.',
		},
		AUDIO_FORMAT,
		BINARY_FIELD,
	],
	row: {
		...exampleRow('record'),
		recording: {
			fileName: '20260602-20001-0000001.wav',
			mimeType: 'audio/wav',
			fileSize: '480 kB',
			bytes: 480044,
		},
	},
	async execute(context) {
		return await eachItem(context, async (index) => await exportAll(context, index));
	},
};

async function exportAll(context: IExecuteFunctions, index: number): Promise<INodeExecutionData[]> {
	const source = RECORD_SOURCES.record;
	const reading = await readFiles(context, source, readSettings(context, source, index), index);
	if (!reading.ok) return [faultItem(context, reading.fault, index)];
	const parallel = numberIn(context.getNodeParameter('parallel', index, 3), 1) ?? 3;
	const signal = context.getExecutionCancelSignal();
	const fetched = await inParallel(
		reading.rows,
		Math.min(10, Math.floor(parallel)),
		async (row) => await exportOne(context, row, index),
		() => signal?.aborted === true,
	);
	return fetched.flat();
}

async function exportOne(
	context: IExecuteFunctions,
	row: IDataObject,
	index: number,
): Promise<INodeExecutionData[]> {
	const request = requestFor(row);
	if (!request) return [errorOf(context, row, NAMELESS, index)];
	const format = context.getNodeParameter('audioFormat', index, 'original') as AudioFormat;
	const field = context.getNodeParameter('binaryPropertyName', index, 'data') as string;
	const given = context.getNodeParameter('options', index, {}) as { retryFor?: unknown };
	const retryFor = (numberIn(given.retryFor, 0) ?? RETRY_FOR_SECONDS) * 1000;
	const stored = await fetchRecording(context, request, format, index, { retryFor });
	if (!stored.ok) return [errorOf(context, row, stored.fault, index)];
	return stored.files.map((file) => ({
		json: { ...row, recording: fileFacts(file) },
		binary: { [field]: file },
		pairedItem: { item: index },
	}));
}

const NAMELESS: Fault = unreadableFile(
	'The row of the recording index has neither a file name nor a call id',
);

/** An error item still tells which recording is missing. */
function errorOf(
	context: IExecuteFunctions,
	row: IDataObject,
	fault: Fault,
	index: number,
): INodeExecutionData {
	if (!context.continueOnFail()) throw faultError(context.getNode(), fault, index);
	const cause = `Recording of call ${String(row.callId ?? 'unknown')}: ${fault.cause}`;
	return failedItem(context, { ...fault, cause }, index, row);
}
