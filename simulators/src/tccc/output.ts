import type { Counts, Report } from './report.ts';
import type { PushedEvent } from './simulation.ts';

/** How a run tells of itself, line by line. */
export interface Output {
	push(event: PushedEvent): string;
	report(report: Report, repeatWith: string): string;
}

const shownGivenUp = 20;
const columns = ['pushes', 'first time', 're-pushed', 'given up', 'cut short'];

/** For people. */
export const textOutput: Output = {
	push({ call, scenario, push, isCopy, result }) {
		const place = `#${call + 1} ${scenario}`.padEnd(30);
		const what = `${push.action}${isCopy ? ' (copy)' : ''}`.padEnd(17);
		return `${place}${what}${push.uuid}  ${describeResult(result)}`;
	},
	report(report, repeatWith) {
		const { latencyMs } = report;
		const latency = latencyMs
			? `p50 ${latencyMs.p50} ms, p95 ${latencyMs.p95} ms, max ${latencyMs.max} ms`
			: 'no answers';
		const hidden = report.givenUpPushes.length - shownGivenUp;
		return [
			'',
			`Calls ${report.calls}, pushes ${report.pushes}, copies among them ${report.copies}`,
			row('', columns),
			...Object.entries(report.byAction).map(([action, counts]) => row(action, cells(counts))),
			row('total', cells(report)),
			`Latency of answers: ${latency}`,
			...report.givenUpPushes
				.slice(0, shownGivenUp)
				.map((lost) => `Given up: ${lost.action} ${lost.uuid}, last answer: ${lost.lastAnswer}`),
			...(hidden > 0 ? [`Given up: ${hidden} more (all of them with --json)`] : []),
			`Same calls again: the same command with ${repeatWith}`,
		].join('\n');
	},
};

/** For programs: one JSON object per line. */
export const jsonOutput: Output = {
	push({ call, scenario, push, isCopy, result }) {
		const { latenciesMs, ...outcome } = result;
		return JSON.stringify({
			event: 'push',
			call: call + 1,
			scenario,
			action: push.action,
			uuid: push.uuid,
			sessionId: push.payload.SessionId,
			copy: isCopy,
			...outcome,
			latenciesMs: latenciesMs.map((latency) => Math.round(latency * 10) / 10),
		});
	},
	report(report, repeatWith) {
		return JSON.stringify({ event: 'report', ...report, repeatWith });
	},
};

function describeResult(result: PushedEvent['result']): string {
	const rePushes = result.attempts - 1;
	const again = `${rePushes} re-push${rePushes === 1 ? '' : 'es'}`;
	const latency = `${Math.round(result.latenciesMs.at(-1) ?? 0)} ms`;
	if (result.accepted) return `accepted${rePushes > 0 ? ` after ${again}` : ''}, ${latency}`;
	const verdict = result.interrupted ? 'cut short' : 'GIVEN UP';
	return `${verdict} after ${again}: ${result.failure ?? ''}`;
}

function cells(counts: Counts): string[] {
	return [
		counts.pushes,
		counts.acceptedFirstTime,
		counts.acceptedAfterRePush,
		counts.givenUp,
		counts.interrupted,
	].map(String);
}

function row(title: string, values: readonly string[]): string {
	return title.padEnd(12) + values.map((value) => value.padStart(11)).join('');
}
