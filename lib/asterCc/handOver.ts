import { backOffMs } from './backOff';

/** What takes batches over, and how it is waited for. */
export interface HandOverSurroundings<Item> {
	/**
	 * Starts a run with these items; resolves when it is over, rejects when it could not be stored.
	 * @param alone whether every run before it is over: once it is over too, everything up to its
	 * last item is
	 */
	run(items: Item[], alone: boolean): Promise<void>;
	/**
	 * Runs ended in another order than they began: once the run with `items`, now the oldest, is over,
	 * everything up to the last of `upTo` is.
	 */
	leads?(items: readonly Item[], upTo: readonly Item[]): void;
	sleep(milliseconds: number): Promise<void>;
	random(): number;
	isStopped(): boolean;
	report(reason: string, retryInMs: number): void;
}

interface Batch<Item> {
	items: Item[];
	/** Whether it no longer holds up what came after it. */
	letsOthersGo: boolean;
	over: boolean;
}

/** One run with 100 items costs n8n hardly more than one with 1 (design §4.5). */
const LARGEST_BATCH = 500;
/** A run that lasts longer than this no longer holds up what came after it. */
const PATIENCE_MS = 1000;
const MOST_RUNS = 10;
const MOST_WAITING = 2000;
const WAIT_STEP_MS = 50;

/**
 * Hands items over in batches that adapt to the load: an item alone goes at once, what comes while a
 * run is going on goes with the next. A run that could not be stored is started again.
 */
export function createHandOver<Item>(surroundings: HandOverSurroundings<Item>) {
	let waiting: Item[] = [];
	const batches: Array<Batch<Item>> = [];

	function startNext(): void {
		const going = batches.filter(({ over }) => !over);
		const mayStart = going.length < MOST_RUNS && going.every((batch) => batch.letsOthersGo);
		if (waiting.length === 0 || !mayStart || surroundings.isStopped()) return;
		const batch = { items: waiting.slice(0, LARGEST_BATCH), letsOthersGo: false, over: false };
		waiting = waiting.slice(LARGEST_BATCH);
		const alone = batches.length === 0;
		batches.push(batch);
		void runBatch(batch, alone);
		void surroundings.sleep(PATIENCE_MS).then(() => letOthersGo(batch));
	}

	function letOthersGo(batch: Batch<Item>): void {
		if (batch.letsOthersGo) return;
		batch.letsOthersGo = true;
		startNext();
	}

	async function runBatch(batch: Batch<Item>, alone: boolean): Promise<void> {
		for (let failures = 1; !surroundings.isStopped(); failures++) {
			try {
				await surroundings.run(batch.items, alone);
				return settle(batch);
			} catch (error) {
				const retryInMs = backOffMs(failures, surroundings.random());
				surroundings.report(error instanceof Error ? error.message : String(error), retryInMs);
				await surroundings.sleep(retryInMs);
			}
		}
	}

	function settle(batch: Batch<Item>): void {
		batch.over = true;
		batch.letsOthersGo = true;
		while (batches[0]?.over) batches.shift();
		tellOldest();
		startNext();
	}

	/** What is over behind the oldest run counts from when that is over too. */
	function tellOldest(): void {
		const [oldest, ...later] = batches;
		if (!oldest) return;
		const firstGoing = later.findIndex(({ over }) => !over);
		const done = firstGoing === -1 ? later : later.slice(0, firstGoing);
		surroundings.leads?.(
			oldest.items,
			[oldest, ...done].flatMap(({ items }) => items),
		);
	}

	return {
		/** Takes items over; waits while too many are waiting already. */
		async take(items: readonly Item[]): Promise<void> {
			waiting = waiting.concat(items);
			startNext();
			while (waiting.length > MOST_WAITING && !surroundings.isStopped()) {
				await surroundings.sleep(WAIT_STEP_MS);
			}
		},
		/** Whether everything taken has been processed. */
		isIdle: () => waiting.length === 0 && batches.length === 0,
	};
}
