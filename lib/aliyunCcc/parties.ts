import type { Call, CallEvent } from '../callEvent/callEvent';
import { NOBODY, UNKNOWN_CUSTOMER } from '../callEvent/emptyCallEvent';
import { parsePhoneNumber, type PhoneSettings } from '../phone/parsePhoneNumber';
import type { CallKind } from './callType';
import { listOf, type Dialect, type EventFields } from './fields';

type NumberField = 'caller' | 'callee' | 'broker' | 'additionalBroker';

/** In which field a party's number stands: the first that is set. */
interface Places {
	customer: readonly NumberField[];
	line: readonly NumberField[];
	/** The agent's own telephone. */
	agent: readonly NumberField[];
}

/**
 * `broker` is the number between the parties, `additionalBroker` the one the callee is really called
 * with (event formats 2.0, 话务类事件). A direction that is not known tells nothing of who is who.
 */
const PLACES: Record<CallKind['direction'], Places> = {
	inbound: { customer: ['caller'], line: ['callee', 'broker'], agent: [] },
	outbound: { customer: ['callee'], line: ['additionalBroker', 'broker', 'caller'], agent: [] },
	internal: { customer: [], line: [], agent: [] },
	unknown: { customer: [], line: [], agent: [] },
};

/**
 * Both parties are called from the center's numbers. The vendor names neither; the one called first
 * stands for the agent, whose telephone it is where a company connects its staff with customers.
 */
const BOTH_CALLED: Places = {
	customer: ['callee'],
	line: ['additionalBroker', 'broker'],
	agent: ['caller'],
};

const placesOf = (kind: CallKind) => (kind.bothCalled ? BOTH_CALLED : PLACES[kind.direction]);

function firstOf(fields: EventFields, places: readonly NumberField[]): string | null {
	for (const place of places) if (fields[place]) return fields[place];
	return null;
}

export function numberOf(raw: string | null | undefined, phone: PhoneSettings | undefined) {
	return raw ? parsePhoneNumber(raw, phone) : null;
}

export function partiesOf(
	fields: EventFields,
	kind: CallKind,
	phone: PhoneSettings | undefined,
): Pick<CallEvent, 'customer' | 'line' | 'agent'> {
	const places = placesOf(kind);
	return {
		customer: {
			...UNKNOWN_CUSTOMER,
			id: fields.customerId ?? null,
			number: numberOf(firstOf(fields, places.customer), phone),
		},
		line: { number: numberOf(firstOf(fields, places.line), phone) },
		agent: {
			...NOBODY,
			id: fields.agentId ?? listOf(fields.agentIds).at(-1) ?? null,
			phone: numberOf(firstOf(fields, places.agent), phone),
		},
	};
}

/**
 * The skill group. A list of several names those an agent is checked in to, or a call went through:
 * which of them the event is about is not told, so it names none. In records of dialect 1.0 the list
 * holds names (reference/aliyun §1.9).
 */
export function queueOf(
	fields: EventFields,
	dialect: Dialect,
	eventName: string | null,
): CallEvent['queue'] {
	if (fields.skillGroupId) return { id: fields.skillGroupId, name: null };
	const [only, ...others] = listOf(fields.skillGroupIds);
	if (only === undefined || others.length > 0) return { id: null, name: null };
	const named = dialect === '1.0' && eventName === 'CDRReady';
	return named ? { id: null, name: only } : { id: only, name: null };
}

/** Words in place of a number (API 2020-07-01, ReleaseInitiator). */
const RELEASERS: Record<string, Call['hangupBy']> = {
	agent: 'agent',
	customer: 'customer',
	system: 'system',
};

/**
 * Who hung up: `releaseInitiator` (1.0 `initiator`) is a number or an agent id (reference/aliyun
 * §1.4, §1.5). The number that is not the customer's is the contact center's end.
 */
export function hangupPartyOf(
	fields: EventFields,
	kind: CallKind,
	phone: PhoneSettings | undefined,
): Call['hangupBy'] {
	const initiator = fields.releaseInitiator;
	if (!initiator) return null;
	const word = initiator.toLowerCase();
	if (Object.hasOwn(RELEASERS, word)) return RELEASERS[word] ?? 'unknown';
	if (initiator === fields.agentId || initiator.includes('@')) return 'agent';
	const same = (other: string | null | undefined) =>
		Boolean(other) && (other === initiator || isSameNumber(initiator, other, phone));
	if (same(firstOf(fields, placesOf(kind).customer))) return 'customer';
	if (kind.direction === 'unknown') return 'unknown';
	return same(fields.caller) || same(fields.callee) ? 'agent' : 'unknown';
}

function isSameNumber(
	one: string,
	other: string | null | undefined,
	phone: PhoneSettings | undefined,
): boolean {
	const e164 = numberOf(one, phone)?.e164 ?? null;
	return e164 !== null && e164 === numberOf(other, phone)?.e164;
}
