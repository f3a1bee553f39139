import { RECORD_TABLES, layoutOf } from '../../../../lib/huaweiCec/records/columns';
import { cellReaders, recordOf, type RecordRow } from '../../../../lib/huaweiCec/records/record';

/** What is the same in most rows of the file of calls. */
const USUAL: Readonly<Record<string, string>> = {
	developer: '100',
	account_id: '202600000001',
	cc_id: '1',
	agent_id: '0',
	call_id: '1780366800-1388',
	caller_no: '13800000001',
	callee_no: '057100001000',
	device_type: '1',
	device_no: '7',
	call_type: '0',
	call_id_num: '0',
	vdn_id: '17',
	pre_device_type: '3',
	pre_device_no: '1',
};

const { placed, named } = RECORD_TABLES.call;

/** Every column of the file of calls, in the order of `callRow`. */
export const CALL_HEADER = [...placed, ...named].map(({ vendor }) => vendor);

/** A row of the file of calls, by the vendor's names. */
export function callRow(cells: Readonly<Record<string, string>> = {}): string[] {
	return CALL_HEADER.map((name) => cells[name] ?? USUAL[name] ?? '');
}

/** The same, named and typed, of a tenant in Shanghai. */
export function callRecord(cells: Readonly<Record<string, string>> = {}): RecordRow {
	return recordOf(callRow(cells), layoutOf(CALL_HEADER, 'call'), cellReaders('Asia/Shanghai'));
}

/** Lines of a CSV file. */
export function csvOf(...rows: ReadonlyArray<readonly string[]>): Buffer {
	return Buffer.from(rows.map((row) => `${row.join(',')}\r\n`).join(''));
}
