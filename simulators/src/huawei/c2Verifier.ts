/** The server's side of the AK/SK request signature (reference/huawei §1.2). */
import { createHmac, timingSafeEqual } from 'node:crypto';
import type { SignatureVariant } from './settings.ts';

/** A request as it came over the wire. */
export interface SignedRequest {
	method: string;
	/** Path and query as sent. */
	target: string;
	/** By lower-case name. */
	headers: Readonly<Record<string, string | undefined>>;
	body: Uint8Array;
}

export interface C2Keys {
	accessKey: string;
	secretKey: string;
}

export type C2Verdict = { ok: true; variant: SignatureVariant } | { ok: false; reason: string };

interface VerifierSettings extends C2Keys {
	signatureVariants: readonly SignatureVariant[];
	clockSkewMs: number;
	now: () => number;
}

interface Variant {
	timestamp: RegExp;
	/** Whether a missing query leaves an empty line. */
	keepsEmptyQuery: boolean;
}

const toTheSecond = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/;
const toTheMillisecond = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
const variants: Record<SignatureVariant, Variant> = {
	v1: { timestamp: toTheSecond, keepsEmptyQuery: false },
	v1ms: { timestamp: toTheMillisecond, keepsEmptyQuery: false },
	v2: { timestamp: /Z$/, keepsEmptyQuery: true },
};

/** Says whether the Authorization header of a request is right. */
export function verifyC2(request: SignedRequest, settings: VerifierSettings): C2Verdict {
	const words = (request.headers['authorization'] ?? '').split('/');
	const [scheme, accessKey, timestamp = '', names = '', signature = ''] = words;
	if (scheme !== 'auth-v2' || words.length !== 5) return refuse('no auth-v2 header of five parts');
	if (accessKey !== settings.accessKey) return refuse('unknown access key');
	const complaint = timeComplaint(timestamp, settings) ?? headersComplaint(names, request);
	if (complaint !== undefined) return refuse(complaint);
	const signing = { ...settings, timestamp, signed: names.split(';') };
	const variant = settings.signatureVariants.find(
		(name) =>
			variants[name].timestamp.test(timestamp) &&
			isEqual(c2Signature(request, { ...signing, variant: name }), signature),
	);
	return variant ? { ok: true, variant } : refuse('another signature was expected');
}

function timeComplaint(timestamp: string, { clockSkewMs, now }: VerifierSettings) {
	const isTime = toTheSecond.test(timestamp) || toTheMillisecond.test(timestamp);
	if (!isTime) return 'the timestamp has another form';
	const skew = Math.abs(Date.parse(timestamp) - now());
	return skew <= clockSkewMs ? undefined : 'the timestamp is outside the window';
}

function headersComplaint(names: string, { headers }: SignedRequest) {
	const signed = names.split(';');
	const isSorted = names === signed.toSorted().join(';') && names === names.toLowerCase();
	if (!isSorted || !signed.includes('host') || signed.includes('authorization')) {
		return 'the signed headers must be sorted, in lower case, with host';
	}
	const isSent = signed.every((name) => headers[name] !== undefined);
	return isSent ? undefined : 'a signed header was not sent';
}

interface Signing extends C2Keys {
	timestamp: string;
	signed: readonly string[];
	variant: SignatureVariant;
}

/** 64 lower-case hexadecimal digits. */
export function c2Signature(request: SignedRequest, signing: Signing): string {
	const prefix = prefixOf(signing);
	const signingKey = hmac(signing.secretKey, prefix);
	return hmac(signingKey, canonicalRequest(request, signing));
}

/** The header of a request the platform itself sends, such as CC-FS's callback. */
export function c2Authorization(request: SignedRequest, keys: C2Keys, now: number): string {
	const timestamp = new Date(now).toISOString();
	const signed = ['content-length', 'content-type', 'host'];
	const signing: Signing = { ...keys, timestamp, signed, variant: 'v1ms' };
	return `${prefixOf(signing)}/${c2Signature(request, signing)}`;
}

function prefixOf({ accessKey, timestamp, signed }: Signing): string {
	return ['auth-v2', accessKey, timestamp, signed.join(';')].join('/');
}

function canonicalRequest(request: SignedRequest, { signed, variant }: Signing): string {
	const [path = '', query] = splitOnce(request.target, '?');
	const pairs = canonicalQuery(query ?? '');
	const headers = signed
		.map((name) => `${encode(name)}:${encode((request.headers[name] ?? '').trim())}`)
		.toSorted();
	return [
		request.method.toUpperCase(),
		path,
		...(pairs !== '' || variants[variant].keepsEmptyQuery ? [pairs] : []),
		signed.join(';'),
		...headers,
		encode(request.body),
	].join('\n');
}

function canonicalQuery(query: string): string {
	const pairs = query.split('&').filter((pair) => pair !== '');
	const encoded = pairs.map((pair) => {
		const [name = '', value = ''] = splitOnce(pair, '=');
		return `${encode(formDecoded(name))}=${encode(formDecoded(value))}`;
	});
	return encoded.toSorted().join('&');
}

/** As a servlet reads a parameter. */
export function formDecoded(text: string): string {
	try {
		return decodeURIComponent(text.replaceAll('+', ' '));
	} catch {
		return text;
	}
}

function splitOnce(text: string, separator: string): [string, string?] {
	const at = text.indexOf(separator);
	return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)];
}

const encodedBytes = Array.from({ length: 256 }, (_, byte) => {
	const character = String.fromCharCode(byte);
	const isPlain = byte < 128 && /[A-Za-z0-9\-._~]/.test(character);
	return isPlain ? character : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
});

/** Percent-encodes every byte but the unreserved ones. */
function encode(value: string | Uint8Array): string {
	const bytes = typeof value === 'string' ? Buffer.from(value, 'utf8') : value;
	let text = '';
	for (const byte of bytes) text += encodedBytes[byte];
	return text;
}

function hmac(key: string, text: string): string {
	return createHmac('sha256', key).update(text, 'utf8').digest('hex');
}

function isEqual(left: string, right: string): boolean {
	const [a, b] = [Buffer.from(left), Buffer.from(right)];
	return a.length === b.length && timingSafeEqual(a, b);
}

function refuse(reason: string): C2Verdict {
	return { ok: false, reason };
}
