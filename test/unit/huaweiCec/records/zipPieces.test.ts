import { randomBytes } from 'node:crypto';

import fc from 'fast-check';

import { zipPieces } from '../../../../lib/huaweiCec/records/zipPieces';
import { cut, zipOf, type ZipEntry } from './zipWriter';

const LIMITS = { mostUnpackedBytes: 50_000_000 };

async function read(zip: Uint8Array, sizes: readonly number[] = [65_536], limits = LIMITS) {
	const entries: Array<{ name: string; content: Buffer }> = [];
	let fault: string | null = null;
	for await (const piece of zipPieces(cut(zip, sizes), limits)) {
		const last = entries.at(-1);
		if (piece.kind === 'entry') entries.push({ name: piece.name, content: Buffer.alloc(0) });
		else if (piece.kind === 'fault') fault = piece.message;
		else if (last) last.content = Buffer.concat([last.content, piece.bytes]);
	}
	return { entries, fault };
}

/** Data in which the signature of a data descriptor stands, as a search would find it. */
const TRAP = Buffer.concat([
	randomBytes(500),
	Buffer.from([0x50, 0x4b, 7, 8]),
	randomBytes(500),
	Buffer.from([0x50, 0x4b, 3, 4]),
	randomBytes(500),
]);

describe('every way a zip is written', () => {
	test.each([
		'java',
		'javaUnsigned',
		'zip64Descriptor',
		'sizesFirst',
		'stored',
		'zip64Sizes',
	] as const)('%s', async (form) => {
		const entries: ZipEntry[] = [
			{ name: '20260602101112123456_call_1.csv', content: Buffer.from('a,b\r\n'), form },
			{ name: '录音/1.wav', content: TRAP, form, level: 0 },
			{ name: 'empty.csv', content: Buffer.alloc(0), form },
			{ name: 'long.csv', content: Buffer.alloc(70_000, 'row,'), form },
		];
		const { entries: found, fault } = await read(zipOf(...entries), [1, 7, 30, 1000]);
		expect(fault).toBeNull();
		expect(found).toEqual(entries.map(({ name, content }) => ({ name, content })));
	});

	test('a zip without entries', async () => {
		expect(await read(zipOf())).toEqual({ entries: [], fault: null });
	});
});

test('however the bytes are cut, the entries are the same', async () => {
	await fc.assert(
		fc.asyncProperty(
			fc.array(
				fc.record({
					name: fc.string({ minLength: 1, maxLength: 20, unit: 'grapheme' }),
					content: fc.uint8Array({ maxLength: 3000 }).map((bytes) => Buffer.from(bytes)),
					form: fc.constantFrom('java', 'sizesFirst', 'stored', 'zip64Descriptor'),
					level: fc.integer({ min: 0, max: 9 }),
				}),
				{ maxLength: 4 },
			),
			fc.array(fc.integer({ min: 1, max: 300 }), { minLength: 1, maxLength: 20 }),
			async (entries, sizes) => {
				const { entries: found, fault } = await read(zipOf(...(entries as ZipEntry[])), sizes);
				expect(fault).toBeNull();
				expect(found.map(({ content }) => content)).toEqual(entries.map(({ content }) => content));
			},
		),
		{ numRuns: 100 },
	);
});

describe('a damaged zip', () => {
	const CONTENT = Buffer.from('agent_id,call_id\r\n'.repeat(500));
	const ZIP = zipOf({ name: 'one.csv', content: CONTENT }, { name: 'two.csv', content: TRAP });

	test('cut off anywhere before its last entry ends, says so and never hangs', async () => {
		const whole = ZIP.length - 22 - 2 * (46 + 7);
		for (let length = 0; length < whole; length += 13) {
			const { fault } = await read(ZIP.subarray(0, length), [97]);
			expect(fault).toMatch(length === 0 ? /is empty/ : /ends early/);
		}
	});

	test('with a byte changed never hangs, and never gives other data without a fault', async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.nat({ max: ZIP.length - 1 }),
				fc.integer({ min: 1, max: 255 }),
				async (at, change) => {
					const damaged = Buffer.from(ZIP);
					damaged[at] = (damaged[at] ?? 0) ^ change;
					const { entries, fault } = await read(damaged, [211]);
					const contents = entries.map(({ content }) => content);
					if (fault === null && contents.length === 2) expect(contents).toEqual([CONTENT, TRAP]);
				},
			),
			{ numRuns: 400 },
		);
	});

	test('with a wrong checksum is told by the name of the entry', async () => {
		const zip = zipOf({ name: 'one.csv', content: CONTENT, form: 'sizesFirst', crc: 1 });
		expect((await read(zip)).fault).toBe(
			'"one.csv" in the zip file is damaged: its length or checksum is wrong. Ask for the file again.',
		);
	});

	test.each([
		['no zip', Buffer.from('{"resultCode":"0300011"}'), 'The file is not a zip file.'],
		['encrypted', encrypted(ZIP), '"one.csv" in the zip file is encrypted.'],
		[
			'packed unusually',
			withMethod(ZIP, 99),
			'"one.csv" in the zip file is packed in a way (99) unknown here.',
		],
		[
			'stored without length',
			withMethod(ZIP, 0),
			'"one.csv" in the zip file is stored without its length, so its end is unknown.',
		],
	])('%s', async (_what, bytes, message) => {
		expect((await read(bytes)).fault).toBe(message);
	});
});

function encrypted(zip: Buffer): Buffer {
	const changed = Buffer.from(zip);
	changed.writeUInt16LE(changed.readUInt16LE(6) | 1, 6);
	return changed;
}

function withMethod(zip: Buffer, method: number): Buffer {
	const changed = Buffer.from(zip);
	changed.writeUInt16LE(method, 8);
	return changed;
}

test('a zip bomb stops at the limit', async () => {
	const zip = zipOf({ name: 'bomb.csv', content: Buffer.alloc(20_000_000) });
	const { entries, fault } = await read(zip, [1000], { mostUnpackedBytes: 1_000_000 });
	expect(fault).toMatch(/unpacks to more than 1 MB/);
	expect(entries[0]?.content.length).toBeLessThanOrEqual(1_000_000);
});

test('leaving the loop closes the source', async () => {
	let closed = false;
	async function* source() {
		try {
			yield* cut(zipOf({ name: 'a', content: Buffer.alloc(100_000) }), [10]);
		} finally {
			closed = true;
		}
	}
	for await (const piece of zipPieces(source(), LIMITS)) if (piece.kind === 'entry') break;
	expect(closed).toBe(true);
});
