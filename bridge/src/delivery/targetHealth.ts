export interface BackOff {
	/** The first wait is up to this long. */
	baseMs: number;
	/** No wait is longer than this, but for one n8n asks for. */
	capMs: number;
}

export interface TargetHealth {
	/**
	 * @param sentAt when the request left: an answer to an earlier one than the failure says nothing
	 * of n8n now
	 */
	succeeded(sentAt: number): void;
	/**
	 * @param sentAt when the request left: those that were on their way together fail together, and
	 * count once
	 * @param retryAfterMs how long n8n asks to be left alone, or null
	 */
	failed(now: number, sentAt: number, retryAfterMs: number | null): void;
	/** `all` may go; one `probe` may go to see whether n8n is back; `none` before `retryAt`. */
	mayGo(now: number): 'all' | 'probe' | 'none';
	/** In milliseconds since 1970. */
	readonly retryAt: number;
	readonly isUp: boolean;
	/** How many batches got through since the start. */
	readonly successes: number;
}

const MOST_DOUBLINGS = 20;

/**
 * Whether n8n takes what it is sent. After a failure nothing is sent for a while, exponentially
 * longer with full jitter, and then a single event first: an n8n that is down is not run into, and
 * one that comes back is not run over.
 */
export function createTargetHealth({ baseMs, capMs }: BackOff, random = Math.random): TargetHealth {
	let failures = 0;
	let successes = 0;
	let retryAt = 0;
	let failedAt = 0;
	return {
		succeeded(sentAt) {
			successes += 1;
			if (failures > 0 && sentAt < failedAt) return;
			failures = 0;
			retryAt = 0;
		},
		failed(now, sentAt, retryAfterMs) {
			if (failures === 0 || sentAt >= failedAt) failures += 1;
			failedAt = now;
			const ceiling = Math.min(capMs, baseMs * 2 ** Math.min(failures - 1, MOST_DOUBLINGS));
			// "Retry-After: 0" is no reason to come back at once for ever.
			retryAt = Math.max(retryAt, now + Math.max(retryAfterMs ?? 0, random() * ceiling));
		},
		mayGo(now) {
			if (failures === 0) return 'all';
			return now >= retryAt ? 'probe' : 'none';
		},
		get retryAt() {
			return retryAt;
		},
		get isUp() {
			return failures === 0;
		},
		get successes() {
			return successes;
		},
	};
}
