import { layoutOf } from '../../../../lib/huaweiCec/records/columns';
import { cellReaders, recordOf } from '../../../../lib/huaweiCec/records/record';
import { timeReader } from '../../../../lib/huaweiCec/records/recordTime';
import { callRecord } from './callRow';

test('cells are named and typed; ids stay text, what is not written is null', () => {
	expect(
		callRecord({ call_begin: '2026-06-02 10:00:05', release_cause: '80', agent_id: '20001' }),
	).toMatchObject({
		accountId: '202600000001',
		agentId: '20001',
		callId: '1780366800-1388',
		callBegin: '2026-06-02T02:00:05.000Z',
		callEnd: null,
		deviceType: 1,
		releaseCause: 80,
		serviceNo: null,
	});
});

test('what cannot be read stays as it is written', () => {
	expect(callRecord({ call_begin: 'never', call_type: 'x7' })).toMatchObject({
		callBegin: 'never',
		callType: 'x7',
	});
});

test('columns behind the known ones are called by their number', () => {
	const row = Array.from({ length: 23 }, (_, index) => String(index + 1));
	const layout = { ...layoutOf(row, 'call'), hasHeader: false };
	expect(recordOf(row, layout, cellReaders('Asia/Shanghai'))).toMatchObject({
		preDeviceNo: '21',
		column22: '22',
		column23: '23',
	});
});

test('the update time of skill changes is UTC, its operation time is the tenant’s', () => {
	const row = '1,100,2026,1,17,20001,2026-06-02 08:00:00,9,1,7;8,1,1,,0,2026-06-02 00:00:00,6';
	const cells = row.split(',');
	const layout = layoutOf(cells, 'skillChange');
	expect(recordOf(cells, layout, cellReaders('Asia/Shanghai'))).toMatchObject({
		operateTime: '2026-06-02T00:00:00.000Z',
		updateTime: '2026-06-02T00:00:00.000Z',
		operateEndTime: null,
		skillList: '7;8',
	});
});

test.each([
	['Asia/Shanghai', '2026-06-02 08:00:01', '2026-06-02T00:00:01.000Z'],
	['America/Sao_Paulo', '2026-06-02 08:00:01', '2026-06-02T11:00:01.000Z'],
	['UTC', '2026-06-02 08:00:01', '2026-06-02T08:00:01.000Z'],
	['UTC', '2026-02-31 08:00:01', null],
	['UTC', '2026-06-02 08:00:77', null],
	['UTC', '0000-00-00 00:00:00', null],
	['UTC', '', null],
])('on the wall of %s, %s is %s', (zone, written, iso) => {
	const read = timeReader(zone);
	const times = [read(written), read(written)];
	expect(times.map((time) => (time === null ? null : new Date(time).toISOString()))).toEqual([
		iso,
		iso,
	]);
});
