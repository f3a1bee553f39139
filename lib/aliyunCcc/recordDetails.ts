import type { Call, Outcome } from '../callEvent/callEvent';
import { EMPTY_LEG } from '../callEvent/emptyCallEvent';
import { secondsBetween } from '../time/unixTime';
import { dispositionEnding, type Ending } from './ending';
import type { AliyunEvent } from './eventCatalogue';
import { isoTimeOf, millisecondsOf } from './eventTime';
import { listOf, type EventFields } from './fields';
import { hangupPartyOf } from './parties';
import { meaning, type Details, type Scene } from './scene';

/** Outcomes after which somebody should call the customer back. */
const MISSED: ReadonlySet<Outcome> = new Set([
	'missed',
	'abandoned_ivr',
	'abandoned_queue',
	'abandoned_ringing',
]);

/** The record of the whole call (reference/aliyun §1.5, CDRReady). */
export function recordDetails(event: AliyunEvent, scene: Scene): Details {
	const { fields, kind, warnings, phone } = scene;
	const { outcome, detail } = recordEnding(scene);
	const inbound = kind.direction === 'inbound';
	const agentIds = listOf(fields.agentIds);
	if (agentIds.length > 1 && !fields.agentId) {
		warnings.push(`agentIds names ${agentIds.length} agents; the last one is taken as the agent`);
	}
	return {
		...meaning(event),
		call: {
			...recordTimes(fields, outcome),
			outcome,
			outcomeDetail: detail,
			hangupBy: hangupPartyOf(fields, kind, phone),
			isMissed: inbound && MISSED.has(outcome),
			isFinal: true,
			legs: agentIds.map((agentId, index) => ({ ...EMPTY_LEG, index, type: 'agent', agentId })),
		},
	};
}

function recordEnding({ fields, kind, warnings }: Scene): Ending {
	const ending = dispositionEnding(fields.dispositionCode, warnings);
	const answered = millisecondsOf(fields.establishedTime) !== null;
	if (!fields.dispositionCode && answered) return { ...ending, outcome: 'answered' };
	if (ending.outcome === 'answered' && !answered) {
		warnings.push('dispositionCode is Success although establishedTime is not set');
		return { ...ending, outcome: 'unknown' };
	}
	// Nobody took a call that came in: the customer waits for an answer.
	if (ending.outcome === 'no_answer' && kind.direction === 'inbound') {
		return { ...ending, outcome: 'missed' };
	}
	return ending;
}

/**
 * Nobody talks in a call that is known not to have been answered, whatever `establishedTime` says:
 * the channel of a customer who calls in is up before the IVR.
 */
function recordTimes(fields: EventFields, outcome: Outcome): Partial<Call> {
	const [start, established, end] = [fields.startTime, fields.establishedTime, fields.endTime].map(
		(time) => millisecondsOf(time),
	);
	const unanswered = outcome !== 'answered' && outcome !== 'unknown';
	return {
		startedAt: isoTimeOf(start),
		answeredAt: unanswered ? null : isoTimeOf(established),
		endedAt: isoTimeOf(end),
		talkSeconds: unanswered ? 0 : secondsBetween(established, end),
		totalSeconds: secondsBetween(start, end),
	};
}
