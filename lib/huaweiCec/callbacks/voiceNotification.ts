import { z } from 'zod';

import type { CallEvent } from '../../callEvent/callEvent';
import { UNKNOWN_CUSTOMER, callEvent } from '../../callEvent/emptyCallEvent';
import {
	envelopeOf,
	eventIdOf,
	identityOf,
	numberOrNull,
	recordingOf,
	type CallbackContext,
} from './callbackContext';
import { reasonOf, type ReleaseReason } from './releaseReason';
import { callEndFields, callTimesOf, timesOf, wasAnswered } from './twoWayCall';

/** A voice notification is over (reference/huawei §5.5, cb3). */
export const voiceNotificationSchema = z.object({
	callSerialNo: z.string().min(1),
	called: z.string().nullish(),
	...callEndFields,
});

export type VoiceNotification = z.infer<typeof voiceNotificationSchema>;

/** `releaseReason` of a voice notification (reference/huawei §5.5, cb3). */
const REASONS: ReadonlyMap<string, ReleaseReason> = new Map([
	['0', { text: 'The called party hung up', hangupBy: 'customer', unanswered: 'rejected' }],
	['1', { text: 'Played to the end', hangupBy: 'system', outcome: 'answered' }],
	['4', { text: 'Rejected or not answered', outcome: 'no_answer' }],
	['6', { text: 'Failed before it rang', outcome: 'unreachable' }],
	['8', { text: 'No resources', outcome: 'failed' }],
	['9', { text: 'Time-out in the queue', outcome: 'failed' }],
	['10', { text: 'The call is restricted', outcome: 'blocked' }],
	['999', { text: 'The recording conference failed', outcome: 'failed' }],
]);

/** How the notification ended, when, and how long somebody listened. */
export function voiceNotificationEvent(
	push: VoiceNotification,
	context: CallbackContext,
): CallEvent {
	const { callSerialNo: callId } = push;
	const times = timesOf(push, context);
	if (times.released === null) {
		context.warnings.push('releaseTime is missing; the time it was received is used');
	}
	return callEvent({
		...envelopeOf(
			{
				type: 'call.ended',
				id: eventIdOf(null, 'notification', callId),
				callId,
				time: times.released,
			},
			context,
		),
		call: {
			...identityOf(callId),
			...reasonOf(push.releaseReason, REASONS, wasAnswered(times), context),
			direction: 'outbound',
			status: 'ended',
			isFinal: true,
			...callTimesOf(times),
		},
		customer: { ...UNKNOWN_CUSTOMER, number: numberOrNull(push.called, context) },
		line: { number: numberOrNull(push.callerPresent, context) },
		recording: recordingOf(push.recordfile),
	});
}
