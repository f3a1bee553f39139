import { randomUUID } from 'node:crypto';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';

import { Pool, request } from 'undici';

import { signatureOf } from '../../../lib/pushAuth/standardWebhooks';
import { readAnswer, type Answer } from './answer';

export interface N8nSettings {
	url: string;
	/** The keys in force: n8n accepts a batch that is signed with either while one is exchanged. */
	keys: readonly Buffer[];
	timeoutMs: number;
	/** Batches at once, each on a connection of its own. */
	concurrency: number;
	/** PEM of a private authority. */
	ca: string | undefined;
}

export interface N8nTarget {
	/** Sends CloudEvents, each in JSON. Never throws: that n8n is not there is an answer too. */
	post(events: readonly string[]): Promise<Answer>;
	/** A signed batch without events, which the trigger verifies and answers. */
	ping(): Promise<Answer>;
	close(): Promise<void>;
}

const COMPRESS_FROM_BYTES = 64 * 1024;
const LONGEST_ANSWER_BYTES = 1024 * 1024;
const KEEP_ALIVE_MS = 30_000;

const compress = promisify(gzip);

/**
 * n8n's end of the bridge: batches of CloudEvents, signed after Standard Webhooks over the bytes
 * before compression, since n8n shows its trigger the bytes after decompression.
 */
export function n8nTarget(settings: N8nSettings): N8nTarget {
	const { url, timeoutMs } = settings;
	const pool = new Pool(new URL(url).origin, {
		connections: settings.concurrency,
		keepAliveTimeout: KEEP_ALIVE_MS,
		headersTimeout: timeoutMs,
		bodyTimeout: timeoutMs,
		connect: { timeout: timeoutMs, ...(settings.ca ? { ca: settings.ca } : {}) },
	});
	/** Whether the trigger said that it takes compressed bodies (RFC 9110 §12.5.3). */
	let takesGzip = false;
	/** Something on the way stumbles over compressed bodies, whatever the trigger says. */
	let refusesGzip = false;

	async function send(body: string): Promise<Answer> {
		const isLong = Buffer.byteLength(body) > COMPRESS_FROM_BYTES;
		const compressed = takesGzip && !refusesGzip && isLong;
		const answer = await exchange(body, compressed);
		if ('gzip' in answer) takesGzip = answer.gzip;
		if (!compressed || answer.kind !== 'refused') return answer;
		const plain = await exchange(body, false);
		refusesGzip = plain.kind !== 'refused' && plain.kind !== 'later';
		return plain;
	}

	async function exchange(body: string, compressed: boolean): Promise<Answer> {
		try {
			const response = await request(url, {
				dispatcher: pool,
				method: 'POST',
				headers: {
					'content-type': 'application/cloudevents-batch+json; charset=utf-8',
					...(compressed ? { 'content-encoding': 'gzip' } : {}),
					...signedHeaders(body, settings.keys),
				},
				body: compressed ? await compress(body) : body,
				signal: AbortSignal.timeout(timeoutMs),
			});
			const { statusCode: status, headers } = response;
			return readAnswer(
				{
					status,
					retryAfter: headerOf(headers['retry-after']),
					acceptEncoding: headerOf(headers['accept-encoding']),
					body: await textUpTo(response.body, LONGEST_ANSWER_BYTES),
				},
				Date.now(),
			);
		} catch (error) {
			return { kind: 'later', reason: unreachable(error), retryAfterMs: null };
		}
	}

	return {
		post: (events) => send(`[${events.join(',')}]`),
		ping: () => send('[]'),
		close: () => pool.destroy(),
	};
}

/** Each try is a message of its own to whoever guards against replays, so its id is new. */
function signedHeaders(body: string, keys: readonly Buffer[]): Record<string, string> {
	const message = { id: `msg_${randomUUID()}`, timestamp: Math.floor(Date.now() / 1000), body };
	return {
		'webhook-id': message.id,
		'webhook-timestamp': String(message.timestamp),
		'webhook-signature': keys.map((key) => signatureOf(message, key)).join(' '),
	};
}

const headerOf = (value: string | string[] | undefined) =>
	Array.isArray(value) ? value.join(',') : value;

async function textUpTo(body: AsyncIterable<Buffer>, most: number): Promise<string> {
	const chunks: Buffer[] = [];
	let size = 0;
	for await (const chunk of body) {
		size += chunk.length;
		if (size > most) break;
		chunks.push(chunk);
	}
	return Buffer.concat(chunks).toString('utf8');
}

function unreachable(error: unknown): string {
	const { name, code, message } = error as Partial<NodeJS.ErrnoException>;
	if (name?.includes('Timeout')) return 'n8n did not answer in time';
	// A DOMException has a number for a code.
	return `n8n cannot be reached: ${typeof code === 'string' ? code : (message ?? String(error))}`;
}
