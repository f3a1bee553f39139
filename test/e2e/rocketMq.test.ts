import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { networkInterfaces, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import * as aliOns from 'ali-ons';
import { Producer, SimpleConsumer, type MessageView } from 'rocketmq-client-nodejs';

import { ensureRocketMqRuntime, type RocketMq } from '../../runtime/src/index.ts';
import { describeWithRocketMq, startTestRocketMq } from './rocketMq.ts';

jest.setTimeout(120_000);

/** What these tests use of ali-ons. */
interface OnsMessage {
	msgId: string;
	body: Buffer;
	reconsumeTimes: number;
	properties: Record<string, string>;
}
interface OnsClient {
	ready(): Promise<void>;
	close(): Promise<void>;
	on(event: 'error', listener: () => void): void;
}
interface OnsConsumer extends OnsClient {
	subscribe(topic: string, tags: string, handler: (message: OnsMessage) => Promise<unknown>): void;
}
interface OnsProducer extends OnsClient {
	send(message: object): Promise<unknown>;
}
const ons = aliOns as unknown as {
	Consumer: { new (options: object): OnsConsumer; ACTION_RETRY: unknown };
	Producer: { new (options: object): OnsProducer; defaultProducer?: OnsProducer };
	Message: new (topic: string, tags: string, body: string) => object;
};

const QUIET = { info() {}, warn() {}, error() {}, debug() {} };
const LEASE_MS = 10_000;
const STREAM_CLOSES_MS = 200;
const INSTANCE_ID = 'MQ_INST_1000000000000001_example';

let rocketMq: RocketMq;
let topic: string;
let group: string;
let names = 0;
let opened: Array<() => Promise<unknown>> = [];

beforeEach(() => {
	topic = `ccc-event-${++names}`;
	group = `GID_bridge_${names}`;
});

afterEach(async () => {
	await Promise.all(opened.map((close) => close().catch(() => {})));
	opened = [];
	// The first 4.x client of a process leaves this one open, with its own name server, for all others.
	await ons.Producer.defaultProducer?.close();
	delete ons.Producer.defaultProducer;
	// A 5.x client lets go of its stream before that is closed; a server gone meanwhile is an exception.
	await sleep(STREAM_CLOSES_MS);
});

/** A 5.x producer. */
async function openProducer(): Promise<(body: string) => Promise<string>> {
	const options = { endpoints: rocketMq.grpcEndpoint, namespace: '', logger: QUIET };
	const producer = new Producer({ ...options, topics: [topic] });
	await producer.startup();
	opened.push(() => producer.shutdown());
	return async (body) => {
		const { messageId } = await producer.send({ topic, tag: 'ccc', body: Buffer.from(body) });
		return messageId;
	};
}

/** A 5.x consumer, after one receive: a new group begins at what is sent after that. */
async function openConsumer(acl?: { accessKey: string; accessSecret: string }) {
	const consumer = new SimpleConsumer({
		...{ endpoints: rocketMq.grpcEndpoint, namespace: '', logger: QUIET },
		...{ consumerGroup: group, awaitDuration: 5_000, subscriptions: new Map([[topic, '*']]) },
		...(acl && { sessionCredentials: acl }),
	});
	opened.push(() => consumer.shutdown());
	await consumer.startup();
	return {
		async receive(count: number, timeoutMs = 30_000): Promise<MessageView[]> {
			const messages: MessageView[] = [];
			const deadline = Date.now() + timeoutMs;
			while (messages.length < count && Date.now() < deadline) {
				messages.push(...(await consumer.receive(32, LEASE_MS)));
			}
			return messages;
		},
		ack: (message: MessageView) => consumer.ack(message),
	};
}

/** The options of a 4.x client. What it does regularly it does once more after `close()`: soon. */
const onsOptions = (more: object = {}) => ({
	httpclient: {},
	nameSrv: rocketMq.nameServer,
	logger: QUIET,
	...{ pollNameServerInteval: 1_000, heartbeatBrokerInterval: 1_000 },
	...{ rebalanceInterval: 1_000, persistConsumerOffsetInterval: 1_000 },
	...more,
});

async function openOns<Client extends OnsClient>(client: Client): Promise<Client> {
	client.on('error', () => {});
	opened.push(() => client.close());
	await client.ready();
	return client;
}

/** A 4.x consumer that keeps what it gets and answers with `answer`. */
async function openOnsConsumer(
	options: object = {},
	answer: (message: OnsMessage) => unknown = () => {},
) {
	const received: OnsMessage[] = [];
	const consumer = new ons.Consumer(onsOptions({ consumerGroup: group, ...options }));
	consumer.subscribe(topic, '*', async (message) => {
		received.push(message);
		return answer(message);
	});
	await openOns(consumer);
	return async (count: number): Promise<OnsMessage[]> => {
		const deadline = Date.now() + 40_000;
		while (received.length < count && Date.now() < deadline) await sleep(50);
		return received;
	};
}

async function openOnsProducer(options: object = {}) {
	const producer = await openOns(
		new ons.Producer(onsOptions({ producerGroup: 'GID_ccc', ...options })),
	);
	return (body: string) => producer.send(new ons.Message(topic, 'ccc', body));
}

const idOf = (message: OnsMessage) => message.properties['UNIQ_KEY'];

const takesConnections = (host: string, port: number) =>
	new Promise<boolean>((done) => {
		const socket = connect({ host, port });
		socket.once('connect', () => done(true)).once('error', () => done(false));
		socket.once('connect', () => socket.destroy());
	});

describeWithRocketMq('a real RocketMQ', () => {
	beforeAll(async () => {
		rocketMq = await startTestRocketMq();
	});

	afterAll(async () => {
		await rocketMq?.dispose();
	});

	beforeEach(async () => {
		await rocketMq.createTopic(topic, { queues: 8 });
		await rocketMq.createGroup(group);
	});

	it('listens on the loopback interface only', async () => {
		const { nameServer, broker, grpc, remoting } = rocketMq.ports;
		const ports = [nameServer, broker, broker - 2, grpc, remoting];
		const loopback = await Promise.all(ports.map((port) => takesConnections('127.0.0.1', port)));
		expect(loopback).toEqual(ports.map(() => true));
		const outside = Object.values(networkInterfaces())
			.flatMap((addresses) => addresses ?? [])
			.filter(({ internal, family }) => !internal && family === 'IPv4');
		for (const { address } of outside) {
			const open = await Promise.all(ports.map((port) => takesConnections(address, port)));
			expect(open).not.toContain(true);
		}
	});

	it('gives a message to a 5.x consumer once it is sent, and no more once it is acknowledged', async () => {
		const consumer = await openConsumer();
		await consumer.receive(1, 0);
		const send = await openProducer();
		const sent = await Promise.all(['one', 'two', 'three'].map(send));
		const received = await consumer.receive(3);
		expect(received.map(({ messageId }) => messageId).toSorted()).toEqual(sent.toSorted());
		expect(received.map(({ body }) => body.toString()).toSorted()).toEqual(['one', 'three', 'two']);
		await Promise.all(received.map(consumer.ack));
		expect(await consumer.receive(1, LEASE_MS + 5_000)).toEqual([]);
		expect(await rocketMq.storedMessages(topic)).toBe(3);
		expect(await rocketMq.consumerLag(group, topic)).toEqual({ total: 0, retrying: 0 });
	});

	it('gives it again under the same id when the lease ran out', async () => {
		const consumer = await openConsumer();
		const send = await openProducer();
		const id = await send('held');
		const [first] = await consumer.receive(1);
		const receivedAt = Date.now();
		const [second] = await consumer.receive(1);
		expect(Date.now() - receivedAt).toBeGreaterThan(LEASE_MS - 1_000);
		expect([first?.messageId, second?.messageId]).toEqual([id, id]);
		expect([first?.deliveryAttempt, second?.deliveryAttempt]).toEqual([1, 2]);
		await expect(consumer.ack(first!)).rejects.toThrow('INVALID_RECEIPT_HANDLE');
		await consumer.ack(second!);
	});

	it('gives a 4.x consumer its message again, later, under another msgId but the same UNIQ_KEY', async () => {
		const answers = [ons.Consumer.ACTION_RETRY];
		const received = await openOnsConsumer({}, () => answers.shift());
		const send = await openOnsProducer();
		await send('again');
		const [first, second] = await received(2);
		expect(first!.body.toString()).toBe('again');
		expect(second!.body.toString()).toBe('again');
		expect(second!.reconsumeTimes).toBe(1);
		expect(second!.msgId).not.toBe(first!.msgId);
		expect(second!.properties['ORIGIN_MESSAGE_ID']).toBe(first!.msgId);
		expect(idOf(second!)).toBe(idOf(first!));
	});

	it('gives a message a killed 4.x consumer had again to the next one, under the same ids', async () => {
		const killed = spawn(process.execPath, ['-e', CONSUMER, rocketMq.nameServer, topic, group], {
			cwd: resolve('.'),
			stdio: ['ignore', 'pipe', 'inherit'],
		});
		const printed: string[] = [];
		killed.stdout.setEncoding('utf8').on('data', (text: string) => printed.push(text));
		while (!printed.join('').includes('ready')) await sleep(20);
		const send = await openOnsProducer();
		await send('in the hand of a crash');
		while (!/\{.*\}/.test(printed.join(''))) await sleep(20);
		killed.kill('SIGKILL');
		const ids = JSON.parse(/\{.*\}/.exec(printed.join(''))![0]) as object;
		const received = await openOnsConsumer();
		const [again] = await received(1);
		expect({ msgId: again!.msgId, key: idOf(again!) }).toEqual(ids);
	});

	it('knows a topic and a group of a 4.x instance by its id, whoever signs the requests', async () => {
		await rocketMq.createTopic(`${INSTANCE_ID}%${topic}`);
		await rocketMq.createGroup(`${INSTANCE_ID}%${group}`);
		const access = { namespace: INSTANCE_ID, accessKeyId: 'ak', accessKeySecret: 'sk' };
		const received = await openOnsConsumer(access);
		const send = await openOnsProducer(access);
		await send('of an instance');
		const [message] = await received(1);
		expect(message!.body.toString()).toBe('of an instance');
		expect(await rocketMq.storedMessages(`${INSTANCE_ID}%${topic}`)).toBe(1);
		expect(await rocketMq.storedMessages(topic)).toBe(0);
	});

	it('gives what a 4.x producer sent to a 5.x consumer, with UNIQ_KEY as the message id', async () => {
		const consumer = await openConsumer();
		const received = await openOnsConsumer({ consumerGroup: `${group}_4x` });
		const send = await openOnsProducer();
		await send('for both');
		const [[message], [other]] = [await consumer.receive(1), await received(1)];
		expect(message!.body.toString()).toBe('for both');
		expect(message!.messageId).toBe(idOf(other!));
		await consumer.ack(message!);
	});

	it('has all it stored after a SIGKILL, on the same ports', async () => {
		const consumer = await openConsumer();
		const send = await openProducer();
		const sent = await Promise.all(Array.from({ length: 200 }, (_, n) => send(`message ${n}`)));
		const { pid, ports } = rocketMq;
		await rocketMq.kill();
		expect(rocketMq.pid).toBeUndefined();
		await rocketMq.start();
		expect(rocketMq.pid).not.toBe(pid);
		expect(rocketMq.ports).toEqual(ports);
		expect(await rocketMq.storedMessages(topic)).toBe(200);
		const received = new Set<string>();
		const deadline = Date.now() + 30_000;
		while (received.size < 200 && Date.now() < deadline) {
			for (const message of await consumer.receive(1).catch(() => [])) {
				received.add(message.messageId);
				await consumer.ack(message);
			}
		}
		expect([...received].toSorted()).toEqual(sent.toSorted());
	});

	it('runs mqadmin commands', async () => {
		expect(await rocketMq.admin(['topicList'])).toContain(topic);
	});
});

const CONSUMER = `
	const { Consumer } = require('ali-ons');
	const [nameSrv, topic, consumerGroup] = process.argv.slice(1);
	const quiet = { info() {}, warn() {}, error() {}, debug() {} };
	const consumer = new Consumer({ httpclient: {}, nameSrv, consumerGroup, logger: quiet });
	consumer.on('error', () => {});
	consumer.subscribe(topic, '*', async ({ msgId, properties }) => {
		console.log(JSON.stringify({ msgId, key: properties.UNIQ_KEY }));
		await new Promise(() => {});
	});
	consumer.ready().then(() => setTimeout(() => console.log('ready'), 1000));
`;

describeWithRocketMq('a RocketMQ that checks access', () => {
	const acl = { accessKey: 'bridge', secretKey: 'secret-of-the-bridge' };
	const onsAccess = { accessKeyId: acl.accessKey, accessKeySecret: acl.secretKey };

	beforeAll(async () => {
		rocketMq = await startTestRocketMq({ acl });
	});

	afterAll(async () => {
		await rocketMq?.dispose();
	});

	it('takes the user over gRPC and as a key pair over remoting, and nobody else', async () => {
		await rocketMq.createTopic(topic);
		await rocketMq.createGroup(group);
		const consumer = await openConsumer({ accessKey: acl.accessKey, accessSecret: acl.secretKey });
		const send = await openOnsProducer(onsAccess);
		await send('signed');
		const [message] = await consumer.receive(1);
		expect(message!.body.toString()).toBe('signed');
		const wrong = openConsumer({ accessKey: acl.accessKey, accessSecret: 'wrong' });
		await expect(wrong).rejects.toThrow('Failed to fetch topic routes');
		const sendWrong = await openOnsProducer({ ...onsAccess, accessKeySecret: 'wrong' }).catch(
			() => () => Promise.reject(new Error('refused')),
		);
		await expect(sendWrong('forged')).rejects.toThrow();
		expect(await rocketMq.storedMessages(topic)).toBe(1);
	});
});

describeWithRocketMq("RocketMQ's installation and processes", () => {
	let folder: string;

	beforeEach(async () => {
		folder = await mkdtemp(join(tmpdir(), 'rocketmq-install-'));
		await cp(resolve('runtime', 'rocketMq'), join(folder, 'runtime', 'rocketMq'), {
			recursive: true,
		});
	});

	afterEach(async () => {
		delete process.env['XDG_CACHE_HOME'];
		await rm(folder, { recursive: true, force: true });
	});

	it('is made once when two ask for it, and again when a jar is gone', async () => {
		process.env['XDG_CACHE_HOME'] = join(folder, 'cache');
		const lines: string[] = [];
		const ensure = () =>
			ensureRocketMqRuntime({ projectRoot: folder, log: (line) => lines.push(line) });
		const [one, two] = await Promise.all([ensure(), ensure()]);
		expect(one).toEqual(two);
		expect(lines.filter((line) => line.startsWith('Fetching'))).toHaveLength(1);
		const jars = await readdir(join(one.directory, 'lib'));
		await rm(join(one.directory, 'lib', jars[0]!));
		await ensure();
		expect(await readdir(join(one.directory, 'lib'))).toEqual(jars);
	});

	it('refuses a jar that is not the one listed', async () => {
		process.env['XDG_CACHE_HOME'] = join(folder, 'cache');
		const list = join(folder, 'runtime', 'rocketMq', 'jars.sha256');
		const text = await readFile(list, 'utf8');
		await writeFile(list, text.replace(/^.{64}(?=  rocketmq-broker)/m, '0'.repeat(64)));
		await expect(ensureRocketMqRuntime({ projectRoot: folder })).rejects.toThrow(
			/rocketmq-broker-\S+ has another SHA-256/,
		);
	});

	it('ends with the process that started it, also when that is killed', async () => {
		const script = `
			import { startRocketMq } from './runtime/src/rocketMq.ts';
			const { pid } = await startRocketMq({ dataFolder: ${JSON.stringify(join(folder, 'data'))} });
			console.log('pid ' + pid);
			setInterval(() => {}, 1000);
		`;
		const starter = spawn(process.execPath, ['--input-type=module-typescript', '-e', script], {
			cwd: resolve('.'),
			stdio: ['ignore', 'pipe', 'inherit'],
		});
		const [printed] = (await once(starter.stdout, 'data')) as [Buffer];
		const pid = Number(/pid (\d+)/.exec(printed.toString())?.[1]);
		const isAlive = () => {
			try {
				return process.kill(pid, 0);
			} catch {
				return false;
			}
		};
		expect(isAlive()).toBe(true);
		starter.kill('SIGKILL');
		const deadline = Date.now() + 5_000;
		while (isAlive() && Date.now() < deadline) await sleep(50);
		expect(isAlive()).toBe(false);
	});
});
