import {
	NodeOperationError,
	type ICredentialDataDecryptedObject,
	type IDataObject,
	type INodeExecutionData,
	type IRun,
	type ITriggerFunctions,
} from 'n8n-workflow';

import type { CallEvent } from '../../lib/callEvent/callEvent';
import { itemsOf, type ItemPush } from '../shared/itemPush';
import { createPushClaims } from '../shared/pushClaims';
import { claimKeyOf } from '../shared/receivePush';
import type { Place } from './place';
import {
	HASH_NEEDS_KEY,
	dedupeHoursOf,
	isWanted,
	optionsOf,
	outputModeOf,
	privacyOf,
} from './triggerOptions';

/** Events that came together, and how far everything has come once they are processed. */
export interface Portion {
	events: CallEvent[];
	place: Place;
	/** What the database is to know of an event, in a run of its own or in one that overlaps others. */
	pushOf(event: CallEvent, alone: boolean): ItemPush;
	/** The place is new and must be kept, even if it takes a run without an event. */
	isStart?: true;
}

export type RunPortions = (portions: Portion[], alone: boolean) => Promise<void>;

/** Copies inside one process: the server may publish an event twice (reference/astercc §1.3). */
const emitted = createPushClaims(20_000);

/**
 * Makes of portions one execution, each event once, and resolves when it is over; rejects when n8n
 * could not store it. A run that is alone keeps the place when it is over. One that overlaps others
 * cannot: the database knows its events, where a replay meets them.
 */
export function portionRunner(
	context: ITriggerFunctions,
	credential: ICredentialDataDecryptedObject,
): RunPortions {
	const privacy = privacyOf(context, credential);
	if (!privacy) throw new NodeOperationError(context.getNode(), HASH_NEEDS_KEY);
	const settings = { output: outputModeOf(context), privacy };
	const windowMs = dedupeHoursOf(optionsOf(context)) * 3_600_000;
	const keyOf = (event: CallEvent) => claimKeyOf(context, event.id);
	const isNew = (event: CallEvent) =>
		windowMs === 0 || emitted.claim(keyOf(event), Date.now(), windowMs) === 'claimed';

	return async (portions, alone) => {
		const taken = portions.flatMap(({ events, pushOf }) => {
			const wanted = events.filter((event) => isWanted(context, event) && isNew(event));
			return wanted.map((event) => ({ event, push: windowMs > 0 ? pushOf(event, alone) : {} }));
		});
		const place = alone ? placeAfter(portions) : null;
		const items = taken.flatMap(({ event, push }) => itemsOf([event], settings, () => push));
		if (place && (items.length > 0 || portions.some(({ isStart }) => isStart))) {
			items.push(placeItem(place));
		}
		let handedOver = false;
		try {
			await emit(context, items);
			handedOver = true;
		} finally {
			for (const key of taken.map(({ event }) => keyOf(event))) {
				if (handedOver) emitted.accept(key, Date.now());
				else emitted.release(key);
			}
		}
	};
}

async function emit(context: ITriggerFunctions, items: INodeExecutionData[]): Promise<void> {
	if (items.length === 0) return;
	const done = context.helpers.createDeferredPromise<IRun>();
	context.emit([items], undefined, done);
	await done.promise;
}

const placeAfter = (portions: readonly Portion[]): Place =>
	Object.assign({}, ...portions.map(({ place }) => place)) as Place;

/** Goes no further than `execute()`. */
function placeItem(place: Place): INodeExecutionData {
	const push: ItemPush = { place: place as IDataObject };
	return { json: {}, push: push as IDataObject };
}

export function uniqueById(events: readonly CallEvent[]): CallEvent[] {
	return [...new Map(events.map((event) => [event.id, event])).values()];
}
