import { createHash, timingSafeEqual } from 'crypto';

/** Whether two secrets are equal, in a time that tells nothing of either, their length included. */
export function secretsMatch(given: string, expected: string): boolean {
	return timingSafeEqual(digest(given), digest(expected));
}

/** Whether a secret is one of those in force: the current one, and while rotating the previous one. */
export function isOneOf(given: string, inForce: readonly string[]): boolean {
	let found = false;
	for (const secret of inForce) found = secretsMatch(given, secret) || found;
	return found;
}

/** An unset secret is never in force: an empty one would let everybody in. */
export function secretsInForce(...secrets: ReadonlyArray<string | undefined>): string[] {
	return secrets.filter((secret): secret is string => Boolean(secret));
}

function digest(text: string): Buffer {
	return createHash('sha256').update(text, 'utf8').digest();
}
