import { z } from 'zod';

import { originOf } from './access';
import { faultOf, type Fault } from './fault';

/** The vendor's most, in seconds (reference/huawei §1.1). */
export const LONGEST_TOKEN_SECONDS = 3600;

/** The API Fabric credential, as people fill it in. */
export interface ApiFabricAccess {
	baseUrl?: unknown;
	appKey?: unknown;
	appSecret?: unknown;
	lifetimeSeconds?: unknown;
	caCertificate?: unknown;
	serverName?: unknown;
}

export interface TokenRequest {
	method: 'POST';
	url: string;
	/** What of the address may be named in a message. */
	origin: string;
	headers: Record<string, string>;
	body: string;
}

/** What asks for an access token: `tokenByAkSk` of API Fabric (reference/huawei §1.1). */
export function tokenRequestOf(access: ApiFabricAccess): TokenRequest {
	const base = String(access.baseUrl ?? '')
		.trim()
		.replace(/\/+$/, '');
	return {
		method: 'POST',
		url: `${base}/apigovernance/api/oauth/tokenByAkSk`,
		origin: URL.canParse(base) ? originOf(base) : 'The base address',
		headers: {
			'content-type': 'application/json',
			'x-token-expire': String(lifetimeOf(access.lifetimeSeconds)),
		},
		body: JSON.stringify({
			app_key: String(access.appKey ?? '').trim(),
			app_secret: String(access.appSecret ?? '').trim(),
		}),
	};
}

function lifetimeOf(wanted: unknown): number {
	const seconds = Math.trunc(Number(wanted));
	return seconds >= 1 ? Math.min(seconds, LONGEST_TOKEN_SECONDS) : LONGEST_TOKEN_SECONDS;
}

const seconds = z.preprocess(
	(value) => (typeof value === 'string' && value.trim() !== '' ? Number(value) : value),
	z.number().nullish().catch(null),
);

/** `Expires` is what the vendor documents, as text; `expiresIn` is what one user reads. */
const tokenAnswer = z.looseObject({
	AccessToken: z.string().min(1),
	Expires: seconds.optional(),
	expiresIn: seconds.optional(),
});

export type TokenReading =
	| {
			ok: true;
			accessToken: string;
			/** How long it is good for; null when the answer does not say. */
			expiresInSeconds: number | null;
	  }
	| { ok: false; fault: Fault };

/** What the answer to a token request means. The token is in no message. */
export function readTokenAnswer(status: number, body: unknown): TokenReading {
	const reading = tokenAnswer.safeParse(body);
	if (status >= 200 && status < 300 && reading.success) {
		const { AccessToken: accessToken, Expires, expiresIn } = reading.data;
		return { ok: true, accessToken, expiresInSeconds: Expires ?? expiresIn ?? null };
	}
	return { ok: false, fault: refusedToken(status) };
}

const REFUSALS: ReadonlyMap<number, Pick<Fault, 'kind' | 'title' | 'cause' | 'wayOut'>> = new Map([
	[
		401,
		{
			kind: 'signature',
			title: 'API Fabric refused the app key',
			cause: 'HTTP 401: the service is not bought, or the account is not active',
			wayOut: 'Check app key and app secret, and ask the operations staff whether the API is open.',
		},
	],
	[
		403,
		{
			kind: 'locked',
			title: 'API Fabric refuses this key or this address',
			cause: 'HTTP 403',
			wayOut:
				'Check app key and app secret: another kind of key is refused like this too. If they are right, ask for the address n8n goes out with to be put on the allow list.',
		},
	],
	[
		404,
		{
			kind: 'notFound',
			title: 'There is no API Fabric at this address',
			cause: 'HTTP 404',
			wayOut: 'Check the base address and its port: 443 on some sites, 28070 on others.',
		},
	],
	[
		418,
		{
			kind: 'rejected',
			title: 'API Fabric was reached without its host name',
			cause: 'HTTP 418',
			wayOut: 'Write the host name in the base address, not the IP address.',
		},
	],
	[
		429,
		{
			kind: 'flowControl',
			title: 'API Fabric asks to slow down',
			cause: 'HTTP 429',
			wayOut: 'Try again in a minute.',
		},
	],
]);

function refusedToken(status: number): Fault {
	const known = REFUSALS.get(status);
	if (known) return faultOf(known.kind, { ...known, status });
	if (status >= 200 && status < 300) {
		return faultOf('rejected', {
			status,
			title: 'The answer of API Fabric holds no token',
			cause: `HTTP ${status} without the field AccessToken`,
			wayOut: 'Check that the base address is that of API Fabric, https://{domain}.',
		});
	}
	return faultOf(status >= 500 ? 'server' : 'rejected', {
		status,
		title: 'API Fabric gave no token',
		cause: `HTTP ${status}`,
		wayOut: 'Check app key and app secret, or try again later.',
	});
}
