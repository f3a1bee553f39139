import type { ReceivedMessage } from '../../../bridge/src/source/source';

export const TOPIC = 'ccc-event';

/** A message as RocketMQ hands it over, holding an event of a call. */
export function messageWith(
	id: string,
	event: Record<string, unknown> = {},
	changes: Partial<ReceivedMessage> = {},
): ReceivedMessage {
	const body = { eventType: 'Ringing', contactId: `call-of-${id}`, ...event };
	return {
		id,
		topic: TOPIC,
		body: Buffer.from(JSON.stringify(body)),
		bornAt: Date.UTC(2026, 0, 2, 3, 4, 5),
		attempt: 1,
		receipt: `receipt-1 ${id}`,
		leaseUntil: Infinity,
		...changes,
	};
}

export const range = (count: number) => Array.from({ length: count }, (_, index) => index);

/** Messages of as many calls, `m0`, `m1` and so on. */
export const messages = (count: number, from = 0) =>
	range(count).map((index) => messageWith(`m${index + from}`));

/** A message's id as it stands in the CloudEvent n8n gets. */
export const idIn = (cloudEvent: string) => (JSON.parse(cloudEvent) as { id: string }).id;
