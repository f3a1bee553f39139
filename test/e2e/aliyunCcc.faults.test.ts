import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';

import { bridgeProcess, type BridgeProcess } from '../../runtime/src/bridgeProcess.ts';
import { N8nRequestError } from '../../runtime/src/n8nClient.ts';
import { outputOf } from '../../runtime/src/index.ts';
import type { RocketMq } from '../../runtime/src/rocketMq.ts';
import {
	ALIYUN,
	aliyunCcc,
	countOf,
	signingSecret,
	type AliyunFlow,
	type AliyunInput,
} from './aliyunCcc';
import { subscription, type Protocol, type Subscription } from './aliyunSubscription';
import { startContactCenter, takes, type ContactCenter } from './contactCenter';
import { startFaultyFront, type Behaviour, type FaultyFront } from './faultyFront';
import { describeWithRocketMq, startTestRocketMq } from './rocketMq';

jest.setTimeout(420_000);

/** How long the rest may take to arrive: a busy machine is slow, and slow is not lost. */
const PATIENCE_MS = 240_000;

/** `FULL_FAULTS=1 npm run test:e2e -- --testPathPatterns faults` (10 minutes) runs with 5,000. */
const EVENTS = process.env['FULL_FAULTS'] === '1' ? 5_000 : 2_000;
/** Where every event is looked up before it is written. */
const UPSERTED_EVENTS = 2_000;
const OUTAGE_MS = 60_000;
const EXACTLY_ONCE = { lost: 0, twice: 0 };

/** Scenarios that share an n8n and a RocketMQ at a time: most of each is waiting. */
const SIDE_BY_SIDE = 3;

describeWithRocketMq(`${EVENTS} events through RocketMQ, the bridge and n8n`, () => {
	let center: ContactCenter;
	let rocketMq: RocketMq;

	beforeAll(async () => {
		[center, rocketMq] = await Promise.all([startContactCenter(), startTestRocketMq()]);
	});

	afterAll(async () => {
		await Promise.all([center?.stop(), rocketMq?.dispose()]);
	});

	interface Given {
		protocol?: Protocol;
		flow?: Partial<AliyunInput>;
		/** Settings of the bridge beside its addresses. */
		n8n?: object;
		delivery?: object;
		clockOffMs?: number;
	}

	interface Scene {
		flow: AliyunFlow;
		topic: Subscription;
		bridge: BridgeProcess;
		/** Stands between this bridge and n8n. */
		front: FaultyFront;
		end(): Promise<void>;
	}

	/** A flow, a topic and a bridge between them that has begun to listen. */
	async function scene(given: Given = {}): Promise<Scene> {
		const { protocol = 'rocketmq5', flow: input, n8n, delivery, clockOffMs = 0 } = given;
		const secret = signingSecret();
		const credential = { type: 'aliyunCccBridgeApi', data: { signingSecret: secret } };
		const flow = await aliyunCcc(center, { credential, ...input });
		const topic = await subscription(rocketMq, protocol);
		const front = await startFaultyFront(center.server.baseUrl);
		const bridge = await bridgeProcess({
			signingSecret: secret,
			clockOffMs,
			settings: {
				n8n: { url: `${front.url}${flow.path}`, timeoutSeconds: 10, ...n8n },
				source: { ...topic.source, leaseSeconds: 10 },
				...(delivery ? { delivery } : {}),
			},
		});
		const end = async () => {
			await bridge.dispose();
			await front.stop();
		};
		await bridge.start();
		await topic.listening();
		return { flow, topic, bridge, front, end };
	}

	/** A scene that is over when `play` is. */
	async function withScene(given: Given, play: (here: Scene) => Promise<void>): Promise<void> {
		const here = await scene(given);
		try {
			await play(here);
		} finally {
			await here.end();
		}
	}

	const delivered = async ({ bridge: running }: Scene, count: number) => {
		while ((await running.metric('delivered_total')) < count) await sleep(50);
	};

	/** What was lost and what came twice, once all has arrived. */
	const arrived = async ({ flow }: Scene, count = EVENTS) =>
		countOf(await flow.waitForRows(count, PATIENCE_MS), count);

	it(`RocketMQ is away for ${OUTAGE_MS / 1_000} s`, async () => {
		const both = await Promise.all([
			scene({ protocol: 'rocketmq5' }),
			scene({ protocol: 'rocketmq4' }),
		]);
		for (const { bridge, topic } of both) {
			await bridge.stop();
			await topic.send(EVENTS);
			await bridge.start();
		}
		await Promise.all(both.map(async (here) => await delivered(here, 300)));
		await rocketMq.kill();
		await sleep(OUTAGE_MS);
		await rocketMq.start();
		for (const here of both) expect(await arrived(here)).toEqual(EXACTLY_ONCE);
		await Promise.all(both.map(async ({ end }) => await end()));
	});

	it('n8n is killed in the middle; the workflow decides, or what was saved is run again', async () => {
		const decides = await scene({
			flow: { write: 'upsert', parameters: { options: { acknowledge: 'byWorkflow' } } },
		});
		const saved = await scene({ flow: { write: 'upsert', steps: [takes(1)] } });
		const both = [decides, saved];
		const sending = both.map(async ({ topic }) => await topic.send(UPSERTED_EVENTS));
		await Promise.all(both.map(async (here) => await delivered(here, 500)));
		await center.server.kill();
		await sleep(3_000);
		await center.server.restart();
		await Promise.all(sending);
		expect(await arrived(decides, UPSERTED_EVENTS)).toEqual(EXACTLY_ONCE);

		await delivered(saved, UPSERTED_EVENTS);
		await settled(saved.flow);
		const executions = await center.n8n.executions({ workflowId: saved.flow.workflowId });
		const broken = executions.filter(({ status }) => status !== 'success');
		const ran = await Promise.all(
			executions
				.filter(({ status }) => status === 'success')
				.map(async ({ id }) => outputOf(await center.n8n.execution(id), ALIYUN)),
		);
		const ids = ran.flat().map(({ json }) => json['id']);
		expect(new Set(ids).size).toBe(ids.length);
		for (const { id } of broken) await runAgain(id);
		expect(await arrived(saved, UPSERTED_EVENTS)).toEqual(EXACTLY_ONCE);
		await Promise.all(both.map(async ({ end }) => await end()));
	});

	/** n8n calls a run crashed when its log does not show the end of it, also one that succeeded. */
	async function runAgain(id: string): Promise<void> {
		await center.n8n.retryExecution(id).catch((error: unknown) => {
			if (!(error instanceof N8nRequestError && error.status === 409)) throw error;
		});
	}

	/** Waits until no execution runs any more; those cut off by a kill run no more either. */
	async function settled({ workflowId }: AliyunFlow): Promise<void> {
		let before = '';
		for (let quiet = 0; quiet < 3;) {
			await sleep(1_000);
			const executions = await center.n8n.executions({ workflowId });
			const now = executions.map(({ id, status }) => `${id} ${status}`).join();
			quiet = now === before ? quiet + 1 : 0;
			before = now;
		}
	}

	async function bridgeKilledTwice(protocol: Protocol): Promise<void> {
		await withScene({ protocol }, async (here) => {
			const sending = here.topic.send(EVENTS);
			for (let kill = 0; kill < 2; kill++) {
				await delivered(here, 500);
				await here.bridge.kill();
				await here.bridge.start();
			}
			await sending;
			expect(await arrived(here)).toEqual(EXACTLY_ONCE);
		});
	}

	async function n8nMisbehaves(behaviour: Behaviour): Promise<void> {
		await withScene({ n8n: { timeoutSeconds: 2 } }, async (here) => {
			const sending = here.topic.send(EVENTS);
			await delivered(here, 500);
			here.front.behave(behaviour);
			const requests = here.front.requests;
			await sleep(10_000);
			// It is asked whether it is back, and not run into.
			expect(here.front.requests - requests).toBeLessThan(30);
			here.front.behave({ kind: 'sometimes', ofTen: 2, then: behaviour });
			await sending;
			expect(await arrived(here)).toEqual(EXACTLY_ONCE);
		});
	}

	async function poison(): Promise<void> {
		await withScene({}, async (here) => {
			await here.topic.send(EVENTS, { poisonEvery: 100 });
			expect(await arrived(here, EVENTS - EVENTS / 100)).toEqual(EXACTLY_ONCE);
			const letters = (await readFile(here.bridge.deadLetterFile, 'utf8')).trim().split('\n');
			expect(letters).toHaveLength(EVENTS / 100);
			for (const letter of letters) {
				expect(JSON.parse(letter)).toMatchObject({
					reason: expect.any(String),
					body: expect.any(String),
				});
			}
		});
	}

	async function slowWorkflow(): Promise<void> {
		await withScene(
			{
				flow: { steps: [takes(2)], parameters: { options: { acknowledge: 'byWorkflow' } } },
				n8n: { timeoutSeconds: 60 },
			},
			async (here) => {
				await here.topic.send(EVENTS);
				expect(await arrived(here)).toEqual(EXACTLY_ONCE);
			},
		);
	}

	async function clockIsOff(clockOffMs: number): Promise<void> {
		await withScene({ clockOffMs }, async (here) => {
			await here.topic.send(EVENTS);
			expect(await arrived(here)).toEqual(EXACTLY_ONCE);
		});
	}

	async function twoBridges(): Promise<void> {
		await withScene({}, async (here) => {
			const second = await bridgeProcess(here.bridge.input);
			try {
				await second.start();
				await here.topic.send(EVENTS);
				expect(await arrived(here)).toEqual(EXACTLY_ONCE);
				expect(await second.metric('delivered_total')).toBeGreaterThan(EVENTS / 10);
				expect(await here.bridge.metric('delivered_total')).toBeGreaterThan(EVENTS / 10);
			} finally {
				await second.dispose();
			}
		});
	}

	const scenarios: Record<string, () => Promise<void>> = {
		'n8n hangs for 10 s, and then now and again': () => n8nMisbehaves({ kind: 'hang' }),
		'n8n answers 429 and asks for 3 s, for 10 s, and then now and again': () =>
			n8nMisbehaves({ kind: 'status', status: 429, headers: { 'retry-after': '3' } }),
		'the workflow is slow': slowWorkflow,
		'n8n answers 500 for 10 s, and then now and again': () =>
			n8nMisbehaves({ kind: 'status', status: 500 }),
		'n8n takes batches and its answers are lost for 10 s, and then now and again': () =>
			n8nMisbehaves({ kind: 'loseAnswer' }),
		'rocketmq5: the bridge is killed twice in the middle': () => bridgeKilledTwice('rocketmq5'),
		'rocketmq4: the bridge is killed twice in the middle': () => bridgeKilledTwice('rocketmq4'),
		'every hundredth message is poison: dead letters with their reasons, the others arrive': poison,
		"the bridge's clock is off by 180000 ms": () => clockIsOff(180_000),
		"the bridge's clock is off by -180000 ms": () => clockIsOff(-180_000),
		'two bridges of one group share the load': twoBridges,
	};

	describe('side by side', () => {
		let outcomes: Record<string, Promise<void>>;
		beforeAll(() => {
			outcomes = sideBySide(scenarios);
		});
		it.each(Object.keys(scenarios))('%s', async (name) => await outcomes[name]);
	});
});

/** Starts scenarios in their order, so many at a time, and gives what comes of each. */
function sideBySide(scenarios: Record<string, () => Promise<void>>): Record<string, Promise<void>> {
	const lanes: Array<Promise<unknown>> = Array.from({ length: SIDE_BY_SIDE }, async () => {});
	const outcomes = Object.entries(scenarios).map(([name, scenario], index) => {
		const lane = index % SIDE_BY_SIDE;
		const outcome = (lanes[lane] as Promise<unknown>).then(scenario);
		lanes[lane] = outcome.catch(() => {});
		return [name, outcome] as const;
	});
	return Object.fromEntries(outcomes);
}
