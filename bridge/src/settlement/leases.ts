import type { ReceivedMessage, Source } from '../source/source';

interface Holder {
	/** The messages whose leases are to be kept. */
	held(): ReceivedMessage[];
	lost(id: string): void;
}

/** How often leases are looked at, in parts of a lease. */
const LOOKS_PER_LEASE = 6;
const EXTENSIONS_AT_ONCE = 16;

/**
 * Keeps the leases of all messages in hand, however long n8n is away: one that runs out brings the
 * message to another bridge and costs one of the deliveries RocketMQ grants it (reference/aliyun §5.1).
 */
export function keepLeases(leaseMs: number, source: Source, holder: Holder): { stop(): void } {
	let busy = false;

	async function extend(message: ReceivedMessage): Promise<void> {
		const { receipt } = message;
		const extension = await source
			.extend(message, leaseMs)
			.catch(() => ({ ok: false, reason: '', lost: false }) as const);
		if (message.receipt !== receipt) return;
		if (extension.ok) {
			message.receipt = extension.receipt;
			message.leaseUntil = extension.leaseUntil;
		} else if (extension.lost) {
			// It will come again, and bring its new lease.
			message.leaseUntil = Infinity;
			holder.lost(message.id);
		}
	}

	async function look(): Promise<void> {
		if (busy) return;
		busy = true;
		try {
			const due = holder.held().filter(({ leaseUntil }) => leaseUntil - Date.now() < leaseMs / 2);
			for (let index = 0; index < due.length; index += EXTENSIONS_AT_ONCE) {
				await Promise.all(due.slice(index, index + EXTENSIONS_AT_ONCE).map(extend));
			}
		} finally {
			busy = false;
		}
	}

	const timer = setInterval(() => void look(), leaseMs / LOOKS_PER_LEASE);
	return { stop: () => clearInterval(timer) };
}
