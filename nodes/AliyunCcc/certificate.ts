import { X509Certificate, createPublicKey, type KeyObject } from 'crypto';
import type { IHttpRequestOptions, IWebhookFunctions } from 'n8n-workflow';

import { networkFaultOf } from '../../lib/network/networkFault';

const MOST_BYTES = 64 * 1024;
const TIMEOUT_MS = 3_000;
const KEPT_MS = 12 * 3_600_000;
const MOST_KEPT = 50;

export type CertificateReading = { ok: true; key: KeyObject } | { ok: false; message: string };

interface Kept {
	key: KeyObject;
	/** Milliseconds since 1970. */
	until: number;
}

const kept = new Map<string, Kept>();
const fetching = new Map<string, Promise<CertificateReading>>();

/** What comes without a signature can name any address of the host: it must not make us flood it. */
const MOST_FETCHES = 4;

/**
 * The public key of a certificate whose address was checked, fetched once in a while: EventBridge
 * gives a new certificate a new address. Never follows a redirect, never reads more than 64 KiB
 * (reference/aliyun §2.6, step 2).
 */
export async function certificateKeyOf(
	context: IWebhookFunctions,
	url: string,
): Promise<CertificateReading> {
	const known = kept.get(url);
	if (known && Date.now() < known.until) return { ok: true, key: known.key };
	if (!fetching.has(url) && fetching.size >= MOST_FETCHES) return { ok: false, message: TOO_MANY };
	const underWay = fetching.get(url) ?? fetchKey(context, url);
	fetching.set(url, underWay);
	try {
		return await underWay;
	} finally {
		fetching.delete(url);
	}
}

const TOO_MANY = 'Too many certificates are being fetched. Push again.';

async function fetchKey(context: IWebhookFunctions, url: string): Promise<CertificateReading> {
	const fetched = await fetchText(context, url);
	if (!fetched.ok) return fetched;
	const reading = readKey(fetched.text, Date.now());
	if (!reading.ok) return reading;
	if (kept.size >= MOST_KEPT) kept.clear();
	kept.set(url, reading.kept);
	return { ok: true, key: reading.kept.key };
}

type TextReading = { ok: true; text: string } | { ok: false; message: string };

async function fetchText(context: IWebhookFunctions, url: string): Promise<TextReading> {
	const options: IHttpRequestOptions = {
		method: 'GET',
		url,
		encoding: 'stream',
		timeout: TIMEOUT_MS,
		disableFollowRedirect: true,
		abortSignal: AbortSignal.timeout(TIMEOUT_MS),
	};
	try {
		const stream = (await context.helpers.httpRequest(options)) as AsyncIterable<Buffer>;
		const chunks: Buffer[] = [];
		let size = 0;
		for await (const chunk of stream) {
			size += chunk.length;
			if (size > MOST_BYTES) return { ok: false, message: TOO_LARGE };
			chunks.push(chunk);
		}
		return { ok: true, text: Buffer.concat(chunks).toString('utf8') };
	} catch (error) {
		const reason = networkFaultOf(error);
		context.logger.warn("EventBridge's certificate could not be fetched", { reason });
		return { ok: false, message: unfetched(reason) };
	}
}

const unfetched = (reason: string) =>
	`EventBridge's certificate could not be fetched: ${reason}. Test the credential in n8n, then push again.`;

const TOO_LARGE =
	"What should be EventBridge's certificate is larger than 64 KiB. Look which proxy answers n8n.";

type KeyReading = { ok: true; kept: Kept } | { ok: false; message: string };

/** The key in a certificate that is in force; the one of signature v1 was a bare public key. */
function readKey(pem: string, now: number): KeyReading {
	try {
		if (!pem.includes('BEGIN CERTIFICATE')) return keptKey(createPublicKey(pem), now + KEPT_MS);
		const certificate = new X509Certificate(pem);
		const [from, to] = [certificate.validFrom, certificate.validTo].map((date) => Date.parse(date));
		if (!(now >= (from ?? NaN) && now <= (to ?? NaN))) {
			const message = `EventBridge's certificate is good from ${certificate.validFrom} to ${certificate.validTo} only. Set the clock.`;
			return { ok: false, message };
		}
		return keptKey(certificate.publicKey, Math.min(now + KEPT_MS, to ?? now));
	} catch {
		return { ok: false, message: NO_CERTIFICATE };
	}
}

const NO_CERTIFICATE =
	"What should be EventBridge's certificate is none. Look which proxy answers n8n, then push again.";

/** EventBridge signs with RSA; a key of another kind would make the check of a signature throw. */
function keptKey(key: KeyObject, until: number): KeyReading {
	return key.asymmetricKeyType === 'rsa'
		? { ok: true, kept: { key, until } }
		: { ok: false, message: NO_CERTIFICATE };
}
