import { backOffMs } from './backOff';
import type { Cursor, PullAnswer, PushedItem } from './longPoll';

/** What a subscription needs of the world; every wait ends at once when the signal aborts. */
export interface SubscriptionSurroundings {
	/** One request for events. */
	pull(cursor: Cursor): Promise<PullAnswer>;
	/** Takes items over, in order, and waits while too many are waiting there. */
	take(items: PushedItem[]): Promise<void>;
	sleep(milliseconds: number): Promise<void>;
	/** 0 to 1. */
	random(): number;
	now(): number;
	isStopped(): boolean;
	/** The connection was lost, or is there again. */
	report(state: ConnectionState): void;
}

export type ConnectionState =
	| { connected: true; failures: number }
	| { connected: false; failures: number; reason: string; retryInMs: number };

/** An answer without events that comes faster than this is no long-poll: something in between answers. */
export const SHORTEST_POLL_MS = 1000;

/**
 * Follows the stream of events until it is stopped: one request at a time, each with the cursor of
 * the last item of the one before (reference/astercc §2.1, "Server-side subscriber").
 */
export async function followEvents(
	start: Cursor,
	surroundings: SubscriptionSurroundings,
): Promise<void> {
	let cursor = start;
	let failures = 0;
	while (!surroundings.isStopped()) {
		const asked = surroundings.now();
		const answer = await surroundings.pull(cursor);
		if (surroundings.isStopped()) return;
		if (answer.kind === 'items' || answer.kind === 'nothing') {
			if (failures > 0) surroundings.report({ connected: true, failures });
			failures = 0;
		}
		switch (answer.kind) {
			case 'items':
				await surroundings.take(answer.items);
				if (isSame(answer.items.at(-1)?.cursor, cursor)) await pause(asked, surroundings);
				cursor = answer.items.at(-1)?.cursor ?? cursor;
				break;
			case 'nothing':
				await pause(asked, surroundings);
				break;
			default:
				failures++;
				await waitBeforeRetry(failures, reasonOf(answer), surroundings);
		}
	}
}

/** A cache in between that repeats an answer must not be asked without end. */
const isSame = (next: Cursor | undefined, cursor: Cursor) =>
	next?.time === cursor.time && next.tag === cursor.tag;

async function pause(asked: number, surroundings: SubscriptionSurroundings): Promise<void> {
	await surroundings.sleep(Math.max(0, asked + SHORTEST_POLL_MS - surroundings.now()));
}

function reasonOf(answer: Extract<PullAnswer, { kind: 'deleted' | 'unreadable' }>): string {
	return answer.kind === 'deleted' ? 'the channel was deleted on the server' : answer.message;
}

async function waitBeforeRetry(
	failures: number,
	reason: string,
	surroundings: SubscriptionSurroundings,
): Promise<void> {
	const retryInMs = backOffMs(failures, surroundings.random());
	surroundings.report({ connected: false, failures, reason, retryInMs });
	await surroundings.sleep(retryInMs);
}
