import type { AliyunReport } from './report.ts';
import { nameMessage } from './report.ts';
import type { SentMessage } from './simulation.ts';

/** How a run tells of itself, line by line. */
export interface Output {
	message(sent: SentMessage): string;
	report(report: AliyunReport, repeatWith: string): string;
}

/** For people. */
export const textOutput: Output = {
	message({ message, outcome }) {
		return `${nameMessage(message).padEnd(52)}${outcome.failure ?? outcome.detail}`;
	},
	report(report, repeatWith) {
		const { calls, sent, failed, copies, poison, byName, seconds, firstFailure } = report;
		return [
			'',
			`Calls ${calls}, events ${sent} (copies among them ${copies}) in ${seconds} s: ${failed} failed`,
			...(poison.sent > 0 ? [`Poison ${poison.sent}: ${poison.failed} refused`] : []),
			...Object.entries(byName).map(([name, counts]) => {
				const failures = counts.failed > 0 ? `, ${counts.failed} failed` : '';
				return `  ${name.padEnd(28)}${counts.sent}${failures}`;
			}),
			...(firstFailure === null ? [] : [`First failure: ${firstFailure}`]),
			`Same calls again: the same command with ${repeatWith}`,
		].join('\n');
	},
};

/** For programs: one JSON object per line. */
export const jsonOutput: Output = {
	message({ message, outcome }) {
		const { kind, name, key, messageId, event } = message;
		const call = event ? { call: event.call + 1, scenario: event.scenario } : {};
		return JSON.stringify({ event: kind, ...call, name, key, messageId, ...outcome });
	},
	report(report, repeatWith) {
		return JSON.stringify({ event: 'report', ...report, repeatWith });
	},
};
