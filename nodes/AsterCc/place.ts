import type { IDataObject, IExecuteFunctions, ITriggerFunctions } from 'n8n-workflow';

import { cursorAt, type Cursor } from '../../lib/asterCc/longPoll';
import type { ItemPush } from '../shared/itemPush';

/** Static data of the node: up to where everything has been processed. */
export interface Place {
	cursor?: Cursor;
	/** Of the channel the cursor belongs to; another channel begins anew. */
	channel?: string;
	/** The id of the last call record. */
	recordId?: number;
}

const staticPlace = (context: ITriggerFunctions | IExecuteFunctions) =>
	context.getWorkflowStaticData('node') as IDataObject & Place;

/** The place as it was saved when the trigger starts. */
export function savedPlace(context: ITriggerFunctions): Place {
	const { cursor, channel, recordId } = staticPlace(context);
	return {
		...(cursor ? { cursor: { time: cursor.time, tag: cursor.tag } } : {}),
		...(channel ? { channel } : {}),
		...(recordId === undefined ? {} : { recordId }),
	};
}

/**
 * Where to begin in the stream of a channel: at the saved cursor, else "from now on" by the clock of
 * the server, which dates its messages.
 * @param now milliseconds since 1970
 */
export function startCursor(saved: Place, channel: string, now: number): Cursor {
	return saved.channel === channel && saved.cursor ? saved.cursor : cursorAt(now);
}

/**
 * Saves, inside the execution, how far everything has come. n8n writes static data when a run is
 * over, so a run cut off by a crash has moved nothing, and its events come again. The trigger itself
 * never writes it: n8n would save that before the events it stands for.
 */
export function keepPlace(context: IExecuteFunctions): void {
	if (['retry', 'manual'].includes(context.getMode())) return;
	for (const { push } of context.getInputData()) {
		const { place } = (push ?? {}) as ItemPush;
		if (place) Object.assign(staticPlace(context), place);
	}
}
