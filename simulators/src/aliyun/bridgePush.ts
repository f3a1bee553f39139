import { createHmac, randomUUID } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import type { AliyunEvent } from './call.ts';
import type { AliyunMessage } from './message.ts';
import { messageOf } from './message.ts';

export interface BridgeOptions {
	url: string;
	/** `whsec_` and base64; several sign at once, as while keys are exchanged. */
	secrets: readonly string[];
	/** Of the request; each has a new one, also when it carries the same messages again. */
	id?: string;
	topic?: string;
	/** Milliseconds since 1970. */
	now?: number;
	/** Bodies above so many bytes are compressed; default 64 kB. */
	compressAbove?: number;
}

export interface BridgeRequest {
	url: string;
	headers: Record<string, string>;
	body: Buffer;
}

const defaultCompressAbove = 64 * 1024;

/**
 * The request contact-center-bridge makes for events: a CloudEvents batch signed by Standard
 * Webhooks over the body before any compression. No message at all is its test ping.
 */
export function bridgeRequest(
	contents: readonly (AliyunEvent | AliyunMessage)[],
	options: BridgeOptions,
): BridgeRequest {
	const { url, secrets, topic = 'ccc-event', now = Date.now() } = options;
	const { compressAbove = defaultCompressAbove } = options;
	const time = new Date(now).toISOString();
	const batch = contents.map(messageOf).map(({ messageId, body }) => ({
		specversion: '1.0',
		id: messageId,
		source: `//rocketmq/${topic}`,
		type: 'com.aliyun.ccc.event',
		time,
		datacontenttype: 'application/json',
		data: parsed(body),
	}));
	const plain = Buffer.from(JSON.stringify(batch));
	const id = options.id ?? `msg_${randomUUID()}`;
	const timestamp = Math.floor(now / 1000);
	const isCompressed = plain.length > compressAbove;
	const headers = {
		'content-type': 'application/cloudevents-batch+json; charset=utf-8',
		'webhook-id': id,
		'webhook-timestamp': String(timestamp),
		'webhook-signature': secrets
			.map((secret) => signatureOf(secret, `${id}.${timestamp}.`, plain))
			.join(' '),
		...(isCompressed ? { 'content-encoding': 'gzip' } : {}),
	};
	return { url, headers, body: isCompressed ? gzipSync(plain) : plain };
}

function signatureOf(secret: string, prefix: string, body: Buffer): string {
	const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
	return `v1,${createHmac('sha256', key).update(prefix).update(body).digest('base64')}`;
}

/** A body that is no JSON stays a text. */
function parsed(body: string): unknown {
	try {
		return JSON.parse(body) as unknown;
	} catch {
		return body;
	}
}
