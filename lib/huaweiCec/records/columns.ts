/** What a column holds. Ids are text: they may be longer than a number can be. */
export type ColumnType =
	| 'text'
	| 'whole'
	/** On the wall of the tenant's time zone. */
	| 'time'
	/** UTC, whatever the tenant's time zone. */
	| 'utcTime';

export interface Column {
	/** As the vendor names it. */
	vendor: string;
	/** As it is put out. */
	name: string;
	type: ColumnType;
}

export const RECORD_KINDS = ['call', 'record', 'agentOperation', 'skillChange'] as const;
export type RecordKind = (typeof RECORD_KINDS)[number];

export interface RecordTable {
	/** Columns by position: these places are documented. */
	placed: readonly Column[];
	/** Columns that come further on, in an order nobody has seen: only a header row tells them. */
	named: readonly Column[];
}

/** `call_id_num:whole` becomes a column; text is what is not said otherwise. */
function columns(...written: readonly string[]): readonly Column[] {
	return written.map((column) => {
		const [vendor = '', type = 'text'] = column.split(':');
		return { vendor, name: camelCase(vendor), type: type as ColumnType };
	});
}

/** `call_id_num` and `callIn_out` as `callIdNum` and `callInOut`. */
export function camelCase(vendor: string): string {
	return vendor.trim().replace(/[_\s]+(\w)/g, (_all, letter: string) => letter.toUpperCase());
}

/** The CSV files of CC-FS (reference/huawei §3.2; vendor's pages 0831, 0833, 4237). */
export const RECORD_TABLES: Readonly<Record<RecordKind, RecordTable>> = {
	call: {
		placed: columns(
			'developer',
			'account_id',
			'cc_id',
			'agent_id',
			'call_id',
			'caller_no',
			'callee_no',
			'wait_begin:time',
			'wait_end:time',
			'ack_begin:time',
			'ack_end:time',
			'call_begin:time',
			'call_end:time',
			'device_type:whole',
			'device_no',
			'call_type:whole',
			'release_cause:whole',
			'call_id_num:whole',
			'vdn_id',
			'pre_device_type:whole',
			'pre_device_no',
		),
		named: columns(
			'skill_id',
			'current_skill_id',
			'pre_device_in',
			'leave_reason:whole',
			'service_no',
			'device_in',
			'media_type:whole',
			'sub_media_type:whole',
		),
	},
	record: {
		placed: columns(
			'developer',
			'account_id',
			'cc_id',
			'agent_id',
			'call_id',
			'caller_no',
			'callee_no',
			'call_begin:time',
			'call_end:time',
			'file_name',
			'task_status:whole',
			'task_result',
			'original_file_name',
			'vdn_id',
			'call_type:whole',
			'media_type:whole',
			'user_wanted_skill_id',
			'current_skill_id',
		),
		named: [],
	},
	agentOperation: {
		placed: columns(
			'id',
			'developer_id',
			'account_id',
			'agent_id',
			'service_no',
			'skill_id',
			'call_id',
			'begin_time:time',
			'end_time:time',
			'op_type:whole',
			'op_object',
			'op_cause:whole',
			'media_type:whole',
			'vdn_id',
			'cc_id',
			'agent_type:whole',
			'phone_no',
			'callIn_out:whole',
			'location_id',
			'logon_sn',
			'skillInfo_sn',
		),
		named: [],
	},
	skillChange: {
		placed: columns(
			'id',
			'developer_id',
			'account_id',
			'sub_cc_no',
			'vdn',
			'agent_id',
			'operate_time:time',
			'operate_id',
			'operate_type:whole',
			'skill_list',
			'logon_sn',
			'operate_sn',
			'operate_end_time:time',
			'renew_flag:whole',
			'update_time:utcTime',
			'month_of_year:whole',
		),
		named: [],
	},
};

/** Which column stands where in a file. */
export interface Layout {
	columns: readonly Column[];
	/** Whether the file's first row names the columns and is no record. */
	hasHeader: boolean;
}

/** So many known names make a row a header; records hold no such words. */
const FEWEST_NAMES = 3;
const DATE = /\d{4}-\d{1,2}-\d{1,2}/;

/**
 * Tells a file's columns from its first row. Whether there is a header row is not documented
 * (reference/huawei §8.16), so: known names in it decide over the positions; a row without any date
 * names columns in words unknown here and is skipped; every other row is a record already.
 */
export function layoutOf(firstRow: readonly string[], kind: RecordKind): Layout {
	const { placed, named } = RECORD_TABLES[kind];
	const byName = new Map([...placed, ...named].map((column) => [plain(column.vendor), column]));
	const known = firstRow.filter((cell) => byName.has(plain(cell))).length;
	if (known >= FEWEST_NAMES) {
		return {
			hasHeader: true,
			columns: firstRow.map(
				(cell, index) => byName.get(plain(cell)) ?? unknownColumn(cell.trim(), index),
			),
		};
	}
	return { columns: placed, hasHeader: !firstRow.some((cell) => DATE.test(cell)) };
}

function plain(name: string): string {
	return name.toLowerCase().replace(/[^a-z0-9]/g, '');
}

function unknownColumn(name: string, index: number): Column {
	return name ? { vendor: name, name: camelCase(name), type: 'text' } : nameless(index);
}

function nameless(index: number): Column {
	const name = `column${index + 1}`;
	return { vendor: name, name, type: 'text' };
}

/** The column at a position; one nobody knows is called by its number, `column22`. */
export function columnAt(known: readonly Column[], index: number): Column {
	return known[index] ?? nameless(index);
}
