/**
 * Jest's fake clock does not reach `node:timers/promises`; this stands in for it, on the clock that
 * is in force: `jest.mock('node:timers/promises', () => jest.requireActual('./fakeTimers'))`.
 */
export function setTimeout(
	milliseconds: number,
	value?: unknown,
	{ signal }: { signal?: AbortSignal; ref?: boolean } = {},
): Promise<unknown> {
	return new Promise((resolve, reject) => {
		const timer = globalThis.setTimeout(() => resolve(value), milliseconds);
		const abort = () => {
			clearTimeout(timer);
			reject(new Error('aborted'));
		};
		if (signal?.aborted) abort();
		else signal?.addEventListener('abort', abort, { once: true });
	});
}

/** The clock of a test stands at this until the test moves it. */
export const START = Date.UTC(2026, 0, 2, 4, 0, 0);

/** Lets time go by, with everything that happens in it. */
export const pass = (milliseconds: number) => jest.advanceTimersByTimeAsync(milliseconds);
