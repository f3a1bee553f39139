import { AGENT_OPERATION_TYPES } from '../../codes/agentOperation';
import { CTI_AGENT_STATES } from '../../codes/agentState';
import { endpoint } from '../../endpoint';
import { choice, time } from '../../parameter';
import { OF_VDN } from './account';
import {
	COUNTED_ROWS,
	OLD_RESULT_OBJECT,
	OLD_RESULT_ROWS,
	RESULT_OBJECT,
	RESULT_ROWS,
} from './answers';
import { agentId, agentIds, skillId, skillIds } from './identifiers';
import { agentRealTimeIndexIds, DAYS, INDEX_ROW, indexIds, INTERVAL, MONTHS } from './indexes';
import { mediaType, subMediaType } from './media';
import { offsetPaging, offsetParameters } from '../paging';
import { OPEN_API } from './path';

const AGENT_INDEX_ROW = { ...INDEX_ROW, id: '20001' };

export const listConfiguredAgents = endpoint({
	resource: 'agent',
	operation: 'getMany',
	name: 'Get Many',
	action: 'Get many agents',
	description: 'List the agents set up in the VDN with name, role and skill queues',
	component: 'cms',
	method: 'GET',
	path: `${OPEN_API}/configures/agents/{ccId}/{vdnId}/{offset}/{limit}`,
	send: 'query',
	parameters: offsetParameters(100),
	answer: COUNTED_ROWS,
	paging: offsetPaging(100),
	row: { agentNo: 20001, agentName: 'Agent 20001', roleId: 2, skillId: '1;3;10' },
	page: 'cec_07_0657, reference/huawei §4.1 row 25',
});

export const queryAgentByWorkNo = endpoint({
	resource: 'agent',
	operation: 'get',
	name: 'Get',
	action: 'Get an agent',
	description: 'Get state, name, phone and sign-in time of one agent',
	component: 'cms',
	method: 'POST',
	path: `${OPEN_API}/agent/agentbyworkno`,
	send: 'body',
	account: OF_VDN,
	parameters: { agentId: agentId({ from: 101 }) },
	answer: RESULT_OBJECT,
	row: {
		workNo: 20001,
		name: 'Agent 20001',
		citStatus: 5,
		status: 7,
		phoneNumber: '88880001',
		loginDate: 1780272000000,
		currentStateTime: 42,
		mediaType: 5,
		vdnId: 25,
	},
	page: 'cec_07_0632 / 2569, reference/huawei §4.1 row 19',
});

export const queryAgentByWorkNoOfGroup = endpoint({
	resource: 'agent',
	operation: 'getOfOlderConsole',
	name: 'Get (Older Interface)',
	action: 'Get an agent with the older interface',
	description: 'Get state, name, phone and sign-in time of one agent from an older console',
	component: 'cms',
	method: 'POST',
	path: `${OPEN_API}/agentgroup/agentbyworkno`,
	send: 'body',
	account: OF_VDN,
	wrap: 'queryParam',
	parameters: { agentId: agentId({ from: 101 }) },
	answer: OLD_RESULT_OBJECT,
	row: {
		workno: 20001,
		name: 'Agent 20001',
		citStatus: 5,
		status: 7,
		phonenumber: '88880001',
		logindate: 1780272000000,
		currentstatetime: 42,
		mediatype: 5,
		vdnid: 25,
	},
	page: 'cec_07_0708 / 2643, reference/huawei §4.1 row 20',
});

export const listAgentStates = endpoint({
	resource: 'agent',
	operation: 'getStates',
	name: 'Get States',
	action: 'Get the states of agents',
	description: 'List all agents of the VDN with their state and how long they have been in it',
	component: 'cms',
	method: 'POST',
	path: `${OPEN_API}/vdn/totalagentabstractex3`,
	send: 'body',
	account: OF_VDN,
	parameters: offsetParameters(1000),
	answer: COUNTED_ROWS,
	paging: offsetPaging(1000),
	row: { agentId: 20001, currentState: 5, currentStateTime: 42, locationId: 65535 },
	page: 'cec_07_0598 / 2535, reference/huawei §4.1 row 10',
});

export const listAllAgentStates = endpoint({
	resource: 'agent',
	operation: 'getAllStates',
	name: 'Get All States at Once',
	action: 'Get the states of all agents at once',
	description: 'List all agents of the VDN with their state, without pages',
	component: 'cms',
	method: 'POST',
	path: `${OPEN_API}/vdn/totalagentstate`,
	send: 'body',
	account: OF_VDN,
	parameters: {},
	answer: RESULT_ROWS,
	row: { agentId: 20001, state: 5 },
	caution: 'CTI 3.6 does not have this interface.',
	page: 'cec_07_0610, reference/huawei §4.1 row 11',
});

export const listAgentPhones = endpoint({
	resource: 'agent',
	operation: 'getPhones',
	name: 'Get Phone Numbers',
	action: 'Get the phone numbers of agents',
	description: 'List the phone numbers of all agents of the VDN',
	component: 'cms',
	method: 'POST',
	path: `${OPEN_API}/vdn/allagentphones`,
	send: 'body',
	account: OF_VDN,
	parameters: offsetParameters(1000),
	answer: COUNTED_ROWS,
	paging: offsetPaging(1000),
	row: { agentId: 20001, phone: '88880001' },
	caution: 'The largest page was not seen; 1000 is that of the sibling interfaces.',
	page: 'cec_07_0597 / 2534, reference/huawei §4.1 row 12',
});

/** Its answer has a form of its own: `returnCode` "0", `data` (vendor's page cec_07_0638). */
export const listAgentsByState = endpoint({
	resource: 'agent',
	operation: 'getByState',
	name: 'Get by State',
	action: 'Get agents by state',
	description: 'List the agents that are in a state',
	component: 'cms',
	method: 'POST',
	path: `${OPEN_API}/vdn/queryAgentByStatus`,
	send: 'body',
	account: OF_VDN,
	parameters: {
		status: choice({
			label: 'State',
			description: 'Only agents in this state. Without it, all. Example: 1 (Idle).',
			example: '1',
			choices: Object.entries(CTI_AGENT_STATES).map(([value, { text }]) => ({
				value,
				label: text,
			})),
		}),
		...offsetParameters(1000),
	},
	answer: { kind: 'rows', rows: 'data' },
	paging: offsetPaging(1000),
	row: { agentId: 20001, currentState: 1, currentStateTime: 42, locationId: 65535 },
	caution: 'With very long agent numbers, agents that are not signed in are not answered.',
	page: 'cec_07_0638 / 2575, reference/huawei §4.1 row 13',
});

export const queryAgentRealTime = endpoint({
	resource: 'agent',
	operation: 'getRealTime',
	name: 'Get Real-Time Indexes',
	action: 'Get the real-time indexes of agents',
	description: 'Get the live figures of agents',
	component: 'cms',
	method: 'POST',
	path: `${OPEN_API}/agentgroup/rindex`,
	send: 'body',
	account: OF_VDN,
	parameters: {
		agentIds: agentIds({ from: 101, most: 100 }),
		indexIds: agentRealTimeIndexIds,
	},
	answer: RESULT_ROWS,
	row: AGENT_INDEX_ROW,
	caution: 'The ids of these indexes were not seen; take them from the page of your release.',
	page: 'cec_07_0636 / 2573, reference/huawei §4.1 row 18',
});

export const listAgentsOfSkill = endpoint({
	resource: 'agent',
	operation: 'getByQueue',
	name: 'Get by Skill Queue',
	action: 'Get the agents of a skill queue',
	description: 'List the agents that are set up for a skill queue',
	component: 'cms',
	method: 'POST',
	path: `${OPEN_API}/agentgroup/agentbyconfigedskill`,
	send: 'body',
	account: OF_VDN,
	wrap: 'queryParam',
	parameters: { skillId },
	answer: OLD_RESULT_ROWS,
	caution: 'The form of its answer was not seen; it is read like that of the sibling interfaces.',
	page: 'cec_07_0712 / 2647, reference/huawei §4.1 row 21',
});

export const listAgentsInSkills = endpoint({
	resource: 'agent',
	operation: 'getInQueues',
	name: 'Get in Skill Queues',
	action: 'Get the agents in skill queues',
	description: 'List the agents that are in skill queues now',
	component: 'cms',
	method: 'POST',
	path: `${OPEN_API}/realindex/agent/agentsinskill`,
	send: 'body',
	account: OF_VDN,
	wrap: 'queryParam',
	parameters: { skillIds },
	answer: OLD_RESULT_ROWS,
	caution: 'Known from one public client only; the form of its answer was not seen.',
	page: 'NST, reference/huawei §4.1 row 38',
});

export const queryAgentCalls = endpoint({
	resource: 'agent',
	operation: 'getCalls',
	name: 'Get Current Calls',
	action: 'Get the current calls of agents',
	description: 'Get the calls agents have at the moment',
	component: 'cms',
	method: 'POST',
	path: `${OPEN_API}/agentgroup/queryagentcalls`,
	send: 'body',
	account: OF_VDN,
	parameters: { agentIds: agentIds({ from: 101, most: 3000 }) },
	answer: RESULT_ROWS,
	row: {
		agentId: 20001,
		callList: [{ callId: '1780299900-12', callStatus: 5, callInOut: 0, mediaType: 5 }],
	},
	page: 'cec_07_0629 / 2566, reference/huawei §4.1 row 22',
});

export const queryAgentOperations = endpoint({
	resource: 'agent',
	operation: 'getOperations',
	name: 'Get Operations',
	action: 'Get the operations of an agent',
	description: 'List what an agent did today or yesterday: sign-in, busy, talking, rest and so on',
	component: 'cms',
	method: 'POST',
	path: `${OPEN_API}/agent/agentoprinfo`,
	send: 'body',
	account: OF_VDN,
	parameters: {
		currentAgentId: agentId({ from: 0 }),
		beginTime: time({
			form: 'utc',
			label: 'Begin Time',
			description:
				'Start of the period, an ISO 8601 time, not before yesterday 00:00. Example: 2026-06-01T09:00:00.',
			example: '2026-06-01T09:00:00',
			required: true,
		}),
		endTime: time({
			form: 'utc',
			label: 'End Time',
			description:
				'End of the period: a multiple of 15 minutes and at most 24 hours after its start. Example: 2026-06-01T18:00:00.',
			example: '2026-06-01T18:00:00',
			required: true,
		}),
		operateType: choice({
			label: 'Operation Type',
			description: 'Only operations of this type. Without it, all. Example: 3 (Busy).',
			example: 3,
			choices: Object.entries(AGENT_OPERATION_TYPES).map(([value, { text }]) => ({
				value: Number(value),
				label: text,
			})),
		}),
	},
	answer: RESULT_ROWS,
	caution: 'The fields of its rows were not seen.',
	page: 'cec_07_0637 / 2574, reference/huawei §4.1 row 23',
});

export const queryAgentInterval = endpoint({
	resource: 'agent',
	operation: 'getIntervalIndexes',
	name: 'Get Interval Indexes',
	action: 'Get the interval indexes of agents',
	description: 'Get figures of agents for today or yesterday, for the whole day or by intervals',
	component: 'cms',
	method: 'POST',
	path: `${OPEN_API}/hisindex/agent`,
	send: 'body',
	account: OF_VDN,
	parameters: {
		agentIds: agentIds({ from: 0, most: 100 }),
		indexIds: indexIds('agentInterval'),
		...INTERVAL,
	},
	answer: RESULT_ROWS,
	row: AGENT_INDEX_ROW,
	page: 'cec_07_0648 / 2585, reference/huawei §4.1 row 29',
});

export const queryAgentDays = endpoint({
	resource: 'agent',
	operation: 'getDayHistory',
	name: 'Get Day History',
	action: 'Get the figures of agents for days',
	description: 'Get figures of agents for a range of days',
	component: 'cms',
	method: 'POST',
	path: `${OPEN_API}/hisindex/agentforday`,
	send: 'body',
	account: OF_VDN,
	parameters: {
		agentIds: agentIds({ from: 0, most: 1000 }),
		indexIds: indexIds('agentInterval'),
		...DAYS,
		mediaType,
		subMediaType,
	},
	answer: RESULT_ROWS,
	row: AGENT_INDEX_ROW,
	page: 'cec_07_0651 / 2588, reference/huawei §4.1 row 32',
});

export const queryAgentMonths = endpoint({
	resource: 'agent',
	operation: 'getMonthHistory',
	name: 'Get Month History',
	action: 'Get the figures of agents for months',
	description: 'Get figures of agents for a range of months',
	component: 'cms',
	method: 'POST',
	path: `${OPEN_API}/hisindex/agentformonth`,
	send: 'body',
	account: OF_VDN,
	parameters: {
		agentIds: agentIds({ from: 0, most: 1000 }),
		indexIds: indexIds('agentInterval'),
		...MONTHS,
		mediaType,
		subMediaType,
	},
	answer: RESULT_ROWS,
	row: AGENT_INDEX_ROW,
	page: 'cec_07_0652 / 2589, reference/huawei §4.1 row 33',
});

export const AGENT_ENDPOINTS = [
	listConfiguredAgents,
	queryAgentByWorkNo,
	queryAgentByWorkNoOfGroup,
	listAgentStates,
	listAllAgentStates,
	listAgentsByState,
	listAgentsOfSkill,
	listAgentsInSkills,
	listAgentPhones,
	queryAgentCalls,
	queryAgentOperations,
	queryAgentRealTime,
	queryAgentInterval,
	queryAgentDays,
	queryAgentMonths,
] as const;
