/** What happens in a call or in an agent's day, in the order of the vendor's page (reference/aliyun §1.6). */
import type { Dialect, EventName } from './dialect.ts';
import { nameIn } from './dialect.ts';
import type { Side } from './parties.ts';

/** A value that depends on who takes part: their id, channel or number, or one of several words. */
export type Value =
	| string
	| number
	| boolean
	| { agentId: Exclude<Side, 'customer'> }
	| { channelId: Side }
	| { number: 'customer' | 'line' }
	| { oneOf: readonly string[] };

export interface Step {
	event: EventName;
	/** Whose channel or whose state the event is about. */
	side: Side;
	/** Milliseconds since the step before: at least, at most. */
	after: readonly [number, number];
	/** Fields of this event alone; what its table does not have in a dialect is left out there. */
	own?: Readonly<Record<string, Value>>;
	/** Which contact of the scenario, from 0. */
	contact?: number;
	/** Only this dialect tells of it here. */
	only?: Dialect;
}

export type CallType = 'INBOUND' | 'OUTBOUND' | 'BACK2BACK' | 'PREDICTIVE';

/** How the call record says a contact ended (reference/aliyun §1.5). */
export type Disposition =
	| 'Success'
	| 'AbandonedInQueue'
	| 'AbandonedRing'
	| 'AbandonedInContactFlow'
	| 'NoAnswer'
	| 'Reject';

export interface Scenario {
	summary: string;
	/** Null when there is no call. */
	callType: CallType | null;
	/** How each contact ended. */
	dispositions: readonly Disposition[];
	steps: readonly Step[];
}

type Own = NonNullable<Step['own']>;
type After = Step['after'];

const atOnce: After = [1, 40];
const soon: After = [80, 600];
const talking: After = [8_000, 180_000];
const ringing: After = [2_000, 12_000];

const step = (event: EventName, side: Side, after: After = atOnce, own: Own = {}): Step => ({
	event,
	side,
	after,
	own,
});

const onlyIn = (dialect: Dialect, one: Step): Step => ({ ...one, only: dialect });

const hungUpBy = (releaseInitiator: Value, releaseReason: Value = '200 - Okay'): Own => ({
	releaseInitiator,
	releaseReason,
});
const byCustomer = hungUpBy({ number: 'customer' });
const byAgent = hungUpBy({ agentId: 'agent' });
const bySecond = hungUpBy({ agentId: 'second' });

const node = (action: 'ENTER' | 'LEAVE', own: Own, after: After = soon): Step =>
	step('IvrTracking', 'customer', after, { nodeAction: action, flowType: 'MAIN_FLOW', ...own });

const menu: Own = { nodeId: 'node-menu', nodeName: '按键菜单', nodeType: 'GATHER_INPUT' };
const toAgent: Own = { nodeId: 'node-agent', nodeName: '转人工', nodeType: 'TRANSFER_TO_AGENT' };
const afterHours: Own = { nodeId: 'node-hours', nodeName: '工作时间', nodeType: 'BRANCH' };

const entersMenu = [step('Route2IVR', 'customer'), node('ENTER', menu)] as const;

const choosesInMenu = [
	...entersMenu,
	node('LEAVE', { ...menu, nodeExitCode: 'Success', nextNodeId: 'node-agent' }, [3_000, 15_000]),
	node('ENTER', toAgent, atOnce),
] as const;

const bySkillGroup: Own = { queueType: 'SkillGroup' };
const queues = step('Enqueue', 'customer', soon, bySkillGroup);

const ringsAt = (side: 'agent' | 'second', own: Own = {}): readonly Step[] => [
	step('Ringing', side, soon, { destination: { agentId: side }, ...own }),
	step('AgentRinging', side, atOnce, own),
];

const answers = (side: 'agent' | 'second', own: Own = {}): readonly Step[] => [
	step('AgentTalk', side, ringing, own),
	step('Established', side, atOnce, own),
];

const assignedTo = (side: 'agent' | 'second', after: After): readonly Step[] => [
	step('AssignAgent', side, after, bySkillGroup),
	...ringsAt(side),
];

const reachesAgent = [
	...choosesInMenu,
	queues,
	...assignedTo('agent', [500, 45_000]),
	...answers('agent'),
] as const;

const recordings = [
	step('RecordingReady', 'agent', [1_500, 6_000]),
	step('DualTrackRecordingReady', 'agent', [50, 2_000]),
] as const;

const record = step('CDRReady', 'agent', [300, 4_000]);

const letsGo = (side: 'agent' | 'second', own: Own, after: After): readonly Step[] => [
	step('AgentRelease', side, after),
	step('Released', side, atOnce, own),
	step('Released', 'customer', atOnce, own),
];

const becomesReady = (side: 'agent' | 'second'): Step =>
	step('AgentReady', side, [200, 20_000], { outboundScenario: 0 });

const ended = [...letsGo('agent', byCustomer, talking), becomesReady('agent')] as const;
const recorded = [...recordings, record] as const;

const transferred: Own = { scenario: 'BLIND_TRANSFER' };
const consulted: Own = { scenario: 'CONSULTED', callType: 'CONSULTANT' };
const counterparty = (side: Exclude<Side, 'customer'>): Own => ({
	counterparty: { agentId: side },
});
const handsOver: Own = { originator: { agentId: 'agent' }, destination: { agentId: 'second' } };

const dials = [
	step('AgentDialing', 'agent'),
	step('Dialing', 'agent', atOnce),
	step('Ringing', 'customer', [1_000, 6_000], { destination: { number: 'customer' } }),
] as const;

const customerAnswers = [
	step('AgentTalk', 'agent', ringing),
	step('Established', 'agent', atOnce),
	step('Established', 'customer', atOnce),
] as const;

/** The customer was rung and did not take the call. */
const notReached = (after: After, reason: Value, early: Own): readonly Step[] => [
	...dials,
	step('Released', 'customer', after, {
		...hungUpBy({ number: 'customer' }, reason),
		...early,
	}),
	step('AgentRelease', 'agent', atOnce),
	step('Released', 'agent', atOnce, hungUpBy({ number: 'customer' }, reason)),
	becomesReady('agent'),
	record,
];

const supervising = (event: EventName, callType: string, scenario: string, after?: After): Step =>
	step(event, 'supervisor', after, { callType, scenario });

const listensIn = [
	supervising('AgentDialing', 'MONITOR', 'MONITORING', [8_000, 30_000]),
	supervising('Dialing', 'MONITOR', 'MONITORING'),
	supervising('AgentTalk', 'MONITOR', 'MONITORING', soon),
	supervising('Established', 'MONITOR', 'MONITORING'),
	step('StartMonitor', 'agent', atOnce, counterparty('supervisor')),
] as const;

const stopsListening = [
	supervising('AgentRelease', 'MONITOR', 'MONITORING', [10_000, 60_000]),
	supervising('Released', 'MONITOR', 'MONITORING'),
	step('StopMonitor', 'agent', atOnce, counterparty('supervisor')),
] as const;

const ofCase = (contact: number, steps: readonly Step[]): Step[] =>
	steps.map((one) => ({ ...one, contact }));

const inbound = { callType: 'INBOUND', dispositions: ['Success'] } as const;
const outbound = { callType: 'OUTBOUND', dispositions: ['Success'] } as const;
const missedOutbound = { callType: 'OUTBOUND', dispositions: ['NoAnswer'] } as const;

const table = {
	'inbound-answered': {
		...inbound,
		summary: 'a customer chooses in the IVR, queues and talks to an agent',
		steps: [...reachesAgent, ...ended, ...recorded],
	},
	'inbound-survey': {
		...inbound,
		summary: 'an answered call with a satisfaction survey at its end',
		steps: [
			...reachesAgent,
			...letsGo('agent', byAgent, talking),
			step('SatisfactionSurveyOffer', 'agent', soon, { surveyChannel: 'IVR' }),
			becomesReady('agent'),
			step('SatisfactionSurveyResponse', 'agent', [3_000, 15_000], { surveyChannel: 'IVR' }),
			...recorded,
		],
	},
	hold: {
		...inbound,
		summary: 'the agent puts the customer on hold and gets him back; mutes and unmutes',
		steps: [
			...reachesAgent,
			step('Held', 'agent', [5_000, 40_000], { heldChannelId: { channelId: 'customer' } }),
			step('Retrieved', 'agent', [3_000, 40_000], {
				retrievedChannelId: { channelId: 'customer' },
			}),
			step('Muted', 'agent', [5_000, 40_000], { mutedChannelId: { channelId: 'agent' } }),
			step('Unmuted', 'agent', [2_000, 20_000], { unmutedChannelId: { channelId: 'agent' } }),
			...ended,
			...recorded,
		],
	},
	'blind-transfer': {
		...inbound,
		summary: 'the agent passes the customer on to a second agent',
		steps: [
			...reachesAgent,
			step('Released', 'agent', talking, byAgent),
			step('AgentRelease', 'agent', atOnce),
			step('BlindTransfer', 'agent', atOnce, handsOver),
			step('AgentRinging', 'second', soon, transferred),
			step('Ringing', 'second', atOnce, { destination: { agentId: 'second' }, ...transferred }),
			becomesReady('agent'),
			...answers('second', transferred),
			...letsGo('second', byCustomer, talking),
			becomesReady('second'),
			...recorded,
		],
	},
	'consult-transfer': {
		...inbound,
		summary: 'the agent asks a second agent and then hands the customer over',
		steps: [
			...reachesAgent,
			step('InitiateConsultant', 'agent', talking, counterparty('second')),
			...ringsAt('second', consulted),
			...answers('second', consulted),
			step('StartConsultant', 'agent', atOnce, counterparty('second')),
			step('AgentRelease', 'agent', [5_000, 60_000]),
			step('Released', 'agent', atOnce, byAgent),
			step('AttendedTransfer', 'agent', atOnce, handsOver),
			step('StopConsultant', 'agent', atOnce, counterparty('second')),
			becomesReady('agent'),
			...letsGo('second', bySecond, talking),
			becomesReady('second'),
			...recorded,
		],
	},
	monitor: {
		...inbound,
		summary: 'a supervisor listens in to a call',
		steps: [...reachesAgent, ...listensIn, ...stopsListening, ...ended, ...recorded],
	},
	coach: {
		...inbound,
		summary: 'a supervisor listens in, whispers to the agent and joins the call',
		steps: [
			...reachesAgent,
			...listensIn,
			step('StartCoach', 'supervisor', [5_000, 20_000], counterparty('agent')),
			step('StopCoach', 'supervisor', [5_000, 30_000], counterparty('agent')),
			step('BargeIn', 'supervisor', soon, counterparty('agent')),
			...stopsListening,
			...ended,
			...recorded,
		],
	},
	'abandoned-ivr': {
		callType: 'INBOUND',
		dispositions: ['AbandonedInContactFlow'],
		summary: 'the customer hangs up in the IVR',
		steps: [
			...entersMenu,
			node('LEAVE', { ...menu, nodeExitCode: 'Hangup' }, [2_000, 20_000]),
			step('Abandoned', 'customer', atOnce, {
				abandonPhase: 'IVR',
				contactFlowType: 'MAIN_FLOW',
			}),
			step('Released', 'customer', atOnce, byCustomer),
			record,
		],
	},
	'abandoned-queue': {
		callType: 'INBOUND',
		dispositions: ['AbandonedInQueue'],
		summary: 'the customer hangs up in the queue',
		steps: [
			...choosesInMenu,
			queues,
			step('Abandoned', 'customer', [5_000, 90_000], { abandonPhase: 'Queuing', ...bySkillGroup }),
			step('Released', 'customer', atOnce, byCustomer),
			record,
		],
	},
	'abandoned-ringing': {
		callType: 'INBOUND',
		dispositions: ['AbandonedRing'],
		summary: 'the customer hangs up while the agent is rung',
		steps: [
			...choosesInMenu,
			queues,
			...assignedTo('agent', [500, 20_000]),
			step('Abandoned', 'agent', [3_000, 20_000], { abandonPhase: 'Ringing', ...bySkillGroup }),
			onlyIn('2.0', step('AgentRelease', 'agent', atOnce)),
			step('Released', 'agent', atOnce, byCustomer),
			step('Released', 'customer', atOnce, byCustomer),
			becomesReady('agent'),
			record,
		],
	},
	'queue-timeout': {
		callType: 'INBOUND',
		dispositions: ['AbandonedInQueue'],
		summary: 'nobody is free in time and the call is ended',
		steps: [
			...choosesInMenu,
			queues,
			step('QueueingTimeout', 'customer', [60_000, 60_040], bySkillGroup),
			node('LEAVE', { ...toAgent, nodeExitCode: 'Timeout' }, atOnce),
			step('Released', 'customer', [3_000, 8_000], hungUpBy({ number: 'line' })),
			record,
		],
	},
	'ringing-timeout': {
		...inbound,
		summary: 'the first agent does not pick up within 30 s, the second does',
		steps: [
			...choosesInMenu,
			queues,
			...assignedTo('agent', [500, 20_000]),
			step('AgentRingingTimeout', 'agent', [30_000, 30_040]),
			step(
				'Released',
				'agent',
				atOnce,
				hungUpBy({ number: 'line' }, '480 - Temporarily Unavailable'),
			),
			step('AgentBreak', 'agent', atOnce, { breakCode: 'RingingTimeout' }),
			...assignedTo('second', [300, 5_000]),
			...answers('second'),
			...letsGo('second', byCustomer, talking),
			becomesReady('second'),
			...recorded,
		],
	},
	voicemail: {
		callType: 'INBOUND',
		dispositions: ['AbandonedInContactFlow'],
		summary: 'outside working hours the customer leaves a message',
		steps: [
			step('Route2IVR', 'customer'),
			node('ENTER', afterHours),
			node('LEAVE', { ...afterHours, nodeExitCode: 'Branch-B' }, atOnce),
			step('Released', 'customer', [10_000, 60_000], byCustomer),
			step('VoicemailReady', 'customer', [1_500, 6_000]),
			record,
		],
	},
	'outbound-answered': {
		...outbound,
		summary: 'an agent calls, the customer answers and hangs up first',
		steps: [
			...dials,
			...customerAnswers,
			step('Released', 'customer', talking, byCustomer),
			step('AgentRelease', 'agent', atOnce),
			step('Released', 'agent', atOnce, byCustomer),
			becomesReady('agent'),
			...recorded,
		],
	},
	'outbound-agent-hangs-up': {
		...outbound,
		summary: 'an agent calls, the customer answers, the agent hangs up first',
		steps: [
			...dials,
			...customerAnswers,
			...letsGo('agent', byAgent, talking),
			becomesReady('agent'),
			...recorded,
		],
	},
	'outbound-no-answer': {
		...missedOutbound,
		summary: 'an agent calls, nobody answers',
		steps: notReached([25_000, 60_000], '480 - Temporarily Unavailable', {
			earlyMediaState: 'NoAnswer',
			earlyMediaText: '您拨打的用户暂时无人接听',
		}),
	},
	'outbound-busy': {
		...missedOutbound,
		summary: 'an agent calls, the customer is busy',
		steps: notReached([1_000, 10_000], '486 - Busy Here', {
			earlyMediaState: 'Busy',
			earlyMediaText: '您拨打的用户正在通话中',
		}),
	},
	'outbound-rejected': {
		callType: 'OUTBOUND',
		dispositions: ['Reject'],
		summary: 'an agent calls, the customer declines the call',
		steps: notReached([2_000, 15_000], '603 - Decline', {}),
	},
	'outbound-unreachable': {
		...missedOutbound,
		summary: 'phone off, number out of service, wrong, restricted or not connected',
		steps: notReached([1_000, 15_000], '480 - Temporarily Unavailable', {
			earlyMediaState: {
				oneOf: ['PowerOff', 'OutOfService', 'NotExist', 'Restricted', 'NotConnected'],
			},
			earlyMediaText: '您拨打的电话无法接通',
		}),
	},
	'double-call': {
		callType: 'BACK2BACK',
		dispositions: ['Success'],
		summary: 'the centre calls the agent’s phone and the customer and connects them',
		steps: [
			step('Dialing', 'agent'),
			step('Ringing', 'agent', [500, 3_000], { destination: { agentId: 'agent' } }),
			step('Ringing', 'customer', [500, 4_000], { destination: { number: 'customer' } }),
			step('Established', 'agent', ringing),
			step('Established', 'customer', [100, 6_000]),
			step('Released', 'customer', talking, byCustomer),
			step('Released', 'agent', atOnce, byCustomer),
			...recorded,
		],
	},
	campaign: {
		callType: 'PREDICTIVE',
		dispositions: ['Success', 'NoAnswer'],
		summary: 'the dialler reaches one customer, connects an agent, and misses another',
		steps: [
			step('CampaignSubmitted', 'agent'),
			step('CampaignPaused', 'agent', [1_000, 20_000]),
			step('CampaignResumed', 'agent', [1_000, 20_000]),
			...ofCase(0, [
				step('Dialing', 'customer', soon),
				step('Ringing', 'customer', [1_000, 6_000], { destination: { number: 'customer' } }),
				step('Established', 'customer', ringing),
				step('Enqueue', 'customer', atOnce, bySkillGroup),
				...assignedTo('agent', [100, 3_000]),
				...answers('agent'),
				step('CaseAttempted', 'customer', soon, { attemptCount: 1 }),
				...ended,
				...recorded,
			]),
			...ofCase(1, [
				step('Dialing', 'customer', soon),
				step('Ringing', 'customer', [1_000, 6_000], { destination: { number: 'customer' } }),
				step('Released', 'customer', [25_000, 60_000], {
					...hungUpBy({ number: 'customer' }, '480 - Temporarily Unavailable'),
					earlyMediaState: 'NoAnswer',
				}),
				step('CaseAttempted', 'customer', soon, { attemptCount: 1 }),
				record,
			]),
			step('CampaignCompleted', 'agent', [1_000, 20_000]),
		],
	},
	'agent-day': {
		callType: null,
		dispositions: [],
		summary: 'no call: an agent checks in, works, takes a break and checks out',
		steps: [
			step('AgentCheckIn', 'agent'),
			step('AgentReady', 'agent', soon, { outboundScenario: 0 }),
			step('AgentBreak', 'agent', [600_000, 7_200_000]),
			step('AgentReady', 'agent', [60_000, 1_800_000], { outboundScenario: 0 }),
			step('AgentCheckOut', 'agent', [3_600_000, 14_400_000]),
		],
	},
} as const satisfies Record<string, Scenario>;

export type AliyunScenarioName = keyof typeof table;

/** Every scenario the simulator can play, by its name on the command line. */
export const aliyunScenarios: Readonly<Record<AliyunScenarioName, Scenario>> = table;

export const aliyunScenarioNames = Object.keys(table) as AliyunScenarioName[];

/** Half of what makes these scenarios what they are has no event in dialect 1.0. */
const onlyIn20: ReadonlySet<AliyunScenarioName> = new Set([
	'inbound-survey',
	'monitor',
	'coach',
	'voicemail',
	'campaign',
]);

export function scenariosOf(dialect: Dialect): AliyunScenarioName[] {
	return aliyunScenarioNames.filter((name) => dialect === '2.0' || !onlyIn20.has(name));
}

/** Whether a dialect has an event for a step. */
export function isToldIn(dialect: Dialect, { event, only }: Step): boolean {
	return nameIn(dialect, event) !== null && (!only || only === dialect);
}
