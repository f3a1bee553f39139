import type { CallEvent, CallLeg } from '../callEvent/callEvent';
import { secondsBetween, unixToIso } from '../time/unixTime';
import { endingOf } from './endStatus';
import { numberOrNull, type EventContext } from './eventContext';
import type { Participant } from './payload';

/** Skill group ids start at 1; 0 means none. */
export function queueOf(
	id: number | null | undefined,
	name: string | null | undefined,
): CallEvent['queue'] {
	return { id: id ? String(id) : null, name: name || null };
}

/** One agent's part of the call: an element of ServeParticipants (vendor document). */
export function legOf(participant: Participant, context: EventContext): CallLeg {
	const { StartTimestamp, RingTimestamp, AcceptTimestamp, EndedTimestamp } = participant;
	const ending = endingOf(participant.EndStatusString, Boolean(AcceptTimestamp));
	if (ending.warning) {
		context.warnings.push(`ServeParticipants.${participant.Sequence ?? '?'}: ${ending.warning}`);
	}
	const queue = queueOf(participant.SkillGroupId, participant.SkillGroupName);
	return {
		index: Number.isSafeInteger(participant.Sequence) ? (participant.Sequence ?? 0) : 0,
		type: participant.Type || null,
		agentId: participant.Mail || null,
		agentPhone: numberOrNull(participant.Phone, context),
		queueId: queue.id,
		queueName: queue.name,
		startedAt: unixToIso(StartTimestamp),
		ringingAt: unixToIso(RingTimestamp),
		answeredAt: unixToIso(AcceptTimestamp),
		endedAt: unixToIso(EndedTimestamp),
		ringSeconds: secondsBetween(RingTimestamp, AcceptTimestamp || EndedTimestamp),
		talkSeconds: AcceptTimestamp ? secondsBetween(AcceptTimestamp, EndedTimestamp) : 0,
		outcome: ending.outcome,
		outcomeDetail: ending.detail,
		recordingId: participant.RecordId || null,
		transferFrom: participant.TransferFrom || null,
		transferFromType: participant.TransferFromType || null,
		transferTo: participant.TransferTo || null,
		transferToType: participant.TransferToType || null,
	};
}
