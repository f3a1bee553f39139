import { setTimeout as delay } from 'node:timers/promises';
import { aliyunEvents } from '../../../../simulators/src/index.ts';
import type { Outgoing } from '../../../../simulators/src/aliyun/producer.ts';
import { createEventProducer } from '../../../../simulators/src/aliyun/producer.ts';

const events = aliyunEvents(120, { seed: 5, at: Date.UTC(2026, 4, 1, 8) });
const nothing = async () => {};

/** A transport that takes each message after a few milliseconds, unless told otherwise. */
function recordingProducer(refuse: (outgoing: Outgoing) => string | null = () => null) {
	const taken: Outgoing[] = [];
	let underWay = 0;
	let most = 0;
	const producer = createEventProducer(async (outgoing) => {
		underWay += 1;
		most = Math.max(most, underWay);
		await delay(outgoing.body.length % 4);
		underWay -= 1;
		const refusal = refuse(outgoing);
		if (refusal) throw new Error(refusal);
		taken.push(outgoing);
		return `id-${outgoing.messageId}`;
	}, nothing);
	return { producer, taken, most: () => most };
}

test('many in parallel: ids in the order of the events, each call in order', async () => {
	const { producer, taken, most } = recordingProducer();
	const ids = await producer.sendMany(events, { parallel: 8 });
	expect(ids).toEqual(events.map(({ messageId }) => `id-${messageId}`));
	expect(most()).toBeGreaterThan(2);
	expect(most()).toBeLessThanOrEqual(8);
	const orderOf = (list: readonly { key: string; messageId: string }[]) =>
		Object.fromEntries(
			[...Map.groupBy(list, ({ key }) => key)].map(([key, own]) => [
				key,
				own.map(({ messageId }) => messageId),
			]),
		);
	expect(orderOf(taken)).toEqual(orderOf(events));
});

test('texts and bytes go as they are, each with an id of its own', async () => {
	const { producer, taken } = recordingProducer();
	await producer.send('not JSON');
	await producer.send(Buffer.from([0xff, 0x00]));
	expect(taken.map(({ body }) => body)).toEqual([
		Buffer.from('not JSON'),
		Buffer.from([0xff, 0x00]),
	]);
	expect(new Set(taken.map(({ messageId }) => messageId)).size).toBe(2);
	expect(taken[0]?.messageId).toMatch(/^[\dA-F]{32}$/);
});

test('a busy broker is asked again, and gets no message twice', async () => {
	const refused = new Set<string>();
	const { producer, taken } = recordingProducer(({ messageId }) => {
		if (refused.has(messageId) || refused.size >= 5) return null;
		refused.add(messageId);
		return '[TIMEOUT_CLEAN_QUEUE]broker busy, start flow control for a while';
	});
	await producer.sendMany(events.slice(0, 20), { parallel: 4 });
	expect(refused.size).toBe(5);
	expect(taken).toHaveLength(20);
});

test('any other failure ends it at once, in the words of RocketMQ', async () => {
	const { producer, taken } = recordingProducer(() => 'No topic route');
	await expect(producer.sendMany(events, { parallel: 2 })).rejects.toThrow('No topic route');
	expect(taken).toHaveLength(0);
});

test('close does not wait for a goodbye that never ends', async () => {
	const never = () => new Promise<void>(() => {});
	const producer = createEventProducer(async () => '', never);
	const begunAt = performance.now();
	await producer.close();
	expect(performance.now() - begunAt).toBeLessThan(5000);
});
