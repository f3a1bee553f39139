import { readApiAnswer } from '../../../lib/asterCc/controlApi';
import {
	isSettled,
	largestIdOf,
	newestRecordId,
	rowIdOf,
	rowsOf,
} from '../../../lib/asterCc/recordPoll';

describe('where a first poll begins: the newest record', () => {
	/** GetCdr with limit 1: `id` is the cursor, what lies behind it comes. */
	function server(ids: readonly number[], order: 'ascending' | 'descending') {
		let asked = 0;
		const sorted = ids.toSorted((a, b) => (order === 'ascending' ? a - b : b - a));
		return {
			probe: async (id: number) => {
				if (++asked > 200) throw new Error('it asks without end');
				return sorted.find((row) => row > id) ?? null;
			},
			asked: () => asked,
		};
	}

	const run = (start: number, count: number) =>
		Array.from({ length: count }, (_, at) => start + at);

	it.each([
		['no record', [], 0],
		['one', [1], 1],
		['two', [1, 2], 2],
		['three', [1, 2, 3], 3],
		['a thousand', run(1, 1000), 1000],
		['one with a large id', [123_456_789], 123_456_789],
		['old ones deleted', run(5_000_000, 300), 5_000_299],
		['a gap', [...run(1, 10), ...run(100_000, 5)], 100_004],
		['gaps everywhere', [1, 3, 7, 8, 90, 91, 1000, 1024, 1025, 4096], 4096],
		['a gap before the newest', [1, 2, 3, 999_999], 999_999],
		['powers of two', [1, 2, 4, 8, 16, 32, 64], 64],
	])('%s', async (_what, ids, newest) => {
		for (const order of ['ascending', 'descending'] as const) {
			const { probe, asked } = server(ids, order);
			expect(await newestRecordId(probe)).toBe(newest);
			expect(asked()).toBeLessThan(70);
		}
	});

	it('a million records are not fetched for it', async () => {
		const probe = jest.fn(async (id: number) => (id < 1_000_000 ? id + 1 : null));
		expect(await newestRecordId(probe)).toBe(1_000_000);
		expect(probe.mock.calls.length).toBeLessThan(60);
	});

	it('an error is the error of the search', async () => {
		await expect(newestRecordId(async () => Promise.reject(new Error('gone')))).rejects.toThrow(
			'gone',
		);
	});
});

describe('the rows of GetCdr (reference/astercc §3.4)', () => {
	it.each([
		[
			'rows',
			'{"result":"success","msg":{"data":[{"id":1}],"totalCount":1}}',
			{ ok: true, rows: [{ id: 1 }] },
		],
		['none', '{"result":"success","msg":{"data":[],"totalCount":0}}', { ok: true, rows: [] }],
		['no list', '{"result":"success","msg":"none"}', { ok: true, rows: [] }],
		['null', '{"result":"success","msg":null}', { ok: true, rows: [] }],
		['BackMsg_44 in JSON', '{"result":"error","msg":"BackMsg_44"}', { ok: true, rows: [] }],
		['BackMsg_44 in text', '|Retuen|2|Retuen|BackMsg_44', { ok: true, rows: [] }],
		[
			'refused',
			'|Retuen|2|Retuen|BackMsg_03',
			{ ok: false, reason: 'Wrong agent number or password (BackMsg_03)' },
		],
		['a page', '<html></html>', { ok: false, reason: 'the answer of GetCdr is not JSON' }],
	])('%s', (_what, text, expected) => expect(rowsOf(readApiAnswer(text))).toEqual(expected));

	it('unreachable', () => {
		expect(rowsOf({ kind: 'unreachable', message: 'no answer in time' })).toEqual({
			ok: false,
			reason: 'no answer in time',
		});
	});
});

it.each([
	[{ id: 7 }, 7],
	[{ id: '7' }, 7],
	[{ id: 0 }, 0],
	[{ id: -1 }, null],
	[{ id: 1.5 }, null],
	[{ id: 'x' }, null],
	[{ id: 2 ** 60 }, null],
	[{}, null],
	[null, null],
	['7', null],
	[undefined, null],
])('the id of %j is %s', (row, id) => expect(rowIdOf(row)).toBe(id));

it('the largest id, never less than where it started', () => {
	expect(largestIdOf([{ id: 3 }, { id: 9 }, { id: '4' }, {}], 5)).toBe(9);
	expect(largestIdOf([{ id: 3 }], 5)).toBe(5);
	expect(largestIdOf([], 5)).toBe(5);
});

describe('a record is settled a minute after the end of its call', () => {
	const now = Date.parse('2026-01-01T00:10:00.000Z');
	it.each([
		['long ago', now - 3_600_000, true],
		['a minute ago', now - 60_000, true],
		['59 seconds ago', now - 59_000, false],
		['now', now, false],
		['in a minute: the clocks differ a little', now + 60_000, false],
		['in hours: the zone is wrong', now + 8 * 3_600_000, true],
		['never', null, true],
	])('%s', (_when, endedAt, expected) => expect(isSettled(endedAt, now)).toBe(expected));
});
