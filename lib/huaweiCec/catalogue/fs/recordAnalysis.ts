import { endpoint } from '../../endpoint';
import { additionalFields } from '../additionalFields';
import { CCFS } from './path';
import { recordingName } from './recordingName';

/** The speech-to-text jobs are known from one public client of 2019 only (reference/huawei §3, rows 16 to 19). */
const OLD_RELEASES =
	'Only older releases have this interface and its field list was not seen; give its fields as Other Fields (JSON).';

export const downloadTransferFile = endpoint({
	resource: 'recordAnalysis',
	operation: 'downloadText',
	name: 'Download Text of a Recording',
	action: 'Download the text of a recording',
	description: 'Download the text a recording was turned into (deprecated by the vendor)',
	component: 'fs',
	method: 'POST',
	path: `${CCFS}/downloadTransferFile`,
	send: 'body',
	wrap: 'msgBody',
	parameters: {
		fileName: recordingName({
			label: 'File Name',
			description:
				'The file_name of the recording index, at most 225 characters. Example: /10/1/record/100/20001/0000001.wav.',
			example: '/10/1/record/100/20001/0000001.wav',
			max: 225,
		}),
		additionalFields,
	},
	answer: { kind: 'file' },
	caution: `The vendor calls this interface deprecated. ${OLD_RELEASES}`,
	page: 'EII, reference/huawei §3 row 16',
});

export const requestRecordAnalysis = endpoint({
	resource: 'recordAnalysis',
	operation: 'request',
	name: 'Request Transcription',
	action: 'Request a transcription',
	description: 'Have recordings turned into text',
	component: 'fs',
	method: 'POST',
	path: `${CCFS}/requestRecordAnalysis`,
	send: 'body',
	wrap: 'msgBody',
	parameters: { additionalFields },
	answer: { kind: 'one', at: 'resultData' },
	caution: OLD_RELEASES,
	page: 'EII, reference/huawei §3 row 17',
});

export const queryRecordAnalysisStatus = endpoint({
	resource: 'recordAnalysis',
	operation: 'getStatus',
	name: 'Get Status',
	action: 'Get the status of a transcription',
	description: 'Ask how far a transcription is',
	component: 'fs',
	method: 'POST',
	path: `${CCFS}/queryRecordAnalysisStatus`,
	send: 'body',
	wrap: 'msgBody',
	parameters: { additionalFields },
	answer: { kind: 'one', at: 'resultData' },
	caution: OLD_RELEASES,
	page: 'EII, reference/huawei §3 row 18',
});

export const downloadRecordAnalysisFile = endpoint({
	resource: 'recordAnalysis',
	operation: 'download',
	name: 'Download Transcription',
	action: 'Download a transcription',
	description: 'Download the file of a finished transcription',
	component: 'fs',
	method: 'POST',
	path: `${CCFS}/downloadRecordAnalysisFile`,
	send: 'body',
	wrap: 'msgBody',
	parameters: { additionalFields },
	answer: { kind: 'file' },
	caution: OLD_RELEASES,
	page: 'EII, reference/huawei §3 row 19',
});

export const RECORD_ANALYSIS_ENDPOINTS = [
	downloadTransferFile,
	requestRecordAnalysis,
	queryRecordAnalysisStatus,
	downloadRecordAnalysisFile,
] as const;
