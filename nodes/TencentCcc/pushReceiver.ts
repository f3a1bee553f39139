import type { IWebhookFunctions } from 'n8n-workflow';

import type { CallEvent, EventType } from '../../lib/callEvent/callEvent';
import { pushQueryOf } from '../../lib/tencentCcc/action';
import { toCallEvents } from '../../lib/tencentCcc/toCallEvents';
import { readJsonBody } from '../shared/pushBody';
import { acceptedWith } from '../shared/pushSettings';
import type { PushReading, PushReceiver, Verdict } from '../shared/receivePush';
import type { VendorAnswers } from '../shared/vendorAnswer';
import { authenticate } from './authentication';
import { listOf, phoneSettingsOf } from '../shared/phoneOptions';
import { optionsOf } from './triggerOptions';

/** TCCC reads ErrCode 0 as received and pushes again otherwise (vendor document, 关于返回值). */
export const ANSWERS: VendorAnswers = {
	accepted: () => ({ ErrCode: 0, ErrMsg: 'ok' }),
	refused: (status, message) => ({ ErrCode: status, ErrMsg: message }),
};

/** A push carries one event; these are the names `Trigger On` offers for them. */
export const TRIGGER_ON = ['cdr', 'record', 'voicemail', 'imcdr', 'unknown'] as const;
type TriggerOn = (typeof TRIGGER_ON)[number];

const KIND_OF_TYPE: Partial<Record<EventType, TriggerOn>> = {
	'recording.ready': 'record',
	'voicemail.ready': 'voicemail',
	unknown: 'unknown',
};

function kindOf(event: CallEvent): TriggerOn {
	if (event.type === 'call.cdr') return event.call.channel === 'chat' ? 'imcdr' : 'cdr';
	return KIND_OF_TYPE[event.type] ?? 'unknown';
}

/** TCCC's part of the way of a push. */
export const tencentCccReceiver: PushReceiver = {
	answers: ANSWERS,
	readBody: readJsonBody,
	verify,
	read,
	isWanted,
};

async function verify(context: IWebhookFunctions): Promise<Verdict> {
	const verdict = await authenticate(context);
	if (!verdict.ok) return verdict;
	return acceptedWith(context, optionsOf(context), verdict.hashKey, HASH_NEEDS_KEY);
}

export const HASH_NEEDS_KEY =
	'Hashed numbers need a key. Choose an authentication with a credential in the trigger, or another privacy option.';

function read(context: IWebhookFunctions, body: unknown): PushReading {
	const request = context.getRequestObject();
	const options = optionsOf(context);
	const reading = toCallEvents({
		...pushQueryOf(request.originalUrl ?? request.url),
		payload: body,
		receivedAt: Date.now(),
		phone: phoneSettingsOf(options),
	});
	if (!reading.ok) return { ok: false, refusal: { status: 400, message: reading.message } };
	const [event] = reading.events;
	if (!event) return { ok: false, refusal: { status: 400, message: 'The push holds no event.' } };

	const allowed = listOf(options.applicationIds);
	const application = event.call.instanceId;
	if (allowed.length > 0 && !(application && allowed.includes(application))) {
		const message = `SdkAppId ${application ?? '(missing)'} may not push here. Add it to the trigger's Application IDs.`;
		return { ok: false, refusal: { status: 403, message } };
	}
	const key = pushKeyOf(context, event);
	return { ok: true, parts: [{ id: event.id, key, events: reading.events }] };
}

/** X-TCCC-PUSH-UUID names a push and all its copies; without it the event's own id does (reference/tccc §1.11). */
function pushKeyOf(context: IWebhookFunctions, event: CallEvent): string {
	const uuid = context.getRequestObject().headers['x-tccc-push-uuid'];
	return typeof uuid === 'string' && uuid.trim() !== ''
		? `uuid:${uuid.trim().slice(0, 200)}`
		: event.id;
}

function isWanted(context: IWebhookFunctions, event: CallEvent): boolean {
	const chosen = context.getNodeParameter('events', []) as TriggerOn[];
	return chosen.includes(kindOf(event));
}
