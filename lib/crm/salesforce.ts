import type { Call } from '../callEvent/callEvent';
import { bodyText, clipped, localTime, outcomeText, subjectOf } from './callText';
import { dispositionOf, endOf, recordingOf, startOf, talkOf, type CrmCall } from './crmCall';
import { fieldsOf, namedField, updateOf, type Fields, type FieldTable } from './fieldTable';
import type { Crm, MappedCall } from './mappedCall';

const CALL_TYPES: Partial<Record<Call['direction'], string>> = {
	inbound: 'Inbound',
	outbound: 'Outbound',
	internal: 'Internal',
};

/** Of CallDisposition and CallObject (reference/peers §2.1). */
const LONGEST = 255;

function dayOf(call: CrmCall): string | null {
	const start = startOf(call);
	return start && localTime(start, call.settings.timeZone, 'yyyy-MM-dd');
}

function dispositionText(call: CrmCall): string | null {
	const text = dispositionOf(call, {}) ?? outcomeText(call);
	return text === null ? null : clipped(String(text), LONGEST);
}

const TASK: FieldTable = {
	Subject: { from: 'subject', read: subjectOf },
	TaskSubtype: { from: '"Call"', read: () => 'Call', onlyNew: true },
	Status: {
		from: '"Completed" (call.endedAt)',
		read: (call) => (endOf(call) ? 'Completed' : null),
	},
	ActivityDate: { from: 'call.startedAt', read: dayOf },
	CallType: { from: 'call.direction', read: ({ event }) => CALL_TYPES[event.call.direction] },
	CallDisposition: { from: 'call.outcome', read: dispositionText },
	CallDurationInSeconds: { from: 'call.talkSeconds', read: talkOf },
	Description: { from: 'body', read: bodyText },
	WhoId: { from: 'contactId', read: ({ settings }) => settings.contactId },
	OwnerId: { from: 'userId', read: ({ settings }) => settings.userId },
};

/** The call center's name for the call object, which nothing else fills here. */
const EXTERNAL_ID = 'CallObject';

/** The text in an SOQL literal. */
const quoted = (text: string) => `'${text.replace(/['\\]/g, '\\$&')}'`;

/** A completed Task of the subtype Call: `POST /services/data/v59.0/sobjects/Task`. */
function map(call: CrmCall): MappedCall {
	const field = call.settings.externalIdField ?? EXTERNAL_ID;
	const value = call.externalId.slice(0, LONGEST);
	const own: Fields = {
		...namedField(field, value),
		...namedField(call.settings.recordingField, recordingOf(call)),
	};
	return {
		payload: { ...fieldsOf(TASK, call), ...own },
		update: { ...updateOf(TASK, call), ...own },
		upsert: {
			...{ field, value },
			query: `SELECT Id FROM Task WHERE ${field} = ${quoted(value)} LIMIT 1`,
		},
	};
}

export const SALESFORCE: Crm = {
	name: 'Salesforce',
	tables: { Task: TASK },
	externalIdField: EXTERNAL_ID,
	takesRecordingField: true,
	map,
};
