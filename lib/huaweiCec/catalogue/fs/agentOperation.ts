import { endpoint } from '../../endpoint';
import { callBackURL, indexFileName, PERIOD, REQUESTED_ROW, WHOSE_DATA } from './indexRequest';
import { CCFS } from './path';

export const queryAgentOprInfoData = endpoint({
	resource: 'agentOperation',
	operation: 'requestFile',
	name: 'Request File',
	action: 'Request a file of agent operations',
	description: 'Have CC-FS write a file of what agents did; its name comes by callback',
	component: 'fs',
	method: 'POST',
	path: `${CCFS}/queryAgentOprInfoData`,
	send: 'body',
	wrap: 'msgBody',
	parameters: { ...PERIOD, callBackURL, ...WHOSE_DATA },
	answer: { kind: 'one', at: 'resultData' },
	row: REQUESTED_ROW,
	page: 'cec_07_0818, reference/huawei §3 row 5',
});

export const downloadAgentOprInfoFile = endpoint({
	resource: 'agentOperation',
	operation: 'downloadFile',
	name: 'Download File',
	action: 'Download a file of agent operations',
	description: 'Download the zip file of agent operations that was requested before',
	component: 'fs',
	method: 'POST',
	path: `${CCFS}/downloadAgentOprInfoFile`,
	send: 'body',
	wrap: 'msgBody',
	parameters: { agentOprInfoFileName: indexFileName('Request File') },
	answer: { kind: 'file' },
	page: 'cec_07_4227, reference/huawei §3 row 6',
});

export const AGENT_OPERATION_ENDPOINTS = [queryAgentOprInfoData, downloadAgentOprInfoFile] as const;
