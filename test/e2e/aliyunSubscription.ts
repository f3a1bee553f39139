import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

import type { RocketMq } from '../../runtime/src/rocketMq.ts';
import {
	aliyunEvents,
	openRocketMq4Producer,
	openRocketMq5Producer,
	type Sendable,
} from '../../simulators/src/index.ts';

export type Protocol = 'rocketmq5' | 'rocketmq4';

/** A topic CCC pushes its events to, and a group that reads it. */
export interface Subscription {
	/** The bridge's settings of it. */
	source: Record<string, unknown>;
	/** Resolves when RocketMQ knows where the group begins: a new one begins at the topic's end. */
	listening(): Promise<void>;
	/** Sends the events of whole calls; every so many one is poison. */
	send(count: number, options?: { poisonEvery?: number }): Promise<void>;
	/** Sends these, those of one call one after the other; gives RocketMQ's message ids. */
	sendEvents(events: readonly Sendable[]): Promise<string[]>;
}

const QUEUES = 8;
/** RocketMQ gives a new consumer its queues within so long. */
const FIRST_BALANCE_MS = 3_000;

export async function subscription(rocketMq: RocketMq, protocol: Protocol): Promise<Subscription> {
	const topic = `ccc-event-${randomUUID().slice(0, 8)}`;
	const group = `GID_${topic}`;
	await rocketMq.createTopic(topic, { queues: QUEUES });
	await rocketMq.createGroup(group);
	const sendEvents = async (events: readonly Sendable[]) => {
		const producer = await producerOf(rocketMq, protocol, topic);
		try {
			return await producer.sendMany(events, { parallel: 16 });
		} finally {
			await producer.close();
		}
	};
	return {
		source: { ...addressOf(rocketMq, protocol), protocol, topic, group },
		listening: () => sleep(FIRST_BALANCE_MS),
		async send(count, { poisonEvery } = {}) {
			const events = aliyunEvents(count, { seed: 1, at: Date.now() }).map((event, index) =>
				poisonEvery && index % poisonEvery === 0 ? poison(index / poisonEvery) : event,
			);
			await sendEvents(events);
		},
		sendEvents,
	};
}

const addressOf = (rocketMq: RocketMq, protocol: Protocol) =>
	protocol === 'rocketmq5'
		? { endpoint: rocketMq.grpcEndpoint }
		: { nameServers: [rocketMq.nameServer] };

const producerOf = (rocketMq: RocketMq, protocol: Protocol, topic: string) =>
	protocol === 'rocketmq5'
		? openRocketMq5Producer({ endpoint: rocketMq.grpcEndpoint, topic })
		: openRocketMq4Producer({ nameServer: rocketMq.nameServer, topic, group: `GID_ccc_${topic}` });

const POISON = [
	'no JSON at all',
	'{"eventTime":"2026-05-01T08:00:00.000Z","instanceId":"acme"}',
	'[1,2]',
];

/** What can never become an event: no JSON, no type, no object. */
const poison = (index: number) => POISON[index % POISON.length] ?? '';
