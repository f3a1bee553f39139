import { endpoint } from '../../endpoint';
import { choice, dialled, time } from '../../parameter';
import { additionalFields, PARTLY_SEEN } from '../additionalFields';
import { OF_VDN } from './account';
import { RESULT_OBJECT, RESULT_ROWS } from './answers';
import { callId } from './identifiers';
import { offsetPaging, offsetParameters } from '../paging';
import { CMS, OPEN_API, OPEN_API_V2 } from './path';

const DIRECTIONS = [
	{ value: 'true', label: 'Inbound' },
	{ value: 'false', label: 'Outbound' },
] as const;

/** What narrows a list of calls; there is no filter for agents (reference/huawei §4.2). */
const CALL_FILTERS = {
	beginDate: time({
		form: 'milliseconds',
		label: 'From',
		description:
			'Start of the period, an ISO 8601 time, not before yesterday 00:00. Example: 2026-06-01T00:00:00.',
		example: '2026-06-01T00:00:00',
		required: true,
	}),
	endDate: time({
		form: 'milliseconds',
		label: 'To',
		description:
			'End of the period, an ISO 8601 time, not after today 23:59:59. Example: 2026-06-01T23:59:59.',
		example: '2026-06-01T23:59:59',
		required: true,
	}),
	callerNo: dialled({
		label: 'Caller Number',
		description:
			'Only calls from this number, digits as dialled. Without it, all. Example: 13800000000.',
		example: '13800000000',
	}),
	calleeNo: dialled({
		label: 'Called Number',
		description:
			'Only calls to this number, digits as dialled. Without it, all. Example: 88880001.',
		example: '88880001',
	}),
};

const CALL_ROW = {
	callId: '1780299900-12',
	callType: 0,
	callerNo: '13800000000',
	calleeNo: '88880001',
	waitBegin: 1780299901000,
	ackBegin: 1780299905000,
	callBegin: 1780299908000,
	callEnd: 1780299968000,
	leaveReason: '16',
	mediaType: 5,
	subMediaType: 0,
	vdn: 25,
	logDate: 1780300000000,
};

const CALL_ROWS = { kind: 'rows', rows: 'resultDesc.data', total: 'resultDesc.count' } as const;

export const queryCalls = endpoint({
	resource: 'call',
	operation: 'getManyInbound',
	name: 'Get Many Inbound (V1)',
	action: 'Get many inbound calls',
	description:
		'List the inbound calls of yesterday and today with the first version of the interface',
	component: 'cms',
	method: 'POST',
	path: `${OPEN_API}/vdn/querycalls`,
	send: 'body',
	account: OF_VDN,
	parameters: { ...CALL_FILTERS, ...offsetParameters(100) },
	answer: CALL_ROWS,
	paging: offsetPaging(100),
	row: CALL_ROW,
	page: 'cec_07_0606 / 2543 / cec_05_5024, reference/huawei §4.1 row 2',
});

export const queryCallsV2 = endpoint({
	resource: 'call',
	operation: 'getMany',
	name: 'Get Many',
	action: 'Get many calls',
	description: 'List the inbound or outbound calls of yesterday and today',
	component: 'cms',
	method: 'POST',
	path: `${OPEN_API_V2}/vdn/querycalls`,
	send: 'body',
	account: OF_VDN,
	parameters: {
		isCallIn: choice({
			label: 'Direction',
			description: 'Inbound or outbound calls. Example: true (Inbound).',
			example: 'true',
			default: 'true',
			choices: DIRECTIONS,
			required: true,
		}),
		...CALL_FILTERS,
		...offsetParameters(100),
	},
	answer: CALL_ROWS,
	paging: offsetPaging(100),
	row: CALL_ROW,
	page: 'cec_07_0607 / 2544, reference/huawei §4.1 row 3',
});

export const queryCallTrace = endpoint({
	resource: 'call',
	operation: 'getTrace',
	name: 'Get Trace',
	action: 'Get the trace of a call',
	description: 'Get every queue, agent and IVR a call went through',
	component: 'cms',
	method: 'POST',
	path: `${OPEN_API}/vdn/querycalltracedetail`,
	send: 'body',
	account: OF_VDN,
	parameters: {
		callId,
		logDate: time({
			form: 'millisecondsText',
			label: 'Log Date',
			description:
				'The logDate of the call as Get Many answers it, milliseconds or an ISO 8601 time; it says which month is searched. Example: 1780300000000.',
			example: '1780300000000',
			required: true,
		}),
	},
	answer: RESULT_ROWS,
	row: {
		callId: '1780299900-12',
		callIdNum: '-1',
		callerNo: '13800000000',
		calleeNo: '88880001',
		callType: '0',
		deviceType: '2',
		deviceNo: '20001',
		deviceIn: '1780299901000',
		waitBegin: '1780299901000',
		ackBegin: '1780299905000',
		callBegin: '1780299908000',
		callEnd: '1780299968000',
		EnterReason: '0',
		LeaveReason: '16',
		releaseCause: '0',
		CurrentSkillID: '8',
		mediaType: '5',
		subMediaType: '0',
		subCcNo: '0',
	},
	page: 'cec_07_0608 / 2545, reference/huawei §4.1 row 4',
});

export const queryCallDetail = endpoint({
	resource: 'call',
	operation: 'getDetails',
	name: 'Get Details',
	action: 'Get the details of a call',
	description: 'Get agent, queue, waiting and talking times of a call of today',
	component: 'cms',
	method: 'POST',
	path: `${OPEN_API}/calldata/querycalldetailbyid`,
	send: 'body',
	account: { ccId: 'ccId' },
	wrap: 'queryParam',
	parameters: {
		callId,
		isCallin: choice({
			label: 'Direction',
			description: 'Whether the call was inbound or outbound. Example: true (Inbound).',
			example: 'true',
			default: 'true',
			choices: DIRECTIONS,
			required: true,
		}),
	},
	answer: RESULT_OBJECT,
	row: {
		callId: '1780299900-12',
		callType: 0,
		callerNo: '13800000000',
		calleeNo: '88880001',
		agentId: 20001,
		skillId: 8,
		anonyCall: 0,
		queueWaitTime: 4,
		ivrCallTime: 0,
		ackTime: 3,
		callTime: 60,
		releaseCause: 0,
		vdn: 25,
	},
	page: 'cec_07_0642 / 2579 / cec_05_5052, reference/huawei §4.1 row 5',
});

export const queryBasicCallInfo = endpoint({
	resource: 'call',
	operation: 'getInProgress',
	name: 'Get in Progress',
	action: 'Get a call in progress',
	description: 'Get what is known of a call while it lasts',
	component: 'cms',
	method: 'POST',
	path: `${OPEN_API}/calldata/querybasiccallinfo`,
	send: 'body',
	account: OF_VDN,
	parameters: { callId },
	answer: RESULT_OBJECT,
	row: {
		time: 1780299901000,
		callingNum: '13800000000',
		calledNum: '88880001',
		orgiCalledNum: '',
		deviceType: 2,
		deviceNo: 20001,
		callSkill: 'defaultAudioSkill',
		callFeature: 0,
		partyNum: 1,
		mediaType: 5,
		waitTime: 4,
		totalTalkingTimes: 60,
		priority: 0,
		enterReason: 0,
	},
	page: 'cec_07_0640, reference/huawei §4.1 row 6',
});

export const queryDetailCallInfo = endpoint({
	resource: 'call',
	operation: 'getPrivateInProgress',
	name: 'Get Private Call in Progress',
	action: 'Get a private call in progress',
	description: "Get what is known of an agent's private call while it lasts",
	component: 'cms',
	method: 'POST',
	path: `${OPEN_API}/calldata/querydetailcallinfo`,
	send: 'body',
	account: OF_VDN,
	parameters: { callId },
	answer: RESULT_OBJECT,
	page: 'cec_07_0641, reference/huawei §4.1 row 7',
});

export const queryMissedCalls = endpoint({
	resource: 'call',
	operation: 'getMissed',
	name: 'Get Missed',
	action: 'Get missed calls',
	description: 'List calls nobody answered',
	component: 'cms',
	method: 'POST',
	path: `${CMS}/callin/queryMissedCalls`,
	send: 'body',
	account: OF_VDN,
	wrap: 'queryParam',
	parameters: { additionalFields },
	answer: RESULT_ROWS,
	caution: `Known from one public client only; neither its fields nor its answer were seen. ${PARTLY_SEEN}`,
	page: 'NST, reference/huawei §4.1 row 41',
});

export const CALL_ENDPOINTS = [
	queryCallsV2,
	queryCalls,
	queryCallTrace,
	queryCallDetail,
	queryBasicCallInfo,
	queryDetailCallInfo,
	queryMissedCalls,
] as const;
