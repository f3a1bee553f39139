import type { SentEvent } from './simulation.ts';

export interface AsterCcReport {
	calls: number;
	events: number;
	accepted: number;
	refused: number;
	/** How often each HTTP status came; `no answer` where there was none. */
	answers: Record<string, number>;
	/** Which event was refused first and why; null when none was. */
	firstRefusal: string | null;
	allAccepted: boolean;
}

export interface Tally {
	add(sent: SentEvent): void;
	sumUp(calls: number): AsterCcReport;
}

/** Counts events as they are answered. */
export function createTally(): Tally {
	const answers: Record<string, number> = {};
	let events = 0;
	let accepted = 0;
	let firstRefusal: string | null = null;

	return {
		add(sent) {
			const { status, failure, accepted: isAccepted } = sent.result;
			const answer = status === null ? 'no answer' : String(status);
			answers[answer] = (answers[answer] ?? 0) + 1;
			events += 1;
			if (isAccepted) accepted += 1;
			else firstRefusal ??= `${nameEvent(sent)}: ${failure ?? ''}`;
		},
		sumUp(calls) {
			const refused = events - accepted;
			const allAccepted = refused === 0;
			return { calls, events, accepted, refused, answers, firstRefusal, allAccepted };
		},
	};
}

/** Which call, which scenario, which event. */
export function nameEvent({ call, scenario, event }: SentEvent): string {
	const of = (key: string) => event.fields.find(([name]) => name === key)?.[1];
	return `#${call + 1} ${scenario}, ${[of('source'), of('event')].filter(Boolean).join(' ')}`;
}
