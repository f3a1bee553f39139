/**
 * Runs a program's main function until it is done or interrupted (Ctrl-C, SIGTERM), which aborts the
 * signal it is given. A failure is one message and exit code 1; what fails because of an interruption
 * (n8n gets the same Ctrl-C) is no failure.
 */
export async function runProgram(main: (signal: AbortSignal) => Promise<void>): Promise<void> {
	const interruption = new AbortController();
	for (const name of ['SIGINT', 'SIGTERM'] as const) {
		process.once(name, () => interruption.abort());
	}
	try {
		await main(interruption.signal);
	} catch (error) {
		if (interruption.signal.aborted) return;
		console.error(error instanceof Error ? error.message : String(error));
		process.exitCode = 1;
	}
}
