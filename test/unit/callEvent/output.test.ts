import { callEventSchema, type CallEvent } from '../../../lib/callEvent/callEvent';
import { outputOf } from '../../../lib/callEvent/output';
import { maskNumbersIn, withPrivacy } from '../../../lib/callEvent/privacy';
import { simplified, simplifiedSchema } from '../../../lib/callEvent/simplified';
import { toCallEvents } from '../../../lib/tencentCcc/toCallEvents';
import {
	customerRecording,
	inboundTransferred,
	outboundEmptyNumber,
	voicemail,
} from '../../fixtures/tencentCcc/pushes';

function read(action: string, payload: unknown): CallEvent {
	const reading = toCallEvents({ action, version: '1', payload, receivedAt: 1_800_000_000_000 });
	if (!reading.ok || !reading.events[0]) throw new Error('refused');
	return reading.events[0];
}

const full = { mode: 'full' } as const;
const masked = { mode: 'masked' } as const;
const hashed = { mode: 'hashed', key: 'key' } as const;

const events: Array<[string, CallEvent]> = [
	['cdr', read('cdr', inboundTransferred)],
	['outbound cdr', read('cdr', outboundEmptyNumber)],
	['record', read('record', customerRecording)],
	['voicemail', read('voicemail', voicemail)],
	['unknown', read('news', { SdkAppId: 1, Phone: '13800138000' })],
];

describe.each(events)('%s', (_name, event) => {
	it('simplified: the same flat fields for every event, as the schema says', () => {
		const view = outputOf(event, 'simplified', full);
		expect(Object.keys(view)).toEqual(Object.keys(simplifiedSchema.shape));
		expect(simplifiedSchema.parse(view)).toEqual(view);
		expect(Object.values(view).every((value) => typeof value !== 'object' || value === null)).toBe(
			true,
		);
	});

	it.each([masked, hashed])('no number is left in %j', (privacy) => {
		const text = JSON.stringify(withPrivacy(event, privacy));
		for (const digits of [
			'13800138001',
			'13800138002',
			'13800138003',
			'13800138004',
			'13800138000',
			'75588880001',
		]) {
			expect(text).not.toContain(digits);
		}
		expect(text).not.toContain('"raw":{');
		callEventSchema.parse(JSON.parse(text));
	});

	it('the vendor payload is not put out with privacy on', () => {
		expect(outputOf(event, 'vendorPayload', masked)).not.toHaveProperty('SdkAppId');
		expect(outputOf(event, 'everything', masked)).toMatchObject({ raw: undefined });
	});

	it('ids hold no number and no URL in any mode', () => {
		expect(event.id).not.toMatch(/1380013800|https?:/);
	});
});

const [, cdr] = events[0] as [string, CallEvent];

it('simplified: the values of a call', () => {
	expect(simplified(cdr)).toEqual({
		id: 'tencent-ccc:1400000001:cdr:7c1e0000-aaaa-4bbb-8ccc-000000000001',
		type: 'call.cdr',
		time: '2026-01-01T00:01:55.000Z',
		vendor: 'tencent-ccc',
		callId: '7c1e0000-aaaa-4bbb-8ccc-000000000001',
		direction: 'inbound',
		status: 'ended',
		outcome: 'answered',
		isMissed: false,
		customerNumber: '+8613800138001',
		customerName: null,
		lineNumber: '+8675588880001',
		agentId: 'wang.fang@example.com',
		agentName: '王芳',
		agentEmail: 'wang.fang@example.com',
		agentPhone: null,
		agentState: null,
		queueName: '售后服务组',
		startedAt: '2026-01-01T00:00:00.000Z',
		answeredAt: '2026-01-01T00:00:20.000Z',
		endedAt: '2026-01-01T00:01:55.000Z',
		ringSeconds: 5,
		talkSeconds: 95,
		hangupBy: 'customer',
		recordingUrl: null,
		userData: 'order-77',
		campaignId: null,
		caseId: null,
		fileName: null,
	});
});

it('masked shows the mask, hashed the same hash for every writing of a number', () => {
	expect(simplified(withPrivacy(cdr, masked)).customerNumber).toMatch(/138\*{4}8001$/);
	const hash = simplified(withPrivacy(cdr, hashed)).customerNumber;
	expect(hash).toMatch(/[0-9a-f]{64}$/);
	const bare = read('cdr', { ...inboundTransferred, Caller: '13800138001' });
	expect(simplified(withPrivacy(bare, hashed)).customerNumber).toBe(hash);
	expect(simplified(withPrivacy(bare, { mode: 'hashed', key: 'other' })).customerNumber).not.toBe(
		hash,
	);
});

it('numbers that stand for an agent or in a name of the vendor are masked too', () => {
	const event = read('cdr', {
		...inboundTransferred,
		EndStatusString: 'busy13800138001',
		QueuedSkillGroupName: '热线 13800138001',
		ProtectedCaller: '13800138001',
		SeatUser: {
			...inboundTransferred.SeatUser,
			Mail: '13800138001@example.com',
			StaffNumber: '13800138001',
		},
	});
	expect(JSON.stringify(withPrivacy(event, masked))).not.toContain('13800138001');
});

it('the vendor payload is unchanged, with what the trigger knows beside it', () => {
	expect(outputOf(cdr, 'vendorPayload', full)).toEqual({
		...inboundTransferred,
		_event: {
			id: cdr.id,
			type: 'call.cdr',
			time: cdr.time,
			receivedAt: cdr.receivedAt,
			warnings: [],
		},
	});
});

it('the call event holds the payload only when nothing else tells what it was', () => {
	expect(outputOf(cdr, 'callEvent', full)).not.toHaveProperty('raw');
	const [, unknown] = events[4] as [string, CallEvent];
	expect(outputOf(unknown, 'callEvent', full)).toHaveProperty('raw.Phone', '13800138000');
});

it.each([
	['call me at 138 0013 8000 please', '13800138000'],
	['+86-138-0013-8000', '13800138000'],
	['order 12345, tel 075588880001', '075588880001'],
])('free text: %s', (text, digits) => {
	const result = maskNumbersIn(text);
	expect(result.replace(/\D/g, '')).not.toContain(digits);
	expect(result).toHaveLength(text.length);
	expect(maskNumbersIn('order 12345')).toBe('order 12345');
});
