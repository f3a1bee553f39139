import fc from 'fast-check';

import { createLastEventIds } from '../../../lib/asterCc/lastEventIds';
import { MESSAGE_FIELDS } from '../../../lib/asterCc/fields';
import { parseMessage } from '../../../lib/asterCc/message';
import { toCallEvents, type AsterCcContext } from '../../../lib/asterCc/toCallEvents';
import { callEventSchema, type CallEvent } from '../../../lib/callEvent/callEvent';
import { FORMAT_EXAMPLE, INBOUND, OUTBOUND, SAMPLES } from '../../fixtures/asterCc/messages';

const context: AsterCcContext = {
	receivedAt: Date.parse('2026-01-01T00:10:00.000Z'),
	timeZone: 'Asia/Shanghai',
};

/** The one event of a message, whole and valid. */
function read(message: string, changes: Partial<AsterCcContext> = {}): CallEvent {
	const { events, refused } = toCallEvents([parseMessage(message)], { ...context, ...changes });
	expect(refused).toEqual([]);
	expect(events).toHaveLength(1);
	return callEventSchema.parse(events[0]);
}

const base = 'sessionid=s1&uniqueid=7&eventTime=2026-01-01 08:00:00&AgentTeamId=3&from=dialin';
const told = (fields: string) => read(`${base}&${fields}`);

describe('what happened: source x event (reference/astercc §1.2)', () => {
	const pairs: Array<[string, string, string, string | null]> = [
		['AGENT', 'incoming', 'call.created', 'created'],
		['AGENT', 'ringing', 'call.ringing', 'ringing'],
		['AGENT', 'answer', 'call.answered', 'in_progress'],
		['AGENT', 'onhold', 'call.held', 'on_hold'],
		['AGENT', 'resume', 'call.resumed', 'in_progress'],
		['AGENT', 'join', 'call.conferenced', 'in_progress'],
		['AGENT', 'hangup', 'call.leg_ended', null],
		['CALLER', 'incoming', 'call.created', 'created'],
		['CALLER', 'ringing', 'call.ringing', 'ringing'],
		['CALLER', 'answer', 'call.answered', 'in_progress'],
		['CALLER', 'onhold', 'call.held', 'on_hold'],
		['CALLER', 'resume', 'call.resumed', 'in_progress'],
		['CALLER', 'join', 'call.conferenced', 'in_progress'],
		['CALLER', 'hangup', 'call.leg_ended', null],
		['CALLEE', 'incoming', 'call.created', 'created'],
		['CALLEE', 'ringing', 'call.ringing', 'ringing'],
		['CALLEE', 'answer', 'call.answered', 'in_progress'],
		['CALLEE', 'onhold', 'call.held', 'on_hold'],
		['CALLEE', 'resume', 'call.resumed', 'in_progress'],
		['CALLEE', 'join', 'call.conferenced', 'in_progress'],
		['CALLEE', 'hangup', 'call.leg_ended', null],
		['CONSULT', 'incoming', 'call.leg_ringing', 'in_progress'],
		['CONSULT', 'ringing', 'call.leg_ringing', 'in_progress'],
		['CONSULT', 'answer', 'call.leg_answered', 'in_progress'],
		['CONSULT', 'onhold', 'call.held', 'on_hold'],
		['CONSULT', 'resume', 'call.resumed', 'in_progress'],
		['CONSULT', 'join', 'call.conferenced', 'in_progress'],
		['CONSULT', 'hangup', 'call.leg_ended', null],
		['CONVERSATION', 'incoming', 'call.created', 'created'],
		['CONVERSATION', 'ringing', 'call.ringing', 'ringing'],
		['CONVERSATION', 'answer', 'call.answered', 'in_progress'],
		['CONVERSATION', 'onhold', 'call.held', 'on_hold'],
		['CONVERSATION', 'resume', 'call.resumed', 'in_progress'],
		['CONVERSATION', 'join', 'call.conferenced', 'in_progress'],
		['CONVERSATION', 'hangup', 'call.ended', 'ended'],
	];

	it('the table is whole', () => {
		expect(new Set(pairs.map(([source, event]) => `${source} ${event}`)).size).toBe(35);
	});

	it.each(pairs)('%s %s: %s, status %s', (source, event, type, status) => {
		const { call, warnings, ...rest } = told(`source=${source}&event=${event}`);
		expect(rest.type).toBe(type);
		expect(call.status).toBe(status);
		expect(call.legs).toMatchObject([{ type: source }]);
		expect(warnings).toEqual([]);
	});

	it.each(pairs)(
		'%s %s: the call is over with the hangup of the CONVERSATION only',
		(source, event) => {
			const { call } = told(`source=${source}&event=${event}`);
			const ended = source === 'CONVERSATION' && event === 'hangup';
			expect(call).toMatchObject({ isFinal: ended, outcome: ended ? 'unknown' : null });
			expect(call.endedAt !== null).toBe(ended);
		},
	);

	it('an agent who answers on the way out is ready for the customer to be called', () => {
		const { type, call } = read(OUTBOUND.坐席应答);
		expect(type).toBe('call.leg_answered');
		expect(call).toMatchObject({ status: 'ringing', answeredAt: null });
		expect(call.legs[0]?.answeredAt).toBe('2010-01-01T00:22:01.000Z');
	});

	it('so it is where only calltype tells the way', () => {
		expect(read('source=AGENT&event=answer&sessionid=s1&calltype=dialout').type).toBe(
			'call.leg_answered',
		);
	});

	it.each([
		['incoming', 'startedAt', 'CALLER'],
		['ringing', 'ringingAt', 'AGENT'],
		['answer', 'answeredAt', 'AGENT'],
		['hangup', 'endedAt', 'CONVERSATION'],
	] as const)('%s tells %s of the call and of the leg', (event, moment, source) => {
		const { call } = told(`source=${source}&event=${event}`);
		const times = [call.startedAt, call.ringingAt, call.answeredAt, call.endedAt];
		expect(call[moment]).toBe('2026-01-01T00:00:00.000Z');
		expect(call.legs[0]?.[moment]).toBe('2026-01-01T00:00:00.000Z');
		expect(times.filter((time) => time !== null)).toHaveLength(1);
	});

	it.each([
		['ringing', 'ringingAt'],
		['answer', 'answeredAt'],
		['hangup', 'endedAt'],
	] as const)('CONSULT %s tells %s of the leg, nothing of the call', (event, moment) => {
		const { call } = told(`source=CONSULT&event=${event}`);
		expect(call.legs[0]?.[moment]).toBe('2026-01-01T00:00:00.000Z');
		expect(call[moment]).toBeNull();
	});

	it.each([
		['SUPERVISOR', 'ringing', 'source "SUPERVISOR" is not known'],
		['', 'ringing', 'source "" is not known'],
		['AGENT', 'whisper', 'event "whisper" is not known'],
		['AGENT', 'constructor', 'event "constructor" is not known'],
		['toString', 'ringing', 'source "TOSTRING" is not known'],
	])('%s %s is unknown, with a warning', (source, event, warning) => {
		const { type, call, warnings, raw } = told(`source=${source}&event=${event}`);
		expect(type).toBe('unknown');
		expect(call).toMatchObject({ status: null, callId: 's1', isFinal: false });
		expect(warnings).toEqual([warning]);
		expect(raw).toMatchObject({ source, event });
	});

	it('a warning is no place for a novel', () => {
		const [warning] = told(`source=${'X'.repeat(5000)}&event=ringing`).warnings;
		expect(warning?.length).toBeLessThan(80);
	});

	it.each([
		['caller', 'hangup'],
		['CALLER', 'Hangup'],
		['Caller', 'HANGUP'],
	])('%s %s means what CALLER hangup means, of the same people', (source, event) => {
		const numbers = 'calleridnum=013800138000&activenum=013800138000';
		const { id, type, call, customer, agent } = told(`${numbers}&source=${source}&event=${event}`);
		const usual = told(`${numbers}&source=CALLER&event=hangup`);
		expect({ id, type, call, customer, agent }).toEqual({
			id: usual.id,
			type: usual.type,
			call: usual.call,
			customer: usual.customer,
			agent: usual.agent,
		});
	});
});

describe('agent states (reference/astercc §1.2, second table)', () => {
	const message = (event: string) =>
		`event=${event}&agentno=1001&AgentGroupId=100&AgentTeamId=20&activenum=8001&eventTime=2026-01-01 08:00:00`;

	it.each([
		['login', 'available'],
		['logoff', 'offline'],
		['paused', 'paused'],
		['nopaused', 'available'],
		['hangupacw', 'wrap_up'],
		['acwstop', 'available'],
		['acwring', null],
		['acwanswer', null],
		['acwoff', null],
		['workwayall', null],
		['workwaydialin', null],
		['workwaydialout', null],
	])('%s: %s', (event, state) => {
		const { agent, ...rest } = read(message(event));
		expect(rest).toMatchObject({
			type: 'agent.state_changed',
			time: '2026-01-01T00:00:00.000Z',
			subject: '1001',
			source: '//astercc/20',
			queue: { id: '100', name: null },
			warnings: [],
		});
		expect(rest.call).toMatchObject({ vendor: 'astercc', callId: null, status: null, legs: [] });
		expect(agent).toMatchObject({ id: '1001', number: '1001', extension: '8001', state });
		expect(agent.stateDetail.code).toBe(event);
		expect(agent.stateDetail.text).not.toBeNull();
	});

	it.each(['acwpause', 'workwaynone', 'logout'])(
		'%s, which a build may add: state unknown',
		(event) => {
			const { type, agent, warnings } = read(message(event));
			expect(type).toBe('agent.state_changed');
			expect(agent).toMatchObject({ state: 'unknown', stateDetail: { code: event, text: null } });
			expect(warnings).toEqual([`event "${event}" is not known`]);
		},
	);

	it('with a sessionid it is still the state of an agent, after that call', () => {
		expect(read(`${message('hangupacw')}&sessionid=s1&source=AGENT`)).toMatchObject({
			type: 'agent.state_changed',
			subject: '1001',
			call: { callId: 's1', status: null, isFinal: false },
			agent: { state: 'wrap_up' },
		});
	});

	it('without an agent number the extension tells who', () => {
		const { subject, agent } = read('event=login&activenum=8001');
		expect(subject).toBe('8001');
		expect(agent).toMatchObject({ id: null, extension: '8001' });
	});

	it('without a time of its own two of them are two, a copy at the same moment is one', () => {
		const id = (receivedAt: number) => read('event=login&agentno=1', { receivedAt }).id;
		expect(id(1000)).toBe(id(1000));
		expect(id(1000)).not.toBe(id(2000));
	});

	it('with one, a copy is a copy whenever it comes', () => {
		const id = (receivedAt: number) => read(message('login'), { receivedAt }).id;
		expect(id(1000)).toBe(id(2000));
	});

	it('two groups, two events', () => {
		const other = message('login').replace('AgentGroupId=100', 'AgentGroupId=101');
		expect(read(message('login')).id).not.toBe(read(other).id);
	});
});

describe('who is who (reference/astercc §1.4, "Conflicting")', () => {
	const [customer, agent] = ['013800138000', '041139735857'];

	it.each<[string, string, string, string, string, string | null, string | null]>([
		['AGENT', 'ringing', 'dialin', customer, agent, customer, agent],
		['AGENT', 'answer', 'dialout', customer, agent, customer, agent],
		['AGENT', 'hangup', 'dialout', customer, agent, customer, agent],
		['AGENT', 'ringing', 'dialin', agent, agent, null, agent],
		['CALLER', 'incoming', 'dialin', customer, '', customer, null],
		['CALLER', 'incoming', 'dialin', customer, customer, customer, null],
		['CALLER', 'hangup', 'dialin', customer, agent, customer, agent],
		['CALLEE', 'ringing', 'dialout', customer, agent, customer, agent],
		['CALLEE', 'answer', 'dialout', agent, agent, null, agent],
		['CALLEE', 'answer', 'dialout', customer, agent, customer, agent],
		['CALLEE', 'ringing', 'dialout', customer, customer, customer, null],
		['CALLEE', 'answer', 'dialin', customer, customer, customer, null],
		['CALLEE', 'hangup', 'dialout', customer, agent, customer, agent],
		['CONVERSATION', 'hangup', 'dialin', customer, agent, customer, agent],
		['CONVERSATION', 'hangup', 'dialin', '', '', null, null],
		['CONSULT', 'ringing', 'dialin', customer, agent, customer, null],
		['SUPERVISOR', 'ringing', 'dialin', customer, agent, customer, agent],
	])(
		'%s %s, %s, calleridnum=%s, activenum=%s: customer %s, agent %s',
		(source, event, from, calleridnum, activenum, whoCalls, whoServes) => {
			const read_ = read(
				`source=${source}&event=${event}&from=${from}&calleridnum=${calleridnum}&activenum=${activenum}&sessionid=s1`,
			);
			expect(read_.customer.number?.raw ?? null).toBe(whoCalls);
			expect(read_.agent.phone?.raw ?? null).toBe(whoServes);
		},
	);

	it('CONSULT: activenum is the third party, on the leg and nowhere else', () => {
		const event = told(`source=CONSULT&event=ringing&calleridnum=${customer}&activenum=${agent}`);
		expect(event.call.legs[0]?.agentPhone?.raw).toBe(agent);
		expect(event.agent).toMatchObject({ phone: null, extension: null });
	});

	it('the number of the line is didnumber', () => {
		expect(read(INBOUND.坐席振铃).line.number?.raw).toBe('800888');
		expect(read(OUTBOUND.坐席振铃).line.number).toBeNull();
	});

	it('no number is taken from channel', () => {
		const event = read(FORMAT_EXAMPLE);
		expect(JSON.stringify({ ...event, raw: null })).not.toContain('15967121144');
	});

	it.each(['12', '801', '8001', '654321'])('agent %s is an extension', (number) => {
		const { agent } = told(
			`source=AGENT&event=ringing&calleridnum=${customer}&activenum=${number}`,
		);
		expect(agent).toMatchObject({ extension: number, phone: null, id: null });
	});

	it('agentno is the agent, on the leg of the agent too', () => {
		const { agent, call } = told('source=AGENT&event=ringing&agentno=1001&activenum=801');
		expect(agent).toMatchObject({ id: '1001', number: '1001', extension: '801' });
		expect(call.legs[0]?.agentId).toBe('1001');
	});

	it("the customer's leg is nobody's of the agents", () => {
		const { call } = told('source=CALLER&event=hangup&agentno=1001&activenum=801');
		expect(call.legs[0]).toMatchObject({ type: 'CALLER', agentId: null, agentPhone: null });
	});
});

describe('direction', () => {
	it.each([
		['from=dialin', 'inbound'],
		['from=dialout', 'outbound'],
		['calltype=dialin', 'inbound'],
		['calltype=dialout', 'outbound'],
		['from=dialin&calltype=dialout', 'inbound'],
		['from=&calltype=dialout', 'outbound'],
		['from=web&calltype=dialout', 'outbound'],
		['from=DialIn', 'inbound'],
		['calltype=DIALOUT', 'outbound'],
	])('%s: %s', (fields, direction) => {
		const { call, warnings } = read(
			`source=AGENT&event=ringing&sessionid=s1&eventTime=2026-01-01 08:00:00&${fields}`,
		);
		expect(call.direction).toBe(direction);
		expect(warnings).toEqual([]);
	});

	it.each(['', 'from=', 'from=web', 'from=constructor'])(
		'"%s": unknown, with a warning',
		(fields) => {
			const { call, warnings } = read(
				`source=AGENT&event=ringing&sessionid=s1&eventTime=2026-01-01 08:00:00&${fields}`,
			);
			expect(call.direction).toBe('unknown');
			expect(warnings).toEqual(['Neither from nor calltype is dialin or dialout']);
		},
	);
});

describe('where it belongs', () => {
	it('team, group, campaign, leg and call', () => {
		const event = read(INBOUND.坐席振铃);
		expect(event).toMatchObject({
			source: '//astercc/3',
			subject: '1f10eab01f5b1b36230b8e91aef34810',
			queue: { id: '100', name: null },
			campaign: { id: '10', name: null, caseId: null, attempt: null },
		});
		expect(event.call).toMatchObject({
			vendor: 'astercc',
			instanceId: '3',
			callId: '1f10eab01f5b1b36230b8e91aef34810',
			legId: '1556',
			legs: [{ queueId: '100' }],
		});
	});

	it('uniqueid 0 of the CONVERSATION is no leg', () => {
		expect(read(OUTBOUND.通话整体结束事件).call.legId).toBeNull();
	});

	it('without team and group', () => {
		const event = read(INBOUND.客户呼入);
		expect(event).toMatchObject({ source: '//astercc/unknown', queue: { id: null } });
		expect(event.call.instanceId).toBeNull();
	});

	it.each(['Virtualcustomer', 'BusinessApp', 'Customerservice', ''])(
		'modeltype %s: no campaign',
		(type) =>
			expect(told(`source=AGENT&event=answer&modeltype=${type}&model_id=10`).campaign).toBeNull(),
	);

	it('a campaign without an id is none', () => {
		expect(told('source=AGENT&event=answer&modeltype=Campaign&model_id=').campaign).toBeNull();
	});

	it('userdata is the user data of the call', () => {
		expect(told('source=AGENT&event=answer&userdata=a=1&b=2').call.userData).toBe('a=1&b=2');
		expect(told('source=AGENT&event=answer&userdata=').call.userData).toBeNull();
	});

	it.each(SAMPLES)('raw is the message, every field of it: %s', (sample) => {
		expect(read(sample).raw).toEqual({ ...parseMessage(sample) });
	});
});

describe('eventTime is the time on the wall of the server (reference/astercc §1.1)', () => {
	const at = (time: string, timeZone: string) =>
		read(`source=AGENT&event=answer&from=dialin&sessionid=s1&eventTime=${time}`, { timeZone });

	it.each([
		['2010-01-01 08:22:01', 'Asia/Shanghai', '2010-01-01T00:22:01.000Z'],
		['2026-01-01 00:00:00', 'Asia/Shanghai', '2025-12-31T16:00:00.000Z'],
		['2026-01-01 08:00:00', 'UTC', '2026-01-01T08:00:00.000Z'],
		['2026-01-01 08:00:00', 'America/Sao_Paulo', '2026-01-01T11:00:00.000Z'],
		['2026-01-15 08:00:00', 'Europe/Berlin', '2026-01-15T07:00:00.000Z'],
		['2026-07-15 08:00:00', 'Europe/Berlin', '2026-07-15T06:00:00.000Z'],
	])('%s in %s is %s', (time, zone, expected) => {
		const event = at(time, zone);
		expect(event.time).toBe(expected);
		expect(event.warnings).toEqual([]);
	});

	it('receivedAt is when it came', () => {
		expect(at('2026-01-01 08:00:00', 'UTC').receivedAt).toBe('2026-01-01T00:10:00.000Z');
	});

	it.each([
		['yesterday', 'eventTime "yesterday" is not a time; the time it was received is used'],
		[
			'2026-02-31 08:00:00',
			'eventTime "2026-02-31 08:00:00" is not a time; the time it was received is used',
		],
		[
			'0000-00-00 00:00:00',
			'eventTime "0000-00-00 00:00:00" is not a time; the time it was received is used',
		],
		['', 'The message has no eventTime; the time it was received is used'],
	])('"%s": the time it was received, with a warning', (time, warning) => {
		const event = at(time, 'Asia/Shanghai');
		expect(event.time).toBe('2026-01-01T00:10:00.000Z');
		expect(event.warnings).toEqual([warning]);
	});

	it('a zone that does not exist is as good as no time', () => {
		expect(at('2026-01-01 08:00:00', 'Mars/Olympus').time).toBe('2026-01-01T00:10:00.000Z');
	});

	it('CALLER incoming of the vendor has none: the time it was published, where that is known', () => {
		const publishedAt = Date.parse('2026-01-01T00:09:58.000Z');
		const event = read(INBOUND.客户呼入, { publishedAt });
		expect(event.time).toBe('2026-01-01T00:09:58.000Z');
		expect(event.warnings).toEqual([
			'The message has no eventTime; the time it was published is used',
		]);
	});

	it('a time of publication that is none does not count', () => {
		expect(read(INBOUND.客户呼入, { publishedAt: NaN }).time).toBe('2026-01-01T00:10:00.000Z');
	});

	it('eventTime wins over the time it was published', () => {
		expect(read(INBOUND.坐席应答, { publishedAt: 0 }).time).toBe('2010-01-01T03:11:10.000Z');
	});
});

describe('eventid (vendor document): a smaller one is an event of the past', () => {
	const withId = (id: string, session = 's1') =>
		`source=AGENT&event=answer&from=dialin&sessionid=${session}&eventTime=2026-01-01 08:00:00&eventid=${id}`;

	it('is the sequence', () => expect(read(withId('4711')).sequence).toBe(4711));

	it.each(['', 'abc', '-1', '1.5', '9007199254740993'])(
		'"%s" is none: time and kind decide',
		(id) => {
			expect(read(withId(id)).sequence).toBe(read(withId('')).sequence);
			expect(read(withId(id)).sequence).toBeGreaterThan(Date.parse('2026-01-01T00:00:00Z'));
		},
	);

	it('what comes after a larger one of the same call is late', () => {
		const { isLate } = createLastEventIds(10);
		const warnings = ['5', '7', '6', '7', '8'].map((id) => read(withId(id), { isLate }).warnings);
		const late = ['late: an event with a larger eventid of this call came before'];
		expect(warnings).toEqual([[], [], late, [], []]);
	});

	it('the ids of another call do not count', () => {
		const { isLate } = createLastEventIds(10);
		read(withId('7', 's1'), { isLate });
		expect(read(withId('5', 's2'), { isLate }).warnings).toEqual([]);
		expect(read(withId('6', 's1'), { isLate }).warnings).toHaveLength(1);
	});

	it('a late event is an event all the same', () => {
		const event = read(withId('5'), { isLate: () => true });
		expect(event).toMatchObject({ type: 'call.answered', sequence: 5 });
	});

	it('only so many calls are remembered, those heard of last', () => {
		const ids = createLastEventIds(2);
		ids.isLate('a', 9);
		ids.isLate('b', 9);
		ids.isLate('a', 9);
		ids.isLate('c', 9);
		expect(ids.size).toBe(2);
		expect(ids.isLate('a', 1)).toBe(true);
		expect(ids.isLate('b', 1)).toBe(false);
	});
});

describe('without identity', () => {
	it.each([
		['source=AGENT&sessionid=s1', 'event'],
		['source=AGENT&event=&sessionid=s1', 'event'],
		['', 'event'],
		['source=AGENT&event=ringing', 'sessionid'],
		['source=AGENT&event=ringing&sessionid= ', 'sessionid'],
		['event=whatever', 'sessionid'],
	])('%j is refused: %s is missing', (message, field) => {
		const { events, refused } = toCallEvents([parseMessage(message)], context);
		expect(events).toEqual([]);
		expect(refused).toHaveLength(1);
		expect(refused[0]).toMatchObject({ field });
		expect(refused[0]?.message).toMatch(new RegExp(`^${field} is missing\\. Send .*sessionid=`));
	});

	it('the others of the same push are read, in their order', () => {
		const messages = [INBOUND.坐席振铃, 'source=AGENT', INBOUND.坐席应答].map(parseMessage);
		const { events, refused } = toCallEvents(messages, context);
		expect(events.map(({ type }) => type)).toEqual(['call.ringing', 'call.answered']);
		expect(refused.map(({ field }) => field)).toEqual(['event']);
	});
});

describe('ids', () => {
	const idOf = (message: string, changes: Partial<AsterCcContext> = {}) =>
		read(message, changes).id;

	it.each(SAMPLES)('the same message again has the same id, whenever it comes: %s', (sample) => {
		const again = sample.split('&').reverse().join('&');
		expect(idOf(again, { receivedAt: 5, publishedAt: 6 })).toBe(idOf(sample));
	});

	it.each([
		['OUTBOUND', OUTBOUND],
		['INBOUND', INBOUND],
	])('every event of %s has its own', (_name, flow) => {
		const ids = Object.values(flow).map((message) => idOf(message));
		expect(new Set(ids).size).toBe(ids.length);
	});

	it.each([
		['another call', 'sessionid=s1', 'sessionid=s2'],
		['another leg', 'uniqueid=7', 'uniqueid=8'],
		['another source', 'source=AGENT', 'source=CONSULT'],
		['another event', 'event=onhold', 'event=resume'],
		['another time', '08:00:00', '08:00:01'],
		['another eventid', 'eventid=1', 'eventid=2'],
		['another team', 'AgentTeamId=3', 'AgentTeamId=4'],
	])('%s, another id', (_what, from, to) => {
		const message = `${base}&source=AGENT&event=onhold&eventid=1`;
		expect(message).toContain(from);
		expect(idOf(message.replace(from, to))).not.toBe(idOf(message));
	});

	it("a call's end is one, however often and late it is told", () => {
		const end = INBOUND.通话整体结束事件;
		expect(idOf(end.replace('11:12:54', '11:12:55'))).toBe(idOf(end));
	});

	it.each(SAMPLES)('no telephone number stands in it: %s', (sample) => {
		const fields = parseMessage(sample);
		const numbers = ['calleridnum', 'activenum', 'didnumber']
			.map((name) => fields[name] ?? '')
			.filter((number) => number !== '');
		for (const number of [...numbers, '013888', '15967121144']) {
			expect(idOf(sample)).not.toContain(number);
		}
	});

	it('no id is without end, nor does it hold what ids are split at', () => {
		const id = idOf(`source=AGENT&event=answer&sessionid=${'a:b/ '.repeat(1000)}`);
		expect(id.length).toBeLessThan(200);
		expect(id).toMatch(/^[\w.:-]+$/);
		expect(id.split(':')).toHaveLength(idOf(`${base}&source=AGENT&event=answer`).split(':').length);
	});
});

it('whatever comes: a valid call event or a refusal, never an exception (5,000 messages)', () => {
	const value = fc.oneof(
		fc.constantFrom('', '0', '2026-01-01 08:00:00', '9999-12-31 23:59:59', '0001-01-01 00:00:00'),
		fc.constantFrom('AGENT', 'CONSULT', 'ringing', 'login', 'hangup', 'dialout', '13800138000'),
		fc.string({ maxLength: 30, unit: 'binary' }),
	);
	const message = fc
		.tuple(
			fc.dictionary(fc.constantFrom(...MESSAGE_FIELDS.keys()), value),
			fc.constantFrom({}, { event: 'ringing', sessionid: 's1' }, { event: 'paused' }),
			fc.dictionary(fc.constantFrom(...MESSAGE_FIELDS.keys()), value, { maxKeys: 3 }),
		)
		.map(([some, identity, others]) => ({ ...some, ...identity, ...others }));
	let read = 0;
	fc.assert(
		fc.property(message, fc.constantFrom('Asia/Shanghai', 'UTC', 'x'), (fields, timeZone) => {
			const { events, refused } = toCallEvents([fields], { ...context, timeZone });
			read += events.length;
			return (
				events.length + refused.length === 1 &&
				events.every((event) => callEventSchema.safeParse(event).success)
			);
		}),
		{ numRuns: 5000 },
	);
	expect(read).toBeGreaterThan(1000);
});
