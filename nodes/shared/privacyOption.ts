import type { OutputMode } from '../../lib/callEvent/output';
import type { Privacy, PrivacyMode } from '../../lib/callEvent/privacy';

/** The privacy an operator chose; null when hashing has no key. */
export function privacyWith(mode: PrivacyMode | undefined, key: string | null): Privacy | null {
	if (mode !== 'hashed') return { mode: mode ?? 'full' };
	return key ? { mode, key } : null;
}

/**
 * Why the privacy that was chosen cannot be kept, for whoever publishes the workflow; null when it can.
 * @param hashNeedsKey what is said of hashed numbers where there is no key; null where there is one
 */
export function privacyFault(
	privacy: PrivacyMode,
	output: OutputMode,
	hashNeedsKey: string | null,
): string | null {
	if (privacy === 'full') return null;
	if (output === 'vendorPayload') return PAYLOAD_HOLDS_NUMBERS;
	return privacy === 'hashed' ? hashNeedsKey : null;
}

/** Said where the payload is chosen as output and the numbers in it may not leave in full. */
const PAYLOAD_HOLDS_NUMBERS =
	'The vendor payload holds full phone numbers. Choose another output or the privacy option Full Numbers.';
