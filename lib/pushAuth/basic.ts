import { isOneOf, secretsMatch } from './secret';

export interface BasicPair {
	username: string;
	password: string;
}

/** The pair in an `Authorization: Basic` header (RFC 7617, UTF-8), or null when it holds none. */
export function readBasic(authorization: string | undefined): BasicPair | null {
	const encoded = /^Basic +([A-Za-z0-9+/=_-]+) *$/i.exec(authorization ?? '')?.[1];
	if (!encoded) return null;
	const decoded = Buffer.from(encoded, 'base64').toString('utf8');
	const colon = decoded.indexOf(':');
	if (colon < 0) return null;
	return { username: decoded.slice(0, colon), password: decoded.slice(colon + 1) };
}

/** Whether a pair is right; both halves are always compared, so that time does not tell which is wrong. */
export function basicMatches(
	given: BasicPair,
	expected: { username: string; passwords: readonly string[] },
): boolean {
	const nameMatches = secretsMatch(given.username, expected.username);
	const passwordMatches = isOneOf(given.password, expected.passwords);
	return nameMatches && passwordMatches;
}
