import {
	NodeOperationError,
	type IBinaryData,
	type IDataObject,
	type IExecuteFunctions,
} from 'n8n-workflow';

import type { Fault } from '../../../../lib/huaweiCec/fault';
import { recordingFile } from '../../../../lib/huaweiCec/recording/fileName';
import { pcmWave } from '../../../../lib/huaweiCec/recording/pcmWave';
import { zipPieces, type ZipPiece } from '../../../../lib/huaweiCec/records/zipPieces';
import type { FileStream } from '../../transport/untilIdle';
import { brokenOff } from '../../brokenOff';
import { unreadableRecording } from './fileFaults';
import type { AudioFormat } from './recordingFields';
import { streamOf } from './streamOf';

export type Stored = { ok: true; files: IBinaryData[] } | { ok: false; fault: Fault };

export interface Storing {
	/** Names the file: a name of the recording index, or the call id. */
	known: string;
	format: AudioFormat;
}

/** No recording of a phone call is longer; a zip that unpacks to more is a mistake. */
const MOST_UNPACKED_BYTES = 8e9;

/** Thrown inside a stream, which has no other way to say that it ends for a reason. */
class UnreadableRecording extends NodeOperationError {}

/**
 * Puts a download into n8n's binary store as it comes: one recording, or each of those in a zip
 * (CC-FS answers with a zip when a call has several; reference/huawei §3.3).
 */
export async function storeRecordings(
	context: IExecuteFunctions,
	stream: FileStream,
	storing: Storing,
): Promise<Stored> {
	try {
		const bytes = stream[Symbol.asyncIterator]() as AsyncIterator<Uint8Array>;
		const start = await firstBytes(bytes);
		const fault = noRecording(start);
		if (fault) return { ok: false, fault };
		const whole = following(start, bytes);
		const files = isZip(start)
			? await storeEntries(context, whole, storing, stream)
			: [await storeOne(context, whole, storing, stream)];
		if (files.length === 0) return { ok: false, fault: unreadableRecording(EMPTY_ZIP) };
		return { ok: true, files };
	} catch (error) {
		const isUnreadable = error instanceof UnreadableRecording;
		return {
			ok: false,
			fault: isUnreadable ? unreadableRecording(error.message) : brokenOff(error),
		};
	} finally {
		stream.destroy();
	}
}

/** What a zip begins with, and an empty one. */
const ZIP_STARTS = ['PK\u0003\u0004', 'PK\u0005\u0006'];
const START_LENGTH = 4;

function isZip(start: Uint8Array): boolean {
	return ZIP_STARTS.includes(String.fromCharCode(...start.subarray(0, START_LENGTH)));
}

const EMPTY_ZIP = 'The zip file that came holds no recording';

/** What a refusal or a login page begins with; CC-FS or a gateway may call it a file all the same. */
const TEXT_START = /^\s*[{<]/;

function noRecording(start: Uint8Array): Fault | null {
	if (start.length === 0) return unreadableRecording('The recording is empty');
	if (!TEXT_START.test(String.fromCharCode(...start.subarray(0, START_LENGTH)))) return null;
	return unreadableRecording('What came in place of the recording is text (JSON or a web page)');
}

async function firstBytes(bytes: AsyncIterator<Uint8Array>): Promise<Uint8Array> {
	let start: Uint8Array = Buffer.alloc(0);
	while (start.length < START_LENGTH) {
		const { done, value } = await bytes.next();
		if (done) break;
		start = Buffer.concat([start, value]);
	}
	return start;
}

async function* following(
	start: Uint8Array,
	bytes: AsyncIterator<Uint8Array>,
): AsyncGenerator<Uint8Array> {
	if (start.length > 0) yield start;
	for (let next = await bytes.next(); !next.done; next = await bytes.next()) yield next.value;
}

async function storeOne(
	context: IExecuteFunctions,
	bytes: AsyncIterable<Uint8Array>,
	{ known, format }: Storing,
	like: FileStream,
): Promise<IBinaryData> {
	const { fileName, mediaType } = recordingFile(known);
	const sound = format === 'pcm' ? dataOf(context, pcmWave(bytes)) : bytes;
	return await context.helpers.prepareBinaryData(streamOf(sound, like), fileName, mediaType);
}

type DataPiece = { kind: 'data'; bytes: Uint8Array } | { kind: 'fault'; message: string };

/** The bytes of pieces; a fault breaks the stream off, so that no half of a recording is stored. */
async function* dataOf(
	context: IExecuteFunctions,
	pieces: AsyncIterable<DataPiece>,
): AsyncGenerator<Uint8Array> {
	for await (const piece of pieces) {
		if (piece.kind === 'fault') throw new UnreadableRecording(context.getNode(), piece.message);
		yield piece.bytes;
	}
}

async function storeEntries(
	context: IExecuteFunctions,
	bytes: AsyncIterable<Uint8Array>,
	storing: Storing,
	like: FileStream,
): Promise<IBinaryData[]> {
	const pieces = zipPieces(bytes, { mostUnpackedBytes: MOST_UNPACKED_BYTES });
	const files: IBinaryData[] = [];
	let next = await pieces.next();
	while (!next.done) {
		const piece: ZipPiece = next.value;
		if (piece.kind === 'fault') throw new UnreadableRecording(context.getNode(), piece.message);
		const entry = entryOf(pieces);
		const known = piece.kind === 'entry' ? piece.name : storing.known;
		const isFolder = known.endsWith('/');
		if (!isFolder) {
			const content = dataOf(context, entry.pieces);
			files.push(await storeOne(context, content, { ...storing, known }, like));
		}
		next = isFolder ? await pieces.next() : entry.next();
	}
	return files;
}

interface EntryReading {
	pieces: AsyncIterable<DataPiece>;
	/** What came behind the entry, once its pieces are read. */
	next(): IteratorResult<ZipPiece, void>;
}

/** The pieces of one entry, up to the name of the next. */
function entryOf(all: AsyncGenerator<ZipPiece, void>): EntryReading {
	let behind: IteratorResult<ZipPiece, void> = { done: true, value: undefined };
	async function* pieces(): AsyncGenerator<DataPiece> {
		for (behind = await all.next(); !behind.done; behind = await all.next()) {
			if (behind.value.kind === 'entry') return;
			yield behind.value;
		}
	}
	return { pieces: pieces(), next: () => behind };
}

/** What an item tells of a stored recording. */
export function fileFacts({ fileName, mimeType, fileSize, bytes }: IBinaryData): IDataObject {
	return {
		fileName: fileName ?? null,
		mimeType,
		fileSize: fileSize ?? null,
		bytes: bytes ?? null,
	};
}
