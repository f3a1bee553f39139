import type { Fault } from '../fault';
import type { DataId } from './dataIds';
import { holdOff, takeTurn } from './pacing';
import { cancelled, verdictOf, type Verdict } from './refusals';
import type { Entry, Run } from './run';

/** How a call ended, after all tries. */
export type Attempt =
	| { kind: 'in'; dataIds: readonly DataId[] }
	/** `isUnclear`: an earlier try may have put the contacts in. */
	| { kind: 'refused'; fault: Fault; verdict: Verdict; isUnclear: boolean }
	/** No clear answer however often. */
	| { kind: 'unclear'; fault: Fault }
	/** Nothing more may be sent. */
	| { kind: 'halted'; fault: Fault; isUnclear: boolean };

/** A server that says "slow down" or "still starting" so often in a row is left alone. */
const MOST_WAITS = 10;
const LONGEST_BACK_OFF = 30_000;
const SHORTEST_BACK_OFF = 10;

/**
 * Sends contacts in one call when it is this campaign's turn. The very same call is made again after
 * an error that says nothing about the outcome, and later when the server asks to wait.
 */
export async function attempt(run: Run, entries: readonly Entry[]): Promise<Attempt> {
	const contacts = entries.map(({ contact }) => contact);
	let unclear = 0;
	let waits = 0;
	for (;;) {
		await myTurn(run);
		const before = { isUnclear: unclear > 0 };
		if (run.gate.isCancelled()) return { kind: 'halted', fault: cancelled(), ...before };
		const sent = await run.gate.send(contacts);
		if (sent.ok) return { kind: 'in', dataIds: sent.dataIds };
		const { fault } = sent;
		const verdict = verdictOf(fault);
		if (verdict === 'stop') run.stoppedBy = fault;
		if (verdict === 'again') {
			unclear += 1;
			if (unclear > run.settings.retryLimit) return { kind: 'unclear', fault };
			backOff(run, unclear, fault);
		} else if (verdict === 'wait') {
			waits += 1;
			if (waits > MOST_WAITS) return { kind: 'halted', fault, ...before };
			// Calls that met on the way: the next turn is far enough off, the first time.
			backOff(run, waits - 1, fault);
		} else if (verdict === 'stop' || verdict === 'campaign') {
			return { kind: 'halted', fault, ...before };
		} else {
			return { kind: 'refused', fault, verdict, ...before };
		}
	}
}

async function myTurn({ gate, settings }: Run): Promise<void> {
	const { turns, campaign, spacing } = settings;
	const start = takeTurn(turns, campaign, spacing, gate.now());
	while (gate.now() < start && !gate.isCancelled()) await gate.pause(start - gate.now());
	// A busy process starts late; the next call keeps its distance from when this one really left.
	holdOff(turns, campaign, gate.now() + spacing);
}

/** Nobody calls on this campaign for a while: as long as the server asks, else twice as long each time. */
function backOff({ gate, settings }: Run, times: number, fault: Fault): void {
	const shortest = Math.max(settings.spacing, SHORTEST_BACK_OFF);
	const doubled = times === 0 ? 0 : shortest * 2 ** (times - 1);
	const asked = (fault.retryAfterSeconds ?? 0) * 1000;
	const wait = Math.max(asked, Math.min(doubled, LONGEST_BACK_OFF));
	holdOff(settings.turns, settings.campaign, gate.now() + wait);
}
