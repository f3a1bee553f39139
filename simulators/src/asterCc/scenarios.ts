/** Which events the parts of a call send, and how long after one another. */

export type Source = 'AGENT' | 'CALLER' | 'CALLEE' | 'CONSULT' | 'CONVERSATION';

export interface Step {
	/** Events of an agent's state name no source (reference/astercc §1.2). */
	source: Source | null;
	event: string;
	/** Seconds since the step before: at least, at most. */
	after: readonly [number, number];
}

export interface Scenario {
	summary: string;
	/** `from` of the call; null when there is no call. */
	direction: 'dialin' | 'dialout' | null;
	steps: readonly Step[];
}

const step = (source: Source, event: string, least = 0, most = least): Step => ({
	source,
	event,
	after: [least, most],
});

const state = (event: string, least: number, most: number): Step => ({
	source: null,
	event,
	after: [least, most],
});

const wholeCallEnds = step('CONVERSATION', 'hangup');
const customerEndsIt = [
	step('CALLER', 'hangup', 10, 180),
	step('AGENT', 'hangup'),
	wholeCallEnds,
] as const;

// reference/astercc §1.4, inbound
const callerReachesAgent = [
	step('CALLER', 'incoming'),
	step('AGENT', 'ringing', 1, 8),
	step('AGENT', 'answer', 2, 12),
] as const;

// reference/astercc §1.4, outbound: the agent first, then the customer
const agentDials = [
	step('AGENT', 'ringing'),
	step('AGENT', 'answer', 1, 3),
	step('CALLEE', 'ringing', 1, 4),
] as const;

const agentConsults = [
	step('CONSULT', 'ringing', 5, 60),
	step('CONSULT', 'answer', 2, 12),
] as const;

const table = {
	'inbound-answered': {
		summary: 'a customer calls, an agent answers',
		direction: 'dialin',
		steps: [...callerReachesAgent, ...customerEndsIt],
	},
	'outbound-answered': {
		summary: 'an agent calls a customer, who answers',
		direction: 'dialout',
		steps: [
			...agentDials,
			step('CALLEE', 'answer', 3, 20),
			step('CALLEE', 'hangup', 10, 180),
			step('AGENT', 'hangup'),
			wholeCallEnds,
		],
	},
	'inbound-missed': {
		summary: 'a customer calls, the agent does not answer',
		direction: 'dialin',
		steps: [
			step('CALLER', 'incoming'),
			step('AGENT', 'ringing', 1, 8),
			step('AGENT', 'hangup', 15, 30),
			step('CALLER', 'hangup', 0, 5),
			wholeCallEnds,
		],
	},
	'outbound-no-answer': {
		summary: 'an agent calls a customer, who does not answer',
		direction: 'dialout',
		steps: [
			...agentDials,
			step('CALLEE', 'hangup', 20, 60),
			step('AGENT', 'hangup'),
			wholeCallEnds,
		],
	},
	consult: {
		summary: 'the agent asks a third party and goes back to the customer',
		direction: 'dialin',
		steps: [
			...callerReachesAgent,
			...agentConsults,
			step('CONSULT', 'hangup', 5, 60),
			...customerEndsIt,
		],
	},
	transfer: {
		summary: 'the agent hands the customer over to a third party',
		direction: 'dialin',
		steps: [
			...callerReachesAgent,
			...agentConsults,
			step('CONSULT', 'join', 5, 40),
			step('AGENT', 'hangup', 0, 2),
			step('CALLER', 'hangup', 10, 180),
			step('CONSULT', 'hangup'),
			wholeCallEnds,
		],
	},
	conference: {
		summary: 'a third party joins the call and leaves it again',
		direction: 'dialin',
		steps: [
			...callerReachesAgent,
			...agentConsults,
			step('CONSULT', 'join', 1, 10),
			step('CONSULT', 'hangup', 20, 120),
			...customerEndsIt,
		],
	},
	hold: {
		summary: 'a call is held twice, told of by the agent’s and by the customer’s leg',
		direction: 'dialin',
		steps: [
			...callerReachesAgent,
			step('AGENT', 'onhold', 10, 60),
			step('AGENT', 'resume', 5, 60),
			step('CALLER', 'onhold', 10, 60),
			step('CALLER', 'resume', 5, 60),
			...customerEndsIt,
		],
	},
	'agent-day': {
		summary: 'no call: an agent’s states from login to logoff',
		direction: null,
		steps: [
			state('login', 0, 0),
			state('paused', 600, 3600),
			state('nopaused', 60, 900),
			state('acwring', 10, 60),
			state('hangupacw', 60, 600),
			state('acwstop', 10, 90),
			state('workwayall', 600, 3600),
			state('logoff', 3600, 7200),
		],
	},
} as const satisfies Record<string, Scenario>;

export type AsterCcScenarioName = keyof typeof table;

export const asterCcScenarios: Readonly<Record<AsterCcScenarioName, Scenario>> = table;

export const asterCcScenarioNames = Object.keys(table) as AsterCcScenarioName[];
