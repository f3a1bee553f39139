import { createHash } from 'crypto';
import type { ICredentialDataDecryptedObject, IWebhookFunctions } from 'n8n-workflow';

import { text } from '../../lib/asterCc/connection';
import type { MessageFields } from '../../lib/asterCc/fields';
import { toCallEvents } from '../../lib/asterCc/toCallEvents';
import type { CallEvent } from '../../lib/callEvent/callEvent';
import { isOneOf, secretsInForce } from '../../lib/pushAuth/secret';
import { logUnreadable } from '../shared/authenticationVerdict';
import { listOf } from '../shared/phoneOptions';
import type { PushReading, PushReceiver, Verdict } from '../shared/receivePush';
import { withRecentCredential } from '../shared/recentCredential';
import { refusedAddress as refusedBy } from '../shared/refusedAddress';
import type { Refusal, VendorAnswers } from '../shared/vendorAnswer';
import { readMessages } from './pushBody';
import { uniqueById } from './portion';
import { marksOf } from './seenEnds';
import {
	HASH_NEEDS_KEY,
	dedupeHoursOf,
	isWanted,
	optionsOf,
	outputModeOf,
	privacyOf,
	readingContext,
} from './triggerOptions';

/** Which answer asterCC expects is not documented (reference/astercc §2.2): short, in its own words. */
export const ANSWERS: VendorAnswers = {
	accepted: () => ({ code: 1, message: 'success' }),
	refused: (status, message) => ({ code: 2, status, message }),
};

/** asterCC's part of the way of a push. */
export const asterCcReceiver: PushReceiver = {
	answers: ANSWERS,
	readBody: readMessages,
	verify,
	read,
	isWanted,
	itemPushOf: (context, event) => ({ key: event.id, ...marksOf(context, event) }),
};

async function verify(context: IWebhookFunctions): Promise<Verdict> {
	const refusal = refusedAddress(context);
	if (refusal) return { ok: false, refusal };
	try {
		return await withRecentCredential(context, 'asterCcApi', (credential) =>
			verdictWith(context, credential),
		);
	} catch (error) {
		return { ok: false, refusal: { status: 500, message: logUnreadable(context, error) } };
	}
}

function verdictWith(
	context: IWebhookFunctions,
	credential: ICredentialDataDecryptedObject,
): Verdict {
	const refusal = refusedToken(context, credential);
	if (refusal) return { ok: false, refusal };
	const privacy = privacyOf(context, credential);
	if (!privacy) return { ok: false, refusal: { status: 500, message: HASH_NEEDS_KEY } };
	const options = optionsOf(context);
	return {
		ok: true,
		settings: {
			acknowledge: options.acknowledge ?? 'immediately',
			output: outputModeOf(context),
			privacy,
			dedupeHours: dedupeHoursOf(options),
		},
	};
}

export const NO_TOKEN =
	'The asterCC credential of the trigger has no push token. Enter one in n8n, and the same in the URL at asterCC.';

/** asterCC can send no header, so the secret is part of the URL (reference/astercc §2.2, last line). */
export function refusedToken(
	context: IWebhookFunctions,
	credential: ICredentialDataDecryptedObject,
): Refusal | null {
	const inForce = secretsInForce(text(credential.pushToken), text(credential.previousPushToken));
	if (inForce.length === 0) return { status: 500, message: NO_TOKEN };
	const given = givenToken(context);
	if (given === '') return { status: 401, message: TOKEN_MISSING };
	return isOneOf(given, inForce) ? null : { status: 401, message: TOKEN_WRONG };
}

/** The token in the URL. Something that appends to a URL may not know that it has a query already. */
export function givenToken(context: IWebhookFunctions): string {
	const { token } = context.getQueryData() as { token?: unknown };
	return text(token).split(/[?&]/)[0] ?? '';
}

const TOKEN_MISSING =
	'The token is missing. Append ?token= and the push token of the credential to the URL at asterCC.';
const TOKEN_WRONG =
	'The token in the URL is not the push token of the credential. Correct the URL at asterCC.';

/** Where an allow-list is set, everybody else is refused before anything is looked at. */
export function refusedAddress(context: IWebhookFunctions): Refusal | null {
	return refusedBy(context, listOf(optionsOf(context).ipAllowList));
}

const NO_EVENT =
	'The body holds no asterCC event. Send source=…&event=…&sessionid=… as text, as a form or as JSON.';

function read(context: IWebhookFunctions, body: unknown): PushReading {
	const messages = body as MessageFields[];
	const { events, refused } = toCallEvents(messages, readingContext(context, Date.now()));
	if (events.length === 0) {
		const message = refused[0]?.message ?? NO_EVENT;
		return { ok: false, refusal: { status: 400, message } };
	}
	for (const { field } of refused) {
		context.logger.warn('A message of a push has no identity and was left out', { field });
	}
	const unique = uniqueById(events);
	const key = pushKeyOf(unique);
	return { ok: true, parts: [{ id: key, key, events: unique }] };
}

/** A push of one event is that event; one of several is all of them together. */
function pushKeyOf(events: readonly CallEvent[]): string {
	const [first, ...others] = events;
	if (first && others.length === 0) return first.id;
	const ids = events.map(({ id }) => id).join('\n');
	return `batch:${createHash('sha256').update(ids).digest('hex')}`;
}
