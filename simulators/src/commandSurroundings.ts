/** What a command may use of the process it runs in. */
export interface CommandSurroundings {
	environment: Readonly<Record<string, string | undefined>>;
	print(line: string): void;
	/** Aborted when the user wants to stop. */
	signal: AbortSignal;
}
