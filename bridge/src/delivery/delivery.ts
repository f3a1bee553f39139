import { setTimeout as sleep } from 'node:timers/promises';

import type { DeadLetters } from '../deadLetter/deadLetters';
import type { ReceivedMessage } from '../source/source';
import type { Answer, EventVerdict } from './answer';
import { heldEventOf, type HeldEvent } from './heldEvent';
import { Lanes, type BatchLimits } from './lanes';
import type { N8nTarget } from './n8nTarget';
import { createTargetHealth, type BackOff, type TargetHealth } from './targetHealth';

export interface DeliverySettings {
	batch: BatchLimits & {
		maxWaitMs: number;
		/** How long an event waits for earlier ones of its call, which came over another queue. */
		reorderMs?: number;
	};
	/** Batches on their way at once. */
	concurrency: number;
	retry: BackOff;
	/** An event that n8n fails on this often, while others get through, is a dead letter. */
	giveUpAfter: number;
}

export type Outcome = 'delivered' | 'dead';

/** What the delivery tells for metrics and logs. */
export interface DeliveryObserver {
	sent(events: number, bytes: number, seconds: number): void;
	settled(event: { id: string; since: number }, outcome: Outcome): void;
	retried(events: number, reason: string): void;
	/** Nothing gets through until somebody changes something. */
	closed(reason: string): void;
	deadLetter(id: string, reason: string): void;
}

export interface DeliveryParts {
	target: N8nTarget;
	deadLetters: DeadLetters;
	observer: DeliveryObserver;
	/** Everything has been done for this message: RocketMQ can forget it. */
	settle(message: ReceivedMessage): void;
}

/** How soon an event is offered again that n8n is taking right now from another request. */
const IN_FLIGHT_RETRY_MS = 1_000;
const DEAD_LETTER_RETRY_MS = 5_000;

/** Whatever is received leaves for n8n here: in batches, each call in order, until n8n has it. */
export class Delivery {
	readonly #settings: DeliverySettings;
	readonly #parts: DeliveryParts;
	readonly #lanes: Lanes;
	readonly #health: TargetHealth;
	#onTheWay = 0;
	#hurried = false;
	#isOver = false;
	#timer: NodeJS.Timeout | undefined;

	constructor(settings: DeliverySettings, parts: DeliveryParts) {
		this.#settings = settings;
		this.#parts = parts;
		const { reorderMs = 0, maxWaitMs } = settings.batch;
		this.#lanes = new Lanes(Math.min(reorderMs, maxWaitMs));
		this.#health = createTargetHealth(settings.retry);
	}

	/** Takes messages in hand; each is settled once n8n or the dead letters have it. */
	take(messages: readonly ReceivedMessage[]): void {
		const now = Date.now();
		for (const message of messages) {
			const reading = heldEventOf(message, now);
			if (reading.ok) this.#lanes.add(reading.event);
			else void this.#bury({ message, since: now }, reading.reason);
		}
		this.#pump();
	}

	/** No more is to come: what waits leaves at once. */
	hurry(): void {
		this.#hurried = true;
		this.#pump();
	}

	get isTargetUp(): boolean {
		return this.#health.isUp;
	}

	/** Sends nothing any more; what is on its way may still arrive. */
	end(): void {
		this.#isOver = true;
		clearTimeout(this.#timer);
		this.#lanes.drain();
	}

	/** Sends whatever is due, and comes back when the next thing is. */
	#pump(): void {
		clearTimeout(this.#timer);
		if (this.#isOver) return;
		while (this.#onTheWay < this.#settings.concurrency) {
			const batch = this.#nextBatch(Date.now());
			if (batch.length === 0) break;
			this.#onTheWay += 1;
			void this.#deliver(batch).finally(() => {
				this.#onTheWay -= 1;
				this.#pump();
			});
		}
		const wait = this.#nextDue(Date.now()) - Date.now();
		if (Number.isFinite(wait)) this.#timer = setTimeout(() => this.#pump(), Math.max(wait, 1));
	}

	#nextBatch(now: number): HeldEvent[] {
		const { batch } = this.#settings;
		const go = this.#health.mayGo(now);
		if (go === 'none' || (go === 'probe' && this.#onTheWay > 0)) return [];
		if (go === 'probe') return this.#lanes.take({ ...batch, maxEvents: 1 }, now);
		const waiting = this.#lanes.waiting(now);
		const isDue =
			this.#hurried ||
			waiting.events >= batch.maxEvents ||
			waiting.bytes >= batch.maxBytes ||
			now - waiting.oldestSince >= batch.maxWaitMs;
		return isDue ? this.#lanes.take(batch, now) : [];
	}

	/** When there is something to do that no arrival and no answer will tell of. */
	#nextDue(now: number): number {
		if (this.#onTheWay >= this.#settings.concurrency || this.#lanes.size === 0) return Infinity;
		const { events, oldestSince } = this.#lanes.waiting(now);
		if (!this.#health.isUp) {
			if (this.#onTheWay > 0) return Infinity;
			return Math.max(this.#health.retryAt, events > 0 ? now : this.#lanes.nextAfter(now));
		}
		return Math.min(oldestSince + this.#settings.batch.maxWaitMs, this.#lanes.nextAfter(now));
	}

	async #deliver(batch: HeldEvent[]): Promise<void> {
		const startedAt = Date.now();
		const answer = await this.#parts.target.post(batch.map(({ json }) => json));
		const bytes = batch.reduce((sum, event) => sum + event.bytes, 0);
		this.#parts.observer.sent(batch.length, bytes, (Date.now() - startedAt) / 1000);
		const { failed, notBefore } = await this.#act(batch, answer, startedAt);
		this.#lanes.finish(batch, failed, notBefore);
	}

	/** What becomes of the events of a batch, and which of them have to go again. */
	async #act(batch: HeldEvent[], answer: Answer, sentAt: number): Promise<Again> {
		switch (answer.kind) {
			case 'delivered':
				this.#health.succeeded(sentAt);
				for (const event of batch) this.#delivered(event);
				return NOTHING;
			case 'perEvent':
				this.#health.succeeded(sentAt);
				return await this.#actOnEach(batch, answer.verdicts);
			case 'later':
				return await this.#failLater(batch, sentAt, answer.reason, answer.retryAfterMs);
			case 'tooLarge':
				this.#health.succeeded(sentAt);
				return await this.#split(batch, answer.reason, Math.ceil(batch.length / 2));
			case 'refused':
				this.#health.succeeded(sentAt);
				return await this.#split(batch, answer.reason, 1);
			case 'closed':
				return await this.#actOnClosed(batch, sentAt, answer.reason);
		}
	}

	async #actOnEach(
		batch: HeldEvent[],
		verdicts: ReadonlyMap<string, EventVerdict>,
	): Promise<Again> {
		const again: HeldEvent[] = [];
		for (const event of batch) {
			const answer = verdicts.get(event.message.id);
			if (answer?.verdict === 'delivered') this.#delivered(event);
			else if (answer?.verdict === 'refused') await this.#bury(event, answer.reason);
			else again.push(event);
		}
		if (again.length > 0) {
			this.#parts.observer.retried(again.length, 'n8n is still taking an earlier copy');
		}
		return { failed: again, notBefore: Date.now() + IN_FLIGHT_RETRY_MS };
	}

	async #failLater(
		batch: HeldEvent[],
		sentAt: number,
		reason: string,
		retryAfterMs: number | null,
	): Promise<Again> {
		this.#health.failed(Date.now(), sentAt, retryAfterMs);
		const suspects = batch.filter((event) => this.#suspect(event, batch.length));
		const [only] = suspects;
		if (only && batch.length === 1 && only.suspicions >= this.#settings.giveUpAfter) {
			await this.#bury(only, `${reason}, ${only.suspicions} times while others got through`);
			return NOTHING;
		}
		this.#parts.observer.retried(batch.length, reason);
		return { failed: batch, notBefore: 0 };
	}

	/** An event is suspect when it failed twice and others got through in between. */
	#suspect(event: HeldEvent, batchSize: number): boolean {
		const { successes } = this.#health;
		const isSuspect = event.failedAfter !== null && successes > event.failedAfter;
		if (isSuspect) {
			event.suspicions += 1;
			event.share = Math.max(1, Math.ceil(batchSize / 4));
		}
		event.failedAfter = successes;
		return isSuspect;
	}

	/** One event spoils the batch: smaller ones tell which, and that one is a dead letter. */
	async #split(batch: HeldEvent[], reason: string, share: number): Promise<Again> {
		const [only] = batch;
		if (only && batch.length === 1) {
			await this.#bury(only, reason);
			return NOTHING;
		}
		this.#parts.observer.retried(batch.length, reason);
		for (const event of batch) event.share = Math.min(event.share, share);
		return { failed: batch, notBefore: 0 };
	}

	/**
	 * A wrong address or key is nobody's dead letter: the events are kept until it is put right. A
	 * ping tells it from something before n8n that minds these events alone.
	 */
	async #actOnClosed(batch: HeldEvent[], sentAt: number, reason: string): Promise<Again> {
		const ping = await this.#parts.target.ping();
		if (ping.kind === 'delivered') return await this.#sortOut(batch, reason);
		this.#parts.observer.closed(reason);
		return await this.#failLater(batch, sentAt, reason, null);
	}

	/** Alone each event has a second try: n8n may have come up between it and the ping. */
	async #sortOut(batch: HeldEvent[], reason: string): Promise<Again> {
		const [only] = batch;
		if (only && batch.length === 1 && only.share === 1) return await this.#split(batch, reason, 1);
		this.#parts.observer.retried(batch.length, reason);
		for (const event of batch) event.share = 1;
		return { failed: batch, notBefore: 0 };
	}

	#delivered({ message, since }: HeldEvent): void {
		this.#parts.observer.settled({ id: message.id, since }, 'delivered');
		this.#parts.settle(message);
	}

	/** Not acknowledged before the dead letter is kept: a full disk loses nothing. */
	async #bury({ message, since }: Pick<HeldEvent, 'message' | 'since'>, reason: string) {
		const { deadLetters, observer, settle } = this.#parts;
		for (;;) {
			const kept = await deadLetters.keep(message, reason);
			if (kept.ok) break;
			observer.closed(`A dead letter could not be kept: ${kept.reason}`);
			await sleep(DEAD_LETTER_RETRY_MS);
		}
		observer.deadLetter(message.id, reason);
		observer.settled({ id: message.id, since }, 'dead');
		settle(message);
	}
}

/** Events that have to be sent again, and from when on, in milliseconds since 1970. */
interface Again {
	failed: HeldEvent[];
	notBefore: number;
}

const NOTHING: Again = { failed: [], notBefore: 0 };
