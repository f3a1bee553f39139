import { NodeOperationError, type IDataObject, type ITriggerFunctions } from 'n8n-workflow';

import { backOffMs } from '../../lib/asterCc/backOff';
import { callRecordEvent } from '../../lib/asterCc/callRecord';
import {
	PAGE_SIZE,
	isSettled,
	largestIdOf,
	newestRecordId,
	rowIdOf,
	rowsOf,
} from '../../lib/asterCc/recordPoll';
import type { CallEvent } from '../../lib/callEvent/callEvent';
import type { AsterCcConnection } from '../../lib/asterCc/connection';
import type { Emit } from './emitItems';
import { seenEndKey } from './seenEnds';
import type { StopSwitch } from './stopSwitch';
import { dedupeHoursOf, optionsOf, readingContext, recordsOf } from './triggerOptions';

interface Place {
	/** The id of the last call record that has been handed over. */
	recordId?: number;
}

const DEFAULT_MINUTES = 5;

/** Fetches the records of finished calls every few minutes until the switch is thrown. */
export async function fetchRecords(
	context: ITriggerFunctions,
	connection: AsterCcConnection,
	emit: Emit,
	stop: StopSwitch,
): Promise<void> {
	const place = context.getWorkflowStaticData('node') as IDataObject & Place;
	const pauseMs = (optionsOf(context).recordMinutes ?? DEFAULT_MINUTES) * 60_000;
	for (let failures = 0; !stop.isStopped();) {
		try {
			place.recordId ??= await newestRecordId(
				async (id) => await probe(context, connection, stop, id),
			);
			while (await fetchPage(context, connection, emit, stop, place));
			failures = 0;
			await stop.sleep(pauseMs);
		} catch (error) {
			if (stop.isStopped()) return;
			failures++;
			const reason = error instanceof Error ? error.message : String(error);
			context.logger.warn('The call records of asterCC could not be fetched; trying again', {
				node: context.getNode().name,
				origin: connection.origin,
				reason,
			});
			await stop.sleep(Math.max(pauseMs / 5, backOffMs(failures, Math.random())));
		}
	}
}

async function pageAfter(
	context: ITriggerFunctions,
	connection: AsterCcConnection,
	stop: StopSwitch,
	id: number,
	limit: number,
): Promise<unknown[]> {
	const parameters = { id: String(id), limit: String(limit) };
	const page = rowsOf(await connection.ask('GetCdr', parameters, stop.signal));
	if (!page.ok) throw new NodeOperationError(context.getNode(), page.reason);
	return page.rows.filter((row) => (rowIdOf(row) ?? 0) > id);
}

async function probe(
	context: ITriggerFunctions,
	connection: AsterCcConnection,
	stop: StopSwitch,
	id: number,
): Promise<number | null> {
	const rows = await pageAfter(context, connection, stop, id, 1);
	return rows.length === 0 ? null : largestIdOf(rows, id);
}

/** Hands one page over. Tells whether another may follow at once. */
async function fetchPage(
	context: ITriggerFunctions,
	connection: AsterCcConnection,
	emit: Emit,
	stop: StopSwitch,
	place: Place,
): Promise<boolean> {
	const after = place.recordId ?? 0;
	const rows = await pageAfter(context, connection, stop, after, PAGE_SIZE);
	const { events, last } = settledRecords(context, rows, after);
	const keyOf = recordKeyOf(context);
	const dedupes = dedupeHoursOf(optionsOf(context)) > 0;
	await emit(events, (event) => (dedupes ? { key: keyOf(event) } : {}));
	place.recordId = last;
	return rows.length >= PAGE_SIZE && last === largestIdOf(rows, after) && !stop.isStopped();
}

/** A record that stands for a call's end is dropped where that end was seen. */
function recordKeyOf(context: ITriggerFunctions): (event: CallEvent) => string {
	return recordsOf(context) === 'missed' ? seenEndKey : (event) => event.id;
}

/** The records up to the first that is so young that the push of its end may still be on its way. */
function settledRecords(context: ITriggerFunctions, rows: readonly unknown[], after: number) {
	const reading = readingContext(context, Date.now());
	const stead = recordsOf(context) === 'missed';
	const events: CallEvent[] = [];
	let last = after;
	for (const row of rows.toSorted((a, b) => (rowIdOf(a) ?? 0) - (rowIdOf(b) ?? 0))) {
		const record = callRecordEvent(row, reading, stead);
		if (record.ok && !isSettled(record.endedAt, reading.receivedAt)) break;
		if (record.ok) events.push(record.event);
		else context.logger.warn('A call record could not be read', { field: record.field });
		last = rowIdOf(row) ?? last;
	}
	return { events, last };
}
