import { setTimeout as sleep } from 'node:timers/promises';

import type { DeadLetters } from './deadLetter/deadLetters';
import { Delivery, type DeliveryObserver, type DeliverySettings } from './delivery/delivery';
import type { N8nTarget } from './delivery/n8nTarget';
import { createAcknowledger, type Acknowledger } from './settlement/acknowledger';
import { keepLeases } from './settlement/leases';
import { createRecentIds } from './settlement/recentIds';
import type { ReceivedMessage, Source } from './source/source';

export interface BridgeSettings {
	delivery: DeliverySettings;
	/** Messages in hand at once, received and not acknowledged. */
	maxInFlight: number;
	/** Polls at once. */
	receivers: number;
	leaseMs: number;
}

export interface BridgeObserver extends DeliveryObserver {
	received(message: ReceivedMessage, copy: boolean): void;
	leaseExpired(id: string): void;
	sourceFailed(reason: string): void;
}

export interface BridgeStatus {
	inFlight: number;
	/** Age of the message longest in hand, in seconds. */
	oldestSeconds: number;
	isSourceUp: boolean;
	isTargetUp: boolean;
	isStopping: boolean;
}

export interface BridgeParts {
	source: Source;
	target: N8nTarget;
	deadLetters: DeadLetters;
	observer: BridgeObserver;
}

const MOST_PER_RECEIVE = 32;
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 30_000;
/** How many delivered messages are known by name, should RocketMQ deliver them again. */
const RECENT_IDS = 50_000;
const STEP_MS = 20;
const ROOM_STEP_MS = 1_000;
/** What a message that is given back waits before it goes to another bridge. */
const GIVE_BACK_MS = 1_000;

interface InHand {
	message: ReceivedMessage;
	/** In milliseconds since 1970. */
	since: number;
}

/** Between RocketMQ and n8n: at least once, each call in order, bounded. Runs from the start. */
export class Bridge {
	readonly #settings: BridgeSettings;
	readonly #parts: BridgeParts;
	readonly #inHand = new Map<string, InHand>();
	readonly #done = createRecentIds(RECENT_IDS);
	readonly #acknowledger: Acknowledger;
	readonly #delivery: Delivery;
	readonly #leases: { stop(): void };
	readonly #receivers: Promise<void>[];
	readonly #stopped = new AbortController();
	/** How many messages polls under way may bring. */
	#asked = 0;
	#isSourceUp = false;
	#lastArrival = Date.now();
	readonly #waitForRoom = new Set<() => void>();

	constructor(settings: BridgeSettings, parts: BridgeParts) {
		this.#settings = settings;
		this.#parts = parts;
		const { source, observer } = parts;
		const lost = (id: string) => observer.leaseExpired(id);
		this.#acknowledger = createAcknowledger(source, { lost, forget: (id) => this.#forget(id) });
		this.#delivery = new Delivery(settings.delivery, {
			...parts,
			settle: (message) => {
				this.#done.add(message.id);
				this.#acknowledger.acknowledge(message);
			},
		});
		this.#leases = keepLeases(settings.leaseMs, source, {
			// A lease that is lengthened after its acknowledgement brings the message again.
			held: () => this.#undelivered(),
			lost,
		});
		this.#receivers = Array.from({ length: settings.receivers }, () => this.#receiveForEver());
	}

	get isStopping(): boolean {
		return this.#stopped.signal.aborted;
	}

	status(): BridgeStatus {
		let oldest = Date.now();
		for (const { since } of this.#inHand.values()) oldest = Math.min(oldest, since);
		return {
			inFlight: this.#inHand.size,
			oldestSeconds: (Date.now() - oldest) / 1000,
			isSourceUp: this.#isSourceUp,
			isTargetUp: this.#delivery.isTargetUp,
			isStopping: this.isStopping,
		};
	}

	/** Resolves when nothing more came for a while and everything is delivered; for a replay. */
	async untilIdle(quietMs: number): Promise<void> {
		do await sleep(STEP_MS);
		while (this.#inHand.size > 0 || Date.now() - this.#lastArrival < quietMs);
	}

	/**
	 * Receives no more, delivers what is in hand and says goodbye; what is not delivered in time goes
	 * back to RocketMQ.
	 */
	async stop(deadlineMs: number): Promise<{ undelivered: number }> {
		const { source, target } = this.#parts;
		this.#stopped.abort();
		this.#delivery.hurry();
		const delivered = Promise.all(this.#receivers).then(() => this.untilIdle(0));
		await Promise.race([delivered, sleep(deadlineMs, null, { ref: false })]);
		this.#leases.stop();
		this.#delivery.end();
		// What is on its way too: n8n knows it again should it have arrived.
		const undelivered = this.#undelivered();
		await Promise.allSettled(undelivered.map((message) => source.extend(message, GIVE_BACK_MS)));
		await this.#acknowledger.stop();
		await source.close();
		await target.close();
		this.#inHand.clear();
		return { undelivered: undelivered.length };
	}

	#undelivered(): ReceivedMessage[] {
		return [...this.#inHand.values()]
			.map(({ message }) => message)
			.filter(({ id }) => !this.#done.has(id));
	}

	async #receiveForEver(): Promise<void> {
		let failures = 0;
		while (!this.isStopping) {
			const room = this.#most() - this.#inHand.size - this.#asked;
			if (room <= 0) await this.#untilRoom();
			else failures = (await this.#receive(Math.min(room, MOST_PER_RECEIVE))) ? 0 : failures + 1;
			if (failures > 0) await this.#pauseAfter(failures);
		}
	}

	/**
	 * While n8n is down a poll's worth is in hand and no more. Fewer would not do: that n8n fails on
	 * one event only shows when others get through.
	 */
	#most(): number {
		const { maxInFlight } = this.#settings;
		return this.#delivery.isTargetUp ? maxInFlight : Math.min(maxInFlight, MOST_PER_RECEIVE);
	}

	async #receive(most: number): Promise<boolean> {
		this.#asked += most;
		try {
			const messages = await this.#parts.source.receive(most);
			this.#isSourceUp = true;
			this.#admit(messages);
		} catch (error) {
			this.#isSourceUp = false;
			const reason = error instanceof Error ? error.message : String(error);
			if (!this.isStopping) this.#parts.observer.sourceFailed(reason);
		} finally {
			this.#asked -= most;
		}
		return this.#isSourceUp;
	}

	async #pauseAfter(failures: number): Promise<void> {
		const ceiling = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** Math.min(failures, 10));
		const pause = (ceiling * (1 + Math.random())) / 2;
		await sleep(pause, null, { signal: this.#stopped.signal }).catch(() => {});
	}

	/** New messages go on; a copy of one that is in hand or delivered brings a new receipt. */
	#admit(messages: readonly ReceivedMessage[]): void {
		const fresh: ReceivedMessage[] = [];
		for (const message of messages) {
			const held = this.#inHand.get(message.id);
			const wasDelivered = this.#done.has(message.id);
			this.#parts.observer.received(message, held !== undefined || wasDelivered);
			if (held) Object.assign(held.message, message);
			else this.#inHand.set(message.id, { message, since: Date.now() });
			if (wasDelivered) this.#acknowledger.acknowledge(held?.message ?? message);
			else if (!held) fresh.push(message);
		}
		if (messages.length > 0) this.#lastArrival = Date.now();
		if (fresh.length > 0) this.#delivery.take(fresh);
	}

	/** RocketMQ and the bridge are through with a message: there is room for another. */
	#forget(id: string): void {
		this.#inHand.delete(id);
		for (const go of this.#waitForRoom) go();
	}

	async #untilRoom(): Promise<void> {
		await new Promise<void>((resolve) => {
			const go = () => {
				clearTimeout(timer);
				this.#waitForRoom.delete(go);
				resolve();
			};
			const timer = setTimeout(go, ROOM_STEP_MS);
			this.#waitForRoom.add(go);
		});
	}
}
