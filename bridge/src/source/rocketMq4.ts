import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

import {
	Message,
	Producer,
	type AliOnsMessage,
	type AliOnsQueue,
	type ProcessQueue,
} from 'ali-ons';

import { failureOf } from './failure';
import { HandingConsumer } from './handingConsumer';
import { noticeLogger } from './noticeLogger';
import type {
	Extension,
	Receipt,
	ReceivedMessage,
	Source,
	SourceNotice,
	Unacknowledged,
} from './source';
import type { RocketMq4Settings } from './sourceSettings';

/** As long as the gRPC source's poll, so that both hand over control as often. */
const POLL_MS = 5_000;
const CONNECT_MS = 15_000;
const CLOSE_MS = 3_000;

/**
 * What the client complains of where all is well: a group that has no retry topic yet, since nothing
 * was sent back, and one that reads a queue for the first time.
 */
const HARMLESS = /No topic route info.*%RETRY%|readOffset failed.*Not found/s;

/** Messages of one queue that were handed out, in the order of their offsets. */
interface HandedQueue {
	queue: AliOnsQueue;
	messages: ProcessQueue;
	/** Offsets up to this one were handed out. */
	handedTo: number;
	/** Offsets that are acknowledged though an earlier one is not. */
	acknowledged: Set<number>;
	/** How many were handed out and not acknowledged. */
	open: number;
}

/**
 * RocketMQ 4.x over TCP remoting. A consumed message is one whose queue's offset moved past it, so
 * acknowledgements in another order wait for the earlier ones. There is no lease: a message is
 * delivered again when the bridge starts anew or RocketMQ gives its queue to another bridge.
 */
export class RocketMq4Source implements Source {
	readonly #settings: RocketMq4Settings;
	readonly #notice: SourceNotice;
	readonly #access;
	readonly #consumer: HandingConsumer;
	readonly #queues = new Map<string, HandedQueue>();
	readonly #arrived: ReceivedMessage[] = [];
	#wake: (() => void) | null = null;
	#producer: Producer | null = null;
	/** What the client complained of since RocketMQ last answered a pull: it fails no call of ours. */
	#fault: Error | null = null;

	constructor(settings: RocketMq4Settings, notice: SourceNotice) {
		this.#settings = settings;
		this.#notice = notice;
		this.#access = {
			// Only asked for the addresses of name servers, which the settings hold.
			httpclient: { request: () => Promise.reject(new Error('No address server is used')) },
			nameSrv: settings.nameServers,
			namespace: settings.instanceId,
			// Two bridges in containers have the same address and process id (reference/aliyun §3.3).
			instanceName: `bridge-${randomUUID()}`,
			accessKeyId: settings.accessKeyId,
			accessKeySecret: settings.accessKeySecret,
			logger: noticeLogger(notice),
		};
		const first = settings.startFrom === 'earliest' ? 'FIRST' : 'LAST';
		this.#consumer = new HandingConsumer(
			{
				...this.#access,
				consumerGroup: settings.group,
				consumeFromWhere: `CONSUME_FROM_${first}_OFFSET`,
				brokerSuspendMaxTimeMillis: POLL_MS,
			},
			{
				handOut: (queue, messages) => this.#handOut(queue, messages),
				hasRoom: () => this.#countOpen() < settings.maxInFlight,
				pulled: () => {
					this.#fault = null;
				},
			},
		);
		this.#consumer.on('error', (error: unknown) => this.#failed(error));
	}

	async connect(): Promise<void> {
		// The consumer brings a producer along, which tells the same errors once more on the console.
		void Producer.getDefaultProducer(this.#access);
		Producer.defaultProducer?.on('error', () => {});
		await withinTime(this.#consumer.ready(), CONNECT_MS);
		this.#consumer.subscribe(this.#settings.topic, '*', async () => {});
	}

	async receive(most: number): Promise<ReceivedMessage[]> {
		if (this.#arrived.length === 0) await this.#untilArrived();
		if (this.#arrived.length === 0 && this.#fault !== null) throw this.#fault;
		return this.#arrived.splice(0, most);
	}

	#failed(error: unknown): void {
		if (HARMLESS.test(String(error))) return;
		this.#fault = error instanceof Error ? error : new Error(String(error));
	}

	#untilArrived(): Promise<void> {
		return new Promise((resolve) => {
			const before = this.#wake;
			const timer = setTimeout(resolve, POLL_MS);
			this.#wake = () => {
				before?.();
				clearTimeout(timer);
				resolve();
			};
		});
	}

	#handOut(queue: AliOnsQueue, messages: ProcessQueue): void {
		const known = this.#queues.get(queue.key);
		// A queue that comes back from another bridge brings what is still open anew.
		const handed =
			known?.messages === messages
				? known
				: { queue, messages, handedTo: -1, acknowledged: new Set<number>(), open: 0 };
		this.#queues.set(queue.key, handed);
		for (const message of messages.msgList) {
			if (message.queueOffset <= handed.handedTo) continue;
			handed.handedTo = message.queueOffset;
			handed.open += 1;
			this.#arrived.push(this.#received(message, queue));
		}
		if (this.#arrived.length === 0) return;
		this.#wake?.();
		this.#wake = null;
	}

	#received(message: AliOnsMessage, queue: AliOnsQueue): ReceivedMessage {
		return {
			// The id the producer gave; `msgId` is a place in the commit log.
			id: message.properties['UNIQ_KEY'] || message.msgId,
			topic: this.#settings.topic,
			body: message.body ?? Buffer.alloc(0),
			bornAt: message.bornTimestamp,
			attempt: message.reconsumeTimes + 1,
			receipt: `${message.queueOffset} ${queue.key}`,
			leaseUntil: Infinity,
		};
	}

	/** What was handed out of queues that have gone to another bridge since is that bridge's. */
	#countOpen(): number {
		let open = 0;
		for (const queue of this.#queues.values()) open += queue.messages.droped ? 0 : queue.open;
		return open;
	}

	ack(receipts: readonly Receipt[]): Promise<Unacknowledged[]> {
		return Promise.resolve(receipts.flatMap((receipt) => this.#acknowledge(receipt)));
	}

	#acknowledge({ id, receipt }: Receipt): Unacknowledged[] {
		const space = receipt.indexOf(' ');
		const offset = Number(receipt.slice(0, space));
		const handed = this.#queues.get(receipt.slice(space + 1));
		if (!handed || handed.messages.droped) {
			return [{ id, reason: 'its queue went to another bridge', lost: true }];
		}
		const isOpen = handed.messages.msgList.some(({ queueOffset }) => queueOffset === offset);
		if (!isOpen || handed.acknowledged.has(offset)) return [];
		handed.open -= 1;
		handed.acknowledged.add(offset);
		this.#moveOffset(handed);
		return [];
	}

	#moveOffset({ queue, messages, acknowledged }: HandedQueue): void {
		let done = 0;
		while (acknowledged.delete(messages.msgList[done]?.queueOffset ?? -1)) done += 1;
		if (done > 0) this.#consumer.moveOffset(queue, messages.remove(done));
	}

	/** There is no lease to lengthen. */
	extend({ receipt }: Receipt): Promise<Extension> {
		return Promise.resolve({ ok: true, receipt, leaseUntil: Infinity });
	}

	async send(topic: string, body: string): Promise<void> {
		this.#producer ??= await this.#startProducer();
		await this.#producer.send(new Message(topic, '', body));
	}

	async #startProducer(): Promise<Producer> {
		const producer = new Producer({ ...this.#access, producerGroup: this.#settings.group });
		producer.on('error', (error: unknown) => this.#notice('error', failureOf(error)));
		await withinTime(producer.ready(), CONNECT_MS);
		return producer;
	}

	async close(): Promise<void> {
		const clients = [this.#consumer, ...(this.#producer ? [this.#producer] : [])];
		const closing = Promise.allSettled(clients.map((client) => client.close()));
		await Promise.race([closing, sleep(CLOSE_MS)]);
	}
}

async function withinTime<T>(work: Promise<T>, milliseconds: number): Promise<T> {
	const timer = new AbortController();
	const timedOut = sleep(milliseconds, null, { signal: timer.signal }).then(() => {
		throw new Error('DEADLINE: no answer in time');
	});
	return await Promise.race([work, timedOut]).finally(() => timer.abort());
}
