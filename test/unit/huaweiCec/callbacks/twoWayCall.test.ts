import { connected, connectedText, released } from '../../../fixtures/huaweiCec/callbacks';
import { readCallbackText } from '../../../../lib/huaweiCec/callbacks/callbackText';
import { toCallEvents } from '../../../../lib/huaweiCec/callbacks/toCallEvents';
import { eventOf, settings } from './readEvents';

describe('a two-way call that is connected (reference/huawei §5.5, cb1)', () => {
	it('says who talks with whom', () => {
		expect(eventOf(connected)).toMatchObject({
			id: 'huawei-cec:-:connected:1200000000000000001',
			type: 'call.answered',
			subject: '1200000000000000001',
			call: {
				callId: '1200000000000000001',
				direction: 'outbound',
				callType: 'manual',
				status: 'in_progress',
				outcome: null,
				isFinal: false,
				userData: 'order-77',
			},
			customer: { number: { e164: '+8613800000003' } },
			agent: { id: '3001', number: '3001' },
			warnings: [],
		});
	});

	it('is the same when it comes as the page prints it', () => {
		const reading = readCallbackText(connectedText);
		expect(reading).toEqual({ ok: true, body: connected });
	});
});

describe('a two-way call that is released (reference/huawei §5.5, cb2)', () => {
	it('tells how it ended, when, and how long it was', () => {
		expect(eventOf(released)).toMatchObject({
			id: 'huawei-cec:-:released:1200000000000000001',
			type: 'call.ended',
			time: '2026-06-02T02:01:13.000Z',
			call: {
				status: 'ended',
				outcome: 'answered',
				outcomeDetail: { code: '0', text: 'The called party hung up' },
				hangupBy: 'customer',
				isFinal: true,
				startedAt: '2026-06-02T02:00:00.000Z',
				ringingAt: '2026-06-02T02:00:08.000Z',
				answeredAt: '2026-06-02T02:00:13.000Z',
				endedAt: '2026-06-02T02:01:13.000Z',
				ringSeconds: 5,
				talkSeconds: 60,
				totalSeconds: 73,
				legs: [
					{
						type: 'agent',
						agentId: '3001',
						agentPhone: { e164: '+8613800000009' },
						ringSeconds: 4,
						talkSeconds: 69,
						outcome: 'answered',
					},
				],
				userData: 'order-77',
			},
			customer: { number: { e164: '+8613800000003' } },
			line: { number: { raw: '057100000001' } },
			agent: { id: '3001', phone: { e164: '+8613800000009' } },
			recording: { fileName: 'Y:/1/25/20260602/3001/0000002.V3' },
			warnings: [],
		});
	});

	const unanswered = { talkingTime: '', talkDuration: '0' };

	it.each([
		['0', {}, 'answered', 'customer'],
		['1', {}, 'answered', 'agent'],
		['0', unanswered, 'rejected', 'customer'],
		['1', unanswered, 'canceled', 'agent'],
		['2', unanswered, 'failed', null],
		['3', unanswered, 'unreachable', null],
		['4', unanswered, 'no_agent', null],
		['5', unanswered, 'no_answer', null],
	])('releaseReason %s with %j is %s', (releaseReason, changes, outcome, hangupBy) => {
		const { call, warnings } = eventOf({ ...released, ...changes, releaseReason });
		expect(call).toMatchObject({ outcome, hangupBy, outcomeDetail: { code: releaseReason } });
		expect(warnings).toEqual([]);
	});

	it('keeps a reason nobody knows, with a warning', () => {
		const { call, warnings } = eventOf({ ...released, ...unanswered, releaseReason: '90104029' });
		expect(call).toMatchObject({ outcome: 'unknown', outcomeDetail: { code: '90104029' } });
		expect(warnings).toEqual(['releaseReason "90104029" is not known']);
	});

	it('counts as answered when somebody hung up and nothing else is told', () => {
		const { callSerialNo, serviceNo, called } = released;
		const event = eventOf({ callSerialNo, serviceNo, called, releaseReason: '1' });
		expect(event.call).toMatchObject({ outcome: 'answered', talkSeconds: null, answeredAt: null });
		expect(event.warnings).toEqual(['releaseTime is missing; the time it was received is used']);
	});

	it('warns of what is no time and no duration', () => {
		const odd = { ...released, alertingTime: 'soon', talkDuration: 'long' };
		const { call, warnings } = eventOf(odd);
		expect(call).toMatchObject({ ringingAt: null, talkSeconds: 60 });
		expect(warnings).toEqual([
			'alertingTime was ignored: it is not a time',
			'talkDuration was ignored: it is not a number of seconds',
		]);
	});

	it('has numbers instead of text where the platform changes its mind', () => {
		const numbers = { ...released, releaseReason: 0, talkDuration: 60, releaseTime: 1780365673000 };
		expect(eventOf(numbers).call).toEqual(eventOf(released).call);
	});

	it.each(['', null, undefined])('is refused without callSerialNo (%j)', (callSerialNo) => {
		expect(toCallEvents({ ...released, callSerialNo }, settings)).toMatchObject({
			readings: [{ ok: false, field: 'callSerialNo' }],
		});
	});
});
