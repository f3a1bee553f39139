import { setTimeout as sleep } from 'node:timers/promises';
import { askRocketMq, RocketMqRequestError } from './rocketMqRemoting.ts';
import type { RocketMqCredentials } from './rocketMqRemoting.ts';

export type TopicType = 'NORMAL' | 'FIFO' | 'DELAY' | 'TRANSACTION';

export interface TopicOptions {
	/** Per broker; 4 by default. */
	queues?: number;
	type?: TopicType;
}

export interface GroupOptions {
	/** A message is delivered `retryMaxTimes + 1` times at most, then it is a dead letter; 16. */
	retryMaxTimes?: number;
	/** Queue by queue in order, for FIFO topics. */
	orderly?: boolean;
}

/** Messages of a topic that a group has not confirmed. */
export interface ConsumerLag {
	/** The topic and the group's retry topics together. */
	total: number;
	/** Of these, waiting in a retry topic. */
	retrying: number;
}

export interface RocketMqAdmin {
	createTopic(name: string, options?: TopicOptions): Promise<void>;
	createGroup(name: string, options?: GroupOptions): Promise<void>;
	storedMessages(topic: string): Promise<number>;
	consumerLag(group: string, topic: string): Promise<ConsumerLag>;
	/** Resolves when clients can find the topic. */
	waitForRoute(topic: string, signal: AbortSignal): Promise<void>;
}

/** `host:port` of each part. */
export interface RocketMqAddresses {
	nameServer: string;
	broker: string;
	remoting: string;
}

/** RequestCode of RocketMQ's remoting protocol. */
const REQUEST = {
	createTopic: 17,
	route: 105,
	createGroup: 200,
	topicStats: 202,
	consumeStats: 208,
};
const TOPIC_NOT_EXIST = 17;
const READ_AND_WRITE = 6;
const ROUTE_TIMEOUT_MS = 30_000;
const LOOK_EVERY_MS = 50;

/** What mqadmin does with two seconds of Java a command, for a RocketMQ that is running. */
export function rocketMqAdmin(
	addresses: RocketMqAddresses,
	credentials: RocketMqCredentials | undefined,
): RocketMqAdmin {
	const { nameServer, broker, remoting } = addresses;
	const ask = (address: string, code: number, fields: Record<string, string>, body?: string) =>
		askRocketMq(address, { code, fields, ...(body && { body }) }, credentials);

	const hasRoute = async (address: string, topic: string) => {
		try {
			await ask(address, REQUEST.route, { topic });
			return true;
		} catch (error) {
			if (isNotYet(error)) return false;
			throw error;
		}
	};

	// The proxy keeps for 20 s that a topic is unknown (reference/aliyun §4.6), so it is asked only
	// after the name server knows. Its gRPC port opens before this one and has the same routes.
	const waitForRoute = async (topic: string, signal: AbortSignal) => {
		for (const address of [nameServer, remoting]) {
			while (!(await hasRoute(address, topic))) await sleep(LOOK_EVERY_MS, undefined, { signal });
		}
	};

	return {
		waitForRoute,
		async createTopic(topic, { queues = 4, type = 'NORMAL' } = {}) {
			await ask(broker, REQUEST.createTopic, {
				topic,
				defaultTopic: 'TBW102',
				readQueueNums: String(queues),
				writeQueueNums: String(queues),
				perm: String(READ_AND_WRITE),
				topicFilterType: 'SINGLE_TAG',
				topicSysFlag: '0',
				order: 'false',
				attributes: `+message.type=${type}`,
			});
			await waitForRoute(topic, AbortSignal.timeout(ROUTE_TIMEOUT_MS));
		},
		async createGroup(groupName, { retryMaxTimes = 16, orderly = false } = {}) {
			const config = { groupName, retryMaxTimes, consumeMessageOrderly: orderly };
			await ask(broker, REQUEST.createGroup, {}, JSON.stringify(config));
		},
		async storedMessages(topic) {
			const stats = await ask(broker, REQUEST.topicStats, { topic });
			return sum(stats, /"maxOffset":(\d+)/g);
		},
		async consumerLag(group, topic) {
			const behind = async (name: string) =>
				lagOf(await ask(broker, REQUEST.consumeStats, { consumerGroup: group, topic: name }));
			const [fresh, retried, popped] = await Promise.all(
				[topic, `%RETRY%${group}`, `%RETRY%${group}_${topic}`].map(behind),
			);
			const retrying = retried! + popped!;
			return { total: fresh! + retrying, retrying };
		},
	};
}

/** Not there yet, or not up yet. */
function isNotYet(error: unknown): boolean {
	if (error instanceof RocketMqRequestError) return error.code === TOPIC_NOT_EXIST;
	return /ECONNREFUSED|ECONNRESET|closed the connection/.test(String(error));
}

/** RocketMQ writes objects as keys of objects, so this is no JSON. */
function lagOf(stats: string): number {
	return sum(stats, /"brokerOffset":(\d+)/g) - sum(stats, /"consumerOffset":(-?\d+)/g);
}

function sum(text: string, pattern: RegExp): number {
	return [...text.matchAll(pattern)].reduce((total, [, value]) => total + Number(value), 0);
}
