import { endpoint } from '../../endpoint';
import { choice, text } from '../../parameter';
import { additionalFields } from '../additionalFields';
import { callBackURL, indexFileName, PERIOD, REQUESTED_ROW, WHOSE_DATA } from './indexRequest';
import { CCFS } from './path';

export const queryBillData = endpoint({
	resource: 'callRecord',
	operation: 'requestFile',
	name: 'Request File',
	action: 'Request a file of call records',
	description:
		'Have CC-FS write a file of call records or of recordings; its name comes by callback',
	component: 'fs',
	method: 'POST',
	path: `${CCFS}/queryBillData`,
	send: 'body',
	wrap: 'msgBody',
	parameters: {
		dataType: choice({
			label: 'Data Type',
			description: 'What the file holds: call records or the index of recordings. Example: call.',
			example: 'call',
			default: 'call',
			choices: [
				{ value: 'call', label: 'Call Records' },
				{ value: 'record', label: 'Recordings' },
			],
			required: true,
		}),
		...PERIOD,
		callBackURL,
		...WHOSE_DATA,
		callId: text({
			label: 'Call ID',
			description: 'Only this call, at most 25 characters. Example: 1780366800-1388.',
			example: '1780366800-1388',
			max: 25,
		}),
		additionalFields,
	},
	answer: { kind: 'one', at: 'resultData' },
	row: REQUESTED_ROW,
	caution:
		"The vendor's list of data types, the longest period and its time zone were not seen: call and record come from public code, 3 days and the tenant's zone from the sibling interfaces. Another data type can be given as Other Fields (JSON).",
	page: 'cec_07_0814 / 4222, reference/huawei §3 row 1',
});

export const downloadBillFile = endpoint({
	resource: 'callRecord',
	operation: 'downloadFile',
	name: 'Download File',
	action: 'Download a file of call records',
	description: 'Download the zip file of call records or recordings that was requested before',
	component: 'fs',
	method: 'POST',
	path: `${CCFS}/downloadBillFile`,
	send: 'body',
	wrap: 'msgBody',
	parameters: { billFileName: indexFileName('Request File') },
	answer: { kind: 'file' },
	page: 'cec_07_0815 / 4223, reference/huawei §3 row 2',
});

export const CALL_RECORD_ENDPOINTS = [queryBillData, downloadBillFile] as const;
