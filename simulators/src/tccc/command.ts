import type { CommandSurroundings } from '../commandSurroundings.ts';
import { parseTcccArguments } from './arguments.ts';
import { helpText } from './help.ts';
import { jsonOutput, textOutput } from './output.ts';
import { runSimulation } from './simulation.ts';

/** `simulate tccc …`: answers with the exit code; throws an ArgumentError for a wrong argument. */
export async function runTcccCommand(
	words: readonly string[],
	{ environment, print, signal }: CommandSurroundings,
): Promise<number> {
	const command = parseTcccArguments(words, environment);
	if (command.kind === 'help') {
		print(helpText());
		return 0;
	}
	const { options, json } = command;
	const output = json ? jsonOutput : textOutput;
	const report = await runSimulation({ ...options, signal }, (event) => print(output.push(event)));
	print(output.report(report, `--seed ${options.seed} --start ${options.startTime}`));
	return report.allAccepted ? 0 : 1;
}
