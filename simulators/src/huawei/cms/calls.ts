/** Calls: rows 1 to 7, 34 and 39 to 41 of reference/huawei §4.1. */
import type { FieldRules } from '../fieldRules.ts';
import { required, rules } from '../fieldRules.ts';
import { recordingsAnswer } from '../fs/recordings.ts';
import type { Answer, Call, JsonObject, Route } from '../route.ts';
import type { PhoneCall } from '../state.ts';
import { readUtc, startOfDay } from '../vendorTime.ts';
import type { World } from '../world.ts';
import { cmsBase, cmsBase2, cmsRoute, page, pageRules, refuse, succeed } from './answers.ts';

const day = 86_400_000;
const callId = { callId: required({ type: 'text', min: 1, max: 64 }) } satisfies FieldRules;

const callFilters: FieldRules = {
	callerNo: rules.number,
	calleeNo: rules.number,
	beginDate: required(rules.whole(0)),
	endDate: required(rules.whole(0)),
	...pageRules(100),
};

const direction = required({ type: 'text', pattern: /^(true|false)$/ });

export const callRoutes: readonly Route[] = [
	...(['GET', 'POST'] as const).map((method): Route => ({
		method,
		path: '/rest/cmsapp/v1/ping',
		service: 'cms',
		handle: () => succeed('pong'),
	})),
	cmsRoute({ path: `${cmsBase}/vdn/querycalls`, body: callFilters }, (call) =>
		queryCalls(call, true),
	),
	cmsRoute(
		{ path: `${cmsBase2}/vdn/querycalls`, body: { ...callFilters, isCallIn: direction } },
		(call) => queryCalls(call, call.body['isCallIn'] === 'true'),
	),
	cmsRoute(
		{
			path: `${cmsBase}/vdn/querycalltracedetail`,
			body: { ...callId, logDate: required(rules.whole(0)) },
		},
		traceCall,
	),
	cmsRoute(
		{
			path: `${cmsBase}/calldata/querycalldetailbyid`,
			hasNoVdn: true,
			body: { ...callId, isCallin: direction },
		},
		describeCall,
	),
	cmsRoute({ path: `${cmsBase}/calldata/querybasiccallinfo`, body: callId }, callInProgress),
	cmsRoute({ path: `${cmsBase}/calldata/querydetailcallinfo`, body: callId }, callInProgress),
	cmsRoute(
		{
			path: `${cmsBase}/hisindex/downloadRecordFile`,
			hasNoVdn: true,
			body: {
				callID: required({ type: 'text', min: 1 }),
				beginTime: { type: 'text', pattern: /^\d{14}$/ },
			},
		},
		downloadRecording,
	),
	cmsRoute({ path: `${cmsBase}/multimedia/querycontent` }, ({ world, body }) => {
		const { callId: id = '1-1' } = body;
		return succeed([{ callId: id, sendTime: world.settings.now(), content: '你好' }]);
	}),
	cmsRoute({ path: '/rest/cmsapp/v1/callin/queryMissedCalls' }, ({ world }) =>
		succeed(
			world.state.calls
				.filter((call) => call.isInbound && !call.isAnswered && isKept(world, call))
				.map((call) => rowOf(world, call)),
		),
	),
	cmsRoute(
		{
			path: '/rest/cmsapp/v1/callinday/querymanualindexesbycondition',
			body: { beginLogDay: required(rules.text(20)), endLogDay: required(rules.text(20)) },
		},
		manualIndexes,
	),
];

/** Yesterday and today on the tenant's wall (§4.2). */
function windowOf({ settings }: World): { from: number; to: number } {
	const today = startOfDay(settings.now(), settings.timeZone);
	return { from: today - day, to: today + day - 1 };
}

function isKept(world: World, call: PhoneCall): boolean {
	return call.waitBegin >= windowOf(world).from;
}

/** An agentId is ignored: the answer is the whole VDN's (§7). */
function queryCalls({ world, body }: Call, isInbound: boolean): Answer {
	const { callerNo, calleeNo } = body;
	const [begin, end] = [Number(body['beginDate']), Number(body['endDate'])];
	const kept = windowOf(world);
	if (begin < kept.from) return refuse('0100002', 'beginDate: before yesterday 00:00:00');
	if (end > kept.to) return refuse('0100002', 'endDate: after today 23:59:59');
	if (begin > end) return refuse('0100002', 'beginDate: after endDate');
	const found = world.state.calls.filter(
		(call) =>
			call.isInbound === isInbound &&
			call.waitBegin >= begin &&
			call.waitBegin <= end &&
			(!callerNo || call.caller === callerNo) &&
			(!calleeNo || call.callee === calleeNo),
	);
	const data = page(found, body).map((call) => rowOf(world, call));
	return succeed({ count: found.length, data });
}

/** There is no agent in it. */
function rowOf({ settings }: World, call: PhoneCall) {
	return {
		logDate: call.callEnd + 1000,
		callerNo: call.caller,
		calleeNo: call.callee,
		callId: call.callId,
		callType: call.isInbound ? 0 : 7,
		...{ waitBegin: call.waitBegin, ackBegin: call.ackBegin },
		...{ callBegin: call.isAnswered ? call.callBegin : 0, callEnd: call.callEnd },
		leaveReason: call.isAnswered ? '16' : '5',
		...{ mediaType: 5, subMediaType: 0, vdn: settings.vdnId },
	};
}

function find({ state }: World, wanted: unknown): PhoneCall | undefined {
	return state.calls.find((call) => call.callId === wanted);
}

/** One row for every device; all values are text, some names begin with a capital (§4.2). */
function traceCall({ world, body }: Call): Answer {
	const call = find(world, body['callId']);
	if (!call) return succeed([]);
	const devices = call.isInbound
		? [
				[1, '3', '70001', ''],
				[2, '1', String(call.skillId), ''],
			]
		: [];
	const agent = [-1, '2', String(call.agentId), '0'] as const;
	const rows = [...devices, agent].map(([number, deviceType, deviceNo, releaseCause]) => ({
		callId: call.callId,
		...{ mediaType: '5', subMediaType: '0', callIdNum: String(number) },
		...{ callerNo: call.caller, calleeNo: call.callee },
		waitBegin: String(call.waitBegin),
		ackBegin: String(number === -1 ? call.ackBegin : 0),
		callBegin: String(number === -1 && call.isAnswered ? call.callBegin : 0),
		callEnd: String(number === -1 ? call.callEnd : call.ackBegin),
		...{ subCcNo: '0', deviceType, deviceNo, deviceIn: String(call.waitBegin) },
		callType: call.isInbound ? '0' : '7',
		...{ releaseCause, EnterReason: '0', LeaveReason: call.isAnswered ? '16' : '5' },
		CurrentSkillID: String(call.skillId),
	}));
	return succeed(rows);
}

/** The vendor's sample has a blank behind `agentId` (§4.3). */
function describeCall({ world, body }: Call): Answer {
	const call = find(world, body['callId']);
	const isWanted = call && String(call.isInbound) === body['isCallin'] && isKept(world, call);
	if (!isWanted) return refuse('0100001', 'no data');
	const seconds = (from: number, to: number) => Math.round((to - from) / 1000);
	return succeed({
		vdn: world.settings.vdnId,
		callId: call.callId,
		...{ callerNo: call.caller, calleeNo: call.callee, callType: call.isInbound ? 0 : 7 },
		'agentId ': call.agentId,
		...{ skillId: call.skillId, anonyCall: 0 },
		queueWaitTime: seconds(call.waitBegin, call.ackBegin),
		ivrCallTime: 0,
		ackTime: seconds(call.ackBegin, call.callBegin),
		callTime: call.isAnswered ? seconds(call.callBegin, call.callEnd) : 0,
		releaseCause: call.isAnswered ? 0 : 8,
	});
}

function callInProgress({ world, body }: Call): Answer {
	const now = world.settings.now();
	const call = world.state.callsInProgress.find(({ callId: id }) => id === body['callId']);
	if (!call) return refuse('0100001', 'The call is not in progress');
	return succeed({
		...{ time: call.waitBegin, dsn: 1, handle: 1, server: 1 },
		...{ callingNum: call.caller, calledNum: call.callee, orgiCalledNum: '' },
		...{ deviceType: 2, deviceNo: call.agentId, callSkill: 'defaultAudioSkill', callFeature: 0 },
		...{ partyNum: 1, mediaType: 5, priority: 0, enterReason: 0 },
		waitTime: Math.round((call.ackBegin - call.waitBegin) / 1000),
		totalTalkingTimes: Math.max(0, Math.round((now - call.callBegin) / 1000)),
	});
}

/** The error has a code of its own (§4.5). */
function downloadRecording({ world, body }: Call): Answer {
	const names = find(world, body['callID'])?.recordings ?? [];
	if (names.length === 0) {
		return { body: { resultCode: '1', resultDesc: 'Record List is empty' } };
	}
	return recordingsAnswer(world.settings, names);
}

function manualIndexes({ world, body }: Call): Answer {
	const from = readUtc(`${dayOf(body, 'beginLogDay')} 00:00:00`);
	const to = readUtc(`${dayOf(body, 'endLogDay')} 00:00:00`) + day;
	if (Number.isNaN(from + to)) return refuse('0100002', 'beginLogDay, endLogDay');
	const calls = world.state.calls.filter((call) => call.waitBegin >= from && call.waitBegin < to);
	const answered = calls.filter(({ isAnswered }) => isAnswered).length;
	return succeed([{ calleeNo: '88880001', callCount: calls.length, connectedCount: answered }]);
}

function dayOf(body: JsonObject, name: string): string {
	const text = String(body[name]);
	return /^\d{8}$/.test(text) ? text.replace(/(....)(..)(..)/, '$1-$2-$3') : text.slice(0, 10);
}
