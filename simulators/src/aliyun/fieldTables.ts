import type { EventName } from './dialect.ts';

/** The fields of every event in the order of the vendor's tables, by the event's name in 2.0. */
export type FieldTable = Partial<Record<EventName, readonly string[]>>;

const common = ['eventTime', 'eventType', 'instanceId'];
const agent = [...common, 'agentId', 'skillGroupIds'];
const agentOnCall = [
	...agent,
	'contactId',
	'channelId',
	'callType',
	'skillGroupId',
	'scenario',
	'mediaType',
];
const call = [
	...common,
	'contactId',
	'channelId',
	'callType',
	'mediaType',
	'caller',
	'callee',
	'broker',
	'additionalBroker',
	'contactFlowId',
	'callVariables',
];
const served = [...call, 'agentId', 'skillGroupId'];
const queued = [...call, 'queueType', 'agentId', 'skillGroupId', 'tags'];
const recording = [
	...common,
	'contactId',
	'startTime',
	'endTime',
	'agentIds',
	'fileName',
	'downloadURL',
	'duration',
];
const ofCampaign = [...common, 'campaignId', 'campaignName'];

/**
 * Dialect 2.0 (reference/aliyun §1.5). Not documented, and so assumed here: the fields of a voicemail
 * (as a recording's), of a campaign, and that a call record has the call events' common fields.
 */
export const fieldsIn20: FieldTable & Record<EventName, readonly string[]> = {
	AgentCheckIn: [
		...agent,
		'skillLevels',
		'workMode',
		'deviceId',
		'chatDeviceId',
		'maxSlots',
		'additivity',
	],
	AgentReady: [...agent, 'outboundScenario'],
	AgentDialing: agentOnCall,
	AgentRinging: agentOnCall,
	AgentRingingTimeout: agentOnCall,
	AgentTalk: agentOnCall,
	AgentRelease: agentOnCall,
	AgentBreak: [...agent, 'breakCode'],
	AgentCheckOut: agent,
	Dialing: [...served, 'scenario', 'tags'],
	Ringing: [...served, 'scenario', 'destination', 'tags'],
	Established: [...served, 'scenario', 'tags'],
	Released: [
		...served,
		'releaseInitiator',
		'releaseReason',
		'scenario',
		'earlyMediaState',
		'earlyMediaText',
		'tags',
	],
	Held: [...served, 'heldChannelId'],
	Retrieved: [...served, 'retrievedChannelId'],
	Muted: [...served, 'mutedChannelId'],
	Unmuted: [...served, 'unmutedChannelId'],
	BlindTransfer: [...served, 'originator', 'destination'],
	AttendedTransfer: [...served, 'originator', 'destination'],
	InitiateConsultant: [...served, 'counterparty'],
	StartConsultant: [...served, 'counterparty'],
	StopConsultant: [...served, 'counterparty'],
	Route2IVR: call,
	IvrTracking: [
		...common,
		...['contactId', 'channelId', 'caller', 'callee', 'flowId', 'flowType', 'nodeId', 'nodeName'],
		...['nodeType', 'nodeExitCode', 'nextNodeId', 'nodeProperties', 'nodeVariables', 'nodeAction'],
		'channelVariables',
	],
	Abandoned: [...served, 'abandonPhase', 'contactFlowType', 'queueType', 'tags'],
	Enqueue: queued,
	QueueingTimeout: queued,
	AssignAgent: queued,
	StartMonitor: [...served, 'counterparty'],
	StopMonitor: [...served, 'counterparty'],
	StartCoach: [...served, 'counterparty'],
	StopCoach: [...served, 'counterparty'],
	BargeIn: [...served, 'counterparty'],
	Intercept: [...served, 'counterparty'],
	TextStream: [
		...common,
		...['contactId', 'channelId', 'callType', 'mediaType', 'caller', 'callee', 'agentId'],
		...[
			'skillGroupId',
			'customerId',
			'asrTaskId',
			'channelType',
			'channelName',
			'text',
			'finished',
		],
		...['beginTime', 'beginTimeMS', 'beginOffsetMS', 'endOffsetMS', 'extraInfo', 'wordInfoList'],
	],
	SatisfactionSurveyOffer: [
		...agent,
		...['contactId', 'skillGroupId', 'surveyChannel', 'callType', 'caller', 'callee'],
	],
	SatisfactionSurveyResponse: [
		...agent,
		...['contactId', 'skillGroupId', 'surveyChannel', 'rating', 'userInput'],
	],
	RecordingReady: recording,
	DualTrackRecordingReady: recording,
	VoicemailReady: recording,
	CDRReady: [
		...common,
		...['contactId', 'callType', 'mediaType', 'caller', 'callee', 'broker', 'contactFlowId'],
		...['startTime', 'establishedTime', 'endTime', 'dispositionCode', 'agentIds', 'skillGroupIds'],
	],
	CampaignSubmitted: ofCampaign,
	CampaignPaused: ofCampaign,
	CampaignResumed: ofCampaign,
	CampaignCompleted: ofCampaign,
	CaseAttempted: [...ofCampaign, 'caseId', 'contactId', 'callee', 'attemptCount'],
};

const inCall = [
	...['EventTime', 'EventType', 'contactId', 'connectId', 'callType'],
	...['caller', 'broker', 'callee', 'agentId', 'skillGroupId', 'instanceId'],
];
const agentState = ['EventTime', 'EventType', 'agentId', 'skillGroupIds', 'instanceId'];
const agentResult = [...agentState, 'result', 'remark'];
const agentResultOnCall = [...agentState, 'contactId', 'connectId', 'result', 'remark'];
const centre = [
	...['EventTime', 'EventType', 'instanceId', 'connectId', 'callType'],
	...['caller', 'broker', 'callee', 'contactId'],
];
const inQueue = [...centre, 'queueType', 'skillGroupId', 'agentId'];
const transfer = [
	...['EventTime', 'EventType', 'agentId', 'callType', 'caller', 'callee', 'skillGroupIds'],
	...['instanceId', 'contactId', 'connectId', 'transferor', 'destination'],
];
const held = [
	...['EventTime', 'EventType', 'contactId', 'connectId', 'callType'],
	...['caller', 'callee', 'agentId', 'skillGroupId', 'instanceId'],
];
const recordingOf2021 = [
	...['EventTime', 'EventType', 'contactId', 'fileName', 'downloadURL'],
	...['agentId', 'skillGroupId', 'instanceId'],
];

/** Dialect 1.0 as the document of 2021 has it (reference/aliyun §1.4, G1), events under their 2.0 names. */
export const fieldsIn10: FieldTable = {
	AgentCheckIn: agentResult,
	AgentReady: agentResult,
	AgentRinging: agentResultOnCall,
	AgentTalk: agentResultOnCall,
	AgentRelease: agentResultOnCall,
	AgentBreak: [...agentState, 'breakReason', 'breakCode', 'result', 'remark'],
	AgentCheckOut: agentResult,
	AgentRingingTimeout: [...centre, 'skillGroupId', 'agentId'],
	Dialing: inCall,
	Ringing: [...inCall, 'destination'],
	Established: inCall,
	Released: [...inCall, 'initiator', 'releaseReason'],
	Held: held,
	Retrieved: held,
	BlindTransfer: [...transfer, 'result', 'remark'],
	AttendedTransfer: transfer,
	Route2IVR: [...centre, 'contactFlowId', 'contactFlowName'],
	Abandoned: [...centre, 'abandonPhase', 'contactFlowId', 'skillGroupId', 'agentId'],
	Enqueue: [...centre, 'contactFlowId', 'queueType', 'skillGroupId', 'agentId'],
	QueueingTimeout: inQueue,
	AssignAgent: inQueue,
	TextStream: [
		...['EventTime', 'EventType', 'instanceId', 'skillGroupId', 'agentId', 'contactId'],
		...['connectId', 'caller', 'callee', 'channelId', 'channelType', 'channelName', 'text'],
		...['finished', 'beginTime', 'beginOffsetMS', 'endOffsetMS', 'extraInfo'],
	],
	CDRReady: [
		...['EventTime', 'EventType', 'contactId', 'connectId', 'callType', 'caller', 'callee'],
		...['agentId', 'skillGroupId', 'instanceId'],
	],
	RecordingReady: recordingOf2021,
	DualTrackRecordingReady: recordingOf2021,
};

const laterRecording = [
	...['EventTime', 'EventType', 'StartTime', 'EndTime', 'ContactId', 'FileName', 'DownloadURL'],
	...['Duration', 'Url', 'AgentId', 'segments', 'instanceId'],
];

/** Records in the later document of dialect 1.0 (reference/aliyun §1.4, S1): Pascal case and more of it. */
export const laterRecordFieldsIn10: FieldTable = {
	CDRReady: [
		...['EventTime', 'EventType', 'StartTime', 'EndTime', 'ContactId', 'ConnectId', 'CallType'],
		...['Caller', 'Callee', 'AgentId', 'SkillGroupIds', 'InstanceId'],
	],
	RecordingReady: laterRecording,
	DualTrackRecordingReady: laterRecording,
};
