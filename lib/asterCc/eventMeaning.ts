import type { CallEvent, EventType } from '../callEvent/callEvent';

/** Who an event is about (reference/astercc §1.2). */
export const SOURCES = ['AGENT', 'CALLER', 'CALLEE', 'CONSULT', 'CONVERSATION'] as const;
export type Source = (typeof SOURCES)[number];

/** What happened to them. */
export const CALL_EVENTS = [
	'ringing',
	'answer',
	'hangup',
	'join',
	'incoming',
	'onhold',
	'resume',
] as const;
export type CallEventName = (typeof CALL_EVENTS)[number];

export interface Meaning {
	type: EventType;
	/** Where the call is afterwards; null where the event does not tell. */
	status: CallEvent['call']['status'];
	/** Order inside one second, in which all of a call's first or last events can fall (§1.4). */
	rank: number;
}

const created = { type: 'call.created', status: 'created', rank: 0 } as const;
const agentRings = { type: 'call.ringing', status: 'ringing', rank: 10 } as const;
const customerRings = { type: 'call.ringing', status: 'ringing', rank: 30 } as const;
const answered = { type: 'call.answered', status: 'in_progress', rank: 40 } as const;
const held = { type: 'call.held', status: 'on_hold', rank: 50 } as const;
const resumed = { type: 'call.resumed', status: 'in_progress', rank: 60 } as const;
const joined = { type: 'call.conferenced', status: 'in_progress', rank: 65 } as const;
const customerLeft = { type: 'call.leg_ended', status: null, rank: 80 } as const;
const agentLeft = { type: 'call.leg_ended', status: null, rank: 85 } as const;
const ended = { type: 'call.ended', status: 'ended', rank: 99 } as const;

const customerEvents: Record<CallEventName, Meaning> = {
	incoming: created,
	ringing: customerRings,
	answer: answered,
	onhold: held,
	resume: resumed,
	join: joined,
	hangup: customerLeft,
};

/**
 * Every source x event pair (reference/astercc §1.2, §1.4). The vendor shows samples of AGENT,
 * CALLER, CALLEE and CONVERSATION only; what the others mean is read from its browser plugin.
 */
const MEANINGS: Record<Source, Record<CallEventName, Meaning>> = {
	AGENT: { ...customerEvents, ringing: agentRings, hangup: agentLeft },
	CALLER: customerEvents,
	CALLEE: customerEvents,
	CONSULT: {
		...customerEvents,
		incoming: { type: 'call.leg_ringing', status: 'in_progress', rank: 52 },
		ringing: { type: 'call.leg_ringing', status: 'in_progress', rank: 52 },
		answer: { type: 'call.leg_answered', status: 'in_progress', rank: 54 },
		hangup: { type: 'call.leg_ended', status: null, rank: 70 },
	},
	CONVERSATION: { ...customerEvents, hangup: ended },
};

/** The agent is called first and picks up before the customer's phone rings (§1.4, outbound). */
const AGENT_READY_TO_DIAL: Meaning = { type: 'call.leg_answered', status: 'ringing', rank: 20 };

/** What a pair of `source` and `event` says about the call; null when it is not known. */
export function meaningOf(source: string, event: string, outbound: boolean): Meaning | null {
	if (source === 'AGENT' && event === 'answer' && outbound) return AGENT_READY_TO_DIAL;
	const events = isOneOf(SOURCES, source) ? MEANINGS[source] : null;
	return events && isOneOf(CALL_EVENTS, event) ? events[event] : null;
}

function isOneOf<T extends string>(names: readonly T[], name: string): name is T {
	return (names as readonly string[]).includes(name);
}

interface AgentStateMeaning {
	state: CallEvent['agent']['state'];
	text: string;
}

/**
 * What an agent did, on the same channel (reference/astercc §1.2, second table). A state is null
 * where only a setting of the agent's group changed.
 */
export const AGENT_STATE_EVENTS: Readonly<Record<string, AgentStateMeaning>> = {
	login: { state: 'available', text: 'Checked in to a group' },
	logoff: { state: 'offline', text: 'Checked out of a group' },
	paused: { state: 'paused', text: 'Paused' },
	nopaused: { state: 'available', text: 'No longer paused' },
	hangupacw: { state: 'wrap_up', text: 'Entered after-call work' },
	acwstop: { state: 'available', text: 'Ended after-call work' },
	acwring: { state: null, text: 'After-call work begins when the phone rings' },
	acwanswer: { state: null, text: 'After-call work begins when a call is answered' },
	acwoff: { state: null, text: 'After-call work is off' },
	workwayall: { state: null, text: 'Takes and makes calls' },
	workwaydialin: { state: null, text: 'Takes calls only' },
	workwaydialout: { state: null, text: 'Makes calls only' },
};

/** A build may add to these names (`acw…`, `workway…`): the state is then not known, the agent is. */
const AGENT_STATE_NAME = /^(acw|workway|hangupacw|login|logoff|logout|paused|nopaused)/;

export function agentStateOf(event: string): AgentStateMeaning | null {
	if (Object.hasOwn(AGENT_STATE_EVENTS, event)) return AGENT_STATE_EVENTS[event] ?? null;
	return AGENT_STATE_NAME.test(event) ? { state: 'unknown', text: '' } : null;
}
