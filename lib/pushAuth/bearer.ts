/** The token of an `Authorization: Bearer` header (RFC 6750 §2.1), or null when it holds none. */
export function readBearer(authorization: string | undefined): string | null {
	return /^Bearer +([A-Za-z0-9\-._~+/]+=*) *$/i.exec(authorization ?? '')?.[1] ?? null;
}

export type BearerError = 'invalid_request' | 'invalid_token' | 'insufficient_scope';

/** The `WWW-Authenticate` value of a refusal (RFC 6750 §3); no error code when nothing was presented. */
export function bearerChallenge(realm: string, error?: BearerError, description?: string): string {
	const parts = [`realm="${realm}"`];
	if (error) parts.push(`error="${error}"`);
	if (description)
		parts.push(`error_description="${description.replace(/[^\x20-\x7e]|["\\]/g, '')}"`);
	return `Bearer ${parts.join(', ')}`;
}
