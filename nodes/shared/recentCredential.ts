import type { ICredentialDataDecryptedObject, IWebhookFunctions } from 'n8n-workflow';

import type { PrivacyMode } from '../../lib/callEvent/privacy';

/**
 * Decrypting a credential costs n8n an expression isolate of its own, a third of all it does for a
 * push (measured, `npm run bench:trigger`), so in a burst it is done once. A secret taken out of the
 * credential is good for this long after; a new one is good at once, see `withRecentCredential`.
 */
export const RECENT_MS = 10_000;
const MOST_CREDENTIALS = 500;

/** A hash made with a key changed seconds ago would be a join key for nothing, so it is read anew. */
export const recentMsFor = (privacy: PrivacyMode | undefined) =>
	privacy === 'hashed' ? 0 : RECENT_MS;

type Recent = { data: ICredentialDataDecryptedObject; readAt: number };

const recent = new Map<string, Recent>();

/**
 * Checks something against a node's credential: first as it was read in the last seconds, and when
 * that says no, as it is now, so that a changed credential never refuses a push.
 * @throws what n8n throws when the credential cannot be read
 */
export async function withRecentCredential<T extends { ok: boolean }>(
	context: IWebhookFunctions,
	type: string,
	check: (credential: ICredentialDataDecryptedObject) => T,
	recentMs: number = RECENT_MS,
): Promise<T> {
	const key = `${context.getWorkflow().id ?? ''} ${context.getNode().credentials?.[type]?.id ?? ''}`;
	const cached = recent.get(key);
	if (cached && Date.now() - cached.readAt < recentMs) {
		const verdict = check(cached.data);
		if (verdict.ok) return verdict;
	}
	const data = await context.getCredentials(type);
	if (recent.size >= MOST_CREDENTIALS) recent.clear();
	recent.set(key, { data, readAt: Date.now() });
	return check(data);
}
