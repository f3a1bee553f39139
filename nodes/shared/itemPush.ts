import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import type { CallEvent } from '../../lib/callEvent/callEvent';
import { outputOf, type OutputMode } from '../../lib/callEvent/output';
import type { Privacy } from '../../lib/callEvent/privacy';

/** What rides beside an item's `json` into `execute()`, where n8n's database can be asked. */
export interface ItemPush {
	/** A copy of an event whose key the database knows is dropped. */
	key?: string;
	/** The key of the part of the push it came with: that is answered before `key` is recorded. */
	claim?: string;
	/** The key is looked up and not recorded: whether the event was processed is kept elsewhere. */
	lookUp?: true;
	/** The key is not needed where the run itself keeps how far everything has come. */
	replaceable?: true;
	/** Keys that are recorded for other events to meet. */
	marks?: string[];
	/** The item is no event: it tells which run this is, and how far everything has come with it. */
	run?: { id: string; place: IDataObject | null };
}

/** Events as items, in the shape the operator chose; the push beside `json` changes no output mode. */
export function itemsOf(
	events: readonly CallEvent[],
	settings: { output: OutputMode; privacy: Privacy },
	pushOf: (event: CallEvent, index: number) => ItemPush | null,
): INodeExecutionData[] {
	return events.map((event, index) => {
		const push = pushOf(event, index);
		return {
			json: outputOf(event, settings.output, settings.privacy) as IDataObject,
			...(push === null ? {} : { push: push as IDataObject }),
		};
	});
}
