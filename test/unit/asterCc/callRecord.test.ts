import { callRecordEvent } from '../../../lib/asterCc/callRecord';
import { parseMessage } from '../../../lib/asterCc/message';
import { toCallEvents } from '../../../lib/asterCc/toCallEvents';
import { callEventSchema } from '../../../lib/callEvent/callEvent';

const context = { receivedAt: Date.parse('2026-01-02T00:00:00.000Z'), timeZone: 'Asia/Shanghai' };

/** A row of GetCdr with the fields of reference/astercc §3.4: numbers are text except id. */
const row = {
	id: 815,
	calldate: '2026-01-01 08:00:00',
	answertime: '2026-01-01 08:00:12',
	endtime: '2026-01-01 08:02:12',
	calleridnum: '013800138000',
	dst: '075588880001',
	didnumber: '4008008008',
	duration: '132',
	billsec: '120',
	disposition: 'ANSWERED',
	agentno: '1001',
	calltype: 'DIALIN',
	team_id: '3',
	agent_group_id: '100',
	account_id: '0',
	trunk_id: '1',
	sessionid: '1f10eab01f5b1b36230b8e91aef34810',
	pdsessionid: '',
	rec_result: '',
	calleridname: '张三',
	act_callerid: '',
	memo: '',
	hangupstatus: 'AGENT HANGUP',
	productserial: '77',
	uniqueid: '77_1f10eab01f5b1b36230b8e91aef34810',
	ivrduration: '4',
	queuewaitsec: '6',
	userdata: 'order=77&x',
};

function read(changes: Record<string, unknown> = {}, stead = false) {
	const reading = callRecordEvent({ ...row, ...changes }, context, stead);
	if (!reading.ok) throw new Error(reading.field);
	return { ...reading, event: callEventSchema.parse(reading.event) };
}

describe('a call that was answered', () => {
	const { id, endedAt, event } = read();

	it('is a final record of the call', () => {
		expect(id).toBe(815);
		expect(endedAt).toBe(Date.parse('2026-01-01T00:02:12.000Z'));
		expect(event).toMatchObject({
			type: 'call.cdr',
			source: '//astercc/3',
			subject: row.sessionid,
			time: '2026-01-01T00:02:12.000Z',
			receivedAt: '2026-01-02T00:00:00.000Z',
			warnings: [],
		});
		expect(event.call).toMatchObject({
			vendor: 'astercc',
			instanceId: '3',
			callId: row.sessionid,
			direction: 'inbound',
			status: 'ended',
			outcome: 'answered',
			outcomeDetail: { code: 'ANSWERED', text: null },
			hangupBy: 'agent',
			isMissed: false,
			isFinal: true,
			userData: 'order=77&x',
		});
	});

	it('has its times and lengths', () => {
		expect(event.call).toMatchObject({
			startedAt: '2026-01-01T00:00:00.000Z',
			answeredAt: '2026-01-01T00:00:12.000Z',
			endedAt: '2026-01-01T00:02:12.000Z',
			ivrSeconds: 4,
			queueSeconds: 6,
			talkSeconds: 120,
			totalSeconds: 132,
		});
	});

	it('knows who talked to whom', () => {
		expect(event.customer).toMatchObject({ name: '张三', number: { raw: '013800138000' } });
		expect(event.line.number?.raw).toBe('4008008008');
		expect(event.agent).toMatchObject({ id: '1001', number: '1001' });
		expect(event.queue).toEqual({ id: '100', name: null });
	});

	it('keeps the row as it came', () => expect(event.raw).toEqual(row));
});

it.each([
	['DIALIN', '013800138000', 'inbound'],
	['dialin', '013800138000', 'inbound'],
	['DIALOUT', '075588880001', 'outbound'],
])('%s: the customer is %s', (calltype, number, direction) => {
	const { event } = read({ calltype });
	expect(event.call.direction).toBe(direction);
	expect(event.customer.number?.raw).toBe(number);
});

it.each([
	['ANSWERED', 'DIALIN', 'answered', false],
	['ANSWERED', 'DIALOUT', 'answered', false],
	['NO ANSWER', 'DIALIN', 'missed', true],
	['NO ANSWER', 'DIALOUT', 'no_answer', false],
	['no answer', 'DIALIN', 'missed', true],
	['BUSY', 'DIALOUT', 'busy', false],
	['FAILED', 'DIALOUT', 'failed', false],
	['CONGESTION', 'DIALOUT', 'failed', false],
	['', 'DIALIN', 'unknown', false],
])('%s, %s: %s', (disposition, calltype, outcome, isMissed) => {
	const { event } = read({ disposition, calltype });
	expect(event.call).toMatchObject({ outcome, isMissed });
	expect(event.warnings).toEqual([]);
});

it.each([
	[{ disposition: 'EXPLODED' }, 'disposition "EXPLODED" is not known'],
	[{ disposition: 'constructor' }, 'disposition "constructor" is not known'],
	[{ calltype: 'SIDEWAYS' }, 'calltype "SIDEWAYS" is not known'],
	[{ calltype: '' }, 'calltype "" is not known'],
	[{ duration: { a: 1 } }, 'duration was ignored: expected string, got object'],
])('%j is odd, and said to be', (changes, warning) => {
	expect(read(changes).event.warnings).toEqual([warning]);
});

it('0000-00-00 00:00:00 is never', () => {
	const never = '0000-00-00 00:00:00';
	const { event } = read({ answertime: never, disposition: 'NO ANSWER', billsec: '0' });
	expect(event.call).toMatchObject({ answeredAt: null, talkSeconds: 0 });
	expect(read({ endtime: never }).event.time).toBe('2026-01-01T00:00:12.000Z');
	expect(read({ endtime: never, answertime: never }).event.time).toBe('2026-01-01T00:00:00.000Z');
	expect(read({ endtime: never }).endedAt).toBeNull();
});

it('a record without any time: when it was received, with a warning', () => {
	const { event } = read({ calldate: '', answertime: null, endtime: undefined });
	expect(event.time).toBe('2026-01-02T00:00:00.000Z');
	expect(event.warnings).toEqual(['The record has no time; the time it was received is used']);
});

it('lengths that are not told are measured', () => {
	expect(read({ duration: '', billsec: null }).event.call).toMatchObject({
		talkSeconds: 120,
		totalSeconds: 132,
	});
	expect(read({ duration: 'x', billsec: '-5', ivrduration: '1.5' }).event.call).toMatchObject({
		talkSeconds: 120,
		totalSeconds: 132,
		ivrSeconds: null,
	});
});

it.each(['', 'CUSTOMER', undefined])(
	'hangupstatus %s does not tell who hung up',
	(hangupstatus) => {
		expect(read({ hangupstatus }).event.call.hangupBy).toBeNull();
	},
);

it('numbers that come as numbers are read as text', () => {
	const { event } = read({ team_id: 3, agentno: 1001, duration: 132, calleridnum: 13800138000 });
	expect(event.call).toMatchObject({ instanceId: '3', totalSeconds: 132 });
	expect(event.customer.number?.raw).toBe('13800138000');
	expect(event.warnings).toEqual([]);
});

it('an id that comes as text is a number', () => expect(read({ id: '815' }).id).toBe(815));

describe('ids', () => {
	const end = (fields: string) =>
		toCallEvents([parseMessage(fields)], context).events[0]?.id ?? 'none';
	const message = `source=CONVERSATION&event=hangup&sessionid=${row.sessionid}&AgentTeamId=3&uniqueid=0&from=dialin`;

	it("in the stead of a call's end that nobody saw it has the id of that end", () => {
		expect(read({}, true).event.id).toBe(end(message));
	});

	it('beside the end it has its own', () => expect(read().event.id).not.toBe(end(message)));

	it('the same record again has the same id, another call another', () => {
		expect(read({ memo: 'x' }).event.id).toBe(read().event.id);
		expect(read({ sessionid: 'other' }).event.id).not.toBe(read().event.id);
	});

	it('no telephone number stands in it', () => {
		for (const stead of [true, false]) {
			expect(read({}, stead).event.id).not.toMatch(/13800138000|75588880001|4008008008/);
		}
	});
});

it.each([
	[{ ...row, sessionid: '' }, 'sessionid'],
	[{ ...row, sessionid: undefined }, 'sessionid'],
	[{ ...row, id: undefined }, 'id'],
	[{}, 'id'],
	[null, '(payload)'],
	['x', '(payload)'],
	[[], '(payload)'],
])('%j is refused: %s', (value, field) => {
	expect(callRecordEvent(value, context, false)).toEqual({ ok: false, field });
});
