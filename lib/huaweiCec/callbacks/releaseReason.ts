import type { Call, Outcome } from '../../callEvent/callEvent';
import type { CallbackContext } from './callbackContext';

/** What a `releaseReason` says. */
export type ReleaseReason = { text: string; hangupBy?: Call['hangupBy'] } & (
	| {
			/** How the call ended, whatever else the push says. */
			outcome: Outcome;
	  }
	| {
			/** Somebody hung up: the call was answered, or it came to this before anybody had. */
			unanswered: Outcome;
	  }
);

/**
 * How a call ended; a reason outside the table keeps its code and leaves a warning.
 * @param answered null when the push does not tell; a call somebody hung up counts as answered then
 */
export function reasonOf(
	releaseReason: string | null | undefined,
	reasons: ReadonlyMap<string, ReleaseReason>,
	answered: boolean | null,
	context: CallbackContext,
): Pick<Call, 'outcome' | 'outcomeDetail' | 'hangupBy'> {
	const code = releaseReason?.trim() || null;
	const reason = code === null ? undefined : reasons.get(code);
	if (!reason) {
		const what = code === null ? 'is missing' : `"${code.slice(0, 40)}" is not known`;
		context.warnings.push(`releaseReason ${what}`);
		const outcome = answered === true ? 'answered' : 'unknown';
		return { outcome, outcomeDetail: { code, text: null }, hangupBy: null };
	}
	return {
		outcome: outcomeOf(reason, answered),
		outcomeDetail: { code, text: reason.text },
		hangupBy: reason.hangupBy ?? null,
	};
}

function outcomeOf(reason: ReleaseReason, answered: boolean | null): Outcome {
	if ('outcome' in reason) return reason.outcome;
	return answered === false ? reason.unanswered : 'answered';
}
