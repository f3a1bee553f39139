import { callEventSchema, type CallEvent } from '../callEvent/callEvent';
import { NOBODY, UNKNOWN_CUSTOMER, callEvent } from '../callEvent/emptyCallEvent';
import { mediaTypeOf } from '../callEvent/mediaType';
import { isObject } from '../callEvent/plainObject';
import { simplifiedSchema, type SimplifiedEvent } from '../callEvent/simplified';
import { parsePhoneNumber } from '../phone/parsePhoneNumber';

export type CallEventReading =
	{ ok: true; event: CallEvent } | { ok: false; reason: string; wayOut: string };

/**
 * The call event in an item, whichever of the triggers' outputs it is: *Everything* (in `callEvent`),
 * *Call Event* (the item itself) or *Simplified*.
 */
export function readCallEvent(item: unknown): CallEventReading {
	if (!isObject(item)) return refused('There is no call event in this item');
	if (isObject(item.callEvent)) return checked(item.callEvent);
	if ('schemaVersion' in item) return checked(item);
	if ('_event' in item) return refused("This item holds the vendor's payload only");
	if (!isSimplified(item)) return refused('There is no call event in this item');
	// Without it each event of a call would be a record of its own in the CRM.
	if (!('callId' in item)) return refused('The call event in this item has no field callId');
	const reading = simplifiedSchema.safeParse(withNulls(item));
	return reading.success
		? { ok: true, event: fromSimplified(reading.data) }
		: refused(`The call event in this item is not complete: ${firstFault(reading.error)}`);
}

const isSimplified = (item: Record<string, unknown>) =>
	['id', 'type', 'vendor'].every((name) => typeof item[name] === 'string');

function checked(found: Record<string, unknown>): CallEventReading {
	const reading = callEventSchema.safeParse(found);
	if (reading.success) return { ok: true, event: reading.data };
	return refused(`The call event in this item is not complete: ${firstFault(reading.error)}`);
}

function firstFault(error: { issues: ReadonlyArray<{ path: PropertyKey[]; message: string }> }) {
	const [issue] = error.issues;
	if (!issue) return 'unknown';
	const isMissing = /received (undefined|null)$/.test(issue.message);
	return `${issue.path.map(String).join('.')}: ${isMissing ? 'missing' : 'a wrong value'}`;
}

function refused(reason: string): CallEventReading {
	return {
		ok: false,
		reason,
		wayOut:
			'Set "Output" of the trigger to "Everything", "Call Event" or "Simplified". After a node that replaces the item, point "Call Event" to the trigger: {{ $(\'Call events\').item.json }}',
	};
}

/** A row of a table may lack columns, and has `''` where a field was null. */
function withNulls(item: Record<string, unknown>): Record<string, unknown> {
	const names = Object.keys(simplifiedSchema.shape);
	return Object.fromEntries(
		names.map((name) => [name, (item[name] === '' ? null : item[name]) ?? DEFAULTS[name] ?? null]),
	);
}

const DEFAULTS: Record<string, unknown> = { isMissed: false, direction: 'unknown' };

const numberOf = (text: string | null) => (text === null ? null : parsePhoneNumber(text));

/** As much of the call event as the simplified view kept. */
function fromSimplified(item: SimplifiedEvent): CallEvent {
	const { vendor, callId, direction, status, outcome, isMissed, hangupBy, userData } = item;
	const { startedAt, answeredAt, endedAt, ringSeconds, talkSeconds } = item;
	return callEvent({
		id: item.id,
		source: `//${vendor}`,
		type: item.type,
		time: item.time,
		receivedAt: item.time,
		subject: callId,
		sequence: 0,
		call: {
			...{ vendor, callId, direction, status, outcome, isMissed, hangupBy, userData },
			...{ startedAt, answeredAt, endedAt, ringSeconds, talkSeconds },
		},
		customer: {
			...UNKNOWN_CUSTOMER,
			name: item.customerName,
			number: numberOf(item.customerNumber),
		},
		line: { number: numberOf(item.lineNumber) },
		agent: {
			...NOBODY,
			id: item.agentId,
			name: item.agentName,
			email: item.agentEmail,
			phone: numberOf(item.agentPhone),
			state: item.agentState,
		},
		queue: { id: null, name: item.queueName },
		recording: recordingOf(item),
		campaign:
			item.campaignId || item.caseId
				? { id: item.campaignId, name: null, state: null, caseId: item.caseId, attempt: null }
				: null,
	});
}

function recordingOf({ recordingUrl: url, fileName }: SimplifiedEvent): CallEvent['recording'] {
	if (url === null) return null;
	return {
		...{ id: null, party: null, url, archiveUrl: null, urlExpiresAt: null, fileName },
		durationSeconds: null,
		mediaType: fileName && mediaTypeOf(fileName),
	};
}
