import { millisecondsOf } from './eventTime';

/** One event as it was delivered, with what its envelope says of it. */
export interface Delivery {
	/** The RocketMQ message id, else the id of the CloudEvent; null when the push has none. */
	id: string | null;
	/** What should be a CCC event; `toCallEvents` refuses it when it is not. */
	event: unknown;
	/** When it was published, in milliseconds since 1970, where the envelope says so. */
	publishedAt: number | null;
}

export type EnvelopeReading = { ok: true; deliveries: Delivery[] } | { ok: false; message: string };

/** A record in a CloudEvent in a batch in a text is four deep; a hostile body must not be endless. */
const DEEPEST = 8;

type Members = Record<string, unknown>;
type Envelope = Pick<Delivery, 'id' | 'publishedAt'>;

const NO_ENVELOPE: Envelope = { id: null, publishedAt: null };

/**
 * The events in a push, whatever carries it (reference/aliyun §2.5 to §2.7): a bare event (CCC
 * webhook, or EventBridge with `$.data.body`), a CloudEvent of EventBridge around a RocketMQ message
 * (`data.body` as text, object or base64), a CloudEvent of our bridge around the event itself, or an
 * array of any of them (event streams, Function Compute, the bridge's batch). What is no event
 * inside is delivered as it is; only a body that is neither object nor array is not read at all.
 */
export function unwrap(body: unknown): EnvelopeReading {
	const value = typeof body === 'string' ? (jsonIn(body) ?? body) : body;
	if (typeof value !== 'object' || value === null) {
		return { ok: false, message: 'The body must be a JSON object or array of CCC events.' };
	}
	return { ok: true, deliveries: deliveriesIn(value, NO_ENVELOPE, DEEPEST) };
}

function deliveriesIn(value: unknown, envelope: Envelope, left: number): Delivery[] {
	const content = typeof value === 'string' ? (jsonIn(value) ?? value) : value;
	if (left === 0 || typeof content !== 'object' || content === null) {
		return [{ ...envelope, event: content }];
	}
	if (Array.isArray(content)) return deliveriesOfArray(content, envelope, left - 1);
	return deliveriesOfObject(content as Members, envelope, left - 1);
}

/** Several events in one envelope share its id, so their place tells them apart. */
function deliveriesOfArray(array: unknown[], envelope: Envelope, left: number): Delivery[] {
	return array.flatMap((member, index) => {
		const id = envelope.id === null || array.length === 1 ? envelope.id : `${envelope.id}#${index}`;
		return deliveriesIn(member, { ...envelope, id }, left);
	});
}

function deliveriesOfObject(object: Members, envelope: Envelope, left: number): Delivery[] {
	const members = byLowerCase(object);
	if (members.has('eventtype')) return [{ ...envelope, event: object }];
	if (members.has('data') || members.has('data_base64')) {
		const inner = members.get('data') ?? base64Text(members.get('data_base64'));
		return deliveriesIn(inner, envelopeOfCloudEvent(members, envelope), left);
	}
	if (members.has('body')) {
		return deliveriesIn(members.get('body'), envelopeOfMessage(members, envelope), left);
	}
	return [{ ...envelope, event: object }];
}

function envelopeOfCloudEvent(members: Map<string, unknown>, outer: Envelope): Envelope {
	return {
		id: textOf(members.get('id')) ?? outer.id,
		publishedAt: millisecondsOf(members.get('time')) ?? outer.publishedAt,
	};
}

/**
 * A RocketMQ message in EventBridge's writing. Its own id comes before the CloudEvent's, so that a
 * message is the same one over the bridge, whose CloudEvents have that id, and over EventBridge.
 * `UNIQ_KEY` is what RocketMQ's clients call the message id; `msgId` may be the place in the store.
 */
function envelopeOfMessage(members: Map<string, unknown>, cloudEvent: Envelope): Envelope {
	const properties = members.get('systemproperties');
	const system = isObject(properties) ? byLowerCase(properties) : new Map<string, unknown>();
	return {
		id: textOf(system.get('uniq_key')) ?? textOf(members.get('msgid')) ?? cloudEvent.id,
		publishedAt: millisecondsOf(system.get('born_timestamp')) ?? cloudEvent.publishedAt,
	};
}

function byLowerCase(object: Members): Map<string, unknown> {
	return new Map(Object.entries(object).map(([name, value]) => [name.toLowerCase(), value]));
}

function isObject(value: unknown): value is Members {
	return typeof value === 'object' && value !== null;
}

function textOf(value: unknown): string | null {
	return (typeof value === 'string' && value.trim()) || null;
}

/** The object or array a text holds as JSON or as base64 of JSON; null when it holds neither. */
function jsonIn(text: string): object | null {
	return parsed(text) ?? parsed(base64Text(text));
}

function parsed(text: string | null): object | null {
	if (text === null || !/^\s*[[{"]/.test(text)) return null;
	try {
		const value: unknown = JSON.parse(text);
		// A text in a text: EventBridge's string format of a body that was a JSON text already.
		if (typeof value === 'string') return parsedOnce(value);
		return isObject(value) ? value : null;
	} catch {
		return null;
	}
}

function parsedOnce(text: string): object | null {
	try {
		const value: unknown = JSON.parse(text);
		return isObject(value) ? value : null;
	} catch {
		return null;
	}
}

const BASE64 = /^[A-Za-z0-9+/_-]+={0,2}$/;

function base64Text(text: unknown): string | null {
	if (typeof text !== 'string') return null;
	const plain = text.replace(/\s+/g, '');
	return BASE64.test(plain) ? Buffer.from(plain, 'base64').toString('utf8') : null;
}
