import { fieldOf } from './call.ts';
import type { AsterCcReport } from './report.ts';
import { nameEvent } from './report.ts';
import type { SentEvent } from './simulation.ts';

/** How a run tells of itself, line by line. */
export interface Output {
	event(sent: SentEvent): string;
	report(report: AsterCcReport, repeatWith: string): string;
}

/** For people. */
export const textOutput: Output = {
	event(sent) {
		const { failure, status, latencyMs } = sent.result;
		const answer = failure ?? `HTTP ${status}, ${Math.round(latencyMs ?? 0)} ms`;
		return `${nameEvent(sent).padEnd(48)}${answer}`;
	},
	report({ calls, events, accepted, refused, answers, firstRefusal }, repeatWith) {
		const counts = Object.entries(answers).map(([answer, count]) => `${count} × ${answer}`);
		return [
			'',
			`Calls ${calls}, events ${events}: ${accepted} accepted, ${refused} refused`,
			`Answers: ${counts.join(', ') || 'none'}`,
			...(firstRefusal === null ? [] : [`First refusal: ${firstRefusal}`]),
			`Same calls again: the same command with ${repeatWith}`,
		].join('\n');
	},
};

/** For programs: one JSON object per line. */
export const jsonOutput: Output = {
	event({ call, scenario, event, result }) {
		const of = (key: string) => fieldOf(event, key) ?? null;
		return JSON.stringify({
			event: 'event',
			call: call + 1,
			scenario,
			source: of('source'),
			name: of('event'),
			sessionId: of('sessionid'),
			...result,
		});
	},
	report(report, repeatWith) {
		return JSON.stringify({ event: 'report', ...report, repeatWith });
	},
};
