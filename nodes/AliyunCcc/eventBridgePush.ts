import type { ICredentialDataDecryptedObject, IWebhookFunctions } from 'n8n-workflow';

import {
	isSigned,
	signatureClaimOf,
	type EventBridgeSender,
	type SignatureClaim,
} from '../../lib/aliyunCcc/eventBridgeSignature';
import { readRawBody } from '../shared/pushBody';
import { refused, type AuthenticationVerdict } from '../shared/authenticationVerdict';
import { textIn } from '../shared/pushCredential';
import { withCredential } from './credential';
import { certificateKeyOf } from './certificate';

const CREDENTIAL = { type: 'aliyunCccEventBridgeApi', secret: 'token' };

const WRONG_SIGNATURE =
	'The signature does not match. Correct the Public URL of the credential: it must be the URL as it was entered at EventBridge, to the letter.';

/** EventBridge signs with the key of its region (reference/aliyun §2.6). */
export async function verifyEventBridge(
	context: IWebhookFunctions,
): Promise<AuthenticationVerdict> {
	const { headers } = context.getRequestObject();
	const read = { claim: null as SignatureClaim | null };
	const claimed = await withCredential(context, CREDENTIAL, (data) => {
		const claim = signatureClaimOf(headers, senderOf(data), Date.now());
		read.claim = claim;
		return claim.ok ? null : { status: 401, message: claim.message };
	});
	const { claim } = read;
	if (!claimed.ok || !claim?.ok) return claimed;

	const raw = await readRawBody(context);
	if (!raw.ok) return refused(400, raw.message);
	const certificate = await certificateKeyOf(context, claim.certificateUrl);
	if (!certificate.ok) return refused(503, certificate.message, { 'Retry-After': '5' });
	return await withCredential(context, CREDENTIAL, (data) =>
		isSigned(claim.version, headers, raw.bytes, senderOf(data), certificate.key)
			? null
			: { status: 401, message: WRONG_SIGNATURE },
	);
}

/**
 * Anybody can make a signature v1 once they have seen one: its secret comes along and opens with a
 * public key. So it is only taken together with a token.
 */
export function senderOf(data: ICredentialDataDecryptedObject): EventBridgeSender {
	const token = textIn(data, 'token');
	return {
		region: textIn(data, 'region'),
		url: textIn(data, 'publicUrl'),
		token,
		versions: data.acceptV1 === true && token !== '' ? ['v2', 'v1'] : ['v2'],
	};
}
