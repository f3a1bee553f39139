import type { HttpAnswer, HttpPoster } from '../httpPost.ts';
import { quote } from '../quote.ts';

export interface ClientCredentials {
	tokenUrl: string;
	clientId: string;
	clientSecret: string;
}

export interface AccessTokens {
	/** The token in use; fetched when there is none or it is about to expire. */
	get(): Promise<string>;
	/** Forgets this token, so that the next `get` fetches another. */
	forget(token: string): void;
}

type Fetched = { value: string; expiresAt: number };
type ClientStyle = (
	credentials: ClientCredentials,
	form: URLSearchParams,
	headers: Record<string, string>,
) => void;

/** As Go's x/oauth2: a token counts as expired ten seconds early. */
const earlyMs = 10_000;
const refusals = [400, 401];

/**
 * The client's way to a token by OAuth2 client credentials. How the vendor does it is not
 * documented; this is how Go's x/oauth2 does it: the client goes into a Basic header, and when that
 * is refused into the form, and what has worked is kept.
 */
export function createAccessTokens(
	credentials: ClientCredentials,
	poster: HttpPoster,
	timeoutMs: number,
): AccessTokens {
	let styles: readonly ClientStyle[] = [inBasicHeader, inForm];
	let current: Fetched | undefined;
	let pending: Promise<Fetched> | undefined;

	async function fetchToken(): Promise<Fetched> {
		let refusal = '';
		for (const style of styles) {
			const answer = await ask(style);
			if (!refusals.includes(answer.status)) {
				const token = readToken(answer);
				styles = [style];
				return token;
			}
			refusal = describe(answer);
		}
		throw new Error(refusal);
	}

	async function ask(style: ClientStyle): Promise<HttpAnswer> {
		const form = new URLSearchParams({ grant_type: 'client_credentials' });
		const headers = { 'content-type': 'application/x-www-form-urlencoded' };
		style(credentials, form, headers);
		const body = form.toString();
		const result = await poster.post({ url: credentials.tokenUrl, headers, body, timeoutMs });
		if ('failure' in result) throw new Error(`token endpoint: ${result.failure}`);
		return result.answer;
	}

	async function get(): Promise<string> {
		if (current && Date.now() < current.expiresAt - earlyMs) return current.value;
		pending ??= fetchToken().finally(() => (pending = undefined));
		current = await pending;
		return current.value;
	}

	function forget(token: string): void {
		if (current?.value === token) current = undefined;
	}

	return { get, forget };
}

function inBasicHeader(
	{ clientId, clientSecret }: ClientCredentials,
	_form: URLSearchParams,
	headers: Record<string, string>,
): void {
	headers['authorization'] = basic(formEncode(clientId), formEncode(clientSecret));
}

function inForm({ clientId, clientSecret }: ClientCredentials, form: URLSearchParams): void {
	form.set('client_id', clientId);
	form.set('client_secret', clientSecret);
}

/** The value of an `Authorization` header of the scheme Basic. */
export function basic(username: string, password: string): string {
	return `Basic ${Buffer.from(`${username}:${password}`, 'utf8').toString('base64')}`;
}

/** RFC 6749 §2.3.1: id and secret are form-encoded before they go into the header. */
function formEncode(text: string): string {
	return new URLSearchParams({ '': text }).toString().slice(1);
}

function readToken(answer: HttpAnswer): Fetched {
	if (answer.status < 200 || answer.status > 299) throw new Error(describe(answer));
	const members = parseMembers(answer.text);
	const token = members['access_token'];
	if (typeof token !== 'string' || token === '') {
		throw new Error('token endpoint: the answer has no access_token');
	}
	const lifetime = Number(members['expires_in']);
	return { value: token, expiresAt: lifetime > 0 ? Date.now() + lifetime * 1000 : Infinity };
}

function parseMembers(text: string): Record<string, unknown> {
	try {
		const value: unknown = JSON.parse(text);
		return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
	} catch {
		return {};
	}
}

function describe(answer: HttpAnswer): string {
	return `token endpoint: HTTP ${answer.status} ${quote(answer.text)}`;
}
