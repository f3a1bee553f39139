import { keepLeases } from '../../../../bridge/src/settlement/leases';
import type { ReceivedMessage } from '../../../../bridge/src/source/source';
import { pass, START } from '../fakeTimers';
import { memoryBroker } from '../memorySource';
import { messages, range } from '../message';

beforeEach(() => void jest.useFakeTimers({ now: START }));
afterEach(() => void jest.useRealTimers());

const LEASE_MS = 60_000;

async function held(count: number) {
	const broker = memoryBroker({ leaseMs: LEASE_MS });
	const source = broker.source();
	broker.publish(messages(count));
	const inHand = await source.receive(count);
	const lost: string[] = [];
	const leases = keepLeases(LEASE_MS, source, {
		held: () => inHand,
		lost: (id) => void lost.push(id),
	});
	return { broker, source, inHand, lost, leases };
}

const forgetAll = (inHand: ReceivedMessage[]) => inHand.splice(0);

it('leases are extended before they end, for as long as it takes', async () => {
	const { broker, source, inHand, lost, leases } = await held(40);
	await pass(10 * LEASE_MS);
	expect(lost).toEqual([]);
	for (const { leaseUntil } of inHand) expect(leaseUntil).toBeGreaterThan(Date.now());
	expect(await source.ack(inHand)).toEqual([]);
	expect(broker.left()).toEqual([]);
	leases.stop();
});

it('no more often than it takes: about twice a lease', async () => {
	const { broker, leases } = await held(1);
	await pass(10 * LEASE_MS);
	expect(broker.calls.extend.length).toBeLessThanOrEqual(20);
	expect(broker.calls.extend.length).toBeGreaterThanOrEqual(10);
	leases.stop();
});

it('a lease that has long to go is let alone', async () => {
	const { broker, leases } = await held(1);
	await pass(LEASE_MS / 2 - 1);
	expect(broker.calls.extend).toEqual([]);
	leases.stop();
});

it('what is settled is not extended', async () => {
	const { broker, inHand, leases } = await held(3);
	await pass(LEASE_MS / 4);
	forgetAll(inHand);
	await pass(10 * LEASE_MS);
	expect(broker.calls.extend).toEqual([]);
	leases.stop();
});

it('a lost lease is told once, and let alone until the message comes again', async () => {
	const { broker, source, inHand, lost, leases } = await held(1);
	broker.redeliver('m0');
	await source.receive(1);
	await pass(5 * LEASE_MS);
	expect(lost).toEqual(['m0']);
	expect(broker.calls.extend).toHaveLength(1);

	const [copy] = await source.receive(1);
	Object.assign(inHand[0] ?? {}, copy);
	await pass(5 * LEASE_MS);
	expect(lost).toEqual(['m0']);
	expect(inHand[0]?.leaseUntil).toBeGreaterThan(Date.now());
	leases.stop();
});

it('RocketMQ away for a while: tried again, and nothing is taken for lost', async () => {
	const { broker, inHand, lost, leases } = await held(2);
	broker.faults.extend = 'RocketMQ cannot be reached';
	await pass(LEASE_MS * 0.7);
	broker.faults.extend = undefined;
	await pass(LEASE_MS * 0.2);
	expect(lost).toEqual([]);
	expect(inHand.every(({ leaseUntil }) => leaseUntil > Date.now() + LEASE_MS / 2)).toBe(true);
	leases.stop();
});

it('a source that throws is asked again', async () => {
	let calls = 0;
	const [message] = messages(1);
	if (!message) throw new Error('no message');
	message.leaseUntil = START + LEASE_MS;
	const source = memoryBroker({ leaseMs: LEASE_MS }).source();
	const leases = keepLeases(
		LEASE_MS,
		{ ...source, extend: () => ((calls += 1), Promise.reject(new Error('crashed'))) },
		{ held: () => [message], lost: () => {} },
	);
	await pass(LEASE_MS);
	expect(calls).toBeGreaterThan(1);
	leases.stop();
});

it('an extension that ends after a copy came does not touch its receipt', async () => {
	const [message] = messages(1);
	if (!message) throw new Error('no message');
	message.leaseUntil = START;
	const source = memoryBroker({ leaseMs: LEASE_MS }).source();
	const leases = keepLeases(
		LEASE_MS,
		{
			...source,
			async extend() {
				message.receipt = 'receipt of the copy';
				message.leaseUntil = START + 10 * LEASE_MS;
				return { ok: true, receipt: 'too late', leaseUntil: 1 };
			},
		},
		{ held: () => [message], lost: () => {} },
	);
	await pass(LEASE_MS / 6);
	expect(message).toMatchObject({
		receipt: 'receipt of the copy',
		leaseUntil: START + 10 * LEASE_MS,
	});
	leases.stop();
});

it('asks for a few at once, however many are held', async () => {
	const source = memoryBroker({ leaseMs: LEASE_MS }).source();
	const inHand = messages(200).map((message) => ({ ...message, leaseUntil: START }));
	let atOnce = 0;
	let most = 0;
	const leases = keepLeases(
		LEASE_MS,
		{
			...source,
			async extend({ receipt }) {
				most = Math.max(most, ++atOnce);
				await new Promise((resolve) => setTimeout(resolve, 5));
				atOnce -= 1;
				return { ok: true, receipt, leaseUntil: Date.now() + LEASE_MS };
			},
		},
		{ held: () => inHand, lost: () => {} },
	);
	await pass(LEASE_MS / 6 + 1_000);
	expect(most).toBe(16);
	expect(inHand.every(({ leaseUntil }) => leaseUntil > START)).toBe(true);
	leases.stop();
});

it('stop extends nothing more', async () => {
	const { broker, leases } = await held(2);
	leases.stop();
	await pass(10 * LEASE_MS);
	expect(broker.calls.extend).toEqual([]);
	expect(range(2).map((index) => broker.attempts(`m${index}`))).toEqual([1, 1]);
});
