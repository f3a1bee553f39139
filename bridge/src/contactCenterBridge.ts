#!/usr/bin/env node
import { existsSync, readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';

import { check } from './check';
import type { Config } from './config/configSchema';
import { readConfig } from './config/readConfig';
import { replay } from './replay';
import { startService } from './service';

const DEFAULT_FILE = 'contact-center-bridge.yaml';
const WORKER = new URL('./sourceWorker.js', import.meta.url);

const HELP = `contact-center-bridge: hands the events of Alibaba Cloud Contact Center from RocketMQ to n8n

  contact-center-bridge [run]     receive and deliver until stopped
  contact-center-bridge check     look at the settings, RocketMQ and n8n, line by line
  contact-center-bridge replay    send the dead letters to n8n once more

  --config FILE   settings in YAML or JSON; else $BRIDGE_CONFIG, else ./${DEFAULT_FILE} where it is there
  --help, --version

Every setting can come from the environment: delivery.batch.maxEvents is BRIDGE_DELIVERY_BATCH_MAX_EVENTS.
Secrets come from the environment or from files: BRIDGE_N8N_SIGNING_SECRET, BRIDGE_N8N_SIGNING_SECRET_FILE.
`;

const print = (text: string) => process.stdout.write(`${text}\n`);
const complain = (text: string) => process.stderr.write(`${text}\n`);

type Command = (config: Config) => Promise<number>;

const COMMANDS: Readonly<Record<string, Command>> = {
	run,
	async check(config) {
		let failed = false;
		for await (const { ok, text } of check(config, WORKER)) {
			print(`${ok ? '✔' : '✘'} ${text}`);
			failed ||= !ok;
		}
		return failed ? 1 : 0;
	},
	async replay(config) {
		const { delivered, dead, unreadable } = await replay(config, WORKER);
		print(`${delivered} delivered, ${dead} dead letters anew, ${unreadable} lines that are none`);
		return dead + unreadable > 0 ? 1 : 0;
	},
};

/** Runs until SIGTERM or SIGINT; a second signal ends it at once. */
async function run(config: Config): Promise<number> {
	const service = await startService(config, WORKER);
	await new Promise<void>((resolve) => {
		for (const signal of ['SIGTERM', 'SIGINT'] as const) {
			process.once(signal, () => {
				process.once(signal, () => process.exit(1));
				resolve();
			});
		}
	});
	await service.stop();
	return 0;
}

async function main(): Promise<number> {
	const reading = readArguments();
	if (!reading.ok) {
		complain(`${reading.problem}\n\n${HELP}`);
		return 2;
	}
	const { values, positionals } = reading.args;
	if (values.help) return printed(HELP);
	if (values.version) return printed(versionOfPackage());
	const [name = 'run', ...more] = positionals;
	const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
	if (!command || more.length > 0) {
		complain(`"${[name, ...more].join(' ')}" is no command.\n\n${HELP}`);
		return 2;
	}
	const file = values.config ?? process.env['BRIDGE_CONFIG'];
	const config = readConfig(file ?? (existsSync(DEFAULT_FILE) ? DEFAULT_FILE : null), process.env);
	if (!config.ok) {
		for (const problem of config.problems) complain(`✘ ${problem}`);
		return 2;
	}
	return await command(config.config);
}

function readArguments() {
	try {
		const args = parseArgs({
			options: {
				config: { type: 'string', short: 'c' },
				help: { type: 'boolean', short: 'h' },
				version: { type: 'boolean' },
			},
			allowPositionals: true,
		});
		return { ok: true as const, args };
	} catch (error) {
		return { ok: false as const, problem: error instanceof Error ? error.message : String(error) };
	}
}

function printed(text: string): number {
	print(text);
	return 0;
}

function versionOfPackage(): string {
	const file = new URL('../package.json', import.meta.url);
	return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
}

process.exitCode = await main().catch((error: unknown) => {
	complain(error instanceof Error ? error.message : String(error));
	return 1;
});
// RocketMQ's clients can leave timers behind (reference/aliyun §3.2 item 3).
process.exit();
