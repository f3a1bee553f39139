import { endpoint } from '../../endpoint';
import { text, time } from '../../parameter';
import { OPEN_API } from './path';

/** The id is written `callID` here (reference/huawei §4.5). */
export const downloadInspectionRecording = endpoint({
	resource: 'recording',
	operation: 'download',
	name: 'Download',
	action: 'Download a recording',
	description: 'Download the recording of a call; several come as a zip file',
	component: 'cms',
	method: 'POST',
	path: `${OPEN_API}/hisindex/downloadRecordFile`,
	send: 'body',
	parameters: {
		callID: text({
			label: 'Call ID',
			description: 'Which call. Example: 1780299900-12.',
			example: '1780299900-12',
			min: 1,
			required: true,
		}),
		workNo: text({
			label: 'Agent',
			description: 'Only the recording of this agent. Example: 20001.',
			example: '20001',
		}),
		beginTime: time({
			form: 'compact',
			label: 'Begin Time',
			description:
				'When the talk began, an ISO 8601 time. It is sent in the time zone of the credential. Example: 2026-06-01T09:00:00.',
			example: '2026-06-01T09:00:00',
		}),
		callerNo: text({
			label: 'Caller Number',
			description: 'Number that called. Example: 13800000000.',
			example: '13800000000',
		}),
		calleeNo: text({
			label: 'Called Number',
			description: 'Number that was called. Example: 88880001.',
			example: '88880001',
		}),
	},
	answer: { kind: 'file' },
	page: 'cec_07_0689, reference/huawei §4.1 row 34',
});

export const RECORDING_ENDPOINTS = [downloadInspectionRecording] as const;
