import type { CallEvent, Outcome } from '../callEvent/callEvent';
import type { PhoneNumber } from '../phone/phoneNumber';

export const LANGUAGES = ['en', 'zh'] as const;
export type Language = (typeof LANGUAGES)[number];

/** What the operator sets, beside the event itself. */
export interface CrmSettings {
	/** Of the subject and the body. */
	language: Language;
	/** IANA name; of the times in the body and of a date without a time. */
	timeZone: string;
	/** The record of the customer in the CRM. */
	contactId?: string;
	/** The record of the agent in the CRM. */
	userId?: string;
	/** In place of `<vendor>:<callId>`. */
	externalId?: string;
	/** The CRM's name of the field that takes the external id, where it is not the usual one. */
	externalIdField?: string;
	/** The CRM's name of the field that takes the recording's link, where it has none of its own. */
	recordingField?: string;
	/** The CRM's word for an outcome, in place of the one in the table. */
	dispositions?: Partial<Record<Outcome, string | number>>;
}

/** What the mapping tables read. */
export interface CrmCall {
	event: CallEvent;
	settings: CrmSettings;
	/** The same for every event of a call, so that a CRM keeps one record of it. */
	externalId: string;
	/** Whether the event only adds to a call others tell of: a recording, a survey. */
	isUpdate: boolean;
}

export type CrmCallReading = { ok: true; call: CrmCall } | { ok: false; reason: string };

/**
 * The event with what the tables need to know beside it.
 * The external id is `<vendor>:<callId>` and not the event's id: the ringing, the end, the record and
 * the recording of a call are events of their own and one record in the CRM (reference/peers §2.4).
 */
export function crmCall(event: CallEvent, settings: CrmSettings): CrmCallReading {
	const tellsOfCall = /^call\.|^campaign\.case_attempted$/.test(event.type);
	const { vendor, callId } = event.call;
	// A contact of a campaign that could not be dialled at all has no call id.
	const ownId = callId ? `${vendor}:${callId}` : tellsOfCall ? event.id : null;
	if (ownId === null) return { ok: false, reason: `An event of type ${event.type} has no call` };
	const externalId = oneWord(settings.externalId || ownId);
	return { ok: true, call: { event, settings, externalId, isUpdate: !tellsOfCall } };
}

/** Line ends, spaces and half characters break queries, URLs and Message-IDs; real call ids have none. */
const oneWord = (id: string) => id.replace(/[\p{C}\p{Z}]+/gu, '_');

/** When the call began; where no time of it is known, when the event happened. */
export function startOf({ event, isUpdate }: CrmCall): string | null {
	const { startedAt, queuedAt, ringingAt, answeredAt } = event.call;
	return startedAt ?? queuedAt ?? ringingAt ?? answeredAt ?? (isUpdate ? null : event.time);
}

/** When the call ended; null while it goes on. */
export function endOf({ event, isUpdate }: CrmCall): string | null {
	const { endedAt, status } = event.call;
	return endedAt ?? (status === 'ended' && !isUpdate ? event.time : null);
}

/** How a call ends that nobody spoke in. */
const WITHOUT_TALK: ReadonlySet<Outcome | null> = new Set<Outcome>([
	...(['missed', 'abandoned_ivr', 'abandoned_queue', 'abandoned_ringing', 'no_answer'] as const),
	...(['busy', 'rejected', 'unreachable', 'invalid_number', 'blocked', 'after_hours'] as const),
	...(['no_agent', 'canceled', 'failed'] as const),
]);

/** Seconds of talk: 0 in a call nobody answered, null where the event does not tell. */
export function talkOf({ event: { call } }: CrmCall): number | null {
	return call.talkSeconds ?? (WITHOUT_TALK.has(call.outcome) ? 0 : null);
}

/** Hashed numbers begin with this (lib/phone/hashPhoneNumber). */
const HASHED = /^hmac-/;

/** E.164, else as the vendor gave it or masked; null where it is withheld or hashed. */
export function numberText(number: PhoneNumber | null): string | null {
	if (number === null || number.kind === 'withheld') return null;
	const text = number.e164 ?? number.raw ?? number.display;
	return text && !HASHED.test(text) ? text : null;
}

export const customerOf = ({ event }: CrmCall) => numberText(event.customer.number);
export const lineOf = ({ event }: CrmCall) => numberText(event.line.number);

/** Who called: the customer, or with a call to the customer the number displayed. */
export function callerOf(call: CrmCall): string | null {
	// An event that only adds to a call may not know its direction, and must not overwrite numbers.
	if (call.isUpdate) return null;
	return isOutgoing(call) ? lineOf(call) : customerOf(call);
}

/** Who was called. */
export function calledOf(call: CrmCall): string | null {
	if (call.isUpdate) return null;
	return isOutgoing(call) ? customerOf(call) : lineOf(call);
}

/** An agent dials in internal calls too. */
export function isOutgoing({ event }: CrmCall): boolean {
	return event.call.direction === 'outbound' || event.call.direction === 'internal';
}

export const recordingOf = ({ event }: CrmCall) => event.recording?.url ?? null;

/** Record ids of some CRMs are numbers, and come as text from an expression; other text stays as it is. */
export function numericId(id: string | undefined): number | string | undefined {
	return id && /^\d{1,15}$/.test(id) ? Number(id) : id;
}

type Dispositions<Value> = Partial<Record<Outcome, Value>>;

/** The CRM's word for the outcome: the operator's, else the table's; null while there is none. */
export function dispositionOf<Value extends string | number>(
	{ event, settings }: CrmCall,
	table: Dispositions<Value>,
): string | number | null {
	const { outcome } = event.call;
	if (outcome === null) return null;
	return settings.dispositions?.[outcome] ?? table[outcome] ?? null;
}
