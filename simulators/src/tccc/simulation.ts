import { createRandomSource } from '../randomSource.ts';
import type { CallOptions } from './call.ts';
import { generateCall } from './call.ts';
import type { ChaosKind } from './chaos.ts';
import { drawMishap, order } from './chaos.ts';
import type { TcccPush } from './payloads.ts';
import type { PushClient, PushClientOptions, PushResult } from './pushClient.ts';
import { createPushClient } from './pushClient.ts';
import type { Report } from './report.ts';
import { createTally } from './report.ts';
import type { ScenarioName } from './scenarios.ts';
import { wait } from '../wait.ts';

export interface SimulationOptions
	extends PushClientOptions, Pick<CallOptions, 'callType' | 'misspellAppId'> {
	/** Played in turn. */
	scenarios: readonly ScenarioName[];
	/** How many calls to make. */
	count: number;
	/** How many calls begin in a second. */
	rate: number;
	seed: number;
	/** When the first call began, Unix seconds; the others follow at the rate. */
	startTime: number;
	sdkAppId: number;
	chaos?: readonly ChaosKind[];
}

/** One push and what became of it. */
export interface PushedEvent {
	/** Which call of the run, from 0. */
	call: number;
	scenario: ScenarioName;
	push: TcccPush;
	/** A copy sent on purpose (chaos `duplicates`). */
	isCopy: boolean;
	result: PushResult;
}

/** Makes the calls, pushes them, tells of every push, and sums up. */
export async function runSimulation(
	options: SimulationOptions,
	onPush: (event: PushedEvent) => void = () => {},
): Promise<Report> {
	const client = createPushClient(options);
	const tally = createTally();
	const record = (event: PushedEvent) => {
		tally.add(event);
		onPush(event);
	};
	const calls: Promise<void>[] = [];
	const begunAt = performance.now();
	try {
		for (let index = 0; index < options.count; index += 1) {
			const due = begunAt + (index * 1000) / options.rate;
			await wait(due - performance.now(), options.signal);
			if (options.signal?.aborted) break;
			const call = pushCall(client, options, index, record);
			call.catch(() => {}); // told of by Promise.all, once every call has begun
			calls.push(call);
		}
		await Promise.all(calls);
	} finally {
		await client.close();
	}
	return tally.sumUp(calls.length);
}

async function pushCall(
	client: PushClient,
	options: SimulationOptions,
	index: number,
	record: (event: PushedEvent) => void,
): Promise<void> {
	const { chaos = [], seed, signal } = options;
	const scenario = options.scenarios[index % options.scenarios.length] as ScenarioName;
	const startTime = options.startTime + Math.floor(index / options.rate);
	const call = generateCall(scenario, { ...options, index, startTime });
	const random = createRandomSource(`${seed}:${index}:chaos`);
	const copies: Promise<void>[] = [];

	const send = async (push: TcccPush, isCopy: boolean, settings = {}) => {
		const result = await client.push(push, settings);
		record({ call: index, scenario, push, isCopy, result });
	};
	const sendLater = async (push: TcccPush, delayMs: number) => {
		await wait(delayMs, signal);
		if (!signal?.aborted) await send(push, true);
	};

	for (const push of order(call.pushes, chaos)) {
		if (signal?.aborted) break;
		const { copy, copyDelayMs, ...settings } = drawMishap(random, chaos);
		if (copy === 'atOnce') copies.push(send(push, true));
		await send(push, false, settings);
		if (copy === 'later') copies.push(sendLater(push, copyDelayMs));
	}
	await Promise.all(copies);
}
