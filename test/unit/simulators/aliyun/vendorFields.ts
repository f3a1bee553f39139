/** The field names in the vendor's tables, by event (reference/aliyun §1.4, §1.5). */

const words = (text: string) => text.trim().split(/\s+/);

type Table = Record<string, string>;

const split = (table: Table, common: string): Record<string, string[]> =>
	Object.fromEntries(
		Object.entries(table).map(([event, own]) => [event, [...words(common), ...words(own)]]),
	);

const call20 =
	'contactId channelId callType caller callee broker additionalBroker contactFlowId mediaType callVariables tags';
const agent20 = 'agentId skillGroupIds';
const onCall20 = `${agent20} contactId channelId callType skillGroupId scenario mediaType`;
const served20 = `${call20} agentId skillGroupId`;

/** Dialect 2.0; `eventTime`, `eventType` and `instanceId` stand in every event. */
export const vendorFields20 = split(
	{
		AgentCheckIn: `${agent20} skillLevels workMode deviceId chatDeviceId maxSlots additivity`,
		AgentReady: `${agent20} outboundScenario`,
		AgentDialing: onCall20,
		AgentRinging: onCall20,
		AgentTalk: onCall20,
		AgentRelease: onCall20,
		AgentRingingTimeout: onCall20,
		AgentBreak: `${agent20} breakCode`,
		AgentCheckOut: agent20,
		Dialing: `${served20} scenario`,
		Established: `${served20} scenario`,
		Ringing: `${served20} scenario destination`,
		Released: `${served20} releaseReason scenario releaseInitiator earlyMediaState earlyMediaText`,
		Held: `${served20} heldChannelId`,
		Retrieved: `${served20} retrievedChannelId`,
		Muted: `${served20} mutedChannelId`,
		Unmuted: `${served20} unmutedChannelId`,
		BlindTransfer: `${served20} originator destination`,
		AttendedTransfer: `${served20} originator destination`,
		InitiateConsultant: `${served20} counterparty`,
		StartConsultant: `${served20} counterparty`,
		StopConsultant: `${served20} counterparty`,
		Route2IVR: call20,
		Abandoned: `${served20} abandonPhase contactFlowType queueType`,
		Enqueue: `${served20} queueType`,
		QueueingTimeout: `${served20} queueType`,
		AssignAgent: `${served20} queueType`,
		StartMonitor: `${served20} counterparty`,
		StopMonitor: `${served20} counterparty`,
		StartCoach: `${served20} counterparty`,
		StopCoach: `${served20} counterparty`,
		BargeIn: `${served20} counterparty`,
		IvrTracking: `contactId channelId caller callee flowId flowType nodeId nodeName nodeType
			nodeExitCode nextNodeId nodeProperties nodeVariables nodeAction channelVariables`,
		TextStream: `agentId asrTaskId beginOffsetMS beginTime beginTimeMS callType callee caller channelId
			channelName channelType contactId customerId endOffsetMS extraInfo finished mediaType
			skillGroupId text wordInfoList`,
		SatisfactionSurveyOffer: `${agent20} contactId skillGroupId surveyChannel callType caller callee`,
		SatisfactionSurveyResponse: `${agent20} contactId skillGroupId surveyChannel rating userInput`,
		RecordingReady: 'contactId startTime endTime agentIds fileName downloadURL duration',
		DualTrackRecordingReady: 'contactId startTime endTime agentIds fileName downloadURL duration',
		CDRReady: `${call20} startTime establishedTime endTime dispositionCode agentIds skillGroupIds`,
	},
	'eventTime eventType instanceId',
);

/** Their fields are not documented: names only. */
export const undocumented20 = [
	'VoicemailReady',
	'CampaignSubmitted',
	'CampaignPaused',
	'CampaignResumed',
	'CampaignCompleted',
	'CaseAttempted',
];

const call10 = 'contactId connectId callType caller broker callee agentId skillGroupId instanceId';
const agent10 = 'agentId skillGroupIds instanceId result remark';
const onCall10 = `${agent10} contactId connectId`;
const centre10 = 'instanceId connectId callType caller broker callee contactId';
const transfer10 =
	'agentId callType caller callee skillGroupIds instanceId contactId connectId transferor destination';
const record10 = 'contactId fileName downloadURL agentId skillGroupId instanceId';

/** Dialect 1.0; `EventTime` and `EventType` stand in every event. */
export const vendorFields10 = split(
	{
		Dialing: call10,
		Ringing: `${call10} destination`,
		CallEstablished: call10,
		CallReleased: `${call10} initiator releaseReason`,
		CallHeld: call10.replace(' broker', ''),
		CallRetrieved: call10.replace(' broker', ''),
		AgentCheckIn: agent10,
		AgentReady: agent10,
		AgentRinging: onCall10,
		AgentTalk: onCall10,
		AgentACW: onCall10,
		AgentBreak: `${agent10} breakReason breakCode`,
		AgentCheckOut: agent10,
		BlindTransfer: `${transfer10} result remark`,
		AttendedTransfer: transfer10,
		Route2IVR: `${centre10} contactFlowId contactFlowName`,
		CallAbandoned: `${centre10} abandonPhase contactFlowId skillGroupId agentId`,
		Enqueue: `${centre10} contactFlowId queueType skillGroupId agentId`,
		QueueingTimeout: `${centre10} queueType skillGroupId agentId`,
		AssignAgent: `${centre10} queueType skillGroupId agentId`,
		RingingTimeout: `${centre10} skillGroupId agentId`,
		TextStream: `instanceId skillGroupId agentId contactId connectId caller callee channelId channelType
			channelName text finished beginTime beginOffsetMS endOffsetMS extraInfo`,
		CDRReady: 'contactId connectId callType caller callee agentId skillGroupId instanceId',
		RecordingReady: record10,
		DualTrackRecordingReady: record10,
	},
	'EventTime EventType',
);

const pascalRecording =
	'StartTime EndTime ContactId FileName DownloadURL Duration Url AgentId segments instanceId';

/** What the later document of 1.0 has in Pascal case. */
export const pascalFields10 = split(
	{
		CDRReady:
			'StartTime EndTime ContactId ConnectId CallType Caller Callee AgentId SkillGroupIds InstanceId',
		RecordingReady: pascalRecording,
		DualTrackRecordingReady: pascalRecording,
	},
	'EventTime EventType',
);
