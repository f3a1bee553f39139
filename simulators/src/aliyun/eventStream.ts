import type { AliyunCallOptions, AliyunEvent } from './call.ts';
import { generateAliyunCall } from './call.ts';
import type { AliyunScenarioName } from './scenarios.ts';
import { scenariosOf } from './scenarios.ts';

export interface AliyunStreamOptions extends Omit<AliyunCallOptions, 'index'> {
	/** Played in turn; everything the dialect has unless given. */
	scenarios?: readonly AliyunScenarioName[];
	/** Milliseconds between the beginnings of two calls; the shorter, the more calls at a time. */
	gapMs?: number;
}

const defaultGapMs = 1_500;

/** The events of so many calls that begin one after the other and overlap, by time. */
export function aliyunCalls(count: number, options: AliyunStreamOptions): AliyunEvent[] {
	const calls = Array.from({ length: count }, (_, index) => callOf(index, options));
	return inOrderOfTime(calls.flat());
}

/**
 * Exactly so many events of whole calls that overlap, by time. What the last call would be too long
 * for is filled with an agent's states, which belong to no call.
 */
export function aliyunEvents(count: number, options: AliyunStreamOptions): AliyunEvent[] {
	const events: AliyunEvent[] = [];
	for (let index = 0; events.length < count; index += 1) {
		const missing = count - events.length;
		const call = callOf(index, options);
		events.push(...(call.length <= missing ? call : agentStates(missing, index, options)));
	}
	return inOrderOfTime(events);
}

function callOf(index: number, options: AliyunStreamOptions): AliyunEvent[] {
	const { scenarios = scenariosOf(options.dialect ?? '2.0'), at, gapMs = defaultGapMs } = options;
	const scenario = scenarios[index % scenarios.length] ?? 'agent-day';
	return generateAliyunCall(scenario, { ...options, index, at: at + index * gapMs });
}

function agentStates(count: number, index: number, options: AliyunStreamOptions): AliyunEvent[] {
	const days = Math.ceil(count / generateAliyunCall('agent-day', options).length);
	return Array.from({ length: days }, (_, day) =>
		generateAliyunCall('agent-day', { ...options, index: index + day }),
	)
		.flat()
		.slice(0, count);
}

/** Events of the same moment stay in the order of their call. */
function inOrderOfTime(events: readonly AliyunEvent[]): AliyunEvent[] {
	return events.toSorted((left, right) => left.time - right.time);
}
