/** What a test, or somebody at the control endpoint, makes go wrong. */

/** Which requests go wrong. */
interface Target {
	/** Part of the endpoint's name, such as `/calldata/` or `POST /CCFS`; any endpoint unless given. */
	endpoint?: string;
	/** How many requests; 1 unless given. */
	count?: number;
	/** So many fitting requests pass first. */
	skip?: number;
}

export type Fault = Target &
	(
		| /** An HTTP status, 500 unless given, before or `after` the work was done. */
		  { kind: 'status'; status?: number; when?: 'before' | 'after' }
		  /** The vendor's own way to refuse: HTTP 200 and this code. */
		| { kind: 'code'; code: string; text?: string }
		| { kind: 'slow'; delayMs: number }
		/** Half of the body, then the connection breaks. */
		| { kind: 'halfBody' }
		/** The connection breaks, before or `after` the work was done. */
		| { kind: 'disconnect'; when?: 'before' | 'after' }
		/** HTTP 403 as a locked address gets it. */
		| { kind: 'locked' }
	);

export interface Faults {
	inject(fault: Fault): void;
	/** The fault for this request, used up. */
	take(endpoint: string): Fault | undefined;
	clear(): void;
}

export function createFaults(): Faults {
	let waiting: Array<{ fault: Fault; left: number; skip: number }> = [];

	function take(endpoint: string): Fault | undefined {
		for (const entry of waiting) {
			if (!endpoint.includes(entry.fault.endpoint ?? '')) continue;
			if (entry.skip > 0) {
				entry.skip -= 1;
				continue;
			}
			entry.left -= 1;
			waiting = waiting.filter(({ left }) => left > 0);
			return entry.fault;
		}
		return undefined;
	}

	return {
		inject: (fault) => void waiting.push({ fault, left: fault.count ?? 1, skip: fault.skip ?? 0 }),
		take,
		clear: () => (waiting = []),
	};
}
