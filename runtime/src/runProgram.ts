/** Runs a program's main function: a failure is one message and exit code 1, an interruption neither. */
export async function runProgram(main: () => Promise<void>): Promise<void> {
	try {
		await main();
	} catch (error) {
		if (error instanceof Error && error.name === 'AbortError') return;
		console.error(error instanceof Error ? error.message : String(error));
		process.exitCode = 1;
	}
}
