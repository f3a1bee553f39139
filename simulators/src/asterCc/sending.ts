import type { HttpPoster, HttpResult } from '../httpPost.ts';
import { createHttpPoster } from '../httpPost.ts';
import { quote } from '../quote.ts';
import type { BodyKind } from './body.ts';
import { formatBody } from './body.ts';
import type { AsterCcEvent } from './call.ts';

export interface SendSettings {
	timeoutMs?: number;
	/** Connections to use again; without it each request has its own. */
	poster?: HttpPoster;
}

/** What became of one request; any HTTP 2xx is taken for success, the vendor documents none. */
export interface SendResult {
	/** HTTP status; null when there was no answer. */
	status: number | null;
	accepted: boolean;
	/** Why it was not accepted, in one clause; null when it was. */
	failure: string | null;
	latencyMs: number | null;
}

export const defaultTimeoutMs = 5000;

/** Sends an event as the team's event receiving address gets it (reference/astercc §2.2). */
export async function postEvent(
	url: string,
	event: Pick<AsterCcEvent, 'fields' | 'message'>,
	how: BodyKind = 'form',
	settings: SendSettings = {},
): Promise<SendResult> {
	const { contentType, body } = formatBody(event, how);
	return judge(await send(url, contentType, body, settings));
}

/** Hands a text to a push server's publisher (reference/astercc §2.1). */
export async function publishEvent(
	publisherUrl: string,
	channel: string,
	text: string,
	settings: SendSettings = {},
): Promise<SendResult> {
	const separator = publisherUrl.includes('?') ? '&' : '?';
	const url = `${publisherUrl}${separator}channel=${encodeURIComponent(channel)}`;
	const result = judge(await send(url, 'text/plain; charset=utf-8', text, settings));
	// An answer may name the channel, which is a secret.
	return { ...result, failure: result.failure?.replaceAll(channel, '(channel)') ?? null };
}

async function send(
	url: string,
	contentType: string,
	body: string | Uint8Array,
	{ timeoutMs = defaultTimeoutMs, poster }: SendSettings,
): Promise<HttpResult> {
	const headers = { 'content-type': contentType };
	const own = poster ?? createHttpPoster();
	try {
		return await own.post({ url, headers, body, timeoutMs });
	} finally {
		if (!poster) await own.close();
	}
}

function judge(result: HttpResult): SendResult {
	if ('failure' in result) {
		return { status: null, accepted: false, failure: result.failure, latencyMs: null };
	}
	const { status, text, latencyMs } = result.answer;
	const accepted = status >= 200 && status <= 299;
	return {
		status,
		accepted,
		failure: accepted ? null : `HTTP ${status} ${quote(text)}`,
		latencyMs,
	};
}
