export interface RecentIds {
	add(id: string): void;
	has(id: string): boolean;
}

/** The last ids that were added; older ones are forgotten. */
export function createRecentIds(capacity: number): RecentIds {
	const ids = new Set<string>();
	return {
		add(id) {
			ids.delete(id);
			ids.add(id);
			if (ids.size <= capacity) return;
			const oldest = ids.values().next();
			if (!oldest.done) ids.delete(oldest.value);
		},
		has: (id) => ids.has(id),
	};
}
