import type { ICredentialDataDecryptedObject, IWebhookFunctions } from 'n8n-workflow';

import type { AuthenticationVerdict } from '../shared/authenticationVerdict';
import { recentMsFor, withRecentCredential } from '../shared/recentCredential';
import type { Refusal } from '../shared/vendorAnswer';
import { optionsOf } from './triggerOptions';

/** Checks a push against a credential of the trigger, and takes the key for hashing from it. */
export async function withCredential(
	context: IWebhookFunctions,
	{ type, secret }: { type: string; secret: string },
	check: (credential: ICredentialDataDecryptedObject) => Refusal | null,
): Promise<AuthenticationVerdict> {
	const checked = (credential: ICredentialDataDecryptedObject): AuthenticationVerdict => {
		const refusal = check(credential);
		if (refusal) return { ok: false, refusal };
		const hashKey = textIn(credential, 'hashSecret') || textIn(credential, secret) || null;
		return { ok: true, hashKey };
	};
	return await withRecentCredential(
		context,
		type,
		checked,
		recentMsFor(optionsOf(context).privacy),
	);
}

/** What somebody typed into a field. */
export function textIn(credential: ICredentialDataDecryptedObject, field: string): string {
	const value = credential[field];
	return typeof value === 'string' ? value.trim() : '';
}
