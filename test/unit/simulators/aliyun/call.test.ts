import parsePhoneNumber from 'libphonenumber-js/max';
import type {
	AliyunCallOptions,
	AliyunEvent,
	AliyunScenarioName,
} from '../../../../simulators/src/index.ts';
import {
	aliyunQuirks,
	aliyunScenarioNames,
	aliyunScenariosOf,
	generateAliyunCall,
} from '../../../../simulators/src/index.ts';
import { pascalFields10, undocumented20, vendorFields10, vendorFields20 } from './vendorFields.ts';

const base = { seed: 7, at: Date.UTC(2026, 4, 1, 8) };

const play = (scenario: AliyunScenarioName, options: Partial<AliyunCallOptions> = {}) =>
	generateAliyunCall(scenario, { ...base, ...options });

/** Every event of some calls of every scenario of a dialect. */
function playAll(options: Partial<AliyunCallOptions> = {}): AliyunEvent[] {
	const indexes = Array.from({ length: 8 }, (_, index) => index);
	return aliyunScenariosOf(options.dialect ?? '2.0').flatMap((scenario) =>
		indexes.flatMap((index) => play(scenario, { ...options, index })),
	);
}

const namesOf = (scenario: AliyunScenarioName, options: Partial<AliyunCallOptions> = {}) =>
	play(scenario, options).map(({ name }) => name);

const eventOf = (scenario: AliyunScenarioName, name: string, options = {}) =>
	play(scenario, options).find((event) => event.name === name)?.data;

function strangers(events: readonly AliyunEvent[], table: Record<string, string[]>): string[] {
	const found = events.flatMap(({ name, data }) =>
		Object.keys(data)
			.filter((field) => !table[name]?.includes(field))
			.map((field) => `${name}.${field}`),
	);
	return [...new Set(found)];
}

describe('sequences of the vendor’s page, dialect 2.0', () => {
	const ivr = 'Route2IVR IvrTracking IvrTracking IvrTracking Enqueue AssignAgent';
	const toAgent = `${ivr} Ringing AgentRinging AgentTalk Established`;
	const records = 'RecordingReady DualTrackRecordingReady CDRReady';
	const expected: Partial<Record<AliyunScenarioName, string>> = {
		'inbound-answered': `${toAgent} AgentRelease Released Released AgentReady ${records}`,
		'outbound-answered': `AgentDialing Dialing Ringing AgentTalk Established Established
			Released AgentRelease Released AgentReady ${records}`,
		'outbound-agent-hangs-up': `AgentDialing Dialing Ringing AgentTalk Established Established
			AgentRelease Released Released AgentReady ${records}`,
		'blind-transfer': `${toAgent} Released AgentRelease BlindTransfer AgentRinging Ringing AgentReady
			AgentTalk Established AgentRelease Released Released AgentReady ${records}`,
		'consult-transfer': `${toAgent} InitiateConsultant Ringing AgentRinging AgentTalk Established
			StartConsultant AgentRelease Released AttendedTransfer StopConsultant AgentReady
			AgentRelease Released Released AgentReady ${records}`,
		'double-call': `Dialing Ringing Ringing Established Established Released Released ${records}`,
		monitor: `${toAgent} AgentDialing Dialing AgentTalk Established StartMonitor
			AgentRelease Released StopMonitor AgentRelease Released Released AgentReady ${records}`,
		'agent-day': 'AgentCheckIn AgentReady AgentBreak AgentReady AgentCheckOut',
		'abandoned-ivr': 'Route2IVR IvrTracking IvrTracking Abandoned Released CDRReady',
		'abandoned-queue': `${ivr.replace(' AssignAgent', '')} Abandoned Released CDRReady`,
	};

	test.each(Object.entries(expected))('%s', (scenario, sequence) => {
		expect(namesOf(scenario as AliyunScenarioName)).toEqual(sequence.split(/\s+/));
	});

	test('1.0 tells of the same call in its own names', () => {
		expect(namesOf('hold', { dialect: '1.0' }).join(' ')).toBe(
			'Route2IVR Enqueue AssignAgent Ringing AgentRinging AgentTalk CallEstablished CallHeld ' +
				'CallRetrieved AgentACW CallReleased CallReleased AgentReady RecordingReady ' +
				'DualTrackRecordingReady CDRReady',
		);
	});

	test('what 1.0 has no events for is refused with the way out', () => {
		expect(() => play('monitor', { dialect: '1.0' })).toThrow(
			/^Dialect 1\.0 has no events for the scenario "monitor"; choose from inbound-answered, /,
		);
	});
});

describe('fields', () => {
	test('2.0: no event has one that the vendor’s table does not name', () => {
		const documented = playAll({ textStream: true }).filter(
			({ name }) => !undocumented20.includes(name),
		);
		expect(strangers(documented, vendorFields20)).toEqual([]);
		const played = new Set(documented.map(({ name }) => name));
		expect(Object.keys(vendorFields20).filter((name) => !played.has(name))).toEqual([]);
	});

	test('1.0: no event has one that the vendor’s table does not name', () => {
		const events = playAll({ dialect: '1.0', textStream: true });
		expect(strangers(events, vendorFields10)).toEqual([]);
		const played = new Set(events.map(({ name }) => name));
		expect(Object.keys(vendorFields10).filter((name) => !played.has(name))).toEqual([]);
	});

	test('identity stands in every event of both dialects', () => {
		for (const { data } of playAll()) {
			expect(data['eventTime']).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
			expect(data['instanceId']).toMatch(/^[a-z-]+$/);
		}
		for (const { data, name } of playAll({ dialect: '1.0' })) {
			expect(data['EventType']).toBe(name);
			expect(data['instanceId']).toMatch(/^[\da-f]{16}$/);
		}
	});

	test('the two dialects write ids and call types differently', () => {
		expect(eventOf('inbound-answered', 'Established')).toMatchObject({
			callType: 'INBOUND',
			agentId: expect.stringMatching(/^[a-z]+@[a-z-]+$/),
			contactId: expect.stringMatching(/^job-[\da-f-]{36}$/),
		});
		expect(eventOf('inbound-answered', 'CallEstablished', { dialect: '1.0' })).toMatchObject({
			callType: 'Inbound',
			agentId: expect.stringMatching(/^\d{4}@acme-cc$/),
			contactId: expect.stringMatching(/^\d+$/),
		});
	});

	test.each([
		['abandoned-ivr', 'IVR', 'AbandonedInContactFlow'],
		['abandoned-queue', 'Queuing', 'AbandonedInQueue'],
		['abandoned-ringing', 'Ringing', 'AbandonedRing'],
	] as const)('%s: phase %s, disposition %s', (scenario, abandonPhase, dispositionCode) => {
		expect(eventOf(scenario, 'Abandoned')).toMatchObject({ abandonPhase });
		expect(eventOf(scenario, 'CDRReady')).toMatchObject({ dispositionCode, establishedTime: '' });
	});

	test('1.0 says Ring for Ringing', () => {
		const event = eventOf('abandoned-ringing', 'CallAbandoned', { dialect: '1.0' });
		expect(event).toMatchObject({ abandonPhase: 'Ring' });
	});

	test('a busy customer shows in early media and in the record', () => {
		expect(eventOf('outbound-busy', 'Released')).toMatchObject({
			earlyMediaState: 'Busy',
			releaseReason: '486 - Busy Here',
		});
		expect(eventOf('outbound-busy', 'CDRReady')).toMatchObject({ dispositionCode: 'NoAnswer' });
	});

	test('the record’s times are those of the call, to the second', () => {
		const call = play('inbound-answered');
		const at = (name: string) => call.find((event) => event.name === name)?.data['eventTime'];
		const seconds = (time: unknown) => String(time).replace(/\.\d+Z$/, 'Z');
		expect(eventOf('inbound-answered', 'CDRReady')).toMatchObject({
			startTime: seconds(at('Route2IVR')),
			establishedTime: seconds(at('Established')),
			endTime: seconds(call.findLast(({ name }) => name === 'Released')?.data['eventTime']),
		});
	});

	test('monitor: the agent is agentId, the supervisor counterparty, and they differ', () => {
		const call = play('monitor');
		const talked = call.find(({ name }) => name === 'AgentTalk')?.data['agentId'];
		const monitored = call.find(({ name }) => name === 'StartMonitor')?.data;
		expect(monitored?.['agentId']).toBe(talked);
		expect(monitored?.['counterparty']).not.toBe(talked);
	});

	test('a transfer names both agents', () => {
		const data = eventOf('blind-transfer', 'BlindTransfer') ?? {};
		expect(data['originator']).toBe(data['agentId']);
		expect(eventOf('blind-transfer', 'CDRReady')?.['agentIds']).toBe(
			`${String(data['originator'])},${String(data['destination'])}`,
		);
	});

	test('each contact of a campaign has its own id and record', () => {
		const records = play('campaign').filter(({ name }) => name === 'CDRReady');
		expect(records.map(({ data }) => data['dispositionCode'])).toEqual(['Success', 'NoAnswer']);
		expect(records[0]?.data['contactId']).not.toBe(records[1]?.data['contactId']);
	});

	test('no number belongs to anybody: too few different digits to be given out', () => {
		const synthetic = /^(13[89]0000000?\d\d|0571\d{8}|010\d{8}|021\d{8}|0755\d{8})$/;
		for (const { data } of playAll()) {
			const numbers = [data['caller'], data['callee'], data['broker']].filter(
				(number): number is string => typeof number === 'string' && !number.includes('@'),
			);
			for (const number of numbers) {
				expect(number).toMatch(synthetic);
				expect(number).toMatch(/0000/);
				expect(parsePhoneNumber(number, 'CN')).toBeDefined();
			}
		}
	});
});

describe('order', () => {
	test.each(aliyunScenarioNames)('%s: every event is later than the one before', (scenario) => {
		const times = play(scenario, { textStream: true }).map(({ time }) => time);
		expect(times).toEqual([...times].sort((left, right) => left - right));
		expect(new Set(times).size).toBe(times.length);
	});

	test('both dialects take as long: what 1.0 leaves out has passed all the same', () => {
		const lengthOf = (dialect: '1.0' | '2.0') => {
			const [first, ...others] = play('consult-transfer', { dialect });
			return (others.at(-1)?.time ?? 0) - (first?.time ?? 0);
		};
		expect(lengthOf('1.0')).toBeGreaterThan(30_000);
		const talk = play('consult-transfer', { dialect: '1.0' });
		const established = talk.findIndex(({ name }) => name === 'CallEstablished');
		const next = talk[established + 1]?.time ?? 0;
		expect(next - (talk[established]?.time ?? 0)).toBeGreaterThan(8_000);
	});

	test('what is said comes between answer and release, first in part, then whole', () => {
		const names = namesOf('outbound-answered', { textStream: true });
		const first = names.indexOf('TextStream');
		expect(names.slice(0, first).filter((name) => name === 'Established')).toHaveLength(2);
		expect(names.lastIndexOf('TextStream')).toBeLessThan(names.indexOf('Released'));
		const lines = play('outbound-answered', { textStream: true })
			.filter(({ name }) => name === 'TextStream')
			.map(({ data }) => data['finished']);
		expect(lines.slice(0, 4)).toEqual([false, true, false, true]);
	});
});

describe('the same call again', () => {
	test.each(aliyunScenarioNames)('%s: same seed and start, same events', (scenario) => {
		expect(play(scenario)).toEqual(play(scenario));
	});

	test.each([{ seed: 8 }, { index: 1 }, { at: base.at + 1 }])('%j gives other ids', (other) => {
		const [first] = play('inbound-answered');
		const [second] = play('inbound-answered', other);
		expect(second?.messageId).not.toBe(first?.messageId);
		expect(second?.key).not.toBe(first?.key);
	});

	test('a run belongs to one instance', () => {
		const instances = new Set(playAll().map(({ data }) => data['instanceId']));
		expect(instances.size).toBe(1);
		expect(eventOf('hold', 'Held', { instanceId: 'mine' })).toMatchObject({ instanceId: 'mine' });
	});
});

describe('quirks', () => {
	test('skillgrou: 1.0 misspells two events', () => {
		const quirks = ['skillgrou'] as const;
		const timeout = eventOf('ringing-timeout', 'RingingTimeout', { dialect: '1.0', quirks });
		expect(timeout).toHaveProperty('skillGrou');
		expect(timeout).not.toHaveProperty('skillGroupId');
		const released = eventOf('ringing-timeout', 'CallReleased', { dialect: '1.0', quirks });
		expect(released).toHaveProperty('skillGroupId');
	});

	test('pascal: records of 1.0 as the later document has them, the group by its name', () => {
		const events = playAll({ dialect: '1.0', quirks: ['pascal'] }).filter(
			({ name }) => name in pascalFields10,
		);
		expect(strangers(events, pascalFields10)).toEqual([]);
		const options = { dialect: '1.0', quirks: ['pascal'] } as const;
		expect(eventOf('hold', 'CDRReady', options)).toMatchObject({
			ContactId: expect.any(String),
			SkillGroupIds: expect.stringMatching(/[组席]$/),
		});
		expect(eventOf('hold', 'RecordingReady', options)).toMatchObject({
			Duration: expect.any(Number),
			segments: [],
		});
	});

	test('blanks: names end in one', () => {
		const events = play('hold', { quirks: ['blanks'] });
		expect(events.map(({ data }) => data['eventType'])).toContain('Held ');
		expect(events.every(({ name }) => name === name.trim())).toBe(true);
	});

	test('empty: what is not set is an empty text', () => {
		expect(eventOf('abandoned-ivr', 'Released', { quirks: ['empty'] })).toMatchObject({
			agentId: '',
			earlyMediaState: '',
		});
	});

	test('types: numbers, booleans and lists in other types', () => {
		const checkIn = eventOf('agent-day', 'AgentCheckIn', { quirks: ['types'] }) ?? {};
		expect(checkIn).toMatchObject({ maxSlots: '10', additivity: 0 });
		expect(JSON.parse(String(checkIn['skillLevels']))).toHaveLength(2);
	});

	test('unknown event and unknown fields', () => {
		const events = play('double-call', { quirks: ['unknown-event', 'unknown-fields'] });
		expect(events[1]).toMatchObject({ name: 'ContactTagged', data: { label: 'VIP' } });
		expect(events[1]?.messageId).not.toBe(events[0]?.messageId);
		expect(events.every(({ data }) => 'routingHint' in data)).toBe(true);
	});

	test.each(aliyunQuirks)('%s changes no order and no identity', (quirk) => {
		const plain = play('hold', { dialect: '1.0' });
		const odd = play('hold', { dialect: '1.0', quirks: [quirk] });
		expect(odd.map(({ messageId }) => messageId)).toEqual(
			expect.arrayContaining(plain.map(({ messageId }) => messageId)),
		);
	});
});
