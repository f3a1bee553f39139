import { endpoint } from '../../endpoint';
import { callBackURL, indexFileName, PERIOD, REQUESTED_ROW, WHOSE_DATA } from './indexRequest';
import { CCFS } from './path';

export const queryAgentSkillInfoData = endpoint({
	resource: 'skillChange',
	operation: 'requestFile',
	name: 'Request File',
	action: 'Request a file of skill changes',
	description:
		'Have CC-FS write a file of how the skills of agents changed; its name comes by callback',
	component: 'fs',
	method: 'POST',
	path: `${CCFS}/queryAgentSkillInfoData`,
	send: 'body',
	wrap: 'msgBody',
	parameters: { ...PERIOD, callBackURL, ...WHOSE_DATA },
	answer: { kind: 'one', at: 'resultData' },
	row: REQUESTED_ROW,
	page: 'cec_07_0820, reference/huawei §3 row 7',
});

/** Without the envelope, as the vendor's sample has it (reference/huawei §3, row 8). */
export const downloadAgentSkillInfoFile = endpoint({
	resource: 'skillChange',
	operation: 'downloadFile',
	name: 'Download File',
	action: 'Download a file of skill changes',
	description: 'Download the zip file of skill changes that was requested before',
	component: 'fs',
	method: 'POST',
	path: `${CCFS}/downloadAgentSkillInfoFile`,
	send: 'body',
	parameters: { agentSkillInfoFileName: indexFileName('Request File') },
	answer: { kind: 'file' },
	page: 'cec_07_0821, reference/huawei §3 row 8',
});

export const SKILL_CHANGE_ENDPOINTS = [
	queryAgentSkillInfoData,
	downloadAgentSkillInfoFile,
] as const;
