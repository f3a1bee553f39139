/** Calls the contact center had before it started: one in half an hour, the newest first. */
import { createRandomSource } from '../randomSource.ts';
import type { HuaweiSettings } from './settings.ts';
import type { Agent, PhoneCall } from './state.ts';
import { wallText } from './vendorTime.ts';

const spacing = 30 * 60_000;

export function seededCalls(settings: HuaweiSettings, agents: readonly Agent[]): PhoneCall[] {
	const newest = settings.now() - 120_000;
	return Array.from({ length: settings.seedCalls }, (_, at) =>
		seededCall(settings, agents, newest - at * spacing, at),
	);
}

/** An inbound call that somebody is talking in. */
export function callInProgress(settings: HuaweiSettings, agents: readonly Agent[]): PhoneCall {
	const now = settings.now();
	const call = seededCall(settings, agents, now - 60_000, 0);
	const callId = `${Math.floor((now - 60_000) / 1000)}-1`;
	return { ...call, callId, callBegin: now - 30_000, callEnd: Infinity, recordings: [] };
}

function seededCall(
	settings: HuaweiSettings,
	agents: readonly Agent[],
	waitBegin: number,
	at: number,
): PhoneCall {
	const random = createRandomSource(`call:${at}`);
	const agent = random.pick(agents);
	const isInbound = at % 3 !== 2;
	const isAnswered = at % 5 !== 4;
	const customer = `1380000${random.digits(4)}`;
	const ackBegin = waitBegin + random.integer(2, 40) * 1000;
	const callBegin = ackBegin + random.integer(1, 12) * 1000;
	const callEnd = isAnswered ? callBegin + random.integer(10, 400) * 1000 : callBegin;
	const parts = isAnswered ? (at % 10 === 3 ? 2 : 1) : 0;
	const call = {
		callId: `${Math.floor(waitBegin / 1000)}-${100 + at}`,
		caller: isInbound ? customer : '88880001',
		callee: isInbound ? '88880001' : customer,
		isInbound,
		agentId: agent.workNo,
		skillId: agent.skillIds[0] ?? 8,
		...{ waitBegin, ackBegin, callBegin, callEnd, isAnswered },
	};
	const recordings = Array.from({ length: parts }, (_, part) =>
		recordingName(settings, call, at * 10 + part),
	);
	return { ...call, recordings };
}

/** drive:\vdn\0 in or 1 out\day\agent\name.V3 (reference/huawei §3.2, §3.5). */
function recordingName(
	{ vdnId, timeZone }: HuaweiSettings,
	call: Pick<PhoneCall, 'isInbound' | 'callBegin' | 'agentId'>,
	at: number,
): string {
	const day = wallText(call.callBegin, timeZone).slice(0, 10).replaceAll('-', '');
	const name = String(at + 1).padStart(7, '0');
	return `X:\\${vdnId}\\${call.isInbound ? 0 : 1}\\${day}\\${call.agentId}\\${name}.V3`;
}
