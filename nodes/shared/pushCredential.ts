import type { ICredentialDataDecryptedObject, IWebhookFunctions } from 'n8n-workflow';

import type { PrivacyMode } from '../../lib/callEvent/privacy';
import type { AuthenticationVerdict } from './authenticationVerdict';
import { recentMsFor, withRecentCredential } from './recentCredential';
import type { Refusal } from './vendorAnswer';

/** What somebody typed into a field. */
export function textIn(credential: ICredentialDataDecryptedObject, field: string): string {
	const value = credential[field];
	return typeof value === 'string' ? value.trim() : '';
}

/**
 * Checks a push against a credential of the trigger, and takes the key for hashing from it: its own,
 * else the field that proves who pushes.
 */
export async function withPushCredential(
	context: IWebhookFunctions,
	{ type, secret, privacy }: { type: string; secret: string; privacy: PrivacyMode | undefined },
	check: (credential: ICredentialDataDecryptedObject) => Refusal | null,
): Promise<AuthenticationVerdict> {
	const checked = (credential: ICredentialDataDecryptedObject): AuthenticationVerdict => {
		const refusal = check(credential);
		if (refusal) return { ok: false, refusal };
		const hashKey = textIn(credential, 'hashSecret') || textIn(credential, secret) || null;
		return { ok: true, hashKey };
	};
	return await withRecentCredential(context, type, checked, recentMsFor(privacy));
}
