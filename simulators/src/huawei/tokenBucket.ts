import type { FlowLimit } from './settings.ts';

export interface TokenBucket {
	/** False when there are too many. */
	take(): boolean;
}

/** Flow control; the vendor's numbers are not published (reference/huawei §3.5). */
export function createTokenBucket(
	limit: () => FlowLimit,
	{ now }: { now: () => number },
): TokenBucket {
	let tokens = limit().burst;
	let filledAt = now();
	return {
		take: () => {
			const { burst, perSecond } = limit();
			tokens = Math.min(burst, tokens + ((now() - filledAt) / 1000) * perSecond);
			filledAt = now();
			if (tokens < 1) return false;
			tokens -= 1;
			return true;
		},
	};
}
