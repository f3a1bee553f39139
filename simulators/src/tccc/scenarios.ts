/** Who a call involves and in which order things happen to it. */
export type Course = 'inbound' | 'outbound' | 'predictive' | 'internal' | 'chat';

/** How far the call gets; each stage includes those before it. */
export type Stage = 'start' | 'ivr' | 'queue' | 'ringing' | 'agent';

/** One agent's (or outside line's) share of the call. */
export interface LegPlan {
	answered: boolean;
	endStatus: string;
	/** The leg is a line outside the contact centre (`outboundSeat`). */
	external?: true;
}

export interface Scenario {
	summary: string;
	course: Course;
	stage: Stage;
	/** `EndStatusString` of the whole session, one of these. */
	endStatus: readonly string[];
	/** `HungUpSide`, one of these; neither side hung up where the system ended the call. */
	hungUpSide: readonly string[];
	legs: readonly LegPlan[];
	/**
	 * `CallType` as Tencent's pages define it since 2025-06. Scenarios that `Direction` alone cannot
	 * tell apart (`alwaysSendCallType`) always carry it; the others only when asked.
	 */
	callType: 1 | 2 | 3 | 5 | 6 | null;
	alwaysSendCallType?: true;
	voicemail?: true;
	/** The caller is an app user and no phone number. */
	callerIsAppUser?: true;
}

const answered: LegPlan = { answered: true, endStatus: 'ok' };
const passedOver: LegPlan = { answered: false, endStatus: 'seatGiveUp' };
const bySystem = ['system', ''];

const inbound = { course: 'inbound', callType: 2, legs: [] } as const;
const outbound = { course: 'outbound', callType: 1, legs: [answered] } as const;
const predictive = { course: 'predictive', callType: 5, alwaysSendCallType: true } as const;
const chat = { course: 'chat', callType: null } as const;

const table = {
	'inbound-answered': {
		...inbound,
		summary: 'a customer calls, an agent answers',
		stage: 'agent',
		endStatus: ['ok'],
		hungUpSide: ['user', 'seat'],
		legs: [answered],
	},
	'inbound-reassigned': {
		...inbound,
		summary: 'the first agent does not pick up, the second does',
		stage: 'agent',
		endStatus: ['ok'],
		hungUpSide: ['user', 'seat'],
		legs: [passedOver, answered],
	},
	'inbound-missed': {
		...inbound,
		summary: 'agents ring, nobody answers, the customer hangs up',
		stage: 'ringing',
		endStatus: ['ringingGiveUp'],
		hungUpSide: ['user'],
		legs: [passedOver, { answered: false, endStatus: 'ringingGiveUp' }],
	},
	'queue-abandoned': {
		...inbound,
		summary: 'the customer hangs up in the queue',
		stage: 'queue',
		endStatus: ['waitingGiveUp'],
		hungUpSide: ['user'],
	},
	'ivr-abandoned': {
		...inbound,
		summary: 'the customer hangs up in the phone menu',
		stage: 'ivr',
		endStatus: ['ivrGiveUp'],
		hungUpSide: ['user'],
	},
	'ivr-complete': {
		...inbound,
		summary: 'the phone menu answers the question, no agent is needed',
		stage: 'ivr',
		endStatus: ['ivrEnd'],
		hungUpSide: ['user', ...bySystem],
	},
	'after-hours': {
		...inbound,
		summary: 'the customer calls outside working hours',
		stage: 'ivr',
		endStatus: ['notWorkTime'],
		hungUpSide: bySystem,
	},
	'no-agent': {
		...inbound,
		summary: 'every agent of the queue is offline or on a break',
		stage: 'queue',
		endStatus: ['noSeatOnline'],
		hungUpSide: bySystem,
	},
	blocked: {
		...inbound,
		summary: "the caller is on the tenant's blacklist",
		stage: 'start',
		endStatus: ['blackList'],
		hungUpSide: bySystem,
	},
	voicemail: {
		...inbound,
		summary: 'the customer leaves a message',
		stage: 'ivr',
		endStatus: ['notWorkTime', 'ivrEnd'],
		hungUpSide: ['user'],
		voicemail: true,
	},
	transfer: {
		...inbound,
		summary: 'the first agent passes the call on to a second one',
		stage: 'agent',
		endStatus: ['ok'],
		hungUpSide: ['user', 'seat'],
		legs: [{ answered: true, endStatus: 'seatForward' }, answered],
	},
	'transfer-external': {
		...inbound,
		summary: 'the agent passes the call on to an outside line',
		stage: 'agent',
		endStatus: ['ok'],
		hungUpSide: ['user'],
		legs: [
			{ answered: true, endStatus: 'outboundForward' },
			{ ...answered, external: true },
		],
	},
	'app-call': {
		...inbound,
		summary: 'a customer calls by audio from an app (CallType 3)',
		stage: 'agent',
		endStatus: ['ok'],
		hungUpSide: ['user', 'seat'],
		legs: [answered],
		callType: 3,
		alwaysSendCallType: true,
		callerIsAppUser: true,
	},
	'outbound-answered': {
		...outbound,
		summary: 'an agent calls, the customer answers',
		stage: 'agent',
		endStatus: ['ok'],
		hungUpSide: ['user', 'seat'],
	},
	'outbound-no-answer': {
		...outbound,
		summary: 'an agent calls, nobody answers; the leg still ends with ok',
		stage: 'ringing',
		endStatus: ['notAnswer'],
		hungUpSide: ['seat', 'system'],
	},
	'outbound-busy': {
		...outbound,
		summary: 'the customer is busy or rejects the call',
		stage: 'ringing',
		endStatus: ['busy', 'userReject'],
		hungUpSide: ['user'],
	},
	'outbound-unreachable': {
		...outbound,
		summary: 'phone off, out of coverage, empty number, in arrears or a line fault',
		stage: 'ringing',
		endStatus: ['powerOff', 'notInService', 'numberNotExist', 'outOfCredit', 'operatorError'],
		hungUpSide: ['seat', 'system'],
	},
	'outbound-canceled': {
		...outbound,
		summary: 'the agent hangs up while it rings',
		stage: 'ringing',
		endStatus: ['callerCancelWhileRing'],
		hungUpSide: ['seat'],
	},
	'outbound-canceled-early': {
		...outbound,
		summary: 'the agent hangs up before it rings',
		stage: 'start',
		endStatus: ['callerCancel'],
		hungUpSide: ['seat'],
	},
	'outbound-blocked': {
		...outbound,
		summary: 'risk list, frequency limit, area, hours or carrier forbid the call',
		stage: 'start',
		endStatus: [
			'restrictedCallee',
			'tooManyRequest',
			'restrictedArea',
			'restrictedTime',
			'carrierBlocked',
		],
		hungUpSide: bySystem,
	},
	predictive: {
		...predictive,
		summary: 'the dialler reaches a customer and connects an agent (CallType 5)',
		stage: 'agent',
		endStatus: ['ok'],
		hungUpSide: ['user', 'seat'],
		legs: [answered],
	},
	'predictive-no-answer': {
		...predictive,
		summary: 'the dialler reaches nobody, so no agent appears (CallType 5)',
		stage: 'ringing',
		endStatus: ['notAnswer', 'powerOff', 'userReject'],
		hungUpSide: bySystem,
		legs: [],
	},
	internal: {
		course: 'internal',
		summary: 'one agent calls another (CallType 6)',
		stage: 'agent',
		endStatus: ['ok'],
		hungUpSide: ['seat'],
		legs: [answered, answered],
		callType: 6,
		alwaysSendCallType: true,
	},
	chat: {
		...chat,
		summary: 'an online chat (legacy push imcdr)',
		stage: 'agent',
		endStatus: ['ok', 'autoFinished'],
		hungUpSide: [],
		legs: [answered],
	},
	'chat-abandoned': {
		...chat,
		summary: 'an online chat that no agent took (legacy push imcdr)',
		stage: 'queue',
		endStatus: ['noSeatOnline'],
		hungUpSide: [],
		legs: [],
	},
} as const satisfies Record<string, Scenario>;

export type ScenarioName = keyof typeof table;

/** Every scenario the simulator can play, by its name on the command line. */
export const scenarios: Readonly<Record<ScenarioName, Scenario>> = table;

/** The names of all scenarios, in the order in which `all` plays them. */
export const scenarioNames = Object.keys(table) as ScenarioName[];

/** Whether a word names a scenario. */
export function isScenarioName(word: string): word is ScenarioName {
	return Object.hasOwn(table, word);
}
