import type { HttpPoster } from '../httpPost.ts';
import { createHttpPoster } from '../httpPost.ts';
import { wait } from '../wait.ts';
import type { BodyKind } from './body.ts';
import type { AsterCcCallOptions, AsterCcEvent } from './call.ts';
import { generateAsterCcCall } from './call.ts';
import { literalOf } from './literal.ts';
import type { AsterCcReport } from './report.ts';
import { createTally } from './report.ts';
import type { AsterCcScenarioName } from './scenarios.ts';
import type { SendResult } from './sending.ts';
import { defaultTimeoutMs, postEvent, publishEvent } from './sending.ts';

/** Where the events go: to a webhook, or through a push server to its subscribers. */
export type AsterCcTarget =
	| { kind: 'webhook'; url: string; body: BodyKind }
	| { kind: 'publisher'; publisherUrl: string; channel: string };

export interface AsterCcSimulationOptions extends Pick<
	AsterCcCallOptions,
	'eventIds' | 'userdata' | 'agentno' | 'extra' | 'utcOffsetMinutes'
> {
	target: AsterCcTarget;
	/** Played in turn, one call after the other. */
	scenarios: readonly AsterCcScenarioName[];
	/** How many calls to make. */
	count: number;
	/** How many events go out in a second at most. */
	rate: number;
	/** How many times faster than life the pauses inside a call pass; without it there are none. */
	speed?: number;
	seed: number;
	/** When the first call began, Unix seconds; each further call begins a second later. */
	startTime: number;
	timeoutMs?: number;
	/** Once aborted, nothing more is begun. */
	signal?: AbortSignal;
}

/** One event and what became of it. */
export interface SentEvent {
	/** Which call of the run, from 0. */
	call: number;
	scenario: AsterCcScenarioName;
	event: AsterCcEvent;
	result: SendResult;
}

/** Makes the calls, sends their events, tells of every event, and sums up. */
export async function runAsterCcSimulation(
	options: AsterCcSimulationOptions,
	onEvent: (sent: SentEvent) => void = () => {},
): Promise<AsterCcReport> {
	const poster = createHttpPoster();
	const tally = createTally();
	const pace = createPace(options);
	let calls = 0;
	try {
		for (let call = 0; call < options.count && !options.signal?.aborted; call += 1) {
			const scenario = options.scenarios[call % options.scenarios.length] as AsterCcScenarioName;
			const { startTime } = options;
			const callOptions = { ...options, scenario, index: call, startTime: startTime + call };
			const begunAt = performance.now();
			for (const [position, event] of generateAsterCcCall(callOptions).entries()) {
				await pace(begunAt, event);
				if (options.signal?.aborted) break;
				if (position === 0) calls += 1;
				const sent = { call, scenario, event, result: await deliver(options, event, poster) };
				tally.add(sent);
				onEvent(sent);
			}
		}
	} finally {
		await poster.close();
	}
	return tally.sumUp(calls);
}

/** Waits until an event may go out: not faster than the rate, nor than the call itself. */
function createPace({ rate, speed, signal }: AsterCcSimulationOptions) {
	let nextSlot = 0;
	return async (callBegunAt: number, event: AsterCcEvent): Promise<void> => {
		const due = speed === undefined ? 0 : callBegunAt + event.at / speed;
		const at = Math.max(due, nextSlot, performance.now());
		nextSlot = at + 1000 / rate;
		await wait(at - performance.now(), signal);
	};
}

function deliver(
	{ target, timeoutMs = defaultTimeoutMs }: AsterCcSimulationOptions,
	event: AsterCcEvent,
	poster: HttpPoster,
): Promise<SendResult> {
	const settings = { timeoutMs, poster };
	if (target.kind === 'webhook') return postEvent(target.url, event, target.body, settings);
	const text = literalOf(event.fields, event.message);
	return publishEvent(target.publisherUrl, target.channel, text, settings);
}
