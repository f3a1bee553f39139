import { callEvent, NOBODY, UNKNOWN_CUSTOMER } from '../../../lib/callEvent/emptyCallEvent';
import type { CallEvent } from '../../../lib/callEvent/callEvent';
import { crmCall, type CrmCall, type CrmSettings } from '../../../lib/crm/crmCall';
import { parsePhoneNumber } from '../../../lib/phone/parsePhoneNumber';

export const SETTINGS: CrmSettings = { language: 'en', timeZone: 'Asia/Shanghai' };

export const CALL_ID = '7c1e0000-aaaa-4bbb-8ccc-000000000001';
export const EXTERNAL_ID = `tencent-ccc:${CALL_ID}`;

/** A customer called, waited, spoke with an agent for 95 seconds and pressed 5 in the survey. */
export const answered: CallEvent = callEvent({
	id: `tencent-ccc:1400000001:cdr:${CALL_ID}`,
	source: '//tencent-ccc/1400000001',
	type: 'call.cdr',
	time: '2026-01-01T00:01:55.000Z',
	receivedAt: '2026-01-01T00:02:00.000Z',
	subject: CALL_ID,
	sequence: 1,
	call: {
		...{ vendor: 'tencent-ccc', instanceId: '1400000001', callId: CALL_ID },
		...{ direction: 'inbound', status: 'ended', outcome: 'answered', isFinal: true },
		outcomeDetail: { code: 'ok', text: 'Normal end' },
		startedAt: '2026-01-01T00:00:00.000Z',
		answeredAt: '2026-01-01T00:00:20.000Z',
		endedAt: '2026-01-01T00:01:55.000Z',
		...{ queueSeconds: 3, ringSeconds: 5, talkSeconds: 95 },
		satisfaction: { score: 5, label: '非常满意', channel: 'ivr', keys: [] },
	},
	customer: { ...UNKNOWN_CUSTOMER, number: parsePhoneNumber('13800138001') },
	line: { number: parsePhoneNumber('075588880001') },
	agent: { ...NOBODY, name: '王芳', email: 'wang.fang@example.com', number: '1002' },
	queue: { id: '3101', name: '售后服务组' },
});

type Changes = Partial<Omit<CallEvent, 'call'>> & { call?: Partial<CallEvent['call']> };

/** The same call but for what is said. */
export function callWith({ call, ...changes }: Changes, from: CallEvent = answered): CallEvent {
	return { ...from, ...changes, call: { ...from.call, ...call } };
}

/** The customer hung up after 8 seconds in the queue: no agent, no talk. */
export const missed = callWith({
	agent: NOBODY,
	call: {
		...{ outcome: 'abandoned_queue', isMissed: true, hangupBy: 'customer' },
		outcomeDetail: { code: 'waitingGiveUp', text: 'Hung up while waiting' },
		...{ answeredAt: null, endedAt: '2026-01-01T00:00:08.000Z' },
		...{ queueSeconds: 8, ringSeconds: null, talkSeconds: null, satisfaction: null },
	},
});

/** The agent called the customer and spoke for three hours. */
export const outbound = callWith({
	call: {
		...{ direction: 'outbound', endedAt: '2026-01-01T03:00:20.000Z', talkSeconds: 10_800 },
		satisfaction: null,
	},
});

export const internal = callWith({ call: { direction: 'internal', satisfaction: null } });

/** The record of a call answered and hung up in the same second. */
export const short = callWith({ call: { talkSeconds: 0, endedAt: '2026-01-01T00:00:20.000Z' } });

/** The recording comes as an event of its own, which knows little of the call. */
export const recordingReady: CallEvent = callEvent({
	id: `tencent-ccc:1400000001:record:${CALL_ID}`,
	source: '//tencent-ccc/1400000001',
	type: 'recording.ready',
	time: '2026-01-01T00:05:00.000Z',
	receivedAt: '2026-01-01T00:05:01.000Z',
	subject: CALL_ID,
	sequence: 2,
	call: { vendor: 'tencent-ccc', instanceId: '1400000001', callId: CALL_ID },
	recording: {
		...{ id: null, party: 'mixed', archiveUrl: null, urlExpiresAt: null },
		url: 'https://recordings.example.com/1.mp3',
		...{ durationSeconds: 95, fileName: '1.mp3', mediaType: 'audio/mpeg' },
	},
});

/** The phone rings. */
export const ringing = callWith({
	type: 'call.ringing',
	call: {
		...{ status: 'ringing', outcome: null, isFinal: false, answeredAt: null, endedAt: null },
		...{ outcomeDetail: { code: null, text: null }, talkSeconds: null, satisfaction: null },
	},
});

/** A finished call nobody noted the times of. */
export const withoutTimes = callWith({
	call: { startedAt: null, answeredAt: null, endedAt: null, talkSeconds: null },
});

/** A call as the tables read it. */
export function readable(event: CallEvent, settings: Partial<CrmSettings> = {}): CrmCall {
	const reading = crmCall(event, { ...SETTINGS, ...settings });
	if (!reading.ok) throw new Error(reading.reason);
	return reading.call;
}
