import type { AliyunMessage } from './message.ts';
import type { SentMessage } from './simulation.ts';

export interface Counts {
	sent: number;
	failed: number;
}

/** Poison is counted apart: that it is refused is what it is for. */
export interface AliyunReport extends Counts {
	calls: number;
	/** Copies among `sent`. */
	copies: number;
	poison: Counts;
	/** By the event's name. */
	byName: Record<string, Counts>;
	seconds: number;
	/** Which message failed first and why; null when none did. */
	firstFailure: string | null;
	allAccepted: boolean;
}

export interface Tally {
	add(sent: SentMessage): void;
	sumUp(): AliyunReport;
}

/** Counts messages as they are answered. */
export function createTally(): Tally {
	const calls = new Set<number>();
	const byName: Record<string, Counts> = {};
	const total: Counts = { sent: 0, failed: 0 };
	const poison: Counts = { sent: 0, failed: 0 };
	const begunAt = performance.now();
	let copies = 0;
	let firstFailure: string | null = null;

	return {
		add({ message, outcome }) {
			if (message.kind === 'poison') return count(poison, outcome.accepted);
			if (message.event) calls.add(message.event.call);
			if (message.kind === 'copy') copies += 1;
			count(total, outcome.accepted);
			count((byName[message.name] ??= { sent: 0, failed: 0 }), outcome.accepted);
			if (!outcome.accepted) firstFailure ??= `${nameMessage(message)}: ${outcome.failure ?? ''}`;
		},
		sumUp: () => ({
			...{ ...total, calls: calls.size, copies, poison, byName },
			seconds: Math.round(performance.now() - begunAt) / 1000,
			firstFailure,
			allAccepted: total.failed === 0,
		}),
	};
}

function count(counts: Counts, accepted: boolean): void {
	counts.sent += 1;
	if (!accepted) counts.failed += 1;
}

/** Which call, which scenario, which event. */
export function nameMessage({ kind, name, event }: AliyunMessage): string {
	const place = event ? `#${event.call + 1} ${event.scenario}, ` : '';
	return `${place}${kind === 'event' ? name : `${name} (${kind})`}`;
}
