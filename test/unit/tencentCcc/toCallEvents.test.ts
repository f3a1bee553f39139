import { callEventSchema, type CallEvent } from '../../../lib/callEvent/callEvent';
import { toCallEvents } from '../../../lib/tencentCcc/toCallEvents';
import {
	agentRecording,
	chatRecord,
	customerRecording,
	inboundTransferred,
	outboundEmptyNumber,
	voicemail,
} from '../../fixtures/tencentCcc/pushes';

const receivedAt = Date.parse('2026-01-01T00:10:00.000Z');

function read(action: string | null, payload: unknown): CallEvent {
	const reading = toCallEvents({ action, version: '1', payload, receivedAt });
	if (!reading.ok) throw new Error(reading.message);
	expect(reading.events).toHaveLength(1);
	const [event] = reading.events;
	return callEventSchema.parse(event);
}

describe('cdr: an inbound call, answered and transferred once', () => {
	const event = read('cdr', inboundTransferred);

	it('is a final record of the call', () => {
		expect(event).toMatchObject({
			schemaVersion: 1,
			id: 'tencent-ccc:1400000001:cdr:7c1e0000-aaaa-4bbb-8ccc-000000000001',
			source: '//tencent-ccc/1400000001',
			type: 'call.cdr',
			time: '2026-01-01T00:01:55.000Z',
			receivedAt: '2026-01-01T00:10:00.000Z',
			subject: '7c1e0000-aaaa-4bbb-8ccc-000000000001',
			warnings: [],
		});
		expect(event.call).toMatchObject({
			vendor: 'tencent-ccc',
			instanceId: '1400000001',
			direction: 'inbound',
			status: 'ended',
			outcome: 'answered',
			outcomeDetail: { code: 'ok', text: 'Normal end' },
			hangupBy: 'customer',
			isMissed: false,
			isFinal: true,
		});
	});

	it('counts ring time apart from talk time', () => {
		expect(event.call).toMatchObject({
			startedAt: '2026-01-01T00:00:00.000Z',
			queuedAt: '2026-01-01T00:00:12.000Z',
			ringingAt: '2026-01-01T00:00:15.000Z',
			answeredAt: '2026-01-01T00:00:20.000Z',
			endedAt: '2026-01-01T00:01:55.000Z',
			ivrSeconds: 12,
			queueSeconds: 3,
			ringSeconds: 5,
			talkSeconds: 95,
			totalSeconds: 115,
		});
	});

	it('knows who talked to whom', () => {
		expect(event.customer).toMatchObject({
			number: { e164: '+8613800138001', kind: 'mobile' },
			remark: '老客户',
			location: { country: '中国', province: '广东', city: '深圳', operator: '移动' },
		});
		expect(event.line.number).toMatchObject({ e164: '+8675588880001', kind: 'landline' });
		expect(event.agent).toMatchObject({
			id: 'wang.fang@example.com',
			name: '王芳',
			email: 'wang.fang@example.com',
			number: '1002',
			phone: null,
		});
		expect(event.queue).toEqual({ id: '3101', name: '售后服务组' });
	});

	it('has a leg for each agent, with the transfer on both', () => {
		expect(event.call.legs).toMatchObject([
			{
				index: 0,
				agentId: 'li.lei@example.com',
				agentPhone: { e164: '+8613800138002' },
				outcome: 'answered',
				outcomeDetail: { code: 'seatForward' },
				ringSeconds: 5,
				talkSeconds: 30,
				transferFrom: null,
				transferTo: 'wang.fang@example.com',
				recordingId: 'rec-agent-1',
			},
			{ index: 1, agentPhone: null, talkSeconds: 60, transferFrom: 'li.lei@example.com' },
		]);
	});

	it('keeps keys, survey, user data and the recording id', () => {
		expect(event.call.ivrKeys).toEqual([{ key: '1', label: '售后' }]);
		expect(event.call.satisfaction).toEqual({
			score: 5,
			label: '非常满意',
			channel: 'ivr',
			keys: [{ key: '5', label: '非常满意' }],
		});
		expect(event.call.userData).toBe('order-77');
		expect(event.recording).toMatchObject({ id: 'rec-customer-1', party: 'customer', url: null });
	});

	it('keeps the payload as it came', () => {
		expect(event.raw).toEqual(inboundTransferred);
	});
});

describe('cdr: an outbound call to a number that does not exist', () => {
	const event = read('cdr', outboundEmptyNumber);

	it('swaps customer and line', () => {
		expect(event.customer.number?.e164).toBe('+8613800138003');
		expect(event.line.number?.e164).toBe('+8675588880001');
	});

	it('takes the outcome of the call from the root, that of the leg from the leg', () => {
		expect(event.call).toMatchObject({
			direction: 'outbound',
			outcome: 'invalid_number',
			hangupBy: 'agent',
			isMissed: false,
		});
		expect(event.call.legs[0]?.outcome).toBe('answered');
	});

	it('has null for what never came, and no talk time', () => {
		expect(event.call).toMatchObject({
			queuedAt: null,
			answeredAt: null,
			ringSeconds: 9,
			talkSeconds: 0,
			ivrSeconds: null,
			ivrKeys: [],
			satisfaction: null,
		});
	});
});

describe('record', () => {
	it('of the customer: kept for three months, URL byte for byte', () => {
		const event = read('record', customerRecording);
		expect(event.type).toBe('recording.ready');
		expect(event.customer.number?.e164).toBe('+8613800138001');
		expect(event.recording).toEqual({
			id: 'rec-customer-1',
			party: 'customer',
			url: customerRecording.RecordURL,
			archiveUrl: null,
			urlExpiresAt: '2026-04-01T00:02:10.000Z',
			durationSeconds: null,
			fileName: 'rec-customer-1.mp3',
			mediaType: 'audio/mpeg',
		});
	});

	it("of an agent: the copy in the customer's own bucket comes first and does not expire", () => {
		const event = read('record', agentRecording);
		expect(event.agent).toMatchObject({
			id: 'wang.fang@example.com',
			email: 'wang.fang@example.com',
		});
		expect(event.customer.number).toBeNull();
		expect(event.recording).toMatchObject({
			party: 'agent',
			url: agentRecording.CustomRecordURL,
			archiveUrl: agentRecording.CustomRecordURL,
			urlExpiresAt: null,
			mediaType: 'audio/wav',
		});
	});

	it('of both parties of a call have different ids and the same subject', () => {
		const customer = read('record', customerRecording);
		const agent = read('record', { ...agentRecording, RecordId: customerRecording.RecordId });
		expect(customer.id).not.toBe(agent.id);
		expect(customer.subject).toBe(agent.subject);
	});
});

it('voicemail: EndpointUser may be a JSON number', () => {
	const event = read('voicemail', voicemail);
	expect(event).toMatchObject({ type: 'voicemail.ready', warnings: [] });
	expect(event.call).toMatchObject({ direction: 'inbound', outcome: 'voicemail' });
	expect(event.customer.number?.e164).toBe('+8613800138004');
	expect(event.recording?.url).toBe(voicemail.RecordURL);
});

it('imcdr: a chat has a customer id and a survey answer, but no numbers', () => {
	const event = read('imcdr', chatRecord);
	expect(event.type).toBe('call.cdr');
	expect(event.call).toMatchObject({
		channel: 'chat',
		direction: 'inbound',
		outcome: 'answered',
		talkSeconds: 90,
		userData: 'e30=',
		satisfaction: { score: null, label: '满意', channel: 'chat' },
	});
	expect(event.customer).toMatchObject({ id: 'visitor-9', name: '访客', number: null });
});

describe('the URL', () => {
	it('without an action: the body tells, with a warning', () => {
		const kinds = [inboundTransferred, customerRecording, voicemail, chatRecord].map(
			(payload) => read(null, payload).type,
		);
		expect(kinds).toEqual(['call.cdr', 'recording.ready', 'voicemail.ready', 'call.cdr']);
		expect(read(null, voicemail).warnings).toEqual([
			'The URL has no action; the body looks like "voicemail"',
		]);
	});

	it('with an action nobody knows: passed on as it is', () => {
		const payload = { SdkAppId: 1400000001, Event: 'CallInBound', SessionId: 's-1' };
		const event = read('somethingNew', payload);
		expect(event).toMatchObject({
			type: 'unknown',
			subject: 's-1',
			raw: payload,
			warnings: ['action "somethingNew" is not known'],
		});
		expect(read('somethingNew', { ...payload, Event: 'Other' }).id).not.toBe(event.id);
		expect(
			read('somethingNew', { Event: 'CallInBound', SessionId: 's-1', SdkAppId: 1400000001 }).id,
		).toBe(event.id);
	});

	it.each(['constructor', '__proto__', 'toString'])('action %s is just unknown', (action) => {
		expect(read(action, inboundTransferred).type).toBe('unknown');
	});
});

describe('odd payloads are read, and warned about', () => {
	const cases: Array<[string, Record<string, unknown>, Partial<CallEvent>, string | null]> = [
		[
			'the documented misspelling SdkAppld',
			{ SdkAppId: undefined, SdkAppld: 1400000009 },
			{ source: '//tencent-ccc/1400000009' },
			null,
		],
		['a numeric string', { SdkAppId: '1400000007' }, { source: '//tencent-ccc/1400000007' }, null],
		[
			'no SdkAppId',
			{ SdkAppId: undefined },
			{ source: '//tencent-ccc/unknown' },
			'SdkAppId is missing',
		],
		[
			'an unknown status',
			{ EndStatusString: 'brandNew' },
			{
				call: expect.objectContaining({
					outcome: 'unknown',
					outcomeDetail: { code: 'brandNew', text: null },
				}) as CallEvent['call'],
			},
			'EndStatusString "brandNew" is not known',
		],
		[
			'an unknown direction',
			{ Direction: 7, CallType: undefined },
			{ call: expect.objectContaining({ direction: 'unknown' }) as CallEvent['call'] },
			'Direction 7 is not known',
		],
		[
			'an object where a text is expected',
			{ HungUpSide: { side: 'user' } },
			{ call: expect.objectContaining({ hangupBy: null }) as CallEvent['call'] },
			'HungUpSide was ignored: expected string, got object',
		],
		[
			'a text where a list is expected',
			{ ServeParticipants: 'none' },
			{ call: expect.objectContaining({ legs: [] }) as CallEvent['call'] },
			'ServeParticipants was ignored: expected array, got string',
		],
		[
			'nulls in a list',
			{ ServeParticipants: [null] },
			{ call: expect.objectContaining({ legs: [] }) as CallEvent['call'] },
			null,
		],
		[
			'a wrong type deep inside',
			{ SeatUser: { Name: ['x'], Mail: 'a@example.com' } },
			{
				agent: expect.objectContaining({
					name: null,
					email: 'a@example.com',
				}) as CallEvent['agent'],
			},
			'SeatUser.Name was ignored: expected string, got array',
		],
		[
			'lower-case survey members',
			{ PostIVRKeyPressed: [{ key: '3', label: '一般' }] },
			{
				call: expect.objectContaining({
					satisfaction: expect.objectContaining({ score: 3, label: '一般' }),
				}) as CallEvent['call'],
			},
			null,
		],
		[
			'ok although nobody accepted',
			{ AcceptTimestamp: 0, Duration: 0 },
			{
				call: expect.objectContaining({ outcome: 'unknown', talkSeconds: 0 }) as CallEvent['call'],
			},
			'EndStatusString is "ok" although nobody accepted the call',
		],
		[
			'times the wrong way round',
			{ RingTimestamp: 1767225715, AcceptTimestamp: 1767225620 },
			{ call: expect.objectContaining({ ringSeconds: null }) as CallEvent['call'] },
			null,
		],
		[
			'no times at all',
			{
				StartTimestamp: 0,
				QueuedTimestamp: 0,
				RingTimestamp: 0,
				AcceptTimestamp: 0,
				EndedTimestamp: 0,
				EndStatusString: 'ivrGiveUp',
			},
			{ time: '2026-01-01T00:10:00.000Z' },
			'The payload has no time; the time it was received is used',
		],
	];

	it.each(cases)('%s', (_name, change, expected, warning) => {
		const event = read('cdr', { ...inboundTransferred, ...change });
		expect(event).toMatchObject(expected);
		expect(event.warnings).toEqual(warning === null ? [] : [warning]);
	});
});

describe('a payload without identity is refused, and the field is named', () => {
	it.each([
		['cdr', null, '(body) must be a JSON object'],
		['cdr', [inboundTransferred], '(body) must be a JSON object'],
		['cdr', 'text', '(body) must be a JSON object'],
		['cdr', {}, 'SessionId is missing'],
		['record', { SessionId: '' }, 'SessionId is missing'],
		['voicemail', { SessionId: null }, 'SessionId is missing'],
	])('%s %j', (action, payload, message) => {
		const reading = toCallEvents({ action, version: '1', payload, receivedAt });
		expect(reading).toMatchObject({ ok: false });
		expect(reading.ok ? '' : reading.message).toContain(message);
	});

	it('an object for a SessionId', () => {
		const reading = toCallEvents({
			action: 'cdr',
			version: '1',
			payload: { SessionId: {} },
			receivedAt,
		});
		expect(reading).toMatchObject({ ok: false, field: 'SessionId' });
	});
});
