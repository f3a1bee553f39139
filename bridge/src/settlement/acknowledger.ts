import type { ReceivedMessage, Source, Unacknowledged } from '../source/source';

export interface Acknowledger {
	/** Acknowledges a message soon, together with others. */
	acknowledge(message: ReceivedMessage): void;
	/** Acknowledges what is left, once. */
	stop(): Promise<void>;
}

interface Settlement {
	/** The lease was over before RocketMQ knew: the message comes again. */
	lost(id: string): void;
	forget(id: string): void;
}

/** Together is cheaper; so long nobody waits. */
const COLLECT_MS = 5;
const RETRY_MS = 1_000;

/** Tells RocketMQ what was delivered, again and again until it takes it or the lease is over. */
export function createAcknowledger(source: Source, settlement: Settlement): Acknowledger {
	let collected = new Map<string, ReceivedMessage>();
	let timer: NodeJS.Timeout | undefined;
	let onTheWay: Promise<unknown> = Promise.resolve();

	function acknowledge(message: ReceivedMessage, delayMs = COLLECT_MS): void {
		collected.set(message.id, message);
		timer ??= setTimeout(() => void flush(), delayMs);
	}

	async function flush(): Promise<void> {
		clearTimeout(timer);
		timer = undefined;
		const messages = collected;
		collected = new Map();
		if (messages.size === 0) return;
		// A copy can come in while its first delivery is acknowledged, and changes the receipt.
		const receipts = [...messages.values()].map(({ id, topic, receipt }) => ({
			id,
			topic,
			receipt,
		}));
		const work = source
			.ack(receipts)
			.catch((error: unknown) =>
				receipts.map(({ id }): Unacknowledged => ({ id, reason: String(error), lost: false })),
			);
		onTheWay = Promise.all([onTheWay, work]).then(() => {});
		const failed = new Map((await work).map((failure) => [failure.id, failure]));
		for (const { id, receipt } of receipts) {
			const message = messages.get(id);
			if (message) conclude(message, receipt, failed.get(id));
		}
	}

	function conclude(message: ReceivedMessage, used: string, failure: Unacknowledged | undefined) {
		if (message.receipt !== used) return acknowledge(message);
		if (!failure) return settlement.forget(message.id);
		if (!failure.lost && Date.now() < message.leaseUntil) return acknowledge(message, RETRY_MS);
		settlement.lost(message.id);
		settlement.forget(message.id);
	}

	return {
		acknowledge: (message) => acknowledge(message),
		async stop() {
			await flush();
			await onTheWay;
			clearTimeout(timer);
		},
	};
}
