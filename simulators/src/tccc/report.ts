import type { PushedEvent } from './simulation.ts';

export interface Counts {
	pushes: number;
	acceptedFirstTime: number;
	acceptedAfterRePush: number;
	givenUp: number;
	/** Not settled, because the run was stopped. */
	interrupted: number;
}

export interface GivenUp {
	action: string;
	uuid: string;
	sessionId: string;
	attempts: number;
	lastAnswer: string;
}

export interface Report extends Counts {
	calls: number;
	/** How many of the pushes were copies sent on purpose. */
	copies: number;
	byAction: Record<string, Counts>;
	givenUpPushes: GivenUp[];
	/** Over every answered request; null when there was none. */
	latencyMs: { p50: number; p95: number; max: number } | null;
	allAccepted: boolean;
}

export interface Tally {
	add(event: PushedEvent): void;
	sumUp(calls: number): Report;
}

type Outcome = Exclude<keyof Counts, 'pushes'>;

/** Counts pushes as they are settled. */
export function createTally(): Tally {
	const total = noCounts();
	const byAction: Record<string, Counts> = {};
	const givenUpPushes: GivenUp[] = [];
	const latencies: number[] = [];
	let copies = 0;

	function add({ push, isCopy, result }: PushedEvent): void {
		const outcome = judgeOutcome(result);
		for (const counts of [total, (byAction[push.action] ??= noCounts())]) {
			counts.pushes += 1;
			counts[outcome] += 1;
		}
		if (isCopy) copies += 1;
		for (const latency of result.latenciesMs) latencies.push(latency);
		if (outcome !== 'givenUp') return;
		givenUpPushes.push({
			action: push.action,
			uuid: push.uuid,
			sessionId: push.payload.SessionId,
			attempts: result.attempts,
			lastAnswer: result.failure ?? '',
		});
	}

	function sumUp(calls: number): Report {
		const allAccepted = total.pushes === total.acceptedFirstTime + total.acceptedAfterRePush;
		const latencyMs = measure(latencies);
		return { calls, ...total, copies, byAction, givenUpPushes, latencyMs, allAccepted };
	}

	return { add, sumUp };
}

function noCounts(): Counts {
	return { pushes: 0, acceptedFirstTime: 0, acceptedAfterRePush: 0, givenUp: 0, interrupted: 0 };
}

function judgeOutcome(result: PushedEvent['result']): Outcome {
	if (result.accepted) return result.attempts === 1 ? 'acceptedFirstTime' : 'acceptedAfterRePush';
	return result.interrupted ? 'interrupted' : 'givenUp';
}

function measure(latencies: readonly number[]): Report['latencyMs'] {
	if (latencies.length === 0) return null;
	const sorted = [...latencies].sort((left, right) => left - right);
	const at = (share: number) => {
		const index = Math.max(0, Math.ceil(sorted.length * share) - 1);
		return Math.round((sorted[index] ?? 0) * 10) / 10;
	};
	return { p50: at(0.5), p95: at(0.95), max: at(1) };
}
