/** API Fabric: rows 1 to 8, 10 to 13, 15 and 16 of reference/huawei §5.1. */
import { randomUUID } from 'node:crypto';
import { required, rules } from '../fieldRules.ts';
import type { Answer, Call, JsonObject, Route } from '../route.ts';
import type { Agent, FabricCall } from '../state.ts';
import { fabricRoute, refuse, succeed } from './answers.ts';
import { letRun } from './callProgress.ts';

const mobileAgent = 'CC-Management/v1/mobileAgent';
const voice = 'rest/voiceNotification';
const phone = rules.text(32);
const week = 7 * 86_400_000;

export const fabricRoutes: readonly Route[] = [
	{
		method: 'POST',
		path: '/apigovernance/api/oauth/tokenByAkSk',
		service: 'fabric',
		isOpen: true,
		handle: ({ world, body, headers }) => {
			const token = world.tokens.issue(body, headers['x-token-expire']);
			if (token.ok) return { body: token.body };
			return { status: token.status, body: { resultCode: String(token.status) } };
		},
	},
	fabricRoute(
		{
			path: `${mobileAgent}/createCall`,
			body: { caller: required(phone), called: required(phone) },
		},
		(call) => createCall(call, 'call'),
	),
	fabricRoute(
		{
			path: 'CC-Management/v3/mobileAgent/createCall',
			body: { softPhone: required(phone), called: required(phone) },
		},
		(call) => createCall(call, 'call'),
	),
	fabricRoute(
		{ path: `${mobileAgent}/queryCallState`, body: { callSerialNo: required(rules.text(50)) } },
		describeCall,
	),
	fabricRoute(
		{
			path: `${mobileAgent}/queryCallDetailRecord`,
			body: { startTime: required(rules.text(13)), endTime: required(rules.text(13)) },
		},
		listCalls,
	),
	fabricRoute(
		{
			path: `${mobileAgent}/getRecordingAddress`,
			body: { callSerialNo: required(rules.text(50)) },
		},
		({ world, body }) => {
			const found = world.state.fabricCalls.get(String(body['callSerialNo']));
			if (!found) return refuse('5', 'no history');
			return succeed({ url: `${world.url}/simulator/recordings/${found.callSerialNo}` });
		},
	),
	...['v1', 'v2'].map((version) =>
		fabricRoute({ path: `CC-Management/${version}/mobileAgent/queryPhone` }, ({ world }) =>
			succeed({ phones: world.state.agents.map(({ workNo }) => `8888${workNo}`) }),
		),
	),
	fabricRoute({ path: `${voice}/v1/createVoiceNotification` }, (call) => {
		const inner = (call.body['reqBody'] ?? call.body) as JsonObject;
		const { voiceContent } = inner;
		const fits = typeof voiceContent === 'string' && voiceContent.length <= 1000;
		return fits ? createCall({ ...call, body: inner }, 'voice') : refuse('8', 'voiceContent');
	}),
	fabricRoute({ path: `${voice}/v2/createVoiceNotification` }, (call) => {
		const { playList } = call.body;
		const fits = Array.isArray(playList) && playList.length >= 1 && playList.length <= 5;
		return fits ? createCall(call, 'voice') : refuse('8', 'playList');
	}),
	fabricRoute({ path: `${voice}/v1/queryVoiceNotificationRecording` }, () => ({
		body: { retCode: '0', retMsg: 'success', voiceInfo: [{ voiceId: '1', voiceName: 'Hello' }] },
	})),
	fabricRoute(
		{
			path: 'rest/workbench/v1/queryCallInfoByCallId',
			body: Object.fromEntries(
				['callId', 'userId', 'tenantId', 'agentId'].map((name) => [name, required(rules.text(64))]),
			),
		},
		({ world, body }) => {
			const found = world.state.calls.find(({ callId }) => callId === body['callId']);
			if (!found) return refuse('1', 'no data');
			const { caller, callee: called, callId, skillId, isInbound } = found;
			const callType = isInbound ? 0 : 7;
			return succeed({ caller, called, mediaAbility: 0, callId, callSkillId: skillId, callType });
		},
	),
	fabricRoute({ path: 'rest/cc-management/v1/agentAccount/query' }, listAccounts),
	fabricRoute(
		{
			path: 'rest/CC-Management/v1/queryAgentInfoByAccount',
			body: { accountCode: required(rules.text(64)) },
		},
		({ world, body }) => {
			const agent = world.state.agents.find(({ account }) => account === body['accountCode']);
			if (!agent) return { body: { returnCode: '1', returnDesc: 'no such account' } };
			const data = { workNo: String(agent.workNo), agentType: '4', agentStatus: agent.state };
			return { body: { returnCode: '0', returnDesc: 'success', data } };
		},
	),
];

const dialled = /^\+?[0-9*#]{1,32}$/;

function createCall({ world, body }: Call, kind: FabricCall['kind']): Answer {
	const called = String(body['called'] ?? '');
	if (!dialled.test(called)) return refuse('5', 'called: number format');
	const { callBackUrl } = body;
	const url = addressOf(callBackUrl);
	if (url === undefined) return refuse('9', 'callBackUrl: no address in Base64');
	const callSerialNo = world.state.nextLongId();
	const call: FabricCall = {
		...{ callSerialNo, kind, fields: body, callBackUrl: url },
		state: 0,
		begin: world.settings.now(),
	};
	world.state.fabricCalls.set(callSerialNo, call);
	letRun(world, call);
	return succeed({ callSerialNo });
}

/** Base64 of an http or https address (§5.2); '' without one. */
function addressOf(encoded: unknown): string | undefined {
	if (encoded === undefined || encoded === '') return '';
	const text = Buffer.from(String(encoded), 'base64').toString('utf8');
	return /^https?:\/\/[a-zA-Z0-9\-:./_#?&=]+$/.test(text) ? text : undefined;
}

function describeCall({ world, body }: Call): Answer {
	const call = world.state.fabricCalls.get(String(body['callSerialNo']));
	if (!call) return refuse('1', 'no such call');
	return succeed(recordOf(call));
}

/** All times are milliseconds as text. */
function recordOf({ callSerialNo, fields, state, begin }: FabricCall): JsonObject {
	const text = (name: string) => String(fields[name] ?? '');
	return {
		...{ callSerialNo, state: String(state), reasonCode: state === 3 ? '0' : '' },
		...{ caller: text('caller') || text('softPhone'), called: text('called') },
		...{ callData: text('callData'), callerPresent: text('callerPresent') },
		agentPresent: text('agentPresent'),
		startTime: String(begin),
		endTime: state === 3 ? String(begin + 65_000) : '',
		...{ talkDuration: state === 3 ? '60' : '0', releaseTime: String(begin + 65_000) },
	};
}

const taskTypes: Record<string, FabricCall['kind'] | undefined> = { 1: 'call', 3: 'voice' };

/** No data is a code, not an empty list (§5.3). */
function listCalls({ world, body }: Call): Answer {
	const [from, to] = [Number(body['startTime']), Number(body['endTime'])];
	const isPeriod = from <= to && to - from <= week;
	if (!isPeriod) return refuse('2', 'startTime, endTime: time format, or more than 7 days');
	const [offset, limit] = [Number(body['offset'] ?? 0), Number(body['limit'] ?? 100)];
	if (!(offset >= 0 && limit >= 1 && limit <= 100)) return refuse('4', 'offset, limit');
	const taskType = String(body['taskType'] ?? '0');
	const found = [...world.state.fabricCalls.values()].filter(
		({ begin, kind, fields }) =>
			begin >= from &&
			begin <= to &&
			(taskType === '0' || taskTypes[taskType] === kind) &&
			(!body['caller'] || fields['caller'] === body['caller']),
	);
	if (found.length === 0) return refuse('1', 'no data');
	const callInfo = found.slice(offset, offset + limit).map(recordOf);
	return succeed({ total: String(found.length), callInfo });
}

function listAccounts({ world, body }: Call): Answer {
	const { userAccount, pageNum, pageSize } = body;
	if (userAccount === undefined && (pageNum === undefined || pageSize === undefined)) {
		return { body: { resultCode: '1', resultMessage: 'userAccount, or pageNum and pageSize' } };
	}
	const all = world.state.agents.filter(
		({ account }) => userAccount === undefined || account === userAccount,
	);
	const size = Number(pageSize ?? 100);
	const from = Number(pageNum ?? 0) * size;
	const data = all.slice(from, from + size).map(accountOf);
	return { body: { resultCode: '0', resultMessage: 'success', total: all.length, data } };
}

function accountOf({ workNo, name, account, skillIds }: Agent) {
	return {
		...{ userAccount: account, userName: name, phone: '', email: '', agentType: 4, ccRoleId: 2 },
		...{ sipAccount: randomUUID().slice(0, 8), workNo: String(workNo) },
		skills: skillIds.map((skillId) => ({ skillId, agentWeight: 1, skillWeight: 1 })),
		transparentDisplayFlag: 0,
	};
}
