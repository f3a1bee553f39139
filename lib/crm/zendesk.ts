import type { Call } from '../callEvent/callEvent';
import { bodyText, subjectOf } from './callText';
import {
	calledOf,
	callerOf,
	numericId,
	recordingOf,
	startOf,
	talkOf,
	type CrmCall,
} from './crmCall';
import { fieldsOf, type FieldTable } from './fieldTable';
import type { Crm, MappedCall } from './mappedCall';

/** How a ticket came about: voicemail, a call in, a call out [K]. */
const VIA_VOICEMAIL = 44;
const VIA_CALL: Record<Call['direction'], number | null> = {
	inbound: 45,
	outbound: 46,
	internal: 46,
	unknown: null,
};

function viaOf({ event: { call } }: CrmCall): number | null {
	return call.outcome === 'voicemail' ? VIA_VOICEMAIL : VIA_CALL[call.direction];
}

function placeOf({ event }: CrmCall): string | null {
	const { city, province, country } = event.customer.location;
	return [city, province, country].filter(Boolean).join(', ') || null;
}

const VOICE_COMMENT: FieldTable = {
	from: { from: 'customer.number / line.number', read: callerOf },
	to: { from: 'line.number / customer.number', read: calledOf },
	started_at: { from: 'call.startedAt', read: startOf },
	call_duration: { from: 'call.talkSeconds', read: talkOf },
	answered_by_id: { from: 'userId', read: ({ settings }) => numericId(settings.userId) },
	location: { from: 'customer.location', read: placeOf },
	recording_url: { from: 'recording.url', read: recordingOf },
	transcription_text: {
		from: 'transcript.text',
		read: ({ event }) => event.transcript?.text,
	},
};

const TICKET: FieldTable = {
	external_id: { from: '<vendor>:<callId>', read: ({ externalId }) => externalId },
	via_id: { from: 'call.direction, call.outcome', read: viaOf },
	subject: { from: 'subject', read: subjectOf },
	description: { from: 'body', read: bodyText },
	requester_id: { from: 'contactId', read: ({ settings }) => numericId(settings.contactId) },
	assignee_id: { from: 'userId', read: ({ settings }) => numericId(settings.userId) },
};

/**
 * A ticket with a voice comment: `POST /api/v2/channels/voice/tickets.json` of Talk Partner Edition. The
 * newer call record (`/api/v2/calls`) wants the id of an app of your own. A second voice comment is
 * added when a later event is sent as an update.
 */
function map(call: CrmCall): MappedCall {
	const { externalId: value } = call;
	const voiceComment = fieldsOf(VOICE_COMMENT, call);
	return {
		payload: { ticket: { ...fieldsOf(TICKET, call), voice_comment: voiceComment } },
		update: { ticket: { voice_comment: voiceComment } },
		upsert: { field: 'external_id', value, query: `external_id=${encodeURIComponent(value)}` },
	};
}

export const ZENDESK: Crm = {
	name: 'Zendesk',
	tables: { ticket: TICKET, 'ticket.voice_comment': VOICE_COMMENT },
	map,
};
