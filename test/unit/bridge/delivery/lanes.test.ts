import fc from 'fast-check';

import { heldEventOf, type HeldEvent } from '../../../../bridge/src/delivery/heldEvent';
import { Lanes } from '../../../../bridge/src/delivery/lanes';
import { messageWith } from '../message';

const NO_LIMIT = { maxEvents: 1_000, maxBytes: 1_000_000 };

function held(id: string, lane: string, changes: Partial<HeldEvent> = {}): HeldEvent {
	const reading = heldEventOf(messageWith(id, { contactId: lane }), 0);
	if (!reading.ok) throw new Error(reading.reason);
	return { ...reading.event, bytes: 100, ...changes };
}

function lanesWith(...events: HeldEvent[]) {
	const lanes = new Lanes();
	for (const event of events) lanes.add(event);
	return lanes;
}

const ids = (events: readonly HeldEvent[]) => events.map(({ message }) => message.id);

it('events of one lane leave in the order they happened, not in the order they came', () => {
	const lanes = lanesWith(
		held('third', 'a', { time: 30 }),
		held('first', 'a', { time: 10 }),
		held('second', 'a', { time: 20 }),
	);
	expect(ids(lanes.take(NO_LIMIT, 0))).toEqual(['first', 'second', 'third']);
});

it('events of the same time leave in the order they came', () => {
	const lanes = lanesWith(...['1', '2', '3'].map((id) => held(id, 'a', { time: 5 })));
	expect(ids(lanes.take(NO_LIMIT, 0))).toEqual(['1', '2', '3']);
});

it('a lane whose events are on their way waits, the others go on', () => {
	const lanes = lanesWith(held('a1', 'a'));
	const first = lanes.take(NO_LIMIT, 0);
	lanes.add(held('a2', 'a'));
	lanes.add(held('b1', 'b'));
	expect(ids(lanes.take(NO_LIMIT, 0))).toEqual(['b1']);
	expect(lanes.take(NO_LIMIT, 0)).toEqual([]);
	lanes.finish(first, [], 0);
	expect(ids(lanes.take(NO_LIMIT, 0))).toEqual(['a2']);
});

it('lanes have their turn: who has just left goes behind the others', () => {
	const lanes = lanesWith(
		...['a', 'b', 'c'].flatMap((lane) => ['1', '2'].map((id) => held(lane + id, lane))),
	);
	const turns = [1, 2, 3, 4].map(() => {
		const batch = lanes.take({ ...NO_LIMIT, maxEvents: 1 }, 0);
		lanes.finish(batch, [], 0);
		return ids(batch)[0];
	});
	expect(turns).toEqual(['a1', 'b1', 'c1', 'a2']);
});

it('a batch is full at the count, and at the bytes', () => {
	const lanes = lanesWith(...['1', '2', '3', '4', '5'].map((id) => held(id, `lane ${id}`)));
	expect(ids(lanes.take({ ...NO_LIMIT, maxEvents: 2 }, 0))).toEqual(['1', '2']);
	expect(ids(lanes.take({ ...NO_LIMIT, maxBytes: 250 }, 0))).toEqual(['3', '4']);
	expect(lanes.size).toBe(1);
});

it('an event larger than any batch travels alone', () => {
	const lanes = lanesWith(held('small', 'a'), held('huge', 'b', { bytes: 5_000 }));
	const limits = { ...NO_LIMIT, maxBytes: 1_000 };
	const first = lanes.take(limits, 0);
	expect(ids(first)).toEqual(['small']);
	lanes.finish(first, [], 0);
	lanes.add(held('later', 'c'));
	expect(ids(lanes.take(limits, 0))).toEqual(['huge']);
});

it('an event with a share travels in no larger batch', () => {
	const lanes = lanesWith(
		held('suspect', 'a', { share: 2 }),
		held('b', 'b'),
		held('c', 'c'),
		held('alone', 'd', { share: 1 }),
	);
	expect(ids(lanes.take(NO_LIMIT, 0))).toEqual(['suspect', 'b']);
	expect(ids(lanes.take(NO_LIMIT, 0))).toEqual(['c']);
	expect(ids(lanes.take(NO_LIMIT, 0))).toEqual(['alone']);
});

it('what failed goes first in its lane, and not before its time', () => {
	const lanes = lanesWith(held('1', 'a', { time: 1 }), held('b', 'b'));
	const batch = lanes.take(NO_LIMIT, 0);
	lanes.add(held('2', 'a', { time: 2 }));
	lanes.finish(batch, batch.slice(0, 1), 500);
	expect(lanes.take(NO_LIMIT, 499)).toEqual([]);
	expect(lanes.waiting(499)).toEqual({ events: 0, bytes: 0, oldestSince: Infinity });
	expect(lanes.nextAfter(499)).toBe(500);
	expect(lanes.size).toBe(2);
	expect(ids(lanes.take(NO_LIMIT, 500))).toEqual(['1', '2']);
	expect(lanes.nextAfter(500)).toBe(Infinity);
});

it('an earlier event that came while later ones failed goes before them', () => {
	const lanes = lanesWith(held('2', 'a', { time: 20 }), held('3', 'a', { time: 30 }));
	const batch = lanes.take(NO_LIMIT, 0);
	lanes.add(held('1', 'a', { time: 10 }));
	lanes.add(held('4', 'a', { time: 30 }));
	lanes.finish(batch, batch, 0);
	expect(ids(lanes.take(NO_LIMIT, 0))).toEqual(['1', '2', '3', '4']);
});

it('waiting counts what could leave, and since when the first waits', () => {
	const lanes = lanesWith(held('1', 'a', { since: 70 }), held('2', 'b', { since: 50 }));
	expect(lanes.waiting(100)).toEqual({ events: 2, bytes: 200, oldestSince: 50 });
	lanes.take({ ...NO_LIMIT, maxEvents: 1 }, 100);
	expect(lanes.waiting(100)).toEqual({ events: 1, bytes: 100, oldestSince: 50 });
});

it('drain takes out what waits, and leaves what is on its way', () => {
	const lanes = lanesWith(held('1', 'a'));
	lanes.take(NO_LIMIT, 0);
	lanes.add(held('2', 'a'));
	lanes.add(held('3', 'b'));
	expect(ids(lanes.drain()).sort()).toEqual(['2', '3']);
	expect(lanes.size).toBe(0);
	expect(lanes.take(NO_LIMIT, 0)).toEqual([]);
});

type Step =
	| { do: 'add'; lane: number; time: number; share: number }
	| { do: 'take'; maxEvents: number }
	| { do: 'finish'; which: number; failed: boolean[]; wait: number };

const step: fc.Arbitrary<Step> = fc.oneof(
	fc.record({
		do: fc.constant('add' as const),
		lane: fc.nat(4),
		time: fc.nat(20),
		share: fc.constantFrom(1, 2, Infinity),
	}),
	fc.record({ do: fc.constant('take' as const), maxEvents: fc.integer({ min: 1, max: 6 }) }),
	fc.record({
		do: fc.constant('finish' as const),
		which: fc.nat(5),
		failed: fc.array(fc.boolean(), { minLength: 6, maxLength: 6 }),
		wait: fc.nat(3),
	}),
);

it('whatever comes and fails: nothing is lost or doubled, and lanes keep their order', () => {
	fc.assert(
		fc.property(fc.array(step, { maxLength: 120 }), (steps) => {
			const lanes = new Lanes();
			const inHand = new Map<HeldEvent, 'waiting' | 'sent'>();
			const batches: HeldEvent[][] = [];
			const done: HeldEvent[] = [];
			let now = 0;

			const send = (maxEvents: number) => {
				const batch = lanes.take({ maxEvents, maxBytes: 1_000_000 }, now);
				expect(batch.length).toBeLessThanOrEqual(maxEvents);
				for (const event of batch) expect(batch.length).toBeLessThanOrEqual(event.share);
				for (const [index, event] of batch.entries()) {
					expect(inHand.get(event)).toBe('waiting');
					inHand.set(event, 'sent');
					// Before it in its lane: nothing that waits and happened earlier.
					for (const [other, where] of inHand) {
						if (where === 'waiting' && other.lane === event.lane && !batch.includes(other)) {
							expect(other.time).toBeGreaterThanOrEqual(event.time);
						}
					}
					for (const later of batch.slice(index + 1)) {
						if (later.lane === event.lane) expect(later.time).toBeGreaterThanOrEqual(event.time);
					}
					for (const other of batches.flat()) expect(other.lane).not.toBe(event.lane);
				}
				if (batch.length > 0) batches.push(batch);
				return batch;
			};
			const finish = (batch: HeldEvent[], isFailed: (index: number) => boolean, wait: number) => {
				const failed = batch.filter((_, index) => isFailed(index));
				for (const event of batch) {
					if (failed.includes(event)) inHand.set(event, 'waiting');
					else {
						inHand.delete(event);
						done.push(event);
					}
				}
				lanes.finish(batch, failed, now + wait);
			};

			let added = 0;
			for (const action of steps) {
				now += 1;
				if (action.do === 'add') {
					const { time, share } = action;
					const event = held(`e${added++}`, `lane ${action.lane}`, { time, share });
					lanes.add(event);
					inHand.set(event, 'waiting');
				} else if (action.do === 'take') {
					send(action.maxEvents);
				} else {
					const [batch] = batches.splice(action.which % Math.max(1, batches.length), 1);
					if (batch) finish(batch, (index) => action.failed[index] ?? false, action.wait);
				}
				const waiting = [...inHand.values()].filter((where) => where === 'waiting').length;
				expect(lanes.size).toBe(waiting);
			}
			now += 10;
			for (const batch of batches.splice(0)) finish(batch, () => false, 0);
			for (;;) {
				const batch = send(6);
				if (batch.length === 0) break;
				finish(batches.pop() ?? [], () => false, 0);
			}
			expect(lanes.size).toBe(0);
			expect(new Set(done).size).toBe(added);
			expect(done).toHaveLength(added);
		}),
		{ numRuns: 200 },
	);
});

describe('a lane that waits for earlier events from other queues', () => {
	const REORDER_MS = 50;

	it('lets nothing go before, and then all of it in order', () => {
		const lanes = new Lanes(REORDER_MS);
		lanes.add(held('later', 'a', { time: 20, since: 0 }));
		expect(lanes.take(NO_LIMIT, 49)).toEqual([]);
		expect(lanes.waiting(49).events).toBe(0);
		expect(lanes.nextAfter(49)).toBe(50);
		lanes.add(held('earlier', 'a', { time: 10, since: 40 }));
		expect(lanes.nextAfter(49)).toBe(90);
		expect(ids(lanes.take(NO_LIMIT, 90))).toEqual(['earlier', 'later']);
	});

	it('does not hold back the others', () => {
		const lanes = new Lanes(REORDER_MS);
		lanes.add(held('new', 'a', { since: 100 }));
		lanes.add(held('old', 'b', { since: 0 }));
		expect(ids(lanes.take(NO_LIMIT, 100))).toEqual(['old']);
	});
});
