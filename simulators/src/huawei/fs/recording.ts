/** Recordings: RIFF WAV with G.711 A-law, 8000 Hz, one channel (reference/huawei §3.3). */
import { Readable } from 'node:stream';

export const wavHeaderBytes = 58;
const sampleRate = 8000;
const pieceBytes = 64 * 1024;

/** A recording of so many bytes, header included, made while it is read. */
export function recordingStream(totalBytes: number): Readable {
	return Readable.from(recordingPieces(totalBytes), { objectMode: false });
}

export async function* recordingPieces(totalBytes: number): AsyncGenerator<Buffer> {
	const dataBytes = Math.max(0, totalBytes - wavHeaderBytes);
	yield wavHeader(dataBytes);
	for (let left = dataBytes; left > 0; left -= pieceBytes) {
		yield left >= pieceBytes ? tone : tone.subarray(0, left);
	}
}

/** The `fmt ` chunk has an empty extension and a `fact` chunk follows, as the format wants for A-law. */
function wavHeader(dataBytes: number): Buffer {
	const header = Buffer.alloc(wavHeaderBytes);
	header.write('RIFF', 0, 'latin1');
	header.writeUInt32LE(wavHeaderBytes - 8 + dataBytes, 4);
	header.write('WAVEfmt ', 8, 'latin1');
	header.writeUInt32LE(18, 16);
	header.writeUInt16LE(6, 20);
	header.writeUInt16LE(1, 22);
	header.writeUInt32LE(sampleRate, 24);
	header.writeUInt32LE(sampleRate, 28);
	header.writeUInt16LE(1, 32);
	header.writeUInt16LE(8, 34);
	header.writeUInt16LE(0, 36);
	header.write('fact', 38, 'latin1');
	header.writeUInt32LE(4, 42);
	header.writeUInt32LE(dataBytes, 46);
	header.write('data', 50, 'latin1');
	header.writeUInt32LE(dataBytes, 54);
	return header;
}

/** A tone of 400 Hz: whole periods fit into a piece but for the last. */
const tone = Buffer.from(
	Array.from({ length: pieceBytes }, (_, at) =>
		encodeALaw(Math.round(8000 * Math.sin((2 * Math.PI * 400 * at) / sampleRate))),
	),
);

/** ITU-T G.711: sign, three bits of segment, four of mantissa, every second bit inverted. */
export function encodeALaw(sample: number): number {
	const isPositive = sample >= 0;
	const magnitude = Math.min((isPositive ? sample : -sample - 1) >> 3, 4095);
	let segment = 0;
	while (segment < 7 && magnitude >= 32 << segment) segment += 1;
	const mantissa = (magnitude >> (segment < 2 ? 1 : segment)) & 0x0f;
	return ((isPositive ? 0x80 : 0) | (segment << 4) | mantissa) ^ 0x55;
}
