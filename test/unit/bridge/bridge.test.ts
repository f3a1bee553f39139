import { Bridge, type BridgeSettings } from '../../../bridge/src/bridge';
import type { Source } from '../../../bridge/src/source/source';
import { pass, START } from './fakeTimers';
import { memoryBroker, type MemoryBroker } from './memorySource';
import { messages, messageWith, range } from './message';
import { after, failing, scriptedTarget, taken, type Script } from './scriptedTarget';

jest.mock('node:timers/promises', () => jest.requireActual('./fakeTimers'));

beforeEach(() => void jest.useFakeTimers({ now: START }));
const running: Bridge[] = [];
afterEach(async () => {
	for (const bridge of running.splice(0)) {
		void bridge.stop(0);
		await pass(60_000);
	}
	jest.useRealTimers();
});

const LEASE_MS = 60_000;

const SETTINGS: BridgeSettings = {
	delivery: {
		batch: { maxEvents: 100, maxBytes: 524_288, maxWaitMs: 200 },
		concurrency: 4,
		retry: { baseMs: 500, capMs: 15_000 },
		giveUpAfter: 8,
	},
	maxInFlight: 1_000,
	receivers: 4,
	leaseMs: LEASE_MS,
};

interface Start {
	broker?: MemoryBroker;
	source?: Source;
	script?: Script;
	settings?: Partial<BridgeSettings>;
}

function startBridge({ broker = memoryBroker({ leaseMs: LEASE_MS }), ...start }: Start = {}) {
	const n8n = scriptedTarget(start.script);
	const dead: string[] = [];
	const told = {
		received: 0,
		copies: [] as string[],
		expired: [] as string[],
		sourceFailed: [] as Array<[number, string]>,
	};
	const source = start.source ?? broker.source();
	const bridge = new Bridge(
		{ ...SETTINGS, ...start.settings },
		{
			source,
			target: n8n.target,
			deadLetters: {
				async keep({ id }) {
					dead.push(id);
					return { ok: true };
				},
			},
			observer: {
				received(message, copy) {
					told.received += 1;
					if (copy) told.copies.push(message.id);
				},
				leaseExpired: (id) => void told.expired.push(id),
				sourceFailed: (reason) => void told.sourceFailed.push([Date.now() - START, reason]),
				sent() {},
				settled() {},
				retried() {},
				closed() {},
				deadLetter() {},
			},
		},
	);
	running.push(bridge);
	return { bridge, broker, source, dead, told, ...n8n };
}

const idsOf = (count: number) => range(count).map((index) => `m${index}`);

/** Stops a bridge in fake time and tells how long it took. */
async function stopped(bridge: Bridge, deadlineMs: number) {
	const startedAt = Date.now();
	let result: { undelivered: number; tookMs: number } | null = null;
	void bridge
		.stop(deadlineMs)
		.then(({ undelivered }) => (result = { undelivered, tookMs: Date.now() - startedAt }));
	for (let waited = 0; !result && waited < 120_000; waited += 10) await pass(10);
	return result as { undelivered: number; tookMs: number } | null;
}

describe('at least once', () => {
	it('everything is delivered, and acknowledged after it', async () => {
		const { broker, accepted, bridge } = startBridge({ script: () => after(500, taken) });
		broker.publish(messages(500));
		await pass(400);
		expect(accepted).toEqual([]);
		expect(broker.acknowledged).toEqual([]);
		await pass(10_000);
		expect(accepted.sort()).toEqual(idsOf(500).sort());
		expect(broker.acknowledged.sort()).toEqual(idsOf(500).sort());
		expect(bridge.status()).toMatchObject({ inFlight: 0, oldestSeconds: 0, isSourceUp: true });
	});

	it('n8n away for longer than a lease: every message stays in hand, none is lost or doubled', async () => {
		const outage = { on: true };
		const { broker, accepted, told, requests } = startBridge({
			script: () => (outage.on ? failing() : taken),
		});
		broker.publish(messages(300));
		await pass(10 * LEASE_MS);
		expect(accepted).toEqual([]);
		expect(requests.length).toBeLessThan(120);
		outage.on = false;
		await pass(30_000);
		expect(accepted.sort()).toEqual(idsOf(300).sort());
		expect(broker.left()).toEqual([]);
		expect(told.copies).toEqual([]);
		expect(told.expired).toEqual([]);
	});

	it('a lease that was lost while n8n was away: the copy brings its receipt to the one in hand', async () => {
		const outage = { on: true };
		const { broker, accepted, told } = startBridge({
			script: () => (outage.on ? failing() : taken),
		});
		broker.publish(messages(1));
		await pass(1_000);
		broker.redeliver('m0');
		await pass(2_000);
		expect(told.copies).toEqual(['m0']);
		outage.on = false;
		await pass(30_000);
		expect(accepted).toEqual(['m0']);
		expect(broker.left()).toEqual([]);
		expect(told.expired).toEqual([]);
	});

	it('a copy of what was delivered is acknowledged, and not sent again', async () => {
		const { broker, accepted, told } = startBridge();
		broker.publish(messages(1));
		await pass(1_000);
		expect(broker.acknowledged).toEqual(['m0']);
		broker.publish(messages(1));
		await pass(1_000);
		expect(accepted).toEqual(['m0']);
		expect(broker.acknowledged).toEqual(['m0', 'm0']);
		expect(told.copies).toEqual(['m0']);
	});

	it('acknowledgements that fail are tried until they are taken', async () => {
		const { broker, accepted, bridge } = startBridge();
		broker.faults.ack = 'RocketMQ cannot be reached';
		broker.publish(messages(10));
		await pass(40_000);
		expect(broker.acknowledged).toEqual([]);
		expect(bridge.status().inFlight).toBe(10);
		broker.faults.ack = undefined;
		await pass(2_000);
		expect(accepted.sort()).toEqual(idsOf(10).sort());
		expect(broker.acknowledged.sort()).toEqual(idsOf(10).sort());
		expect(bridge.status().inFlight).toBe(0);
	});

	it('a lease lost before the acknowledgement is told, and the copy is only acknowledged', async () => {
		const { broker, accepted, told } = startBridge();
		broker.faults.ack = 'RocketMQ cannot be reached';
		broker.faults.extend = 'RocketMQ cannot be reached';
		broker.publish(messages(1));
		await pass(LEASE_MS - 1_000);
		broker.faults.receive = 'RocketMQ cannot be reached';
		await pass(10_000);
		expect(told.expired).toEqual(['m0']);
		Object.assign(broker.faults, { ack: undefined, extend: undefined, receive: undefined });
		await pass(60_000);
		expect(accepted).toEqual(['m0']);
		expect(broker.left()).toEqual([]);
	});

	it('an odd message does not hold up those it came with', async () => {
		const { broker, accepted, dead } = startBridge();
		const odd = messageWith('odd', {}, { bornAt: 1e20 });
		const noJson = messageWith('noJson', {}, { body: Buffer.from([0xff]) });
		broker.publish([odd, noJson, ...messages(3)]);
		await pass(1_000);
		expect(accepted.sort()).toEqual(['m0', 'm1', 'm2', 'odd']);
		expect(dead).toEqual(['noJson']);
		expect(broker.left()).toEqual([]);
	});
});

describe('bounds', () => {
	it('no more is in hand than is set, the acknowledged ones not counted', async () => {
		const { broker, bridge, accepted } = startBridge({
			script: () => after(300, taken),
			settings: { maxInFlight: 50 },
		});
		broker.publish(messages(400));
		let most = 0;
		for (let step = 0; step < 400; step++) {
			await pass(20);
			most = Math.max(most, bridge.status().inFlight);
		}
		expect(most).toBeGreaterThan(30);
		expect(most).toBeLessThanOrEqual(50);
		expect(accepted).toHaveLength(400);
	});

	it('while n8n is down a poll of messages is in hand, and no more is asked for', async () => {
		const { broker, bridge } = startBridge({ script: () => failing() });
		broker.publish(messages(32));
		await pass(10_000);
		broker.publish(messages(500).slice(32));
		const before = broker.calls.receive.length;
		await pass(600_000);
		expect(bridge.status()).toMatchObject({ inFlight: 32, isTargetUp: false });
		expect(broker.calls.receive.length).toBe(before);
	});

	it('an event alone that n8n fails on does not shut out the others', async () => {
		const { broker, accepted, dead } = startBridge({
			script: (ids) => (ids.includes('poison') ? failing() : taken),
		});
		broker.publish([messageWith('poison')]);
		await pass(30_000);
		for (const index of range(300)) {
			broker.publish(messages(1 + index).slice(index));
			await pass(1_000);
		}
		await pass(30_000);
		expect(dead).toEqual(['poison']);
		expect(accepted.sort()).toEqual(idsOf(300).sort());
		expect(broker.left()).toEqual([]);
	});

	it('tells the age of the oldest in hand', async () => {
		const { broker, bridge } = startBridge({ script: () => failing() });
		broker.publish(messages(1));
		await pass(90_000);
		expect(bridge.status().oldestSeconds).toBeGreaterThan(88);
		expect(bridge.status().oldestSeconds).toBeLessThanOrEqual(90);
	});
});

describe('RocketMQ away', () => {
	it('polls back off, up to half a minute, and go on by themselves', async () => {
		const { broker, told, bridge, accepted } = startBridge({ settings: { receivers: 1 } });
		await pass(500);
		broker.faults.receive = 'RocketMQ cannot be reached';
		await pass(600_000);
		expect(bridge.status().isSourceUp).toBe(false);
		const times = told.sourceFailed.map(([at]) => at);
		const gaps = times.slice(1).map((at, index) => at - (times[index] ?? 0));
		expect(gaps[0]).toBeLessThanOrEqual(1_000);
		expect(Math.max(...gaps)).toBeLessThanOrEqual(30_000);
		expect(Math.min(...gaps.slice(8))).toBeGreaterThanOrEqual(15_000);
		expect(told.sourceFailed[0]?.[1]).toBe('RocketMQ cannot be reached');
		broker.faults.receive = undefined;
		broker.publish(messages(5));
		await pass(31_000);
		expect(accepted).toHaveLength(5);
		expect(bridge.status().isSourceUp).toBe(true);
	});
});

describe('stop', () => {
	it('with nothing in hand ends as soon as the polls do', async () => {
		const { bridge, source, state } = startBridge();
		await pass(1_000);
		expect(await stopped(bridge, 25_000)).toMatchObject({ undelivered: 0 });
		expect((source as ReturnType<MemoryBroker['source']>).isClosed()).toBe(true);
		expect(state.closed).toBe(true);
	});

	it('delivers what is in hand, without waiting for more', async () => {
		const { bridge, broker, accepted } = startBridge({
			settings: {
				delivery: {
					...SETTINGS.delivery,
					batch: { ...SETTINGS.delivery.batch, maxWaitMs: 60_000 },
				},
			},
		});
		broker.publish(messages(20));
		await pass(100);
		expect(accepted).toEqual([]);
		const result = await stopped(bridge, 25_000);
		expect(result).toMatchObject({ undelivered: 0 });
		expect(result?.tookMs).toBeLessThan(1_000);
		expect(accepted).toHaveLength(20);
		expect(broker.left()).toEqual([]);
	});

	it('is over at the deadline, and gives back what n8n did not take', async () => {
		const { bridge, broker, requests } = startBridge({ script: () => failing() });
		broker.publish(messages(20));
		await pass(5_000);
		const result = await stopped(bridge, 3_000);
		expect(result?.undelivered).toBe(20);
		expect(result?.tookMs).toBeLessThan(3_100);
		const before = requests.length;
		await pass(2_000);
		const other = await broker.source().receive(32);
		expect(other.map(({ id }) => id).sort()).toEqual(idsOf(20).sort());
		expect(requests).toHaveLength(before);
	});

	it('gives back what is on its way too, and counts it', async () => {
		const { bridge, broker } = startBridge({ script: () => after(600_000, taken) });
		broker.publish(messages(20));
		await pass(1_000);
		expect((await stopped(bridge, 2_000))?.undelivered).toBe(20);
		await pass(1_100);
		expect(await broker.source().receive(32)).toHaveLength(20);
	});

	it('leaves no timers behind', async () => {
		const { bridge, broker } = startBridge({ script: () => failing() });
		broker.publish(messages(20));
		await pass(5_000);
		await stopped(bridge, 2_000);
		running.splice(0);
		await pass(60_000);
		expect(jest.getTimerCount()).toBe(0);
	});

	it('says that it is stopping', async () => {
		const { bridge } = startBridge();
		expect(bridge.status().isStopping).toBe(false);
		await stopped(bridge, 1_000);
		expect(bridge.status().isStopping).toBe(true);
	});
});

describe('untilIdle', () => {
	it('waits until nothing is in hand, and nothing came for a while', async () => {
		const { bridge, broker } = startBridge({ script: () => after(3_000, taken) });
		broker.publish(messages(5));
		await pass(100);
		let isIdle = false;
		void bridge.untilIdle(2_000).then(() => (isIdle = true));
		await pass(3_000);
		expect(isIdle).toBe(false);
		await pass(1_000);
		expect(isIdle).toBe(true);
	});
});

describe('two bridges', () => {
	it('share the load, and lose and double nothing', async () => {
		const broker = memoryBroker({ leaseMs: LEASE_MS, latencyMs: 5 });
		const one = startBridge({
			broker,
			script: () => after(100, taken),
			settings: { receivers: 1 },
		});
		const two = startBridge({
			broker,
			script: () => after(100, taken),
			settings: { receivers: 1 },
		});
		for (const index of range(20)) {
			broker.publish(messages(100, index * 100));
			await pass(100);
		}
		await pass(10_000);
		const all = [...one.accepted, ...two.accepted];
		expect(all).toHaveLength(2_000);
		expect(new Set(all).size).toBe(2_000);
		expect(one.accepted.length).toBeGreaterThan(300);
		expect(two.accepted.length).toBeGreaterThan(300);
		expect(broker.left()).toEqual([]);
	});

	it('one that is gone leaves its messages to the other', async () => {
		const broker = memoryBroker({ leaseMs: LEASE_MS });
		const gone = startBridge({ broker, script: () => after(600_000, taken) });
		broker.publish(messages(100));
		await pass(1_000);
		expect(await stopped(gone.bridge, 0)).toMatchObject({ undelivered: 100 });
		const other = startBridge({ broker });
		await pass(LEASE_MS + 5_000);
		expect(other.accepted.sort()).toEqual(idsOf(100).sort());
		expect(broker.left()).toEqual([]);
	});
});
