import {
	RECORD_KINDS,
	RECORD_TABLES,
	camelCase,
	layoutOf,
} from '../../../../lib/huaweiCec/records/columns';

const vendorNames = (kind: keyof typeof RECORD_TABLES) =>
	RECORD_TABLES[kind].placed.map(({ vendor }) => vendor);

describe('columns by position (reference/huawei §3.2)', () => {
	test.each([
		['call', 5, 'call_id', 'callId', 'text'],
		['call', 8, 'wait_begin', 'waitBegin', 'time'],
		['call', 14, 'device_type', 'deviceType', 'whole'],
		['call', 18, 'call_id_num', 'callIdNum', 'whole'],
		['call', 21, 'pre_device_no', 'preDeviceNo', 'text'],
		['record', 10, 'file_name', 'fileName', 'text'],
		['record', 13, 'original_file_name', 'originalFileName', 'text'],
		['record', 18, 'current_skill_id', 'currentSkillId', 'text'],
		['agentOperation', 10, 'op_type', 'opType', 'whole'],
		['agentOperation', 18, 'callIn_out', 'callInOut', 'whole'],
		['agentOperation', 21, 'skillInfo_sn', 'skillInfoSn', 'text'],
		['skillChange', 7, 'operate_time', 'operateTime', 'time'],
		['skillChange', 15, 'update_time', 'updateTime', 'utcTime'],
		['skillChange', 16, 'month_of_year', 'monthOfYear', 'whole'],
	] as const)('%s, column %i is %s', (kind, place, vendor, name, type) => {
		expect(RECORD_TABLES[kind].placed[place - 1]).toEqual({ vendor, name, type });
	});

	test('there are as many as documented', () => {
		expect(RECORD_KINDS.map((kind) => RECORD_TABLES[kind].placed.length)).toEqual([21, 18, 21, 16]);
	});

	test.each(RECORD_KINDS)('no name of %s comes twice', (kind) => {
		const { placed, named } = RECORD_TABLES[kind];
		const names = [...placed, ...named].map(({ name }) => name);
		expect(new Set(names).size).toBe(names.length);
	});
});

describe('a header row', () => {
	test('that names the columns decides over their place', () => {
		const { hasHeader, columns } = layoutOf(
			['call_id', 'AGENT_ID', 'leave_reason', 'tenant note', ''],
			'call',
		);
		expect(hasHeader).toBe(true);
		expect(columns.map(({ name, type }) => [name, type])).toEqual([
			['callId', 'text'],
			['agentId', 'text'],
			['leaveReason', 'whole'],
			['tenantNote', 'text'],
			['column5', 'text'],
		]);
	});

	test('in words unknown here is passed over', () => {
		const layout = layoutOf(['开发者', '租间', '呼叫中心', '坐席'], 'call');
		expect(layout).toEqual({ hasHeader: true, columns: RECORD_TABLES.call.placed });
	});

	test('that is none is the first record', () => {
		const row = vendorNames('call').map((name) =>
			/begin|end/.test(name) ? '2026-06-02 10:00:00' : '1',
		);
		expect(layoutOf(row, 'call')).toEqual({
			hasHeader: false,
			columns: RECORD_TABLES.call.placed,
		});
	});
});

test.each([
	['call_id_num', 'callIdNum'],
	['callIn_out', 'callInOut'],
	['id', 'id'],
	[' media type ', 'mediaType'],
])('%s is put out as %s', (vendor, name) => expect(camelCase(vendor)).toBe(name));
