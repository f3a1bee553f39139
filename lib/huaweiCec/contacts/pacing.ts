/** When the next call on each campaign may start (milliseconds), shared by all runs of the process. */
export type Turns = Map<string, number>;

/** So many campaigns are kept; the clock has overtaken the rest long ago. */
const MOST_KEPT = 1_000;

/**
 * Takes the next turn on a campaign: calls start at least `spacing` apart, whoever makes them
 * (reference/huawei §2, rate rules).
 * @returns when the call may start, milliseconds
 */
export function takeTurn(turns: Turns, campaign: string, spacing: number, now: number): number {
	const start = Math.max(now, turns.get(campaign) ?? now);
	turns.set(campaign, start + spacing);
	if (turns.size > MOST_KEPT) forgetPast(turns, now);
	return start;
}

/** Nobody calls on the campaign before `until`. */
export function holdOff(turns: Turns, campaign: string, until: number): void {
	turns.set(campaign, Math.max(until, turns.get(campaign) ?? until));
}

function forgetPast(turns: Turns, now: number): void {
	for (const [campaign, next] of turns) if (next < now) turns.delete(campaign);
}
