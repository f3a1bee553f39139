import type {
	Extension,
	Receipt,
	ReceivedMessage,
	Source,
	Unacknowledged,
} from '../../../bridge/src/source/source';
import { TOPIC } from './message';

export interface MemoryBrokerSettings {
	/** How long a message that was received is kept from others. */
	leaseMs: number;
	/** How long a poll waits for messages. */
	pollMs?: number;
	/** How long every answer takes. */
	latencyMs?: number;
}

interface Stored {
	message: ReceivedMessage;
	visibleAt: number;
	attempt: number;
	/** Names the newest delivery; empty before the first. */
	handle: string;
}

const STEP_MS = 10;

/**
 * A RocketMQ in memory: leases that run out, receipts that are good for one delivery and change when
 * it is extended, and faults whenever a test wants them. Any number of sources share its messages.
 */
export function memoryBroker({ leaseMs, pollMs = 200, latencyMs = 0 }: MemoryBrokerSettings) {
	const stored = new Map<string, Stored>();
	const acknowledged: string[] = [];
	const sent: Array<{ topic: string; body: string }> = [];
	const calls = { receive: [] as number[], ack: 0, extend: [] as string[] };
	/** What fails, and with what words; undefined for what works. */
	const faults: {
		receive?: string | undefined;
		ack?: string | undefined;
		extend?: string | undefined;
	} = {};
	let handles = 0;

	const publish = (messages: readonly ReceivedMessage[]): void => {
		for (const message of messages) {
			stored.set(message.id, { message, visibleAt: 0, attempt: 0, handle: '' });
		}
	};

	/** Ends a lease before its time: the message comes again although somebody has it. */
	const redeliver = (id: string): void => {
		const entry = stored.get(id);
		if (entry) entry.visibleAt = 0;
	};

	function hand(entry: Stored): ReceivedMessage {
		entry.handle = `${entry.message.id} ${++handles}`;
		entry.attempt += 1;
		entry.visibleAt = Date.now() + leaseMs;
		const { handle: receipt, attempt, visibleAt: leaseUntil } = entry;
		return { ...entry.message, receipt, attempt, leaseUntil };
	}

	/** The message a receipt is good for now. */
	function heldBy({ id, receipt }: Receipt): Stored | null {
		const entry = stored.get(id);
		const isGood = entry && entry.handle === receipt && entry.visibleAt > Date.now();
		return isGood ? entry : null;
	}

	function ackOne(receipt: Receipt): Unacknowledged[] {
		if (!heldBy(receipt)) return [{ id: receipt.id, reason: 'its lease was over', lost: true }];
		stored.delete(receipt.id);
		acknowledged.push(receipt.id);
		return [];
	}

	function source(): Source & { isClosed: () => boolean } {
		let closed = false;
		return {
			isClosed: () => closed,
			connect: async () => {},
			async receive(most) {
				calls.receive.push(Date.now());
				if (latencyMs > 0) await new Promise((resolve) => setTimeout(resolve, latencyMs));
				for (let waited = 0; ; waited += STEP_MS) {
					if (faults.receive) throw new Error(faults.receive);
					const now = Date.now();
					const visible = [...stored.values()].filter(({ visibleAt }) => visibleAt <= now);
					if (visible.length > 0) return visible.slice(0, most).map(hand);
					if (waited >= pollMs || closed) return [];
					await new Promise((resolve) => setTimeout(resolve, STEP_MS));
				}
			},
			async ack(receipts) {
				calls.ack += 1;
				const { ack: reason } = faults;
				if (reason) return receipts.map(({ id }) => ({ id, reason, lost: false }));
				return receipts.flatMap(ackOne);
			},
			async extend(receipt, milliseconds): Promise<Extension> {
				calls.extend.push(receipt.id);
				if (faults.extend) return { ok: false, reason: faults.extend, lost: false };
				const entry = heldBy(receipt);
				if (!entry) return { ok: false, reason: 'its lease was over', lost: true };
				entry.handle = `${receipt.id} ${++handles}`;
				entry.visibleAt = Date.now() + milliseconds;
				return { ok: true, receipt: entry.handle, leaseUntil: entry.visibleAt };
			},
			async send(topic, body) {
				sent.push({ topic, body });
			},
			async close() {
				closed = true;
			},
		};
	}

	return {
		publish,
		redeliver,
		source,
		faults,
		calls,
		acknowledged,
		sent,
		topic: TOPIC,
		/** Ids of the messages that are not acknowledged. */
		left: () => [...stored.keys()],
		/** How often a message was delivered. */
		attempts: (id: string) => stored.get(id)?.attempt ?? 0,
	};
}

export type MemoryBroker = ReturnType<typeof memoryBroker>;
