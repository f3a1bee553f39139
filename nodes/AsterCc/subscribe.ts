import type { IDataObject, IExecuteFunctions, ITriggerFunctions } from 'n8n-workflow';

import { createHandOver } from '../../lib/asterCc/handOver';
import { cursorAt, messagesOfItem, type Cursor, type PushedItem } from '../../lib/asterCc/longPoll';
import { followEvents, type ConnectionState } from '../../lib/asterCc/subscription';
import { toCallEvents } from '../../lib/asterCc/toCallEvents';
import type { CallEvent } from '../../lib/callEvent/callEvent';
import type { AsterCcConnection } from '../../lib/asterCc/connection';
import type { ItemPush } from '../shared/itemPush';
import { createPushClaims } from '../shared/pushClaims';
import { claimKeyOf } from '../shared/receivePush';
import type { Emit } from './emitItems';
import { marksOf } from './seenEnds';
import type { StopSwitch } from './stopSwitch';
import { dedupeHoursOf, optionsOf, readingContext, type AnyContext } from './triggerOptions';

/** Static data of the node: up to where every event has been processed. */
interface Place {
	cursor?: Cursor;
	/** Of the channel the cursor belongs to; another channel begins anew. */
	channel?: string;
}

const placeOf = (context: ITriggerFunctions | IExecuteFunctions) =>
	context.getWorkflowStaticData('node') as IDataObject & Place;

/**
 * Where to begin: at the saved cursor, else "from now on" by the clock of the server, which dates
 * its messages. Written before the trigger has started, when n8n saves what it finds there.
 * @param now milliseconds since 1970
 */
export function startOf(context: ITriggerFunctions, channel: string, now: number): Cursor {
	const place = placeOf(context);
	if (place.channel !== channel) delete place.cursor;
	place.channel = channel;
	place.cursor ??= cursorAt(now);
	return { ...place.cursor };
}

/**
 * Saves, inside the execution, how far the stream has come. n8n writes static data when a run is
 * over, so a run cut off by a crash has moved nothing, and its events come again.
 */
export function keepCursor(context: IExecuteFunctions): void {
	if (['retry', 'manual'].includes(context.getMode())) return;
	const push = context.getInputData().at(-1)?.push as ItemPush | undefined;
	if (push?.cursor) placeOf(context).cursor = push.cursor as unknown as Cursor;
}

/** Copies inside one process: the server may publish an event twice (reference/astercc §1.3). */
const emitted = createPushClaims(20_000);

/** Messages that were published before the trigger began have perhaps been processed before. */
const REPLAY_MARGIN_MS = 5000;

/**
 * Follows the push server until the switch is thrown. A run that is the only one keeps the cursor
 * when it is over. Runs that overlap cannot: they record their events in the database, where a
 * replay meets them.
 */
export async function subscribe(
	context: ITriggerFunctions,
	connection: AsterCcConnection,
	start: { cursor: Cursor; now: number },
	emit: Emit,
	stop: StopSwitch,
): Promise<void> {
	const handOver = createHandOver<PushedItem>({
		run: async (items, alone) => await runWith(context, items, alone, start.now, emit),
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
	await followEvents(start.cursor, {
		pull: async (cursor) => await connection.pull(cursor, stop.signal),
		take: handOver.take,
		sleep: stop.sleep,
		random: Math.random,
		now: Date.now,
		isStopped: stop.isStopped,
		report: (state) => reportConnection(context, connection, state),
	});
}

async function runWith(
	context: ITriggerFunctions,
	items: readonly PushedItem[],
	alone: boolean,
	startedAt: number,
	emit: Emit,
): Promise<void> {
	const windowMs = dedupeHoursOf(optionsOf(context)) * 3_600_000;
	const keyOf = (event: CallEvent) => claimKeyOf(context, event.id);
	const fresh = eventsOf(context, items).filter(
		(event) => windowMs === 0 || emitted.claim(keyOf(event), Date.now(), windowMs) === 'claimed',
	);
	const cursor = items.at(-1)?.cursor;
	const replayed = items.some(
		(item) => !(Date.parse(item.cursor.time) > startedAt + REPLAY_MARGIN_MS),
	);
	let handedOver = false;
	try {
		await emit(fresh, (event, index, count) => ({
			...(windowMs === 0 ? {} : keyPush(event, alone, replayed)),
			...marksOf(context, event),
			...(alone && cursor && index === count - 1 ? { cursor: { ...cursor } } : {}),
		}));
		handedOver = true;
	} finally {
		for (const key of fresh.map(keyOf)) {
			if (handedOver) emitted.accept(key, Date.now());
			else emitted.release(key);
		}
	}
}

function keyPush(event: CallEvent, alone: boolean, replayed: boolean): ItemPush {
	if (!alone) return { key: event.id };
	return replayed ? { key: event.id, lookUp: true } : {};
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
