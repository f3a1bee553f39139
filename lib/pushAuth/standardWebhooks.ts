import { createHmac } from 'crypto';

import { isOneOf } from './secret';

/** How far the sender's clock may be off, in both directions (Standard Webhooks, "Verifying timestamps"). */
export const TOLERANCE_SECONDS = 5 * 60;

/** Marks a secret as base64, as the specification asks; one without it is taken for base64 too. */
const SECRET_PREFIX = 'whsec_';

/** The specification asks for 24 to 64 random bytes; fewer than 16 could be guessed. */
const FEWEST_KEY_BYTES = 16;

export interface SignedMessage {
	id: string;
	/** Seconds since 1970. */
	timestamp: number;
	/** The body before any compression, byte for byte. */
	body: string | Uint8Array;
}

export type KeyReading = { ok: true; key: Buffer } | { ok: false; message: string };

/** The key in a signing secret, `whsec_` and base64. */
export function signingKeyOf(secret: string): KeyReading {
	const encoded = secret.trim().replace(SECRET_PREFIX, '');
	const isBase64 = /^[A-Za-z0-9+/_-]+={0,2}$/.test(encoded);
	const key = Buffer.from(isBase64 ? encoded : '', 'base64');
	if (key.length >= FEWEST_KEY_BYTES) return { ok: true, key };
	return {
		ok: false,
		message:
			'The signing secret must be "whsec_" and at least 16 random bytes in base64. Make one with: openssl rand -base64 32',
	};
}

/** One signature as it stands in the header `webhook-signature` (Standard Webhooks, symmetric). */
export function signatureOf({ id, timestamp, body }: SignedMessage, key: Buffer): string {
	const hmac = createHmac('sha256', key).update(`${id}.${timestamp}.`).update(body);
	return `v1,${hmac.digest('base64')}`;
}

export interface WebhookHeaders {
	id: string | undefined;
	timestamp: string | undefined;
	signature: string | undefined;
}

export type WebhookVerdict = { ok: true; id: string } | { ok: false; message: string };

/**
 * Whether a message was signed with one of the keys, lately. Several keys are in force while one is
 * exchanged for another, on either side.
 * @param now seconds since 1970
 */
export function verifyWebhook(
	headers: WebhookHeaders,
	body: Uint8Array,
	keys: readonly Buffer[],
	now: number,
): WebhookVerdict {
	const { id, timestamp, signature } = headers;
	const missing = Object.entries({ id, timestamp, signature }).find(([, value]) => !value);
	if (missing)
		return refused(
			`The header webhook-${missing[0]} is missing. Push with contact-center-bridge, and let no proxy drop headers.`,
		);

	const seconds = /^\d{1,12}$/.test(timestamp ?? '') ? Number(timestamp) : NaN;
	if (Number.isNaN(seconds)) return refused('webhook-timestamp must be seconds since 1970.');
	const age = now - seconds;
	if (Math.abs(age) > TOLERANCE_SECONDS) {
		const way = age > 0 ? 'behind' : 'ahead of';
		return refused(
			`The message is signed ${Math.round(Math.abs(age))} s ${way} this machine's time, 300 s are allowed. Set both clocks.`,
		);
	}

	const expected = keys.map((key) => signatureOf({ id: id ?? '', timestamp: seconds, body }, key));
	const given = (signature ?? '').split(' ').filter((entry) => entry.startsWith('v1,'));
	const matches = given.map((entry) => isOneOf(entry, expected)).includes(true);
	return matches
		? { ok: true, id: id ?? '' }
		: refused('The signature does not match. Compare the signing secrets of both sides.');
}

const refused = (message: string): WebhookVerdict => ({ ok: false, message });
