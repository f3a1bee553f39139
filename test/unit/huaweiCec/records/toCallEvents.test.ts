import { callEventSchema } from '../../../../lib/callEvent/callEvent';
import { addRow, restOfGroups, startGroups } from '../../../../lib/huaweiCec/records/callGroups';
import { layoutOf } from '../../../../lib/huaweiCec/records/columns';
import { callRecordEvent } from '../../../../lib/huaweiCec/records/toCallEvents';
import { CALL_HEADER, callRecord, callRow } from './callRow';

const SETTINGS = { receivedAt: Date.parse('2026-06-03T00:00:00Z'), vdnId: 17 };

const eventOf = (...rows: Array<Record<string, string>>) => {
	const event = callRecordEvent(rows.map(callRecord), SETTINGS);
	expect(callEventSchema.parse(event)).toEqual(event);
	return event;
};

const at = (time: string) => `2026-06-02 ${time}`;

/** In the IVR 10 s, in the queue 20 s, ringing 5 s, talking 60 s. */
const IVR = {
	device_type: '3',
	device_no: '1',
	call_begin: at('10:00:00'),
	call_end: at('10:00:10'),
	leave_reason: '17',
};
const QUEUE = {
	device_type: '1',
	device_no: '7',
	wait_begin: at('10:00:10'),
	wait_end: at('10:00:30'),
	leave_reason: '0',
	call_id_num: '1',
};
const AGENT = {
	device_type: '2',
	device_no: '20001',
	agent_id: '20001',
	current_skill_id: '7',
	ack_begin: at('10:00:30'),
	ack_end: at('10:00:35'),
	call_begin: at('10:00:35'),
	call_end: at('10:01:35'),
	call_id_num: '-1',
	release_cause: '0',
	leave_reason: '15',
};

test('an answered call: its legs by device, each time in its place', () => {
	const event = eventOf(AGENT, QUEUE, IVR);
	expect(event).toMatchObject({
		id: 'huawei-cec:17:cdr:1780366800-1388',
		source: '//huawei-cec/17',
		type: 'call.cdr',
		time: '2026-06-02T02:01:35.000Z',
		subject: '1780366800-1388',
		call: {
			direction: 'inbound',
			status: 'ended',
			outcome: 'answered',
			outcomeDetail: { code: '0', text: 'Normal' },
			hangupBy: 'customer',
			isMissed: false,
			isFinal: true,
			startedAt: '2026-06-02T02:00:00.000Z',
			queuedAt: '2026-06-02T02:00:10.000Z',
			ringingAt: '2026-06-02T02:00:30.000Z',
			answeredAt: '2026-06-02T02:00:35.000Z',
			endedAt: '2026-06-02T02:01:35.000Z',
			ivrSeconds: 10,
			queueSeconds: 20,
			ringSeconds: 5,
			talkSeconds: 60,
			totalSeconds: 95,
		},
		customer: { number: { e164: '+8613800000001' } },
		line: { number: { raw: '057100001000' } },
		agent: { id: '20001' },
		queue: { id: '7' },
		warnings: [],
	});
	expect(
		event.call.legs.map(({ type, agentId, queueId, outcome }) => [type, agentId, queueId, outcome]),
	).toEqual([
		['ivr', null, null, 'unknown'],
		['queue', null, '7', 'unknown'],
		['agent', '20001', '7', 'answered'],
	]);
});

test.each<[string, Array<Record<string, string>>, Record<string, unknown>]>([
	[
		'gave up in the queue',
		[IVR, { ...QUEUE, call_id_num: '-1', release_cause: '80' }],
		{ outcome: 'abandoned_queue', hangupBy: 'customer', isMissed: true, talkSeconds: 0 },
	],
	[
		'hung up while the agent was ringing',
		[{ ...AGENT, call_begin: '', call_end: '', leave_reason: '15' }],
		{ outcome: 'abandoned_ringing', hangupBy: 'customer', isMissed: true, ringSeconds: 5 },
	],
	[
		'the agent did not answer',
		[{ ...AGENT, call_begin: '', call_end: '', leave_reason: '5' }],
		{ outcome: 'missed', isMissed: true },
	],
	[
		'answered and ended in the same second is no conversation',
		[{ ...AGENT, call_end: AGENT.call_begin, leave_reason: '' }],
		{ outcome: 'missed', talkSeconds: 0, answeredAt: null },
	],
	[
		'the IVR did its work',
		[{ ...IVR, call_id_num: '-1', release_cause: '256', leave_reason: '' }],
		{ outcome: 'ivr_complete', isMissed: false, ivrSeconds: 10 },
	],
	[
		'an outbound call to a busy line',
		[
			{
				...AGENT,
				call_type: '8',
				call_begin: '',
				call_end: '',
				leave_reason: '',
				release_cause: '11',
			},
		],
		{ outcome: 'busy', direction: 'outbound', callType: 'manual', isMissed: false },
	],
])('%s', (_what, rows, call) => {
	expect(eventOf(...rows).call).toMatchObject(call);
});

test('of an outbound call the customer is the one called', () => {
	const { customer, line } = eventOf({
		...AGENT,
		call_type: '7',
		caller_no: '057100001000',
		callee_no: '13800000001',
	});
	expect([customer.number?.raw, line.number?.raw]).toEqual(['13800000001', '057100001000']);
});

test('without its final row an event is not final, says so, and does not take the whole one’s id', () => {
	const { id, call, warnings } = eventOf(IVR, QUEUE);
	expect(id).toMatch(/^huawei-cec:17:cdr:1780366800-1388:[0-9a-f]{16}$/);
	expect(call.isFinal).toBe(false);
	expect(warnings).toEqual(['The final row of the call (call_id_num -1) is not among its rows']);
});

test('a call type nobody knows is told, not guessed', () => {
	const { call, warnings } = eventOf({ ...AGENT, call_type: '999' });
	expect(call.direction).toBe('unknown');
	expect(warnings).toEqual(['call_type "999" is not known']);
});

test('a row without any time is an event all the same', () => {
	const { time, call } = eventOf({ call_id_num: '-1' });
	expect([time, call.startedAt, call.totalSeconds]).toEqual([
		'2026-06-03T00:00:00.000Z',
		null,
		null,
	]);
});

describe('rows of a call are put together', () => {
	const layout = layoutOf(CALL_HEADER, 'call');
	const rowOf = (call: string, matches = true) => ({
		kind: 'row' as const,
		row: callRow({ call_id: call }),
		layout,
		matches,
	});
	const callsOf = (groups: ReadonlyArray<ReadonlyArray<{ row: readonly string[] }>>) =>
		groups.map((rows) => rows.map(({ row }) => row[4]).join('+'));

	test('wherever the final one stands, until the place is needed', () => {
		const groups = startGroups(2);
		const complete = ['a', 'b', 'a', 'c', 'a', 'd'].flatMap((call) =>
			callsOf(addRow(groups, rowOf(call))),
		);
		expect(complete).toEqual(['b', 'c']);
		expect(callsOf(restOfGroups(groups))).toEqual(['a+a+a', 'd']);
	});

	test('and kept when the filter wants one of them', () => {
		const groups = startGroups();
		for (const row of [rowOf('a', false), rowOf('b', false), rowOf('a')]) addRow(groups, row);
		expect(callsOf(restOfGroups(groups))).toEqual(['a+a']);
	});

	test('rows without a call id stand alone', () => {
		const groups = startGroups();
		expect(callsOf(addRow(groups, rowOf('')))).toEqual(['']);
		expect(addRow(groups, rowOf('', false))).toEqual([]);
	});
});
