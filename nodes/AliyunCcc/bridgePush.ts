import type { ICredentialDataDecryptedObject, IWebhookFunctions } from 'n8n-workflow';

import {
	TOLERANCE_SECONDS,
	signingKeyOf,
	verifyWebhook,
} from '../../lib/pushAuth/standardWebhooks';
import { secretsInForce } from '../../lib/pushAuth/secret';
import { readRawBody } from '../shared/pushBody';
import { createPushClaims } from '../shared/pushClaims';
import { claimKeyOf } from '../shared/receivePush';
import { refused, type AuthenticationVerdict } from '../shared/authenticationVerdict';
import { textIn } from '../shared/pushCredential';
import { withCredential } from './credential';

/** More requests than a trigger takes within the time a signature is good. */
const requests = createPushClaims(50_000);

/** A signature can be five minutes ahead, and is good for five minutes then. */
const REMEMBERED_MS = 2 * TOLERANCE_SECONDS * 1000;

const HEADERS = {
	id: 'webhook-id',
	timestamp: 'webhook-timestamp',
	signature: 'webhook-signature',
};

/** The bridge signs after Standard Webhooks, over the bytes before compression. */
export async function verifyBridge(context: IWebhookFunctions): Promise<AuthenticationVerdict> {
	const raw = await readRawBody(context);
	if (!raw.ok) return refused(400, raw.message);
	const given = headersOf(context);
	const credential = { type: 'aliyunCccBridgeApi', secret: 'signingSecret' };
	const verdict = await withCredential(context, credential, (data) => {
		const keys = keysOf(data);
		if (keys.length === 0) return { status: 500, message: NO_KEY };
		const checked = verifyWebhook(given, raw.bytes, keys, Date.now() / 1000);
		return checked.ok ? null : { status: 401, message: checked.message };
	});
	return verdict.ok ? (replayed(context, given.id ?? '') ?? verdict) : verdict;
}

const NO_KEY =
	'The signing secret of the credential cannot be used. Test the credential in n8n: it says why.';

function headersOf(context: IWebhookFunctions) {
	const { headers } = context.getRequestObject();
	const one = (name: string) => {
		const value = headers[name];
		return typeof value === 'string' ? value : undefined;
	};
	return {
		id: one(HEADERS.id),
		timestamp: one(HEADERS.timestamp),
		signature: one(HEADERS.signature),
	};
}

export function keysOf(data: ICredentialDataDecryptedObject): Buffer[] {
	const secrets = secretsInForce(
		textIn(data, 'signingSecret'),
		textIn(data, 'previousSigningSecret'),
	);
	return secrets.flatMap((secret) => {
		const reading = signingKeyOf(secret);
		return reading.ok ? [reading.key] : [];
	});
}

/**
 * Refuses a request that was taken before: somebody who overheard it sends it again. The bridge signs
 * each of its tries anew, so a request is remembered once it was answered, whatever is deduplicated;
 * one that n8n failed on is not, for senders that repeat their requests as they are.
 */
function replayed(context: IWebhookFunctions, id: string): AuthenticationVerdict | null {
	const key = claimKeyOf(context, `webhook-id ${id}`);
	const claim = requests.claim(key, Date.now(), REMEMBERED_MS);
	if (claim === 'accepted') {
		return refused(401, `The request ${id.slice(0, 80)} was taken before. Sign each try anew.`);
	}
	if (claim === 'inFlight') {
		return refused(503, 'This request is being taken. Send it again.', { 'Retry-After': '1' });
	}
	rememberAnswered(context.getResponseObject(), (status) => {
		if (status < 500) requests.accept(key, Date.now());
		else requests.release(key);
	});
	return null;
}

type HttpResponse = ReturnType<IWebhookFunctions['getResponseObject']>;

/** Tells the status of the answer, which n8n gives through `json` also when the sender has hung up. */
function rememberAnswered(response: HttpResponse, onAnswer: (status: number) => void): void {
	const json = response.json.bind(response);
	response.json = (body: unknown) => {
		response.json = json;
		onAnswer(response.statusCode);
		return json(body);
	};
}
