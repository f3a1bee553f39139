import { toCallEvents as readAliyunCcc } from '../../../lib/aliyunCcc/toCallEvents';
import { parseMessage } from '../../../lib/asterCc/message';
import { toCallEvents as readAsterCc } from '../../../lib/asterCc/toCallEvents';
import type { CallEvent } from '../../../lib/callEvent/callEvent';
import { withPrivacy, type Privacy } from '../../../lib/callEvent/privacy';
import { simplified } from '../../../lib/callEvent/simplified';
import { CRMS, mapToCrm, type CrmName, type CrmRecord } from '../../../lib/crm/mapToCrm';
import { readCallEvent } from '../../../lib/crm/readCallEvent';
import { toCallEvents as readTencentCcc } from '../../../lib/tencentCcc/toCallEvents';
import { DIALECT_1, DIALECT_2 } from '../../fixtures/aliyunCcc/events';
import { SAMPLES } from '../../fixtures/asterCc/messages';
import { PUSHES } from '../../fixtures/huaweiCec/callbacks';
import { callRecordEvent } from '../../../lib/huaweiCec/records/toCallEvents';
import * as tencentCcc from '../../fixtures/tencentCcc/pushes';
import { eventsOf as readHuaweiCec } from '../huaweiCec/callbacks/readEvents';
import { callRecord } from '../huaweiCec/records/callRow';
import { SETTINGS } from './calls';
import { PAYLOAD_SCHEMAS } from './payloadSchemas';

const receivedAt = Date.parse('2026-06-02T02:10:00.000Z');

function tencentCccEvents(): CallEvent[] {
	const { inboundTransferred, outboundEmptyNumber } = tencentCcc;
	const { customerRecording, agentRecording, voicemail, chatRecord } = tencentCcc;
	const pushes: Array<[string, unknown]> = [
		['cdr', inboundTransferred],
		['cdr', outboundEmptyNumber],
		['record', customerRecording],
		['record', agentRecording],
		['voicemail', voicemail],
		['imcdr', chatRecord],
	];
	return pushes.flatMap(([action, payload]) => {
		const reading = readTencentCcc({ action, version: '1', payload, receivedAt });
		return reading.ok ? reading.events : [];
	});
}

function aliyunCccEvents(): CallEvent[] {
	const pushes = [...Object.values(DIALECT_1), ...Object.values(DIALECT_2)];
	const deliveries = pushes.map(({ push }) => ({ id: null, event: push, publishedAt: null }));
	return readAliyunCcc(deliveries, { receivedAt }).flatMap((reading) =>
		reading.ok ? [reading.event] : [],
	);
}

function asterCcEvents(): CallEvent[] {
	const context = { receivedAt, timeZone: 'Asia/Shanghai' };
	return readAsterCc(SAMPLES.map(parseMessage), context).events;
}

/** A call of CC-FS: it comes without a trigger. */
function huaweiRecordEvents(): CallEvent[] {
	const times = { call_begin: '2026-06-02 10:00:35', call_end: '2026-06-02 10:01:35' };
	const talk = { device_type: '2', device_no: '20001', agent_id: '20001', ...times };
	return [callRecordEvent([callRecord(talk)], { receivedAt, vdnId: 17 })];
}

const EVENTS = [
	...tencentCccEvents(),
	...aliyunCccEvents(),
	...asterCcEvents(),
	...Object.values(PUSHES).flatMap(readHuaweiCec),
	...huaweiRecordEvents(),
];

const names = Object.keys(CRMS) as CrmName[];

/** The records of every event a CRM keeps a record of. */
function records(crm: CrmName, events: readonly CallEvent[] = EVENTS): CrmRecord[] {
	return events.flatMap((event) => {
		const mapping = mapToCrm(crm, event, SETTINGS);
		return mapping.ok ? [mapping.record] : [];
	});
}

/** The values in it that are no value: paths such as `payload.data.0.Subject`. */
function blanks(value: unknown, path = ''): string[] {
	if (value === null || value === undefined || value === '' || Number.isNaN(value)) return [path];
	if (typeof value !== 'object') return [];
	return Object.entries(value).flatMap(([key, member]) => blanks(member, `${path}.${key}`));
}

it('the fixtures of every vendor are there', () => {
	const vendors = new Set(EVENTS.map(({ call }) => call.vendor));
	expect([...vendors].sort()).toEqual(['aliyun-ccc', 'astercc', 'huawei-cec', 'tencent-ccc']);
	expect(EVENTS.length).toBeGreaterThan(100);
});

it('events about no call are refused, and no others', () => {
	const refused = EVENTS.filter((event) => !mapToCrm('hubspot', event, SETTINGS).ok);
	const types = new Set(refused.map(({ type }) => type));
	for (const type of types)
		expect(type).toMatch(/^agent\.|^campaign\.state|^records\.|^unknown$|^monitor|^stream|^queue/);
	for (const { call } of refused) expect(call.callId).toBeNull();
});

describe.each(names)('%s', (crm) => {
	it('no field of any event is blank', () => {
		for (const record of records(crm)) {
			expect([record.externalId, blanks(record)]).toEqual([record.externalId, []]);
		}
	});

	it('every payload is one the CRM takes', () => {
		for (const { payload, externalId } of records(crm)) {
			const { error } = PAYLOAD_SCHEMAS[crm].safeParse(payload);
			expect([externalId, error?.issues]).toEqual([externalId, undefined]);
		}
	});

	it.each([{ mode: 'masked' }, { mode: 'hashed', key: 'a key' }] as Privacy[])(
		'numbers that leave the trigger $mode stay so',
		(privacy) => {
			const events = EVENTS.map((event) => withPrivacy(event, privacy));
			for (const { payload, externalId } of records(crm, events)) {
				const { error } = PAYLOAD_SCHEMAS[crm].safeParse(payload);
				expect([externalId, error?.issues]).toEqual([externalId, undefined]);
				expect(JSON.stringify(payload)).not.toMatch(/\+861[3-9]\d{9}|hmac-/);
			}
		},
	);

	it('the simplified view of an event is the same record', () => {
		for (const event of EVENTS) {
			const reading = readCallEvent(JSON.parse(JSON.stringify(simplified(event))));
			if (!reading.ok) throw new Error(reading.reason);
			const [flat, whole] = [reading.event, event].map((each) => mapToCrm(crm, each, SETTINGS));
			expect(flat?.ok && flat.record.upsert).toEqual(whole?.ok && whole.record.upsert);
		}
	});
});
