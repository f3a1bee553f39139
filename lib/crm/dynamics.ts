import { bodyText, clipped, subjectOf } from './callText';
import {
	customerOf,
	dispositionOf,
	endOf,
	isOutgoing,
	recordingOf,
	startOf,
	talkOf,
	type CrmCall,
} from './crmCall';
import { fieldsOf, namedField, updateOf, type FieldTable } from './fieldTable';
import type { Crm, MappedCall } from './mappedCall';
import { nameUuid } from './nameUuid';

const wholeSecond = (instant: string | null) => instant && instant.replace(/\.\d+Z$/, 'Z');

/** Dataverse counts whole minutes: a minute that has begun is one. */
function minutes(call: CrmCall): number | null {
	const seconds = talkOf(call);
	return seconds === null ? null : Math.ceil(seconds / 60);
}

/** Who takes part in an activity, and as what [K]. */
const FROM = 1;
const TO = 2;

function parties(call: CrmCall) {
	const { contactId, userId } = call.settings;
	const [contactRole, userRole] = isOutgoing(call) ? [TO, FROM] : [FROM, TO];
	const contact = contactId && {
		'partyid_contact@odata.bind': `/contacts(${contactId})`,
		participationtypemask: contactRole,
	};
	const user = userId && {
		'partyid_systemuser@odata.bind': `/systemusers(${userId})`,
		participationtypemask: userRole,
	};
	return [contact, user].filter(Boolean);
}

/** Of `description`, unless the administrator made it longer [K]. */
const LONGEST_BODY = 2000;

const PHONE_CALL: FieldTable = {
	subject: { from: 'subject', read: subjectOf },
	directioncode: {
		from: 'call.direction',
		// true is outgoing [K].
		read: (call) => (call.event.call.direction === 'unknown' ? null : isOutgoing(call)),
	},
	phonenumber: { from: 'customer.number', read: customerOf },
	description: { from: 'body', read: (call) => clipped(bodyText(call), LONGEST_BODY) },
	actualstart: { from: 'call.startedAt', read: (call) => wholeSecond(startOf(call)) },
	actualend: { from: 'call.endedAt', read: (call) => wholeSecond(endOf(call)) },
	actualdurationminutes: { from: 'call.talkSeconds / 60, rounded up', read: minutes },
	leftvoicemail: {
		from: 'call.outcome',
		read: ({ event }) => (event.call.outcome ? event.call.outcome === 'voicemail' : null),
	},
	'regardingobjectid_contact_phonecall@odata.bind': {
		from: 'contactId',
		read: ({ settings }) => settings.contactId && `/contacts(${settings.contactId})`,
	},
	'ownerid@odata.bind': {
		from: 'userId',
		read: ({ settings }) => settings.userId && `/systemusers(${settings.userId})`,
	},
	phonecall_activity_parties: { from: 'contactId, userId', read: parties, onlyNew: true },
};

/** Of an activity that is completed, by direction [K]. */
const COMPLETED = 1;
const MADE = 2;
const RECEIVED = 4;

function complete(call: CrmCall) {
	if (endOf(call) === null) return {};
	const usual = isOutgoing(call) ? MADE : RECEIVED;
	// The operator's own status reasons are numbers too; a word would blank the field.
	const own = Number(dispositionOf(call, {}) ?? usual);
	return { complete: { statecode: COMPLETED, statuscode: Number.isInteger(own) ? own : usual } };
}

/**
 * The phone call activity. Its key is made from the external id, so that one PATCH of
 * `/phonecalls(<key>)` creates the row or changes it.
 */
function map(call: CrmCall): MappedCall {
	const own = namedField(call.settings.recordingField, recordingOf(call));
	return {
		payload: { ...fieldsOf(PHONE_CALL, call), ...own },
		update: { ...updateOf(PHONE_CALL, call), ...own },
		upsert: { field: 'activityid', value: nameUuid(call.externalId) },
		...complete(call),
	};
}

export const DYNAMICS: Crm = {
	name: 'Dynamics 365',
	tables: { phonecall: PHONE_CALL },
	takesRecordingField: true,
	map,
};
