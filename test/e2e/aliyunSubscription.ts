import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

import type { RocketMq } from '../../runtime/src/rocketMq.ts';
import {
	aliyunEvents,
	openRocketMq4Producer,
	openRocketMq5Producer,
	type AliyunEvent,
	type EventProducer,
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
	/**
	 * Sends these as a contact center does: calls side by side, and some time between the events of one.
	 * Gives RocketMQ's message ids, in the order of the events.
	 */
	sendLive(events: readonly AliyunEvent[]): Promise<string[]>;
}

const QUEUES = 8;
/** Longer than it takes RocketMQ to hand out a message of one queue after one of another. */
const BETWEEN_EVENTS_MS = 250;
/** RocketMQ gives a new consumer its queues within so long. */
const FIRST_BALANCE_MS = 3_000;

export async function subscription(rocketMq: RocketMq, protocol: Protocol): Promise<Subscription> {
	const topic = `ccc-event-${randomUUID().slice(0, 8)}`;
	const group = `GID_${topic}`;
	await rocketMq.createTopic(topic, { queues: QUEUES });
	await rocketMq.createGroup(group);
	const withProducer = async <T>(work: (producer: EventProducer) => Promise<T>): Promise<T> => {
		const producer = await producerOf(rocketMq, protocol, topic);
		try {
			return await work(producer);
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
			await withProducer((producer) => producer.sendMany(events, { parallel: 16 }));
		},
		sendLive: (events) =>
			withProducer(async (producer) => {
				const ids = new Map<AliyunEvent, string>();
				for (const step of stepsOf(events)) {
					const sent = await producer.sendMany(step, { parallel: 16 });
					step.forEach((event, index) => ids.set(event, sent[index] ?? ''));
					await sleep(BETWEEN_EVENTS_MS);
				}
				return events.map((event) => ids.get(event) ?? '');
			}),
	};
}

/** The first events of all calls, then the second ones, and so on. */
function stepsOf(events: readonly AliyunEvent[]): AliyunEvent[][] {
	const steps: AliyunEvent[][] = [];
	const done = new Map<string, number>();
	for (const event of events) {
		const step = done.get(event.key) ?? 0;
		done.set(event.key, step + 1);
		(steps[step] ??= []).push(event);
	}
	return steps;
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
