import type { IWebhookFunctions } from 'n8n-workflow';

import type { CallEvent } from '../../../lib/callEvent/callEvent';
import { toCallEvents, type CallbackReading } from '../../../lib/huaweiCec/callbacks/toCallEvents';
import { phoneSettingsOf } from '../../shared/phoneOptions';
import type { PushPart } from '../../shared/pushPart';
import { acceptedWith } from '../../shared/pushSettings';
import type { PushReading, PushReceiver, Verdict } from '../../shared/receivePush';
import { answersIn, type Dialect } from './answers';
import { authenticate } from './authentication';
import { readCallback } from './callbackBody';
import { isChosen } from './eventChoice';
import { DEFAULT_TIME_ZONE, optionsOf } from './triggerOptions';

export const HASH_NEEDS_KEY =
	'Hashed numbers need a key. Choose an authentication with a credential in the trigger, or another privacy option.';

/** Huawei's part of the way of a push; made anew for each, since the answer depends on what it is. */
export function receiverOf(context: IWebhookFunctions): PushReceiver {
	const { authorization } = context.getRequestObject().headers;
	let dialect: Dialect = authorization?.startsWith('auth-v2/') ? 'fileService' : 'callback';
	return {
		answers: answersIn(() => dialect),
		readBody: readCallback,
		verify,
		read(_context, body) {
			const options = optionsOf(context);
			const reading = toCallEvents(body, {
				receivedAt: Date.now(),
				timeZone: options.timeZone || DEFAULT_TIME_ZONE,
				phone: phoneSettingsOf(options),
			});
			if (!reading.ok) return { ok: false, refusal: { status: 400, message: reading.message } };
			dialect = reading.kind === 'fileReady' ? 'fileService' : 'callback';
			return partsOf(reading.readings);
		},
		isWanted: (_context, event) =>
			isChosen(event, context.getNodeParameter('events', []) as string[]),
	};
}

async function verify(context: IWebhookFunctions): Promise<Verdict> {
	const verdict = await authenticate(context);
	if (!verdict.ok) return verdict;
	return acceptedWith(context, optionsOf(context), verdict.hashKey, HASH_NEEDS_KEY);
}

function partsOf(readings: readonly CallbackReading[]): PushReading {
	return { ok: true, parts: readings.toSorted(bySequence).map(partOf) };
}

/** Attempts leave in the order they were made; what cannot be read has none. */
function bySequence(a: CallbackReading, b: CallbackReading): number {
	return sequenceIn(a) - sequenceIn(b);
}

const sequenceIn = (reading: CallbackReading) => (reading.ok ? reading.event.sequence : 0);

function partOf(reading: CallbackReading): PushPart {
	if (!reading.ok) return { id: reading.id, key: reading.id, unreadable: reading.message };
	const { event }: { event: CallEvent } = reading;
	return { id: event.id, key: event.id, events: [event] };
}
