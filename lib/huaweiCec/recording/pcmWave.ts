import { joinedBytes } from '../joinedBytes';
import { A_LAW, MU_LAW, decodeG711 } from './g711';
import { WAVE_FORMATS, pcmHead, readWaveHead, type WaveHead } from './waveFormat';

export type WavePiece = { kind: 'data'; bytes: Uint8Array } | { kind: 'fault'; message: string };

const TABLES: ReadonlyMap<number, Int16Array> = new Map([
	[WAVE_FORMATS.aLaw, A_LAW],
	[WAVE_FORMATS.muLaw, MU_LAW],
]);

/**
 * A recording of CC-FS, a WAV file with G.711 A-law in it (reference/huawei §3.3), as PCM with 16 bits
 * per sample, which browsers and transcribers take; the bytes are turned as they come. What is PCM
 * already passes unchanged. After a fault nothing more comes.
 */
export async function* pcmWave(source: AsyncIterable<Uint8Array>): AsyncGenerator<WavePiece> {
	let start: Uint8Array = new Uint8Array(0);
	let turn: Turn | null = null;
	for await (const bytes of source) {
		if (turn) {
			yield* pieces(turn(bytes));
			continue;
		}
		start = joinedBytes([start, bytes]);
		const reading = readWaveHead(start);
		if (reading.kind === 'fault') yield reading;
		if (reading.kind === 'fault') return;
		if (reading.kind === 'more') continue;
		const turning = turnOf(reading.head, start);
		if (turning.kind === 'fault') yield turning;
		if (turning.kind === 'fault') return;
		turn = turning.turn;
		yield* pieces(turning.first);
	}
	if (!turn) yield { kind: 'fault', message: 'The recording ends before its first sample' };
}

/** Bytes of the file as it came to bytes of the file as it is put out. */
type Turn = (bytes: Uint8Array) => Uint8Array[];
type Turning =
	{ kind: 'turn'; turn: Turn; first: Uint8Array[] } | { kind: 'fault'; message: string };

function turnOf(head: WaveHead, start: Uint8Array): Turning {
	if (head.format === WAVE_FORMATS.pcm) {
		return { kind: 'turn', turn: (bytes) => [bytes], first: [start] };
	}
	const table = TABLES.get(head.format);
	if (!table || head.bitsPerSample !== 8) {
		const message = `The recording is written in WAV format ${head.format} with ${head.bitsPerSample} bits, which cannot be turned into PCM: take it as it is.`;
		return { kind: 'fault', message };
	}
	const { dataLength } = head;
	let left = dataLength ?? Infinity;
	const turn: Turn = (bytes) => {
		const samples = bytes.subarray(0, Math.min(left, bytes.length));
		left -= samples.length;
		return [decodeG711(samples, table)];
	};
	const firstHead = pcmHead(head, dataLength === null ? null : dataLength * 2);
	return { kind: 'turn', turn, first: [firstHead, ...turn(start.subarray(head.dataStart))] };
}

function* pieces(all: readonly Uint8Array[]): Generator<WavePiece> {
	for (const bytes of all) if (bytes.length > 0) yield { kind: 'data', bytes };
}
