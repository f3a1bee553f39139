import fc from 'fast-check';

import { csvRows, lastCsvRows, startCsv } from '../../../../lib/huaweiCec/records/csvRows';

function rowsOf(bytes: Uint8Array, size = bytes.length): string[][] {
	const reading = startCsv();
	const rows: string[][] = [];
	for (let at = 0; at < bytes.length; at += size) {
		rows.push(...csvRows(reading, bytes.subarray(at, at + size)));
	}
	return [...rows, ...lastCsvRows(reading)];
}

const read = (text: string) => rowsOf(Buffer.from(text));

test.each([
	[
		'line breaks of both kinds',
		'a,b\r\nc,d\ne,f',
		[
			['a', 'b'],
			['c', 'd'],
			['e', 'f'],
		],
	],
	[
		'empty cells and an empty line',
		',a,\r\n\r\n,,\r\n',
		[
			['', 'a', ''],
			['', '', ''],
		],
	],
	['a comma in quotes', '"a,b",c\r\n', [['a,b', 'c']]],
	['a line break in quotes', 'x,"a\r\nb"\r\ny\r\n', [['x', 'a\r\nb'], ['y']]],
	['a quote in quotes', '"say ""no""",c\n', [['say "no"', 'c']]],
	['an empty quoted cell', '"",""\n', [['', '']]],
	['a quote inside a cell without quotes', 'a"b,c\n', [['a"b', 'c']]],
	['text behind a closing quote', '"a"b,c\n', [['ab', 'c']]],
	['a byte order mark', '\uFEFFdeveloper,b\n', [['developer', 'b']]],
	['Chinese', '客户,"坐席,一"\n', [['客户', '坐席,一']]],
	['a quote that is never closed', 'a\n"b\nc', [['a'], ['b\nc']]],
	['nothing', '', []],
])('%s', (_what, text, rows) => {
	expect(read(text)).toEqual(rows);
});

const cells = fc.array(
	fc.string({ unit: fc.constantFrom('a', '1', ',', '"', '\r\n', '\n', ' ', '坐', '😀', '') }),
	{ minLength: 2, maxLength: 6 },
);

test('what was written is read, wherever the bytes are cut', () => {
	fc.assert(
		fc.property(fc.array(cells), fc.integer({ min: 1, max: 50 }), (rows, size) => {
			const text = rows.map((row) => row.map(written).join(',')).join('\r\n');
			expect(rowsOf(Buffer.from(text), size)).toEqual(rows);
		}),
		{ numRuns: 500 },
	);
});

function written(cell: string): string {
	return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

test('text of any kind gives the same rows however it is cut', () => {
	fc.assert(
		fc.property(
			fc.string({ unit: fc.constantFrom('a', ',', '"', '\r', '\n', 'é'), maxLength: 200 }),
			fc.integer({ min: 1, max: 20 }),
			(text, size) => {
				expect(rowsOf(Buffer.from(text), size)).toEqual(read(text));
			},
		),
		{ numRuns: 1000 },
	);
});

test('a quote that is never closed does not fill the memory', () => {
	const reading = startCsv();
	const portion = Buffer.alloc(100_000, 'x');
	csvRows(reading, Buffer.from('"'));
	for (let turn = 0; turn < 10; turn++) csvRows(reading, portion);
	expect(reading.fault).toMatch(/a quote is opened and never closed/);
});
