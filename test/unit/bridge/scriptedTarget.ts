import type { Answer } from '../../../bridge/src/delivery/answer';
import type { N8nTarget } from '../../../bridge/src/delivery/n8nTarget';
import { idIn } from './message';

export const taken: Answer = { kind: 'delivered', gzip: false };
export const failing = (status = 500, retryAfterMs: number | null = null): Answer => ({
	kind: 'later',
	reason: `n8n answered ${status}`,
	retryAfterMs,
});
export const refused: Answer = { kind: 'refused', reason: 'n8n answered 400' };
export const tooLarge: Answer = { kind: 'tooLarge', reason: 'n8n answered 413' };
export const closed: Answer = { kind: 'closed', reason: 'n8n answered 404' };

export interface Request {
	at: number;
	ids: string[];
	events: readonly string[];
}

export type Script = (ids: string[], request: number) => Answer | Promise<Answer>;

/** An n8n that answers as a test says, and keeps what it was asked and what it took. */
export function scriptedTarget(script: Script = () => taken) {
	const requests: Request[] = [];
	const accepted: string[] = [];
	const state = {
		script,
		ping: taken as Answer,
		pings: 0,
		closed: false,
		atOnce: 0,
		mostAtOnce: 0,
	};
	const target: N8nTarget = {
		async post(events) {
			const ids = events.map(idIn);
			requests.push({ at: Date.now(), ids, events });
			state.atOnce += 1;
			state.mostAtOnce = Math.max(state.mostAtOnce, state.atOnce);
			const answer = await state.script(ids, requests.length - 1);
			state.atOnce -= 1;
			if (answer.kind === 'delivered') accepted.push(...ids);
			if (answer.kind === 'perEvent') {
				accepted.push(...ids.filter((id) => answer.verdicts.get(id)?.verdict === 'delivered'));
			}
			return answer;
		},
		async ping() {
			state.pings += 1;
			return state.ping;
		},
		async close() {
			state.closed = true;
		},
	};
	return { target, requests, accepted, state };
}

export type ScriptedTarget = ReturnType<typeof scriptedTarget>;

/** An answer that takes its time. */
export const after = (milliseconds: number, answer: Answer): Promise<Answer> =>
	new Promise((resolve) => setTimeout(() => resolve(answer), milliseconds));
