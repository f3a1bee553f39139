import {
	Z_BUF_ERROR,
	Z_NO_FLUSH,
	Z_OK,
	Z_STREAM_END,
	zlibInflate,
	zlibInflateInit2,
	ZStream,
} from 'pako';

/** Unpacked bytes that are handed over at a time. */
const PORTION = 65_536;

/** DEFLATE without a head of its own, as in a zip; 15 is the largest window. */
const RAW_WINDOW_BITS = -15;

/** DEFLATE (RFC 1951), unpacked as the bytes come. */
export interface Inflation {
	phase: 'open' | 'ended' | 'damaged';
	stream: ZStream;
}

export function startInflation(): Inflation {
	const stream = new ZStream();
	stream.input = new Uint8Array(0);
	stream.output = new Uint8Array(PORTION);
	zlibInflateInit2(stream, RAW_WINDOW_BITS);
	return { phase: 'open', stream };
}

/**
 * Unpacks the next bytes. Afterwards `phase` tells whether the data has ended (`unread()` is what
 * came behind it) or makes no sense.
 */
export function* inflateMore(inflation: Inflation, bytes: Uint8Array): Generator<Uint8Array> {
	const { stream } = inflation;
	Object.assign(stream, { input: bytes, next_in: 0, avail_in: bytes.length });
	do {
		Object.assign(stream, { next_out: 0, avail_out: PORTION });
		const status = zlibInflate(stream, Z_NO_FLUSH);
		if (stream.next_out > 0) yield stream.output.slice(0, stream.next_out);
		if (status === Z_STREAM_END) inflation.phase = 'ended';
		else if (status !== Z_OK && status !== Z_BUF_ERROR) inflation.phase = 'damaged';
	} while (inflation.phase === 'open' && stream.avail_out === 0);
}

/** What was given and not used: when the data has ended, what follows it. */
export function unread({ stream }: Inflation): Uint8Array {
	return stream.input.subarray(stream.next_in);
}
