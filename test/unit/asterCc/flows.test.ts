import { parseMessage } from '../../../lib/asterCc/message';
import { toCallEvents } from '../../../lib/asterCc/toCallEvents';
import { callEventSchema, type CallEvent } from '../../../lib/callEvent/callEvent';
import { INBOUND, OUTBOUND } from '../../fixtures/asterCc/messages';

/** 典型流程 (vendor document); reference/astercc §1.4. */
function eventsOf(flow: Record<string, string>, receivedAt: string): CallEvent[] {
	return Object.values(flow).map((message, index) => {
		const { events } = toCallEvents([parseMessage(message)], {
			receivedAt: Date.parse(receivedAt) + index * 1000,
			timeZone: 'Asia/Shanghai',
		});
		expect(events).toHaveLength(1);
		return callEventSchema.parse(events[0]);
	});
}

const agent = '041139735857';
const customer = '0138888888888';

interface Row {
	type: string;
	status: string | null;
	customer: string | null;
	agent: string | null;
	leg: string | null;
	time: string;
}

const rowOf = (event: CallEvent): Row => ({
	type: event.type,
	status: event.call.status,
	customer: event.customer.number?.raw ?? null,
	agent: event.agent.phone?.raw ?? null,
	leg: event.call.legId,
	time: event.time,
});

describe('呼出', () => {
	const events = eventsOf(OUTBOUND, '2010-01-01T00:22:01.000Z');

	it.each<[string, Row]>([
		[
			'坐席振铃',
			{
				type: 'call.ringing',
				status: 'ringing',
				customer,
				agent,
				leg: '19866',
				time: '2010-01-01T00:22:01.000Z',
			},
		],
		[
			'坐席应答',
			{
				type: 'call.leg_answered',
				status: 'ringing',
				customer,
				agent,
				leg: '19866',
				time: '2010-01-01T00:22:01.000Z',
			},
		],
		[
			'客户振铃',
			{
				type: 'call.ringing',
				status: 'ringing',
				customer,
				agent,
				leg: '19867',
				time: '2010-01-01T00:22:01.000Z',
			},
		],
		[
			'客户应答',
			{
				type: 'call.answered',
				status: 'in_progress',
				customer: null,
				agent,
				leg: '19867',
				time: '2010-01-01T00:22:09.000Z',
			},
		],
		[
			'客户挂断',
			{
				type: 'call.leg_ended',
				status: null,
				customer,
				agent,
				leg: '19867',
				time: '2010-01-01T00:22:47.000Z',
			},
		],
		[
			'坐席挂断',
			{
				type: 'call.leg_ended',
				status: null,
				customer,
				agent,
				leg: '19866',
				time: '2010-01-01T00:22:47.000Z',
			},
		],
		[
			'通话整体结束事件',
			{
				type: 'call.ended',
				status: 'ended',
				customer,
				agent,
				leg: null,
				time: '2010-01-01T00:22:47.000Z',
			},
		],
	])('%s', (name, row) => {
		expect(rowOf(events[Object.keys(OUTBOUND).indexOf(name)]!)).toEqual(row);
	});
});

describe('呼入', () => {
	const events = eventsOf(INBOUND, '2010-01-01T03:11:05.000Z');

	it.each<[string, Row]>([
		[
			'客户呼入',
			{
				type: 'call.created',
				status: 'created',
				customer: null,
				agent: null,
				leg: '1555',
				time: '2010-01-01T03:11:05.000Z',
			},
		],
		[
			'坐席振铃',
			{
				type: 'call.ringing',
				status: 'ringing',
				customer,
				agent,
				leg: '1556',
				time: '2010-01-01T03:11:07.000Z',
			},
		],
		[
			'坐席应答',
			{
				type: 'call.answered',
				status: 'in_progress',
				customer,
				agent,
				leg: '1556',
				time: '2010-01-01T03:11:10.000Z',
			},
		],
		[
			'客户挂断',
			{
				type: 'call.leg_ended',
				status: null,
				customer,
				agent,
				leg: '1555',
				time: '2010-01-01T03:12:54.000Z',
			},
		],
		[
			'坐席挂断',
			{
				type: 'call.leg_ended',
				status: null,
				customer,
				agent,
				leg: '1556',
				time: '2010-01-01T03:12:54.000Z',
			},
		],
		[
			'通话整体结束事件',
			{
				type: 'call.ended',
				status: 'ended',
				customer,
				agent,
				leg: null,
				time: '2010-01-01T03:12:54.000Z',
			},
		],
	])('%s', (name, row) => {
		expect(rowOf(events[Object.keys(INBOUND).indexOf(name)]!)).toEqual(row);
	});

	it('only 客户呼入 is odd: it does not say when it happened', () => {
		expect(events.map(({ warnings }) => warnings.length)).toEqual([1, 0, 0, 0, 0, 0]);
		expect(events[0]?.warnings[0]).toContain('no eventTime');
	});
});

describe.each([
	['呼出', OUTBOUND, '2010-01-01T00:22:01.000Z', 'outbound', 'efeb7b374a3408b0d0954f30a1504d83'],
	['呼入', INBOUND, '2010-01-01T03:11:05.000Z', 'inbound', '1f10eab01f5b1b36230b8e91aef34810'],
] as const)('%s as a whole', (_name, flow, receivedAt, direction, callId) => {
	const events = eventsOf(flow, receivedAt);

	it('is one call, one way', () => {
		for (const { call, subject, campaign } of events) {
			expect(call).toMatchObject({ callId, direction });
			expect(subject).toBe(callId);
			expect(campaign?.id).toBe('10');
		}
	});

	it('sequence rises from event to event, several of them in one second', () => {
		const sequences = events.map(({ sequence }) => sequence);
		expect(new Set(sequences).size).toBe(events.length);
		expect(sequences.toSorted((a, b) => a - b)).toEqual(sequences);
	});

	it('sorting by sequence mends any order of arrival', () => {
		const sorted = events.toReversed().toSorted((a, b) => a.sequence - b.sequence);
		expect(sorted).toEqual(events);
	});

	it('ends once, last', () => {
		const ends = events.filter(({ type }) => type === 'call.ended');
		expect(ends).toEqual([events.at(-1)]);
		expect(events.filter(({ call }) => call.isFinal)).toEqual(ends);
	});

	it('is answered once', () => {
		expect(events.filter(({ type }) => type === 'call.answered')).toHaveLength(1);
	});
});
