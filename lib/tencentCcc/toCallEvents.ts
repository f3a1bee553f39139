import type { CallEvent } from '../callEvent/callEvent';
import { callEvent } from '../callEvent/emptyCallEvent';
import { isTooDeep } from '../callEvent/nesting';
import { readLeniently, type LenientReading } from '../callEvent/readLeniently';
import { parsePhoneNumber } from '../phone/parsePhoneNumber';
import { pushKindOf, type KnownAction } from './action';
import { envelopeOf, identityOf, type EventContext, type TcccPush } from './eventContext';
import { unknownEventId } from './eventId';
import {
	cdrSchema,
	imcdrSchema,
	recordSchema,
	unknownSchema,
	voicemailSchema,
	withRightNames,
	type UnknownPayload,
} from './payload';
import { recordingEvent } from './recordingEvent';
import { cdrEvent, imcdrEvent } from './sessionEvent';

export type { TcccPush } from './eventContext';

export type TcccReading =
	{ ok: true; events: CallEvent[] } | { ok: false; field: string; message: string };

/** The way out a refusal names (design §4.2). */
const EXPECTED = 'Send the JSON object TCCC\'s "data push" describes.';

/**
 * The call events of one TCCC push: one event, with the payload in `raw`. A payload without
 * identity is refused with the field's name; everything else is read and, where odd, warned about.
 */
export function toCallEvents(push: TcccPush): TcccReading {
	if (typeof push.payload !== 'object' || push.payload === null || Array.isArray(push.payload)) {
		return refusal('(body)', 'must be a JSON object');
	}
	if (isTooDeep(push.payload)) return refusal('(body)', 'is nested too deeply');
	const payload = withRightNames(push.payload as Record<string, unknown>);
	const kind = pushKindOf(push.action, push.version, payload);
	const context: EventContext = {
		push,
		readNumber: (raw) => parsePhoneNumber(raw, push.phone),
		warnings: kind.warnings,
	};
	return READERS[kind.action](payload, context);
}

type Reader = (payload: Record<string, unknown>, context: EventContext) => TcccReading;

const READERS: Record<KnownAction | 'unknown', Reader> = {
	cdr: (payload, context) => readWith(readLeniently(cdrSchema, payload), context, cdrEvent),
	record: (payload, context) =>
		readWith(readLeniently(recordSchema, payload), context, recordingEvent('record')),
	voicemail: (payload, context) =>
		readWith(readLeniently(voicemailSchema, payload), context, recordingEvent('voicemail')),
	imcdr: (payload, context) => readWith(readLeniently(imcdrSchema, payload), context, imcdrEvent),
	unknown: (payload, context) =>
		readWith(readLeniently(unknownSchema, payload), context, unknownEvent),
};

function readWith<T>(
	reading: LenientReading<T>,
	context: EventContext,
	toEvent: (payload: T, context: EventContext) => CallEvent,
): TcccReading {
	if (!reading.ok) return refusal(reading.field, reading.reason);
	context.warnings.push(...reading.warnings);
	return { ok: true, events: [toEvent(reading.data, context)] };
}

function refusal(field: string, reason: string): TcccReading {
	return { ok: false, field, message: `${field} ${reason}. ${EXPECTED}` };
}

/** A push of a kind nobody knows passes as it is: new vendor events never break a flow (design §3). */
function unknownEvent(push: UnknownPayload, context: EventContext): CallEvent {
	const id = unknownEventId(push.SdkAppId, context.push.payload);
	if (context.push.action) {
		context.warnings.push(`action "${context.push.action.slice(0, 40)}" is not known`);
	}
	return callEvent({
		...envelopeOf('unknown', id, push, push.Timestamp ?? null, context, true),
		call: identityOf(push),
	});
}
