import type { Call, CallEvent, CallLeg } from './callEvent';

const emptyCall: Omit<Call, 'vendor' | 'legs' | 'ivrKeys'> = {
	instanceId: null,
	callId: null,
	parentCallId: null,
	legId: null,
	channel: 'voice',
	direction: 'unknown',
	callType: 'unknown',
	status: null,
	outcome: null,
	outcomeDetail: { code: null, text: null },
	hangupBy: null,
	isMissed: false,
	isFinal: false,
	startedAt: null,
	queuedAt: null,
	ringingAt: null,
	answeredAt: null,
	endedAt: null,
	ivrSeconds: null,
	queueSeconds: null,
	ringSeconds: null,
	talkSeconds: null,
	holdSeconds: null,
	totalSeconds: null,
	ivrNode: null,
	satisfaction: null,
	userData: null,
};

export type CallEventParts = Pick<
	CallEvent,
	'id' | 'source' | 'type' | 'time' | 'receivedAt' | 'subject' | 'sequence'
> & { call: Partial<Call> & Pick<Call, 'vendor'> } & Partial<
		Pick<
			CallEvent,
			| 'customer'
			| 'line'
			| 'agent'
			| 'queue'
			| 'recording'
			| 'campaign'
			| 'file'
			| 'transcript'
			| 'warnings'
		>
	> & { raw?: unknown };

export const NOBODY: CallEvent['agent'] = {
	id: null,
	name: null,
	email: null,
	extension: null,
	number: null,
	phone: null,
	state: null,
	stateDetail: { code: null, text: null },
};

export const NOWHERE = { country: null, province: null, city: null, operator: null };

export const UNKNOWN_CUSTOMER: CallEvent['customer'] = {
	id: null,
	number: null,
	protectedId: null,
	name: null,
	remark: null,
	location: NOWHERE,
};

export const EMPTY_LEG: CallLeg = {
	index: 0,
	type: null,
	agentId: null,
	agentPhone: null,
	queueId: null,
	queueName: null,
	startedAt: null,
	ringingAt: null,
	answeredAt: null,
	endedAt: null,
	ringSeconds: null,
	talkSeconds: null,
	outcome: 'unknown',
	outcomeDetail: { code: null, text: null },
	recordingId: null,
	transferFrom: null,
	transferFromType: null,
	transferTo: null,
	transferToType: null,
};

/** A whole call event from the parts a vendor knows; everything it does not know is null. */
export function callEvent(parts: CallEventParts): CallEvent {
	return {
		schemaVersion: 1,
		id: parts.id,
		source: parts.source,
		type: parts.type,
		time: parts.time,
		receivedAt: parts.receivedAt,
		subject: parts.subject,
		sequence: parts.sequence,
		call: { ...emptyCall, legs: [], ivrKeys: [], ...parts.call },
		customer: parts.customer ?? UNKNOWN_CUSTOMER,
		line: parts.line ?? { number: null },
		agent: parts.agent ?? NOBODY,
		queue: parts.queue ?? { id: null, name: null },
		recording: parts.recording ?? null,
		campaign: parts.campaign ?? null,
		file: parts.file ?? null,
		transcript: parts.transcript ?? null,
		warnings: parts.warnings ?? [],
		...(parts.raw === undefined ? {} : { raw: parts.raw }),
	};
}
