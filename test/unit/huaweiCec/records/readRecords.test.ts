import fc from 'fast-check';

import { readRecords, type RecordReading } from '../../../../lib/huaweiCec/records/readRecords';
import { CALL_HEADER, callRow, csvOf } from './callRow';
import { cut, zipOf } from './zipWriter';

const READING: RecordReading = {
	records: 'call',
	filter: {},
	rows: 'matching',
	mostUnpackedBytes: 10_000_000,
};

const BEGIN = '2026-06-02 10:00:00';
const rowOf = (call: number, agent = '20001') =>
	callRow({ call_id: `1780366800-${call}`, agent_id: agent, call_begin: BEGIN });

async function read(zip: Buffer, reading: Partial<RecordReading> = {}, sizes = [4096]) {
	const calls: string[] = [];
	const faults: string[] = [];
	for await (const portion of readRecords(cut(zip, sizes), { ...READING, ...reading })) {
		for (const piece of portion) {
			if (piece.kind === 'fault') faults.push(piece.message);
			else calls.push(`${piece.row[4]}${piece.matches ? '' : ' (unwanted)'}`);
		}
	}
	return { calls, faults };
}

const TWO_FILES = zipOf(
	{ name: '20260602101112123456_call_1.csv', content: csvOf(CALL_HEADER, rowOf(1), rowOf(2)) },
	{ name: 'readme.txt', content: Buffer.from('call_id,agent_id,cc_id\r\n') },
	{
		name: '20260602101112123456_call_2.csv',
		content: csvOf(rowOf(3, '20002'), rowOf(4)).subarray(0, -2),
	},
);

test('reads all CSV files of the zip, with and without a header row', async () => {
	expect(await read(TWO_FILES)).toEqual({
		calls: ['1780366800-1', '1780366800-2', '1780366800-3', '1780366800-4'],
		faults: [],
	});
});

test('gives the same rows however the bytes are cut', async () => {
	const whole = await read(TWO_FILES);
	await fc.assert(
		fc.asyncProperty(
			fc.array(fc.integer({ min: 1, max: 200 }), { minLength: 1, maxLength: 10 }),
			async (sizes) => expect(await read(TWO_FILES, {}, sizes)).toEqual(whole),
		),
		{ numRuns: 100 },
	);
});

test('leaves out what the filter does not want, or marks it', async () => {
	const filter = { agentIds: ['20002'] };
	expect((await read(TWO_FILES, { filter })).calls).toEqual(['1780366800-3']);
	expect((await read(TWO_FILES, { filter, rows: 'all' })).calls).toEqual([
		'1780366800-1 (unwanted)',
		'1780366800-2 (unwanted)',
		'1780366800-3',
		'1780366800-4 (unwanted)',
	]);
});

test('a damaged zip ends with its fault, behind the rows before it', async () => {
	const { calls, faults } = await read(TWO_FILES.subarray(0, -400));
	expect(calls).toContain('1780366800-1');
	expect(faults).toEqual([expect.stringMatching(/zip file ends early/)]);
});

test('a filter the file cannot answer ends with a fault', async () => {
	const zip = zipOf({
		name: 'a.csv',
		content: csvOf(['call_id', 'agent_id', 'cc_id'], ['1', '2', '3']),
	});
	const { calls, faults } = await read(zip, { filter: { direction: 'inbound' } });
	expect(calls).toEqual([]);
	expect(faults).toEqual([expect.stringMatching(/needs the column call_type/)]);
});

test('an empty file has no rows', async () => {
	const zip = zipOf({ name: 'a.csv', content: Buffer.alloc(0) });
	expect(await read(zip)).toEqual({ calls: [], faults: [] });
});
