import { sleep, type IExecuteFunctions, type INodeExecutionData } from 'n8n-workflow';

import type { ItemPush } from './itemPush';
import { claimKeyOf, isInFlight } from './receivePush';

/**
 * How many events n8n's database remembers for a node. n8n rewrites the whole history for every run,
 * so it is as long as re-pushes need, not longer.
 */
const MOST_REMEMBERED = 2_000;

/** Longer than n8n needs to send an answer once the execution runs. */
const LONGEST_WAIT_MS = 2000;
const WAIT_STEP_MS = 5;

/**
 * The second line of defence (design §4.3): events this node has processed, in n8n's database, so
 * that a copy after a restart or on another process is dropped. Off in `retry` and `manual`
 * executions, or the replay of a crashed execution would be swallowed; items without a key pass.
 */
export async function dropProcessed(
	context: IExecuteFunctions,
	remembered = MOST_REMEMBERED,
): Promise<INodeExecutionData[]> {
	const items = context.getInputData();
	const pushes = items.map(pushOf);
	const replayed = ['retry', 'manual'].includes(context.getMode());
	const known = replayed ? new Set<string>() : await knownKeys(context, pushes, remembered);
	return items.flatMap((item, index) => {
		const { key, run } = pushes[index] ?? {};
		if (run !== undefined || (key !== undefined && known.has(key))) return [];
		return [{ json: item.json, pairedItem: { item: index } }];
	});
}

function pushOf(item: INodeExecutionData): ItemPush {
	return typeof item.push === 'object' && item.push !== null ? (item.push as ItemPush) : {};
}

/** The keys that were processed before; from now on all of these are, but for those only looked up. */
async function knownKeys(
	context: IExecuteFunctions,
	pushes: readonly ItemPush[],
	remembered: number,
): Promise<Set<string>> {
	const keys = pushes.flatMap(({ key }) => (key === undefined ? [] : [key]));
	const marks = pushes.flatMap((push) => push.marks ?? []);
	if (keys.length + marks.length === 0) return new Set();
	const history = { mode: 'entries', maxEntries: remembered } as const;
	const claims = pushes.flatMap(({ claim }) => claim ?? []);
	await untilAnswered(context, new Set(claims));
	try {
		return await oneAtATime(nodeKeyOf(context), async () => {
			const { new: fresh, processed } = await context.helpers.checkProcessedAndRecord(
				[...keys, ...marks],
				'node',
				history,
			);
			const lookedUp = new Set(pushes.flatMap(({ key, lookUp }) => (lookUp && key ? [key] : [])));
			const unrecorded = fresh.filter((key) => lookedUp.has(String(key)));
			if (unrecorded.length > 0) {
				await context.helpers.removeProcessed(unrecorded, 'node', history);
			}
			return new Set(processed.map(String));
		});
	} catch (error) {
		// Two processes making a node's first entry collide (reference/n8n §3.6). The push has been
		// acknowledged: processing it twice is repaired by the item's id, losing it by nothing.
		context.logger.warn('The history of pushes could not be read; nothing was dropped', {
			reason: error instanceof Error ? error.message : String(error),
		});
		return new Set();
	}
}

/**
 * n8n starts a run just before it answers. A push recorded as processed and then killed unanswered
 * would be dropped when the vendor sends it again, so the answer goes first.
 */
async function untilAnswered(context: IExecuteFunctions, keys: Iterable<string>): Promise<void> {
	const deadline = Date.now() + LONGEST_WAIT_MS;
	for (const key of keys) {
		const claimKey = claimKeyOf(context, key);
		while (isInFlight(claimKey) && Date.now() < deadline) await sleep(WAIT_STEP_MS);
	}
}

function nodeKeyOf(context: IExecuteFunctions): string {
	return claimKeyOf(context, '');
}

const lastInLine = new Map<string, Promise<unknown>>();

/** n8n's history is read, changed and written back: two at once in this process would lose one. */
async function oneAtATime<T>(line: string, work: () => Promise<T>): Promise<T> {
	const before = lastInLine.get(line) ?? Promise.resolve();
	const mine = before.then(work, work);
	lastInLine.set(line, mine);
	try {
		return await mine;
	} finally {
		if (lastInLine.get(line) === mine) lastInLine.delete(line);
	}
}
