/** What a push finds when it claims its key. */
export type Claim = 'claimed' | 'inFlight' | 'accepted';

type State = { accepted: boolean; since: number };

export interface PushClaims {
	claim(key: string, now: number, windowMs: number): Claim;
	/** The push with this key was handed over: its copies are duplicates from now on. */
	accept(key: string, now: number): void;
	/** The push with this key was not handed over: its next copy is processed. */
	release(key: string): void;
	isInFlight(key: string): boolean;
	readonly size: number;
}

/**
 * An answer can take minutes where n8n runs few executions at a time. A claim older than this lost
 * its answer, and the next copy must not be turned away for ever.
 */
const LONGEST_FLIGHT_MS = 10 * 60_000;

/**
 * The first of the three lines of defence against duplicates (design §4.3): which pushes this
 * process is handing over, and which it has handed over. Bounded: the oldest keys go first.
 */
export function createPushClaims(capacity: number): PushClaims {
	const states = new Map<string, State>();

	function set(key: string, state: State): void {
		states.delete(key);
		states.set(key, state);
		const oldest = states.size > capacity ? states.keys().next() : undefined;
		if (oldest && !oldest.done) states.delete(oldest.value);
	}

	function find(key: string, now: number, windowMs: number): Claim | null {
		const state = states.get(key);
		if (!state) return null;
		const age = now - state.since;
		if (state.accepted) return age < windowMs ? 'accepted' : null;
		return age < LONGEST_FLIGHT_MS ? 'inFlight' : null;
	}

	return {
		claim(key, now, windowMs) {
			const found = find(key, now, windowMs);
			if (found) return found;
			set(key, { accepted: false, since: now });
			return 'claimed';
		},
		accept(key, now) {
			set(key, { accepted: true, since: now });
		},
		release(key) {
			if (states.get(key)?.accepted === false) states.delete(key);
		},
		isInFlight(key) {
			return states.get(key)?.accepted === false;
		},
		get size() {
			return states.size;
		},
	};
}
