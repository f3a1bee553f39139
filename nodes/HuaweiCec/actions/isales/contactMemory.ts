import type { IExecuteFunctions } from 'n8n-workflow';

/** n8n rewrites the whole history with every change; a contact takes one entry, two until it is in. */
const HISTORY = { mode: 'entries', maxEntries: 50_000 } as const;

/** How long contacts that are in may wait to be written down, milliseconds. */
const WRITE_EVERY_MS = 10_000;

/** Which contacts are in, in n8n's own deduplication store (scope: this node). */
export interface ContactMemory {
	/** Those of the keys that were added by an earlier run. */
	known(keys: readonly string[]): Promise<ReadonlySet<string>>;
	/** These are in the campaign from now on. */
	added(keys: readonly string[]): Promise<void>;
	/** Writes down what waits. */
	flush(): Promise<void>;
}

/**
 * A contact is written down after it is in, never before: a process that dies in between sends it
 * once more, and the server refuses the double; a contact claimed first would be lost.
 *
 * n8n's store cannot be asked without recording what was asked, so a look-up must do no harm either.
 * Every contact has two entries: `tried` is made by the first look-up and stays; `open` is made by
 * every look-up and taken away once the contact is in. In is who has been tried and is not open. A
 * process that dies right after a look-up leaves `open`, which means "send it": the harmless side.
 * The oldest entries are dropped first, and `tried` is older than its `open`: harmless again. So are
 * two runs that overwrite each other's changes (reference/n8n §3.6).
 */
export function contactMemory(context: IExecuteFunctions): ContactMemory {
	let waiting: string[] = [];
	let writtenAt = Date.now();

	async function flush(): Promise<void> {
		const open = waiting.map(openEntry);
		waiting = [];
		writtenAt = Date.now();
		if (open.length === 0) return;
		await orWarn(context, undefined, () => context.helpers.removeProcessed(open, 'node', HISTORY));
	}

	return {
		flush,
		async added(keys) {
			waiting.push(...keys);
			if (Date.now() - writtenAt >= WRITE_EVERY_MS) await flush();
		},
		known: async (keys) => await orWarn(context, new Set(), () => lookUp(context, keys)),
	};
}

/** For those who do not want contacts remembered. */
export const noMemory: ContactMemory = {
	known: async () => await Promise.resolve(new Set<string>()),
	added: async () => await Promise.resolve(),
	flush: async () => await Promise.resolve(),
};

const triedEntry = (key: string) => `tried ${key}`;
const openEntry = (key: string) => `open ${key}`;

async function lookUp(
	{ helpers }: IExecuteFunctions,
	keys: readonly string[],
): Promise<ReadonlySet<string>> {
	if (keys.length === 0) return new Set();
	const entries = keys.flatMap((key) => [triedEntry(key), openEntry(key)]);
	const { processed } = await helpers.checkProcessedAndRecord(entries, 'node', HISTORY);
	const recorded = new Set(processed.map(String));
	const added = keys.filter(
		(key) => recorded.has(triedEntry(key)) && !recorded.has(openEntry(key)),
	);
	if (added.length > 0) await helpers.removeProcessed(added.map(openEntry), 'node', HISTORY);
	return new Set(added);
}

/** Without a history everybody is sent, and the server refuses those who are in. */
async function orWarn<T>(
	context: IExecuteFunctions,
	otherwise: T,
	work: () => Promise<T>,
): Promise<T> {
	try {
		return await work();
	} catch (error) {
		context.logger.warn('The history of added contacts could not be used', {
			reason: error instanceof Error ? error.message : String(error),
		});
		return otherwise;
	}
}
