/** The vendor speaks two dialects (reference/aliyun §1.1); 2.0 is today's. */
export const dialects = ['1.0', '2.0'] as const;

export type Dialect = (typeof dialects)[number];

/** The events of dialect 2.0 that the flows are told in. */
export type EventName = keyof typeof namesIn10;

/**
 * What dialect 1.0 calls an event of 2.0 (reference/aliyun §1.1, §1.4); null = it does not have it.
 * After-call work (AgentACW) stands where 2.0 says that the agent let go of the call.
 */
export const namesIn10 = {
	AgentCheckIn: 'AgentCheckIn',
	AgentReady: 'AgentReady',
	AgentDialing: null,
	AgentRinging: 'AgentRinging',
	AgentRingingTimeout: 'RingingTimeout',
	AgentTalk: 'AgentTalk',
	AgentRelease: 'AgentACW',
	AgentBreak: 'AgentBreak',
	AgentCheckOut: 'AgentCheckOut',
	Dialing: 'Dialing',
	Ringing: 'Ringing',
	Established: 'CallEstablished',
	Released: 'CallReleased',
	Held: 'CallHeld',
	Retrieved: 'CallRetrieved',
	Muted: null,
	Unmuted: null,
	BlindTransfer: 'BlindTransfer',
	AttendedTransfer: 'AttendedTransfer',
	InitiateConsultant: null,
	StartConsultant: null,
	StopConsultant: null,
	Route2IVR: 'Route2IVR',
	IvrTracking: null,
	Abandoned: 'CallAbandoned',
	Enqueue: 'Enqueue',
	QueueingTimeout: 'QueueingTimeout',
	AssignAgent: 'AssignAgent',
	StartMonitor: null,
	StopMonitor: null,
	StartCoach: null,
	StopCoach: null,
	BargeIn: null,
	Intercept: null,
	TextStream: 'TextStream',
	SatisfactionSurveyOffer: null,
	SatisfactionSurveyResponse: null,
	RecordingReady: 'RecordingReady',
	DualTrackRecordingReady: 'DualTrackRecordingReady',
	CDRReady: 'CDRReady',
	VoicemailReady: null,
	CampaignSubmitted: null,
	CampaignPaused: null,
	CampaignResumed: null,
	CampaignCompleted: null,
	CaseAttempted: null,
} as const satisfies Record<string, string | null>;

/** The name an event has on the wire; null where the dialect does not have it. */
export function nameIn(dialect: Dialect, event: EventName): string | null {
	return dialect === '2.0' ? event : namesIn10[event];
}
