import { createHmac } from 'crypto';

import type { PhoneNumber } from './phoneNumber';
import { plainWriting } from './plainWriting';

/** Announces in `display` how the hash was made. */
const SCHEME = 'hmac-sha256:';
/** What remains of a writing that is no number: digits and, for masks, the hidden ones. */
const NOT_DIALLED = /[^\d*]/g;
/** Other ways to write a hidden digit. */
const HIDING = /[x#?_•●×]/g;

/**
 * The number as a stable join key: `display` is `hmac-sha256:` and 64 hex digits of HMAC-SHA-256
 * with `key`, and nothing else of the number is left but its kind, country and validity.
 *
 * The hash is over `e164` when there is one (anyone with the key can make it from the E.164 form),
 * else over the national digits, the lower-case SIP address, or the digits of the writing; so all
 * writings of a number have one hash, with or without an extension. A withheld number stays
 * withheld, and a value that was no text has no hash.
 *
 * @throws Error when `key` is empty: the hash of a phone number without a key can be turned back by
 * trying all numbers.
 */
export function hashPhoneNumber(number: PhoneNumber, key: string): PhoneNumber {
	if (key === '') throw new Error('Hashing phone numbers needs a secret key, and it is empty');
	if (number.kind === 'withheld') return number;
	const identity = identityOf(number);
	return {
		raw: null,
		e164: null,
		national: null,
		extension: null,
		kind: number.kind,
		country: number.country,
		valid: number.valid,
		display:
			identity === null
				? number.display
				: SCHEME + createHmac('sha256', key).update(identity).digest('hex'),
	};
}

/** The text that is the same for all writings of a number; null when nothing is left to hash. */
function identityOf({ e164, national, kind, display, raw }: PhoneNumber): string | null {
	if (e164 !== null) return e164;
	if (national !== null) return national;
	if (raw === null) return null;
	if (kind === 'sip') return (display ?? raw).toLowerCase();
	const plain = kind === 'masked' ? plainWriting(raw).replace(HIDING, '*') : plainWriting(raw);
	return plain.replace(NOT_DIALLED, '') || plain;
}
