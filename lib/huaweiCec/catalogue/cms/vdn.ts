import { CDR_CALL_TYPES } from '../../codes/callType';
import { endpoint } from '../../endpoint';
import { choice, list, text, time, whole } from '../../parameter';
import { additionalFields, PARTLY_SEEN } from '../additionalFields';
import { OF_VDN, OF_VDNS } from './account';
import { RESULT_ROWS } from './answers';
import { INDEX_ROW, indexIds, INTERVAL } from './indexes';
import { CMS, OPEN_API } from './path';

const VDN_INDEX_ROW = { ...INDEX_ROW, id: '25' };

export const ping = endpoint({
	resource: 'vdn',
	operation: 'ping',
	name: 'Ping',
	action: 'Ping the monitoring service',
	description: 'Check that CC-CMS can be reached and accepts the signature',
	component: 'cms',
	method: 'GET',
	path: `${CMS}/ping`,
	send: 'query',
	parameters: {},
	answer: { kind: 'done' },
	caution: 'Known from public scripts; the method was not recorded.',
	page: 'BR-A, reference/huawei §4.1 row 1',
});

export const queryVdnRealTime = endpoint({
	resource: 'vdn',
	operation: 'getRealTime',
	name: 'Get Real-Time Indexes',
	action: 'Get the real-time indexes of the VDN',
	description: 'Get the live figures of the whole VDN',
	component: 'cms',
	method: 'POST',
	path: `${OPEN_API}/rindex/vdn`,
	send: 'body',
	account: OF_VDNS,
	parameters: { indexIds: indexIds('vdnRealTime') },
	answer: RESULT_ROWS,
	row: VDN_INDEX_ROW,
	caution: 'CTI 3.6 does not have this interface.',
	page: 'cec_07_0611 / 2548, reference/huawei §4.1 row 14',
});

export const queryVdnInterval = endpoint({
	resource: 'vdn',
	operation: 'getIntervalIndexes',
	name: 'Get Interval Indexes',
	action: 'Get the interval indexes of the VDN',
	description: 'Get figures of the VDN for today or yesterday, for the whole day or by intervals',
	component: 'cms',
	method: 'POST',
	path: `${OPEN_API}/hisindex/vdn`,
	send: 'body',
	account: OF_VDNS,
	parameters: {
		indexIds: indexIds('vdnInterval'),
		...INTERVAL,
		anonyCall: choice({
			label: 'Anonymous Calls',
			description: 'Only anonymous or only other inbound calls. Without it, all. Example: 0.',
			example: 0,
			choices: [
				{ value: 1, label: 'Anonymous' },
				{ value: 0, label: 'Not Anonymous' },
			],
		}),
		calleeNo: text({
			label: 'Called Number',
			description: 'Only calls to this number. Without it, all. Example: 88880001.',
			example: '88880001',
		}),
	},
	answer: RESULT_ROWS,
	row: VDN_INDEX_ROW,
	page: 'cec_07_0644 / 2581, reference/huawei §4.1 row 26',
});

export const queryManualService = endpoint({
	resource: 'vdn',
	operation: 'getManualService',
	name: 'Get Manual Service Indexes',
	action: 'Get the indexes of manual service',
	description: 'Get how calls to agents were served, by called number and day',
	component: 'cms',
	method: 'POST',
	path: `${CMS}/callinday/querymanualindexesbycondition`,
	send: 'body',
	account: OF_VDN,
	wrap: 'queryParam',
	parameters: {
		beginLogDay: time({
			form: 'day',
			label: 'First Day',
			description: 'First day of the period. Example: 2026-06-01.',
			example: '2026-06-01',
			required: true,
		}),
		endLogDay: time({
			form: 'day',
			label: 'Last Day',
			description: 'Last day of the period. Example: 2026-06-02.',
			example: '2026-06-02',
			required: true,
		}),
		calleeNos: list({
			label: 'Called Numbers',
			description: 'Only calls to these numbers. Without them, all. Example: 88880001,88880002.',
			example: '88880001,88880002',
			of: text({ label: 'Called Number', description: 'One number. Example: 88880001.' }),
		}),
		callTypes: list({
			label: 'Call Types',
			description: `Only calls of these types, by their number. Without them, all. Example: 0 (${CDR_CALL_TYPES[0]?.text}).`,
			example: '0',
			of: whole({ label: 'Call Type', description: 'One type. Example: 0.', min: 0 }),
		}),
		additionalFields,
	},
	answer: RESULT_ROWS,
	caution: `Known from one public client only; types and forms of its fields are inferred. ${PARTLY_SEEN}`,
	page: 'NST, reference/huawei §4.1 row 40',
});

export const VDN_ENDPOINTS = [
	queryVdnRealTime,
	queryVdnInterval,
	queryManualService,
	ping,
] as const;
