import { z } from 'zod';

import type { Call, CallEvent, CallLeg } from '../../callEvent/callEvent';
import { EMPTY_LEG, NOBODY, UNKNOWN_CUSTOMER, callEvent } from '../../callEvent/emptyCallEvent';
import { isoTime, secondsBetween } from '../../time/unixTime';
import {
	envelopeOf,
	eventIdOf,
	identityOf,
	numberOrNull,
	recordingOf,
	secondsIn,
	timeIn,
	type CallbackContext,
} from './callbackContext';
import { reasonOf, type ReleaseReason } from './releaseReason';

const text = z.string().nullish();

/** A two-way call has been connected (reference/huawei §5.5, cb1). */
export const callConnectedSchema = z.object({
	callSerialNo: z.string().min(1),
	serviceNo: text,
	called: text,
	callData: text,
});

/** What two-way calls and voice notifications tell when they are over (reference/huawei §5.5). */
export const callEndFields = {
	callerPresent: text,
	createCallTime: text,
	alertingTime: text,
	talkingTime: text,
	releaseTime: text,
	talkDuration: text,
	recordfile: text,
	locationId: text,
	releaseReason: text,
};

/** A two-way call is over (reference/huawei §5.5, cb2). */
export const callReleasedSchema = callConnectedSchema.extend({
	...callEndFields,
	caller: text,
	agentAlertingTime: text,
	agentTalkingTime: text,
	agentReleaseTime: text,
	agentTalkDuration: text,
});

export type CallConnected = z.infer<typeof callConnectedSchema>;
export type CallReleased = z.infer<typeof callReleasedSchema>;

/** The two-way call rings the agent first and then the customer (reference/huawei §5.2). */
const TWO_WAY = { direction: 'outbound', callType: 'manual' } as const;

/** Agent and customer are connected; the push tells no time. */
export function callConnectedEvent(push: CallConnected, context: CallbackContext): CallEvent {
	const { callSerialNo: callId } = push;
	const id = eventIdOf(null, 'connected', callId);
	return callEvent({
		...envelopeOf({ type: 'call.answered', id, callId, time: null }, context),
		call: {
			...identityOf(callId),
			...TWO_WAY,
			status: 'in_progress',
			userData: push.callData || null,
		},
		customer: { ...UNKNOWN_CUSTOMER, number: numberOrNull(push.called, context) },
		agent: agentOf(push),
	});
}

/** How the call ended, when, and how long it was. */
export function callReleasedEvent(push: CallReleased, context: CallbackContext): CallEvent {
	const { callSerialNo: callId } = push;
	const times = timesOf(push, context);
	const ending = endingOf(push, context, times);
	if (times.released === null) {
		context.warnings.push('releaseTime is missing; the time it was received is used');
	}
	return callEvent({
		...envelopeOf(
			{
				type: 'call.ended',
				id: eventIdOf(null, 'released', callId),
				callId,
				time: times.released,
			},
			context,
		),
		call: {
			...identityOf(callId),
			...TWO_WAY,
			...ending,
			status: 'ended',
			isFinal: true,
			...callTimesOf(times),
			legs: [agentLegOf(push, context, ending)],
			userData: push.callData || null,
		},
		customer: { ...UNKNOWN_CUSTOMER, number: numberOrNull(push.called, context) },
		line: { number: numberOrNull(push.callerPresent, context) },
		agent: { ...agentOf(push), phone: numberOrNull(push.caller, context) },
		recording: recordingOf(push.recordfile),
	});
}

/** `releaseReason` of a two-way call; caller is the agent's phone, called the customer (reference/huawei §5.5, cb2). */
const REASONS: ReadonlyMap<string, ReleaseReason> = new Map([
	['0', { text: 'The called party hung up', hangupBy: 'customer', unanswered: 'rejected' }],
	['1', { text: 'The caller hung up', hangupBy: 'agent', unanswered: 'canceled' }],
	['2', { text: "The call to the agent's phone failed", outcome: 'failed' }],
	['3', { text: 'The call to the customer failed', outcome: 'unreachable' }],
	['4', { text: 'The agent did not answer', outcome: 'no_agent' }],
	['5', { text: 'The customer did not answer', outcome: 'no_answer' }],
]);

function endingOf(
	{ releaseReason }: CallReleased,
	context: CallbackContext,
	times: CallTimes,
): Pick<Call, 'outcome' | 'outcomeDetail' | 'hangupBy'> {
	return reasonOf(releaseReason, REASONS, wasAnswered(times), context);
}

/** Milliseconds since 1970, and whole seconds. */
export interface CallTimes {
	created: number | null;
	ringing: number | null;
	answered: number | null;
	released: number | null;
	talkSeconds: number | null;
	/** The push has a field for when they talked, and nothing in it. */
	neverTalked: boolean;
}

type TimeFields = Pick<
	CallReleased,
	'createCallTime' | 'alertingTime' | 'talkingTime' | 'releaseTime' | 'talkDuration'
>;

export function timesOf(push: TimeFields, context: CallbackContext): CallTimes {
	return {
		created: timeIn(push, 'createCallTime', context),
		ringing: timeIn(push, 'alertingTime', context),
		answered: timeIn(push, 'talkingTime', context),
		released: timeIn(push, 'releaseTime', context),
		talkSeconds: secondsIn(push, 'talkDuration', context),
		neverTalked: push.talkingTime === '' || push.talkingTime === '0',
	};
}

/** Whether the other side picked up; null when the push has neither a talking time nor a duration. */
export function wasAnswered({ answered, talkSeconds, neverTalked }: CallTimes): boolean | null {
	if (answered !== null || (talkSeconds ?? 0) > 0) return true;
	return talkSeconds === 0 || neverTalked ? false : null;
}

export function callTimesOf({
	created,
	ringing,
	answered,
	released,
	talkSeconds,
}: CallTimes): Partial<Call> {
	return {
		startedAt: isoTime(created),
		ringingAt: isoTime(ringing),
		answeredAt: isoTime(answered),
		endedAt: isoTime(released),
		ringSeconds: secondsBetween(ringing, answered ?? released),
		talkSeconds: talkSeconds ?? secondsBetween(answered, released),
		totalSeconds: secondsBetween(created, released),
	};
}

/** The agent is called before the customer, so the agent's own times begin and end elsewhere. */
function agentLegOf(
	push: CallReleased,
	context: CallbackContext,
	ending: Pick<Call, 'outcome' | 'outcomeDetail'>,
): CallLeg {
	const ringing = timeIn(push, 'agentAlertingTime', context);
	const answered = timeIn(push, 'agentTalkingTime', context);
	const released = timeIn(push, 'agentReleaseTime', context);
	return {
		...EMPTY_LEG,
		type: 'agent',
		agentId: push.serviceNo || null,
		agentPhone: numberOrNull(push.caller, context),
		ringingAt: isoTime(ringing),
		answeredAt: isoTime(answered),
		endedAt: isoTime(released),
		ringSeconds: secondsBetween(ringing, answered ?? released),
		talkSeconds:
			secondsIn(push, 'agentTalkDuration', context) ?? secondsBetween(answered, released),
		outcome: answered === null ? (ending.outcome ?? 'unknown') : 'answered',
		outcomeDetail: ending.outcomeDetail,
	};
}

/** `serviceNo` is the agent's number (reference/huawei §5.5). */
function agentOf({ serviceNo }: CallConnected): CallEvent['agent'] {
	return { ...NOBODY, id: serviceNo || null, number: serviceNo || null };
}
