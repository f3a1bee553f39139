import { randomUUID } from 'node:crypto';
import type { EventProducer } from './producer.ts';
import { createEventProducer, silentLogger } from './producer.ts';

export interface RocketMq4Options {
	/** `host:port` of the name server, or of a 5.x proxy's remoting port. */
	nameServer: string;
	topic: string;
	/** The producer's group. */
	group: string;
	/** The 4.x instance: topic and group are `<instance id>%<name>` on the wire. */
	instanceId?: string;
	accessKey?: string;
	secretKey?: string;
	/** For one message, milliseconds. */
	timeoutMs?: number;
}

const defaultTimeoutMs = 10_000;

/** The inside of ali-ons that has to be got at for it to end. */
interface OnsProducer {
	producerGroup: string;
	_inited: boolean;
	_mqClient: OnsClient;
	init(): Promise<void>;
	on(name: 'error', listener: () => void): void;
	tryToFindTopicPublishInfo(topic: string): Promise<{ ok: boolean } | undefined>;
	formatTopic(topic: string): string;
	ready(): Promise<void>;
	send(message: unknown): Promise<unknown>;
	close(): Promise<void>;
}

interface OnsClient {
	registerProducer(group: string, producer: OnsProducer): void;
	ready(): Promise<void>;
	startScheduledTask(task: string, interval: number): void;
	[task: string]: unknown;
}

/**
 * A producer for RocketMQ 4.x over TCP remoting. It gives each message its `UNIQ_KEY`, as the Java
 * client does that CCC sends with; that is the message id, and a copy of an event has the same.
 */
export async function openRocketMq4Producer(options: RocketMq4Options): Promise<EventProducer> {
	const { nameServer, topic, group, instanceId = '', accessKey, secretKey } = options;
	const { Message, Producer } = await import('ali-ons');
	const producer = new Producer({
		// Only asked for the addresses of name servers, which are given.
		httpclient: { request: () => Promise.reject(new Error('No address server is used.')) },
		nameSrv: nameServer.split(';'),
		namespace: instanceId,
		producerGroup: group,
		instanceName: `simulator-${randomUUID()}`,
		sendMsgTimeout: options.timeoutMs ?? defaultTimeoutMs,
		logger: silentLogger,
		...(accessKey && secretKey ? { accessKeyId: accessKey, accessKeySecret: secretKey } : {}),
	}) as unknown as OnsProducer;
	const tasks = ownTasks(producer);
	// Whoever sends is told of every failure; without a listener they are printed, too.
	producer.on('error', () => {});
	const events = createEventProducer(
		async ({ body, messageId }) => {
			const message = new Message(topic, '', body as unknown as string);
			propertiesOf(message)['UNIQ_KEY'] = messageId;
			await producer.send(message);
			return messageId;
		},
		async () => {
			tasks.stop();
			await producer.close();
		},
	);
	try {
		await producer.ready();
		await requireTopic(producer, topic, nameServer);
	} catch (error) {
		await events.close();
		throw error;
	}
	return events;
}

function propertiesOf(message: object): Record<string, string> {
	return (message as { properties: Record<string, string> }).properties;
}

/**
 * The client's regular tasks wait with timers nobody can clear, which keeps a process up for half a
 * minute; and it opens a second producer beside every first, shared by the process. Here the tasks
 * can be stopped and there is one producer. To be called before the client begins, in the same turn.
 */
function ownTasks(producer: OnsProducer): { stop(): void } {
	const client = producer._mqClient;
	const timers: NodeJS.Timeout[] = [];
	client.startScheduledTask = (task, interval) => {
		const run = client[task] as () => Promise<unknown>;
		timers.push(setInterval(() => void run.call(client).catch(() => {}), interval));
	};
	producer.init = async () => {
		client.registerProducer(producer.producerGroup, producer);
		await client.ready();
		producer._inited = true;
	};
	return { stop: () => timers.splice(0).forEach((timer) => clearInterval(timer)) };
}

/** The first look at the name server; without it a wrong address would show at the first message. */
async function requireTopic(
	producer: OnsProducer,
	topic: string,
	nameServer: string,
): Promise<void> {
	const route = await producer.tryToFindTopicPublishInfo(producer.formatTopic(topic));
	if (route?.ok) return;
	throw new Error(`${nameServer} knows no topic ${producer.formatTopic(topic)}; create it first.`);
}
