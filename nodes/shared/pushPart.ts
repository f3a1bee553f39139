import type { CallEvent } from '../../lib/callEvent/callEvent';

/**
 * What a push holds that is handed over, or not, on its own: most vendors push one thing at a time,
 * others many that have nothing to do with each other.
 */
export type PushPart = {
	/** What the sender calls it. */
	id: string;
	/** Tells it from every other, and is the same in every copy. */
	key: string;
} & ({ events: CallEvent[] } | { unreadable: string });

/** What became of a part. */
export interface PartResult {
	id: string;
	/**
	 * `accepted`: handed to an execution. `duplicate`: it was before. `ignored`: the operator did not
	 * choose it. `inFlight`: a copy is being handed over right now, send it again. `refused`: it can
	 * never be read.
	 */
	status: 'accepted' | 'duplicate' | 'ignored' | 'inFlight' | 'refused';
	message?: string;
}

export type PushOutcome =
	{ ok: true } | { ok: false; status: number; message: string; headers?: Record<string, string> };

const IN_FLIGHT: PushOutcome = {
	ok: false,
	status: 503,
	message: 'A copy of this push is being processed. Push again.',
	headers: { 'Retry-After': '1' },
};

/**
 * What a push comes to as a whole. What has to come again goes before what never can; and a part
 * that never can does not hold up the others of its push, which would come again with it for ever.
 */
export function outcomeOf(results: readonly PartResult[]): PushOutcome {
	if (results.some(({ status }) => status === 'inFlight')) return IN_FLIGHT;
	const [first] = results;
	if (!first || results.some(({ status }) => status !== 'refused')) return { ok: true };
	return { ok: false, status: 400, message: first.message ?? '' };
}
