import type {
	AsterCcCallOptions,
	AsterCcEvent,
	AsterCcScenarioName,
} from '../../../../simulators/src/index.ts';
import {
	asterCcScenarioNames,
	cdrOf,
	fieldOf,
	generateAsterCcCall,
} from '../../../../simulators/src/index.ts';

// 2010-01-01 08:22:01 in Shanghai, as in the vendor's sample
const startTime = Date.UTC(2010, 0, 1, 0, 22, 1) / 1000;

function generate(scenario: AsterCcScenarioName, options: Partial<AsterCcCallOptions> = {}) {
	return generateAsterCcCall({ scenario, seed: 7, startTime, ...options });
}

const nameOf = (event: AsterCcEvent) =>
	[fieldOf(event, 'source'), fieldOf(event, 'event')].filter(Boolean).join(' ');
const keysOf = (event: AsterCcEvent | undefined) => event?.fields.map(([key]) => key).join(' ');
const column = (events: readonly AsterCcEvent[], key: string) =>
	events.map((event) => fieldOf(event, key));

describe('the order of events', () => {
	const answered = ['CALLER incoming', 'AGENT ringing', 'AGENT answer'];
	const consulted = [...answered, 'CONSULT ringing', 'CONSULT answer'];
	const ended = ['CALLER hangup', 'AGENT hangup', 'CONVERSATION hangup'];
	const dialled = ['AGENT ringing', 'AGENT answer', 'CALLEE ringing'];
	const hungUp = ['CALLEE hangup', 'AGENT hangup', 'CONVERSATION hangup'];
	const held = ['AGENT onhold', 'AGENT resume', 'CALLER onhold', 'CALLER resume'];

	const courses: Record<AsterCcScenarioName, string[]> = {
		'inbound-answered': [...answered, ...ended],
		'outbound-answered': [...dialled, 'CALLEE answer', ...hungUp],
		'inbound-missed': [
			'CALLER incoming',
			'AGENT ringing',
			'AGENT hangup',
			'CALLER hangup',
			'CONVERSATION hangup',
		],
		'outbound-no-answer': [...dialled, ...hungUp],
		consult: [...consulted, 'CONSULT hangup', ...ended],
		transfer: [
			...consulted,
			'CONSULT join',
			'AGENT hangup',
			'CALLER hangup',
			'CONSULT hangup',
			'CONVERSATION hangup',
		],
		conference: [...consulted, 'CONSULT join', 'CONSULT hangup', ...ended],
		hold: [...answered, ...held, ...ended],
		'agent-day': [
			'login',
			'paused',
			'nopaused',
			'acwring',
			'hangupacw',
			'acwstop',
			'workwayall',
			'logoff',
		],
	};

	test.each(asterCcScenarioNames)('%s', (scenario) => {
		expect(generate(scenario).map(nameOf)).toEqual(courses[scenario]);
	});
});

describe('outbound-answered, as reference §1.4 has it', () => {
	const events = generate('outbound-answered');
	const [customer] = column(events, 'calleridnum');
	const [agent] = column(events, 'activenum');
	const [a, , b] = column(events, 'uniqueid');

	test('columns', () => {
		expect(customer).toMatch(/^01388888\d{4}$/);
		expect(agent).toMatch(/^0411397358\d\d$/);
		expect(a).not.toBe(b);
		expect(column(events, 'uniqueid')).toEqual([a, a, b, b, b, a, '0']);
		const callerIds = [customer, customer, customer, agent, customer, customer, customer];
		expect(column(events, 'calleridnum')).toEqual(callerIds);
		expect(column(events, 'activenum')).toEqual(Array(7).fill(agent));
		expect(column(events, 'didnumber')).toEqual(Array(7).fill(''));
		expect(column(events, 'calltype')).toEqual(Array(7).fill('dialout'));
		expect(column(events, 'from')).toEqual(Array(7).fill('dialout'));
		expect(new Set(column(events, 'AgentTeamId'))).toEqual(new Set(['20']));
		expect(new Set(column(events, 'AgentGroupId')).size).toBe(1);
		expect(new Set(column(events, 'sessionid')).size).toBe(1);
	});

	test('channels', () => {
		const [ringing, , calling, ...rest] = column(events, 'channel');
		expect(ringing).toMatch(new RegExp(`^Local/${agent}@hosted-dialout-[0-9a-f]{4};1$`));
		expect(calling).toMatch(new RegExp(`^Local/${customer}@hosted-dialout-[0-9a-f]{4};1$`));
		expect(column(events, 'channel')[1]).toBe(' ');
		expect(rest).toEqual(['', calling, ringing, '']);
	});

	test('the message is like the vendor’s: not encoded, with a closing &', () => {
		const [first] = events;
		const of = (key: string) => fieldOf(first as AsterCcEvent, key);
		expect(first?.message).toBe(
			`calleridnum=${customer}&didnumber=&activenum=${agent}&source=AGENT&event=ringing` +
				`&uniqueid=${a}&sessionid=${of('sessionid')}&eventTime=2010-01-01 08:22:01&AgentTeamId=20` +
				`&modeltype=Campaign&model_id=10&AgentGroupId=${of('AgentGroupId')}&calltype=dialout` +
				`&channel=${of('channel')}&from=dialout&`,
		);
		for (const { message } of events) expect(message.endsWith('&from=dialout&')).toBe(true);
	});
});

describe('inbound-answered, as reference §1.4 has it', () => {
	const events = generate('inbound-answered');
	const [, customer] = column(events, 'calleridnum');
	const [, agent] = column(events, 'activenum');
	const [, did] = column(events, 'didnumber');
	const [c, a] = column(events, 'uniqueid');

	test('columns', () => {
		expect(did).toMatch(/^[48]008008\d{3}$/);
		expect(column(events, 'uniqueid')).toEqual([c, a, a, c, a, '0']);
		expect(column(events, 'calleridnum')).toEqual([undefined, ...Array(5).fill(customer)]);
		expect(column(events, 'activenum')).toEqual([undefined, ...Array(5).fill(agent)]);
		expect(column(events, 'didnumber')).toEqual([undefined, did, did, did, did, '']);
		expect(column(events, 'eventTime')[0]).toBeUndefined();
		expect(column(events, 'calltype')).toEqual(Array(6).fill(undefined));
		expect(column(events, 'from')).toEqual(Array(6).fill('dialin'));
		expect(column(events, 'sessionid')[0]).toMatch(/^[0-9a-f]{32}$/);
	});

	test('channels', () => {
		const [incoming, ringing] = column(events, 'channel');
		expect(incoming).toMatch(new RegExp(`^Local/${customer}@hosted-dialin-[0-9a-f]{4};1$`));
		expect(ringing).toMatch(new RegExp(`^Local/${agent}@hosted-dialin-[0-9a-f]{4};1$`));
		expect(column(events, 'channel')).toEqual([incoming, ringing, '', incoming, ringing, '']);
	});

	test('keys stand in the order of the samples, only the last message is closed by &', () => {
		const leg =
			'calleridnum didnumber activenum source event uniqueid sessionid eventTime AgentTeamId ' +
			'modeltype model_id AgentGroupId';
		expect(keysOf(events[0])).toBe(
			'source event modeltype uniqueid model_id from sessionid channel',
		);
		for (const event of events.slice(1, 5)) expect(keysOf(event)).toBe(`${leg} from channel`);
		expect(keysOf(events[5])).toBe(`${leg} channel from`);
		const closed = events.map(({ message }) => message.endsWith('&'));
		expect(closed).toEqual([false, false, false, false, false, true]);
	});
});

describe('options', () => {
	test('same seed, index and start: same call; another seed or index: another call', () => {
		expect(generate('transfer')).toEqual(generate('transfer'));
		expect(generate('transfer', { seed: 8 })).not.toEqual(generate('transfer'));
		expect(generate('transfer', { index: 1 })).not.toEqual(generate('transfer'));
	});

	test('times follow the clock of the server', () => {
		const shanghai = generate('outbound-answered');
		const utc = generate('outbound-answered', { utcOffsetMinutes: 0 });
		expect(column(shanghai, 'eventTime')[0]).toBe('2010-01-01 08:22:01');
		expect(column(utc, 'eventTime')[0]).toBe('2010-01-01 00:22:01');
		for (const { at, ...event } of shanghai) {
			const time = Date.parse(`${fieldOf(event, 'eventTime')?.replace(' ', 'T')}+08:00`);
			expect(time - startTime * 1000).toBe(at);
		}
	});

	test('eventid counts up', () => {
		expect(column(generate('consult', { eventIds: 41 }), 'eventid')).toEqual(
			[41, 42, 43, 44, 45, 46, 47, 48, 49].map(String),
		);
		const first = generate('inbound-missed', { eventIds: true });
		const next = generate('inbound-missed', { eventIds: true, startTime: startTime + 1, index: 1 });
		const ids = column([...first, ...next], 'eventid').map(Number);
		expect([...new Set(ids)].sort((left, right) => left - right)).toEqual(ids);
	});

	test('userdata, agentno and extra stand at the end as they are', () => {
		const options = { userdata: 'a=1&b=2', agentno: '8001', extra: { VIPLEVEL: '3' } };
		const [incoming, ringing] = generate('inbound-answered', options);
		expect(incoming?.message).toMatch(/;1&VIPLEVEL=3&userdata=a=1&b=2$/);
		expect(ringing?.message).toMatch(/;1&VIPLEVEL=3&userdata=a=1&b=2&agentno=8001$/);
		const [first] = generate('outbound-answered', options);
		expect(first?.message).toMatch(/&from=dialout&VIPLEVEL=3&userdata=a=1&b=2&agentno=8001&$/);
	});

	test('the third party’s events carry its number and an id of its own', () => {
		const consults = generate('consult').filter((event) => fieldOf(event, 'source') === 'CONSULT');
		for (const event of consults) expect(fieldOf(event, 'activenum')).toMatch(/^0411397359\d\d$/);
		expect(new Set(column(consults, 'uniqueid')).size).toBe(1);
	});

	test('an agent’s day belongs to no call', () => {
		const events = generate('agent-day', { agentno: '8001', userdata: 'x' });
		for (const event of events) {
			expect(keysOf(event)).toBe('event agentno AgentGroupId AgentTeamId eventTime');
			expect(fieldOf(event, 'agentno')).toBe('8001');
		}
		expect(fieldOf(generate('agent-day')[0] as AsterCcEvent, 'agentno')).toMatch(/^80\d\d$/);
	});

	test('an unknown scenario is named', () => {
		expect(() => generate('nonsense' as AsterCcScenarioName)).toThrow(/^No scenario "nonsense"; /);
	});
});

describe('the call record', () => {
	test('of an answered inbound call', () => {
		const events = generate('inbound-answered', { userdata: 'u', agentno: '8001' });
		const row = cdrOf(events, 5);
		const [, ringing, answer] = events as [AsterCcEvent, AsterCcEvent, AsterCcEvent];
		const seconds = (events.at(-1)?.at ?? 0) / 1000;
		expect(row).toMatchObject({
			id: 5,
			calldate: '2010-01-01 08:22:01',
			answertime: fieldOf(answer, 'eventTime'),
			endtime: fieldOf(events.at(-1) as AsterCcEvent, 'eventTime'),
			calleridnum: fieldOf(ringing, 'calleridnum'),
			dst: fieldOf(ringing, 'activenum'),
			didnumber: fieldOf(ringing, 'didnumber'),
			duration: String(seconds),
			billsec: String(seconds - answer.at / 1000),
			disposition: 'ANSWERED',
			calltype: 'DIALIN',
			hangupstatus: '',
			agentno: '8001',
			userdata: 'u',
			uniqueid: `${row.productserial}_${row.sessionid}`,
		});
		const others = Object.entries(row).filter(([key]) => key !== 'id');
		expect(others.every(([, value]) => typeof value === 'string')).toBe(true);
		expect(others).toHaveLength(27);
	});

	test.each([
		['inbound-missed', 'NO ANSWER', 'DIALIN', 'AGENT HANGUP'],
		['outbound-no-answer', 'NO ANSWER', 'DIALOUT', ''],
		['transfer', 'ANSWERED', 'DIALIN', 'AGENT HANGUP'],
	] as const)('of %s', (scenario, disposition, calltype, hangupstatus) => {
		const row = cdrOf(generate(scenario));
		expect(row).toMatchObject({ id: 1, disposition, calltype, hangupstatus });
		if (disposition === 'NO ANSWER') {
			expect(row).toMatchObject({ answertime: '0000-00-00 00:00:00', billsec: '0' });
		}
	});

	test('an agent’s day has none', () => {
		expect(() => cdrOf(generate('agent-day'))).toThrow(/no call/);
	});
});
