import type { RandomSource } from '../randomSource.ts';
import type { Dialect } from './dialect.ts';
import { nameIn } from './dialect.ts';
import type { Contact, Parties, Side } from './parties.ts';
import { breakReasons, contactFlow } from './people.ts';
import type { Disposition, Scenario, Step, Value } from './scenarios.ts';

/** What is known of one event, under the field names of both dialects; the tables pick from it. */
export type Facts = Record<string, unknown>;

/** What has happened to a contact so far; milliseconds since 1970. */
export interface Course {
	startedAt: number;
	establishedAt: number | null;
	endedAt: number | null;
	isQueued: boolean;
	agents: readonly ServingSide[];
}

export interface Happening {
	dialect: Dialect;
	step: Step;
	scenario: Scenario;
	parties: Parties;
	contact: Contact;
	disposition: Disposition | undefined;
	course: Course;
	time: number;
	random: RandomSource;
}

type ServingSide = 'agent' | 'second';

const callTypesIn10: Record<string, string> = {
	INBOUND: 'Inbound',
	OUTBOUND: 'Outbound',
	BACK2BACK: 'Back2Back',
	PREDICTIVE: 'PredictiveDial',
	CONSULTANT: 'Internal',
};

/** The signed link of a recording in the vendor's shape, on a host that cannot exist. */
const recordingHost = 'https://ccc-recordings.oss.invalid';

/** Every field an event of this kind, at this time, may have. */
export function factsOf(happening: Happening): Facts {
	const { dialect, step, parties, contact, time } = happening;
	const name = nameIn(dialect, step.event);
	return {
		eventTime: new Date(time).toISOString(),
		eventType: name,
		instanceId: parties.instanceId,
		contactId: contact.contactId,
		channelId: channelIdOf(happening, step.side),
		connectId: contact.connectIds[step.side],
		mediaType: 'AUDIO',
		callVariables: contact.callVariables,
		...numbersOf(happening),
		...agentFacts(happening),
		...flowFacts(happening),
		...recordFacts(happening),
		...campaignFacts(happening),
		...ownFacts(happening),
	};
}

/** Who called whom (reference/aliyun §1.5, the sample of §1.8). */
function numbersOf({ dialect, step, scenario, parties, contact }: Happening): Facts {
	const { line, agentIds } = parties;
	const { customer } = contact;
	const ownType = step.own?.['callType'];
	const callType = typeof ownType === 'string' ? ownType : scenario.callType;
	const parts: Record<string, [string, string]> = {
		INBOUND: [customer, line],
		OUTBOUND: [line, customer],
		PREDICTIVE: [line, customer],
		BACK2BACK: [line, customer],
		CONSULTANT: [agentIds.agent, agentIds.second],
		MONITOR: [agentIds.supervisor, agentIds.agent],
	};
	const [caller, callee] = parts[callType ?? ''] ?? [undefined, undefined];
	return {
		callType: dialect === '2.0' ? callType : callTypesIn10[callType ?? ''],
		caller,
		callee,
		broker: line,
	};
}

function agentFacts({ dialect, step, scenario, parties, course, random }: Happening): Facts {
	const { side, event } = step;
	const serving = side === 'customer' ? course.agents.at(-1) : side;
	const isRouted = scenario.callType === 'INBOUND' || scenario.callType === 'PREDICTIVE';
	const inGroup = !isRouted || course.isQueued || event === 'Enqueue';
	const fullId = serving ? parties.agentIds[serving] : undefined;
	const isRecording = event === 'RecordingReady' || event === 'DualTrackRecordingReady';
	const groupIds = parties.skillGroupIds.split(',');
	const breakReason = event === 'AgentBreak' ? random.pick(breakReasons) : undefined;
	return {
		// reference/aliyun §1.4: recordings of 1.0 show the agent without the part after the @.
		agentId: isRecording && dialect === '1.0' ? fullId?.split('@')[0] : fullId,
		skillGroupId: inGroup ? parties.skillGroupId : undefined,
		skillGroupIds: event === 'CDRReady' ? recordGroup(course, parties) : parties.skillGroupIds,
		// §1.9: the call record of 1.0 names the group where others give its id.
		SkillGroupIds: course.agents.length > 0 ? parties.skillGroup.name : undefined,
		skillLevels: groupIds.map((skillGroupId) => ({ skillLevel: 5, skillGroupId })),
		workMode: 'ON_SITE',
		deviceId: 'CCC-192.0.2.6-chrome-simulator',
		chatDeviceId: 'simulator',
		maxSlots: 10,
		additivity: false,
		result: '0',
		breakCode: breakReason,
		breakReason,
	};
}

function recordGroup({ isQueued, agents }: Course, { skillGroupId }: Parties): string {
	return isQueued || agents.length > 0 ? skillGroupId : '';
}

function flowFacts({ step, scenario, parties }: Happening): Facts {
	const isInFlow = scenario.callType === 'INBOUND';
	const own = step.own ?? {};
	const pressed = own['nodeType'] === 'GATHER_INPUT' && own['nodeExitCode'] === 'Success';
	return {
		contactFlowId: isInFlow ? contactFlow.id : undefined,
		contactFlowName: isInFlow ? contactFlow.name : undefined,
		flowId: contactFlow.id,
		nodeProperties: '{}',
		nodeVariables: pressed ? JSON.stringify({ digits: parties.skillGroup.key }) : '{}',
		channelVariables: '{}',
	};
}

/** Of recordings, call records and surveys. */
function recordFacts({ step, parties, contact, disposition, course, random }: Happening): Facts {
	const { startedAt, establishedAt, endedAt, agents } = course;
	const isRecord = step.event === 'CDRReady';
	const from = isRecord ? startedAt : (establishedAt ?? startedAt);
	const suffix = step.event === 'DualTrackRecordingReady' ? '-dual' : '';
	const fileName = `${contact.contactId}${suffix}.wav`;
	const isRated = step.event === 'SatisfactionSurveyResponse';
	const rating = isRated ? random.integer(1, 5) : undefined;
	const expires = Math.floor((endedAt ?? startedAt) / 1000) + 86_400;
	const link = `${recordingHost}/${fileName}?Expires=${expires}&OSSAccessKeyId=SIMULATED&Signature=none`;
	return {
		startTime: inSeconds(from),
		establishedTime: establishedAt === null ? '' : inSeconds(establishedAt),
		endTime: endedAt === null ? undefined : inSeconds(endedAt),
		duration: endedAt === null ? undefined : Math.round((endedAt - from) / 1000),
		dispositionCode: disposition,
		agentIds: agents.map((side) => parties.agentIds[side]).join(','),
		fileName,
		downloadURL: link,
		Url: `${recordingHost}/old/${fileName}`,
		segments: [],
		rating,
		userInput: rating === undefined ? undefined : String(rating),
	};
}

function campaignFacts({ scenario, parties, contact }: Happening): Facts {
	if (scenario.callType !== 'PREDICTIVE') return {};
	const { campaign } = parties;
	return {
		campaignId: campaign.id,
		campaignName: campaign.name,
		caseId: contact.caseId,
		tags: `bizId=${contact.caseId}`,
	};
}

function ownFacts(happening: Happening): Facts {
	const { dialect, step, contact, parties } = happening;
	const own: Facts = {};
	for (const [key, value] of Object.entries(step.own ?? {})) {
		if (key !== 'callType') own[key] = resolve(value, happening);
	}
	const { releaseInitiator, originator, abandonPhase, breakCode } = own;
	const isOfCustomer = releaseInitiator === contact.customer;
	return {
		...own,
		// Dialect 1.0's names of the same; it gives numbers only.
		...(releaseInitiator === undefined
			? {}
			: { initiator: isOfCustomer ? contact.customer : parties.line }),
		...(originator === undefined ? {} : { transferor: originator }),
		...(breakCode === undefined ? {} : { breakReason: breakCode }),
		...(abandonPhase === 'Ringing' && dialect === '1.0' ? { abandonPhase: 'Ring' } : {}),
	};
}

function channelIdOf({ scenario, contact }: Happening, side: Side): string {
	return contact.channelIds[scenario.callType === 'INBOUND' ? 'in' : 'out'][side];
}

function resolve(value: Value, happening: Happening): unknown {
	const { parties, contact, random } = happening;
	if (typeof value !== 'object') return value;
	if ('agentId' in value) return parties.agentIds[value.agentId];
	if ('channelId' in value) return channelIdOf(happening, value.channelId);
	if ('oneOf' in value) return random.pick(value.oneOf);
	return value.number === 'customer' ? contact.customer : parties.line;
}

const rung = new Set(['AgentDialing', 'Dialing', 'AssignAgent', 'AgentRinging', 'Ringing']);

/** The contact's course with one more step. */
export function withStep(course: Course, scenario: Scenario, step: Step, time: number): Course {
	const { event, side } = step;
	// The customer answers an outbound call, an agent every other one.
	const answers: Side[] = scenario.callType === 'OUTBOUND' ? ['customer'] : ['agent', 'second'];
	const isAnswer = event === 'Established' && answers.includes(side);
	const isAgent = (side === 'agent' || side === 'second') && rung.has(event);
	return {
		startedAt: course.startedAt,
		establishedAt: course.establishedAt ?? (isAnswer ? time : null),
		endedAt: event === 'Released' ? time : course.endedAt,
		isQueued: course.isQueued || event === 'Enqueue',
		agents: isAgent ? [...new Set([...course.agents, side])] : course.agents,
	};
}

/** The vendor writes these times without milliseconds (reference/aliyun §1.2). */
function inSeconds(time: number): string {
	return new Date(time).toISOString().replace(/\.\d+Z$/, 'Z');
}
