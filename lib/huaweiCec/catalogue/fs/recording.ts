import { endpoint } from '../../endpoint';
import { text, time, whole } from '../../parameter';
import { CCFS } from './path';
import { recordingName } from './recordingName';

export const downloadRecordFile = endpoint({
	resource: 'recording',
	operation: 'downloadByPath',
	name: 'Download by Path',
	action: 'Download a recording by path',
	description: 'Download a recording by the file_name of the recording index',
	component: 'fs',
	method: 'POST',
	path: `${CCFS}/downloadRecordFile`,
	send: 'body',
	wrap: 'msgBody',
	parameters: {
		fileName: recordingName({
			label: 'File Name',
			description:
				'The file_name of the recording index, at most 225 characters. Example: /10/1/record/100/20001/0000001.wav.',
			example: '/10/1/record/100/20001/0000001.wav',
			max: 225,
			required: true,
		}),
	},
	answer: { kind: 'file' },
	page: 'cec_07_0816 / 4224, reference/huawei §3 row 3',
});

export const downloadRecord = endpoint({
	resource: 'recording',
	operation: 'search',
	name: 'Search and Download',
	action: 'Search and download a recording',
	description:
		'Download the recording of a call, or the one with the given original file name; several come as a zip file',
	component: 'fs',
	method: 'POST',
	path: `${CCFS}/downloadRecord`,
	send: 'body',
	wrap: 'msgBody',
	parameters: {
		callId: text({
			label: 'Call ID',
			description:
				'Which call, at most 25 characters. Give this, the original file name, or both. Example: 1780366800-1388.',
			example: '1780366800-1388',
			max: 25,
		}),
		fileName: recordingName({
			label: 'Original File Name',
			description:
				'The original_file_name of the recording index, at most 225 characters. Give this, the call ID, or both. Example: X:/17/0/20260602/20001/0000001.V3.',
			example: 'X:/17/0/20260602/20001/0000001.V3',
			max: 225,
		}),
		ccId: text({
			label: 'Call Center ID',
			description: 'Which call center, at most 64 characters. Without it, 1. Example: 1.',
			example: '1',
			max: 64,
		}),
	},
	answer: { kind: 'file' },
	page: 'cec_07_0817 / 4225, reference/huawei §3 row 4',
});

export const requestPlayVoice = endpoint({
	resource: 'recording',
	operation: 'getPlayToken',
	name: 'Get Play Token',
	action: 'Get a token for playing a recording',
	description: 'Get a token with which a player of the platform may play a recording',
	component: 'fs',
	method: 'POST',
	path: `${CCFS}/requestPlayVoice`,
	send: 'body',
	wrap: 'msgBody',
	parameters: {
		fileName: recordingName({
			label: 'Original File Name',
			description:
				'The original_file_name of the recording index; backslashes are sent as slashes. Example: X:/17/0/20260602/20001/0000001.V3.',
			example: 'X:/17/0/20260602/20001/0000001.V3',
			max: 225,
			required: true,
		}),
	},
	answer: { kind: 'one', at: 'resultData' },
	row: { token: 'PLAY-0000001' },
	page: 'Dg, reference/huawei §3 row 9',
});

/**
 * The version is sent always: with it the times are the tenant's in every time zone, without it
 * tenants of UTC+8 would have to give UTC (reference/huawei §3.3).
 */
export const getRecordFileUrlFromObs = endpoint({
	resource: 'recording',
	operation: 'getUrl',
	name: 'Get Temporary URL',
	action: 'Get a temporary URL of a recording',
	description: 'Get a URL from which a recording can be fetched for 8 hours',
	component: 'fs',
	method: 'POST',
	path: `${CCFS}/getRecordFileUrlFromObs`,
	send: 'body',
	fixed: { version: '2.0' },
	parameters: {
		callId: text({
			label: 'Call ID',
			description: 'Which call, at most 25 characters. Example: 1780366800-1388.',
			example: '1780366800-1388',
			min: 1,
			max: 25,
			required: true,
		}),
		beginTime: time({
			form: 'wall',
			label: 'Begin Time',
			description:
				'Start of the period the call lies in. It is sent in the time zone of the credential. Example: 2026-06-02T00:00:00.',
			example: '2026-06-02T00:00:00',
			required: true,
		}),
		endTime: time({
			form: 'wall',
			label: 'End Time',
			description:
				'End of the period, at most 3 days after its start. It is sent in the time zone of the credential. Example: 2026-06-03T00:00:00.',
			example: '2026-06-03T00:00:00',
			required: true,
		}),
	},
	answer: { kind: 'one', at: 'resultData' },
	row: { url: 'https://bucket.obs.example/0000001.wav?Expires=1780480000' },
	caution:
		'Works only when a scheduled task of the platform copies recordings to OBS, and the three parameters must lead to one recording.',
	page: 'cec_07_0813 / 4221, reference/huawei §3 row 10',
});

const locationId = whole({
	label: 'Location ID',
	description:
		'Node the recording lies on. Needed only in a CTI pool; without it, the node is searched. Example: 1.',
	example: 1,
	min: 0,
});

export const downloadOiapRecord = endpoint({
	resource: 'recording',
	operation: 'downloadAssistant',
	name: 'Download From Intelligent IVR',
	action: 'Download a recording of the intelligent IVR',
	description: 'Download the recording of a talk with the intelligent assistant',
	component: 'fs',
	method: 'POST',
	path: `${CCFS}/downloadOiapRecord?locationId={locationId}`,
	send: 'body',
	wrap: 'msgBody',
	parameters: {
		fileName: recordingName({
			label: 'File Name',
			description:
				'Drive, VDN, folder, day and name of the file, at most 127 characters. Example: Y:/39/odfsrecord/20260602/0000001.wav.',
			example: 'Y:/39/odfsrecord/20260602/0000001.wav',
			max: 127,
			required: true,
		}),
		locationId,
	},
	answer: { kind: 'file' },
	page: 'cec_07_0824 / 4230, reference/huawei §3 row 11',
});

export const downloadIvrRecordFile = endpoint({
	resource: 'recording',
	operation: 'downloadVoiceMessage',
	name: 'Download Voice Message',
	action: 'Download a voice message left in the IVR',
	description: 'Download what a caller recorded in the IVR',
	component: 'fs',
	method: 'POST',
	path: `${CCFS}/downloadIVRRecordFile?locationId={locationId}`,
	send: 'body',
	wrap: 'msgBody',
	parameters: {
		fileName: recordingName({
			label: 'File Name',
			description:
				'Drive, VDN, folder, day and name of the file, at most 225 characters. Example: Y:/39/record/20260602/0000001.wav.',
			example: 'Y:/39/record/20260602/0000001.wav',
			max: 225,
			required: true,
		}),
		locationId,
	},
	answer: { kind: 'file' },
	page: 'cec_07_0825, reference/huawei §3 row 12',
});

export const RECORDING_ENDPOINTS = [
	downloadRecordFile,
	downloadRecord,
	requestPlayVoice,
	getRecordFileUrlFromObs,
	downloadOiapRecord,
	downloadIvrRecordFile,
] as const;
