import { toCallEvents } from '../../../lib/aliyunCcc/toCallEvents';
import type { CallEvent } from '../../../lib/callEvent/callEvent';
import {
	aliyunScenariosOf,
	generateAliyunCall,
	type AliyunDialect,
	type AliyunScenarioName,
} from '../../../simulators/src/index.ts';

const AT = Date.parse('2026-05-01T08:00:00.000Z');

/** The call events of a simulated call, sorted the way a flow would. */
function callEventsOf(scenario: AliyunScenarioName, dialect: AliyunDialect): CallEvent[] {
	const deliveries = generateAliyunCall(scenario, { dialect, seed: 11, at: AT })
		.toSorted((a, b) => (a.messageId < b.messageId ? -1 : 1))
		.map(({ messageId, data }) => ({ id: messageId, event: data, publishedAt: null }));
	return toCallEvents(deliveries, { receivedAt: AT })
		.flatMap((reading) => (reading.ok ? [reading.event] : []))
		.toSorted((a, b) => a.sequence - b.sequence);
}

const all = (['1.0', '2.0'] as const).flatMap((dialect) =>
	aliyunScenariosOf(dialect).map((scenario) => [dialect, scenario] as const),
);

it.each(all)(
	'%s %s: every event is known, and sequence is the order of time',
	(dialect, scenario) => {
		const events = callEventsOf(scenario, dialect);
		expect(events.length).toBeGreaterThan(0);
		expect(events.map(({ type }) => type)).not.toContain('unknown');
		const times = events.map(({ time }) => time);
		expect(times).toEqual(times.toSorted());
	},
);

const counted = (events: readonly CallEvent[], type: CallEvent['type']) =>
	events.filter((event) => event.type === type).length;

it.each([
	['inbound-answered', 'inbound'],
	['outbound-answered', 'outbound'],
	['outbound-agent-hangs-up', 'outbound'],
] as const)('2.0 %s rings, is answered, ends and is recorded once', (scenario, direction) => {
	const events = callEventsOf(scenario, '2.0');
	for (const type of ['call.ringing', 'call.answered', 'call.ended', 'call.cdr'] as const) {
		expect([type, counted(events, type)]).toEqual([type, 1]);
	}
	expect(events.find(({ type }) => type === 'call.cdr')?.call).toMatchObject({
		outcome: 'answered',
		isFinal: true,
	});
	expect(events.find(({ type }) => type === 'call.answered')?.call.direction).toBe(direction);
});

it.each([
	['abandoned-ivr', 'abandoned_ivr'],
	['abandoned-queue', 'abandoned_queue'],
	['abandoned-ringing', 'abandoned_ringing'],
	['outbound-busy', 'busy'],
	['outbound-no-answer', 'no_answer'],
] as const)('2.0 %s ends as %s', (scenario, outcome) => {
	const ends = callEventsOf(scenario, '2.0').filter(({ type }) => type === 'call.ended');
	expect(ends.map(({ call }) => call.outcome)).toContain(outcome);
});
