import { createHash } from 'crypto';

import { decodeText } from './charset';
import type { MessageFields } from './fields';
import { messagesOfText } from './pushBody';

/** Where in the stream of events a subscriber is (reference/astercc §2.1, "Response item"). */
export interface Cursor {
	/** HTTP date of the last message, the next request's `since`. */
	time: string;
	/** Which message of that second, the next request's `etag`. */
	tag: string;
}

/** Whose events: an agent's, or the whole team's. */
export type Channel =
	| { identity: string; agent: string; password: string }
	| { identity: string; verification: string };

export const md5 = (text: string) => createHash('md5').update(text, 'utf8').digest('hex');

/**
 * The name of a channel, made as `astercc_nginx_http_push.js` makes it (reference/astercc §2.1). It
 * is as good as a password: it may stand in no log line and in no error.
 */
export function channelName(channel: Channel): string {
	return 'agent' in channel
		? `${channel.identity}-${channel.agent}-${md5(channel.password)}`
		: `${channel.identity}-${md5(channel.verification)}`;
}

const PULL_PATH = '/publicapi/agentpull/';

/** Several items of one answer come as an array only with a callback (reference/astercc §2.1). */
const CALLBACK = 'events';

/** The address of the next request for events. */
export function pullUrl(baseUrl: string, channel: Channel, cursor: Cursor, now: number): string {
	const url = new URL(PULL_PATH + encodeURIComponent(channelName(channel)), originOf(baseUrl));
	url.search = new URLSearchParams({
		etag: cursor.tag,
		since: cursor.time,
		callback: CALLBACK,
		_: String(now),
	})
		.toString()
		// nginx hands its arguments over undecoded: `+` would stay a plus (measured with nginx 1.22).
		.replaceAll('+', '%20');
	return url.href;
}

/** Scheme, host and port of an address that people write in many ways. */
export function originOf(address: string): string {
	return new URL(withScheme(address)).origin;
}

export function withScheme(address: string): string {
	const text = address.trim();
	return /^https?:\/\//i.test(text) ? text : `http://${text}`;
}

/** A cursor that means "messages from this moment on". */
export function cursorAt(milliseconds: number): Cursor {
	return { time: new Date(milliseconds).toUTCString(), tag: '0' };
}

export interface PushedItem {
	text: string;
	cursor: Cursor;
}

export type PullAnswer =
	| { kind: 'items'; items: PushedItem[] }
	| { kind: 'nothing' }
	/** The channel was deleted on the server; its buffer is gone. */
	| { kind: 'deleted' }
	| { kind: 'unreadable'; message: string };

/** What the push server answered to a request for events (reference/astercc §2.1, transport table). */
export function readPullAnswer(status: number, body: Uint8Array, contentType = ''): PullAnswer {
	if (status === 304) return { kind: 'nothing' };
	if (status !== 200) {
		return { kind: 'unreadable', message: `the push server answered with HTTP ${status}` };
	}
	const text = decodeText(body, contentType).trim();
	const items = readItems(text);
	if (items.length > 0) return isDeletion(items) ? { kind: 'deleted' } : { kind: 'items', items };
	if (text === 'Channel deleted') return { kind: 'deleted' };
	if (EMPTY_ANSWER.test(text.replace(/\s+/g, ''))) return { kind: 'nothing' };
	return { kind: 'unreadable', message: 'the answer is not one of a push server' };
}

/** Blanks are taken out before. */
const EMPTY_ANSWER = /^(?:[\w$.]*\(\[?\]?\);?)?$/;

const isDeletion = (items: PushedItem[]) =>
	items.length === 1 && items[0]?.text === 'Channel deleted';

/**
 * The tail of an item. asterCC's template pastes the text raw between double quotes, so an answer
 * need not be JSON; after the text always come tag and time (reference/astercc §2.1, "Quotes in
 * text"). Also right for items without a comma between them, with CRLF, with a trailing comma.
 */
const ITEM_TAIL = /"\s*,\s*"tag"\s*:\s*"?([^",}\s]+)"?\s*,\s*"time"\s*:\s*"([^"]*)"\s*\}/g;
const ITEM_HEAD = /\{\s*"text"\s*:\s*"/;

function readItems(text: string): PushedItem[] {
	const items: PushedItem[] = [];
	let from = 0;
	for (const tail of text.matchAll(ITEM_TAIL)) {
		const part = text.slice(from, tail.index);
		const head = ITEM_HEAD.exec(part);
		from = tail.index + tail[0].length;
		const [, tag = '', time = ''] = tail;
		if (head) items.push({ text: part.slice(head.index + head[0].length), cursor: { time, tag } });
	}
	return items.length > 0 ? items : readJsonItems(text);
}

/** Items with their members in another order, as proper JSON. */
function readJsonItems(text: string): PushedItem[] {
	const json = text.slice(text.indexOf('['), text.lastIndexOf(']') + 1);
	try {
		const values = JSON.parse(json) as unknown[];
		return values.flatMap((value) => itemOf(value));
	} catch {
		return [];
	}
}

function itemOf(value: unknown): PushedItem[] {
	if (typeof value !== 'object' || value === null) return [];
	const { text, tag, time } = value as Record<string, unknown>;
	if (typeof text !== 'string' || typeof time !== 'string') return [];
	return [{ text, cursor: { time, tag: String(tag ?? '0') } }];
}

/** The messages in an item: pasted raw, or escaped as JSON asks for where somebody mended the template. */
export function messagesOfItem(item: PushedItem): MessageFields[] {
	const messages = messagesOfText(item.text);
	if (messages.length > 0) return messages;
	try {
		return messagesOfText(JSON.parse(`"${item.text}"`) as string);
	} catch {
		return [];
	}
}
