import { ArgumentError } from '../argumentError.ts';
import type { CommandSurroundings } from '../commandSurroundings.ts';
import { parseAsterCcArguments } from './arguments.ts';
import { asterCcHelpText } from './help.ts';
import { jsonOutput, textOutput } from './output.ts';
import type { PushServer, PushServerOptions } from './pushServer.ts';
import { startPushServer } from './pushServer.ts';
import { runAsterCcSimulation } from './simulation.ts';

/** `simulate astercc …`: answers with the exit code; throws an ArgumentError for a wrong argument. */
export async function runAsterCcCommand(
	words: readonly string[],
	surroundings: CommandSurroundings,
): Promise<number> {
	const { environment, print, signal } = surroundings;
	const command = parseAsterCcArguments(words, environment);
	if (command.kind === 'serve') return serve(command.options, surroundings);
	if (command.kind === 'help') {
		print(asterCcHelpText());
		return 0;
	}
	const { options, json } = command;
	const output = json ? jsonOutput : textOutput;
	const report = await runAsterCcSimulation({ ...options, signal }, (sent) =>
		print(output.event(sent)),
	);
	print(output.report(report, `--seed ${options.seed} --start-time ${options.startTime}`));
	return report.allAccepted ? 0 : 1;
}

/** The channels are secrets and not printed. */
async function serve(
	options: PushServerOptions,
	{ print, signal }: CommandSurroundings,
): Promise<number> {
	const server = await open(options);
	print(`Push server of team ${options.identity}: ${server.url}`);
	print(`Publisher: ${server.publisherUrl}`);
	print('Ctrl-C ends it.');
	await new Promise<void>((resolve) => {
		if (signal.aborted) return resolve();
		signal.addEventListener('abort', () => resolve(), { once: true });
	});
	await server.stop();
	return 0;
}

async function open(options: PushServerOptions): Promise<PushServer> {
	try {
		return await startPushServer(options);
	} catch (error) {
		const { code, syscall } = error as NodeJS.ErrnoException;
		if (!code || !syscall) throw error;
		const place = `${options.host}:${options.port}`;
		throw new ArgumentError(`No server can listen on ${place} (${code}); choose another --port.`);
	}
}
