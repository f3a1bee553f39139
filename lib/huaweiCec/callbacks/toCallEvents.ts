import { z } from 'zod';

import type { CallEvent } from '../../callEvent/callEvent';
import { canonicalJson } from '../../callEvent/canonicalJson';
import { callEvent } from '../../callEvent/emptyCallEvent';
import { fingerprint } from '../../callEvent/fingerprint';
import { isTooDeep } from '../../callEvent/nesting';
import { readLeniently } from '../../callEvent/readLeniently';
import {
	envelopeOf,
	eventIdOf,
	identityOf,
	type CallbackContext,
	type CallbackSettings,
} from './callbackContext';
import { callbackKindOf, fieldsOf, type CallbackKind } from './callbackKind';
import { fileReadyEvent, fileReadySchema } from './fileReady';
import { iSalesResultEvent, iSalesResultSchema } from './iSalesResult';
import { isObject } from '../../callEvent/plainObject';
import {
	callConnectedEvent,
	callConnectedSchema,
	callReleasedEvent,
	callReleasedSchema,
} from './twoWayCall';
import { voiceNotificationEvent, voiceNotificationSchema } from './voiceNotification';

export type CallbackReading =
	{ ok: true; event: CallEvent } | { ok: false; id: string; field: string; message: string };

export type CallbacksReading =
	{ ok: true; kind: CallbackKind; readings: CallbackReading[] } | { ok: false; message: string };

/** The way out a refusal names (design §4.2). */
const EXPECTED = 'Send what the pages of Huawei CEC describe for this callback.';

/**
 * The call events of one push: CC-iSales posts an array of results, everybody else one object. What
 * has no identity is refused on its own, so that it holds up nothing it came with; everything else is
 * read and, where odd, warned about.
 */
export function toCallEvents(body: unknown, settings: CallbackSettings): CallbacksReading {
	if (typeof body !== 'object' || body === null) {
		return { ok: false, message: `The body must be a JSON object or array. ${EXPECTED}` };
	}
	if (isTooDeep(body)) return { ok: false, message: `The body is nested too deeply. ${EXPECTED}` };
	const payloads: unknown[] = Array.isArray(body) ? body : [body];
	return {
		ok: true,
		kind: Array.isArray(body) ? 'campaignResult' : callbackKindOf(body),
		readings: payloads.map((payload, index) => read(payload, index, settings)),
	};
}

function read(payload: unknown, index: number, settings: CallbackSettings): CallbackReading {
	if (!isObject(payload)) return refusal(index, '(row)', 'must be a JSON object');
	if (Object.keys(payload).length === 0) return refusal(index, '(row)', 'is empty');
	const context = { payload, settings, warnings: [] };
	const reader: Reader = READERS[callbackKindOf(payload)];
	return reader(fieldsOf(payload), index, context);
}

type Reader = (
	fields: Record<string, unknown>,
	index: number,
	context: CallbackContext,
) => CallbackReading;

/**
 * @param identity one of these must say something, or the push could not be told from others
 */
function readerOf<Fields extends object>(
	schema: z.ZodType<Fields>,
	identity: ReadonlyArray<keyof Fields & string>,
	toEvent: (fields: Fields, context: CallbackContext) => CallEvent,
): Reader {
	return (payload, index, context) => {
		const reading = readLeniently(schema, payload);
		if (!reading.ok) return refusal(index, reading.field, reading.reason);
		if (identity.length > 0 && !identity.some((name) => String(reading.data[name] ?? '').trim())) {
			return refusal(index, identity.join(', '), 'are all missing');
		}
		context.warnings.push(...reading.warnings);
		return { ok: true, event: toEvent(reading.data, context) };
	};
}

const READERS: Record<CallbackKind, Reader> = {
	campaignResult: readerOf(iSalesResultSchema, ['callId', 'sessionId'], iSalesResultEvent),
	fileReady: readerOf(
		fileReadySchema,
		[
			'responseId',
			'billFileName',
			'agentOprInfoFileName',
			'agentOprSkillFileName',
			'agentSkillInfoFileName',
		],
		fileReadyEvent,
	),
	callConnected: readerOf(callConnectedSchema, ['callSerialNo'], callConnectedEvent),
	callReleased: readerOf(callReleasedSchema, ['callSerialNo'], callReleasedEvent),
	voiceNotification: readerOf(voiceNotificationSchema, ['callSerialNo'], voiceNotificationEvent),
	unknown: readerOf(z.looseObject({ callId: z.string().nullish() }), [], unknownEvent),
};

/** A push of a kind nobody knows passes as it is: new pushes never break a flow (design §3). */
function unknownEvent(
	{ callId = null }: { callId?: string | null | undefined },
	context: CallbackContext,
): CallEvent {
	context.warnings.push('The kind of this push is not known');
	const id = eventIdOf(null, 'unknown', fingerprint(canonicalJson(context.payload)));
	return callEvent({
		...envelopeOf({ type: 'unknown', id, callId: callId || null, time: null }, context),
		call: identityOf(callId),
	});
}

const refusal = (index: number, field: string, reason: string): CallbackReading => ({
	ok: false,
	id: String(index),
	field,
	message: `${field} ${reason}. ${EXPECTED}`,
});
