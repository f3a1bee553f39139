import fc from 'fast-check';

import { A_LAW, MU_LAW } from '../../../../lib/huaweiCec/recording/g711';
import { pcmWave } from '../../../../lib/huaweiCec/recording/pcmWave';
import { cut } from '../records/zipWriter';

interface Wave {
	format?: number;
	bits?: number;
	data?: Buffer;
	/** What the head says the samples' length is; their length unless told. */
	told?: number;
	channels?: number;
	before?: Buffer;
	after?: Buffer;
	formatLength?: number;
}

function chunk(name: string, content: Buffer, told = content.length): Buffer {
	const head = Buffer.alloc(8);
	head.write(name, 'latin1');
	head.writeUInt32LE(told, 4);
	return Buffer.concat([head, content, Buffer.alloc(content.length % 2)]);
}

function wave({
	format = 6,
	bits = 8,
	data = Buffer.from([0xd5, 0x55, 0xaa, 0x2a]),
	told = data.length,
	channels = 1,
	before = Buffer.alloc(0),
	after = Buffer.alloc(0),
	formatLength = 18,
}: Wave = {}): Buffer {
	const about = Buffer.alloc(formatLength);
	about.writeUInt16LE(format, 0);
	about.writeUInt16LE(channels, 2);
	about.writeUInt32LE(8000, 4);
	about.writeUInt32LE((8000 * channels * bits) / 8, 8);
	about.writeUInt16LE((channels * bits) / 8, 12);
	about.writeUInt16LE(bits, 14);
	const body = Buffer.concat([
		Buffer.from('WAVE'),
		chunk('fmt ', about),
		before,
		chunk('data', data, told),
		after,
	]);
	return chunk('RIFF', body);
}

async function turned(bytes: Buffer, sizes: readonly number[] = [65_536]) {
	const parts: Uint8Array[] = [];
	let fault: string | null = null;
	for await (const piece of pcmWave(cut(bytes, sizes))) {
		if (piece.kind === 'fault') fault = piece.message;
		else parts.push(piece.bytes);
	}
	return { bytes: Buffer.concat(parts), fault };
}

const samplesOf = (pcm: Buffer) =>
	Array.from({ length: (pcm.length - 44) / 2 }, (_, index) => pcm.readInt16LE(44 + 2 * index));

describe('G.711 as ITU-T writes it', () => {
	test.each([
		['A-law silence', A_LAW, 0xd5, 8],
		['A-law silence below', A_LAW, 0x55, -8],
		['A-law loudest', A_LAW, 0xaa, 32_256],
		['A-law loudest below', A_LAW, 0x2a, -32_256],
		['mu-law silence', MU_LAW, 0xff, 0],
		['mu-law silence below', MU_LAW, 0x7f, -0],
		['mu-law loudest', MU_LAW, 0x80, 32_124],
		['mu-law loudest below', MU_LAW, 0x00, -32_124],
	])('%s', (_what, table, byte, sample) => expect((table[byte] ?? NaN) + 0).toBe(sample + 0));
});

test('A-law becomes PCM with 16 bits and the right head', async () => {
	const { bytes, fault } = await turned(wave());
	expect(fault).toBeNull();
	expect(samplesOf(bytes)).toEqual([8, -8, 32_256, -32_256]);
	expect({
		riff: bytes.toString('latin1', 0, 4),
		length: bytes.readUInt32LE(4),
		format: bytes.readUInt16LE(20),
		channels: bytes.readUInt16LE(22),
		rate: bytes.readUInt32LE(24),
		bytesPerSecond: bytes.readUInt32LE(28),
		bits: bytes.readUInt16LE(34),
		data: bytes.readUInt32LE(40),
	}).toEqual({
		riff: 'RIFF',
		length: bytes.length - 8,
		format: 1,
		channels: 1,
		rate: 8000,
		bytesPerSecond: 16_000,
		bits: 16,
		data: 8,
	});
});

test('chunks before the samples are passed over, chunks behind them left out', async () => {
	const title = chunk('LIST', Buffer.from('odd'));
	const plain = await turned(wave());
	expect(await turned(wave({ before: title, after: title }))).toEqual(plain);
});

test.each([0, 0xffffffff])('a head that says the length is %i leaves it open', async (told) => {
	const { bytes } = await turned(wave({ told }));
	expect(samplesOf(bytes)).toHaveLength(4);
	expect(bytes.readUInt32LE(40)).toBe(0xffffffff);
});

test('two channels stay two', async () => {
	const { bytes } = await turned(wave({ channels: 2 }));
	expect([bytes.readUInt16LE(22), bytes.readUInt32LE(28), bytes.readUInt16LE(32)]).toEqual([
		2, 32_000, 4,
	]);
});

test('mu-law becomes PCM too', async () => {
	const { bytes } = await turned(wave({ format: 7, data: Buffer.from([0x80, 0]) }));
	expect(samplesOf(bytes)).toEqual([32_124, -32_124]);
});

test('PCM passes unchanged', async () => {
	const pcm = wave({ format: 1, bits: 16 });
	expect(await turned(pcm, [5, 9])).toEqual({ bytes: pcm, fault: null });
});

test('however the bytes are cut, the sound is the same', async () => {
	await fc.assert(
		fc.asyncProperty(
			fc.uint8Array({ maxLength: 500 }).map((bytes) => Buffer.from(bytes)),
			fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 8 }),
			async (data, sizes) => {
				const bytes = wave({ data, before: chunk('fact', Buffer.alloc(4)) });
				expect(await turned(bytes, sizes)).toEqual(await turned(bytes));
			},
		),
	);
});

test.each([
	['no WAV', Buffer.from('<html>not found</html>'), /not a RIFF WAV file/],
	[
		'samples before their format',
		chunk('RIFF', Buffer.concat([Buffer.from('WAVE'), chunk('data', Buffer.alloc(4))])),
		/not a RIFF WAV file/,
	],
	['an unknown format', wave({ format: 49 }), /WAV format 49 with 8 bits/],
	['A-law with 16 bits', wave({ bits: 16 }), /WAV format 6 with 16 bits/],
	['cut off in the head', wave().subarray(0, 30), /ends before its first sample/],
	['nothing', Buffer.alloc(0), /ends before its first sample/],
])('%s is told', async (_what, bytes, message) => {
	expect((await turned(bytes)).fault).toMatch(message);
});
