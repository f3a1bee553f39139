import { z } from 'zod';

import type { Call, CallEvent, Direction, Outcome } from '../callEvent/callEvent';
import { NOBODY, UNKNOWN_CUSTOMER, callEvent } from '../callEvent/emptyCallEvent';
import { readLeniently } from '../callEvent/readLeniently';
import { sequenceOf } from '../callEvent/sequence';
import { secondsBetween } from '../time/unixTime';
import { zonedMilliseconds } from '../time/zonedTime';
import {
	agentOf,
	directionNamed,
	identityOf,
	numberOf,
	sourceOf,
	type AsterCcContext,
} from './eventContext';
import { callEndId, callRecordId } from './eventId';
import { noFields } from './fields';

const text = z.string().nullish();

/** A row of GetCdr (reference/astercc §3.4): numbers come as text, `0000-00-00 00:00:00` is never. */
const rowSchema = z.looseObject({
	id: z.number(),
	sessionid: z.string().min(1),
	calldate: text,
	answertime: text,
	endtime: text,
	calleridnum: text,
	dst: text,
	didnumber: text,
	duration: text,
	billsec: text,
	disposition: text,
	agentno: text,
	calltype: text,
	team_id: text,
	agent_group_id: text,
	calleridname: text,
	hangupstatus: text,
	ivrduration: text,
	queuewaitsec: text,
	userdata: text,
});

type Row = z.infer<typeof rowSchema>;

export type RecordReading =
	{ ok: true; id: number; endedAt: number | null; event: CallEvent } | { ok: false; field: string };

/**
 * The call event of a finished call as GetCdr tells it.
 * @param stead whether it stands for the call's end that nobody saw: then it has the id of that end
 */
export function callRecordEvent(
	row: unknown,
	context: AsterCcContext,
	stead: boolean,
): RecordReading {
	const reading = readLeniently<Row>(rowSchema, row);
	if (!reading.ok) return { ok: false, field: reading.field };
	const record = reading.data;
	const times = timesOf(record, context.timeZone);
	const time = times.ended ?? times.answered ?? times.started;
	const warnings = [...reading.warnings];
	if (time === null) warnings.push('The record has no time; the time it was received is used');
	return {
		ok: true,
		id: record.id,
		endedAt: times.ended,
		event: recordEvent(record, row, times, time ?? context.receivedAt, warnings, context, stead),
	};
}

type Times = Record<'started' | 'answered' | 'ended', number | null>;

function timesOf(record: Row, zone: string): Times {
	const read = (wallTime: string | null | undefined) =>
		zonedMilliseconds(wallTime ?? undefined, zone);
	return {
		started: read(record.calldate),
		answered: read(record.answertime),
		ended: read(record.endtime),
	};
}

function recordEvent(
	record: Row,
	row: unknown,
	times: Times,
	time: number,
	warnings: string[],
	context: AsterCcContext,
	stead: boolean,
): CallEvent {
	const fields = Object.assign(noFields(), {
		AgentTeamId: record.team_id ?? '',
		sessionid: record.sessionid,
		agentno: record.agentno ?? '',
	});
	const direction = directionOf(record, warnings);
	const ending = endingOf(record, direction, warnings);
	return callEvent({
		id: stead ? callEndId(fields) : callRecordId(fields),
		source: sourceOf(fields),
		type: 'call.cdr',
		time: new Date(time).toISOString(),
		receivedAt: new Date(context.receivedAt).toISOString(),
		subject: record.sessionid,
		sequence: sequenceOf(time, 'call.cdr'),
		call: {
			...identityOf(fields),
			direction,
			status: 'ended',
			...ending,
			isFinal: true,
			...durationsOf(record, times),
			userData: record.userdata || null,
		},
		customer: {
			...UNKNOWN_CUSTOMER,
			number: numberOf(direction === 'outbound' ? record.dst : record.calleridnum, context),
			name: record.calleridname || null,
		},
		line: { number: numberOf(record.didnumber, context) },
		agent: { ...NOBODY, ...agentOf(fields, null, context) },
		queue: { id: record.agent_group_id || null, name: null },
		warnings,
		raw: row,
	});
}

function directionOf(record: Row, warnings: string[]): Direction {
	const direction = directionNamed(record.calltype);
	if (!direction) warnings.push(`calltype "${(record.calltype ?? '').slice(0, 40)}" is not known`);
	return direction ?? 'unknown';
}

/** disposition (reference/astercc §3.4; the words Asterisk writes into its call records). */
const OUTCOMES: Readonly<Record<string, Outcome>> = {
	ANSWERED: 'answered',
	'NO ANSWER': 'no_answer',
	BUSY: 'busy',
	FAILED: 'failed',
	CONGESTION: 'failed',
};

function endingOf(record: Row, direction: Direction, warnings: string[]): Partial<Call> {
	const code = record.disposition || null;
	const known = OUTCOMES[code?.toUpperCase() ?? ''];
	if (code && !known) warnings.push(`disposition "${code.slice(0, 40)}" is not known`);
	const unanswered = known === 'no_answer' && direction === 'inbound';
	return {
		outcome: unanswered ? 'missed' : (known ?? 'unknown'),
		outcomeDetail: { code, text: null },
		isMissed: unanswered,
		hangupBy: record.hangupstatus?.toUpperCase() === 'AGENT HANGUP' ? 'agent' : null,
	};
}

function secondsOf(count: string | null | undefined): number | null {
	return count && /^\d+$/.test(count) ? Number(count) : null;
}

function durationsOf(record: Row, { started, answered, ended }: Times): Partial<Call> {
	const iso = (time: number | null) => (time === null ? null : new Date(time).toISOString());
	return {
		startedAt: iso(started),
		answeredAt: iso(answered),
		endedAt: iso(ended),
		ivrSeconds: secondsOf(record.ivrduration),
		queueSeconds: secondsOf(record.queuewaitsec),
		talkSeconds: secondsOf(record.billsec) ?? secondsBetween(answered, ended),
		totalSeconds: secondsOf(record.duration) ?? secondsBetween(started, ended),
	};
}
