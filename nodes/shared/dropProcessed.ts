import { sleep, type IExecuteFunctions, type INodeExecutionData } from 'n8n-workflow';

import { claimKeyOf, isInFlight } from './receivePush';

/** n8n rewrites the whole history at each push, so it is as long as re-pushes need, not longer. */
const HISTORY_SIZE = 2000;

/** Longer than n8n needs to send an answer once the execution runs. */
const LONGEST_WAIT_MS = 2000;
const WAIT_STEP_MS = 5;

/**
 * The second line of defence (design §4.3): pushes this node has processed, in n8n's database, so
 * that a re-push after a restart or on another process is dropped. Off in `retry` and `manual`
 * executions, or the replay of a crashed execution would be swallowed; items of a node whose
 * workflow decides the acknowledgement carry no key and pass.
 */
export async function dropProcessed(context: IExecuteFunctions): Promise<INodeExecutionData[]> {
	const items = context.getInputData();
	const replayed = ['retry', 'manual'].includes(context.getMode());
	const keys = replayed ? [] : items.map(keyOf).filter((key) => key !== null);
	const fresh = keys.length === 0 ? null : await newKeys(context, keys);
	return items.flatMap((item, index) => {
		const key = keyOf(item);
		const processed = fresh !== null && key !== null && !fresh.has(key);
		return processed ? [] : [{ json: item.json, pairedItem: { item: index } }];
	});
}

function keyOf(item: INodeExecutionData): string | null {
	const push = item.push as { key?: unknown } | undefined;
	return typeof push?.key === 'string' ? push.key : null;
}

async function newKeys(context: IExecuteFunctions, keys: string[]): Promise<Set<string>> {
	for (const key of keys) await untilAnswered(context, key);
	const record = async () =>
		await context.helpers.checkProcessedAndRecord(keys, 'node', {
			mode: 'entries',
			maxEntries: HISTORY_SIZE,
		});
	try {
		const { new: fresh } = await oneAtATime(nodeKeyOf(context), record);
		return new Set(fresh.map(String));
	} catch (error) {
		// Two processes making a node's first entry collide (reference/n8n §3.6). The push has been
		// acknowledged: processing it twice is repaired by the item's id, losing it by nothing.
		context.logger.warn('The history of pushes could not be read; nothing was dropped', {
			reason: error instanceof Error ? error.message : String(error),
		});
		return new Set(keys);
	}
}

/**
 * n8n starts a run just before it answers. A push recorded as processed and then killed unanswered
 * would be dropped when the vendor sends it again, so the answer goes first.
 */
async function untilAnswered(context: IExecuteFunctions, key: string): Promise<void> {
	const claimKey = claimKeyOf(context, key.replace(/#\d+$/, ''));
	const deadline = Date.now() + LONGEST_WAIT_MS;
	while (isInFlight(claimKey) && Date.now() < deadline) await sleep(WAIT_STEP_MS);
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
