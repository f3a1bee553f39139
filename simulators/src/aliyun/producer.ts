import { randomUUID } from 'node:crypto';
import { wait } from '../wait.ts';
import type { AliyunEvent } from './call.ts';
import type { AliyunMessage } from './message.ts';

/** What can be sent: an event, a message made of one, or any body. */
export type Sendable = AliyunEvent | AliyunMessage | string | Buffer;

export interface SendManyOptions {
	/** How many messages are on their way at a time; default 16. */
	parallel?: number;
	/** Told of every message that RocketMQ took. */
	onSent?: (messageId: string, index: number) => void;
}

/** Puts messages into a topic of RocketMQ. */
export interface EventProducer {
	/** Gives RocketMQ's message id; fails with RocketMQ's own words. */
	send(content: Sendable): Promise<string>;
	/**
	 * Sends several in parallel, those with the same key one after the other. Gives the message ids in
	 * the order of `contents`; the first failure ends it.
	 */
	sendMany(contents: readonly Sendable[], options?: SendManyOptions): Promise<string[]>;
	/** Ends the connections; never fails. */
	close(): Promise<void>;
}

export interface Outgoing {
	body: Buffer;
	key: string;
	/** Where the transport lets the sender choose it. */
	messageId: string;
}

export const defaultParallel = 16;

/** What RocketMQ's clients log is of no use here, and would go to files and the console. */
export const silentLogger = { debug() {}, info() {}, warn() {}, error() {}, close() {} };

/** Longer than this a close is not waited for: it may never end when RocketMQ is away. */
const closeMs = 3_000;

/** RocketMQ's flow control, in the words of both clients. */
const busy = /broker busy|system busy|flow control|TooManyRequests/i;
const busyAttempts = 10;
const busyPauseMs = 100;

/** A producer from a transport's way to send one message and to end. */
export function createEventProducer(
	sendOne: (outgoing: Outgoing) => Promise<string>,
	end: () => Promise<void>,
): EventProducer {
	const sendPatiently = (outgoing: Outgoing) => untilTaken(() => sendOne(outgoing));
	return {
		send: (content) => sendPatiently(outgoingOf(content)),
		sendMany: (contents, options = {}) =>
			sendInLanes(contents.map(outgoingOf), sendPatiently, options),
		async close() {
			const ended = new AbortController();
			await Promise.race([end().catch(() => {}), wait(closeMs, ended.signal)]);
			ended.abort();
		},
	};
}

/** A broker that says it is busy has stored nothing, so that sending again makes no second message. */
async function untilTaken(send: () => Promise<string>): Promise<string> {
	for (let attempt = 1; ; attempt += 1) {
		try {
			return await send();
		} catch (error) {
			if (attempt === busyAttempts || !busy.test(String(error))) throw error;
			await wait(attempt * busyPauseMs);
		}
	}
}

function outgoingOf(content: Sendable): Outgoing {
	if (typeof content === 'string' || Buffer.isBuffer(content)) {
		const id = randomUUID();
		return { body: Buffer.from(content), key: id, messageId: hexOf(id) };
	}
	const { key, messageId } = content;
	const body = 'body' in content ? content.body : JSON.stringify(content.data);
	return { body: Buffer.from(body), key, messageId };
}

function hexOf(uuid: string): string {
	return uuid.replaceAll('-', '').toUpperCase();
}

async function sendInLanes(
	messages: readonly Outgoing[],
	sendOne: (outgoing: Outgoing) => Promise<string>,
	{ parallel = defaultParallel, onSent = () => {} }: SendManyOptions,
): Promise<string[]> {
	const ids: string[] = [];
	const lanes = laneOut(messages, parallel);
	let failed = false;
	const sendLane = async (lane: readonly number[]) => {
		for (const index of lane) {
			const message = messages[index];
			if (failed || !message) return;
			const id = await sendOne(message);
			ids[index] = id;
			onSent(id, index);
		}
	};
	const fail = (error: unknown) => {
		failed = true;
		throw error;
	};
	await Promise.all(lanes.map((lane) => sendLane(lane).catch(fail)));
	return ids;
}

/** Shares the keys out evenly; a lane's messages keep their order. */
function laneOut(messages: readonly Outgoing[], count: number): number[][] {
	const lanes = Array.from({ length: count }, (): number[] => []);
	const laneOfKey = new Map<string, number[]>();
	messages.forEach(({ key }, index) => {
		const known = laneOfKey.get(key);
		const lane = known ?? (lanes[laneOfKey.size % count] as number[]);
		if (!known) laneOfKey.set(key, lane);
		lane.push(index);
	});
	return lanes;
}
