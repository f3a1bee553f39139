#!/usr/bin/env node
import { runAliyunCommand } from './aliyun/command.ts';
import { ArgumentError } from './argumentError.ts';
import { runAsterCcCommand } from './asterCc/command.ts';
import type { CommandSurroundings } from './commandSurroundings.ts';
import { runHuaweiCommand } from './huawei/command.ts';
import { runTcccCommand } from './tccc/command.ts';

type Command = (words: readonly string[], surroundings: CommandSurroundings) => Promise<number>;

const commands: Record<string, Command> = {
	tccc: runTcccCommand,
	astercc: runAsterCcCommand,
	aliyun: runAliyunCommand,
	huawei: runHuaweiCommand,
};

const usage = `Usage: simulate <vendor> [options]

  tccc       Tencent Cloud Contact Center
  astercc    asterCC
  aliyun     Alibaba Cloud Contact Center
  huawei     Huawei Cloud CEC

Each vendor explains its options: simulate tccc --help`;

process.stdout.on('error', leaveWhenNobodyReads);
process.exitCode = await main(process.argv.slice(2));

async function main([vendor, ...words]: readonly string[]): Promise<number> {
	if (vendor === '--help' || vendor === '-h') return say(usage, 0);
	const command = Object.hasOwn(commands, vendor ?? '') ? commands[vendor ?? ''] : undefined;
	if (!command) return complain(describeUnknown(vendor));
	try {
		const print = (line: string) => void process.stdout.write(`${line}\n`);
		return await command(words, { environment: process.env, print, signal: watchForCtrlC() });
	} catch (error) {
		return error instanceof ArgumentError ? complain(error.message) : reportCrash(error);
	}
}

/** The first Ctrl-C ends the run with its report, a second one ends it at once. */
function watchForCtrlC(): AbortSignal {
	const stop = new AbortController();
	for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => stop.abort());
	return stop.signal;
}

function describeUnknown(vendor: string | undefined): string {
	const known = Object.keys(commands).join(', ');
	if (vendor === undefined) return `No vendor named; write simulate <vendor>, one of: ${known}.`;
	return `No vendor "${vendor}"; choose one of: ${known}.`;
}

function say(text: string, exitCode: number): number {
	process.stdout.write(`${text}\n`);
	return exitCode;
}

function complain(sentence: string): number {
	process.stderr.write(`${sentence}\n`);
	return 2;
}

/** A fault of the simulator itself. */
function reportCrash(error: unknown): number {
	process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
	return 1;
}

/** As when the output goes through `head`. */
function leaveWhenNobodyReads(error: NodeJS.ErrnoException): void {
	if (error.code !== 'EPIPE') throw error;
	process.exit(0);
}
