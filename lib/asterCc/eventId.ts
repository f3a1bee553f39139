import type { MessageFields } from './fields';

/** Longer than any id of asterCC's: a hostile value may not make ids without end. */
const LONGEST_PART = 80;

const part = (text: string | undefined) =>
	(text || '-').replace(/[^\w.-]+/g, '_').slice(0, LONGEST_PART);

const team = (fields: MessageFields) => part(fields['AgentTeamId']);

/** A time as a part of an id: the digits of it. */
const digits = (time: string | undefined) => part((time ?? '').replace(/\D+/g, ''));

/**
 * The id of an event of a call: what the reference tells copies by (reference/astercc §1.3,
 * "eventid rule"). No number stands in it.
 */
export function callEventId(fields: MessageFields, source: string, event: string): string {
	const own = [fields['uniqueid'], source, event].map(part);
	const eventId = fields['eventid'] ? [part(fields['eventid'])] : [];
	const call = part(fields['sessionid']);
	return ['astercc', team(fields), call, ...own, digits(fields['eventTime']), ...eventId].join(':');
}

/**
 * The id of a call's end. There is one for each call, so it needs no time, and the call record of
 * GetCdr that stands for an end nobody saw has the same.
 */
export function callEndId(fields: MessageFields): string {
	return ['astercc', team(fields), part(fields['sessionid']), 'ended'].join(':');
}

/** The id of the record of a call beside its end. */
export function callRecordId(fields: MessageFields): string {
	return ['astercc', team(fields), part(fields['sessionid']), 'cdr'].join(':');
}

/**
 * The id of a change of an agent's state. Without a time of its own, or without an agent, copies
 * cannot be told from repetitions, and the time it was received keeps repetitions apart.
 */
export function agentEventId(fields: MessageFields, receivedAt: number | null): string {
	const agent = fields['agentno'];
	const time = receivedAt === null ? digits(fields['eventTime']) : String(receivedAt);
	const eventId = fields['eventid'] ? [part(fields['eventid'])] : [];
	const own = [agent, fields['AgentGroupId'], fields['event']].map(part);
	return ['astercc', team(fields), 'agent', ...own, time, ...eventId].join(':');
}
