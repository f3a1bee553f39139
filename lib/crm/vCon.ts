import type { Outcome } from '../callEvent/callEvent';
import type { PhoneNumber } from '../phone/phoneNumber';
import { subjectOf } from './callText';
import { isOutgoing, recordingOf, startOf, talkOf, type CrmCall } from './crmCall';
import { fieldsOf, type FieldTable, type Fields } from './fieldTable';
import type { Crm, MappedCall } from './mappedCall';
import { nameUuid } from './nameUuid';

/** Why a conversation did not come about, in the words of the draft. */
const DISPOSITIONS: Partial<Record<Outcome, string>> = {
	missed: 'no-answer',
	no_answer: 'no-answer',
	after_hours: 'no-answer',
	abandoned_ringing: 'hung-up',
	abandoned_ivr: 'hung-up',
	abandoned_queue: 'hung-up',
	canceled: 'hung-up',
	busy: 'busy',
	rejected: 'busy',
	no_agent: 'congestion',
	unreachable: 'failed',
	invalid_number: 'failed',
	blocked: 'failed',
	failed: 'failed',
};

/** A `tel:` URI is of a global number (RFC 3966); nothing is made up for masked ones and short codes. */
function telOf(number: PhoneNumber | null): string | null {
	return number?.e164 ? `tel:${number.e164}` : null;
}

const CUSTOMER: FieldTable = {
	tel: { from: 'customer.number.e164', read: ({ event }) => telOf(event.customer.number) },
	name: { from: 'customer.name', read: ({ event }) => event.customer.name },
};

const AGENT: FieldTable = {
	tel: { from: 'line.number.e164', read: ({ event }) => telOf(event.line.number) },
	mailto: {
		from: 'agent.email',
		read: ({ event }) => event.agent.email && `mailto:${event.agent.email}`,
	},
	name: { from: 'agent.name', read: ({ event }) => event.agent.name },
	dept: { from: 'queue.name', read: ({ event }) => event.queue.name },
};

const CUSTOMER_INDEX = 0;
const AGENT_INDEX = 1;

/** Nobody spoke, and there is no recording either. */
function isIncomplete(call: CrmCall): boolean {
	return recordingOf(call) === null && dispositionText(call) !== null;
}

function dispositionText({ event }: CrmCall): string | null {
	return (event.call.outcome && DISPOSITIONS[event.call.outcome]) ?? null;
}

function partyHistory({ event: { call } }: CrmCall) {
	const { answeredAt, endedAt } = call;
	const moment = (time: string | null, event: string) =>
		time === null ? [] : [{ party: AGENT_INDEX, time, event }];
	return answeredAt === null ? [] : [...moment(answeredAt, 'join'), ...moment(endedAt, 'drop')];
}

const DIALOG: FieldTable = {
	type: {
		from: 'call.outcome, recording.url',
		read: (call) => (isIncomplete(call) ? 'incomplete' : 'recording'),
	},
	start: {
		from: 'call.answeredAt, call.startedAt',
		read: (call) => call.event.call.answeredAt ?? startOf(call) ?? call.event.time,
	},
	duration: {
		from: 'recording.durationSeconds, call.talkSeconds',
		read: (call) =>
			isIncomplete(call) ? null : (call.event.recording?.durationSeconds ?? talkOf(call)),
	},
	parties: { from: '[0, 1]', read: () => [CUSTOMER_INDEX, AGENT_INDEX] },
	originator: {
		from: 'call.direction',
		read: (call) => {
			if (call.event.call.direction === 'unknown') return null;
			return isOutgoing(call) ? AGENT_INDEX : CUSTOMER_INDEX;
		},
	},
	disposition: {
		from: 'call.outcome',
		read: (call) => (isIncomplete(call) ? dispositionText(call) : null),
	},
	url: { from: 'recording.url', read: recordingOf },
	mediatype: {
		from: 'recording.mediaType',
		read: (call) => (recordingOf(call) ? call.event.recording?.mediaType : null),
	},
	filename: {
		from: 'recording.fileName',
		read: (call) => (recordingOf(call) ? call.event.recording?.fileName : null),
	},
	party_history: { from: 'call.answeredAt, call.endedAt', read: partyHistory },
	interaction_id: { from: '<vendor>:<callId>', read: ({ externalId }) => externalId },
	campaign: {
		from: 'campaign.name, campaign.id',
		read: ({ event }) => event.campaign?.name ?? event.campaign?.id,
	},
	skill: { from: 'queue.name', read: ({ event }) => event.queue.name },
};

/**
 * A vCon (draft-ietf-vcon-vcon-core-04, an Internet-Draft) with the contact centre extension's fields in
 * its dialog (draft cc-extension-02 [K]). A `url` wants a `content_hash`, which only somebody who has
 * fetched the file can add.
 */
function map(call: CrmCall): MappedCall {
	const value = nameUuid(call.externalId);
	const subject = subjectOf(call);
	const payload: Fields = {
		uuid: value,
		extensions: ['CC'],
		created_at: call.event.receivedAt,
		...(subject ? { subject } : {}),
		parties: [fieldsOf(CUSTOMER, call), fieldsOf(AGENT, call)],
		dialog: [fieldsOf(DIALOG, call)],
	};
	return { payload, update: payload, upsert: { field: 'uuid', value } };
}

export const VCON: Crm = {
	name: 'vCon',
	tables: { 'parties[0]': CUSTOMER, 'parties[1]': AGENT, 'dialog[0]': DIALOG },
	dispositions: { field: 'disposition', words: DISPOSITIONS },
	map,
};
