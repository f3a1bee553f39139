import { toCallEvents as aliyunEvents } from '../../lib/aliyunCcc/toCallEvents';
import { CALL_EVENTS, SOURCES } from '../../lib/asterCc/eventMeaning';
import { parseMessage } from '../../lib/asterCc/message';
import { toCallEvents as asterCcEvents } from '../../lib/asterCc/toCallEvents';
import { callEventSchema, VENDORS } from '../../lib/callEvent/callEvent';
import type { CallEvent, EventType } from '../../lib/callEvent/callEvent';
import { toCallEvents as huaweiEvents } from '../../lib/huaweiCec/callbacks/toCallEvents';
import { toCallEvents as tencentEvents } from '../../lib/tencentCcc/toCallEvents';
import { DIALECT_1, DIALECT_2, type EventCase } from '../../test/fixtures/aliyunCcc/events';
import { INBOUND, OUTBOUND } from '../../test/fixtures/asterCc/messages';
import * as huawei from '../../test/fixtures/huaweiCec/callbacks';
import * as tencent from '../../test/fixtures/tencentCcc/pushes';

type Vendor = CallEvent['call']['vendor'];

const TIME_ZONE = 'Asia/Shanghai';
/** When the pushes of each vendor reach n8n. */
const RECEIVED = {
	tencent: '2026-01-01T02:00:00Z',
	asterCc: '2026-01-01T03:30:00Z',
	aliyun: '2026-05-01T08:00:01Z',
	huawei: '2026-06-02T03:00:00Z',
};

/** The first event of a push; a fixture that is refused is no example. */
function firstOf(events: readonly CallEvent[]): CallEvent {
	return callEventSchema.parse(events[0]);
}

function ofTencent(action: string, payload: unknown): CallEvent {
	const receivedAt = Date.parse(RECEIVED.tencent);
	const reading = tencentEvents({ action, version: '1', payload, receivedAt });
	return firstOf(reading.ok ? reading.events : []);
}

/** What the vendor's page prints, with numbers that could exist and the year of the others. */
const IN_THE_SAMPLES = [
	['0138888888888', '013800138001'],
	['041139735857', '075588880002'],
	['800888', '4008008008'],
	['2010-', '2026-'],
] as const;

function ofAsterCc(sample: string): CallEvent {
	const message = IN_THE_SAMPLES.reduce((text, [old, now]) => text.replaceAll(old, now), sample);
	const receivedAt = Date.parse(RECEIVED.asterCc);
	const { events } = asterCcEvents([parseMessage(message)], { receivedAt, timeZone: TIME_ZONE });
	return firstOf(events);
}

function ofAliyun({ push }: Pick<EventCase, 'push'>, index = 0): CallEvent {
	const event: unknown = JSON.parse(JSON.stringify(push));
	const id = `7F000001000100000000${String(index).padStart(4, '0')}`;
	const delivery = { id, event, publishedAt: null };
	const receivedAt = Date.parse(RECEIVED.aliyun);
	const [reading] = aliyunEvents([delivery], { receivedAt });
	return firstOf(reading?.ok ? [reading.event] : []);
}

function ofHuawei(body: unknown): CallEvent {
	const receivedAt = Date.parse(RECEIVED.huawei);
	const reading = huaweiEvents(body, { receivedAt, timeZone: TIME_ZONE });
	const events = reading.ok ? reading.readings : [];
	return firstOf(events.flatMap((each) => (each.ok ? [each.event] : [])));
}

/** Each message of the bus has an id of its own. */
const aliyun = (name: string) =>
	ofAliyun(DIALECT_2[name] ?? { push: {} }, Object.keys(DIALECT_2).indexOf(name));

/** A sample of the vendor's page as another source and event. */
const asterCc = (source: string, event: string, sample: string = INBOUND.坐席振铃) =>
	ofAsterCc(sample.replace(/source=\w+&event=\w+/, `source=${source}&event=${event}`));

/** One event of each type, from the fixtures through the code that reads the vendors' pushes. */
export const EXAMPLES: Readonly<Record<EventType, CallEvent>> = {
	'call.created': aliyun('Dialing'),
	'call.ivr': aliyun('IvrTracking'),
	'call.queued': aliyun('Enqueue'),
	'call.assigned': aliyun('AssignAgent'),
	'call.ringing': ofAsterCc(INBOUND.坐席振铃),
	'call.leg_ringing': asterCc('CONSULT', 'ringing'),
	'call.leg_answered': ofAsterCc(OUTBOUND.坐席应答),
	'call.answered': ofAsterCc(INBOUND.坐席应答),
	'call.held': aliyun('Held'),
	'call.resumed': aliyun('Retrieved'),
	'call.muted': aliyun('Muted'),
	'call.unmuted': aliyun('Unmuted'),
	'call.transferred': aliyun('BlindTransfer'),
	'call.conferenced': aliyun('Threeway'),
	'call.leg_ended': aliyun('RingingTimeout'),
	'call.ended': ofHuawei(huawei.released),
	'call.cdr': ofTencent('cdr', tencent.inboundTransferred),
	'recording.ready': ofTencent('record', tencent.agentRecording),
	'voicemail.ready': ofTencent('voicemail', tencent.voicemail),
	'transcript.ready': aliyun('TextStream'),
	'survey.offered': aliyun('SatisfactionSurveyOffer'),
	'survey.answered': aliyun('SatisfactionSurveyResponse'),
	'agent.state_changed': aliyun('AgentBreak'),
	'queue.timeout': aliyun('QueueingTimeout'),
	'monitor.changed': aliyun('StartMonitor'),
	'campaign.state_changed': aliyun('CampaignPaused'),
	'campaign.case_attempted': ofHuawei([huawei.answeredResult]),
	'records.ready': ofHuawei(huawei.recordsReady),
	'stream.changed': aliyun('MediaStream'),
	unknown: ofTencent('news', { SdkAppId: 1400000001, SessionId: 'session-1', Title: 'news' }),
};

/** A channel that is not the awaited one makes events of a leg. */
const CONSULTED = ['Ringing', 'Established'].map((name) =>
	ofAliyun({ push: { ...DIALECT_2[name]?.push, scenario: 'CONSULTED' } }),
);

/** Every source and event of asterCC, of an inbound and an outbound call, and an agent's state. */
const ASTERCC_EVENTS = [
	...SOURCES.flatMap((source) =>
		CALL_EVENTS.flatMap((event) => [
			asterCc(source, event),
			asterCc(source, event, OUTBOUND.坐席振铃),
		]),
	),
	asterCc('AGENT', 'paused'),
];

/** Everything the fixtures make. */
const EVENTS: readonly CallEvent[] = [
	...Object.values(EXAMPLES),
	...ASTERCC_EVENTS,
	...[...Object.values(DIALECT_1), ...Object.values(DIALECT_2)].map((each) => ofAliyun(each)),
	...CONSULTED,
	...Object.values(huawei.PUSHES).map(ofHuawei),
];

/** What is made of records that n8n fetches, and of whatever nobody knows yet. */
const NOT_PUSHED: Partial<Record<EventType, readonly Vendor[]>> = {
	'call.cdr': ['astercc', 'huawei-cec'],
	unknown: VENDORS,
};

/** The vendors of whose pushes or records events of a type are made. */
export function vendorsOf(type: EventType): Vendor[] {
	return VENDORS.filter(
		(vendor) =>
			NOT_PUSHED[type]?.includes(vendor) ||
			EVENTS.some((event) => event.type === type && event.call.vendor === vendor),
	);
}
