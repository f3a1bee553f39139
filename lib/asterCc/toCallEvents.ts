import type { CallEvent } from '../callEvent/callEvent';
import type { AsterCcContext } from './eventContext';
import type { MessageFields } from './fields';
import { toCallEvent } from './toCallEvent';

export type { AsterCcContext } from './eventContext';

export interface RefusedMessage {
	field: string;
	message: string;
}

export interface AsterCcEvents {
	events: CallEvent[];
	/** Messages without identity: why each cannot become an event. */
	refused: RefusedMessage[];
}

/** The call events of asterCC messages, in the order they came in. */
export function toCallEvents(
	messages: readonly MessageFields[],
	context: AsterCcContext,
): AsterCcEvents {
	const events: CallEvent[] = [];
	const refused: RefusedMessage[] = [];
	for (const fields of messages) {
		const reading = toCallEvent(fields, context);
		if (reading.ok) events.push(reading.event);
		else refused.push({ field: reading.field, message: reading.message });
	}
	return { events, refused };
}
