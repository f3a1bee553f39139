import type { Outcome } from '../callEvent/callEvent';
import { bodyHtml, subjectOf } from './callText';
import {
	customerOf,
	dispositionOf,
	endOf,
	isOutgoing,
	lineOf,
	numericId,
	startOf,
	talkOf,
	type CrmCall,
} from './crmCall';
import { fieldsOf, type FieldTable } from './fieldTable';
import type { Crm, MappedCall } from './mappedCall';
import { spacedTime } from './odoo';

/** `outcome` is required and has six values, from Pipedrive's reference. */
const OUTCOMES: Record<Outcome, string> = {
	answered: 'connected',
	ivr_complete: 'connected',
	voicemail: 'left_voicemail',
	busy: 'busy',
	rejected: 'busy',
	invalid_number: 'wrong_number',
	missed: 'no_answer',
	abandoned_ivr: 'no_answer',
	abandoned_queue: 'no_answer',
	abandoned_ringing: 'no_answer',
	no_answer: 'no_answer',
	unreachable: 'no_answer',
	blocked: 'no_answer',
	after_hours: 'no_answer',
	no_agent: 'no_answer',
	canceled: 'no_answer',
	failed: 'no_answer',
	unknown: 'no_answer',
};

function duration(call: CrmCall): string | null {
	const seconds = talkOf(call);
	return seconds === null ? null : String(seconds);
}

const CALL_LOG: FieldTable = {
	subject: { from: 'subject', read: subjectOf },
	outcome: { from: 'call.outcome', read: (call) => dispositionOf(call, OUTCOMES) },
	duration: { from: 'call.talkSeconds', read: duration },
	from_phone_number: {
		from: 'customer.number / line.number',
		read: (call) => (isInbound(call) ? customerOf(call) : lineOf(call)),
	},
	to_phone_number: {
		from: 'line.number / customer.number',
		// Required: without a line the agent's extension is what was called.
		read: (call) => (isInbound(call) ? (lineOf(call) ?? agentOf(call)) : customerOf(call)),
	},
	start_time: { from: 'call.startedAt (UTC)', read: (call) => spacedTime(startOf(call)) },
	end_time: { from: 'call.endedAt (UTC)', read: (call) => spacedTime(endOf(call)) },
	note: { from: 'body (HTML)', read: bodyHtml },
	person_id: { from: 'contactId', read: ({ settings }) => numericId(settings.contactId) },
	user_id: { from: 'userId', read: ({ settings }) => numericId(settings.userId) },
};

const isInbound = (call: CrmCall) => !isOutgoing(call);
const agentOf = ({ event: { agent } }: CrmCall) => agent.extension ?? agent.number;

/** `POST /v1/callLogs`. A call log takes no foreign id and cannot be changed: the note names the call. */
function map(call: CrmCall): MappedCall {
	return {
		payload: fieldsOf(CALL_LOG, call),
		upsert: { field: 'note', value: call.externalId },
	};
}

export const PIPEDRIVE: Crm = {
	name: 'Pipedrive',
	tables: { callLogs: CALL_LOG },
	dispositions: { field: 'outcome', words: OUTCOMES },
	map,
};
