import type { Privacy, PrivacyMode } from '../../lib/callEvent/privacy';

/** The privacy an operator chose; null when hashing has no key. */
export function privacyWith(mode: PrivacyMode | undefined, key: string | null): Privacy | null {
	if (mode !== 'hashed') return { mode: mode ?? 'full' };
	return key ? { mode, key } : null;
}

/** Said where the payload is chosen as output and the numbers in it may not leave in full. */
export const PAYLOAD_HOLDS_NUMBERS =
	'The vendor payload holds full phone numbers. Choose another output or the privacy option Full Numbers.';
