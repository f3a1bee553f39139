import { OperationalError, sleep, type IExecuteFunctions } from 'n8n-workflow';

/** Node's `Readable`, as n8n takes it. */
export type FileStream = Exclude<
	Parameters<IExecuteFunctions['helpers']['prepareBinaryData']>[0],
	Uint8Array
>;

/** Hands on what comes, and fails when nothing comes for so long: n8n's timeout ends with the headers. */
export function untilIdle(source: FileStream, idleMs: number): FileStream {
	const watched = source.compose<FileStream>(async function* (chunks: AsyncIterable<Uint8Array>) {
		const reading = chunks[Symbol.asyncIterator]();
		for (;;) {
			const next = await inTime(reading.next(), idleMs);
			if (next === IDLE) {
				fail(watched, `The file broke off: nothing came for ${idleMs / 1000} s`);
				return;
			}
			if (next.done) return;
			yield next.value;
		}
	});
	return watched;
}

/** A throw in the generator would wait for the end of the source, which hangs, and so does destroy. */
function fail(stream: FileStream, message: string): void {
	const error = new OperationalError(message);
	const isRead = !stream.destroyed && stream.listenerCount('error') > 0;
	if (isRead) stream.emit('error', error);
	else stream.destroy(error);
}

const IDLE = Symbol('idle');

async function inTime<T>(reading: Promise<T>, idleMs: number): Promise<T | typeof IDLE> {
	const alarm = new AbortController();
	const ring = async (): Promise<typeof IDLE> => {
		await sleep(idleMs, alarm.signal);
		return IDLE;
	};
	try {
		return await Promise.race([reading, ring()]);
	} finally {
		alarm.abort();
	}
}
