import {
	NodeOperationError,
	type ICredentialDataDecryptedObject,
	type IDataObject,
	type INodeExecutionData,
	type IRun,
	type ITriggerFunctions,
} from 'n8n-workflow';

import type { HandOverSurroundings } from '../../lib/asterCc/handOver';
import type { CallEvent } from '../../lib/callEvent/callEvent';
import { itemsOf, type ItemPush } from '../shared/itemPush';
import { createPushClaims } from '../shared/pushClaims';
import { claimKeyOf } from '../shared/receivePush';
import type { Place } from './place';
import { closeRun, leadRun, openRun } from './runPlaces';
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

export type PortionRunner = Required<Pick<HandOverSurroundings<Portion>, 'run' | 'leads'>>;

/** Copies inside one process: the server may publish an event twice (reference/astercc §1.3). */
const emitted = createPushClaims(20_000);

/**
 * Makes of portions one execution, each event once, and resolves when it is over; rejects when n8n
 * could not store it. A run keeps the place when it is over; see keepPlace for how.
 */
export function portionRunner(
	context: ITriggerFunctions,
	credential: ICredentialDataDecryptedObject,
): PortionRunner {
	const privacy = privacyOf(context, credential);
	if (!privacy) throw new NodeOperationError(context.getNode(), HASH_NEEDS_KEY);
	const settings = { output: outputModeOf(context), privacy };
	const windowMs = dedupeHoursOf(optionsOf(context)) * 3_600_000;
	const keyOf = (event: CallEvent) => claimKeyOf(context, event.id);
	const isNew = (event: CallEvent) =>
		windowMs === 0 || emitted.claim(keyOf(event), Date.now(), windowMs) === 'claimed';

	const ids = new WeakMap<readonly Portion[], string>();

	async function run(portions: Portion[], alone: boolean): Promise<void> {
		const taken = portions.flatMap(({ events, pushOf }) => {
			const wanted = events.filter((event) => isWanted(context, event) && isNew(event));
			return wanted.map((event) => ({ event, push: windowMs > 0 ? pushOf(event, alone) : {} }));
		});
		const items = taken.flatMap(({ event, push }) => itemsOf([event], settings, () => push));
		if (items.length === 0 && !portions.some(({ isStart }) => isStart)) return;
		const place = alone ? placeAfter(portions) : null;
		const id = openRun(place);
		ids.set(portions, id);
		items.push(runItem(id, place));
		let handedOver = false;
		try {
			await emit(context, items);
			handedOver = true;
		} finally {
			closeRun(id);
			for (const key of taken.map(({ event }) => keyOf(event))) {
				if (handedOver) emitted.accept(key, Date.now());
				else emitted.release(key);
			}
		}
	}

	return {
		run,
		leads(portions, upTo) {
			const id = ids.get(portions);
			if (id !== undefined) leadRun(id, placeAfter(upTo));
		},
	};
}

async function emit(context: ITriggerFunctions, items: INodeExecutionData[]): Promise<void> {
	const done = context.helpers.createDeferredPromise<IRun>();
	context.emit([items], undefined, done);
	await done.promise;
}

const placeAfter = (portions: readonly Portion[]): Place =>
	Object.assign({}, ...portions.map(({ place }) => place)) as Place;

/** Goes no further than `execute()`. */
function runItem(id: string, place: Place | null): INodeExecutionData {
	const push: ItemPush = { run: { id, place: place as IDataObject | null } };
	return { json: {}, push: push as IDataObject };
}

export function uniqueById(events: readonly CallEvent[]): CallEvent[] {
	return [...new Map(events.map((event) => [event.id, event])).values()];
}
