/** The 16-bit sample of each byte of A-law (ITU-T G.711): even bits are inverted, 3 bits of exponent. */
export const A_LAW: Int16Array = Int16Array.from({ length: 256 }, (_, byte) => {
	const code = byte ^ 0x55;
	const exponent = (code >> 4) & 7;
	const step = ((code & 0x0f) << 4) + 8;
	const size = exponent === 0 ? step : (step + 0x100) << (exponent - 1);
	return code & 0x80 ? size : -size;
});

/** The same of mu-law: all bits are inverted, and 132 was added before it was written. */
export const MU_LAW: Int16Array = Int16Array.from({ length: 256 }, (_, byte) => {
	const code = ~byte & 0xff;
	const size = ((((code & 0x0f) << 3) + 132) << ((code >> 4) & 7)) - 132;
	return code & 0x80 ? -size : size;
});

/** 16-bit samples, lowest byte first, of G.711 bytes. */
export function decodeG711(bytes: Uint8Array, samples: Int16Array): Uint8Array {
	const decoded = new Uint8Array(bytes.length * 2);
	for (let at = 0; at < bytes.length; at++) {
		const sample = samples[bytes[at] as number] as number;
		decoded[2 * at] = sample;
		decoded[2 * at + 1] = sample >> 8;
	}
	return decoded;
}
