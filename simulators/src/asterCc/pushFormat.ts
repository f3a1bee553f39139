import type { Cursor, StoredMessage, Subscription } from './pushStream.ts';

/** Of which age the push-stream-module is: the newest seen, or the one the vendor's plugin expects. */
export type PushFlavour = '0.6.0' | '0.3.5';

export const pushFlavours: readonly PushFlavour[] = ['0.6.0', '0.3.5'];

/** A subscriber's request; as text, exactly as it came. */
export interface SubscriberQuestion {
	etag: string | undefined;
	since: string | undefined;
	callback: string | undefined;
}

/** Query arguments as nginx hands them over: %xx decoded, + kept. */
export function readArguments(search: string): Map<string, string> {
	const pairs = search.replace(/^\?/, '').split('&').filter(Boolean).reverse();
	return new Map(
		pairs.map((pair) => {
			const at = pair.includes('=') ? pair.indexOf('=') : pair.length;
			return [pair.slice(0, at), decode(pair.slice(at + 1))];
		}),
	);
}

function decode(text: string): string {
	try {
		return decodeURIComponent(text);
	} catch {
		return text;
	}
}

/** Rows `Several channels` and `Backtrack`: `ch1/ch2.b5`. */
export function readSubscriptions(path: string): Subscription[] {
	return path
		.split('/')
		.filter(Boolean)
		.map((part) => {
			const [, channel = '', backtrack = '0'] = /^(.*?)(?:\.b(\d+))?$/.exec(decode(part)) ?? [];
			return { channel, backtrack: Number(backtrack) };
		});
}

/** Rows `Etag form` (both are accepted) and `since` format. */
export function readCursor({ etag, since }: SubscriberQuestion): Cursor {
	const tag = /^(?:W\/)?(\d+)$/.exec(etag ?? '')?.[1];
	return { time: readHttpDate(since ?? ''), tag: tag === undefined ? null : Number(tag) };
}

/** Row `since` format: RFC 1123 and nothing else. */
function readHttpDate(text: string): number | null {
	const isHttpDate = /^[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT$/.test(text);
	const milliseconds = isHttpDate ? Date.parse(text) : NaN;
	return Number.isNaN(milliseconds) ? null : milliseconds / 1000;
}

export function httpDate(unixSeconds: number): string {
	return new Date(unixSeconds * 1000).toUTCString();
}

/** Row `Etag form`. */
export function writeEtag(tag: number, flavour: PushFlavour): string {
	return flavour === '0.3.5' ? String(tag) : `W/${tag}`;
}

/** Rows `Response item` and `Quotes in text`: the text is pasted in as it is. */
function writeItem({ text, tag, time }: StoredMessage): string {
	return `{"text":"${text}","tag":"${tag}","time":"${httpDate(time)}"}`;
}

/** Rows `callback=x given`, `No callback` and `JSONP in 0.3.5`. */
export function writeItems(
	messages: readonly StoredMessage[],
	callback: string | undefined,
	flavour: PushFlavour,
	isLive: boolean,
): string {
	const items = messages.map(writeItem);
	if (flavour !== '0.3.5') return callback ? `${callback}([${items.join(',')}]);` : items.join('');
	const lines = items.map((item) => `${item}\r\n`);
	if (!callback) return lines.join('');
	// Its spec at tag 0.3.5: stored items are each followed by a comma, one that was waited for is not.
	const list = isLive ? lines.join('') : lines.map((line) => `${line},`).join('');
	return `${callback}\r\n([${list}]);\r\n`;
}
