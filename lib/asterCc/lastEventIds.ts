/**
 * The largest `eventid` seen of each call: a smaller one is an event of the past (vendor document,
 * eventid). The document does not say across what the ids grow; inside a call they do in any
 * reading. Bounded: the calls heard of longest ago go first.
 */
export function createLastEventIds(capacity: number) {
	const largest = new Map<string, number>();
	return {
		/** Remembers the id and tells whether a larger one of the same call came before. */
		isLate(call: string, eventId: number): boolean {
			const before = largest.get(call) ?? -1;
			largest.delete(call);
			largest.set(call, Math.max(before, eventId));
			const oldest = largest.size > capacity ? largest.keys().next() : undefined;
			if (oldest && !oldest.done) largest.delete(oldest.value);
			return eventId < before;
		},
		get size() {
			return largest.size;
		},
	};
}
