import { Duplex } from 'node:stream';
import type { Producer } from 'rocketmq-client-nodejs';
import type { EventProducer } from './producer.ts';
import { createEventProducer, silentLogger } from './producer.ts';

export interface RocketMq5Options {
	/** `host:port` of the gRPC proxy. */
	endpoint: string;
	topic: string;
	username?: string;
	password?: string;
	tls?: boolean;
	/** For one request, milliseconds. */
	timeoutMs?: number;
}

const defaultTimeoutMs = 10_000;

/** A producer for RocketMQ 5.x over gRPC. The message ids are the client's own. */
export async function openRocketMq5Producer(options: RocketMq5Options): Promise<EventProducer> {
	const { endpoint, topic, username, password, tls = false } = options;
	const { Producer } = await import('rocketmq-client-nodejs');
	const producer = new Producer({
		endpoints: endpoint,
		namespace: '',
		topics: [topic],
		sslEnabled: tls,
		requestTimeout: options.timeoutMs ?? defaultTimeoutMs,
		logger: silentLogger,
		...(username && password
			? { sessionCredentials: { accessKey: username, accessSecret: password } }
			: {}),
	});
	const telemetry = ownTelemetry(producer);
	const events = createEventProducer(
		async ({ body }) => (await producer.send({ topic, body })).messageId,
		async () => {
			telemetry.stop();
			// The goodbye fails when RocketMQ is away, and the client's connections would stay.
			await producer.shutdown().catch(() => producer.getRpcClientManager().close());
		},
	);
	try {
		await producer.startup();
	} catch (error) {
		await events.close();
		throw error;
	}
	return events;
}

/**
 * The client opens its telemetry stream again every second for ever when RocketMQ is away, and lets
 * an error of a stream it has left crash the process (reference/aliyun §3.2 items 2 and 3). Here a
 * stopped client gets a stream that leads nowhere, and no stream is without a listener.
 */
function ownTelemetry(producer: Producer): { stop(): void } {
	type Stream = ReturnType<Producer['createTelemetryStream']>;
	const open = producer.createTelemetryStream.bind(producer);
	let stopped = false;
	producer.createTelemetryStream = (endpoints) => {
		if (stopped) return nowhere() as unknown as Stream;
		const stream = open(endpoints);
		const removeAll = stream.removeAllListeners.bind(stream);
		stream.removeAllListeners = (name) => removeAll(name).on('error', () => {});
		return stream;
	};
	return {
		stop: () => {
			stopped = true;
		},
	};
}

function nowhere(): Duplex {
	return new Duplex({ objectMode: true, read() {}, write: (_chunk, _encoding, done) => done() });
}
