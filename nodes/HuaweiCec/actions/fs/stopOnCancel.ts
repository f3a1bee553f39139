import { sleep, type IExecuteFunctions } from 'n8n-workflow';

import type { FileStream } from '../../transport/untilIdle';

/** Closes a download when somebody stops the execution. */
export function stopOnCancel(context: IExecuteFunctions, stream: FileStream): FileStream {
	const signal = context.getExecutionCancelSignal();
	const stop = () => void stream.destroy();
	signal?.addEventListener('abort', stop, { once: true });
	stream.once('close', () => signal?.removeEventListener('abort', stop));
	if (signal?.aborted) stop();
	return stream;
}

/** Waits, or less when somebody stops the execution. @returns whether to go on */
export async function waited(context: IExecuteFunctions, milliseconds: number): Promise<boolean> {
	const signal = context.getExecutionCancelSignal();
	try {
		await sleep(milliseconds, signal);
		return true;
	} catch {
		return false;
	}
}
