import type { Outcome } from '../callEvent/callEvent';
import { bodyText, outcomeText, subjectOf } from './callText';
import {
	customerOf,
	dispositionOf,
	endOf,
	isOutgoing,
	lineOf,
	recordingOf,
	startOf,
	talkOf,
	type CrmCall,
} from './crmCall';
import { fieldsOf, updateOf, type FieldTable } from './fieldTable';
import type { Crm, MappedCall } from './mappedCall';

/** Result codes of telephony.externalCall.finish, from its page. */
const STATUS_CODES: Partial<Record<Outcome, string>> = {
	answered: '200',
	voicemail: '200',
	ivr_complete: '200',
	missed: '304',
	abandoned_ivr: '304',
	abandoned_queue: '304',
	abandoned_ringing: '304',
	no_answer: '304',
	no_agent: '304',
	after_hours: '304',
	rejected: '603',
	canceled: '603-S',
	invalid_number: '404',
	busy: '486',
	unreachable: '480',
	blocked: '423',
	failed: '503',
	unknown: 'OTHER',
};

const OUTGOING = 1;
const INCOMING = 2;

/** Of registered calls: 1 outgoing, 2 incoming; left out where the direction is not known. */
function typeOf(call: CrmCall): number | null {
	if (call.event.call.direction === 'unknown') return null;
	return isOutgoing(call) ? OUTGOING : INCOMING;
}

/** The user by number, else by the extension: one of the two is required. */
const USER: FieldTable = {
	USER_ID: { from: 'userId', read: ({ settings }) => settings.userId },
	USER_PHONE_INNER: {
		from: 'agent.extension, agent.number',
		read: ({ event, settings }) =>
			settings.userId ? null : (event.agent.extension ?? event.agent.number),
	},
};

const REGISTER: FieldTable = {
	...USER,
	PHONE_NUMBER: { from: 'customer.number', read: customerOf },
	TYPE: { from: 'call.direction', read: typeOf },
	CALL_START_DATE: { from: 'call.startedAt', read: startOf },
	// The contact is found by the number or given; the card was the agent's own business.
	CRM_CREATE: { from: '1', read: () => 1 },
	SHOW: { from: '0', read: () => 0 },
	LINE_NUMBER: { from: 'line.number', read: lineOf },
	CRM_ENTITY_TYPE: {
		from: '"CONTACT"',
		read: ({ settings }) => (settings.contactId ? 'CONTACT' : null),
	},
	CRM_ENTITY_ID: { from: 'contactId', read: ({ settings }) => settings.contactId },
};

const FINISH: FieldTable = {
	...USER,
	DURATION: { from: 'call.talkSeconds', read: talkOf },
	STATUS_CODE: { from: 'call.outcome', read: (call) => dispositionOf(call, STATUS_CODES) },
	FAILED_REASON: {
		from: 'call.outcomeDetail.text',
		read: (call) =>
			call.event.call.outcome === 'answered'
				? null
				: (call.event.call.outcomeDetail.text ?? outcomeText(call)),
	},
};

/** What Bitrix24 takes for a recording. */
const AUDIO_FILE = /\.(?:mp3|wav)$/i;

function fileNameOf({ event }: CrmCall): string | null {
	const name = event.recording?.fileName;
	return name && AUDIO_FILE.test(name) ? name : null;
}

const ATTACH_RECORD: FieldTable = {
	RECORD_URL: { from: 'recording.url', read: recordingOf },
	FILENAME: { from: 'recording.fileName', read: fileNameOf },
};

/** Type ids of crm.activity.* [K]. */
const ACTIVITY_CALL = 2;
const OWNER_CONTACT = 3;
const PLAIN_TEXT = 1;
const ORIGINATOR = 'n8n-contact-center';

function communications(call: CrmCall) {
	const number = customerOf(call);
	if (number === null) return null;
	const { contactId } = call.settings;
	const entity = contactId ? { ENTITY_TYPE_ID: OWNER_CONTACT, ENTITY_ID: contactId } : {};
	return [{ TYPE: 'PHONE', VALUE: number, ...entity }];
}

const ACTIVITY: FieldTable = {
	TYPE_ID: { from: '2', read: () => ACTIVITY_CALL, onlyNew: true },
	OWNER_TYPE_ID: {
		from: '3',
		read: ({ settings }) => (settings.contactId ? OWNER_CONTACT : null),
		onlyNew: true,
	},
	OWNER_ID: { from: 'contactId', read: ({ settings }) => settings.contactId, onlyNew: true },
	SUBJECT: { from: 'subject', read: subjectOf },
	DESCRIPTION: { from: 'body', read: bodyText },
	DESCRIPTION_TYPE: { from: '1', read: () => PLAIN_TEXT, onlyNew: true },
	DIRECTION: {
		from: 'call.direction',
		// The other way round than in telephony: 1 incoming, 2 outgoing [K].
		read: ({ event }) =>
			({ inbound: 1, outbound: 2, internal: 2, unknown: null })[event.call.direction],
	},
	COMPLETED: { from: 'call.endedAt', read: (call) => (endOf(call) ? 'Y' : null) },
	START_TIME: { from: 'call.startedAt', read: startOf },
	END_TIME: { from: 'call.endedAt', read: endOf },
	COMMUNICATIONS: { from: 'customer.number', read: communications, onlyNew: true },
	RESPONSIBLE_ID: { from: 'userId', read: ({ settings }) => settings.userId },
	ORIGINATOR_ID: { from: '"n8n-contact-center"', read: () => ORIGINATOR, onlyNew: true },
	ORIGIN_ID: { from: '<vendor>:<callId>', read: ({ externalId }) => externalId, onlyNew: true },
};

/**
 * Two ways into Bitrix24. Telephony (register, finish, attachRecord) finds or makes the contact and
 * fills the statistics, but knows no foreign id and is open to applications only, as its pages say. An
 * activity can be written through an inbound webhook and be found again by its origin.
 */
function map(call: CrmCall): MappedCall {
	const value = call.externalId;
	const attachRecord = fieldsOf(ATTACH_RECORD, call);
	return {
		payload: {
			register: fieldsOf(REGISTER, call),
			finish: fieldsOf(FINISH, call),
			...(recordingOf(call) ? { attachRecord } : {}),
			activity: { fields: fieldsOf(ACTIVITY, call) },
		},
		update: { fields: updateOf(ACTIVITY, call) },
		upsert: {
			...{ field: 'ORIGIN_ID', value },
			filter: { ORIGINATOR_ID: ORIGINATOR, ORIGIN_ID: value },
		},
	};
}

export const BITRIX24: Crm = {
	name: 'Bitrix24',
	tables: { register: REGISTER, finish: FINISH, attachRecord: ATTACH_RECORD, activity: ACTIVITY },
	dispositions: { field: 'STATUS_CODE', words: STATUS_CODES },
	map,
};
