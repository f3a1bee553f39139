/** A zip as Java's ZipOutputStream writes it: sizes come after the content, in data descriptors. */
import { PassThrough, pipeline, Readable } from 'node:stream';
import { crc32, createDeflateRaw } from 'node:zlib';

export interface ZipEntry {
	name: string;
	content: AsyncIterable<Buffer>;
	/** Milliseconds since 1970. */
	modified: number;
}

interface Written {
	name: Buffer;
	dosTime: number;
	crc: number;
	packed: number;
	size: number;
	offset: number;
}

/** Bit 3: data descriptor; bit 11: the name is UTF-8. */
const flags = 0x0808;
const deflate = 8;
const version = 20;

/** Made while it is read; never whole in memory. */
export function zipStream(entries: Iterable<ZipEntry>): Readable {
	return Readable.from(zipPieces(entries), { objectMode: false });
}

async function* zipPieces(entries: Iterable<ZipEntry>): AsyncGenerator<Buffer> {
	const written: Written[] = [];
	let offset = 0;
	for (const { name, content, modified } of entries) {
		const entry: Written = {
			name: Buffer.from(name, 'utf8'),
			dosTime: dosTimeOf(modified),
			...{ crc: 0, packed: 0, size: 0, offset },
		};
		const header = localHeader(entry);
		yield header;
		for await (const piece of packed(content, entry)) yield piece;
		const descriptor = dataDescriptor(entry);
		yield descriptor;
		offset += header.length + entry.packed + descriptor.length;
		written.push(entry);
	}
	const directory = Buffer.concat(written.map(directoryEntry));
	yield directory;
	yield endOfDirectory(written.length, directory.length, offset);
}

async function* packed(content: AsyncIterable<Buffer>, entry: Written): AsyncGenerator<Buffer> {
	const counted = async function* () {
		for await (const piece of content) {
			entry.crc = crc32(piece, entry.crc);
			entry.size += piece.length;
			yield piece;
		}
	};
	const out = new PassThrough();
	// An error reaches the reader through `out`.
	pipeline(Readable.from(counted()), createDeflateRaw({ level: 1 }), out, () => {});
	for await (const piece of out) {
		entry.packed += (piece as Buffer).length;
		yield piece as Buffer;
	}
}

function dosTimeOf(milliseconds: number): number {
	const date = new Date(milliseconds);
	const day =
		((date.getUTCFullYear() - 1980) << 9) | ((date.getUTCMonth() + 1) << 5) | date.getUTCDate();
	const time =
		(date.getUTCHours() << 11) | (date.getUTCMinutes() << 5) | (date.getUTCSeconds() >> 1);
	return ((day << 16) | time) >>> 0;
}

/** Little-endian fields of 2 or 4 bytes, one after the other. */
function record(...fields: ReadonlyArray<readonly [bytes: 2 | 4, value: number]>): Buffer {
	return Buffer.concat(
		fields.map(([bytes, value]) => {
			const field = Buffer.alloc(bytes);
			field.writeUIntLE(value, 0, bytes);
			return field;
		}),
	);
}

function localHeader({ name, dosTime }: Written): Buffer {
	const fixed = record(
		[4, 0x04034b50],
		[2, version],
		[2, flags],
		[2, deflate],
		[4, dosTime],
		[4, 0],
		[4, 0],
		[4, 0],
		[2, name.length],
		[2, 0],
	);
	return Buffer.concat([fixed, name]);
}

function dataDescriptor({ crc, packed: packedBytes, size }: Written): Buffer {
	return record([4, 0x08074b50], [4, crc], [4, packedBytes], [4, size]);
}

function directoryEntry({ name, dosTime, crc, packed: packedBytes, size, offset }: Written) {
	const fixed = record(
		[4, 0x02014b50],
		[2, version],
		[2, version],
		[2, flags],
		[2, deflate],
		[4, dosTime],
		[4, crc],
		[4, packedBytes],
		[4, size],
		[2, name.length],
		[2, 0],
		[2, 0],
		[2, 0],
		[2, 0],
		[4, 0],
		[4, offset],
	);
	return Buffer.concat([fixed, name]);
}

function endOfDirectory(count: number, bytes: number, offset: number): Buffer {
	return record(
		[4, 0x06054b50],
		[2, 0],
		[2, 0],
		[2, count],
		[2, count],
		[4, bytes],
		[4, offset],
		[2, 0],
	);
}
