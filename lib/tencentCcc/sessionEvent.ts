import type { Call, CallEvent } from '../callEvent/callEvent';
import { NOBODY, NOWHERE, UNKNOWN_CUSTOMER, callEvent } from '../callEvent/emptyCallEvent';
import { callKindOf } from './callType';
import { endingOf } from './endStatus';
import { CUSTOMER } from './endpoint';
import {
	envelopeOf,
	identityOf,
	numberOrNull,
	type EventContext,
	type Identified,
} from './eventContext';
import { eventIdOf } from './eventId';
import { legOf, queueOf } from './leg';
import type { CdrPayload, ImcdrPayload, SeatUser, Timeline } from './payload';
import { recordingOf } from './recording';
import { chatSatisfactionOf, ivrKeysOf, phoneSatisfactionOf } from './survey';
import { lastTimeOf, timelineOf } from './timeline';

/** `cdr`: the record of a phone call that is over (reference/tccc §1.3). */
export function cdrEvent(cdr: CdrPayload, context: EventContext): CallEvent {
	const kind = callKindOf(cdr.Direction, cdr.CallType);
	const ending = endingOf(cdr.EndStatusString, Boolean(cdr.AcceptTimestamp));
	context.warnings.push(...kind.warnings, ...(ending.warning ? [ending.warning] : []));
	const outbound = kind.direction === 'outbound';
	const internal = kind.direction === 'internal';
	const customerNumber = internal ? null : outbound ? cdr.Callee : cdr.Caller;
	const lineNumber = internal ? null : outbound ? cdr.Caller : cdr.Callee;
	const protectedId = outbound ? cdr.ProtectedCallee : cdr.ProtectedCaller;
	return sessionEvent('cdr', cdr, context, {
		call: {
			direction: kind.direction,
			callType: kind.callType,
			outcome: ending.outcome,
			outcomeDetail: ending.detail,
			hangupBy: hangupPartyOf(cdr.HungUpSide),
			isMissed: ending.missed && kind.direction === 'inbound',
			legs: (cdr.ServeParticipants ?? [])
				.filter((participant) => participant !== null)
				.map((participant) => legOf(participant, context)),
			ivrKeys: ivrKeysOf(cdr),
			satisfaction: phoneSatisfactionOf(cdr.PostIVRKeyPressed),
			userData: cdr.Uui || null,
		},
		customer: {
			...UNKNOWN_CUSTOMER,
			number: numberOrNull(customerNumber, context),
			protectedId: protectedId || null,
			remark: cdr.UserRemark || null,
			location: locationOf(cdr),
		},
		line: { number: numberOrNull(lineNumber, context) },
		recording: recordingOf({ ...cdr, Timestamp: cdr.EndedTimestamp }, 'customer'),
	});
}

/** `imcdr`: the record of an online chat, sent by older applications (reference/tccc §1.6). */
export function imcdrEvent(chat: ImcdrPayload, context: EventContext): CallEvent {
	const ending = endingOf(chat.EndStatusString, Boolean(chat.AcceptTimestamp));
	if (ending.warning) context.warnings.push(ending.warning);
	return sessionEvent('imcdr', chat, context, {
		call: {
			channel: 'chat',
			direction: 'inbound',
			callType: 'manual',
			outcome: ending.outcome,
			outcomeDetail: ending.detail,
			isMissed: ending.missed,
			ivrKeys: ivrKeysOf({ IVRKeyPressed: chat.IVRKeyPressed, IVRKeyPressedEx: null }),
			satisfaction: chatSatisfactionOf(chat.Satisfaction),
			userData: chat.ClientData || null,
		},
		customer: {
			...UNKNOWN_CUSTOMER,
			id: chat.UserId || null,
			name: chat.UserNickName || null,
			remark: chat.UserRemark || null,
		},
	});
}

/** What a phone and a chat session have in common: it is over, and this is its record. */
function sessionEvent(
	action: 'cdr' | 'imcdr',
	session: Timeline & Identified & { SessionId: string },
	context: EventContext,
	parts: Pick<Partial<CallEvent>, 'customer' | 'line' | 'recording'> & { call: Partial<Call> },
): CallEvent {
	const { call, ...others } = parts;
	return callEvent({
		...envelopeOf(
			'call.cdr',
			eventIdOf(action, session, CUSTOMER),
			session,
			lastTimeOf(session),
			context,
		),
		call: {
			...identityOf(session),
			...timelineOf(session, call.direction ?? 'unknown'),
			...call,
			status: 'ended',
			isFinal: true,
		},
		...others,
		agent: agentOf(session.SeatUser, context),
		queue: queueOf(session.QueuedSkillGroupId, session.QueuedSkillGroupName),
	});
}

/** HungUpSide (vendor document; `system` from the pull API). */
const HANGUP_SIDES: Record<string, Call['hangupBy']> = {
	user: 'customer',
	seat: 'agent',
	system: 'system',
};

function hangupPartyOf(side: string | null | undefined): Call['hangupBy'] {
	if (!side) return null;
	return Object.hasOwn(HANGUP_SIDES, side) ? (HANGUP_SIDES[side] ?? 'unknown') : 'unknown';
}

function locationOf(cdr: CdrPayload): CallEvent['customer']['location'] {
	const place = cdr.TelLocation;
	if (!place) return NOWHERE;
	return {
		country: place.Country || null,
		province: place.Province || null,
		city: place.City || null,
		operator: place.Operator || null,
	};
}

function agentOf(seat: SeatUser | null | undefined, context: EventContext): CallEvent['agent'] {
	if (!seat) return NOBODY;
	return {
		...NOBODY,
		id: seat.UserId || seat.Mail || null,
		name: seat.Name || seat.Nick || null,
		email: seat.Mail || null,
		number: seat.StaffNumber || null,
		phone: numberOrNull(seat.Phone, context),
	};
}
