/** How the samples of a WAV file are written (RIFF `fmt ` chunk, format tag). */
export const WAVE_FORMATS = { pcm: 1, aLaw: 6, muLaw: 7, extensible: 0xfffe } as const;

/** What the head of a WAV file tells, and where its samples begin. */
export interface WaveHead {
	format: number;
	channels: number;
	sampleRate: number;
	bitsPerSample: number;
	/** Bytes of the samples, null when the head does not know (0 or all ones: written as a stream). */
	dataLength: number | null;
	dataStart: number;
}

export type WaveReading =
	| { kind: 'head'; head: WaveHead }
	/** The head's end has not come. */
	| { kind: 'more' }
	| { kind: 'fault'; message: string };

/** A head longer than this is none: chunks before the samples hold a title at most. */
const LONGEST_HEAD = 1_000_000;

const NO_WAVE: WaveReading = {
	kind: 'fault',
	message: 'The recording is not a RIFF WAV file, so it cannot be turned into PCM WAV',
};

/** Reads the head of a WAV file as far as it has come; unknown chunks are passed over. */
export function readWaveHead(bytes: Uint8Array): WaveReading {
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	if (bytes.length < 12) return { kind: 'more' };
	if (wordAt(view, 0) !== 'RIFF' || wordAt(view, 8) !== 'WAVE') return NO_WAVE;
	let format: FormatChunk | null = null;
	for (let at = 12; at + 8 <= bytes.length;) {
		const length = view.getUint32(at + 4, true);
		const start = at + 8;
		if (wordAt(view, at) === 'data') return headOf(format, start, length);
		if (start + length > LONGEST_HEAD) return NO_WAVE;
		if (start + length > bytes.length) return { kind: 'more' };
		if (wordAt(view, at) === 'fmt ') format = readFormat(view, start, length);
		// Chunks begin at even places.
		at = start + length + (length % 2);
	}
	return { kind: 'more' };
}

type FormatChunk = Pick<WaveHead, 'format' | 'channels' | 'sampleRate' | 'bitsPerSample'>;

function readFormat(view: DataView, start: number, length: number): FormatChunk | null {
	if (length < 16) return null;
	const tag = view.getUint16(start, true);
	// The real tag of the extensible form is the first half word of its sub-format.
	const isExtensible = tag === WAVE_FORMATS.extensible && length >= 26;
	return {
		format: isExtensible ? view.getUint16(start + 24, true) : tag,
		channels: view.getUint16(start + 2, true),
		sampleRate: view.getUint32(start + 4, true),
		bitsPerSample: view.getUint16(start + 14, true),
	};
}

function headOf(format: FormatChunk | null, dataStart: number, length: number): WaveReading {
	if (!format) return NO_WAVE;
	const dataLength = length === 0 || length === 0xffffffff ? null : length;
	return { kind: 'head', head: { ...format, dataLength, dataStart } };
}

function wordAt(view: DataView, at: number): string {
	return String.fromCharCode(...[0, 1, 2, 3].map((step) => view.getUint8(at + step)));
}

/** The longest a WAV file can say it is. */
const LONGEST = 0xffffffff;

/** The head of a PCM WAV file with 16-bit samples. @param dataLength bytes of its samples; null when unknown */
export function pcmHead(
	{ channels, sampleRate }: Pick<WaveHead, 'channels' | 'sampleRate'>,
	dataLength: number | null,
): Uint8Array {
	const bytes = new Uint8Array(44);
	const view = new DataView(bytes.buffer);
	const length = dataLength === null || dataLength + 36 > LONGEST ? null : dataLength;
	writeWord(bytes, 0, 'RIFF');
	view.setUint32(4, length === null ? LONGEST : length + 36, true);
	writeWord(bytes, 8, 'WAVE');
	writeWord(bytes, 12, 'fmt ');
	view.setUint32(16, 16, true);
	view.setUint16(20, WAVE_FORMATS.pcm, true);
	view.setUint16(22, channels, true);
	view.setUint32(24, sampleRate, true);
	view.setUint32(28, sampleRate * channels * 2, true);
	view.setUint16(32, channels * 2, true);
	view.setUint16(34, 16, true);
	writeWord(bytes, 36, 'data');
	view.setUint32(40, length ?? LONGEST, true);
	return bytes;
}

function writeWord(bytes: Uint8Array, at: number, word: string): void {
	bytes.set(
		[...word].map((letter) => letter.charCodeAt(0)),
		at,
	);
}
