import type { ICredentialDataDecryptedObject, IWebhookFunctions } from 'n8n-workflow';

import { secretsInForce } from '../../../lib/pushAuth/secret';
import type { AuthenticationVerdict } from '../../shared/authenticationVerdict';
import { recentMsFor, withRecentCredential } from '../../shared/recentCredential';
import type { Refusal } from '../../shared/vendorAnswer';
import { optionsOf } from './triggerOptions';

/** What somebody typed into a field. */
export function textIn(credential: ICredentialDataDecryptedObject, field: string): string {
	const value = credential[field];
	return typeof value === 'string' ? value.trim() : '';
}

export const urlTokensOf = (credential: ICredentialDataDecryptedObject) =>
	secretsInForce(textIn(credential, 'urlToken'), textIn(credential, 'previousUrlToken'));

/** Checks a push against the callback credential, and takes the key for hashing from it. */
export async function withCallbackCredential(
	context: IWebhookFunctions,
	check: (credential: ICredentialDataDecryptedObject) => Refusal | null,
): Promise<AuthenticationVerdict> {
	return await withRecentCredential(
		context,
		'huaweiCecCallbackApi',
		(credential): AuthenticationVerdict => {
			const refusal = check(credential);
			if (refusal) return { ok: false, refusal };
			const hashKey = textIn(credential, 'hashSecret') || textIn(credential, 'urlToken') || null;
			return { ok: true, hashKey };
		},
		recentMsFor(optionsOf(context).privacy),
	);
}
