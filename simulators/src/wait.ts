/** Waits so long, or until the signal says to stop. */
export function wait(milliseconds: number, signal?: AbortSignal): Promise<void> {
	return new Promise((resolve) => {
		if (signal?.aborted || milliseconds <= 0) return resolve();
		const finish = () => {
			clearTimeout(timer);
			signal?.removeEventListener('abort', finish);
			resolve();
		};
		const timer = setTimeout(finish, milliseconds);
		signal?.addEventListener('abort', finish);
	});
}
