import { endpoint } from '../../endpoint';
import { text } from '../../parameter';
import { additionalFields, PARTLY_SEEN } from '../additionalFields';
import { CCFS } from './path';
import { recordingName } from './recordingName';

const data = text({
	label: 'File Content (Base64)',
	description:
		'The audio file in Base64: WAV, 8 bit, 8000 Hz, one channel, at most 5 MB unless the administrator allows more. Example: {{ $binary.data.data }}.',
	example: 'UklGRiQAAABXQVZF',
	min: 1,
	isLong: true,
	required: true,
});

export const uploadIvrVoice = endpoint({
	resource: 'ivrFile',
	operation: 'uploadVoice',
	name: 'Upload Voice',
	action: 'Upload a voice of the IVR',
	description: 'Upload a voice the IVR plays',
	component: 'fs',
	method: 'POST',
	path: `${CCFS}/ivr/upload?vdnId={vdnId}`,
	send: 'body',
	wrap: 'msgBody',
	parameters: { data, additionalFields },
	answer: { kind: 'done' },
	caution: `The body of this upload was not seen; it is sent like the one of Upload File. ${PARTLY_SEEN}`,
	page: 'Dg, reference/huawei §3 row 13',
});

export const uploadIvrFile = endpoint({
	resource: 'ivrFile',
	operation: 'upload',
	name: 'Upload File',
	action: 'Upload a file of a third-party bot',
	description: 'Upload an audio file that a third-party voice bot plays in the IVR',
	component: 'fs',
	method: 'POST',
	path: `${CCFS}/ivr/uploadFile?vdnId={vdnId}`,
	send: 'body',
	wrap: 'msgBody',
	parameters: { data },
	answer: { kind: 'one', at: 'resultData' },
	row: { fileName: 'Y:/3rdfile/25/thirdvoicebotfile/0000001.wav' },
	page: 'cec_07_0827 / 4233, reference/huawei §3 row 14',
});

export const deleteIvrFile = endpoint({
	resource: 'ivrFile',
	operation: 'delete',
	name: 'Delete File',
	action: 'Delete a file of a third-party bot',
	description: 'Delete an audio file that was uploaded for a third-party voice bot',
	component: 'fs',
	method: 'POST',
	path: `${CCFS}/ivr/deleteFile`,
	send: 'body',
	wrap: 'msgBody',
	parameters: {
		fileName: recordingName({
			label: 'File Name',
			description:
				'Drive, folder and name of the file as the upload answered it. Example: Y:/3rdfile/25/thirdvoicebotfile/0000001.wav.',
			example: 'Y:/3rdfile/25/thirdvoicebotfile/0000001.wav',
			max: 225,
			required: true,
		}),
		locationId: text({
			label: 'Location ID',
			description:
				'Node to delete the file from, in a CTI pool only. Without it, the file is deleted on all nodes. Example: 1.',
			example: '1',
		}),
	},
	answer: { kind: 'done' },
	page: 'cec_07_0829 / 4235, reference/huawei §3 row 15',
});

export const IVR_FILE_ENDPOINTS = [uploadIvrVoice, uploadIvrFile, deleteIvrFile] as const;
