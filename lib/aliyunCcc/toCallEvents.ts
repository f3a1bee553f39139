import type { CallEvent } from '../callEvent/callEvent';
import { callEvent } from '../callEvent/emptyCallEvent';
import { isTooDeep } from '../callEvent/nesting';
import { sequenceAt } from '../callEvent/sequence';
import type { PhoneSettings } from '../phone/parsePhoneNumber';
import { callKindOf, channelOf } from './callType';
import { endOf, legIdOf } from './channel';
import { detailsOf } from './details';
import type { Delivery } from './envelope';
import { aliyunEventNamed } from './eventCatalogue';
import { callEventIdOf, eventKeyOf } from './eventId';
import { millisecondsOf } from './eventTime';
import { dialectOf, jsonText, readFields, type EventFields } from './fields';
import { partiesOf, queueOf } from './parties';

export interface AliyunCccContext {
	/** Milliseconds since 1970. */
	receivedAt: number;
	phone?: PhoneSettings;
}

/** One delivery, read or refused; `key` tells it from others and is the same for the same push. */
export type EventReading = { id: string | null; key: string } & (
	{ ok: true; event: CallEvent } | { ok: false; field: string; message: string }
);

/** The way out a refusal names (design §4.2). */
const EXPECTED = 'Send the JSON object of a CCC event, with eventType (1.0: EventType).';

/**
 * The call events of what a push delivered, one for each delivery and in the same order, with the
 * vendor's event in `raw`. Only what is no object or has no event type is refused, with the field's
 * name; an event nobody knows is of type `unknown`, and what is odd becomes a warning.
 */
export function toCallEvents(
	deliveries: readonly Delivery[],
	context: AliyunCccContext,
): EventReading[] {
	return deliveries.map((delivery) => {
		const identity = { id: delivery.id, key: eventKeyOf(delivery) };
		return { ...identity, ...readDelivery(delivery, identity.key, context) };
	});
}

type Reading = { ok: true; event: CallEvent } | { ok: false; field: string; message: string };

function readDelivery(delivery: Delivery, key: string, context: AliyunCccContext): Reading {
	const { event } = delivery;
	if (typeof event === 'string') return refusal('data.body', 'is a text that is not JSON');
	if (typeof event !== 'object' || event === null || Array.isArray(event)) {
		return refusal('(event)', 'must be a JSON object');
	}
	if (isTooDeep(event)) return refusal('(event)', 'is nested too deeply');
	const reading = readFields(event);
	if (!reading.ok) return refusal(reading.field, reading.reason);
	const warnings = [...reading.warnings];
	return { ok: true, event: readEvent(event, reading.data, delivery, key, warnings, context) };
}

function refusal(field: string, reason: string): Reading {
	return { ok: false, field, message: `${field} ${reason}. ${EXPECTED}` };
}

function readEvent(
	raw: object,
	fields: EventFields,
	delivery: Delivery,
	key: string,
	warnings: string[],
	context: AliyunCccContext,
): CallEvent {
	const known = aliyunEventNamed(fields.eventType);
	if (!known) warnings.push(`eventType "${fields.eventType.slice(0, 40)}" is not known`);
	const kind = callKindOf(fields.callType, warnings);
	const channel = channelOf(fields.mediaType, warnings);
	const time = timeOf(fields, delivery, context, warnings);
	const instanceId = fields.instanceId ?? null;
	const parties = partiesOf(fields, kind, context.phone);
	const end = endOf(fields, kind);
	const scene = { fields, kind, end, channel, time, phone: context.phone, warnings };
	const details = known ? detailsOf(known, scene, parties.agent) : UNKNOWN_DETAILS;
	const { type, status, rank, call, ...parts } = details;
	return callEvent({
		id: callEventIdOf(instanceId, key),
		source: `//aliyun-ccc/${instanceId ?? 'unknown'}`,
		type,
		time: new Date(time).toISOString(),
		receivedAt: new Date(context.receivedAt).toISOString(),
		subject: subjectOf(type, fields, parts.agent ?? parties.agent),
		sequence: sequenceAt(time, rank),
		...parties,
		queue: queueOf(fields, dialectOf(raw), known?.name ?? null),
		...parts,
		call: {
			vendor: 'aliyun-ccc',
			instanceId,
			callId: fields.contactId ?? null,
			legId: legIdOf(fields),
			channel,
			direction: kind.direction,
			callType: kind.callType,
			status,
			userData: userDataOf(fields),
			...call,
		},
		warnings,
		raw,
	});
}

const UNKNOWN_DETAILS: ReturnType<typeof detailsOf> = { type: 'unknown', status: null, rank: 99 };

/** When it happened; without a time in the event, when it was published or received. */
function timeOf(
	{ eventTime }: EventFields,
	{ publishedAt }: Delivery,
	{ receivedAt }: AliyunCccContext,
	warnings: string[],
): number {
	const time = millisecondsOf(eventTime);
	if (time !== null) return time;
	const told = eventTime ? `eventTime "${String(eventTime).slice(0, 40)}" is not a time` : null;
	const used = publishedAt === null ? 'received' : 'published';
	warnings.push(`${told ?? 'The event has no eventTime'}; the time it was ${used} is used`);
	return publishedAt ?? receivedAt;
}

/** The call, else the agent; of an agent's state the agent, as in every vendor's events. */
function subjectOf(
	type: CallEvent['type'],
	{ contactId, campaignId }: EventFields,
	agent: CallEvent['agent'],
): string | null {
	const call = contactId ?? null;
	if (type === 'agent.state_changed') return agent.id ?? call;
	return call ?? agent.id ?? campaignId ?? null;
}

/** What your own systems gave along: `tags` of a dispatcher, variables of the call (§1.5). */
function userDataOf({ tags, callVariables, channelVariables }: EventFields): string | null {
	const tag = jsonText(tags);
	const variables = jsonText(callVariables) ?? jsonText(channelVariables);
	if (tag === null || variables === null) return tag ?? variables;
	return JSON.stringify({ tags: tag, callVariables: variables });
}
