import type { Keeping } from '../../../../bridge/src/deadLetter/deadLetters';
import { Delivery, type DeliverySettings } from '../../../../bridge/src/delivery/delivery';
import type { EventVerdict, Answer } from '../../../../bridge/src/delivery/answer';
import { pass, START } from '../fakeTimers';
import { messages, messageWith, range } from '../message';
import {
	after,
	closed,
	failing,
	refused,
	scriptedTarget,
	taken,
	tooLarge,
	type Script,
} from '../scriptedTarget';

jest.mock('node:timers/promises', () => jest.requireActual('../fakeTimers'));

beforeEach(() => void jest.useFakeTimers({ now: START }));
afterEach(() => {
	jest.restoreAllMocks();
	jest.useRealTimers();
});

const SETTINGS: DeliverySettings = {
	batch: { maxEvents: 100, maxBytes: 524_288, maxWaitMs: 200 },
	concurrency: 4,
	retry: { baseMs: 500, capMs: 15_000 },
	giveUpAfter: 8,
};

interface Changes extends Partial<Omit<DeliverySettings, 'batch'>> {
	batch?: Partial<DeliverySettings['batch']>;
}

/** A delivery with all it reports. */
function deliveryTo(script: Script, { batch, ...changes }: Changes = {}) {
	const n8n = scriptedTarget(script);
	const settled: string[] = [];
	const dead: Array<{ id: string; reason: string }> = [];
	const told = { retried: [] as string[], closed: [] as string[], outcomes: [] as string[] };
	const store = { keeping: { ok: true } as Keeping, tries: 0 };
	const settings = { ...SETTINGS, ...changes, batch: { ...SETTINGS.batch, ...batch } };
	const delivery = new Delivery(settings, {
		target: n8n.target,
		deadLetters: {
			async keep({ id }, reason) {
				store.tries += 1;
				if (store.keeping.ok) dead.push({ id, reason });
				return store.keeping;
			},
		},
		observer: {
			sent() {},
			settled: ({ id }, outcome) => void told.outcomes.push(`${id} ${outcome}`),
			retried: (_, reason) => void told.retried.push(reason),
			closed: (reason) => void told.closed.push(reason),
			deadLetter() {},
		},
		settle: ({ id }) => void settled.push(id),
	});
	const deadIds = () => dead.map(({ id }) => id);
	const elapsed = () => n8n.requests.map(({ at }) => at - START);
	const sizes = () => n8n.requests.map(({ ids }) => ids.length);
	return { ...n8n, delivery, settled, dead, deadIds, told, store, elapsed, sizes };
}

const idsOf = (count: number, from = 0) => range(count).map((index) => `m${index + from}`);

function perEvent(verdicts: Record<string, EventVerdict['verdict']>): Answer {
	const entries = Object.entries(verdicts).map(
		([id, verdict]) => [id, { verdict, reason: `${id} is ${verdict}` }] as const,
	);
	return { kind: 'perEvent', verdicts: new Map(entries), gzip: true };
}

describe('batches', () => {
	it('a lone event waits as long as is set, not longer', async () => {
		const { delivery, elapsed, settled } = deliveryTo(() => taken);
		delivery.take(messages(1));
		await pass(199);
		expect(elapsed()).toEqual([]);
		await pass(1);
		expect(elapsed()).toEqual([200]);
		expect(settled).toEqual(['m0']);
	});

	it('the wait counts from the first event, whatever comes after it', async () => {
		const { delivery, elapsed, sizes } = deliveryTo(() => taken);
		for (const index of range(6)) {
			delivery.take(messages(1, index));
			await pass(50);
		}
		expect(elapsed()).toEqual([200]);
		expect(sizes()).toEqual([4]);
		await pass(200);
		expect(elapsed()).toEqual([200, 400]);
	});

	it('a full batch leaves at once, by count', async () => {
		const { delivery, elapsed, sizes } = deliveryTo(() => taken, { batch: { maxEvents: 10 } });
		delivery.take(messages(25));
		await pass(0);
		expect(sizes()).toEqual([10, 10]);
		await pass(200);
		expect(sizes()).toEqual([10, 10, 5]);
		expect(elapsed()).toEqual([0, 0, 200]);
	});

	it('a full batch leaves at once, by bytes', async () => {
		const { delivery, requests } = deliveryTo(() => taken, { batch: { maxBytes: 10_000 } });
		const long = 'x'.repeat(2_000);
		delivery.take(range(12).map((index) => messageWith(`m${index}`, { long })));
		await pass(0);
		expect(requests.map(({ ids }) => ids.length)).toEqual([4, 4]);
		for (const { events } of requests) expect(events.join('').length).toBeLessThan(10_000);
		await pass(200);
		expect(requests.flatMap(({ ids }) => ids).sort()).toEqual(idsOf(12).sort());
	});

	it('no more batches are on their way than is set', async () => {
		const { delivery, state, settled } = deliveryTo(() => after(50, taken), {
			concurrency: 3,
			batch: { maxEvents: 2 },
		});
		delivery.take(messages(40));
		await pass(2_000);
		expect(state.mostAtOnce).toBe(3);
		expect(settled.sort()).toEqual(idsOf(40).sort());
	});

	it('a wait of nothing sends each event as it comes', async () => {
		const { delivery, elapsed } = deliveryTo(() => taken, { batch: { maxWaitMs: 0 } });
		delivery.take(messages(1));
		await pass(0);
		expect(elapsed()).toEqual([0]);
	});
});

describe('order', () => {
	it('events of one call leave one batch after the other, in the order they happened', async () => {
		const { delivery, requests, state } = deliveryTo(() => after(30, taken), {
			batch: { maxEvents: 2 },
		});
		const event = (index: number) =>
			messageWith(`m${index}`, {
				contactId: 'c1',
				eventTime: new Date(START + index * 1_000).toISOString(),
			});
		delivery.take([4, 1, 0, 3, 2].map(event));
		await pass(1_000);
		expect(requests.map(({ ids }) => ids)).toEqual([['m0', 'm1'], ['m2', 'm3'], ['m4']]);
		expect(state.mostAtOnce).toBe(1);
	});

	it('a failure holds back its call alone: the later events of it come after it', async () => {
		const { delivery, accepted } = deliveryTo((_, request) =>
			request === 0 ? perEvent({ first: 'later', other: 'delivered' }) : taken,
		);
		delivery.take([messageWith('first', { contactId: 'c1' }), messageWith('other')]);
		await pass(200);
		delivery.take([messageWith('second', { contactId: 'c1' })]);
		await pass(300);
		expect(accepted).toEqual(['other']);
		await pass(1_000);
		expect(accepted).toEqual(['other', 'first', 'second']);
	});
});

describe('n8n fails for a while', () => {
	it('what failed goes again, one event first, then everything', async () => {
		const { delivery, sizes, settled, told } = deliveryTo((_, request) =>
			request < 2 ? failing() : taken,
		);
		delivery.take(messages(20));
		await pass(5_000);
		expect(sizes()).toEqual([20, 1, 1, 19]);
		expect(settled.sort()).toEqual(idsOf(20).sort());
		expect(told.retried).toEqual(['n8n answered 500', 'n8n answered 500']);
	});

	it('Retry-After is honoured', async () => {
		const { delivery, elapsed, settled } = deliveryTo((_, request) =>
			request === 0 ? failing(429, 40_000) : taken,
		);
		delivery.take(messages(5));
		await pass(40_100);
		expect(elapsed()).toEqual([200]);
		await pass(600);
		expect(
			elapsed()
				.slice(1)
				.every((at) => at >= 40_200),
		).toBe(true);
		expect(settled).toHaveLength(5);
	});

	it('Retry-After is honoured although an earlier request still gets through', async () => {
		const { delivery, elapsed } = deliveryTo(
			(_, request) => (request === 0 ? after(500, taken) : failing(429, 30_000)),
			{ batch: { maxEvents: 2 } },
		);
		delivery.take(messages(8));
		await pass(29_000);
		expect(elapsed().every((at) => at < 600)).toBe(true);
	});

	it('a hanging n8n is asked no more than the batches that are on their way', async () => {
		const { delivery, requests, settled } = deliveryTo(
			(_, request) => (request < 4 ? after(30_000, failing(408)) : taken),
			{ batch: { maxEvents: 5 } },
		);
		delivery.take(messages(40));
		await pass(29_000);
		expect(requests).toHaveLength(4);
		await pass(20_000);
		expect(settled.sort()).toEqual(idsOf(40).sort());
	});

	it('down for an hour: few requests, nothing lost, nothing acknowledged early', async () => {
		const hour = 3_600_000;
		const isDown = () => Date.now() < START + hour;
		const { delivery, requests, settled, dead } = deliveryTo(() =>
			isDown() ? failing(502) : taken,
		);
		delivery.take(messages(1_000));
		await pass(hour - 1);
		// Waits of up to 15 s, on average half of it: about 480 an hour. At once it would be millions.
		expect(requests.length).toBeLessThan(650);
		expect(requests.length).toBeGreaterThan(240);
		expect(requests.reduce((sum, { events }) => sum + events.length, 0)).toBeLessThan(1_200);
		expect(settled).toEqual([]);
		await pass(60_000);
		expect(settled.sort()).toEqual(idsOf(1_000).sort());
		expect(dead).toEqual([]);
	});

	it('down for an hour with an answer "Retry-After: 0" makes no more requests', async () => {
		const { delivery, requests } = deliveryTo(() => failing(503, 0));
		delivery.take(messages(50));
		await pass(3_600_000);
		expect(requests.length).toBeLessThan(650);
	});

	it('no timer spins while all that waits is told to wait', async () => {
		const script: Script = (ids, request) =>
			request === 0 ? perEvent(Object.fromEntries(ids.map((id) => [id, 'later']))) : failing();
		const { delivery } = deliveryTo(script);
		delivery.take(messages(1));
		const timers = jest.spyOn(globalThis, 'setTimeout');
		await pass(60_000);
		expect(timers.mock.calls.length).toBeLessThan(60);
	});
});

describe('a poison event', () => {
	const POISON = 'm37';
	const fails500: Script = (ids) => (ids.includes(POISON) ? failing() : taken);

	it('that n8n fails on becomes a dead letter, all others get through', async () => {
		const { delivery, settled, deadIds, dead, accepted } = deliveryTo(fails500);
		delivery.take(messages(100));
		while (!deadIds().includes(POISON)) {
			expect(settled).not.toContain(POISON);
			delivery.take(messages(1, 1_000 + Date.now() - START));
			await pass(500);
			expect(Date.now()).toBeLessThan(START + 120_000);
		}
		expect(deadIds()).toEqual([POISON]);
		expect(dead[0]?.reason).toBe('n8n answered 500, 8 times while others got through');
		expect(settled).toContain(POISON);
		expect(accepted).toEqual(expect.arrayContaining(idsOf(100).filter((id) => id !== POISON)));
		expect(accepted).not.toContain(POISON);
		expect(new Set(accepted).size).toBe(accepted.length);
	});

	it('alone in hand is tried on: nobody can tell it from an n8n that is down', async () => {
		const { delivery, deadIds, settled } = deliveryTo(() => failing());
		delivery.take([messageWith(POISON)]);
		await pass(600_000);
		expect(deadIds()).toEqual([]);
		expect(settled).toEqual([]);
	});

	it('an n8n that goes down after it failed in company makes no dead letters', async () => {
		const outage = { on: false };
		const { delivery, deadIds, settled } = deliveryTo(
			(ids) => (outage.on || ids.includes(POISON) ? failing() : taken),
			{ giveUpAfter: 1 },
		);
		delivery.take(messages(100));
		await pass(400);
		outage.on = true;
		await pass(3_600_000);
		expect(deadIds().filter((id) => id !== POISON)).toEqual([]);
		outage.on = false;
		await pass(60_000);
		expect(settled.filter((id) => id !== POISON)).toHaveLength(99);
	});

	it('that spoils its batch with 400 is found, the others are delivered', async () => {
		const { delivery, dead, settled, accepted } = deliveryTo((ids) =>
			ids.includes(POISON) ? refused : taken,
		);
		delivery.take(messages(100));
		await pass(5_000);
		expect(dead).toEqual([{ id: POISON, reason: 'n8n answered 400' }]);
		expect(accepted.sort()).toEqual(
			idsOf(100)
				.filter((id) => id !== POISON)
				.sort(),
		);
		expect(settled.sort()).toEqual(idsOf(100).sort());
	});

	it('is named by the trigger: it alone is a dead letter, at once', async () => {
		const { delivery, dead, requests, settled, told } = deliveryTo((ids) =>
			perEvent(Object.fromEntries(ids.map((id) => [id, id === POISON ? 'refused' : 'delivered']))),
		);
		delivery.take(messages(100));
		await pass(200);
		expect(dead).toEqual([{ id: POISON, reason: 'm37 is refused' }]);
		expect(requests).toHaveLength(1);
		expect(settled).toHaveLength(100);
		expect(told.outcomes.filter((outcome) => outcome.endsWith('dead'))).toEqual(['m37 dead']);
	});

	it('that is no JSON is a dead letter without a request', async () => {
		const { delivery, dead, requests, settled } = deliveryTo(() => taken);
		delivery.take([messageWith('m1', {}, { body: Buffer.from('not JSON') })]);
		await pass(1_000);
		expect(dead).toEqual([{ id: 'm1', reason: 'The message is not a JSON object' }]);
		expect(requests).toEqual([]);
		expect(settled).toEqual(['m1']);
	});
});

describe('a batch that is too large', () => {
	it('goes in halves, until it fits', async () => {
		const { delivery, sizes, settled, dead } = deliveryTo((ids) =>
			ids.length > 10 ? tooLarge : taken,
		);
		delivery.take(messages(64));
		await pass(2_000);
		expect(Math.max(...sizes().slice(-7))).toBeLessThanOrEqual(10);
		expect(settled.sort()).toEqual(idsOf(64).sort());
		expect(dead).toEqual([]);
	});

	it('by an event that is too large alone makes that one a dead letter', async () => {
		const { delivery, deadIds, settled } = deliveryTo((ids) =>
			ids.includes('m5') ? tooLarge : taken,
		);
		delivery.take(messages(16));
		await pass(2_000);
		expect(deadIds()).toEqual(['m5']);
		expect(settled).toHaveLength(16);
	});
});

describe('an address or a key that is wrong', () => {
	it('makes no dead letters and loses nothing: everything waits for the ping to succeed', async () => {
		const outage = { on: true };
		const { delivery, deadIds, settled, told, state, requests } = deliveryTo(() =>
			outage.on ? closed : taken,
		);
		state.ping = closed;
		delivery.take(messages(30));
		await pass(600_000);
		expect(deadIds()).toEqual([]);
		expect(settled).toEqual([]);
		expect(told.closed.length).toBeGreaterThan(0);
		expect(new Set(told.closed)).toEqual(new Set(['n8n answered 404']));
		expect(requests.length).toBeLessThan(200);
		outage.on = false;
		state.ping = taken;
		await pass(60_000);
		expect(settled.sort()).toEqual(idsOf(30).sort());
		expect(deadIds()).toEqual([]);
	});

	it('is not to blame when the ping gets through: the event that is, becomes a dead letter', async () => {
		const { delivery, dead, settled, told } = deliveryTo((ids) =>
			ids.includes('m3') ? { kind: 'closed', reason: 'n8n answered 403' } : taken,
		);
		delivery.take(messages(10));
		await pass(2_000);
		expect(dead).toEqual([{ id: 'm3', reason: 'n8n answered 403' }]);
		expect(settled.sort()).toEqual(idsOf(10).sort());
		expect(told.closed).toEqual([]);
	});

	it('for a moment, as when n8n starts, costs no lone event', async () => {
		const { delivery, deadIds, settled } = deliveryTo((_, request) =>
			request === 0 ? closed : taken,
		);
		delivery.take(messages(1));
		await pass(2_000);
		expect(deadIds()).toEqual([]);
		expect(settled).toEqual(['m0']);
	});
});

describe('results for each event', () => {
	it('one that n8n is taking right now goes again a second later, alone', async () => {
		const { delivery, requests, settled } = deliveryTo((ids, request) =>
			perEvent(
				Object.fromEntries(
					ids.map((id) => [id, id === 'm1' && request === 0 ? 'later' : 'delivered']),
				),
			),
		);
		delivery.take(messages(3));
		await pass(1_199);
		expect(settled).toEqual(['m0', 'm2']);
		await pass(1);
		expect(requests.map(({ ids, at }) => [at - START, ids])).toEqual([
			[200, ['m0', 'm1', 'm2']],
			[1_200, ['m1']],
		]);
		expect(settled).toEqual(['m0', 'm2', 'm1']);
	});

	it('one they do not name is not taken for delivered', async () => {
		const { delivery, settled } = deliveryTo((_, request) =>
			request === 0 ? perEvent({ m0: 'delivered' }) : taken,
		);
		delivery.take(messages(2));
		await pass(200);
		expect(settled).toEqual(['m0']);
		await pass(1_000);
		expect(settled).toEqual(['m0', 'm1']);
	});

	it('ids nobody sent are passed over', async () => {
		const { delivery, settled } = deliveryTo(() =>
			perEvent({ m0: 'delivered', stranger: 'refused', elsewhere: 'delivered' }),
		);
		delivery.take(messages(1));
		await pass(200);
		expect(settled).toEqual(['m0']);
	});
});

describe('dead letters that cannot be kept', () => {
	it('are tried until they are; nothing is acknowledged before', async () => {
		const { delivery, settled, store, told, deadIds } = deliveryTo(() =>
			perEvent({ m0: 'refused' }),
		);
		store.keeping = { ok: false, reason: 'ENOSPC: no space left on device' };
		delivery.take(messages(1));
		await pass(60_000);
		expect(settled).toEqual([]);
		expect(store.tries).toBeGreaterThan(5);
		expect(store.tries).toBeLessThan(20);
		expect(told.closed[0]).toBe('A dead letter could not be kept: ENOSPC: no space left on device');
		store.keeping = { ok: true };
		await pass(5_000);
		expect(deadIds()).toEqual(['m0']);
		expect(settled).toEqual(['m0']);
	});
});

describe('the end', () => {
	it('hurry sends what waits at once', async () => {
		const { delivery, elapsed, settled } = deliveryTo(() => taken, {
			batch: { maxWaitMs: 60_000 },
		});
		delivery.take(messages(3));
		delivery.hurry();
		await pass(0);
		expect(elapsed()).toEqual([0]);
		expect(settled).toHaveLength(3);
	});

	it('after end() nothing is sent, also what was on its way and failed', async () => {
		const { delivery, requests, settled } = deliveryTo(() => after(1_000, failing()), {
			batch: { maxEvents: 2 },
			concurrency: 1,
		});
		delivery.take(messages(4));
		await pass(500);
		delivery.end();
		await pass(600_000);
		expect(requests).toHaveLength(1);
		expect(settled).toEqual([]);
		expect(jest.getTimerCount()).toBe(0);
	});
});
