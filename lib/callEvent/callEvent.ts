import { z } from 'zod';

import { phoneNumberSchema } from '../phone/phoneNumber';

/**
 * What happened. Version 1 only ever grows: a type is added, never renamed. The `leg_` types are of
 * one participant and do not change where the call is: a consulted colleague answers, the customer
 * hangs up while the agents still talk.
 */
export const EVENT_TYPES = [
	'call.created',
	'call.ivr',
	'call.queued',
	'call.assigned',
	'call.ringing',
	'call.leg_ringing',
	'call.leg_answered',
	'call.answered',
	'call.held',
	'call.resumed',
	'call.muted',
	'call.unmuted',
	'call.transferred',
	'call.conferenced',
	'call.leg_ended',
	'call.ended',
	'call.cdr',
	'recording.ready',
	'voicemail.ready',
	'transcript.ready',
	'survey.offered',
	'survey.answered',
	'agent.state_changed',
	'queue.timeout',
	'monitor.changed',
	'campaign.state_changed',
	'campaign.case_attempted',
	'records.ready',
	'stream.changed',
	'unknown',
] as const;

export const VENDORS = ['tencent-ccc', 'astercc', 'aliyun-ccc', 'huawei-cec'] as const;
export const CHANNELS = ['voice', 'video', 'chat', 'ticket'] as const;
export const DIRECTIONS = ['inbound', 'outbound', 'internal', 'unknown'] as const;
export const STATUSES = [
	'created',
	'ivr',
	'queued',
	'ringing',
	'in_progress',
	'on_hold',
	'ended',
] as const;
export const OUTCOMES = [
	'answered',
	'missed',
	'abandoned_ivr',
	'abandoned_queue',
	'abandoned_ringing',
	'no_answer',
	'busy',
	'rejected',
	'unreachable',
	'invalid_number',
	'blocked',
	'after_hours',
	'no_agent',
	'voicemail',
	'canceled',
	'failed',
	'ivr_complete',
	'unknown',
] as const;
export const CALL_TYPES = ['manual', 'predictive', 'internal', 'unknown'] as const;
export const HANGUP_PARTIES = ['customer', 'agent', 'system', 'unknown'] as const;
export const AGENT_STATES = [
	'available',
	'dialing',
	'ringing',
	'talking',
	'paused',
	'wrap_up',
	'offline',
	'unknown',
] as const;
/** `dual`: both sides, each on a track of its own. */
export const RECORDING_PARTIES = ['customer', 'agent', 'mixed', 'dual'] as const;
/** What a file of records holds; `call_records` is also the index of recordings. */
export const FILE_CONTENTS = ['call_records', 'agent_operations', 'agent_skills'] as const;
export const CAMPAIGN_STATES = ['submitted', 'paused', 'running', 'aborted', 'completed'] as const;

const text = z.string().min(1).nullable();
const instant = z.iso.datetime({ precision: 3 }).nullable();
const seconds = z.int().nonnegative().nullable();

const keyPress = z.object({
	key: text.describe('The digits the caller pressed'),
	label: text.describe('What the contact center calls that choice'),
});

const agentStateDetail = z.object({
	code: text.describe("The vendor's own word for the state, or for the setting that changed"),
	text: text.describe('What that means'),
});

const outcomeDetail = z.object({
	code: text.describe("The vendor's own status, unchanged"),
	text: text.describe('What that status means'),
});

const ivrNode = z.object({
	id: text.describe("The vendor's id of the step"),
	name: text.describe("What the step is called in the vendor's flow"),
	type: text.describe("The vendor's name for this kind of step"),
	action: z
		.enum(['enter', 'leave'])
		.nullable()
		.describe('Whether the call enters the step or leaves it'),
	exitCode: text.describe('How the step was left'),
});

const leg = z.object({
	index: z.int().describe('The position among the parts, from 0'),
	type: text.describe("The vendor's name for this kind of participant"),
	agentId: text.describe('The agent, null for an outside line'),
	agentPhone: phoneNumberSchema.nullable().describe('The number that was called for this part'),
	queueId: text.describe('The skill group the agent took the call for'),
	queueName: text.describe('Its name'),
	startedAt: instant.describe('When this part began'),
	ringingAt: instant.describe('When it began to ring'),
	answeredAt: instant.describe('When it was answered'),
	endedAt: instant.describe('When it ended'),
	ringSeconds: seconds.describe('How long it rang'),
	talkSeconds: seconds.describe('How long they talked'),
	outcome: z.enum(OUTCOMES).describe('How this part ended'),
	outcomeDetail: outcomeDetail.describe("The vendor's words for that"),
	recordingId: text.describe('The id of the recording of this part'),
	transferFrom: text.describe('Who passed the call on to this part'),
	transferFromType: text.describe("What that is, in the vendor's words"),
	transferTo: text.describe('To whom this part passed the call on'),
	transferToType: text.describe("What that is, in the vendor's words"),
});

/**
 * The call event, version 1: what every trigger hands the workflow, whatever the vendor.
 * Names follow CloudEvents 1.0 where one exists. Absent is null, times are ISO 8601 UTC with
 * milliseconds, durations are whole seconds. This schema is the only definition: types, JSON Schema
 * (`docs/call-event.schema.json`), the editor's preview and the contract tests come from it.
 */
export const callEventSchema = z.object({
	schemaVersion: z.literal(1).describe('The version of this description'),
	id: z.string().min(1).describe('The same push twice has the same id: use it for an upsert'),
	source: z.string().describe('Where it comes from: //<vendor>/<instance>'),
	type: z.enum(EVENT_TYPES).describe('What happened'),
	time: z.iso.datetime({ precision: 3 }).describe('When it happened at the vendor'),
	receivedAt: z.iso.datetime({ precision: 3 }).describe('When it reached n8n'),
	subject: text.describe('The call id, or the agent id for agent.* events'),
	sequence: z.number().describe('Sorts the events of one call, whatever order they arrived in'),
	call: z.object({
		vendor: z.enum(VENDORS).describe('Whose event it is'),
		instanceId: text.describe(
			'TCCC: SdkAppId; asterCC: AgentTeamId; Alibaba CCC: instanceId; Huawei CEC: vdnId',
		),
		callId: text.describe(
			'TCCC: SessionId; asterCC: sessionid; Alibaba CCC: contactId; Huawei CEC: callId or callSerialNo',
		),
		parentCallId: text.describe('The call this one came out of, where the vendor says so'),
		legId: text.describe('The one party the event is about'),
		channel: z.enum(CHANNELS).describe('How the two sides talk'),
		direction: z.enum(DIRECTIONS).describe('Who called whom'),
		callType: z.enum(CALL_TYPES).describe('How an outbound call was dialed'),
		status: z.enum(STATUSES).nullable().describe('Where the call is'),
		outcome: z.enum(OUTCOMES).nullable().describe('How the call ended; null while it has not'),
		outcomeDetail: outcomeDetail.describe("The vendor's words for the outcome"),
		hangupBy: z.enum(HANGUP_PARTIES).nullable().describe('Who ended the call'),
		isMissed: z.boolean().describe('A customer called and nobody talked to them'),
		isFinal: z.boolean().describe('No later event changes what is said here about the call'),
		startedAt: instant.describe('When the call began'),
		queuedAt: instant.describe('When it joined the queue'),
		ringingAt: instant.describe('When it began to ring'),
		answeredAt: instant.describe('When an agent and the customer began to talk'),
		endedAt: instant.describe('When it was over'),
		ivrSeconds: seconds.describe('How long it was in the IVR'),
		queueSeconds: seconds.describe('How long it waited in the queue'),
		ringSeconds: seconds.describe('How long it rang; never counted as talking'),
		talkSeconds: seconds.describe('How long they talked'),
		holdSeconds: seconds.describe('How long it was on hold'),
		totalSeconds: seconds.describe('From the first second to the last'),
		legs: z
			.array(leg)
			.describe(
				'One for each agent or outside line; in an event of asterCC or Alibaba CCC the one party it is about',
			),
		ivrNode: ivrNode.nullable().describe('With call.ivr: the step of the IVR the call is in'),
		ivrKeys: z.array(keyPress).describe('What the caller pressed in the IVR'),
		satisfaction: z
			.object({
				score: z.number().nullable().describe('The key as a number, when it is one'),
				label: text.describe('What the contact center calls the score'),
				channel: z.enum(['ivr', 'chat', 'sms']).describe('How the customer was asked'),
				keys: z.array(keyPress).describe('What the customer pressed'),
			})
			.nullable()
			.describe('What the customer thought of the call; null without an answer'),
		userData: text.describe('Data your own system gave along with the call'),
	}),
	customer: z.object({
		id: text.describe("The vendor's id of the customer"),
		number: phoneNumberSchema.nullable().describe("The customer's number"),
		protectedId: text.describe('Stands for the number when number protection hides it'),
		name: text.describe("The customer's name, where the vendor knows it"),
		remark: text.describe('What the agent wrote about the customer'),
		location: z
			.object({
				country: text.describe("The country, in the vendor's words"),
				province: text.describe('The province'),
				city: text.describe('The city'),
				operator: text.describe('The telephone company'),
			})
			.describe('Where the number belongs, as the vendor says'),
	}),
	line: z.object({
		number: phoneNumberSchema.nullable().describe('The number called, or displayed when calling'),
	}),
	agent: z.object({
		id: text.describe("The vendor's id of the agent"),
		name: text.describe("The agent's name"),
		email: text.describe("The agent's e-mail address"),
		extension: text.describe("The agent's extension"),
		number: text.describe('Staff number'),
		phone: phoneNumberSchema.nullable().describe('The number the agent was called at'),
		state: z
			.enum(AGENT_STATES)
			.nullable()
			.describe('With agent.state_changed: the new state; null when only a setting changed'),
		stateDetail: agentStateDetail.describe("The vendor's words for the state"),
	}),
	queue: z.object({
		id: text.describe("The vendor's id of the skill group"),
		name: text.describe('The name of the skill group'),
	}),
	recording: z
		.object({
			id: text.describe("The vendor's id of the recording"),
			party: z
				.enum(RECORDING_PARTIES)
				.nullable()
				.describe('Whose voice is on it; dual: each side on a track of its own'),
			url: text.describe('Where to fetch it: your own archive when there is one'),
			archiveUrl: text.describe("The copy in your own storage, under that storage's access rules"),
			urlExpiresAt: instant.describe('Until when the URL works'),
			durationSeconds: seconds.describe('How long it is'),
			fileName: text.describe('The name of the file'),
			mediaType: text.describe('Such as audio/mpeg'),
		})
		.nullable()
		.describe('A recording or voicemail, null in other events'),
	campaign: z
		.object({
			id: text.describe("The vendor's id of the campaign"),
			name: text.describe('The name of the campaign'),
			state: z.enum(CAMPAIGN_STATES).nullable().describe('With campaign.state_changed'),
			caseId: text.describe('The contact, by the id your own system gave it'),
			attempt: z.int().nullable().describe('Which attempt to reach the contact, from 1'),
		})
		.nullable()
		.describe('The outbound campaign the call belongs to; TCCC names none'),
	file: z
		.object({
			name: text.describe('What the vendor wants to be asked for'),
			content: z
				.enum(FILE_CONTENTS)
				.nullable()
				.describe('What the file holds; call_records is also the index of recordings'),
			requestId: text.describe('What the vendor answered when the file was asked for'),
		})
		.nullable()
		.describe('With records.ready: the file that can be fetched'),
	transcript: z
		.object({
			text: text.describe('The words'),
			speaker: z.enum(['customer', 'agent']).nullable().describe('Who speaks'),
			isFinal: z.boolean().nullable().describe('false while the sentence is still being heard'),
			offsetMilliseconds: z
				.int()
				.nonnegative()
				.nullable()
				.describe('When the sentence began, from the start of the conversation'),
		})
		.nullable()
		.describe('With transcript.ready: what was said'),
	warnings: z.array(z.string()).describe('What was odd in the payload, never dropped in silence'),
	raw: z.unknown().optional().describe("The vendor's payload, when the output asks for it"),
});

export type CallEvent = z.infer<typeof callEventSchema>;
export type EventType = CallEvent['type'];
export type Outcome = (typeof OUTCOMES)[number];
export type Direction = (typeof DIRECTIONS)[number];
export type Call = CallEvent['call'];
export type CallLeg = Call['legs'][number];
export type Recording = NonNullable<CallEvent['recording']>;
export type Campaign = NonNullable<CallEvent['campaign']>;
export type FileContent = (typeof FILE_CONTENTS)[number];
