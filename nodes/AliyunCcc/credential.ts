import type { ICredentialDataDecryptedObject, IWebhookFunctions } from 'n8n-workflow';

import type { AuthenticationVerdict } from '../shared/authenticationVerdict';
import { withPushCredential } from '../shared/pushCredential';
import type { Refusal } from '../shared/vendorAnswer';
import { optionsOf } from './triggerOptions';

/** Checks a push against a credential of the trigger, and takes the key for hashing from it. */
export async function withCredential(
	context: IWebhookFunctions,
	{ type, secret }: { type: string; secret: string },
	check: (credential: ICredentialDataDecryptedObject) => Refusal | null,
): Promise<AuthenticationVerdict> {
	const { privacy } = optionsOf(context);
	return await withPushCredential(context, { type, secret, privacy }, check);
}
