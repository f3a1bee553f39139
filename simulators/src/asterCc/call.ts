import { createRandomSource } from '../randomSource.ts';
import type { Parties } from './parties.ts';
import { drawParties } from './parties.ts';
import type { AsterCcScenarioName, Scenario, Step } from './scenarios.ts';
import { asterCcScenarioNames, asterCcScenarios } from './scenarios.ts';
import { formatWallTime, shanghaiOffsetMinutes } from './wallTime.ts';

export type Field = readonly [key: string, value: string];

export interface AsterCcEvent {
	/** In the order of the message. */
	fields: readonly Field[];
	/** The vendor's text: pairs joined by &, not URL-encoded (reference/astercc §1.1). */
	message: string;
	/** Milliseconds since the call began. */
	at: number;
}

export interface AsterCcCallOptions {
	scenario: AsterCcScenarioName;
	/** Same seed, index and start time: same call. */
	seed: number;
	/** Which call of a run this is, from 0. */
	index?: number;
	/** When the call begins, Unix seconds. */
	startTime: number;
	/** The clock of the asterCC server; Asia/Shanghai unless told otherwise. */
	utcOffsetMinutes?: number;
	/** Adds `eventid`, counting up from this number; `true` counts from the start time. */
	eventIds?: boolean | number;
	/** Echoed as it is, & and = included (reference/astercc §1.1). */
	userdata?: string;
	/** Adds `agentno` to the events of a call; those of an agent's state always have one. */
	agentno?: string;
	/** More pairs, such as the variables of an IVR flow. */
	extra?: Readonly<Record<string, string>>;
}

type Happening = Step & { eventTime: string; eventId: string | undefined };

/** Makes the events of one whole call, or of an agent's day, in the order in which they come about. */
export function generateAsterCcCall(options: AsterCcCallOptions): AsterCcEvent[] {
	const { scenario: name, seed, index = 0, startTime } = options;
	if (!Object.hasOwn(asterCcScenarios, name)) {
		throw new Error(`No scenario "${name}"; there are ${asterCcScenarioNames.join(', ')}.`);
	}
	const scenario = asterCcScenarios[name];
	const random = createRandomSource([seed, index, startTime, name].join(':'));
	const parties = drawParties(random, scenario.direction ?? 'dialin');
	let seconds = 0;
	return scenario.steps.map((step, position) => {
		seconds += random.integer(...step.after);
		const eventTime = formatWallTime(
			startTime + seconds,
			options.utcOffsetMinutes ?? shanghaiOffsetMinutes,
		);
		const eventId = numberEvent(options, position);
		const happening = { ...step, eventTime, eventId };
		return { ...compose(happening, scenario, parties, options), at: seconds * 1000 };
	});
}

function numberEvent(options: AsterCcCallOptions, position: number): string | undefined {
	const { eventIds = false, startTime } = options;
	if (eventIds === false) return undefined;
	return String((eventIds === true ? startTime * 100 : eventIds) + position);
}

function compose(
	happening: Happening,
	scenario: Scenario,
	parties: Parties,
	options: AsterCcCallOptions,
): Pick<AsterCcEvent, 'fields' | 'message'> {
	const layOut = { dialin: layOutInbound, dialout: layOutOutbound };
	const own = scenario.direction
		? layOut[scenario.direction](happening, parties)
		: layOutState(happening, options.agentno ?? parties.agentno, parties);
	const fields = [...own, ...optionalFields(happening, options)];
	// reference/astercc §1.1: outbound samples and the inbound CONVERSATION end in &, others do not.
	const isClosed = scenario.direction === 'dialout' || happening.source === 'CONVERSATION';
	const text = fields.map(([key, value]) => `${key}=${value}`).join('&');
	return { fields, message: isClosed ? `${text}&` : text };
}

/** In none of the vendor's samples; so they stand at the end. */
function optionalFields(
	{ source, event, eventId }: Happening,
	options: AsterCcCallOptions,
): Field[] {
	const { extra = {}, userdata, agentno } = options;
	const isOfCall = source !== null;
	const hasAgent = isOfCall && event !== 'incoming';
	return [
		...Object.entries(extra),
		...(userdata === undefined || !isOfCall ? [] : [['userdata', userdata] as const]),
		...(agentno === undefined || !hasAgent ? [] : [['agentno', agentno] as const]),
		...(eventId === undefined ? [] : [['eventid', eventId] as const]),
	];
}

/** reference/astercc §1.4, inbound. */
function layOutInbound(happening: Happening, parties: Parties): Field[] {
	const { source, event } = happening;
	const from: Field = ['from', 'dialin'];
	const channel: Field = ['channel', channelOfLeg(happening, parties, '')];
	if (event === 'incoming') return layOutIncoming(parties);
	const isWhole = source === 'CONVERSATION';
	const did = isWhole ? '' : parties.did;
	const common = commonFields(happening, parties, parties.customer, did);
	return [...common, ...(isWhole ? [channel, from] : [from, channel])];
}

function layOutIncoming({ legs, modelId, sessionId }: Parties): Field[] {
	return [
		['source', 'CALLER'],
		['event', 'incoming'],
		['modeltype', 'Campaign'],
		['uniqueid', legs.CALLER.uniqueId],
		['model_id', modelId],
		['from', 'dialin'],
		['sessionid', sessionId],
		['channel', legs.CALLER.channel],
	];
}

/** reference/astercc §1.4, outbound: row 4 has the agent's number where the customer's belongs. */
function layOutOutbound(happening: Happening, parties: Parties): Field[] {
	const isOddRow = happening.source === 'CALLEE' && happening.event === 'answer';
	const callerId = isOddRow ? parties.agent : parties.customer;
	const blank = happening.source === 'AGENT' ? ' ' : '';
	return [
		...commonFields(happening, parties, callerId, ''),
		['calltype', 'dialout'],
		['channel', channelOfLeg(happening, parties, blank)],
		['from', 'dialout'],
	];
}

function commonFields(
	{ source, event, eventTime }: Happening,
	parties: Parties,
	callerId: string,
	did: string,
): Field[] {
	return [
		['calleridnum', callerId],
		['didnumber', did],
		['activenum', source === 'CONSULT' ? parties.consulted : parties.agent],
		['source', source ?? ''],
		['event', event],
		['uniqueid', source ? parties.legs[source].uniqueId : ''],
		['sessionid', parties.sessionId],
		['eventTime', eventTime],
		['AgentTeamId', parties.teamId],
		['modeltype', 'Campaign'],
		['model_id', parties.modelId],
		['AgentGroupId', parties.groupId],
	];
}

/** `blank` stands where the vendor's samples show no channel: on an answer. */
function channelOfLeg({ source, event }: Happening, { legs }: Parties, blank: string): string {
	if (!source || ['answer', 'join'].includes(event)) return blank;
	return legs[source].channel;
}

/** reference/astercc §1.2: events of an agent's state are no part of a call. */
function layOutState({ event, eventTime }: Happening, agentno: string, parties: Parties): Field[] {
	return [
		['event', event],
		['agentno', agentno],
		['AgentGroupId', parties.groupId],
		['AgentTeamId', parties.teamId],
		['eventTime', eventTime],
	];
}

/** The value of a field, if the event has it. */
export function fieldOf({ fields }: Pick<AsterCcEvent, 'fields'>, key: string): string | undefined {
	return fields.find(([name]) => name === key)?.[1];
}
