import { setTimeout as sleep } from 'node:timers/promises';

import { Consumer, type AliOnsQueue, type ProcessQueue } from 'ali-ons';

const PAUSE_MS = 200;

/** Who has the messages. */
interface Owner {
	handOut(queue: AliOnsQueue, messages: ProcessQueue): void;
	hasRoom(): boolean;
	/** RocketMQ answered a pull, with messages or without. */
	pulled(): void;
}

/**
 * ali-ons' consumer with a loop of its own. The original takes one queue after the other and waits
 * for its slowest message (reference/aliyun §3.3); this one hands out all that was pulled, and
 * whoever has it says how far each queue has come. It uses members of a client whose version is
 * pinned.
 */
export class HandingConsumer extends Consumer {
	readonly #owner: Owner;

	constructor(options: Record<string, unknown>, owner: Owner) {
		super({ ...options, pullThresholdForQueue: Number.MAX_SAFE_INTEGER });
		this.#owner = owner;
	}

	override async _consumeMessageLoop(topic: string): Promise<void> {
		for (const queue of this._topicSubscribeInfoTable.get(topic) ?? []) {
			const pulled = this._processQueueTable.get(queue.key);
			if (pulled) this.#owner.handOut(queue, pulled.processQueue);
		}
		await this.await(`topic_${topic}_changed`);
	}

	/** Pulls no more while there is no room. */
	override async executePullRequestImmediately(queue: AliOnsQueue): Promise<void> {
		if (this.#owner.hasRoom()) {
			await super.executePullRequestImmediately(queue);
			this.#owner.pulled();
			return;
		}
		const pulled = this._processQueueTable.get(queue.key);
		// The client drops a queue that was not pulled for two minutes.
		if (pulled) pulled.processQueue.lastPullTimestamp = Date.now();
		await sleep(PAUSE_MS);
	}

	moveOffset(queue: AliOnsQueue, offset: number): void {
		this._offsetStore.updateOffset(queue, offset, true);
	}
}
