import type { ICredentialDataDecryptedObject, IWebhookFunctions } from 'n8n-workflow';

import { secretsInForce } from '../../../lib/pushAuth/secret';
import type { AuthenticationVerdict } from '../../shared/authenticationVerdict';
import { textIn, withPushCredential } from '../../shared/pushCredential';
import type { Refusal } from '../../shared/vendorAnswer';
import { optionsOf } from './triggerOptions';

export const urlTokensOf = (credential: ICredentialDataDecryptedObject) =>
	secretsInForce(textIn(credential, 'urlToken'), textIn(credential, 'previousUrlToken'));

/** Checks a push against the callback credential, and takes the key for hashing from it. */
export async function withCallbackCredential(
	context: IWebhookFunctions,
	check: (credential: ICredentialDataDecryptedObject) => Refusal | null,
): Promise<AuthenticationVerdict> {
	const { privacy } = optionsOf(context);
	const credential = { type: 'huaweiCecCallbackApi', secret: 'urlToken', privacy };
	return await withPushCredential(context, credential, check);
}
