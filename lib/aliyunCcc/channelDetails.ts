import type { Call, CallEvent, CallLeg, Outcome } from '../callEvent/callEvent';
import { EMPTY_LEG } from '../callEvent/emptyCallEvent';
import type { CallKind } from './callType';
import { channelMeaning } from './channelMeaning';
import { abandonEnding, releaseEnding, type Ending } from './ending';
import type { AliyunEvent } from './eventCatalogue';
import { hangupPartyOf } from './parties';
import { meaning, type Details, type Scene } from './scene';

type MomentName = 'startedAt' | 'ringingAt' | 'answeredAt' | 'endedAt';

/** Which moment of the call an event tells; the others stand in the call's other events. */
const MOMENTS: Partial<Record<CallEvent['type'], MomentName>> = {
	'call.created': 'startedAt',
	'call.ringing': 'ringingAt',
	'call.answered': 'answeredAt',
	'call.ended': 'endedAt',
};

const LEG_MOMENTS: Partial<Record<CallEvent['type'], MomentName>> = {
	'call.ringing': 'ringingAt',
	'call.leg_ringing': 'ringingAt',
	'call.answered': 'answeredAt',
	'call.leg_answered': 'answeredAt',
	'call.leg_ended': 'endedAt',
	'call.ended': 'endedAt',
};

function momentOf(type: CallEvent['type'], scene: Scene): Partial<Call> {
	const name = MOMENTS[type];
	return name ? { [name]: new Date(scene.time).toISOString() } : {};
}

/** A channel rings, is answered, held, muted: the call may, or only one who takes part in it. */
export function channelDetails(event: AliyunEvent, scene: Scene): Details {
	const step = channelMeaning(event, scene.fields.scenario, scene.kind, scene.end);
	const missed: Ending | null =
		event.name === 'RingingTimeout'
			? { outcome: 'no_answer', detail: { code: event.name, text: 'Did not pick up in time' } }
			: null;
	return {
		...meaning(step),
		call: { ...momentOf(step.type, scene), legs: [legOf(step.type, scene, missed)] },
	};
}

/** Who takes part is called as TextStream's `channelType` calls them (reference/aliyun §1.5). */
function legOf(type: CallEvent['type'], scene: Scene, ending: Ending | null): CallLeg {
	const { fields, kind, end } = scene;
	const moment = LEG_MOMENTS[type];
	const isAgent = kind.direction === 'internal' || end === 'near';
	const word = isAgent && !kind.bothCalled ? 'agent' : 'customer';
	return {
		...EMPTY_LEG,
		type: end === null ? null : word,
		agentId: end === 'far' && kind.direction !== 'internal' ? null : (fields.agentId ?? null),
		queueId: fields.skillGroupId ?? null,
		...(moment ? { [moment]: new Date(scene.time).toISOString() } : {}),
		...(ending ? { outcome: ending.outcome, outcomeDetail: ending.detail } : {}),
	};
}

/** A channel is released, or the customer gave up. */
export function endDetails(event: AliyunEvent, scene: Scene): Details {
	return event.name === 'Abandoned' ? abandonDetails(event, scene) : releaseDetails(event, scene);
}

function abandonDetails(event: AliyunEvent, scene: Scene): Details {
	const { outcome, detail } = abandonEnding(scene.fields.abandonPhase, scene.warnings);
	return {
		...meaning(event),
		call: {
			...momentOf(event.type, scene),
			outcome,
			outcomeDetail: detail,
			// It is the customer who gives up, by the event's definition.
			hangupBy: 'customer',
			isMissed: scene.kind.direction === 'inbound',
		},
	};
}

function releaseDetails(event: AliyunEvent, scene: Scene): Details {
	const { fields, kind, phone } = scene;
	const step = channelMeaning(event, fields.scenario, kind, scene.end);
	const ending = releaseEnding(fields, normalEnd(kind), scene.warnings);
	const ended: Partial<Call> = {
		outcome: ending.outcome,
		outcomeDetail: ending.detail,
		hangupBy: hangupPartyOf(fields, kind, phone),
	};
	// What the customer's network announced is about the call, whichever channel is told of it.
	const tellsOutcome = step.type === 'call.ended' || Boolean(fields.earlyMediaState);
	return {
		...meaning(step),
		call: {
			...momentOf(step.type, scene),
			...(tellsOutcome ? ended : {}),
			legs: [legOf(step.type, scene, ending)],
		},
	};
}

/** A call out that ended normally was answered; a customer who called in may have met the IVR only. */
function normalEnd({ direction }: CallKind): Outcome {
	return direction === 'outbound' || direction === 'internal' ? 'answered' : 'unknown';
}
