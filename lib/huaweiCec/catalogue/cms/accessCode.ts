import { endpoint } from '../../endpoint';
import { list, whole } from '../../parameter';
import { OF_VDN } from './account';
import { RESULT_ROWS } from './answers';
import { OPEN_API } from './path';

export const listAccessCodes = endpoint({
	resource: 'accessCode',
	operation: 'getMany',
	name: 'Get Many',
	action: 'Get many access codes',
	description: 'List the numbers and codes the VDN is reached under',
	component: 'cms',
	method: 'POST',
	path: `${OPEN_API}/vdn/queryaccesscodeinfo`,
	send: 'body',
	account: OF_VDN,
	parameters: {},
	answer: RESULT_ROWS,
	row: { acId: 289, accessCode: '88880001', codeDescription: 'Voice', mediatypeId: 5 },
	page: 'cec_07_0595 / 2532, reference/huawei §4.1 row 8',
});

export const queryAccessCodeCalls = endpoint({
	resource: 'accessCode',
	operation: 'getCalls',
	name: 'Get Online Calls',
	action: 'Get the online calls of access codes',
	description: 'Get how many calls each access code has at the moment, and where they are',
	component: 'cms',
	method: 'POST',
	path: `${OPEN_API}/vdn/queryaccesscodecallinfo`,
	send: 'body',
	account: OF_VDN,
	parameters: {
		innoIds: list({
			label: 'Access Codes',
			description: 'Ids (acId) of the access codes, at most 500 at a time. Example: 288,289.',
			example: '288,289',
			pick: 'accessCode',
			of: whole({ label: 'Access Code', description: 'One id. Example: 289.', min: 0 }),
			min: 1,
			max: 500,
			required: true,
		}),
	},
	answer: RESULT_ROWS,
	row: {
		innoId: 289,
		allCallCount: 7,
		ivrCallCount: 1,
		queueCallCount: 2,
		agentCallCount: 4,
		longestWaitTime: 35,
	},
	caution: 'CTI 3.6 does not have this interface.',
	page: 'cec_07_0605 / 2542, reference/huawei §4.1 row 9',
});

export const ACCESS_CODE_ENDPOINTS = [listAccessCodes, queryAccessCodeCalls] as const;
