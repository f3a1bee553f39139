/**
 * Does a piece of work for each entry, so many at a time, and keeps their order. The first that fails
 * by throwing stops those not begun, and is thrown once the others have ended.
 * @param isStopped asked before each; entries after it says yes are left out
 */
export async function inParallel<Entry, Result>(
	entries: readonly Entry[],
	atATime: number,
	work: (entry: Entry) => Promise<Result>,
	isStopped: () => boolean = () => false,
): Promise<Result[]> {
	const results = new Map<number, Result>();
	const queue = entries.entries();
	let hasFailed = false;
	const worker = async () => {
		for (const [place, entry] of queue) {
			if (hasFailed || isStopped()) return;
			try {
				results.set(place, await work(entry));
			} finally {
				hasFailed ||= !results.has(place);
			}
		}
	};
	const workers = Array.from({ length: atATime }, worker);
	const ended = await Promise.allSettled(workers);
	// Throws the first failure, if there is one.
	if (ended.some(({ status }) => status === 'rejected')) await Promise.all(workers);
	return [...results].sort(([one], [other]) => one - other).map(([, result]) => result);
}
