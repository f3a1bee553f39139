import { crc32, deflateRawSync } from 'node:zlib';

export interface ZipEntry {
	name: string;
	content: Buffer;
	/** `java`: as ZipOutputStream writes it, sizes behind the data. */
	form?: 'java' | 'javaUnsigned' | 'zip64Descriptor' | 'sizesFirst' | 'stored' | 'zip64Sizes';
	level?: number;
	/** In place of the true checksum. */
	crc?: number;
}

const LONG = 0xffffffff;
const bytesOf = (...words: Array<[value: number | bigint, bytes: 2 | 4 | 8]>) =>
	Buffer.concat(
		words.map(([value, length]) => {
			const bytes = Buffer.alloc(length);
			if (length === 8) bytes.writeBigUInt64LE(BigInt(value));
			else bytes.writeUIntLE(Number(value), 0, length);
			return bytes;
		}),
	);

function localEntry({ name, content, form = 'java', level = 6, crc }: ZipEntry): Buffer {
	const data = form === 'stored' ? content : deflateRawSync(content, { level });
	const sum = crc ?? crc32(content);
	const sizesFollow = form === 'java' || form === 'javaUnsigned' || form === 'zip64Descriptor';
	const zip64 =
		form === 'zip64Sizes'
			? Buffer.concat([
					bytesOf([0x9999, 2], [2, 2], [7, 2]),
					bytesOf([1, 2], [16, 2], [content.length, 8], [data.length, 8]),
				])
			: Buffer.alloc(0);
	const short = (size: number) => (sizesFollow ? 0 : form === 'zip64Sizes' ? LONG : size);
	const head = bytesOf(
		[0x04034b50, 4],
		[20, 2],
		[(sizesFollow ? 8 : 0) | 0x800, 2],
		[form === 'stored' ? 0 : 8, 2],
		[0, 4],
		[sizesFollow ? 0 : sum, 4],
		[short(data.length), 4],
		[short(content.length), 4],
		[Buffer.byteLength(name), 2],
		[zip64.length, 2],
	);
	const width = form === 'zip64Descriptor' ? 8 : 4;
	const sizes = bytesOf([sum, 4], [data.length, width], [content.length, width]);
	const signature = form === 'javaUnsigned' ? Buffer.alloc(0) : bytesOf([0x08074b50, 4]);
	const descriptor = sizesFollow ? Buffer.concat([signature, sizes]) : Buffer.alloc(0);
	return Buffer.concat([head, Buffer.from(name), zip64, data, descriptor]);
}

/** A zip file; of the table of contents only as much as a reader of streams may meet. */
export function zipOf(...entries: ZipEntry[]): Buffer {
	const directory = entries.map(({ name }) =>
		Buffer.concat([
			bytesOf([0x02014b50, 4]),
			Buffer.alloc(24),
			bytesOf([Buffer.byteLength(name), 2]),
			Buffer.alloc(16),
			Buffer.from(name),
		]),
	);
	const end = Buffer.concat([bytesOf([0x06054b50, 4]), Buffer.alloc(18)]);
	return Buffer.concat([...entries.map(localEntry), ...directory, end]);
}

/** The bytes cut where a network might; the cuts are used one after the other, again and again. */
export async function* cut(
	bytes: Uint8Array,
	sizes: readonly number[],
): AsyncGenerator<Uint8Array> {
	let at = 0;
	for (let turn = 0; at < bytes.length; turn++) {
		const size = Math.max(1, sizes[turn % sizes.length] ?? bytes.length);
		yield bytes.subarray(at, at + size);
		at += size;
	}
}
