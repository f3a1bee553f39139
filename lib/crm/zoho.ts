import { bodyText, outcomeText, subjectOf } from './callText';
import {
	calledOf,
	callerOf,
	dispositionOf,
	isOutgoing,
	recordingOf,
	startOf,
	talkOf,
	type CrmCall,
} from './crmCall';
import { fieldsOf, namedField, updateOf, type FieldTable } from './fieldTable';
import type { Crm, MappedCall } from './mappedCall';

/** Zoho asks for one of three in every call; an internal call is one the agent made. */
function callTypeOf(call: CrmCall): string | null {
	const { direction, isMissed } = call.event.call;
	if (isMissed) return 'Missed';
	if (direction === 'unknown') return null;
	return isOutgoing(call) ? 'Outbound' : 'Inbound';
}

/** Zoho wants `mm:ss`, with more than 59 minutes in a long call [K]. */
function minutesAndSeconds(seconds: number | null): string | null {
	if (seconds === null) return null;
	return [Math.floor(seconds / 60), seconds % 60]
		.map((part) => String(part).padStart(2, '0'))
		.join(':');
}

/** A completed call needs a duration (Zoho's INVALID_DATA); a missed one may not have any [K]. */
function durationOf(call: CrmCall): number | null {
	return call.event.call.isMissed ? null : talkOf(call);
}

const CALL: FieldTable = {
	Subject: { from: 'subject', read: subjectOf },
	Call_Type: { from: 'call.direction, call.isMissed', read: callTypeOf, onlyNew: true },
	Call_Start_Time: {
		from: 'call.startedAt',
		// Without milliseconds, with an offset: what Zoho's pages show.
		read: (call) => startOf(call)?.replace(/\.\d+Z$/, '+00:00'),
		onlyNew: true,
	},
	Call_Duration: {
		from: 'call.talkSeconds (mm:ss)',
		read: (call) => minutesAndSeconds(durationOf(call)),
	},
	Call_Duration_in_seconds: { from: 'call.talkSeconds', read: durationOf },
	Call_Result: {
		from: 'call.outcome',
		read: (call) => dispositionOf(call, {}) ?? outcomeText(call),
	},
	Description: { from: 'body', read: bodyText },
	Caller_ID: { from: 'customer.number / line.number', read: callerOf },
	Dialled_Number: { from: 'line.number / customer.number', read: calledOf },
	Voice_Recording__s: { from: 'recording.url', read: recordingOf },
	Who_Id: {
		from: 'contactId',
		read: ({ settings }) => settings.contactId && { id: settings.contactId },
	},
	Owner: {
		from: 'userId',
		read: ({ settings }) => settings.userId && { id: settings.userId },
		onlyNew: true,
	},
};

/** Zoho's Calls have no field for a foreign id: a text field of this name has to be added. */
const EXTERNAL_ID = 'Contact_Center_Call_ID';

/** What separates criteria is escaped in a value. */
const inCriteria = (text: string) => text.replace(/[\\(),]/g, '\\$&');

/** The Calls module: `POST /crm/v8/Calls`. Names are those of Zoho's standard layout [K]. */
function map(call: CrmCall): MappedCall {
	const { externalId: value, settings } = call;
	const field = settings.externalIdField ?? EXTERNAL_ID;
	const own = namedField(field, value);
	return {
		payload: { data: [{ ...fieldsOf(CALL, call), ...own }] },
		update: { data: [{ ...updateOf(CALL, call), ...own }] },
		upsert: { field, value, criteria: `(${field}:equals:${inCriteria(value)})` },
	};
}

export const ZOHO: Crm = {
	name: 'Zoho CRM',
	tables: { Calls: CALL },
	externalIdField: EXTERNAL_ID,
	map,
};
