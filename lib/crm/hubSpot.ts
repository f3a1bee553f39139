import type { Call, Outcome } from '../callEvent/callEvent';
import { bodyHtml, subjectOf } from './callText';
import {
	calledOf,
	callerOf,
	dispositionOf,
	recordingOf,
	startOf,
	talkOf,
	type CrmCall,
} from './crmCall';
import { fieldsOf, namedField, updateOf, type FieldTable } from './fieldTable';
import type { Crm, MappedCall } from './mappedCall';

/** The dispositions every portal begins with; portals add their own (reference/peers §2.1). */
const BUSY = '9d9162e7-6cf3-4944-bf63-4dff82258764';
const CONNECTED = 'f240bbac-87c9-4f6e-bf70-924b57d47db7';
const LEFT_VOICEMAIL = 'b2cf5968-551e-4856-9783-52b3da59a7d0';
const NO_ANSWER = '73a0d17f-1163-4015-bdd5-ec830791da20';
const WRONG_NUMBER = '17b47fee-58de-441e-a44c-c6300d46f273';

const DISPOSITIONS: Partial<Record<Outcome, string>> = {
	answered: CONNECTED,
	missed: NO_ANSWER,
	abandoned_ivr: NO_ANSWER,
	abandoned_queue: NO_ANSWER,
	abandoned_ringing: NO_ANSWER,
	no_answer: NO_ANSWER,
	unreachable: NO_ANSWER,
	busy: BUSY,
	invalid_number: WRONG_NUMBER,
	voicemail: LEFT_VOICEMAIL,
};

/** NO_ANSWER for a missed call: whether every portal takes MISSED is not documented [K]. */
const ENDED_STATUS: Partial<Record<Outcome, string>> = {
	answered: 'COMPLETED',
	ivr_complete: 'COMPLETED',
	voicemail: 'COMPLETED',
	missed: 'NO_ANSWER',
	abandoned_ivr: 'NO_ANSWER',
	abandoned_queue: 'NO_ANSWER',
	abandoned_ringing: 'NO_ANSWER',
	no_answer: 'NO_ANSWER',
	no_agent: 'NO_ANSWER',
	after_hours: 'NO_ANSWER',
	rejected: 'NO_ANSWER',
	busy: 'BUSY',
	canceled: 'CANCELED',
	unreachable: 'FAILED',
	invalid_number: 'FAILED',
	blocked: 'FAILED',
	failed: 'FAILED',
};

const RUNNING_STATUS: Partial<Record<NonNullable<Call['status']>, string>> = {
	created: 'CONNECTING',
	ivr: 'CONNECTING',
	queued: 'QUEUED',
	ringing: 'RINGING',
	in_progress: 'IN_PROGRESS',
	on_hold: 'IN_PROGRESS',
};

/** The calls object has no word for an internal call: the title tells. */
const DIRECTIONS: Partial<Record<Call['direction'], string>> = {
	inbound: 'INBOUND',
	outbound: 'OUTBOUND',
};

function statusOf({ event: { call } }: CrmCall): string | null {
	if (call.outcome !== null) return ENDED_STATUS[call.outcome] ?? null;
	return (call.status && RUNNING_STATUS[call.status]) ?? null;
}

function milliseconds(seconds: number | null): string | null {
	return seconds === null ? null : String(seconds * 1000);
}

const CALL: FieldTable = {
	hs_timestamp: { from: 'call.startedAt', read: startOf },
	hs_call_title: { from: 'subject', read: subjectOf },
	hs_call_body: { from: 'body (HTML)', read: bodyHtml },
	hs_call_direction: {
		from: 'call.direction',
		read: ({ event }) => DIRECTIONS[event.call.direction],
	},
	hs_call_status: { from: 'call.outcome, call.status', read: statusOf },
	hs_call_disposition: {
		from: 'call.outcome',
		read: (call) => dispositionOf(call, DISPOSITIONS),
	},
	hs_call_duration: {
		from: 'call.talkSeconds × 1000',
		read: (call) => milliseconds(talkOf(call)),
	},
	hs_call_from_number: { from: 'customer.number / line.number', read: callerOf },
	hs_call_to_number: { from: 'line.number / customer.number', read: calledOf },
	hs_call_recording_url: { from: 'recording.url', read: recordingOf },
	hubspot_owner_id: { from: 'userId', read: ({ settings }) => settings.userId },
};

const EXTERNAL_ID = 'hs_call_external_id';

/** From a call to a contact [K]. */
const CALL_TO_CONTACT = 194;

function associations({ settings }: CrmCall) {
	const types = [{ associationCategory: 'HUBSPOT_DEFINED', associationTypeId: CALL_TO_CONTACT }];
	return settings.contactId ? { associations: [{ to: { id: settings.contactId }, types }] } : {};
}

/** The calls object of CRM v3: `POST /crm/v3/objects/calls`. */
function map(call: CrmCall): MappedCall {
	const { externalId: value, settings } = call;
	const field = settings.externalIdField ?? EXTERNAL_ID;
	const own = namedField(field, value);
	const filter = { propertyName: field, operator: 'EQ', value };
	return {
		payload: { properties: { ...fieldsOf(CALL, call), ...own }, ...associations(call) },
		update: { properties: { ...updateOf(CALL, call), ...own } },
		upsert: {
			...{ field, value },
			search: { filterGroups: [{ filters: [filter] }], properties: [field], limit: 1 },
		},
	};
}

export const HUBSPOT: Crm = {
	name: 'HubSpot',
	tables: { calls: CALL },
	externalIdField: EXTERNAL_ID,
	dispositions: { field: 'hs_call_disposition', words: DISPOSITIONS },
	map,
};
