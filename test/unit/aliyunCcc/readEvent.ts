import { toCallEvents, type AliyunCccContext } from '../../../lib/aliyunCcc/toCallEvents';
import { callEventSchema, type CallEvent } from '../../../lib/callEvent/callEvent';

export const RECEIVED = '2026-05-01T08:00:01.000Z';

export const context: AliyunCccContext = { receivedAt: Date.parse(RECEIVED) };

/** The call event of one vendor's event, whole and valid. */
export function readEvent(
	event: unknown,
	delivery: { id?: string; publishedAt?: number } = {},
): CallEvent {
	const [reading] = toCallEvents(
		[{ id: delivery.id ?? null, event, publishedAt: delivery.publishedAt ?? null }],
		context,
	);
	if (!reading?.ok) throw new Error(reading?.message);
	return callEventSchema.parse(reading.event);
}
