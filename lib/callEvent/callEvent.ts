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
	id: text,
	name: text,
	type: text.describe("The vendor's name for this kind of step"),
	action: z.enum(['enter', 'leave']).nullable(),
	exitCode: text.describe('How the step was left'),
});

const leg = z.object({
	index: z.int(),
	type: text.describe("The vendor's name for this kind of participant"),
	agentId: text,
	agentPhone: phoneNumberSchema.nullable(),
	queueId: text,
	queueName: text,
	startedAt: instant,
	ringingAt: instant,
	answeredAt: instant,
	endedAt: instant,
	ringSeconds: seconds,
	talkSeconds: seconds,
	outcome: z.enum(OUTCOMES),
	outcomeDetail,
	recordingId: text,
	transferFrom: text,
	transferFromType: text,
	transferTo: text,
	transferToType: text,
});

/**
 * The call event, version 1: what every trigger hands the workflow, whatever the vendor.
 * Names follow CloudEvents 1.0 where one exists. Absent is null, times are ISO 8601 UTC with
 * milliseconds, durations are whole seconds. This schema is the only definition: types, JSON Schema
 * (`docs/call-event.schema.json`), the editor's preview and the contract tests come from it.
 */
export const callEventSchema = z.object({
	schemaVersion: z.literal(1),
	id: z.string().min(1).describe('The same push twice has the same id: use it for an upsert'),
	source: z.string().describe('//<vendor>/<instance>'),
	type: z.enum(EVENT_TYPES),
	time: z.iso.datetime({ precision: 3 }).describe('When it happened at the vendor'),
	receivedAt: z.iso.datetime({ precision: 3 }).describe('When it reached n8n'),
	subject: text.describe('The call id, or the agent id for agent.* events'),
	sequence: z.number().describe('Sorts the events of one call, whatever order they arrived in'),
	call: z.object({
		vendor: z.enum(VENDORS),
		instanceId: text,
		callId: text,
		parentCallId: text,
		legId: text,
		channel: z.enum(CHANNELS),
		direction: z.enum(DIRECTIONS),
		callType: z.enum(CALL_TYPES),
		status: z.enum(STATUSES).nullable().describe('Where the call is'),
		outcome: z.enum(OUTCOMES).nullable().describe('How the call ended; null while it has not'),
		outcomeDetail,
		hangupBy: z.enum(HANGUP_PARTIES).nullable(),
		isMissed: z.boolean(),
		isFinal: z.boolean().describe('No later event changes what is said here about the call'),
		startedAt: instant,
		queuedAt: instant,
		ringingAt: instant,
		answeredAt: instant,
		endedAt: instant,
		ivrSeconds: seconds,
		queueSeconds: seconds,
		ringSeconds: seconds,
		talkSeconds: seconds,
		holdSeconds: seconds,
		totalSeconds: seconds,
		legs: z.array(leg),
		ivrNode: ivrNode.nullable().describe('With call.ivr: the step of the IVR the call is in'),
		ivrKeys: z.array(keyPress),
		satisfaction: z
			.object({
				score: z.number().nullable().describe('The key as a number, when it is one'),
				label: text,
				channel: z.enum(['ivr', 'chat', 'sms']),
				keys: z.array(keyPress),
			})
			.nullable(),
		userData: text.describe('Data your own system gave along with the call'),
	}),
	customer: z.object({
		id: text,
		number: phoneNumberSchema.nullable(),
		protectedId: text.describe('Stands for the number when number protection hides it'),
		name: text,
		remark: text,
		location: z.object({ country: text, province: text, city: text, operator: text }),
	}),
	line: z.object({
		number: phoneNumberSchema.nullable().describe('The number called, or displayed when calling'),
	}),
	agent: z.object({
		id: text,
		name: text,
		email: text,
		extension: text,
		number: text.describe('Staff number'),
		phone: phoneNumberSchema.nullable(),
		state: z
			.enum(AGENT_STATES)
			.nullable()
			.describe('With agent.state_changed: the new state; null when only a setting changed'),
		stateDetail: agentStateDetail,
	}),
	queue: z.object({ id: text, name: text }),
	recording: z
		.object({
			id: text,
			party: z.enum(RECORDING_PARTIES).nullable(),
			url: text.describe('Where to fetch it: your own archive when there is one'),
			archiveUrl: text.describe("The copy in your own storage, under that storage's access rules"),
			urlExpiresAt: instant,
			durationSeconds: seconds,
			fileName: text,
			mediaType: text,
		})
		.nullable(),
	campaign: z
		.object({
			id: text,
			name: text,
			state: z.enum(CAMPAIGN_STATES).nullable().describe('With campaign.state_changed'),
			caseId: text.describe('The contact, by the id your own system gave it'),
			attempt: z.int().nullable(),
		})
		.nullable(),
	file: z
		.object({
			name: text.describe('What the vendor wants to be asked for'),
			content: z.enum(FILE_CONTENTS).nullable(),
			requestId: text.describe('What the vendor answered when the file was asked for'),
		})
		.nullable()
		.describe('With records.ready: the file that can be fetched'),
	transcript: z
		.object({
			text,
			speaker: z.enum(['customer', 'agent']).nullable(),
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
