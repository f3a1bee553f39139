import type { IWebhookFunctions } from 'n8n-workflow';

import {
	callbackKindOf,
	fieldsOf,
	type CallbackKind,
} from '../../../lib/huaweiCec/callbacks/callbackKind';
import {
	isSignedNotification,
	isSignedWith,
} from '../../../lib/huaweiCec/callbacks/voiceNotificationSignature';
import { isOneOf, secretsInForce } from '../../../lib/pushAuth/secret';
import {
	logUnreadable,
	refused,
	type AuthenticationVerdict,
} from '../../shared/authenticationVerdict';
import { readRawBody } from '../../shared/pushBody';
import { textIn } from '../../shared/pushCredential';
import { refusedAddress } from '../../shared/refusedAddress';
import type { Refusal } from '../../shared/vendorAnswer';
import { readCallback } from './callbackBody';
import { urlTokensOf, withCallbackCredential } from './credential';
import { verifyFileReady } from './fileReadySignature';
import { allowListOf, authenticationOf, type Authentication } from './triggerOptions';

type Proof = (context: IWebhookFunctions) => Promise<AuthenticationVerdict>;
/** @param body what the push says */
type ProofOfSource = (context: IWebhookFunctions, body: unknown) => Promise<AuthenticationVerdict>;

const METHODS: Record<Authentication, Proof> = {
	urlToken: verifyUrlToken,
	signature: verifyBySource,
	// The addresses are compared before any of these.
	ipAllowList: async (context) =>
		allowListOf(context).length > 0 ? { ok: true, hashKey: null } : refused(500, NO_ADDRESSES),
	none: async () => ({ ok: true, hashKey: null }),
};

/** What each source can show of itself; the others have the token in the URL (reference/huawei §3.1, §5.5). */
const PROOF_OF_SOURCE: Partial<Record<CallbackKind, ProofOfSource>> = {
	fileReady: verifySignedFile,
	voiceNotification: verifyNotification,
};

/** Whether the sender may push, and the key for hashing numbers that its credential holds. */
export async function authenticate(context: IWebhookFunctions): Promise<AuthenticationVerdict> {
	const mode = authenticationOf(context);
	const method = Object.hasOwn(METHODS, mode) ? METHODS[mode] : undefined;
	if (!method)
		return refused(
			500,
			`Authentication "${String(mode)}" of the trigger is not known. Choose another.`,
		);
	const refusal = refusedAddress(context, allowListOf(context));
	if (refusal) return { ok: false, refusal };
	try {
		return await method(context);
	} catch (error) {
		return refused(500, logUnreadable(context, error));
	}
}

export const NO_ADDRESSES =
	'The trigger names no addresses that may push. Enter them in its IP Allow List.';

async function verifyUrlToken(context: IWebhookFunctions): Promise<AuthenticationVerdict> {
	const given = givenTokens(context);
	if (given.length === 0) return refused(401, TOKEN_MISSING);
	return await withCallbackCredential(context, (credential) => {
		const inForce = urlTokensOf(credential);
		return given.some((token) => isOneOf(token, inForce)) ? null : TOKEN_WRONG;
	});
}

const TOKEN_MISSING =
	'The token is missing. Append a question mark and the URL token of the credential to the URL at Huawei.';
const TOKEN_WRONG: Refusal = {
	status: 401,
	message: 'The token in the URL is not the one of the credential. Correct the URL at Huawei.',
};

/** More names than this have no business in the URL of a callback. */
const MOST_NAMES = 10;

/**
 * The token in the URL: `?token=…`, or alone behind the question mark, since the callback addresses of
 * two-way calls may not hold an equals sign (reference/huawei §5.2).
 */
function givenTokens(context: IWebhookFunctions): string[] {
	const query = context.getQueryData() as Record<string, unknown>;
	const alone = Object.keys(query).filter((name) => name !== 'token' && query[name] === '');
	const given: unknown[] = [query.token, ...alone.slice(0, MOST_NAMES)];
	return given.filter((token): token is string => typeof token === 'string' && token !== '');
}

/** CC-FS signs, voice notifications can, and the rest has nothing but the URL. */
async function verifyBySource(context: IWebhookFunctions): Promise<AuthenticationVerdict> {
	const reading = await readCallback(context);
	if (!reading.ok) return await verifyUrlToken(context);
	const kind = Array.isArray(reading.body) ? 'campaignResult' : callbackKindOf(reading.body);
	return await (PROOF_OF_SOURCE[kind] ?? verifyUrlToken)(context, reading.body);
}

async function verifySignedFile(context: IWebhookFunctions): Promise<AuthenticationVerdict> {
	const raw = await readRawBody(context);
	if (!raw.ok) return refused(400, raw.message);
	const check = await verifyFileReady(context, raw.bytes);
	return check.ok ? await withCallbackCredential(context, () => null) : check;
}

/** With the address entered on the pages of Huawei a notification is not signed, and needs the token. */
async function verifyNotification(
	context: IWebhookFunctions,
	body: unknown,
): Promise<AuthenticationVerdict> {
	const fields = fieldsOf(body);
	if (!isSignedNotification(fields)) return await verifyUrlToken(context);
	return await withCallbackCredential(context, (credential) => {
		const keys = secretsInForce(textIn(credential, 'voiceNotificationSecret'));
		if (keys.length === 0) return NO_SHARED_KEY;
		return isSignedWith(fields, keys) ? null : WRONG_SIGNATURE;
	});
}

const NO_SHARED_KEY: Refusal = {
	status: 500,
	message:
		'The credential of the trigger has no Voice Notification Secret. Enter the shared key of Huawei CEC in n8n.',
};
const WRONG_SIGNATURE: Refusal = {
	status: 401,
	message:
		'The signature of the voice notification is not made with the Voice Notification Secret of the credential. Compare it with the shared key of Huawei CEC.',
};
