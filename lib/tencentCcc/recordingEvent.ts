import type { CallEvent } from '../callEvent/callEvent';
import { NOBODY, UNKNOWN_CUSTOMER, callEvent } from '../callEvent/emptyCallEvent';
import { partyOf, type Party } from './endpoint';
import { envelopeOf, identityOf, type EventContext } from './eventContext';
import { eventIdOf } from './eventId';
import type { RecordPayload } from './payload';
import { recordingOf } from './recording';

const RECORDING_TYPES = { record: 'recording.ready', voicemail: 'voicemail.ready' } as const;

/** `record` and `voicemail`: a recording of one party is ready (reference/tccc §1.4, §1.5). */
export function recordingEvent(action: keyof typeof RECORDING_TYPES) {
	return (push: RecordPayload, context: EventContext): CallEvent => {
		const party = partyOf(push.EndpointUser, context.readNumber);
		return callEvent({
			...envelopeOf(
				RECORDING_TYPES[action],
				eventIdOf(action, push, party),
				push,
				push.Timestamp ?? null,
				context,
			),
			call: {
				...identityOf(push),
				...(action === 'voicemail' ? { direction: 'inbound', outcome: 'voicemail' } : {}),
			},
			...partyFields(party),
			recording: recordingOf(push, party.kind),
		});
	};
}

function partyFields(party: Party): Pick<CallEvent, 'customer' | 'agent'> {
	if (party.kind === 'customer') {
		return { customer: { ...UNKNOWN_CUSTOMER, number: party.number }, agent: NOBODY };
	}
	return { customer: UNKNOWN_CUSTOMER, agent: { ...NOBODY, id: party.email, email: party.email } };
}
