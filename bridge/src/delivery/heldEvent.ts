import { callKeyOf } from '../../../lib/aliyunCcc/callKey';
import type { ReceivedMessage } from '../source/source';

/** An event in the bridge's hand: received, and not yet acknowledged to RocketMQ. */
export interface HeldEvent {
	/** Its newest delivery: a message can come again while it is in hand. */
	message: ReceivedMessage;
	/** Events of one lane leave one after the other: the call, else the agent, they belong to. */
	lane: string;
	/** When it happened, in milliseconds since 1970. */
	time: number;
	/** The event as n8n gets it, a CloudEvent in JSON. */
	json: string;
	bytes: number;
	/** Since when it is in hand, in milliseconds since 1970. */
	since: number;
	/** The largest batch it may travel in: one that was refused is sought by halves. */
	share: number;
	/** How often it failed although others got through in between. */
	suspicions: number;
	/** How many batches had got through when it last failed; null when it never did. */
	failedAfter: number | null;
}

export type EventReading = { ok: true; event: HeldEvent } | { ok: false; reason: string };

const strictUtf8 = new TextDecoder('utf-8', { fatal: true });

/** The event in a message; one that is no JSON object can never be delivered. */
export function heldEventOf(message: ReceivedMessage, now: number): EventReading {
	const text = textOf(message.body);
	if (text === null) return { ok: false, reason: 'The message is not UTF-8 text' };
	const data = parsed(text);
	if (typeof data !== 'object' || data === null) {
		return { ok: false, reason: 'The message is not a JSON object' };
	}
	const { key, time } = callKeyOf(data);
	const json = cloudEventOf(message, text);
	return {
		ok: true,
		event: {
			message,
			lane: key ?? `message ${message.id}`,
			time: time ?? message.bornAt ?? now,
			json,
			bytes: Buffer.byteLength(json),
			since: now,
			share: Infinity,
			suspicions: 0,
			failedAfter: null,
		},
	};
}

function textOf(body: Uint8Array): string | null {
	try {
		return strictUtf8.decode(body);
	} catch {
		return null;
	}
}

function parsed(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return null;
	}
}

/** CloudEvents 1.0, JSON format; the message's JSON goes in as it is. */
function cloudEventOf({ id, topic, bornAt }: ReceivedMessage, data: string): string {
	const attributes = {
		specversion: '1.0',
		id,
		source: `//rocketmq/${encodeURIComponent(topic)}`,
		type: 'com.aliyun.ccc.event',
		...timeAttribute(bornAt),
		datacontenttype: 'application/json',
	};
	return `${JSON.stringify(attributes).slice(0, -1)},"data":${data}}`;
}

/** Left out where it is no time: one odd message must not hold up those it came with. */
function timeAttribute(bornAt: number | null): { time?: string } {
	const time = new Date(bornAt ?? NaN);
	return Number.isNaN(time.getTime()) ? {} : { time: time.toISOString() };
}
