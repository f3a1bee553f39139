import { NodeOperationError, type ITriggerFunctions } from 'n8n-workflow';

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
import type { Portion } from './portion';
import { seenEndKey } from './seenEnds';
import type { StopSwitch } from './stopSwitch';
import { optionsOf, readingContext, recordsOf } from './triggerOptions';

const DEFAULT_MINUTES = 5;

/** Fetches the records of finished calls every few minutes until the switch is thrown. */
export async function fetchRecords(
	context: ITriggerFunctions,
	connection: AsterCcConnection,
	savedId: number | undefined,
	take: (portions: Portion[]) => Promise<void>,
	stop: StopSwitch,
): Promise<void> {
	const pauseMs = (optionsOf(context).recordMinutes ?? DEFAULT_MINUTES) * 60_000;
	const ask: Ask = async (id, limit) => await pageAfter(context, connection, stop, id, limit);
	let last = savedId;
	for (let failures = 0; !stop.isStopped();) {
		try {
			last ??= await firstPlace(ask, take);
			last = await fetchNew(context, ask, last, take);
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

/** The rows behind an id. */
type Ask = (id: number, limit: number) => Promise<unknown[]>;

/** The first time, records begin with the next call. */
async function firstPlace(ask: Ask, take: (portions: Portion[]) => Promise<void>): Promise<number> {
	const recordId = await newestRecordId(async (id) => {
		const rows = await ask(id, 1);
		return rows.length === 0 ? null : largestIdOf(rows, id);
	});
	await take([{ events: [], place: { recordId }, pushOf: () => ({}), isStart: true }]);
	return recordId;
}

/** Hands over all that is new, page by page; gives the id of the last record. */
async function fetchNew(
	context: ITriggerFunctions,
	ask: Ask,
	after: number,
	take: (portions: Portion[]) => Promise<void>,
): Promise<number> {
	for (let last = after; ;) {
		const rows = await ask(last, PAGE_SIZE);
		const settled = settledRecords(context, rows, last);
		if (settled.last === last) return last;
		const place = { recordId: settled.last };
		await take([{ events: settled.events, place, pushOf: recordPush(context) }]);
		last = settled.last;
		if (rows.length < PAGE_SIZE) return last;
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

/** A record that stands for a call's end is dropped where that end was seen. */
function recordPush(context: ITriggerFunctions): Portion['pushOf'] {
	if (recordsOf(context) === 'missed') return (event) => ({ key: seenEndKey(event) });
	return (event) => ({ key: event.id, replaceable: true });
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
