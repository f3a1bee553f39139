import { setTimeout as sleep } from 'node:timers/promises';

import {
	Endpoints,
	FilterExpression,
	Producer,
	SimpleConsumer,
	type MessageView,
} from 'rocketmq-client-nodejs';
import protocol from 'rocketmq-client-nodejs/dist/util/index.js';
import definitions from 'rocketmq-client-nodejs/proto/apache/rocketmq/v2/definition_pb.js';
import services from 'rocketmq-client-nodejs/proto/apache/rocketmq/v2/service_pb.js';

import { failureOf } from './failure';
import { noticeLogger } from './noticeLogger';
import type {
	Extension,
	Receipt,
	ReceivedMessage,
	Source,
	SourceNotice,
	Unacknowledged,
} from './source';
import type { RocketMq5Settings } from './sourceSettings';

const { Code } = definitions;
const { AckMessageRequest, ChangeInvisibleDurationRequest } = services;
const { createDuration, createResource } = protocol;

/** The shortest poll RocketMQ's proxy grants (reference/aliyun §5.1): a bridge that ends waits no longer. */
const POLL_MS = 5_000;
const REQUEST_TIMEOUT_MS = 5_000;
const MOST_PER_RECEIVE = 32;
const MOST_PER_ACK = 32;
const SHUTDOWN_MS = 3_000;

/**
 * RocketMQ 5.x over gRPC: a SimpleConsumer, since the client's PushConsumer retries wrongly
 * (reference/aliyun §3.2 item 5). Runs in a worker, which is started anew when the client fails.
 */
export class RocketMq5Source implements Source {
	readonly #settings: RocketMq5Settings;
	readonly #access;
	readonly #consumer: SimpleConsumer;
	/** The client keeps a connection for each Endpoints object (§3.2 item 1), so the newest is kept. */
	readonly #endpoints = new Map<string, Endpoints>();
	readonly #producers = new Map<string, Producer>();

	constructor(settings: RocketMq5Settings, notice: SourceNotice) {
		this.#settings = settings;
		const { endpoint, namespace, tls, username, password } = settings;
		this.#access = {
			endpoints: endpoint,
			namespace,
			sslEnabled: tls,
			requestTimeout: REQUEST_TIMEOUT_MS,
			logger: noticeLogger(notice),
			...(username && password
				? { sessionCredentials: { accessKey: username, accessSecret: password } }
				: {}),
		};
		this.#consumer = new SimpleConsumer({
			...this.#access,
			consumerGroup: settings.group,
			subscriptions: new Map([[settings.topic, new FilterExpression('*')]]),
			awaitDuration: POLL_MS,
			maxRetryAttempts: 1,
		});
	}

	async connect(): Promise<void> {
		await this.#consumer.startup();
	}

	async receive(most: number): Promise<ReceivedMessage[]> {
		const { leaseMs } = this.#settings;
		const views = await this.#consumer.receive(Math.min(most, MOST_PER_RECEIVE), leaseMs);
		return views.map((view) => this.#received(view));
	}

	#received(view: MessageView): ReceivedMessage {
		this.#endpoints.set(view.endpoints.facade, view.endpoints);
		return {
			id: view.messageId,
			topic: view.topic,
			body: view.body,
			bornAt: view.bornTimestamp?.getTime() ?? null,
			attempt: view.deliveryAttempt ?? 1,
			receipt: `${view.endpoints.facade} ${view.receiptHandle}`,
			leaseUntil: Date.now() + this.#settings.leaseMs,
		};
	}

	/** Many acknowledgements go in one request; the client's own `ack` sends one each. */
	async ack(receipts: readonly Receipt[]): Promise<Unacknowledged[]> {
		const together = Map.groupBy(receipts, ({ topic, receipt }) =>
			JSON.stringify([topic, partsOf(receipt).facade]),
		);
		const requests = [...together.values()].flatMap((group) => inPortions(group, MOST_PER_ACK));
		return (await Promise.all(requests.map((portion) => this.#ackTogether(portion)))).flat();
	}

	async #ackTogether(receipts: readonly Receipt[]): Promise<Unacknowledged[]> {
		const [first] = receipts;
		if (!first) return [];
		const request = new AckMessageRequest()
			.setGroup(createResource(this.#settings.group))
			.setTopic(createResource(first.topic));
		for (const { id, receipt } of receipts) {
			request.addEntries().setMessageId(id).setReceiptHandle(partsOf(receipt).handle);
		}
		try {
			const endpoints = this.#endpointsFor(partsOf(first.receipt).facade);
			const answer = await this.#consumer.ackMessageViaRpc(endpoints, request, REQUEST_TIMEOUT_MS);
			const { status, entriesList } = answer.toObject();
			if (entriesList.length === 0 && status?.code !== Code.OK) {
				return receipts.map(({ id }) => ({ id, ...faultOf(status) }));
			}
			return entriesList
				.filter((entry) => entry.status?.code !== Code.OK)
				.map((entry) => ({ id: entry.messageId, ...faultOf(entry.status) }));
		} catch (error) {
			const reason = failureOf(error);
			return receipts.map(({ id }) => ({ id, reason, lost: false }));
		}
	}

	async extend({ id, topic, receipt }: Receipt, milliseconds: number): Promise<Extension> {
		const { facade, handle } = partsOf(receipt);
		const request = new ChangeInvisibleDurationRequest()
			.setGroup(createResource(this.#settings.group))
			.setTopic(createResource(topic))
			.setReceiptHandle(handle)
			.setMessageId(id)
			.setInvisibleDuration(createDuration(milliseconds));
		try {
			const endpoints = this.#endpointsFor(facade);
			const answer = await this.#consumer.changeInvisibleDurationViaRpc(
				endpoints,
				request,
				REQUEST_TIMEOUT_MS,
			);
			const { status, receiptHandle } = answer.toObject();
			if (status?.code !== Code.OK) return { ok: false, ...faultOf(status) };
			const leaseUntil = Date.now() + milliseconds;
			return { ok: true, receipt: `${facade} ${receiptHandle}`, leaseUntil };
		} catch (error) {
			return { ok: false, reason: failureOf(error), lost: false };
		}
	}

	#endpointsFor(facade: string): Endpoints {
		const known = this.#endpoints.get(facade) ?? new Endpoints(facade.replaceAll(',', ';'));
		this.#endpoints.set(facade, known);
		return known;
	}

	async send(topic: string, body: string): Promise<void> {
		const producer = this.#producers.get(topic) ?? (await this.#startProducer(topic));
		await producer.send({ topic, body: Buffer.from(body) });
	}

	async #startProducer(topic: string): Promise<Producer> {
		const producer = new Producer({ ...this.#access, topics: [topic] });
		await producer.startup();
		this.#producers.set(topic, producer);
		return producer;
	}

	/** The client's own goodbye fails, or never ends, when RocketMQ is away (§3.2 item 3). */
	async close(): Promise<void> {
		const clients = [this.#consumer, ...this.#producers.values()];
		const closing = Promise.allSettled(clients.map((client) => client.shutdown()));
		await Promise.race([closing, sleep(SHUTDOWN_MS)]);
	}
}

function partsOf(receipt: string): { facade: string; handle: string } {
	const space = receipt.indexOf(' ');
	return { facade: receipt.slice(0, space), handle: receipt.slice(space + 1) };
}

function faultOf(status: { code: number; message: string } | undefined) {
	const lost = status?.code === Code.INVALID_RECEIPT_HANDLE;
	const reason = lost ? 'its lease was over' : `RocketMQ says ${status?.code} ${status?.message}`;
	return { reason, lost };
}

function inPortions<T>(items: readonly T[], most: number): T[][] {
	return Array.from({ length: Math.ceil(items.length / most) }, (_, index) =>
		items.slice(index * most, (index + 1) * most),
	);
}
