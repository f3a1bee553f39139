import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { findProjectRoot } from './paths.ts';
import { freePorts } from './ports.ts';

export interface BridgeInput {
	/** The settings as they stand in the file, the signing secret apart. */
	settings: { n8n: object; source: object; delivery?: object; deadLetter?: object };
	signingSecret: string;
	/** How far the bridge's clock is off, in milliseconds. */
	clockOffMs?: number;
	logLevel?: 'debug' | 'info' | 'warn' | 'error';
}

/** The built bridge as a process of its own, with settings and dead letters in a folder of its own. */
export interface BridgeProcess {
	/** What it was made of, for another one like it. */
	readonly input: BridgeInput;
	/** What `contact-center-bridge <command>` prints, and its exit code. */
	command(...args: string[]): Promise<{ code: number | null; output: string }>;
	start(): Promise<void>;
	/** SIGTERM, and waits until it is over. */
	stop(): Promise<void>;
	/** SIGKILL. */
	kill(): Promise<void>;
	/** The sum of a metric of this run, without its prefix. */
	metric(name: string): Promise<number>;
	/** Status of `/healthz` or `/readyz`. */
	page(name: 'healthz' | 'readyz'): Promise<number>;
	/** Resident memory in bytes. */
	memory(): Promise<number>;
	readonly log: string;
	readonly deadLetterFile: string;
	/** Puts another message into every dead letter. */
	mendDeadLetters(body: string): Promise<void>;
	dispose(): Promise<void>;
}

const READY_MS = 30_000;

let built: Promise<unknown> | null = null;

/** Builds the bridge once for this process. */
async function buildBridge(folder: string): Promise<string> {
	const build = path.join(folder, 'build.mjs');
	built ??= once(spawn(process.execPath, [build], { stdio: 'inherit' }), 'exit');
	await built;
	return path.join(folder, 'dist', 'contactCenterBridge.js');
}

export async function bridgeProcess(input: BridgeInput): Promise<BridgeProcess> {
	const program = await buildBridge(path.join(findProjectRoot(), 'bridge'));
	const folder = await mkdtemp(path.join(tmpdir(), 'contact-center-bridge-'));
	const [port = 0] = await freePorts(1);
	const at = (name: string) => path.join(folder, name);
	const { logLevel = 'info', clockOffMs = 0 } = input;
	await writeFile(at('secret'), input.signingSecret);
	await writeFile(
		at('bridge.json'),
		JSON.stringify({
			...input.settings,
			n8n: { ...input.settings.n8n, signingSecretFile: 'secret' },
			operations: { port, logLevel, drainSeconds: 20 },
		}),
	);
	await writeFile(at('clock.mjs'), shiftedClock(clockOffMs));
	const env = {
		...process.env,
		// A home folder that is none: the bridge writes nothing there.
		HOME: '/nonexistent',
		...(clockOffMs === 0 ? {} : { NODE_OPTIONS: `--import=${at('clock.mjs')}` }),
	};
	let child: ChildProcess | undefined;
	let log = '';

	const run = (...args: string[]) =>
		spawn(process.execPath, [program, ...args, '--config', at('bridge.json')], {
			env,
			stdio: ['ignore', 'pipe', 'pipe'],
		});

	async function end(signal: NodeJS.Signals): Promise<void> {
		if (!child || child.exitCode !== null || child.signalCode !== null) return;
		const over = once(child, 'exit');
		child.kill(signal);
		await over;
	}

	const page = async (name: string) =>
		await fetch(`http://127.0.0.1:${port}/${name}`).catch(() => null);

	const killWithUs = () => child?.kill('SIGKILL');
	process.once('exit', killWithUs);

	return {
		input,
		async command(...args) {
			const process = run(...args);
			let output = '';
			process.stdout.on('data', (text) => (output += String(text)));
			process.stderr.on('data', (text) => (output += String(text)));
			const [code] = (await once(process, 'close')) as [number | null];
			return { code, output };
		},
		async start() {
			child = run('run');
			for (const stream of [child.stdout, child.stderr]) {
				stream?.on('data', (text) => (log += String(text)));
			}
			const deadline = Date.now() + READY_MS;
			while ((await page('healthz'))?.status !== 200) {
				if (child.exitCode !== null) throw new Error(`The bridge ended: ${log}`);
				if (Date.now() > deadline) throw new Error(`The bridge did not start: ${log}`);
				await sleep(100);
			}
		},
		stop: () => end('SIGTERM'),
		kill: () => end('SIGKILL'),
		async metric(name) {
			const text = (await (await page('metrics'))?.text()) ?? '';
			const line = text
				.split('\n')
				.find((line) => line.startsWith(`contact_center_bridge_${name} `));
			return Number(line?.split(' ')[1] ?? NaN);
		},
		page: async (name) => (await page(name))?.status ?? 0,
		async memory() {
			const status = await readFile(`/proc/${child?.pid}/status`, 'utf8');
			return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) * 1024;
		},
		get log() {
			return log;
		},
		deadLetterFile: at('dead-letters.jsonl'),
		async mendDeadLetters(body) {
			const lines = (await readFile(at('dead-letters.jsonl'), 'utf8')).trim().split('\n');
			const mended = lines.map((line) =>
				JSON.stringify({ ...(JSON.parse(line) as object), body, bodyBase64: undefined }),
			);
			await writeFile(at('dead-letters.jsonl'), `${mended.join('\n')}\n`);
		},
		async dispose() {
			await end('SIGKILL');
			process.off('exit', killWithUs);
			await rm(folder, { recursive: true, force: true });
		},
	};
}

/** A module that moves what a program takes for now. */
const shiftedClock = (milliseconds: number) => `
const RealDate = Date;
globalThis.Date = class extends RealDate {
	constructor(...args) { args.length === 0 ? super(RealDate.now() + ${milliseconds}) : super(...args); }
	static now() { return RealDate.now() + ${milliseconds}; }
};
`;
