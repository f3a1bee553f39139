/**
 * `npm run bench:bridge`: a real RocketMQ, and in one go
 * (a) the bridge into a sink that answers at once, in turn with the raw client that receives and
 *     acknowledges (target: at least 80 % of it);
 * (b) the bridge into a real n8n in batches of 100, in turn with one request for each event (target:
 *     at least 30 times);
 * (c) with `--soak <minutes>` (default 10, 0 leaves it out) the bridge's memory under a steady load.
 * Prints events a second and ratios; `--check` makes a missed target the exit code.
 */
import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';

import { FilterExpression, Producer, SimpleConsumer } from 'rocketmq-client-nodejs';

import { bridgeProcess, type BridgeProcess } from './bridgeProcess.ts';
import { connect, ensureN8nRuntime, startN8n, workflow, type N8nClient } from './index.ts';
import { buildTarball } from './packTarball.ts';
import { findProjectRoot } from './paths.ts';
import { startRocketMq, type RocketMq } from './rocketMq.ts';

const { values: options } = parseArgs({
	options: {
		events: { type: 'string', default: '20000' },
		rounds: { type: 'string', default: '3' },
		soak: { type: 'string', default: '10' },
		check: { type: 'boolean', default: false },
	},
});

const QUEUES = 8;
const RECEIVERS = 4;
const PER_RECEIVE = 32;
const LEASE_MS = 60_000;
const SECRET = `whsec_${randomBytes(32).toString('base64')}`;
const SILENT = { debug() {}, info() {}, warn() {}, error() {} };

/** In minutes. */
const SHORTEST_SOAK = 10;

const TARGETS = { raw: 0.8, batches: 30, memoryGrowth: 0.1 };

const print = (text: string) => process.stdout.write(`${text}\n`);
const median = (values: number[]) => values.toSorted((a, b) => a - b)[values.length >> 1] ?? NaN;
const whole = (value: number) => Math.round(value).toLocaleString('en');

/** The event of a call as CCC sends it, about 600 bytes. */
const eventOf = (index: number, call: string) =>
	Buffer.from(
		JSON.stringify({
			eventTime: new Date().toISOString(),
			eventType: 'Established',
			instanceId: 'bench',
			contactId: call,
			channelId: `ch-user-${index}`,
			callType: 'OUTBOUND',
			mediaType: 'AUDIO',
			caller: '057100000000',
			callee: '13800000002',
			broker: '057100000000',
			agentId: 'li@bench',
			skillGroupId: 'skg-default@bench',
			callVariables: 'x'.repeat(250),
		}),
	);

async function produce(rocketMq: RocketMq, topic: string, count: number): Promise<void> {
	const producer = new Producer({
		endpoints: rocketMq.grpcEndpoint,
		namespace: '',
		topics: [topic],
		requestTimeout: 10_000,
		logger: SILENT,
	});
	await producer.startup();
	const calls = Array.from({ length: Math.ceil(count / 10) }, () => `job-${randomUUID()}`);
	let next = 0;
	const senders = Array.from({ length: 16 }, async () => {
		while (next < count) {
			const index = next++;
			await producer.send({ topic, body: eventOf(index, calls[index % calls.length] ?? '') });
		}
	});
	await Promise.all(senders);
	await producer.shutdown();
}

/** Receives and acknowledges, as the client's own documentation shows it; events a second. */
async function rawClient(rocketMq: RocketMq, topic: string, group: string, count: number) {
	const consumer = new SimpleConsumer({
		endpoints: rocketMq.grpcEndpoint,
		namespace: '',
		consumerGroup: group,
		subscriptions: new Map([[topic, new FilterExpression('*')]]),
		awaitDuration: 5_000,
		requestTimeout: 10_000,
		logger: SILENT,
	});
	await consumer.startup();
	let done = 0;
	let startedAt = 0;
	let endedAt = 0;
	const receivers = Array.from({ length: RECEIVERS }, async () => {
		while (done < count) {
			const messages = await consumer.receive(PER_RECEIVE, LEASE_MS);
			startedAt ||= Date.now();
			await Promise.all(messages.map((message) => consumer.ack(message)));
			done += messages.length;
			if (messages.length > 0) endedAt = Date.now();
		}
	});
	await Promise.all(receivers);
	await consumer.shutdown();
	return (done / (endedAt - startedAt)) * 1000;
}

/** An HTTP server in a thread of its own that says yes at once. */
async function startSink(): Promise<{ url: string; stop(): Promise<unknown> }> {
	const worker = new Worker(
		`const { createServer } = require('node:http');
		const { parentPort } = require('node:worker_threads');
		const server = createServer((request, response) => {
			request.resume();
			request.on('end', () => response.setHeader('accept-encoding', 'gzip').end('{}'));
		});
		server.listen(0, '127.0.0.1', () => parentPort.postMessage(server.address().port));`,
		{ eval: true },
	);
	const port = await new Promise((resolve) => worker.once('message', resolve));
	return { url: `http://127.0.0.1:${String(port)}/webhook/sink`, stop: () => worker.terminate() };
}

const bridgeTo = (rocketMq: RocketMq, url: string, topic: string, group: string, batch = {}) =>
	bridgeProcess({
		signingSecret: SECRET,
		logLevel: 'warn',
		settings: {
			n8n: { url },
			source: {
				protocol: 'rocketmq5',
				endpoint: rocketMq.grpcEndpoint,
				topic,
				group,
				receivers: RECEIVERS,
			},
			delivery: { batch },
		},
	});

/** From the first delivered event to the last one, as the bridge counts them; events a second. */
async function drainRate(bridge: BridgeProcess, count: number): Promise<number> {
	let firstAt = 0;
	let before = 0;
	for (;;) {
		const delivered = await bridge.metric('delivered_total');
		if (delivered >= count) return ((count - before) / (Date.now() - firstAt)) * 1000;
		if (delivered > 0 && firstAt === 0) {
			firstAt = Date.now();
			before = delivered;
		}
		await sleep(50);
	}
}

async function againstRaw(rocketMq: RocketMq, count: number, rounds: number): Promise<number> {
	const rates: { raw: number[]; bridge: number[] } = { raw: [], bridge: [] };
	const sink = await startSink();
	for (let round = 0; round <= rounds; round++) {
		const topic = `raw-${round}`;
		await rocketMq.createTopic(topic, { queues: QUEUES });
		const groups = { raw: `GID_raw_${round}`, bridge: `GID_bridge_${round}` };
		for (const group of Object.values(groups)) await rocketMq.createGroup(group);
		await knownTo(rocketMq, topic, Object.values(groups));
		await produce(rocketMq, topic, count);
		const raw = await rawClient(rocketMq, topic, groups.raw, count);
		const bridge = await bridgeTo(rocketMq, sink.url, topic, groups.bridge);
		await bridge.start();
		const bridged = await drainRate(bridge, count);
		await bridge.dispose();
		// The first round warms RocketMQ up.
		if (round === 0) continue;
		rates.raw.push(raw);
		rates.bridge.push(bridged);
		print(`  round ${round}: raw client ${whole(raw)}/s, bridge ${whole(bridged)}/s`);
	}
	await sink.stop();
	return median(rates.bridge) / median(rates.raw);
}

/** A group begins at a topic's end, so it polls once before anything is there. */
async function knownTo(rocketMq: RocketMq, topic: string, groups: string[]): Promise<void> {
	for (const consumerGroup of groups) {
		const consumer = new SimpleConsumer({
			endpoints: rocketMq.grpcEndpoint,
			namespace: '',
			consumerGroup,
			subscriptions: new Map([[topic, new FilterExpression('*')]]),
			awaitDuration: 5_000,
			logger: SILENT,
		});
		await consumer.startup();
		await consumer.receive(1, 10_000);
		await consumer.shutdown();
	}
}

async function publishedTrigger(n8n: N8nClient, baseUrl: string): Promise<string> {
	const credential = await n8n.credential({
		name: 'bench bridge',
		type: 'aliyunCccBridgeApi',
		data: { signingSecret: SECRET },
	});
	const webhookId = randomUUID();
	const flow = workflow('bench')
		.node(
			'Trigger',
			'n8n-nodes-contact-center.aliyunCccTrigger',
			1,
			{ authentication: 'bridge' },
			{ webhookId, credentials: { aliyunCccBridgeApi: credential } },
		)
		.node('Nothing', 'n8n-nodes-base.noOp', 1)
		.connect('Trigger', 'Nothing');
	const { id } = await n8n.workflow(flow.build());
	await n8n.activate(id);
	return `${baseUrl}/webhook/${webhookId}/aliyun-ccc`;
}

async function batchesAgainstSingle(rocketMq: RocketMq, rounds: number): Promise<number> {
	const folder = await mkdtemp(join(tmpdir(), 'bench-bridge-'));
	const server = await startN8n({
		runtime: await ensureN8nRuntime(),
		packageTarball: await buildTarball(findProjectRoot(), folder),
	});
	const rates: { single: number[]; batches: number[] } = { single: [], batches: [] };
	try {
		await server.waitUntilReady();
		const url = await publishedTrigger(await connect(server.baseUrl), server.baseUrl);
		for (let round = 0; round <= rounds; round++) {
			const single = await rateInto(rocketMq, url, `single-${round}`, 100, { maxEvents: 1 });
			const batches = await rateInto(rocketMq, url, `batches-${round}`, 5_000, {});
			if (round === 0) continue;
			rates.single.push(single);
			rates.batches.push(batches);
			print(`  round ${round}: single ${whole(single)}/s, batches of 100 ${whole(batches)}/s`);
		}
	} finally {
		await server.dispose();
		await rm(folder, { recursive: true, force: true });
	}
	return median(rates.batches) / median(rates.single);
}

async function rateInto(
	rocketMq: RocketMq,
	url: string,
	topic: string,
	count: number,
	batch: object,
): Promise<number> {
	const group = `GID_${topic}`;
	await rocketMq.createTopic(topic, { queues: QUEUES });
	await rocketMq.createGroup(group);
	await knownTo(rocketMq, topic, [group]);
	await produce(rocketMq, topic, count);
	const bridge = await bridgeTo(rocketMq, url, topic, group, batch);
	try {
		await bridge.start();
		return await drainRate(bridge, count);
	} finally {
		await bridge.dispose();
	}
}

/** Growth of the bridge's memory from the first fifth to the last one, under a steady load. */
async function soak(rocketMq: RocketMq, minutes: number): Promise<number> {
	const [topic, group] = ['soak', 'GID_soak'];
	const sink = await startSink();
	await rocketMq.createTopic(topic, { queues: QUEUES });
	await rocketMq.createGroup(group);
	const bridge = await bridgeTo(rocketMq, sink.url, topic, group);
	await bridge.start();
	const end = Date.now() + minutes * 60_000;
	const samples: number[] = [];
	const load = (async () => {
		while (Date.now() < end) await produce(rocketMq, topic, 5_000);
	})();
	while (Date.now() < end) {
		await sleep(Math.min(5_000, Math.max(0, end - Date.now())));
		samples.push(await bridge.memory());
	}
	await load;
	const delivered = await bridge.metric('delivered_total');
	await bridge.dispose();
	await sink.stop();
	const fifth = Math.max(1, Math.floor(samples.length / 5));
	const [first, last] = [samples.slice(fifth, 2 * fifth), samples.slice(-fifth)].map(median);
	const megabytes = (bytes = NaN) => `${whole(bytes / 1024 / 1024)} MB`;
	print(`  ${whole(delivered)} events: ${megabytes(first)} at first, ${megabytes(last)} at last`);
	return (last ?? NaN) / (first ?? NaN) - 1;
}

const rounds = Number(options.rounds);
const minutes = Number(options.soak);
const rocketMq = await startRocketMq();
let missed = false;
const judge = (text: string, ok: boolean) => {
	print(`${ok ? '✔' : '✘'} ${text}`);
	missed ||= !ok;
};
try {
	print(`(a) ${RECEIVERS} polls at once, ${options.events} events, ${rounds} rounds`);
	const raw = await againstRaw(rocketMq, Number(options.events), rounds);
	judge(`bridge / raw client: ${raw.toFixed(2)} (target ${TARGETS.raw})`, raw >= TARGETS.raw);
	print('(b) real n8n');
	const batches = await batchesAgainstSingle(rocketMq, rounds);
	judge(
		`batches of 100 / single events: ${batches.toFixed(1)} (target ${TARGETS.batches})`,
		batches >= TARGETS.batches,
	);
	if (minutes > 0) {
		print(`(c) ${minutes} minutes of load`);
		const growth = await soak(rocketMq, minutes);
		const grown = `memory growth: ${(growth * 100).toFixed(1)} %`;
		if (minutes < SHORTEST_SOAK) print(`  ${grown} (too short to judge: V8 still fills its heap)`);
		else judge(`${grown} (target below 10 %)`, growth < TARGETS.memoryGrowth);
	}
} finally {
	await rocketMq.dispose();
}
process.exit(options.check && missed ? 1 : 0);
