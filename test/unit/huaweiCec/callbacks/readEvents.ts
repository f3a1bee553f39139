import type { CallEvent } from '../../../../lib/callEvent/callEvent';
import { callEventSchema } from '../../../../lib/callEvent/callEvent';
import { toCallEvents } from '../../../../lib/huaweiCec/callbacks/toCallEvents';

export const RECEIVED_AT = Date.parse('2026-06-02T03:00:00Z');

export const settings = { receivedAt: RECEIVED_AT, timeZone: 'Asia/Shanghai' };

/** The valid call events of a push that has nothing to refuse. */
export function eventsOf(body: unknown): CallEvent[] {
	const reading = toCallEvents(body, settings);
	if (!reading.ok) throw new Error(reading.message);
	return reading.readings.map((each) => {
		if (!each.ok) throw new Error(each.message);
		return callEventSchema.strict().parse(each.event);
	});
}

export function eventOf(body: unknown): CallEvent {
	const [event, ...others] = eventsOf(body);
	if (!event || others.length > 0) throw new Error('Not one event');
	return event;
}
