/** CRC-32 of zip (RFC 1952 §8), four bytes at a time: `TABLES[k]` is the table for k bytes further on. */
const TABLES = tables();

function tables(): readonly [Uint32Array, Uint32Array, Uint32Array, Uint32Array] {
	const first = Uint32Array.from({ length: 256 }, (_, byte) => {
		let rest = byte;
		for (let bit = 0; bit < 8; bit++) rest = rest & 1 ? (rest >>> 1) ^ 0xedb88320 : rest >>> 1;
		return rest;
	});
	const after = (table: Uint32Array) =>
		table.map((rest) => (rest >>> 8) ^ (first[rest & 0xff] as number));
	const second = after(first);
	const third = after(second);
	return [first, second, third, after(third)];
}

/** The checksum of some bytes and of all that came before them. @param before 0 at the start */
export function crc32(bytes: Uint8Array, before: number): number {
	const [one, two, three, four] = TABLES;
	const whole = bytes.length - (bytes.length % 4);
	let rest = ~before;
	for (let at = 0; at < whole; at += 4) {
		rest ^=
			(bytes[at] as number) |
			((bytes[at + 1] as number) << 8) |
			((bytes[at + 2] as number) << 16) |
			((bytes[at + 3] as number) << 24);
		rest =
			(four[rest & 0xff] as number) ^
			(three[(rest >>> 8) & 0xff] as number) ^
			(two[(rest >>> 16) & 0xff] as number) ^
			(one[rest >>> 24] as number);
	}
	for (let at = whole; at < bytes.length; at++) {
		rest = (rest >>> 8) ^ (one[(rest ^ (bytes[at] as number)) & 0xff] as number);
	}
	return ~rest >>> 0;
}
