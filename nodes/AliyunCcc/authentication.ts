import type { ICredentialDataDecryptedObject, IWebhookFunctions } from 'n8n-workflow';

import { bearerChallenge, readBearer } from '../../lib/pushAuth/bearer';
import { isOneOf, secretsInForce } from '../../lib/pushAuth/secret';
import { RECENT_MS, withRecentCredential } from '../shared/recentCredential';
import type { Refusal } from '../shared/vendorAnswer';
import { verifyBridge } from './bridgePush';
import { verifyEventBridge } from './eventBridgePush';
import {
	authenticationOf,
	optionsOf,
	requiredInstancesOf,
	type Authentication,
} from './triggerOptions';

export type AuthenticationVerdict =
	{ ok: true; hashKey: string | null } | { ok: false; refusal: Refusal };

type Method = (context: IWebhookFunctions) => Promise<AuthenticationVerdict>;

/** How a push of each kind shows who it is from (reference/aliyun §2.5 to §2.7). */
const METHODS: Record<Authentication, Method> = {
	bridge: verifyBridge,
	eventBridge: verifyEventBridge,
	urlToken: verifyUrlToken,
	bearer: verifyBearer,
	none: async () => ({ ok: true, hashKey: null }),
};

const UNREADABLE = 'The credential of the trigger could not be read. Check it in n8n.';

/** Whether the sender may push, and the key for hashing numbers that its credential holds. */
export async function authenticate(context: IWebhookFunctions): Promise<AuthenticationVerdict> {
	try {
		return await METHODS[authenticationOf(context)](context);
	} catch (error) {
		context.logger.error(UNREADABLE, {
			node: context.getNode().name,
			reason: error instanceof Error ? error.message : String(error),
		});
		return refused(500, UNREADABLE);
	}
}

/** Checks a push against a credential of the trigger, and takes the key for hashing from it. */
export async function withCredential(
	context: IWebhookFunctions,
	{ type, secret }: { type: string; secret: string },
	check: (credential: ICredentialDataDecryptedObject) => Refusal | null,
): Promise<AuthenticationVerdict> {
	// A hash made with a key changed seconds ago would be a join key for nothing, so it is read anew.
	const age = optionsOf(context).privacy === 'hashed' ? 0 : RECENT_MS;
	const checked = (credential: ICredentialDataDecryptedObject): AuthenticationVerdict => {
		const refusal = check(credential);
		if (refusal) return { ok: false, refusal };
		return {
			ok: true,
			hashKey: textIn(credential, 'hashSecret') || textIn(credential, secret) || null,
		};
	};
	return await withRecentCredential(context, type, checked, age);
}

export const refused = (
	status: number,
	message: string,
	headers: Record<string, string> = {},
): AuthenticationVerdict => ({ ok: false, refusal: { status, message, headers } });

export function textIn(credential: ICredentialDataDecryptedObject, field: string): string {
	const value = credential[field];
	return typeof value === 'string' ? value.trim() : '';
}

const NO_INSTANCES =
	'The trigger names no Instance IDs. Enter those of your contact center: a token in a URL alone is too little.';

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
			: { status: 401, message: 'The token in the URL is not the one of the credential.' },
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
	const message = 'The bearer token is not the one of the credential.';
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
