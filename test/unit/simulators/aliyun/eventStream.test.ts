import type { AliyunEvent } from '../../../../simulators/src/index.ts';
import {
	aliyunCalls,
	aliyunEvents,
	aliyunMessages,
	generateAliyunCall,
} from '../../../../simulators/src/index.ts';

const base = { seed: 3, at: Date.UTC(2026, 4, 1, 8) };

function byCall(events: readonly AliyunEvent[]) {
	return Map.groupBy(events, ({ call }) => call);
}

describe('a stream of events', () => {
	test.each([1, 4, 17, 500, 5000])('has exactly %d of them', (count) => {
		const events = aliyunEvents(count, base);
		expect(events).toHaveLength(count);
		expect(new Set(events.map(({ messageId }) => messageId)).size).toBe(count);
	});

	test('every call in it is whole', () => {
		const events = aliyunEvents(1000, base);
		for (const [index, call] of byCall(events)) {
			const [first] = call;
			if (!first || first.scenario === 'agent-day') continue;
			const at = Math.min(...call.map(({ time }) => time));
			const whole = generateAliyunCall(first.scenario, { ...base, index, at });
			expect(call.map(({ name }) => name)).toEqual(whole.map(({ name }) => name));
		}
	});

	test('calls overlap, and times never go back', () => {
		const events = aliyunCalls(10, { ...base, scenarios: ['inbound-answered'] });
		const times = events.map(({ time }) => time);
		expect(times).toEqual([...times].sort((left, right) => left - right));
		const changes = events.filter(({ call }, index) => call !== events[index - 1]?.call);
		expect(changes.length).toBeGreaterThan(20);
	});

	test('is the same again with the same seed and start', () => {
		expect(aliyunEvents(200, base)).toEqual(aliyunEvents(200, base));
		expect(aliyunEvents(200, base)).not.toEqual(aliyunEvents(200, { ...base, seed: 4 }));
	});
});

describe('chaos', () => {
	const events = aliyunEvents(400, base);

	test('none: one message for each event, its JSON as body', () => {
		const messages = aliyunMessages(events);
		expect(messages.map(({ body }) => JSON.parse(body) as unknown)).toEqual(
			events.map(({ data }) => data),
		);
	});

	test('shuffle: near-simultaneous events change places, none is lost', () => {
		const shuffled = aliyunMessages(events, { shuffle: true }).map(({ event }) => event);
		expect(new Set(shuffled)).toEqual(new Set(events));
		expect(shuffled).not.toEqual(events);
		let latest = 0;
		for (const event of shuffled) {
			expect(event?.time ?? 0).toBeGreaterThan(latest - 300);
			latest = Math.max(latest, event?.time ?? 0);
		}
	});

	test('duplicates: copies with the same id and body, after the event', () => {
		const messages = aliyunMessages(events, { duplicates: true });
		const copies = messages.filter(({ kind }) => kind === 'copy');
		expect(copies.length).toBeGreaterThan(40);
		expect(messages).toHaveLength(events.length + copies.length);
		for (const copy of copies) {
			const first = messages.findIndex(({ messageId }) => messageId === copy.messageId);
			expect(messages[first]).toMatchObject({ kind: 'event', body: copy.body });
			expect(first).toBeLessThan(messages.indexOf(copy));
		}
	});

	test('poison: every nth message cannot be an event, and no event is missing', () => {
		const messages = aliyunMessages(events, { poisonEvery: 10 });
		messages.forEach(({ kind }, index) => {
			expect(kind).toBe((index + 1) % 10 === 0 ? 'poison' : 'event');
		});
		expect(messages.filter(({ kind }) => kind === 'event')).toHaveLength(events.length);
		for (const { body } of messages.filter(({ kind }) => kind === 'poison')) {
			expect(typeOf(body)).toBeUndefined();
		}
	});
});

function typeOf(body: string): unknown {
	try {
		return (JSON.parse(body) as { eventType?: unknown }).eventType;
	} catch {
		return undefined;
	}
}
