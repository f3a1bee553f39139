import type { IWebhookFunctions } from 'n8n-workflow';

import { unwrap } from '../../lib/aliyunCcc/envelope';
import { toCallEvents, type EventReading } from '../../lib/aliyunCcc/toCallEvents';
import type { CallEvent } from '../../lib/callEvent/callEvent';
import { listOf, phoneSettingsOf } from '../shared/phoneOptions';
import { readRawJson } from '../shared/pushBody';
import type { PushPart } from '../shared/pushPart';
import { acceptedWith } from '../shared/pushSettings';
import type { PushReading, PushReceiver, Verdict } from '../shared/receivePush';
import type { VendorAnswers } from '../shared/vendorAnswer';
import { authenticate } from './authentication';
import { isChosen } from './eventChoice';
import { authenticationOf, optionsOf, requiredInstancesOf } from './triggerOptions';

/**
 * What became of each event, so that the bridge sends again only what has to come again; EventBridge
 * and CCC's webhook look at the status alone.
 */
export const ANSWERS: VendorAnswers = {
	accepted: (results) => ({ results }),
	refused: (_status, message, results) => ({ message, ...(results ? { results } : {}) }),
};

/** Alibaba's part of the way of a push. */
export const aliyunCccReceiver: PushReceiver = {
	answers: ANSWERS,
	readBody: readRawJson,
	verify,
	read,
	isWanted,
};

export const HASH_NEEDS_KEY =
	'Hashed numbers need a key. Enter a Number Hash Secret in the credential of the trigger, or choose another privacy option.';

async function verify(context: IWebhookFunctions): Promise<Verdict> {
	const verdict = await authenticate(context);
	if (!verdict.ok) return verdict;
	return acceptedWith(context, optionsOf(context), verdict.hashKey, HASH_NEEDS_KEY);
}

function read(context: IWebhookFunctions, body: unknown): PushReading {
	const envelope = unwrap(body);
	if (!envelope.ok) return { ok: false, refusal: { status: 400, message: envelope.message } };
	const phone = phoneSettingsOf(optionsOf(context));
	const readings = toCallEvents(envelope.deliveries, { receivedAt: Date.now(), phone });
	const stranger = strangerIn(context, readings);
	if (stranger !== null) {
		const message = `Instance ${stranger} may not push here. Add it to the trigger's Instance IDs.`;
		return { ok: false, refusal: { status: 403, message } };
	}
	return { ok: true, parts: readings.toSorted(bySequence).map(partOf) };
}

/** The instance of an event that may not come with a token in the URL; null when all may. */
function strangerIn(context: IWebhookFunctions, readings: readonly EventReading[]): string | null {
	if (authenticationOf(context) !== 'urlToken') return null;
	const allowed = requiredInstancesOf(context);
	const stranger = readings.find(
		(reading) => reading.ok && !allowed.includes(reading.event.call.instanceId ?? ''),
	);
	return stranger?.ok ? (stranger.event.call.instanceId ?? '(missing)') : null;
}

/** Calls leave in order; what cannot be read has none. */
function bySequence(a: EventReading, b: EventReading): number {
	return (a.ok ? a.event.sequence : 0) - (b.ok ? b.event.sequence : 0);
}

function partOf(reading: EventReading): PushPart {
	const { key } = reading;
	const id = reading.id ?? key;
	return reading.ok
		? { id, key, events: [reading.event] }
		: { id, key, unreadable: reading.message };
}

function isWanted(context: IWebhookFunctions, event: CallEvent): boolean {
	const instances = listOf(optionsOf(context).instanceIds);
	if (instances.length > 0 && !instances.includes(event.call.instanceId ?? '')) return false;
	const triggerOn = context.getNodeParameter('triggerOn', 'exceptLiveText') as string;
	return isChosen(event.raw, triggerOn, context.getNodeParameter('events', []) as string[]);
}
