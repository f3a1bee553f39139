import { createHash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';

import { DataDeduplicationService } from 'n8n-core';
import type { IDataDeduplicator } from 'n8n-workflow';

const rows = new Map<string, string[]>();

/** n8n's table of processed items, in memory. */
export const pushHistory = {
	/** While it is set, every question fails with it. */
	error: null as Error | null,
	/** The keys asked for, in the order of the questions. */
	asked: [] as string[],
	reset() {
		rows.clear();
		this.error = null;
		this.asked = [];
	},
};

const hashOf = (key: unknown) => createHash('md5').update(String(key)).digest('base64');

/**
 * Mode `entries` of n8n 2.41's DeduplicationHelper: a row is read, changed and written back whole,
 * with time in between, and a second first entry breaks the primary key.
 */
const deduplicator: IDataDeduplicator = {
	async checkProcessedAndRecord(items, scope, { node, workflow }, { maxEntries }) {
		pushHistory.asked.push(...items.map(String));
		if (pushHistory.error) throw pushHistory.error;
		const context = `${workflow.id} ${scope === 'node' ? `n:${node?.id}` : ''}`;
		const row = rows.get(context)?.slice();
		await setImmediate();
		const seen = new Set(row);
		const fresh = items.filter((item) => !seen.has(hashOf(item)));
		const history = [...(row ?? []), ...fresh.map(hashOf)];
		if (!row && rows.has(context)) throw new Error('UNIQUE constraint failed: processed_data');
		rows.set(context, maxEntries ? history.slice(-maxEntries) : history);
		return { new: fresh, processed: items.filter((item) => seen.has(hashOf(item))) };
	},
	async removeProcessed(items, scope, { node, workflow }) {
		const context = `${workflow.id} ${scope === 'node' ? `n:${node?.id}` : ''}`;
		const removed = new Set(items.map(hashOf));
		const row = rows.get(context);
		if (!row) return;
		await setImmediate();
		rows.set(
			context,
			row.filter((hash) => !removed.has(hash)),
		);
	},
	async clearAllProcessedItems() {
		throw new Error('not needed here');
	},
	async getProcessedDataCount() {
		throw new Error('not needed here');
	},
};

export async function installPushHistory(): Promise<void> {
	await DataDeduplicationService.init(deduplicator);
}
