import type { CallEvent, EventType } from '../callEvent/callEvent';

/** What an operator chooses by. */
export const EVENT_GROUPS = [
	'call',
	'queue',
	'agent',
	'supervisor',
	'ivr',
	'recording',
	'survey',
	'stream',
	'campaign',
] as const;
export type EventGroup = (typeof EVENT_GROUPS)[number];

export interface AliyunEvent {
	/** As dialect 2.0 writes it; as 1.0 does where only 1.0 has it. */
	name: string;
	/** As dialect 1.0 writes it, where that is another name (reference/aliyun §1.1). */
	alias?: string;
	group: EventGroup;
	title: string;
	/** What it is as a call event; of a channel's event, when the channel is the one awaited. */
	type: EventType;
	/** Where the call is afterwards; null where the event does not tell. */
	status: CallEvent['call']['status'];
	/** Order inside one instant, 0 to 99, after the vendor's sequences (reference/aliyun §1.6). */
	rank: number;
}

type Row = readonly [
	name: string,
	type: EventType,
	status: AliyunEvent['status'],
	rank: number,
	title: string,
	alias?: string,
];

/**
 * Channel and scene events (reference/aliyun §1.4, §1.5). The three Consultant events are of the
 * agent who consults: the vendor made them of AgentDialing, AgentTalk and AgentRelease, to tell them
 * from those of the call itself (event definitions 2.0, 话务事件).
 */
const CALL_EVENTS: readonly Row[] = [
	['Route2IVR', 'call.ivr', 'ivr', 5, 'the call enters the IVR'],
	['Dialing', 'call.created', 'created', 20, 'a channel begins to dial'],
	['Ringing', 'call.ringing', 'ringing', 22, 'one party rings'],
	[
		'Established',
		'call.answered',
		'in_progress',
		34,
		'the call is answered on one channel',
		'CallEstablished',
	],
	['Held', 'call.held', 'on_hold', 40, 'the call is put on hold', 'CallHeld'],
	['Retrieved', 'call.resumed', 'in_progress', 42, 'the call is taken off hold', 'CallRetrieved'],
	['Muted', 'call.muted', 'in_progress', 44, 'a party is muted'],
	['Unmuted', 'call.unmuted', 'in_progress', 46, 'a party is no longer muted'],
	['InitiateConsultant', 'agent.state_changed', null, 19, 'the agent calls a colleague to consult'],
	[
		'StartConsultant',
		'agent.state_changed',
		null,
		50,
		'the agent talks to the consulted colleague',
	],
	['StopConsultant', 'agent.state_changed', null, 88, 'the consultation ends'],
	['BlindTransfer', 'call.transferred', 'in_progress', 84, 'the call is transferred directly'],
	['AttendedTransfer', 'call.transferred', 'in_progress', 86, 'transferred after consulting'],
	['StartConference', 'call.conferenced', 'in_progress', 56, 'a conference begins'],
	['Threeway', 'call.conferenced', 'in_progress', 58, 'a third party joins'],
	['StopConference', 'call.leg_ended', null, 78, 'a conference ends'],
	['RingingTimeout', 'call.leg_ended', null, 26, 'the agent did not pick up in time'],
	['Released', 'call.ended', 'ended', 90, 'one party hung up or was hung up', 'CallReleased'],
	['Abandoned', 'call.ended', 'ended', 89, 'the customer gave up', 'CallAbandoned'],
];

const QUEUE_EVENTS: readonly Row[] = [
	['Enqueue', 'call.queued', 'queued', 10, 'the call joins a queue'],
	['QueueingRerouted', 'call.queued', 'queued', 12, 'the call moves to another queue'],
	['AssignAgent', 'call.assigned', 'queued', 14, 'an agent is found for the call'],
	['AssignAgentFailure', 'call.queued', 'queued', 15, 'the call could not be given to the agent'],
	['DispatchingFailure', 'call.queued', 'queued', 16, 'no agent could be found for the call'],
	['QueueingTimeout', 'queue.timeout', null, 28, 'no agent was free in time'],
	['QueueingOverflow', 'queue.timeout', null, 28, 'the queue is full'],
	['QueueingCancelled', 'queue.timeout', null, 29, 'the call left the queue'],
	['QueueingFailure', 'queue.timeout', null, 29, 'queueing failed'],
];

const AGENT_EVENTS: readonly Row[] = [
	['AgentCheckIn', 'agent.state_changed', null, 2, 'the agent checks in'],
	['AgentDialing', 'agent.state_changed', null, 18, 'the agent dials'],
	['AgentRinging', 'agent.state_changed', null, 24, "the agent's phone rings"],
	['AgentRingingTimeout', 'agent.state_changed', null, 27, 'the agent did not pick up in time'],
	['AgentTalk', 'agent.state_changed', null, 30, 'the agent talks'],
	['AgentRelease', 'agent.state_changed', null, 80, "the agent's call is over"],
	['AgentACW', 'agent.state_changed', null, 93, 'after-call work begins'],
	['AgentReady', 'agent.state_changed', null, 95, 'the agent is ready'],
	['AgentBreak', 'agent.state_changed', null, 96, 'the agent takes a break'],
	['AgentCheckOut', 'agent.state_changed', null, 99, 'the agent checks out'],
];

const SUPERVISOR_EVENTS: readonly Row[] = [
	['StartMonitor', 'monitor.changed', null, 52, 'a supervisor listens in'],
	['StartCoach', 'monitor.changed', null, 53, 'a supervisor whispers to the agent'],
	['BargeIn', 'monitor.changed', null, 54, 'a supervisor joins the call'],
	['StopCoach', 'monitor.changed', null, 79, 'a supervisor stops whispering'],
	['Intercept', 'monitor.changed', null, 86, 'a supervisor takes the call over'],
	['StopMonitor', 'monitor.changed', null, 87, 'a supervisor stops listening'],
];

const RECORDING_EVENTS: readonly Row[] = [
	['RecordingReady', 'recording.ready', null, 96, 'the recording can be fetched'],
	[
		'DualTrackRecordingReady',
		'recording.ready',
		null,
		97,
		'the recording with a track for each side',
	],
	['VoicemailReady', 'voicemail.ready', null, 94, 'a voicemail can be fetched'],
	['CDRReady', 'call.cdr', 'ended', 98, 'the record of the whole call'],
];

const OTHER_EVENTS: ReadonlyArray<readonly [EventGroup, readonly Row[]]> = [
	['ivr', [['IvrTracking', 'call.ivr', 'ivr', 6, 'a step of the IVR begins or ends']]],
	[
		'survey',
		[
			['SatisfactionSurveyOffer', 'survey.offered', null, 91, 'the customer is asked'],
			['SatisfactionSurveyResponse', 'survey.answered', null, 92, 'the customer answers'],
		],
	],
	[
		'stream',
		[
			['TextStream', 'transcript.ready', null, 48, 'what is being said, as live text'],
			['MediaStream', 'stream.changed', null, 38, 'live audio'],
		],
	],
	[
		'campaign',
		[
			['CampaignSubmitted', 'campaign.state_changed', null, 2, 'a campaign is submitted'],
			['CampaignResumed', 'campaign.state_changed', null, 4, 'a campaign goes on'],
			['CaseAttempted', 'campaign.case_attempted', null, 88, 'a number of a campaign was called'],
			['CampaignPaused', 'campaign.state_changed', null, 94, 'a campaign is paused'],
			['CampaignAborted', 'campaign.state_changed', null, 96, 'a campaign is aborted'],
			['CampaignCompleted', 'campaign.state_changed', null, 98, 'a campaign is completed'],
		],
	],
];

function rowsOf(group: EventGroup, rows: readonly Row[]): AliyunEvent[] {
	return rows.map(([name, type, status, rank, title, alias]) => ({
		name,
		...(alias === undefined ? {} : { alias }),
		group,
		title: `${name}: ${title}`,
		type,
		status,
		rank,
	}));
}

/**
 * Every known event of both dialects (reference/aliyun §1.4, §1.5): the one table of them. Names of
 * 1.0 that differ are aliases; what was pushed stands in `raw`.
 */
export const ALIYUN_EVENTS: readonly AliyunEvent[] = [
	...rowsOf('call', CALL_EVENTS),
	...rowsOf('queue', QUEUE_EVENTS),
	...rowsOf('agent', AGENT_EVENTS),
	...rowsOf('supervisor', SUPERVISOR_EVENTS),
	...rowsOf('recording', RECORDING_EVENTS),
	...OTHER_EVENTS.flatMap(([group, rows]) => rowsOf(group, rows)),
];

export const EVENT_NAMES: readonly string[] = ALIYUN_EVENTS.map(({ name }) => name);

const BY_NAME: ReadonlyMap<string, AliyunEvent> = new Map(
	ALIYUN_EVENTS.flatMap((event) =>
		[event.name, event.alias ?? event.name].map((name) => [name.toLowerCase(), event] as const),
	),
);

/**
 * The event a name of either dialect stands for; null when nobody knows it. Blanks around the name
 * and its case do not matter: the vendor's own sample prints `"Dialing "` (reference/aliyun §1.5).
 */
export function aliyunEventNamed(name: string): AliyunEvent | null {
	return BY_NAME.get(name.trim().toLowerCase()) ?? null;
}
