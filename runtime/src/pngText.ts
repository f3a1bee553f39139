import { crc32 } from 'node:zlib';

/** Signature and header chunk (PNG, third edition, §5.2 and §11.2.1): text may follow them. */
const HEADER_END = 8 + 25;

/** The text chunk with this keyword of a PNG; `null` when there is none. */
export function textChunk(png: Buffer, keyword: string): string | null {
	for (let at = 8; at + 12 <= png.length;) {
		const length = png.readUInt32BE(at);
		const type = png.toString('latin1', at + 4, at + 8);
		const data = png.subarray(at + 8, at + 8 + length);
		const [key, value] = data.toString('latin1').split('\0', 2);
		if (type === 'tEXt' && key === keyword) return value ?? '';
		at += length + 12;
	}
	return null;
}

/** The PNG with a text chunk, to say what the picture shows. */
export function withTextChunk(png: Buffer, keyword: string, text: string): Buffer {
	const typed = Buffer.from(`tEXt${keyword}\0${text}`, 'latin1');
	const chunk = Buffer.alloc(typed.length + 8);
	chunk.writeUInt32BE(typed.length - 4, 0);
	typed.copy(chunk, 4);
	chunk.writeUInt32BE(crc32(typed), typed.length + 4);
	return Buffer.concat([png.subarray(0, HEADER_END), chunk, png.subarray(HEADER_END)]);
}
