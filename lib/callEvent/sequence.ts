import { EVENT_TYPES, type EventType } from './callEvent';

/** EVENT_TYPES stand in the order in which they can happen inside a call. */
const rankOf = new Map<EventType, number>(EVENT_TYPES.map((type, rank) => [type, rank]));

/**
 * Sorts the events of one call by when they happened and, within the same instant, by what can
 * only follow what. Never derived from the order of arrival (design §3).
 * @param time milliseconds since 1970
 */
export function sequenceOf(time: number, type: EventType): number {
	return sequenceAt(time, rankOf.get(type) ?? 99);
}

/**
 * As `sequenceOf`, for a vendor whose events of one instant need a finer order than their types give.
 * @param rank 0 to 99
 */
export function sequenceAt(time: number, rank: number): number {
	return time * 100 + rank;
}
