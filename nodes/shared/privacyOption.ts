import type { Privacy, PrivacyMode } from '../../lib/callEvent/privacy';

/** The privacy an operator chose; null when hashing has no key. */
export function privacyWith(mode: PrivacyMode | undefined, key: string | null): Privacy | null {
	if (mode !== 'hashed') return { mode: mode ?? 'full' };
	return key ? { mode, key } : null;
}
