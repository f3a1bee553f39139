import { ArgumentError } from '../argumentError.ts';
import { wait } from '../wait.ts';
import type { AliyunCallOptions } from './call.ts';
import { aliyunCalls, aliyunEvents } from './eventStream.ts';
import type { AliyunMessage, ChaosOptions } from './message.ts';
import { aliyunMessages } from './message.ts';
import { defaultParallel } from './producer.ts';
import type { AliyunReport } from './report.ts';
import { createTally } from './report.ts';
import type { AliyunScenarioName } from './scenarios.ts';
import type { AliyunTarget, Outcome, Transport } from './sending.ts';
import { describeFailure, openTransport } from './sending.ts';

export interface AliyunSimulationOptions
	extends
		Pick<AliyunCallOptions, 'dialect' | 'instanceId' | 'textStream' | 'quirks'>,
		Omit<ChaosOptions, 'seed'> {
	target: AliyunTarget;
	/** Played in turn. */
	scenarios: readonly AliyunScenarioName[];
	/** So many whole calls, or exactly so many events of whole calls. */
	amount: { calls: number } | { events: number };
	/** How many messages go out in a second at most. */
	rate: number;
	/** How many requests are under way at a time; by default 1 over HTTP and 16 over RocketMQ. */
	parallel?: number;
	seed: number;
	/** When the first call began, Unix seconds; each further call begins a little later. */
	startTime: number;
	timeoutMs?: number;
	/** Once aborted, nothing more is begun. */
	signal?: AbortSignal;
}

/** One message and what became of it. */
export interface SentMessage {
	message: AliyunMessage;
	outcome: Outcome;
}

/** Makes the calls, sends their events, tells of every message, and sums up. */
export async function runAliyunSimulation(
	options: AliyunSimulationOptions,
	onMessage: (sent: SentMessage) => void = () => {},
): Promise<AliyunReport> {
	const messages = messagesOf(options);
	const transport = await open(options);
	const tally = createTally();
	try {
		await sendAll(messages, transport, options, (sent) => {
			tally.add(sent);
			onMessage(sent);
		});
	} finally {
		await transport.close();
	}
	return tally.sumUp();
}

function messagesOf(options: AliyunSimulationOptions): AliyunMessage[] {
	const { amount, startTime } = options;
	const stream = { ...options, at: startTime * 1000 };
	const events =
		'calls' in amount ? aliyunCalls(amount.calls, stream) : aliyunEvents(amount.events, stream);
	return aliyunMessages(events, options);
}

async function open({ target, timeoutMs }: AliyunSimulationOptions): Promise<Transport> {
	try {
		return await openTransport(target, timeoutMs);
	} catch (error) {
		const places: Partial<Record<AliyunTarget['kind'], string>> = {
			rocketmq5: '--endpoint, --topic, --username and --password',
			rocketmq4: '--name-server, --topic, --instance-id and the keys',
		};
		throw new ArgumentError(
			`RocketMQ is not ready (${describeFailure(error)}); check ${places[target.kind] ?? '--to'}.`,
		);
	}
}

async function sendAll(
	messages: readonly AliyunMessage[],
	transport: Transport,
	{ rate, signal, target, parallel = parallelOf(target) }: AliyunSimulationOptions,
	record: (sent: SentMessage) => void,
): Promise<void> {
	const lanes = createLanes(parallel);
	const begunAt = performance.now();
	for (let index = 0; index < messages.length; index += transport.batch) {
		await wait(begunAt + (index * 1000) / rate - performance.now(), signal);
		await lanes.room();
		if (signal?.aborted) break;
		const batch = messages.slice(index, index + transport.batch);
		const [first] = batch;
		// A batch holds events of many calls: only one request at a time keeps their order.
		lanes.add(batch.length === 1 && first ? first.key : '', async () => {
			const outcomes = await transport.send(batch);
			outcomes.forEach((outcome, place) => {
				const message = batch[place];
				if (message) record({ message, outcome });
			});
		});
	}
	await lanes.empty();
}

const parallelOf = ({ kind }: AliyunTarget): number =>
	kind === 'rocketmq5' || kind === 'rocketmq4' ? defaultParallel : 1;

/** At most so many jobs at a time; those of one key one after the other. */
function createLanes(most: number) {
	const running = new Set<Promise<void>>();
	const lastOfKey = new Map<string, Promise<void>>();
	let failure: { error: unknown } | null = null;

	const check = () => {
		if (failure) throw failure.error;
	};

	return {
		async room(): Promise<void> {
			while (running.size >= most) await Promise.race(running);
			check();
		},
		add(key: string, job: () => Promise<void>): void {
			const before = (key === '' ? undefined : lastOfKey.get(key)) ?? Promise.resolve();
			const done = before
				.then(job)
				.catch((error: unknown) => {
					failure ??= { error };
				})
				.finally(() => {
					running.delete(done);
					if (lastOfKey.get(key) === done) lastOfKey.delete(key);
				});
			running.add(done);
			lastOfKey.set(key, done);
		},
		async empty(): Promise<void> {
			await Promise.all(running);
			check();
		},
	};
}
