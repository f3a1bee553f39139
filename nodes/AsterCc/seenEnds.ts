import type { CallEvent } from '../../lib/callEvent/callEvent';
import { recordsOf, type AnyContext } from './triggerOptions';

/** What the record of a call meets in the database when the call's end has arrived as an event. */
export const seenEndKey = (event: CallEvent) => `seen:${event.id}`;

/** The marks an event leaves for call records: only ends do, and only where records ask for them. */
export function marksOf(context: AnyContext, event: CallEvent): { marks?: string[] } {
	if (event.type !== 'call.ended' || recordsOf(context) !== 'missed') return {};
	return { marks: [seenEndKey(event)] };
}
