/**
 * The parts of ali-ons 3.12.0 the bridge uses, which ships without types. The members that begin
 * with "_" are its own: the version is pinned because of them.
 */
declare module 'ali-ons' {
	import type { EventEmitter } from 'node:events';

	export interface AliOnsQueue {
		key: string;
		topic: string;
	}

	export interface AliOnsMessage {
		msgId: string;
		queueOffset: number;
		bornTimestamp: number;
		reconsumeTimes: number;
		body: Buffer | undefined;
		properties: Record<string, string | null>;
	}

	export interface ProcessQueue {
		msgList: AliOnsMessage[];
		droped: boolean;
		lastPullTimestamp: number;
		/** Drops the first messages and gives the offset of the next one. */
		remove(count: number): number;
	}

	class Client extends EventEmitter {
		constructor(options: Record<string, unknown>);
		ready(): Promise<void>;
		await(event: string): Promise<unknown>;
		close(): Promise<void>;
	}

	export class Consumer extends Client {
		_topicSubscribeInfoTable: Map<string, AliOnsQueue[]>;
		_processQueueTable: Map<string, { processQueue: ProcessQueue }>;
		_offsetStore: { updateOffset(queue: AliOnsQueue, offset: number, onlyUp: boolean): void };
		subscribe(topic: string, expression: string, handler: () => Promise<void>): void;
		_consumeMessageLoop(topic: string): Promise<void>;
		executePullRequestImmediately(queue: AliOnsQueue): Promise<void>;
	}

	export class Message {
		constructor(topic: string, tags: string, body: string);
	}

	export class Producer extends Client {
		/** The one every consumer brings along, once it was asked for. */
		static defaultProducer?: Producer;
		static getDefaultProducer(options: Record<string, unknown>): Promise<Producer>;
		send(message: Message): Promise<{ msgId: string; sendStatus: string }>;
	}
}
