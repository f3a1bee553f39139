import { bodyText, outcomeText, subjectOf } from './callText';
import {
	calledOf,
	callerOf,
	customerOf,
	dispositionOf,
	endOf,
	recordingOf,
	startOf,
	talkOf,
	type CrmCall,
} from './crmCall';
import { fieldsOf, type FieldTable } from './fieldTable';
import type { Crm, MappedCall } from './mappedCall';

/** Times of 纷享销客 are milliseconds since 1970 [K]. */
const milliseconds = (instant: string | null) => (instant === null ? null : Date.parse(instant));

const CALL_RECORD: FieldTable = {
	callId: { from: '<vendor>:<callId>', read: ({ externalId }) => externalId },
	direction: { from: 'call.direction', read: ({ event }) => event.call.direction },
	callResult: {
		from: 'call.outcome',
		read: (call) => dispositionOf(call, {}) ?? outcomeText(call),
	},
	isConnected: {
		from: 'call.outcome',
		read: ({ event }) => (event.call.outcome ? event.call.outcome === 'answered' : null),
	},
	callerNumber: { from: 'customer.number / line.number', read: callerOf },
	calledNumber: { from: 'line.number / customer.number', read: calledOf },
	customerNumber: { from: 'customer.number', read: customerOf },
	agentId: {
		from: 'userId, agent.id',
		read: ({ event, settings }) => settings.userId ?? event.agent.id,
	},
	agentName: { from: 'agent.name', read: ({ event }) => event.agent.name },
	queueName: { from: 'queue.name', read: ({ event }) => event.queue.name },
	startTime: { from: 'call.startedAt (ms)', read: (call) => milliseconds(startOf(call)) },
	answerTime: {
		from: 'call.answeredAt (ms)',
		read: ({ event }) => milliseconds(event.call.answeredAt),
	},
	endTime: { from: 'call.endedAt (ms)', read: (call) => milliseconds(endOf(call)) },
	ringSeconds: { from: 'call.ringSeconds', read: ({ event }) => event.call.ringSeconds },
	talkSeconds: { from: 'call.talkSeconds', read: talkOf },
	recordingUrl: { from: 'recording.url', read: recordingOf },
	satisfaction: {
		from: 'call.satisfaction',
		read: ({ event }) => event.call.satisfaction?.score ?? event.call.satisfaction?.label,
	},
	subject: { from: 'subject', read: subjectOf },
	remark: { from: 'body', read: bodyText },
	relatedObjectId: { from: 'contactId', read: ({ settings }) => settings.contactId },
};

/**
 * What is pushed to the 通用接口 of 纷享销客 (`…/handle/pushData/{fsEa}/{eventType}/{callType}`), where a
 * function of the operator's reads it and writes the 通话记录 (reference/peers §1.5). So the names are
 * ours: that function knows them.
 */
function map(call: CrmCall): MappedCall {
	const payload = fieldsOf(CALL_RECORD, call);
	return { payload, update: payload, upsert: { field: 'callId', value: call.externalId } };
}

export const FXIAOKE: Crm = { name: '纷享销客', tables: { 通话记录: CALL_RECORD }, map };
