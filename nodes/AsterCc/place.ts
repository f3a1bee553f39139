import type { IDataObject, IExecuteFunctions, ITriggerFunctions } from 'n8n-workflow';

import { cursorAt, type Cursor } from '../../lib/asterCc/longPoll';
import type { ItemPush } from '../shared/itemPush';
import { joinRun } from './runPlaces';

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
 * Has the run save, when it is over, how far everything has come. n8n writes static data at the end
 * of a run, so a run cut off by a crash has moved nothing, and its events come again. The trigger
 * itself never writes it: n8n would save that before the events it stands for.
 *
 * In a worker, which does not learn what other runs do, only a run that was alone moves the place;
 * the others are known to the database (see ItemPush.key). Where the place is kept, they need not be.
 */
export function keepPlace(context: IExecuteFunctions): void {
	if (['retry', 'manual'].includes(context.getMode())) return;
	const pushes = context.getInputData().map(({ push }) => (push ?? {}) as ItemPush);
	const run = pushes.find((push) => push.run !== undefined)?.run;
	if (!run) return;
	const saved = staticPlace(context);
	if (!joinRun(run.id, saved)) {
		if (run.place) Object.assign(saved, run.place);
		return;
	}
	for (const push of pushes) if (push.replaceable) delete push.key;
}
