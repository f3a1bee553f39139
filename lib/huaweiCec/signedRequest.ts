import { textOf, tlsOf, type AkSkAccess } from './access';
import { wireRequestOf, type OutgoingRequest, type WireRequest } from './outgoingRequest';
import { SIGNATURE_VARIANTS, authorizationOf, type SignatureVariant } from './signature';

export type Signing<T> = { ok: true; request: T } | { ok: false; message: string };

/**
 * A request of n8n with the AK/SK signature over the very bytes that will be sent.
 * @param now milliseconds since 1970; every attempt is signed anew
 * @returns a copy; n8n's retries come with the first attempt's, which is signed again
 */
export async function signedRequestOf<T extends OutgoingRequest>(
	request: T,
	access: AkSkAccess,
	now: number,
): Promise<Signing<T>> {
	const reading = await wireRequestOf(request);
	if (!reading.ok) return reading;
	const { wire } = reading;
	const headers = { ...wire.headers, authorization: authorizationFor(wire, access, now) };
	const { uri, qs: _qs, baseURL: _baseURL, form: _form, body: _body, ...rest } = request;
	const address = wire.url.href;
	return {
		ok: true,
		request: {
			...rest,
			...(uri === undefined ? { url: address } : { uri: address }),
			...(request.url !== undefined && uri !== undefined ? { url: address } : {}),
			headers,
			...(wire.body ? { body: bodyFor(wire) } : {}),
			...NO_REDIRECTS,
			agentOptions: { ...request.agentOptions, ...tlsOf(access) },
		} as unknown as T,
	};
}

/** A signature is good for one address only, and another one should not see it. */
const NO_REDIRECTS = {
	disableFollowRedirect: true,
	followRedirect: false,
	followAllRedirects: false,
	sendCredentialsOnCrossOriginRedirect: false,
};

/** n8n writes a form that is not text once more; anything else passes untouched as bytes only. */
function bodyFor({ body, headers }: WireRequest): Buffer | string | null {
	return headers['content-type'] === 'application/x-www-form-urlencoded'
		? (body?.toString('utf8') ?? null)
		: body;
}

function authorizationFor(wire: WireRequest, access: AkSkAccess, now: number): string {
	const variant = variantOf(access.signatureVariant);
	return authorizationOf({
		accessKey: textOf(access.accessKey),
		secretKey: textOf(access.secretKey),
		variant,
		timestamp: now,
		method: wire.method,
		path: wire.url.pathname,
		query: wire.query,
		headers: headersToSign(wire, SIGNATURE_VARIANTS[variant].signs),
		body: wire.body ?? '',
	});
}

/** Node.js writes the host header with the port, unless it is the scheme's own. */
function headersToSign({ url, headers, body }: WireRequest, names: readonly string[]) {
	const sent: Record<string, string> = {
		...headers,
		host: headers.host ?? url.host,
		...(body ? { 'content-length': String(body.length) } : {}),
	};
	const signed = names.flatMap((name) => {
		const value = sent[name];
		return value === undefined ? [] : [[name, value] as const];
	});
	return Object.fromEntries(signed);
}

function variantOf(value: unknown): SignatureVariant {
	const name = textOf(value);
	return Object.hasOwn(SIGNATURE_VARIANTS, name) ? (name as SignatureVariant) : 'v1';
}
