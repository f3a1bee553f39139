import { createHash, createHmac } from 'crypto';

import { secretsMatch } from './secret';

const ISSUER = 'n8n-nodes-contact-center';

/** Clocks and senders differ: a token is still taken this long past its `exp` (reference/tccc §2.3). */
export const GRACE_SECONDS = 60;

export interface TokenClient {
	clientId: string;
	/** The secrets in force; the first one signs. */
	secrets: readonly string[];
	/** Whose push URL the token opens, e.g. `tencent-ccc`. */
	audience: string;
}

export type TokenVerdict =
	{ ok: true } | { ok: false; reason: 'malformed' | 'signature' | 'expired' | 'claims' };

/**
 * A signed short-lived bearer token (JWT, HS256), so that any n8n process can check it without a
 * store. The key is derived from the client's secret: who may fetch a token could make one.
 * @param now seconds since 1970
 */
export function issueToken(client: TokenClient, lifetimeSeconds: number, now: number): string {
	const secret = client.secrets[0];
	if (!secret) throw new Error('The client has no secret to sign a token with');
	const claims = {
		iss: ISSUER,
		sub: client.clientId,
		aud: client.audience,
		iat: now,
		exp: now + lifetimeSeconds,
	};
	const signed = `${encode({ alg: 'HS256', typ: 'JWT' })}.${encode(claims)}`;
	return `${signed}.${sign(signed, tokenKey(secret))}`;
}

/**
 * Whether a token was issued to this client and is still good.
 * @param now seconds since 1970
 */
export function verifyToken(token: string, client: TokenClient, now: number): TokenVerdict {
	const [header, payload, signature, ...rest] = token.split('.');
	if (!header || !payload || !signature || rest.length > 0)
		return { ok: false, reason: 'malformed' };
	if (decode(header)?.alg !== 'HS256') return { ok: false, reason: 'malformed' };

	const signed = `${header}.${payload}`;
	const signedByUs = client.secrets
		.map((secret) => secretsMatch(signature, sign(signed, tokenKey(secret))))
		.includes(true);
	if (!signedByUs) return { ok: false, reason: 'signature' };

	const claims = decode(payload);
	if (!claims || typeof claims.exp !== 'number') return { ok: false, reason: 'malformed' };
	const ours =
		claims.iss === ISSUER && claims.sub === client.clientId && claims.aud === client.audience;
	if (!ours) return { ok: false, reason: 'claims' };
	if (now > claims.exp + GRACE_SECONDS) return { ok: false, reason: 'expired' };
	return { ok: true };
}

/** A key of its own, so that a token's signature says nothing of the secret's other uses. */
export function tokenKey(secret: string): Buffer {
	return createHash('sha256').update(`${ISSUER} push token\n${secret}`).digest();
}

function sign(text: string, key: Buffer): string {
	return createHmac('sha256', key).update(text).digest('base64url');
}

function encode(value: object): string {
	return Buffer.from(JSON.stringify(value)).toString('base64url');
}

function decode(part: string): Record<string, unknown> | null {
	try {
		const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
		return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : null;
	} catch {
		return null;
	}
}
