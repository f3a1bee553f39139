import type { HeldEvent } from './heldEvent';

export interface BatchLimits {
	maxEvents: number;
	maxBytes: number;
}

interface Lane {
	/** In the order they leave. */
	waiting: HeldEvent[];
	/** A batch with events of this lane is on its way: the others wait for its outcome. */
	sending: boolean;
	/** In milliseconds since 1970. */
	notBefore: number;
}

export interface Waiting {
	events: number;
	bytes: number;
	/** Since when the first of them waits; Infinity when none does. */
	oldestSince: number;
}

/**
 * Which events leave when: those of one lane in order and never two batches of it at once, lanes in
 * parallel and in turn. Inside a lane, what waits is ordered by when it happened, since RocketMQ
 * keeps no order over its queues (reference/aliyun §5.1). Times are in milliseconds since 1970.
 */
export class Lanes {
	readonly #lanes = new Map<string, Lane>();
	readonly #reorderMs: number;
	#size = 0;

	/** @param reorderMs how long an event waits for an earlier one of its lane from another queue */
	constructor(reorderMs = 0) {
		this.#reorderMs = reorderMs;
	}

	/** Events that wait, those told to wait longer included. */
	get size(): number {
		return this.#size;
	}

	add(event: HeldEvent): void {
		const lane = this.#lanes.get(event.lane) ?? { waiting: [], sending: false, notBefore: 0 };
		this.#lanes.set(event.lane, lane);
		insertByTime(lane.waiting, event);
		this.#size += 1;
	}

	/** From when on a lane's first event may leave; Infinity when there is none or a batch is on its way. */
	#leavesAt({ waiting: [first], sending, notBefore }: Lane): number {
		if (!first || sending) return Infinity;
		return Math.max(notBefore, first.since + this.#reorderMs);
	}

	/** What could leave now. */
	waiting(now: number): Waiting {
		const sum: Waiting = { events: 0, bytes: 0, oldestSince: Infinity };
		for (const lane of this.#lanes.values()) {
			if (this.#leavesAt(lane) > now) continue;
			sum.events += lane.waiting.length;
			for (const { bytes, since } of lane.waiting) {
				sum.bytes += bytes;
				sum.oldestSince = Math.min(sum.oldestSince, since);
			}
		}
		return sum;
	}

	/** A batch of what could leave now, in order within each lane; empty when there is nothing. */
	take(limits: BatchLimits, now: number): HeldEvent[] {
		const batch: HeldEvent[] = [];
		const room = { events: limits.maxEvents, bytes: limits.maxBytes };
		for (const lane of this.#lanes.values()) {
			if (room.events <= 0 || room.bytes <= 0) break;
			if (this.#leavesAt(lane) > now) continue;
			const taken = fitting(lane.waiting, room, batch.length);
			if (taken === 0) continue;
			lane.sending = true;
			this.#size -= taken;
			batch.push(...lane.waiting.splice(0, taken));
		}
		return batch;
	}

	/** The lanes of a batch go on: with the events of it that failed, not before a time. */
	finish(batch: readonly HeldEvent[], failed: readonly HeldEvent[], notBefore: number): void {
		for (const name of new Set(batch.map(({ lane }) => lane))) {
			const lane = this.#lanes.get(name);
			if (!lane) continue;
			const back = failed.filter((event) => event.lane === name);
			const arrived = lane.waiting;
			lane.waiting = [...back];
			for (const event of arrived) insertByTime(lane.waiting, event);
			this.#size += back.length;
			lane.sending = false;
			lane.notBefore = back.length > 0 ? notBefore : 0;
			// Behind the others, so that all have their turn.
			this.#lanes.delete(name);
			if (lane.waiting.length > 0) this.#lanes.set(name, lane);
		}
	}

	/** When a lane that has to wait may go on; Infinity when none has. */
	nextAfter(now: number): number {
		let next = Infinity;
		for (const lane of this.#lanes.values()) {
			const leavesAt = this.#leavesAt(lane);
			if (leavesAt > now) next = Math.min(next, leavesAt);
		}
		return next;
	}

	/** Takes out everything that waits. */
	drain(): HeldEvent[] {
		const all = [...this.#lanes.values()].flatMap(({ waiting }) => waiting.splice(0));
		this.#size = 0;
		return all;
	}
}

/** What waits is nearly always in order already, so the place is sought from the end. */
function insertByTime(waiting: HeldEvent[], event: HeldEvent): void {
	let place = waiting.length;
	while (place > 0 && (waiting[place - 1]?.time ?? 0) > event.time) place -= 1;
	waiting.splice(place, 0, event);
}

/** How many events of a lane's head fit; the room shrinks with each. The first event always fits. */
function fitting(
	waiting: readonly HeldEvent[],
	room: { events: number; bytes: number },
	taken: number,
): number {
	let count = 0;
	for (const { bytes, share } of waiting) {
		const alone = taken + count === 0;
		if (!alone && (room.events <= 0 || bytes > room.bytes || share <= taken + count)) break;
		room.events = Math.min(room.events, share - taken - count) - 1;
		room.bytes -= bytes;
		count += 1;
	}
	return count;
}
