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
import { startFaultyFront, type FaultyFront } from './faultyFront';
import { describeWithRocketMq, startTestRocketMq } from './rocketMq';

jest.setTimeout(420_000);

/** How long the rest may take to arrive: a busy machine is slow, and slow is not lost. */
const PATIENCE_MS = 240_000;

/**
 * `FULL_FAULTS=1 npm run test:e2e -- --testPathPatterns faults` (13 minutes) runs with 5,000 events
 * and an outage of a minute. Otherwise there are as many as each fault needs to come in the middle.
 */
const IS_FULL = process.env['FULL_FAULTS'] === '1';
const EVENTS = IS_FULL ? 5_000 : 2_000;
const OUTAGE_MS = IS_FULL ? 60_000 : 20_000;
const EXACTLY_ONCE = { lost: 0, twice: 0 };

describeWithRocketMq(`${EVENTS} events through RocketMQ, the bridge and n8n`, () => {
	let center: ContactCenter;
	let rocketMq: RocketMq;
	let front: FaultyFront;
	let bridge: BridgeProcess | undefined;

	beforeAll(async () => {
		[center, rocketMq] = await Promise.all([startContactCenter(), startTestRocketMq()]);
		front = await startFaultyFront(center.server.baseUrl);
	});

	afterEach(async () => {
		front.behave({ kind: 'pass' });
		await bridge?.dispose();
		bridge = undefined;
	});

	afterAll(async () => {
		await front?.stop();
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
	}

	/** A flow, a topic and a bridge between them that has begun to listen. */
	async function scene(given: Given = {}): Promise<Scene> {
		const { protocol = 'rocketmq5', flow: input, n8n, delivery, clockOffMs = 0 } = given;
		const secret = signingSecret();
		const credential = { type: 'aliyunCccBridgeApi', data: { signingSecret: secret } };
		const flow = await aliyunCcc(center, { credential, ...input });
		const topic = await subscription(rocketMq, protocol);
		const started = await bridgeProcess({
			signingSecret: secret,
			clockOffMs,
			settings: {
				n8n: { url: `${front.url}${flow.path}`, timeoutSeconds: 10, ...n8n },
				source: { ...topic.source, leaseSeconds: 10 },
				...(delivery ? { delivery } : {}),
			},
		});
		bridge = started;
		await started.start();
		await topic.listening();
		return { flow, topic, bridge: started };
	}

	const delivered = async ({ bridge: running }: Scene, count: number) => {
		while ((await running.metric('delivered_total')) < count) await sleep(50);
	};

	describe.each<Protocol>(['rocketmq5', 'rocketmq4'])('%s', (protocol) => {
		it('the bridge is killed twice in the middle', async () => {
			const here = await scene({ protocol });
			const sending = here.topic.send(EVENTS);
			for (let kill = 0; kill < 2; kill++) {
				await delivered(here, 500);
				await here.bridge.kill();
				await here.bridge.start();
			}
			await sending;
			expect(countOf(await here.flow.waitForRows(EVENTS, 120_000), EVENTS)).toEqual(EXACTLY_ONCE);
		});

		it(`RocketMQ is away for ${OUTAGE_MS / 1_000} s`, async () => {
			const here = await scene({ protocol });
			await here.bridge.stop();
			await here.topic.send(EVENTS);
			await here.bridge.start();
			await delivered(here, 300);
			await rocketMq.kill();
			await sleep(OUTAGE_MS);
			await rocketMq.start();
			expect(countOf(await here.flow.waitForRows(EVENTS, PATIENCE_MS), EVENTS)).toEqual(
				EXACTLY_ONCE,
			);
		});
	});

	it('n8n is killed in the middle; the workflow decides when an event is done', async () => {
		const here = await scene({
			flow: { write: 'upsert', parameters: { options: { acknowledge: 'byWorkflow' } } },
		});
		const sending = here.topic.send(EVENTS);
		await delivered(here, 500);
		await center.server.kill();
		await sleep(3_000);
		await center.server.restart();
		await sending;
		expect(countOf(await here.flow.waitForRows(EVENTS, PATIENCE_MS), EVENTS)).toEqual(EXACTLY_ONCE);
	});

	it('n8n is killed in the middle; what it had saved is run again by hand', async () => {
		const here = await scene({ flow: { write: 'upsert', steps: [takes(1)] } });
		const sending = here.topic.send(EVENTS);
		await delivered(here, 500);
		await center.server.kill();
		await sleep(3_000);
		await center.server.restart();
		await sending;
		await delivered(here, EVENTS);
		await settled(here.flow);
		const executions = await center.n8n.executions({ workflowId: here.flow.workflowId });
		const broken = executions.filter(({ status }) => status !== 'success');
		const ran = await Promise.all(
			executions
				.filter(({ status }) => status === 'success')
				.map(async ({ id }) => outputOf(await center.n8n.execution(id), ALIYUN)),
		);
		const ids = ran.flat().map(({ json }) => json['id']);
		expect(new Set(ids).size).toBe(ids.length);
		for (const { id } of broken) await runAgain(id);
		expect(countOf(await here.flow.waitForRows(EVENTS, PATIENCE_MS), EVENTS)).toEqual(EXACTLY_ONCE);
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

	it.each([
		['answers 500', { kind: 'status', status: 500 }],
		[
			'answers 429 and asks for 3 s',
			{ kind: 'status', status: 429, headers: { 'retry-after': '3' } },
		],
		['hangs', { kind: 'hang' }],
		['takes batches and its answers are lost', { kind: 'loseAnswer' }],
	] as const)('n8n %s for 10 s, and then now and again', async (_fault, behaviour) => {
		const here = await scene({ n8n: { timeoutSeconds: 2 } });
		const sending = here.topic.send(EVENTS);
		await delivered(here, 500);
		front.behave(behaviour);
		const requests = front.requests;
		await sleep(10_000);
		// It is asked whether it is back, and not run into.
		expect(front.requests - requests).toBeLessThan(30);
		front.behave({ kind: 'sometimes', ofTen: 2, then: behaviour });
		await sending;
		expect(countOf(await here.flow.waitForRows(EVENTS, PATIENCE_MS), EVENTS)).toEqual(EXACTLY_ONCE);
	});

	it('every hundredth message is poison: dead letters with their reasons, the others arrive', async () => {
		const here = await scene();
		await here.topic.send(EVENTS, { poisonEvery: 100 });
		const good = EVENTS - EVENTS / 100;
		expect(countOf(await here.flow.waitForRows(good, PATIENCE_MS), good)).toEqual(EXACTLY_ONCE);
		const letters = (await readFile(here.bridge.deadLetterFile, 'utf8')).trim().split('\n');
		expect(letters).toHaveLength(EVENTS / 100);
		for (const letter of letters) {
			expect(JSON.parse(letter)).toMatchObject({
				reason: expect.any(String),
				body: expect.any(String),
			});
		}
	});

	it('the workflow is slow', async () => {
		const here = await scene({
			flow: { steps: [takes(2)], parameters: { options: { acknowledge: 'byWorkflow' } } },
			n8n: { timeoutSeconds: 60 },
		});
		await here.topic.send(EVENTS);
		expect(countOf(await here.flow.waitForRows(EVENTS, PATIENCE_MS), EVENTS)).toEqual(EXACTLY_ONCE);
	});

	it.each([180_000, -180_000])("the bridge's clock is off by %i ms", async (clockOffMs) => {
		const here = await scene({ clockOffMs });
		await here.topic.send(EVENTS);
		expect(countOf(await here.flow.waitForRows(EVENTS, PATIENCE_MS), EVENTS)).toEqual(EXACTLY_ONCE);
	});

	it('two bridges of one group share the load', async () => {
		const here = await scene();
		const second = await bridgeProcess(here.bridge.input);
		try {
			await second.start();
			await here.topic.send(EVENTS);
			expect(countOf(await here.flow.waitForRows(EVENTS, PATIENCE_MS), EVENTS)).toEqual(
				EXACTLY_ONCE,
			);
			expect(await second.metric('delivered_total')).toBeGreaterThan(EVENTS / 10);
			expect(await here.bridge.metric('delivered_total')).toBeGreaterThan(EVENTS / 10);
		} finally {
			await second.dispose();
		}
	});
});
