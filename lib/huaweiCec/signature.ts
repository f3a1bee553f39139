import { createHmac } from 'crypto';

import { secretsMatch } from '../pushAuth/secret';

/**
 * The AK/SK signature "C2" of CC-iSales, CC-FS and CC-CMS (reference/huawei §1.2). It is not Huawei
 * Cloud's `SDK-HMAC-SHA256`: no date or region chain, no digest of the body.
 */
const SCHEME = 'auth-v2';

/** The readings of the vendor's page that public code holds; v1 is the vendor's own demo. */
export const SIGNATURE_VARIANTS = {
	v1: { time: 'seconds', emptyQueryLine: false, signs: ['host'] },
	v1ms: { time: 'milliseconds', emptyQueryLine: false, signs: ['host'] },
	v2: {
		time: 'milliseconds',
		emptyQueryLine: true,
		signs: ['content-length', 'content-type', 'host'],
	},
} as const satisfies Record<string, Variant>;

export type SignatureVariant = keyof typeof SIGNATURE_VARIANTS;

interface Variant {
	time: 'seconds' | 'milliseconds';
	/** Whether a request without a query has an empty line where its query would stand. */
	emptyQueryLine: boolean;
	/** Which headers are signed, of those the request has. */
	signs: readonly string[];
}

/** What a signature is over. */
export interface SignedRequest {
	method: string;
	/** As it is sent, without the query. */
	path: string;
	/** Names and values as they are before they are encoded. */
	query: Iterable<readonly [name: string, value: string]>;
	/** Those that are signed, `host` among them, by name in any case. */
	headers: Readonly<Record<string, string>>;
	/** The bytes that are sent; text stands for its UTF-8. */
	body: string | Uint8Array;
}

export interface Keys {
	accessKey: string;
	secretKey: string;
}

/**
 * The `Authorization` header of a request.
 * @param request its `headers` are all signed
 */
export function authorizationOf({
	accessKey,
	secretKey,
	variant,
	timestamp,
	...request
}: SignedRequest & Keys & { variant: SignatureVariant; timestamp: Date | number }): string {
	const { time, emptyQueryLine } = SIGNATURE_VARIANTS[variant];
	const names = signedNames(Object.keys(request.headers));
	const prefix = [SCHEME, accessKey, timeText(timestamp, time), names.join(';')].join('/');
	const canonical = canonicalRequestOf(request, names, emptyQueryLine);
	return `${prefix}/${signatureOf(secretKey, prefix, canonical)}`;
}

function timeText(timestamp: Date | number, precision: Variant['time']): string {
	const text = new Date(timestamp).toISOString();
	return precision === 'seconds' ? text.replace(/\.\d{3}Z$/, 'Z') : text;
}

const signedNames = (names: readonly string[]) => names.map((name) => name.toLowerCase()).sort();

/** Step 6: the key of the second HMAC is the first one's hex text, not its bytes. */
export function signatureOf(secretKey: string, prefix: string, canonicalRequest: string): string {
	return hmac(hmac(secretKey, prefix), canonicalRequest);
}

const hmac = (key: string, text: string) =>
	createHmac('sha256', key).update(text, 'utf8').digest('hex');

/** Step 5: the text the signature is made of. */
export function canonicalRequestOf(
	{ method, path, query, headers, body }: SignedRequest,
	signed: readonly string[],
	emptyQueryLine: boolean,
): string {
	const queryLine = [...query]
		.map(([name, value]) => `${percentEncoded(name)}=${percentEncoded(value)}`)
		.sort()
		.join('&');
	const values = new Map(
		Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value.trim()]),
	);
	const headerLines = signed
		.map((name) => `${percentEncoded(name)}:${percentEncoded(values.get(name) ?? '')}`)
		.sort();
	return [
		method.toUpperCase(),
		path,
		...(queryLine !== '' || emptyQueryLine ? [queryLine] : []),
		signed.join(';'),
		...headerLines,
		percentEncoded(body),
	].join('\n');
}

const BYTES = Array.from({ length: 256 }, (_, byte) => {
	const character = String.fromCharCode(byte);
	return /[A-Za-z0-9\-._~]/.test(character)
		? character
		: `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
});

/** Every byte but `A-Z a-z 0-9 - . _ ~` as `%XX`. */
export function percentEncoded(text: string | Uint8Array): string {
	const bytes = typeof text === 'string' ? Buffer.from(text, 'utf8') : text;
	const parts: string[] = [];
	for (const byte of bytes) parts.push(BYTES[byte] ?? '');
	return parts.join('');
}

export type RefusalReason =
	'missing' | 'malformed' | 'accessKey' | 'hostNotSigned' | 'headerMissing' | 'clock' | 'signature';

export type Verdict =
	| { ok: true; signedHeaders: readonly string[] }
	| { ok: false; reason: RefusalReason; message: string };

export interface Verification extends Keys {
	/** The header as it came. */
	authorization: string | undefined;
	/** Milliseconds since 1970. */
	now: number;
	/** How far the sender's clock may be off, in milliseconds. The vendor's own window is not known. */
	toleranceMs: number;
	/** The request as it came, and as the sender may have seen it: behind a proxy host and path differ. */
	requests: readonly SignedRequest[];
}

/**
 * Whether a request is signed with our keys; for what CC-FS posts to a `callBackURL`
 * (reference/huawei §1.2, "CC-FS differences"). Takes times with and without milliseconds, any set
 * of signed headers that holds `host`, and either reading of an empty query.
 */
export function verifyAuthorization(verification: Verification): Verdict {
	const { authorization, accessKey, secretKey, now, toleranceMs, requests } = verification;
	if (!authorization) return refusal('missing', 'The request has no Authorization header');
	const parts = partsOf(authorization);
	if (!parts) {
		return refusal(
			'malformed',
			'Authorization must read auth-v2/{AK}/{time}/{signed headers}/{64 hex digits}',
		);
	}
	if (!secretsMatch(parts.accessKey, accessKey)) {
		return refusal('accessKey', 'The access key in Authorization is not that of the credential');
	}
	if (!parts.signed.includes('host')) {
		return refusal('hostNotSigned', 'The signature must include the host header');
	}
	const unsent = parts.signed.find((name) => !requests.some((request) => has(request, name)));
	if (unsent) {
		return refusal('headerMissing', 'A header that Authorization calls signed is not there');
	}
	const offBySeconds = Math.round(Math.abs(now - parts.time) / 1000);
	if (offBySeconds * 1000 > toleranceMs) {
		const message = `The time in Authorization is ${offBySeconds} s away from this machine's clock`;
		return refusal('clock', message);
	}
	let isGood = false;
	for (const request of requests) {
		for (const emptyQueryLine of [false, true]) {
			const canonical = canonicalRequestOf(request, parts.signed, emptyQueryLine);
			const expected = signatureOf(secretKey, parts.prefix, canonical);
			isGood = secretsMatch(parts.signature, expected) || isGood;
		}
	}
	return isGood
		? { ok: true, signedHeaders: parts.signed }
		: refusal('signature', 'The signature is not of this secret key and this request');
}

const refusal = (reason: RefusalReason, message: string): Verdict => ({
	ok: false,
	reason,
	message,
});

const has = ({ headers }: SignedRequest, name: string) =>
	Object.keys(headers).some((header) => header.toLowerCase() === name);

const AUTHORIZATION =
	/^(auth-v2\/(?<accessKey>.+)\/(?<time>\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{3})?Z)\/(?<signed>[\w;-]+))\/(?<signature>[0-9a-f]{64})$/i;

function partsOf(authorization: string) {
	const match = AUTHORIZATION.exec(authorization.trim());
	const { accessKey = '', time = '', signed = '', signature = '' } = match?.groups ?? {};
	const prefix = match?.[1];
	if (!prefix || Number.isNaN(Date.parse(time))) return null;
	return {
		prefix,
		accessKey,
		time: Date.parse(time),
		// The names as they stand: the sender's order is part of what it signed.
		signed: signed.toLowerCase().split(';'),
		signature: signature.toLowerCase(),
	};
}
