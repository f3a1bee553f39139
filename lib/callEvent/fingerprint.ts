import { createHash } from 'crypto';

/** A short fingerprint of something that may not stand in an id itself, such as a URL with a secret. */
export function fingerprint(text: string): string {
	return createHash('sha256').update(text).digest('hex').slice(0, 16);
}
