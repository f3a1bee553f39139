import type { ITriggerFunctions } from 'n8n-workflow';

import type { AsterCcConnection } from '../../lib/asterCc/connection';
import { messagesOfItem, type Cursor, type PushedItem } from '../../lib/asterCc/longPoll';
import { followEvents, type ConnectionState } from '../../lib/asterCc/subscription';
import { toCallEvents } from '../../lib/asterCc/toCallEvents';
import type { CallEvent } from '../../lib/callEvent/callEvent';
import type { ItemPush } from '../shared/itemPush';
import type { Portion } from './portion';
import { marksOf } from './seenEnds';
import type { StopSwitch } from './stopSwitch';
import { readingContext, type AnyContext } from './triggerOptions';

/** Messages that were published before the trigger began have perhaps been processed before. */
const REPLAY_MARGIN_MS = 5000;

/** Follows the push server until the switch is thrown. */
export async function subscribe(
	context: ITriggerFunctions,
	connection: AsterCcConnection,
	start: { cursor: Cursor; now: number },
	take: (portions: Portion[]) => Promise<void>,
	stop: StopSwitch,
): Promise<void> {
	await followEvents(start.cursor, {
		pull: async (cursor) => await connection.pull(cursor, stop.signal),
		take: async (items) => await take(items.map((item) => portionOf(context, item, start.now))),
		sleep: stop.sleep,
		random: Math.random,
		now: Date.now,
		isStopped: stop.isStopped,
		report: (state) => reportConnection(context, connection, state),
	});
}

function portionOf(context: ITriggerFunctions, item: PushedItem, startedAt: number): Portion {
	const published = Date.parse(item.cursor.time);
	const isReplay = !(published > startedAt + REPLAY_MARGIN_MS);
	return {
		events: eventsOf(context, [item]),
		place: { cursor: item.cursor },
		pushOf: (event, alone) => ({ ...keyPush(event, alone, isReplay), ...marksOf(context, event) }),
	};
}

/**
 * Looking a key up means recording it and taking it out again: a crash in between would leave it
 * there, and the event would be dropped when it comes again. So only a run that cannot keep the
 * place by itself, a worker's, asks the database.
 */
function keyPush(event: CallEvent, alone: boolean, isReplay: boolean): ItemPush {
	if (isReplay) return { key: event.id, lookUp: true, replaceable: true };
	return alone ? {} : { key: event.id, replaceable: true };
}

/** The events in items of the push server; a message without identity is named in the log. */
export function eventsOf(context: AnyContext, items: readonly PushedItem[]): CallEvent[] {
	return items.flatMap((item) => {
		const messages = messagesOfItem(item);
		const { events, refused } = toCallEvents(messages, {
			...readingContext(context, Date.now()),
			publishedAt: Date.parse(item.cursor.time),
		});
		for (const { field } of refused) {
			context.logger.warn('A message of asterCC has no identity and was left out', { field });
		}
		if (messages.length === 0) {
			context.logger.warn('A message of asterCC could not be read and was left out', {
				characters: item.text.length,
			});
		}
		return events;
	});
}

/** A lost connection is worth a line, every further failure is not. */
const EVERY_NTH_FAILURE = 20;

function reportConnection(
	context: ITriggerFunctions,
	{ origin }: AsterCcConnection,
	state: ConnectionState,
): void {
	const node = context.getNode().name;
	if (state.connected) {
		const { failures } = state;
		context.logger.info('The push server of asterCC can be followed again', {
			node,
			origin,
			failures,
		});
		return;
	}
	if (state.failures % EVERY_NTH_FAILURE !== 1) return;
	const { reason, failures, retryInMs } = state;
	context.logger.warn('The push server of asterCC cannot be followed; trying again', {
		node,
		origin,
		reason,
		failures,
		retryInMs,
	});
}
