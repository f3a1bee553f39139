import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { eachItem } from '../../eachItem';
import { faultItem } from '../../faultItem';
import type { Operation } from '../../operation';
import { BINARY_FIELD } from '../../properties';
import { fetchRecording, requestFor, type Sought } from './fetchRecording';
import { wrongField } from './fileFaults';
import { AUDIO_FORMAT, type AudioFormat } from './recordingFields';
import { fileFacts } from './storeRecordings';

/** A recording by call or by name, streamed to n8n's binary store; several become several items. */
export const recordingDownload: Operation = {
	resource: 'recording',
	operation: 'download',
	name: 'Download',
	action: 'Download a recording',
	description: 'Download the recording of a call, or one by its file name',
	properties: [
		{
			displayName: 'Find By',
			name: 'findBy',
			type: 'options',
			options: [
				{ name: 'Call ID', value: 'callId' },
				{ name: 'File Name', value: 'fileName' },
			],
			default: 'callId',
			description: 'What is known of the recording',
		},
		{
			displayName: 'Call ID',
			name: 'callId',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. 1780366800-1388',
			description:
				'Which call. CC-FS takes 25 characters: of a longer one, the part after the dash is sent. A call with several recordings gives several items.',
			displayOptions: { show: { findBy: ['callId'] } },
		},
		{
			displayName: 'File Name',
			name: 'fileName',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. /10/1/record/100/20001/0000001.wav',
			description:
				'The file_name or the original_file_name (X:\\17\\0\\20260602\\20001\\0000001.V3) of the recording index',
			displayOptions: { show: { findBy: ['fileName'] } },
		},
		AUDIO_FORMAT,
		BINARY_FIELD,
	],
	row: {
		callId: '1780366800-1388',
		fileName: '20260602-20001-0000001.wav',
		mimeType: 'audio/wav',
		fileSize: '480 kB',
		bytes: 480044,
	},
	async execute(context) {
		return await eachItem(context, async (index) => await download(context, index));
	},
};

async function download(context: IExecuteFunctions, index: number): Promise<INodeExecutionData[]> {
	const sought = soughtOf(context, index);
	const request = requestFor(sought);
	if (!request) {
		return [faultItem(context, wrongField('Call ID or File Name is empty'), index)];
	}
	const format = context.getNodeParameter('audioFormat', index, 'original') as AudioFormat;
	const field = context.getNodeParameter('binaryPropertyName', index, 'data') as string;
	const stored = await fetchRecording(context, request, format, index);
	if (!stored.ok) return [faultItem(context, stored.fault, index)];
	return stored.files.map((file) => ({
		json: { callId: sought.callId ?? null, ...fileFacts(file) },
		binary: { [field]: file },
		pairedItem: { item: index },
	}));
}

function soughtOf(context: IExecuteFunctions, index: number): Sought {
	const findBy = context.getNodeParameter('findBy', index, 'callId') as 'callId' | 'fileName';
	const given: unknown = context.getNodeParameter(findBy, index, '');
	return { [findBy]: String(given ?? '').trim() };
}
