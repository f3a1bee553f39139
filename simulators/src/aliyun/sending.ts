import type { HttpPoster, HttpResult } from '../httpPost.ts';
import { createHttpPoster } from '../httpPost.ts';
import { quote } from '../quote.ts';
import type { BridgeOptions } from './bridgePush.ts';
import { bridgeRequest } from './bridgePush.ts';
import type { EventBridgeOptions } from './eventBridge.ts';
import { eventBridgeRequest } from './eventBridge.ts';
import type { AliyunMessage } from './message.ts';
import type { EventProducer } from './producer.ts';
import type { RocketMq4Options } from './rocketMq4Producer.ts';
import { openRocketMq4Producer } from './rocketMq4Producer.ts';
import type { RocketMq5Options } from './rocketMq5Producer.ts';
import { openRocketMq5Producer } from './rocketMq5Producer.ts';

/** Where the messages go, and how many go at a time. */
export type AliyunTarget =
	| { kind: 'webhook'; url: string }
	| ({ kind: 'eventbridge'; array?: number } & EventBridgeOptions)
	| ({ kind: 'bridge'; batch?: number } & BridgeOptions)
	| ({ kind: 'rocketmq5' } & RocketMq5Options)
	| ({ kind: 'rocketmq4' } & RocketMq4Options);

export type AliyunTargetKind = AliyunTarget['kind'];

/** What became of one message. */
export interface Outcome {
	accepted: boolean;
	/** The message id RocketMQ gave, or the answer's status; what it says of the event, too. */
	detail: string;
	/** Why it was not accepted, in one clause; null when it was. */
	failure: string | null;
}

export interface Transport {
	/** How many messages one request carries at most. */
	batch: number;
	/** Never fails: that there was no answer is an outcome, too. */
	send(messages: readonly AliyunMessage[]): Promise<Outcome[]>;
	close(): Promise<void>;
}

export const defaultTimeoutMs = 10_000;

/** Opens the way to a target; fails where RocketMQ cannot be reached or has no such topic. */
export async function openTransport(
	target: AliyunTarget,
	timeoutMs: number = defaultTimeoutMs,
): Promise<Transport> {
	switch (target.kind) {
		case 'rocketmq5':
			return overRocketMq(await openRocketMq5Producer({ ...target, timeoutMs }));
		case 'rocketmq4':
			return overRocketMq(await openRocketMq4Producer({ ...target, timeoutMs }));
		default:
			return overHttp(target, timeoutMs);
	}
}

type HttpTarget = Extract<AliyunTarget, { url: string }>;

function overHttp(target: HttpTarget, timeoutMs: number): Transport {
	const poster: HttpPoster = createHttpPoster();
	return {
		batch: batchOf(target),
		async send(messages) {
			const result = await poster.post({ ...requestOf(target, messages), timeoutMs });
			return judge(result, messages.length);
		},
		close: poster.close,
	};
}

function batchOf(target: HttpTarget): number {
	if (target.kind === 'bridge') return target.batch ?? 1;
	return target.kind === 'eventbridge' ? (target.array ?? 1) : 1;
}

function requestOf(target: HttpTarget, messages: readonly AliyunMessage[]) {
	if (target.kind === 'bridge') return bridgeRequest(messages, target);
	if (target.kind === 'eventbridge') {
		const asArray = target.array !== undefined;
		return eventBridgeRequest(messages, { ...target, asArray });
	}
	// reference/aliyun §2.5: one bare event, no signature of any kind.
	const headers = { 'content-type': 'application/json' };
	return { url: target.url, headers, body: messages[0]?.body ?? '' };
}

/** Our trigger says of each event what became of it; other receivers have only a status. */
function judge(result: HttpResult, count: number): Outcome[] {
	if ('failure' in result) {
		const { failure } = result;
		return Array.from({ length: count }, () => ({ accepted: false, detail: '', failure }));
	}
	const { status, text, latencyMs } = result.answer;
	const isOk = status >= 200 && status <= 299;
	const statuses = statusesIn(text, count);
	return Array.from({ length: count }, (_, index) => {
		const said = statuses[index];
		const accepted = said === undefined ? isOk : settled.has(said);
		const detail = [`HTTP ${status}`, `${Math.round(latencyMs)} ms`, said].filter(Boolean);
		const failure = accepted ? null : `HTTP ${status} ${said ?? quote(text)}`;
		return { accepted, detail: detail.join(', '), failure };
	});
}

const settled = new Set(['accepted', 'duplicate', 'ignored']);

function statusesIn(text: string, count: number): (string | undefined)[] {
	try {
		const { results } = JSON.parse(text) as { results?: { status?: unknown }[] };
		if (!Array.isArray(results) || results.length !== count) return [];
		return results.map(({ status }) => (typeof status === 'string' ? status : undefined));
	} catch {
		return [];
	}
}

function overRocketMq(producer: EventProducer): Transport {
	return {
		batch: 1,
		send: (messages) =>
			Promise.all(
				messages.map((message) =>
					producer.send(message).then(
						(id): Outcome => ({ accepted: true, detail: id, failure: null }),
						(error: unknown): Outcome => ({
							accepted: false,
							detail: '',
							failure: describeFailure(error),
						}),
					),
				),
			),
		close: producer.close,
	};
}

/** The first cause in its own words, on one line; what is wrapped around it says less. */
export function describeFailure(error: unknown): string {
	const { message = String(error), cause } = error as Partial<Error>;
	if (cause) return describeFailure(cause);
	// Of ali-ons, whatever it was that failed.
	return quote(message.replace(/^MQPushConsumer occurred an error\s*/, ''));
}
