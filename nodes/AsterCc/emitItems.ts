import {
	NodeOperationError,
	type ICredentialDataDecryptedObject,
	type IRun,
	type ITriggerFunctions,
} from 'n8n-workflow';

import type { CallEvent } from '../../lib/callEvent/callEvent';
import { itemsOf, type ItemPush } from '../shared/itemPush';
import { HASH_NEEDS_KEY, isWanted, outputModeOf, privacyOf } from './triggerOptions';

export type Emit = (
	events: readonly CallEvent[],
	pushOf: (event: CallEvent, index: number, count: number) => ItemPush,
) => Promise<void>;

/**
 * Starts an execution with these events, each once, and resolves when it is over; with no event
 * that is wanted there is none. Rejects when n8n could not store the execution.
 */
export function emitterOf(
	context: ITriggerFunctions,
	credential: ICredentialDataDecryptedObject,
): Emit {
	const privacy = privacyOf(context, credential);
	if (!privacy) throw new NodeOperationError(context.getNode(), HASH_NEEDS_KEY);
	const settings = { output: outputModeOf(context), privacy };
	return async (events, pushOf) => {
		const wanted = uniqueById(events).filter((event) => isWanted(context, event));
		if (wanted.length === 0) return;
		const done = context.helpers.createDeferredPromise<IRun>();
		const items = itemsOf(wanted, settings, (event, index) => pushOf(event, index, wanted.length));
		context.emit([items], undefined, done);
		await done.promise;
	};
}

export function uniqueById(events: readonly CallEvent[]): CallEvent[] {
	return [...new Map(events.map((event) => [event.id, event])).values()];
}
