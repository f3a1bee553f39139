import type { Call, CallEvent, Direction } from '../callEvent/callEvent';
import { EMPTY_LEG, NOBODY, UNKNOWN_CUSTOMER, callEvent } from '../callEvent/emptyCallEvent';
import { sequenceAt, sequenceOf } from '../callEvent/sequence';
import { zonedMilliseconds } from '../time/zonedTime';
import {
	agentOf,
	directionNamed,
	identityOf,
	numberOf,
	sourceOf,
	type AsterCcContext,
} from './eventContext';
import { agentEventId, callEndId, callEventId } from './eventId';
import { SOURCES, agentStateOf, meaningOf, type Meaning } from './eventMeaning';
import type { MessageFields } from './fields';
import { partiesOf, type Parties } from './parties';

export type AsterCcReading =
	{ ok: true; event: CallEvent } | { ok: false; field: string; message: string };

/** The way out a refusal names (design §4.2). */
const EXPECTED =
	'Send the event message of asterCC, such as source=AGENT&event=ringing&sessionid=…&calleridnum=….';

/**
 * The call event of one asterCC message, with the message's fields in `raw`. Only one without
 * identity is refused, with the field's name; what is odd becomes a warning.
 */
export function toCallEvent(fields: MessageFields, context: AsterCcContext): AsterCcReading {
	const event = (fields['event'] ?? '').toLowerCase();
	if (event === '') return refusal('event');
	const moment = momentOf(fields, context);
	const state = agentStateOf(event);
	if (state) return { ok: true, event: agentEvent(fields, state, moment, context) };
	if (!fields['sessionid']) return refusal('sessionid');
	return { ok: true, event: callPartEvent(fields, event, moment, context) };
}

function refusal(field: string): AsterCcReading {
	return { ok: false, field, message: `${field} is missing. ${EXPECTED}` };
}

interface Moment {
	/** Milliseconds since 1970. */
	time: number;
	/** Whether the message says when it happened. */
	told: boolean;
	warnings: string[];
}

function momentOf(fields: MessageFields, context: AsterCcContext): Moment {
	const eventTime = fields['eventTime'];
	const time = zonedMilliseconds(eventTime, context.timeZone);
	if (time !== null) return { time, told: true, warnings: [] };
	const published = context.publishedAt;
	const known = published !== undefined && Number.isFinite(published);
	const used = known ? 'published' : 'received';
	const warning = eventTime
		? `eventTime "${eventTime.slice(0, 40)}" is not a time; the time it was ${used} is used`
		: `The message has no eventTime; the time it was ${used} is used`;
	return { time: known ? published : context.receivedAt, told: false, warnings: [warning] };
}

/** An event of a call: what it means, who takes part, when. */
function callPartEvent(
	fields: MessageFields,
	eventName: string,
	moment: Moment,
	context: AsterCcContext,
): CallEvent {
	const source = (fields['source'] ?? '').toUpperCase();
	const direction = directionOf(fields);
	const meaning = meaningOf(source, eventName, direction === 'outbound');
	const parties = partiesOf(fields);
	const warnings = [...moment.warnings, ...oddities(fields, source, meaning, direction)];
	const ends = source === 'CONVERSATION' && eventName === 'hangup';
	return callEvent({
		id: ends ? callEndId(fields) : callEventId(fields, source, eventName),
		source: sourceOf(fields),
		type: meaning?.type ?? 'unknown',
		...timesOf(moment, context),
		subject: fields['sessionid'] ?? null,
		sequence: sequenceIn(fields, moment, meaning, warnings, context),
		call: {
			...identityOf(fields),
			legId: fields['uniqueid'] && fields['uniqueid'] !== '0' ? fields['uniqueid'] : null,
			direction,
			status: meaning?.status ?? null,
			...(ends ? { outcome: 'unknown', isFinal: true } : {}),
			...momentsOf(meaning, moment),
			legs: [legOf(source, meaning, moment, parties, fields, context)],
			userData: fields['userdata'] || null,
		},
		customer: { ...UNKNOWN_CUSTOMER, number: numberOf(parties.customer, context) },
		line: { number: numberOf(fields['didnumber'], context) },
		agent: { ...NOBODY, ...agentOf(fields, parties.agent, context) },
		queue: { id: fields['AgentGroupId'] || null, name: null },
		campaign: campaignOf(fields),
		warnings,
		raw: { ...fields },
	});
}

/** An agent checked in, paused, changed the way they work. */
function agentEvent(
	fields: MessageFields,
	meaning: NonNullable<ReturnType<typeof agentStateOf>>,
	moment: Moment,
	context: AsterCcContext,
): CallEvent {
	const code = fields['event'] ?? null;
	const unknown = meaning.state === 'unknown' ? [`event "${code}" is not known`] : [];
	const agent = agentOf(fields, fields['activenum'] || fields['calleridnum'] || null, context);
	return callEvent({
		id: agentEventId(fields, moment.told && fields['agentno'] ? null : context.receivedAt),
		source: sourceOf(fields),
		type: 'agent.state_changed',
		...timesOf(moment, context),
		subject: agent.id ?? agent.extension,
		sequence: eventIdOf(fields) ?? sequenceOf(moment.time, 'agent.state_changed'),
		call: identityOf(fields),
		agent: {
			...NOBODY,
			...agent,
			state: meaning.state,
			stateDetail: { code, text: meaning.text || null },
		},
		queue: { id: fields['AgentGroupId'] || null, name: null },
		warnings: [...moment.warnings, ...unknown],
		raw: { ...fields },
	});
}

function timesOf(moment: Moment, context: AsterCcContext) {
	return {
		time: new Date(moment.time).toISOString(),
		receivedAt: new Date(context.receivedAt).toISOString(),
	};
}

/** `from` tells, else `calltype` (reference/astercc §1.3: not in inbound samples). */
function directionOf(fields: MessageFields): Direction {
	for (const value of [fields['from'], fields['calltype']]) {
		const direction = directionNamed(value);
		if (direction) return direction;
	}
	return 'unknown';
}

function oddities(
	fields: MessageFields,
	source: string,
	meaning: Meaning | null,
	direction: Direction,
): string[] {
	const warnings: string[] = [];
	if (!(SOURCES as readonly string[]).includes(source)) {
		warnings.push(`source "${source.slice(0, 40)}" is not known`);
	} else if (!meaning) {
		warnings.push(`event "${(fields['event'] ?? '').slice(0, 40)}" is not known`);
	}
	if (direction === 'unknown') warnings.push('Neither from nor calltype is dialin or dialout');
	return warnings;
}

const LATE = 'late: an event with a larger eventid of this call came before';

/** `eventid` is asterCC's own order (vendor document, eventid); without it time and kind decide. */
function sequenceIn(
	fields: MessageFields,
	moment: Moment,
	meaning: Meaning | null,
	warnings: string[],
	context: AsterCcContext,
): number {
	const eventId = eventIdOf(fields);
	if (eventId === null) return sequenceAt(moment.time, meaning?.rank ?? 98);
	if (context.isLate?.(fields['sessionid'] ?? '', eventId)) warnings.push(LATE);
	return eventId;
}

function eventIdOf(fields: MessageFields): number | null {
	const text = fields['eventid'] ?? '';
	const number = Number(text);
	return /^\d+$/.test(text) && Number.isSafeInteger(number) ? number : null;
}

type MomentName = 'startedAt' | 'ringingAt' | 'answeredAt' | 'endedAt';

/** Which moment of the call an event tells; the others stand in the call's other events. */
const MOMENTS: Partial<Record<CallEvent['type'], MomentName>> = {
	'call.created': 'startedAt',
	'call.ringing': 'ringingAt',
	'call.answered': 'answeredAt',
	'call.ended': 'endedAt',
};

function momentsOf(meaning: Meaning | null, moment: Moment): Partial<Call> {
	const name = meaning && MOMENTS[meaning.type];
	return name ? { [name]: new Date(moment.time).toISOString() } : {};
}

const LEG_MOMENTS: Partial<Record<CallEvent['type'], MomentName>> = {
	...MOMENTS,
	'call.leg_ringing': 'ringingAt',
	'call.leg_answered': 'answeredAt',
	'call.leg_ended': 'endedAt',
};

/** The participant an event is about, with the one moment it tells. */
function legOf(
	source: string,
	meaning: Meaning | null,
	moment: Moment,
	parties: Parties,
	fields: MessageFields,
	context: AsterCcContext,
): Call['legs'][number] {
	const name = meaning && LEG_MOMENTS[meaning.type];
	const number = source === 'AGENT' ? parties.agent : parties.consulted;
	return {
		...EMPTY_LEG,
		type: source || null,
		agentId: source === 'AGENT' ? fields['agentno'] || null : null,
		agentPhone: numberOf(number, context),
		queueId: fields['AgentGroupId'] || null,
		...(name ? { [name]: new Date(moment.time).toISOString() } : {}),
	};
}

function campaignOf(fields: MessageFields): CallEvent['campaign'] {
	if (fields['modeltype']?.toLowerCase() !== 'campaign' || !fields['model_id']) return null;
	return { id: fields['model_id'], name: null, state: null, caseId: null, attempt: null };
}
