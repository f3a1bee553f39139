import { joinedBytes } from '../joinedBytes';
import { crc32 } from './crc32';
import { inflateMore, startInflation, unread } from './inflate';

/** What is in a zip, in the order of its bytes; after a fault nothing more comes. */
export type ZipPiece =
	| { kind: 'entry'; name: string }
	/** The next unpacked bytes of the entry that was named last. */
	| { kind: 'data'; bytes: Uint8Array }
	| { kind: 'fault'; message: string };

export interface ZipLimits {
	/** A file that unpacks to more than this is a mistake or an attack. */
	mostUnpackedBytes: number;
}

/**
 * Reads a zip from its first byte to its last, as it comes: the table of contents at the end is not
 * needed, nor more memory than for a few portions. Java's ZipOutputStream writes the lengths behind
 * the data (general purpose bit 3), so where an entry ends is known from the compressed data itself,
 * never from a search for a signature, which may stand in the data by chance. Lengths and CRC-32 of
 * every entry are checked. Leaving the loop closes the source.
 */
export async function* zipPieces(
	source: AsyncIterable<Uint8Array>,
	limits: ZipLimits,
): AsyncGenerator<ZipPiece> {
	const reader: Reader = { chunks: source[Symbol.asyncIterator](), held: NO_BYTES };
	const budget = { left: limits.mostUnpackedBytes, ...limits };
	try {
		for (let isFirst = true; ; isFirst = false) {
			const head = await readHead(reader, isFirst);
			if (head.kind === 'end') return;
			yield head.kind === 'fault' ? head : { kind: 'entry', name: head.name };
			if (head.kind === 'fault') return;
			for await (const piece of unpacked(reader, head, budget)) {
				yield piece;
				if (piece.kind === 'fault') return;
			}
		}
	} finally {
		await reader.chunks.return?.();
	}
}

type Fault = Extract<ZipPiece, { kind: 'fault' }>;

interface Reader {
	chunks: AsyncIterator<Uint8Array>;
	/** Read and not used yet. */
	held: Uint8Array;
}

interface Budget extends ZipLimits {
	left: number;
}

interface Sizes {
	crc: number;
	packed: number;
	unpacked: number;
}

interface EntryHead extends Sizes {
	kind: 'entry';
	name: string;
	method: number;
	/** Sizes and checksum come behind the data; those here are 0. */
	sizesFollow: boolean;
}

const NO_BYTES = new Uint8Array(0);

const fault = (message: string): Fault => ({ kind: 'fault', message });
const endsEarly = (where: string) =>
	fault(`The zip file ends early, ${where}: the download was cut off. Ask for it again.`);
const damaged = (name: string, what: string) =>
	fault(`"${name}" in the zip file is damaged: ${what}. Ask for the file again.`);

/** Makes sure that so many bytes are held. @returns false when the source has fewer */
async function hold(reader: Reader, count: number): Promise<boolean> {
	const parts = [reader.held];
	let length = reader.held.length;
	while (length < count) {
		const { done, value } = await reader.chunks.next();
		if (done) break;
		parts.push(value);
		length += value.length;
	}
	if (parts.length > 1) reader.held = joinedBytes(parts);
	return length >= count;
}

/** The next bytes, however many; null at the end. */
async function takeSome(reader: Reader): Promise<Uint8Array | null> {
	if (!(await hold(reader, 1))) return null;
	const { held } = reader;
	reader.held = NO_BYTES;
	return held;
}

/** Takes exactly so many of the held bytes. */
function take(reader: Reader, count: number): DataView {
	const taken = reader.held.subarray(0, count);
	reader.held = reader.held.subarray(count);
	return new DataView(taken.buffer, taken.byteOffset, taken.length);
}

const LOCAL_HEADER = 0x04034b50;
/** What may follow the last entry: the central directory, its zip64 end and its end. */
const AFTER_ENTRIES: ReadonlySet<number> = new Set([
	0x02014b50, 0x06064b50, 0x06054b50, 0x08064b50,
]);
const DESCRIPTOR = 0x08074b50;
const ENCRYPTED = 1;
const SIZES_FOLLOW = 8;
/** "See the zip64 field". */
const SEE_ZIP64 = 0xffffffff;

async function readHead(
	reader: Reader,
	isFirst: boolean,
): Promise<EntryHead | Fault | { kind: 'end' }> {
	if (!(await hold(reader, 4))) {
		return isFirst ? fault('The file is empty, not a zip file.') : endsEarly('between its entries');
	}
	const signature = new DataView(reader.held.buffer, reader.held.byteOffset, 4).getUint32(0, true);
	if (AFTER_ENTRIES.has(signature)) return { kind: 'end' };
	if (signature !== LOCAL_HEADER) {
		return fault(
			isFirst ? 'The file is not a zip file.' : 'The zip file is damaged between entries.',
		);
	}
	if (!(await hold(reader, 30))) return endsEarly('in the head of an entry');
	const fixed = take(reader, 30);
	const nameLength = fixed.getUint16(26, true);
	const extraLength = fixed.getUint16(28, true);
	if (!(await hold(reader, nameLength + extraLength))) return endsEarly('in the head of an entry');
	const name = nameOf(take(reader, nameLength));
	const extra = take(reader, extraLength);
	const flags = fixed.getUint16(6, true);
	if (flags & ENCRYPTED) return fault(`"${name}" in the zip file is encrypted.`);
	return {
		kind: 'entry',
		name,
		method: fixed.getUint16(8, true),
		sizesFollow: (flags & SIZES_FOLLOW) !== 0,
		crc: fixed.getUint32(14, true),
		...sizesOf(fixed, extra),
	};
}

function nameOf(bytes: DataView): string {
	return new TextDecoder().decode(bytes);
}

function sizesOf(fixed: DataView, extra: DataView): { packed: number; unpacked: number } {
	const packed = fixed.getUint32(18, true);
	const unpacked = fixed.getUint32(22, true);
	const at = zip64At(extra);
	if (at === null) return { packed, unpacked };
	return {
		packed: packed === SEE_ZIP64 ? Number(extra.getBigUint64(at + 8, true)) : packed,
		unpacked: unpacked === SEE_ZIP64 ? Number(extra.getBigUint64(at, true)) : unpacked,
	};
}

/** Where the two long sizes stand in the extra fields, null when there are none. */
function zip64At(extra: DataView): number | null {
	for (let at = 0; at + 4 <= extra.byteLength; at += 4 + extra.getUint16(at + 2, true)) {
		if (extra.getUint16(at, true) === 1) return at + 20 <= extra.byteLength ? at + 4 : null;
	}
	return null;
}

/** How the data is packed (the zip specification, 4.4.5). */
const METHODS: ReadonlyMap<
	number,
	(reader: Reader, head: EntryHead, sizes: Sizes) => AsyncGenerator<ZipPiece>
> = new Map([
	[0, stored],
	[8, deflated],
]);

/** The entry's data, counted and checked. */
async function* unpacked(
	reader: Reader,
	head: EntryHead,
	budget: Budget,
): AsyncGenerator<ZipPiece> {
	const unpack = METHODS.get(head.method);
	if (!unpack) {
		yield fault(`"${head.name}" in the zip file is packed in a way (${head.method}) unknown here.`);
		return;
	}
	const found: Sizes = { crc: 0, packed: 0, unpacked: 0 };
	for await (const piece of unpack(reader, head, found)) {
		if (piece.kind === 'data') {
			found.unpacked += piece.bytes.length;
			found.crc = crc32(piece.bytes, found.crc);
			budget.left -= piece.bytes.length;
		}
		yield budget.left < 0 ? tooMuch(budget) : piece;
		if (piece.kind === 'fault' || budget.left < 0) return;
	}
	const wrong = await disagreement(reader, head, found);
	if (wrong) yield wrong;
}

function tooMuch({ mostUnpackedBytes }: ZipLimits): Fault {
	const most = `${Math.round(mostUnpackedBytes / 1e6)} MB`;
	return fault(
		`The zip file unpacks to more than ${most}. Ask for a shorter period, or raise the limit for unpacked data.`,
	);
}

async function* stored(reader: Reader, head: EntryHead, found: Sizes): AsyncGenerator<ZipPiece> {
	if (head.sizesFollow) {
		yield fault(
			`"${head.name}" in the zip file is stored without its length, so its end is unknown.`,
		);
		return;
	}
	while (found.packed < head.packed) {
		const bytes = await takeSome(reader);
		if (!bytes) {
			yield endsEarly(`in "${head.name}"`);
			return;
		}
		const ours = bytes.subarray(0, head.packed - found.packed);
		reader.held = bytes.subarray(ours.length);
		found.packed += ours.length;
		yield { kind: 'data', bytes: ours };
	}
}

async function* deflated(reader: Reader, head: EntryHead, found: Sizes): AsyncGenerator<ZipPiece> {
	const inflation = startInflation();
	while (inflation.phase !== 'ended') {
		const packed = await takeSome(reader);
		if (!packed) {
			yield endsEarly(`in "${head.name}"`);
			return;
		}
		found.packed += packed.length;
		for (const bytes of inflateMore(inflation, packed)) yield { kind: 'data', bytes };
		if (inflation.phase === 'damaged') {
			yield damaged(head.name, 'its compressed data makes no sense');
			return;
		}
	}
	reader.held = unread(inflation);
	found.packed -= reader.held.length;
}

/** What is wrong when lengths and checksum are not those the zip tells, in the entry's head or behind its data. */
async function disagreement(reader: Reader, head: EntryHead, found: Sizes): Promise<Fault | null> {
	const wrong = damaged(head.name, 'its length or checksum is wrong');
	if (!head.sizesFollow) {
		const { crc, packed, unpacked } = found;
		return head.crc === crc && head.packed === packed && head.unpacked === unpacked ? null : wrong;
	}
	const isThere = await hold(reader, LONGEST_DESCRIPTOR);
	for (const form of DESCRIPTOR_FORMS) {
		const expected = descriptor(found, form);
		if (!startsWith(reader.held, expected)) continue;
		reader.held = reader.held.subarray(expected.length);
		return null;
	}
	return isThere ? wrong : endsEarly(`behind "${head.name}"`);
}

/** The table of contents behind the last entry is longer than what a shorter descriptor lacks. */
const LONGEST_DESCRIPTOR = 24;

interface DescriptorForm {
	signed: boolean;
	long: boolean;
}

/** With and without a signature, with sizes of 8 bytes (zip64) and of 4. The longer come first. */
const DESCRIPTOR_FORMS: readonly DescriptorForm[] = [
	{ signed: true, long: true },
	{ signed: true, long: false },
	{ signed: false, long: true },
	{ signed: false, long: false },
];

/** What must stand behind the data; of a size above 4 GB the short form has the lower half. */
function descriptor(
	{ crc, packed, unpacked }: Sizes,
	{ signed, long }: DescriptorForm,
): Uint8Array {
	const words = [...(signed ? [DESCRIPTOR] : []), crc];
	for (const size of [packed, unpacked]) {
		words.push(size % 2 ** 32);
		if (long) words.push(Math.floor(size / 2 ** 32));
	}
	const bytes = new Uint8Array(words.length * 4);
	const view = new DataView(bytes.buffer);
	for (const [index, word] of words.entries()) view.setUint32(index * 4, word, true);
	return bytes;
}

function startsWith(bytes: Uint8Array, start: Uint8Array): boolean {
	return bytes.length >= start.length && start.every((byte, index) => bytes[index] === byte);
}
