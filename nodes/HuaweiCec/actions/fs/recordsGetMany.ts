import {
	RECORD_TABLES,
	type ColumnType,
	type RecordKind,
} from '../../../../lib/huaweiCec/records/columns';
import { eachItem } from '../../eachItem';
import { faultItem } from '../../faultItem';
import type { Operation } from '../../operation';
import { readFiles } from './readFiles';
import { readSettings } from './readSettings';
import { recordFields } from './recordFields';
import { RECORD_SOURCES } from './recordSource';

/** "Get Many" of a kind of records: ask, wait, download, unpack, read and filter in one step. */
export function recordsGetMany(
	records: RecordKind,
	told: Pick<Operation, 'resource' | 'operation' | 'name' | 'action' | 'description'>,
): Operation {
	const source = RECORD_SOURCES[records];
	return {
		...told,
		properties: recordFields(records),
		row: exampleRow(records),
		async execute(context) {
			return await eachItem(context, async (index) => {
				const settings = readSettings(context, source, index);
				const reading = await readFiles(context, source, settings, index);
				if (!reading.ok) return [faultItem(context, reading.fault, index)];
				return reading.rows.map((json) => ({ json, pairedItem: { item: index } }));
			});
		},
	};
}

const EXAMPLES: Readonly<Record<ColumnType, string | number>> = {
	text: '1',
	whole: 1,
	time: '2026-06-02T02:00:00.000Z',
	utcTime: '2026-06-02T02:00:00.000Z',
};

/** A row with every documented column. */
export function exampleRow(records: RecordKind): Record<string, string | number> {
	const { placed } = RECORD_TABLES[records];
	return Object.fromEntries(placed.map(({ name, type }) => [name, EXAMPLES[type]]));
}
