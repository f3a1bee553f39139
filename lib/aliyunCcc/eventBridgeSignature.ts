import { createHmac, publicDecrypt, verify, type KeyObject } from 'crypto';

import { secretsMatch } from '../pushAuth/secret';

/** How old a signature may be, in both directions (reference/aliyun §2.6, signature v2, step 1). */
export const WINDOW_SECONDS = 60;

const PREFIX = 'x-eventbridge-signature';

interface Scheme {
	/** Holds the signature. */
	signature: string;
	method: { header: string; value: string };
	/** The headers that are signed, in this order; the token's only when there is one. */
	signed: readonly string[];
}

const TOKEN = `${PREFIX}-token`;
const TIMESTAMP = `${PREFIX}-timestamp`;
const CERTIFICATE = `${PREFIX}-url`;
const HASH_METHOD = 'x-eventbridge-hash-method';
const V1_METHOD = `${PREFIX}-method`;
const V1_SECRET = `${PREFIX}-secret`;

/** What EventBridge signs with today, and what it signed with until 2024 (reference/aliyun §2.6). */
const SCHEMES = {
	v2: {
		signature: `${PREFIX}-v2`,
		method: { header: HASH_METHOD, value: 'SHA256' },
		signed: [TIMESTAMP, HASH_METHOD, `${PREFIX}-version`, CERTIFICATE],
	},
	v1: {
		signature: PREFIX,
		method: { header: V1_METHOD, value: 'HMAC-SHA1' },
		signed: [TIMESTAMP, V1_METHOD, `${PREFIX}-version`, CERTIFICATE],
	},
} satisfies Record<string, Scheme>;

export type SignatureVersion = keyof typeof SCHEMES;

/** Before 2024 there was one certificate for all regions. */
const V1_CERTIFICATE = 'https://g.alicdn.com/eventbridge/certifacete/public.pem';

export type Headers = Readonly<Record<string, string | string[] | undefined>>;

export interface EventBridgeSender {
	/** Where the event bus is: its certificates come from a host of that region. */
	region: string;
	/** The address as it was entered at EventBridge, query included: it is signed. */
	url: string;
	/** Configured at EventBridge too, or empty. */
	token: string;
	versions: readonly SignatureVersion[];
}

export type SignatureClaim =
	{ ok: true; version: SignatureVersion; certificateUrl: string } | { ok: false; message: string };

/**
 * What a push says of its signature, checked as far as that goes without the certificate: nothing
 * is fetched for a push that is old, or whose certificate is somebody else's.
 * @param now milliseconds since 1970
 */
export function signatureClaimOf(
	headers: Headers,
	sender: EventBridgeSender,
	now: number,
): SignatureClaim {
	const version = sender.versions.find((name) => headerOf(headers, SCHEMES[name].signature));
	if (!version) return refused(missingSignature(headers));
	const { method } = SCHEMES[version];
	if (headerOf(headers, method.header).toUpperCase() !== method.value) {
		return refused(
			`The header ${method.header} must be ${method.value}. Push from EventBridge, and let no proxy change headers.`,
		);
	}
	const age = Math.round((now - Number(headerOf(headers, TIMESTAMP) || NaN)) / 1000);
	if (Number.isNaN(age))
		return refused(
			`The header ${TIMESTAMP} must be milliseconds since 1970. Push from EventBridge, and let no proxy change headers.`,
		);
	if (Math.abs(age) > WINDOW_SECONDS) {
		const way = age > 0 ? 'old' : 'in the future';
		return refused(`The signature is ${Math.abs(age)} s ${way}, 60 s are allowed. Set the clock.`);
	}
	if (sender.token && !secretsMatch(headerOf(headers, TOKEN), sender.token)) {
		return refused('The token is not the one of the credential. Compare it with EventBridge.');
	}
	const certificateUrl = headerOf(headers, CERTIFICATE);
	if (!isCertificateOf(certificateUrl, sender.region, version)) {
		return refused(
			`The certificate is not one of region ${sender.region}. Compare the region of the credential with that of the event bus.`,
		);
	}
	return { ok: true, version, certificateUrl };
}

const refused = (message: string) => ({ ok: false as const, message });

function missingSignature(headers: Headers): string {
	return headerOf(headers, SCHEMES.v1.signature)
		? 'The push has a signature v1 only. Switch Accept Signature V1 on in the credential to take it.'
		: `The header ${SCHEMES.v2.signature} is missing. Push from EventBridge, and let no proxy drop headers.`;
}

/** The host where EventBridge keeps the certificates of a region (reference/aliyun §2.6, step 2). */
export const certificateHostOf = (region: string) =>
	`${region}-eventbridge.oss-accelerate.aliyuncs.com`;

export const isRegion = (region: string) => /^[a-z]{2,}(-[a-z0-9]+)+$/.test(region);

/** Only the certificate of that region, by HTTPS, and nothing else in the address. */
function isCertificateOf(address: string, region: string, version: SignatureVersion): boolean {
	if (version === 'v1' && address === V1_CERTIFICATE) return true;
	if (!isRegion(region) || !URL.canParse(address)) return false;
	const { pathname } = new URL(address);
	return address === `https://${certificateHostOf(region)}${pathname}` && pathname !== '/';
}

/**
 * Whether the signature is of this push. Whether the token is signed and whether a line feed ends
 * the text differs between EventBridge's document and its sample (reference/aliyun §2.6, step 4), so
 * up to four texts are tried.
 */
export function isSigned(
	version: SignatureVersion,
	headers: Headers,
	body: Uint8Array,
	sender: EventBridgeSender,
	key: KeyObject,
): boolean {
	const signature = headerOf(headers, SCHEMES[version].signature);
	const check = version === 'v2' ? rsaCheck(signature, key) : hmacCheck(signature, headers, key);
	if (!check) return false;
	return textsToSign(version, headers, body, sender.url).some(check);
}

function textsToSign(
	version: SignatureVersion,
	headers: Headers,
	body: Uint8Array,
	url: string,
): Buffer[] {
	const { signed } = SCHEMES[version];
	const tokens = headerOf(headers, TOKEN) ? [[TOKEN], []] : [[]];
	return tokens.flatMap((token) => {
		const lines = [...signed, ...token].map((name) => `${name}: ${headerOf(headers, name)}`);
		const head = Buffer.from(`${[url, ...lines].join('\n')}\n`);
		return ['', '\n'].map((ending) => Buffer.concat([head, body, Buffer.from(ending)]));
	});
}

type Check = (text: Buffer) => boolean;

function rsaCheck(signature: string, key: KeyObject): Check {
	const bytes = Buffer.from(signature, 'base64');
	return (text) => verify('sha256', text, key, bytes);
}

/** The HMAC's secret comes along, encrypted with EventBridge's private key. */
function hmacCheck(signature: string, headers: Headers, key: KeyObject): Check | null {
	try {
		const secret = publicDecrypt(key, Buffer.from(headerOf(headers, V1_SECRET), 'base64'));
		return (text) =>
			secretsMatch(createHmac('sha1', secret).update(text).digest('base64'), signature);
	} catch {
		return null;
	}
}

function headerOf(headers: Headers, name: string): string {
	const value = headers[name];
	return (Array.isArray(value) ? value[0] : value) ?? '';
}
