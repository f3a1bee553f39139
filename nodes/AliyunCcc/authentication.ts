import type { ICredentialDataDecryptedObject, IWebhookFunctions } from 'n8n-workflow';

import { bearerChallenge, readBearer } from '../../lib/pushAuth/bearer';
import { isOneOf, secretsInForce } from '../../lib/pushAuth/secret';
import {
	logUnreadable,
	refused,
	type AuthenticationVerdict,
} from '../shared/authenticationVerdict';
import { textIn } from '../shared/pushCredential';
import { verifyBridge } from './bridgePush';
import { withCredential } from './credential';
import { verifyEventBridge } from './eventBridgePush';
import { authenticationOf, requiredInstancesOf, type Authentication } from './triggerOptions';

type Method = (context: IWebhookFunctions) => Promise<AuthenticationVerdict>;

/** How a push of each kind shows who it is from (reference/aliyun §2.5 to §2.7). */
const METHODS: Record<Authentication, Method> = {
	bridge: verifyBridge,
	eventBridge: verifyEventBridge,
	urlToken: verifyUrlToken,
	bearer: verifyBearer,
	none: async () => ({ ok: true, hashKey: null }),
};

/** Whether the sender may push, and the key for hashing numbers that its credential holds. */
export async function authenticate(context: IWebhookFunctions): Promise<AuthenticationVerdict> {
	try {
		return await METHODS[authenticationOf(context)](context);
	} catch (error) {
		return refused(500, logUnreadable(context, error));
	}
}

const NO_INSTANCES =
	'The trigger names no Instance IDs. Enter those of your contact center: a token in a URL alone is too little.';

const TOKEN_WRONG =
	'The token in the URL is not the one of the credential. Correct the URL at CCC.';

/** CCC's own webhook signs nothing, so the secret is part of its URL (reference/aliyun §2.5). */
async function verifyUrlToken(context: IWebhookFunctions): Promise<AuthenticationVerdict> {
	if (requiredInstancesOf(context).length === 0) return refused(500, NO_INSTANCES);
	const { token } = context.getQueryData() as { token?: unknown };
	const given = typeof token === 'string' ? token : '';
	if (given === '') {
		return refused(
			401,
			'The token is missing. Append ?token= and the push token to the URL at CCC.',
		);
	}
	const credential = { type: 'aliyunCccWebhookTokenApi', secret: 'pushToken' };
	return await withCredential(context, credential, (data) =>
		isOneOf(given, secretsOf(data, 'pushToken', 'previousPushToken'))
			? null
			: { status: 401, message: TOKEN_WRONG },
	);
}

const REALM = 'n8n CCC push';

/** What a function in front of the trigger can send (reference/aliyun §2.7). */
async function verifyBearer(context: IWebhookFunctions): Promise<AuthenticationVerdict> {
	const { authorization } = context.getRequestObject().headers;
	const given = readBearer(authorization);
	if (!given) {
		const challenge = bearerChallenge(REALM, authorization ? 'invalid_request' : undefined);
		const message = 'The bearer token is missing. Send it as Authorization: Bearer ….';
		return refused(401, message, { 'WWW-Authenticate': challenge });
	}
	const message =
		'The bearer token is not the one of the credential. Compare the function with the credential in n8n.';
	const challenge = bearerChallenge(REALM, 'invalid_token', message);
	const credential = { type: 'aliyunCccBearerApi', secret: 'token' };
	return await withCredential(context, credential, (data) =>
		isOneOf(given, secretsOf(data, 'token', 'previousToken'))
			? null
			: { status: 401, message, headers: { 'WWW-Authenticate': challenge } },
	);
}

const secretsOf = (data: ICredentialDataDecryptedObject, ...fields: string[]) =>
	secretsInForce(...fields.map((field) => textIn(data, field)));
