import type { AliyunEvent } from './eventCatalogue';
import type { CallKind } from './callType';
import type { End } from './channel';

export type Meaning = Pick<AliyunEvent, 'type' | 'status' | 'rank'>;

/** The same step of a participant who does not change where the call is, and its rank. */
const LEG_STEPS: Record<string, Pick<Meaning, 'type' | 'rank'>> = {
	Ringing: { type: 'call.leg_ringing', rank: 22 },
	Established: { type: 'call.leg_answered', rank: 32 },
	Released: { type: 'call.leg_ended', rank: 82 },
};

/** A channel that dials into a call is about to ring, it begins no call. */
const JOINING_STEPS: Record<string, Pick<Meaning, 'type' | 'rank'>> = {
	...LEG_STEPS,
	Dialing: { type: 'call.leg_ringing', rank: 20 },
};

/** Scenes in which a channel is always of somebody who comes to a call that goes on (§1.5). */
const THIRD_PARTY_SCENES: ReadonlySet<string> = new Set([
	'CONSULTED',
	'MONITORING',
	'COACHING',
	'INTERCEPTING',
	'BARGING',
]);

/** Scenes in which it is so unless the channel is the customer's. */
const NEXT_AGENT_SCENES: ReadonlySet<string> = new Set([
	'BLIND_TRANSFER',
	'ATTENDED_TRANSFER',
	'CONFERENCE',
	'INTERCEPTED',
]);

/**
 * What a channel's event says about the call. The call rings and is answered with the side it waits
 * for: the agent when a customer calls, the customer (or the colleague called) else, where the
 * agent's own channel comes first (reference/aliyun §1.6). It ends with the far end's channel. All
 * else is about one leg. Where it is not known who calls, any ringing and answer is the call's.
 */
export function channelMeaning(
	event: AliyunEvent,
	scenario: string | null | undefined,
	kind: CallKind,
	end: End | null,
): Meaning {
	if (joinsCall(scenario, kind, end)) {
		const step = JOINING_STEPS[event.name];
		if (step) return { ...step, status: step.type === 'call.leg_ended' ? null : 'in_progress' };
	}
	const step = LEG_STEPS[event.name];
	if (!step || !end) return event;
	const awaited = event.name === 'Released' ? 'far' : awaitedEnd(kind);
	if (awaited === null) return event;
	// Ranks go by the end, not by the meaning: the agent's channel is up first and gone first.
	if (end === awaited) return { ...event, rank: end === 'near' ? step.rank : event.rank };
	return { ...step, status: statusBeside(step.type, kind) };
}

function joinsCall(scenario: string | null | undefined, kind: CallKind, end: End | null): boolean {
	const scene = scenario?.toUpperCase() ?? '';
	if (kind.joins || THIRD_PARTY_SCENES.has(scene)) return true;
	return NEXT_AGENT_SCENES.has(scene) && end !== 'far';
}

function awaitedEnd({ direction }: CallKind): End | null {
	if (direction === 'unknown') return null;
	return direction === 'inbound' ? 'near' : 'far';
}

/** Until the customer answers, the call rings; a dialer brings in the agent after that. */
function statusBeside(type: Meaning['type'], { callType }: CallKind): Meaning['status'] {
	if (type === 'call.leg_ended') return null;
	return callType === 'predictive' ? 'in_progress' : 'ringing';
}
