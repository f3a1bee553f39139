import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { simplified } from '../../../../lib/callEvent/simplified';
import type { CallEvent } from '../../../../lib/callEvent/callEvent';
import { accountFault, type Account } from '../../../../lib/huaweiCec/account';
import type { Fault } from '../../../../lib/huaweiCec/fault';
import {
	addRow,
	restOfGroups,
	startGroups,
	type CallGroup,
} from '../../../../lib/huaweiCec/records/callGroups';
import { boundaryRows, periodsOf } from '../../../../lib/huaweiCec/records/periods';
import { readRecords, type FoundRow } from '../../../../lib/huaweiCec/records/readRecords';
import { cellReaders, recordOf } from '../../../../lib/huaweiCec/records/record';
import { callRecordEvent } from '../../../../lib/huaweiCec/records/toCallEvents';
import { brokenOff } from '../../brokenOff';
import { limitFault } from '../../genericOperation';
import { connect } from '../../transport/call';
import type { FileStream } from '../../transport/untilIdle';
import { unreadableFile, wrongField } from './fileFaults';
import { openNamedFile, openPeriodFile, type Opened } from './openFile';
import type { ReadSettings, RecordOutput } from './readSettings';
import type { RecordSource } from './recordSource';

export type FilesReading = { ok: true; rows: IDataObject[] } | { ok: false; fault: Fault };

/** The rows an operator asked for, from one file or from one for each period. */
export async function readFiles(
	context: IExecuteFunctions,
	source: RecordSource,
	settings: ReadSettings,
	index: number,
): Promise<FilesReading> {
	const { account } = await connect(context, index);
	const unfit = accountFault(account);
	if (unfit) return { ok: false, fault: wrongField(unfit.message) };
	const wrongLimit = limitFault(settings.limit);
	if (wrongLimit) return { ok: false, fault: wrongLimit };
	const files = filesOf(context, source, settings, account, index);
	if (!files.ok) return files;
	const timeZone = settings.fileTimes === 'utc' ? 'UTC' : account.timeZone;
	const sink = OUTPUTS[settings.output]({ ...account, timeZone });
	const isNew = boundaryRows(files.boundaries, timeZone);
	const rows: IDataObject[] = [];
	for (const open of files.open) {
		if (rows.length >= settings.limit) break;
		const opened = await open();
		if (!opened.ok) return opened;
		if (!opened.stream) continue;
		const take = (found: FoundRow) => {
			if (isNew(found.row)) rows.push(...sink.add(found));
			return rows.length < settings.limit;
		};
		const fault = await readFile(opened.stream, source, settings, take);
		if (fault) return { ok: false, fault };
	}
	const rest = rows.length < settings.limit ? sink.rest() : [];
	return { ok: true, rows: [...rows, ...rest].slice(0, settings.limit) };
}

type Files =
	| { ok: true; open: Array<() => Promise<Opened>>; boundaries: number[] }
	| { ok: false; fault: Fault };

function filesOf(
	context: IExecuteFunctions,
	source: RecordSource,
	settings: ReadSettings,
	{ timeZone }: Account,
	index: number,
): Files {
	if (context.getNodeParameter('from', index, 'period') === 'file') {
		const given: unknown = context.getNodeParameter('fileName', index, '');
		const name = String(given ?? '').trim();
		const open = [async () => await openNamedFile(context, source, name, index)];
		return { ok: true, open, boundaries: [] };
	}
	const reading = periodsOf(
		context.getNodeParameter('beginTime', index, ''),
		context.getNodeParameter('endTime', index, ''),
		timeZone,
	);
	if (!reading.ok) return { ok: false, fault: wrongField(reading.message) };
	const asking = { input: settings.asked, waitSeconds: settings.waitSeconds };
	return {
		ok: true,
		open: reading.periods.map(
			(period) => async () => await openPeriodFile(context, source, period, asking, index),
		),
		boundaries: reading.periods.slice(1).map(({ begin }) => begin),
	};
}

/** Reads until the file ends or `take` has enough; leaving the loop closes the download. */
async function readFile(
	stream: FileStream,
	{ records }: RecordSource,
	{ filter, mostUnpackedBytes, output }: ReadSettings,
	take: (row: FoundRow) => boolean,
): Promise<Fault | null> {
	const rows = output === 'records' ? 'matching' : 'all';
	try {
		const reading = readRecords(stream, { records, filter, rows, mostUnpackedBytes });
		for await (const portion of reading) {
			for (const piece of portion) {
				if (piece.kind === 'fault') return unreadableFile(piece.message);
				if (!take(piece)) return null;
			}
		}
		return null;
	} catch (error) {
		return brokenOff(error);
	} finally {
		stream.destroy();
	}
}

/** Turns rows into what is put out: each at once, or calls once their rows are together. */
interface Sink {
	add(row: FoundRow): IDataObject[];
	rest(): IDataObject[];
}

const OUTPUTS: Record<RecordOutput, (account: Account) => Sink> = {
	records: recordSink,
	callEvent: (account) => eventSink(account, (event) => withoutRaw(event)),
	simplified: (account) => eventSink(account, (event) => simplified(event)),
};

function withoutRaw({ raw: _raw, ...event }: CallEvent): IDataObject {
	return event as unknown as IDataObject;
}

function recordSink({ timeZone }: Account): Sink {
	const readers = cellReaders(timeZone);
	return { add: ({ row, layout }) => [recordOf(row, layout, readers)], rest: () => [] };
}

function eventSink({ timeZone, vdnId }: Account, shown: (event: CallEvent) => IDataObject): Sink {
	const readers = cellReaders(timeZone);
	const groups = startGroups();
	const receivedAt = Date.now();
	const eventOf = (group: CallGroup) => {
		const rows = group.map(({ row, layout }) => recordOf(row, layout, readers));
		return shown(callRecordEvent(rows, { receivedAt, vdnId }));
	};
	return {
		add: (row) => addRow(groups, row).map(eventOf),
		rest: () => restOfGroups(groups).map(eventOf),
	};
}
