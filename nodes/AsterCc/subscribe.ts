import type { IDataObject, ITriggerFunctions } from 'n8n-workflow';

import { createHandOver } from '../../lib/asterCc/handOver';
import { cursorAt, messagesOfItem, type Cursor, type PushedItem } from '../../lib/asterCc/longPoll';
import { followEvents, type ConnectionState } from '../../lib/asterCc/subscription';
import { toCallEvents } from '../../lib/asterCc/toCallEvents';
import type { CallEvent } from '../../lib/callEvent/callEvent';
import type { AsterCcConnection } from '../../lib/asterCc/connection';
import type { StopSwitch } from './stopSwitch';
import { readingContext, type AnyContext } from './triggerOptions';

/** What is kept from run to run: up to where everything has been handed over. */
interface Place {
	cursor?: Cursor;
	/** Of the channel the cursor belongs to; another channel begins anew. */
	channel?: string;
}

/**
 * Follows the push server until the switch is thrown. The cursor goes into static data after the
 * hand-over; n8n saves it with the next one. So after a restart the last events come once more, and
 * the second line of defence drops them (design §4.3).
 */
export async function subscribe(
	context: ITriggerFunctions,
	connection: AsterCcConnection,
	emit: (events: CallEvent[]) => Promise<void>,
	stop: StopSwitch,
): Promise<void> {
	const place = await startOf(context, connection, stop);
	const handOver = createHandOver<PushedItem>({
		run: async (items) => await emit(eventsOf(context, items)),
		confirm: ({ cursor }) => void (place.cursor = cursor),
		sleep: stop.sleep,
		random: Math.random,
		isStopped: stop.isStopped,
		report: (reason, retryInMs) =>
			context.logger.error('Events could not be handed over to n8n and will be again', {
				node: context.getNode().name,
				reason,
				retryInMs,
			}),
	});
	await followEvents(place.cursor, {
		pull: async (cursor) => await connection.pull(cursor, stop.signal),
		take: handOver.take,
		sleep: stop.sleep,
		random: Math.random,
		now: Date.now,
		isStopped: stop.isStopped,
		report: (state) => reportConnection(context, connection, state),
	});
}

/** Where to go on: "from now on" by the clock of the server, which dates its messages, when nothing is known. */
async function startOf(
	context: ITriggerFunctions,
	connection: AsterCcConnection,
	stop: StopSwitch,
): Promise<Place & { cursor: Cursor }> {
	const place = context.getWorkflowStaticData('node') as IDataObject & Place;
	if (place.channel !== connection.channelKey) delete place.cursor;
	place.channel = connection.channelKey;
	if (place.cursor) return place as Place & { cursor: Cursor };
	const answer = await connection.serverTime(stop.signal);
	return Object.assign(place, { cursor: cursorAt(answer.ok ? answer.time : Date.now()) });
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
