import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { mkdir, rm } from 'node:fs/promises';
import { delimiter, dirname, join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Log, N8nRuntime } from './n8nRuntime.ts';
import { freePorts, isPortBusy } from './ports.ts';
import { createUserFolder, hasTemplate, installPackage, saveTemplate } from './userFolder.ts';

export interface StartOptions {
	runtime: N8nRuntime;
	/** Where n8n keeps its data (in `.n8n`); a fresh temporary folder by default. */
	userFolder?: string;
	/** The port of the editor, the API and the webhooks; a free one by default. */
	port?: number;
	/** Goes over the defaults; `undefined` takes a default away. */
	env?: Record<string, string | undefined>;
	/** An `npm pack` tarball to install as a community node before the start. */
	packageTarball?: string;
	/** Serve the editor. Without it n8n starts 1 to 2 s sooner, but has no `/types/nodes.json`. */
	editor?: boolean;
	/** Takes n8n's output line by line. */
	log?: Log;
	/** Stops n8n when it fires. */
	signal?: AbortSignal;
}

export interface N8nServer {
	readonly baseUrl: string;
	readonly port: number;
	readonly userFolder: string;
	/** The process id, or `undefined` while n8n does not run. */
	readonly pid: number | undefined;
	/** What n8n has printed, all starts together (the last megabyte of it). */
	output(): string;
	/** Resolves once n8n takes requests; fails at once when its process dies. */
	waitUntilReady(options?: { timeoutMs?: number }): Promise<void>;
	/** Lets n8n finish what it is doing, then ends it by force after `graceMs`. */
	stop(options?: { graceMs?: number }): Promise<void>;
	/** Sends a signal to n8n and its task runner and waits for the end: a crash, with SIGKILL. */
	kill(signal?: NodeJS.Signals): Promise<void>;
	/** Stops n8n if it runs, starts it on the same folder and port and waits until it is ready. */
	restart(options?: { timeoutMs?: number }): Promise<void>;
	/** Stops n8n and removes its user folder if `startN8n` made it. */
	dispose(): Promise<void>;
}

const READY_TIMEOUT_MS = 120_000;
const GRACE_MS = 20_000;
const LOOK_EVERY_MS = 50;
const OUTPUT_LIMIT = 1_000_000;
const LAST_LINES = 15;

/** Modules of n8n that ask services on the internet or serve its assistant. */
const MODULES_LEFT_OUT = ['mcp-registry', 'instance-ai', 'agents', 'chat-hub'];

/**
 * Ends n8n when whoever started it is gone, however it went: its standard input closes then. Nobody
 * takes its output any more either, which alone would have n8n log the failure to log for ever.
 * n8n's worker threads load this too, but have an input of their own, closed from the start.
 */
const STOP_WITH_PARENT = `data:text/javascript,${encodeURIComponent(`
	import { isMainThread } from 'node:worker_threads';
	if (isMainThread) {
		for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});
		process.stdin.on('end', () => {
			process.kill(process.pid, 'SIGTERM');
			setTimeout(() => process.exit(1), ${GRACE_MS}).unref();
		});
		process.stdin.resume().unref?.();
	}
`)}`;

/** What n8n may see of the caller's environment; its own settings come from us alone. */
const INHERITED =
	/^(PATH|HOME|USER|USERPROFILE|LANG|LC_\w+|TZ|TMPDIR|TEMP|TMP|SYSTEMROOT|COMSPEC|NODE_EXTRA_CA_CERTS|(HTTPS?|NO|ALL)_PROXY)$/i;

/**
 * Starts an n8n of its own: own folder, own ports, on the loopback interface only. It resolves when
 * the process runs; call `waitUntilReady()` before talking to it.
 */
export async function startN8n(options: StartOptions): Promise<N8nServer> {
	const { runtime, signal } = options;
	signal?.throwIfAborted();
	const [freePort, brokerPort] = (await freePorts(2)) as [number, number];
	const port = options.port ?? freePort;
	await expectFree(port);
	const ownFolder = options.userFolder === undefined;
	const template = ownFolder && isOrdinary(options.env);
	const userFolder = resolve(options.userFolder ?? (await createUserFolder(runtime, { template })));
	await mkdir(join(userFolder, '.n8n'), { recursive: true });
	if (options.packageTarball) await installPackage(userFolder, options.packageTarball);

	const baseUrl = `http://127.0.0.1:${port}`;
	const env = environment(options, { userFolder, port, brokerPort, baseUrl });
	const output = outputBuffer(options.log);
	let child: ChildProcess | undefined;
	let wasReady = false;

	const start = async () => {
		await expectFree(port);
		await forgetCrash(userFolder);
		child = spawnN8n(runtime, userFolder, env, output.add);
	};

	const kill = async (killSignal: NodeJS.Signals = 'SIGKILL') => {
		if (!child || hasEnded(child)) return;
		const ended = endOf(child);
		signalGroup(child, killSignal);
		await ended;
	};

	const stop = async ({ graceMs = GRACE_MS } = {}) => {
		if (!child || hasEnded(child)) return;
		const ended = endOf(child);
		child.kill('SIGTERM');
		const force = setTimeout(() => child && signalGroup(child, 'SIGKILL'), graceMs);
		await ended;
		clearTimeout(force);
		signalGroup(child, 'SIGKILL');
	};

	const waitUntilReady = async ({ timeoutMs = READY_TIMEOUT_MS } = {}) => {
		const deadline = Date.now() + timeoutMs;
		while (!(await isReady(baseUrl))) {
			signal?.throwIfAborted();
			if (!child || hasEnded(child)) {
				await sleep(LOOK_EVERY_MS);
				throw new Error(explainEnd(child, port, output.text()));
			}
			if (Date.now() > deadline) {
				throw new Error(
					`n8n was not ready after ${timeoutMs / 1000} s. It said last:\n${lastLines(output.text())}`,
				);
			}
			await sleep(LOOK_EVERY_MS);
		}
		if (template && !wasReady && !hasTemplate(runtime)) {
			await saveTemplate(runtime, userFolder).catch((error: Error) =>
				output.add(`The user folder template could not be saved: ${error.message}\n`),
			);
		}
		wasReady = true;
	};

	signal?.addEventListener('abort', () => void stop(), { once: true });
	await start();
	return {
		baseUrl,
		port,
		userFolder,
		get pid() {
			return child && !hasEnded(child) ? child.pid : undefined;
		},
		output: output.text,
		waitUntilReady,
		stop,
		kill,
		async restart(readyOptions) {
			await stop();
			await start();
			await waitUntilReady(readyOptions);
		},
		async dispose() {
			await stop();
			if (ownFolder) await rm(userFolder, { recursive: true, force: true });
		},
	};
}

async function expectFree(port: number): Promise<void> {
	if (!(await isPortBusy(port))) return;
	throw new Error(`Port ${port} is in use already: stop what listens there or choose another.`);
}

/** A template holds an SQLite database and its encryption key. */
function isOrdinary(env: StartOptions['env'] = {}): boolean {
	return !env['DB_TYPE'] && !env['N8N_ENCRYPTION_KEY'];
}

interface Place {
	userFolder: string;
	port: number;
	brokerPort: number;
	baseUrl: string;
}

function environment({ runtime, editor = true, env = {} }: StartOptions, place: Place) {
	const inherited = Object.entries(process.env).filter(([name]) => INHERITED.test(name));
	const merged: Record<string, string | undefined> = {
		...Object.fromEntries(inherited),
		...settings(place),
		...(!editor && { N8N_DISABLE_UI: 'true' }),
		NODE_COMPILE_CACHE: join(runtime.directory, 'compile-cache'),
		PATH: [dirname(runtime.nodeBin), process.env['PATH']].join(delimiter),
		...env,
	};
	const present = Object.entries(merged).filter(([, value]) => value !== undefined);
	return Object.fromEntries(present) as Record<string, string>;
}

/** No encryption key: n8n makes one for the folder and keeps it in `.n8n/config`. */
function settings({ userFolder, port, brokerPort, baseUrl }: Place): Record<string, string> {
	return {
		NODE_ENV: 'production',
		N8N_USER_FOLDER: userFolder,
		N8N_PORT: String(port),
		N8N_RUNNERS_BROKER_PORT: String(brokerPort),
		N8N_LISTEN_ADDRESS: '127.0.0.1',
		N8N_EDITOR_BASE_URL: baseUrl,
		N8N_WEBHOOK_URL: `${baseUrl}/`,
		N8N_SECURE_COOKIE: 'false',
		N8N_DIAGNOSTICS_ENABLED: 'false',
		N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
		N8N_VERSION_NOTIFICATIONS_WHATS_NEW_ENABLED: 'false',
		N8N_DYNAMIC_BANNERS_ENABLED: 'false',
		N8N_TEMPLATES_ENABLED: 'false',
		N8N_PERSONALIZATION_ENABLED: 'false',
		N8N_HIRING_BANNER_ENABLED: 'false',
		N8N_VERIFIED_PACKAGES_ENABLED: 'false',
		N8N_UNVERIFIED_PACKAGES_ENABLED: 'true',
		N8N_LICENSE_AUTO_RENEW_ENABLED: 'false',
		N8N_PYTHON_ENABLED: 'false',
		N8N_DISABLED_MODULES: MODULES_LEFT_OUT.join(','),
	};
}

/** After a crash n8n pauses for ten seconds, against restart loops; nothing else depends on this. */
async function forgetCrash(userFolder: string): Promise<void> {
	await rm(join(userFolder, '.n8n', 'crash.journal'), { force: true });
}

/** Its own process group, so that a crash takes the task runner with it. */
function spawnN8n(
	{ nodeBin, n8nBin }: N8nRuntime,
	userFolder: string,
	env: Record<string, string>,
	onOutput: (text: string) => void,
): ChildProcess {
	const child = spawn(nodeBin, ['--import', STOP_WITH_PARENT, n8nBin, 'start'], {
		cwd: userFolder,
		env,
		stdio: ['pipe', 'pipe', 'pipe'],
		detached: process.platform !== 'win32',
	});
	child.stdin.on('error', () => {});
	for (const stream of [child.stdout, child.stderr])
		stream.setEncoding('utf8').on('data', onOutput);
	child.once('error', (error) => onOutput(`${error.message}\n`));
	return child;
}

function hasEnded(child: ChildProcess): boolean {
	return child.pid === undefined || child.exitCode !== null || child.signalCode !== null;
}

function endOf(child: ChildProcess): Promise<void> {
	return new Promise((done) => child.once('exit', () => done()));
}

function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
	if (child.pid === undefined) return;
	try {
		process.kill(process.platform === 'win32' ? child.pid : -child.pid, signal);
	} catch {
		// The whole group has ended already.
	}
}

async function isReady(baseUrl: string): Promise<boolean> {
	try {
		const response = await fetch(`${baseUrl}/healthz/readiness`, {
			signal: AbortSignal.timeout(2000),
		});
		await response.arrayBuffer();
		return response.status === 200;
	} catch {
		return false;
	}
}

function outputBuffer(log: Log | undefined) {
	let kept = '';
	let unfinished = '';
	return {
		text: () => kept,
		add(text: string) {
			kept = (kept + text).slice(-OUTPUT_LIMIT);
			if (!log) return;
			const lines = (unfinished + text).split('\n');
			unfinished = lines.pop() ?? '';
			lines.forEach((line) => log(line));
		},
	};
}

function explainEnd(child: ChildProcess | undefined, port: number, output: string): string {
	const said = `It said last:\n${lastLines(output)}`;
	if (/port \d+ is already in use/.test(output)) {
		return `n8n could not start because port ${port} or its task broker's is in use already. ${said}`;
	}
	const how = child?.signalCode ?? `exit code ${child?.exitCode ?? 'unknown'}`;
	return `n8n ended before it was ready (${how}). ${said}`;
}

function lastLines(output: string): string {
	return output.trimEnd().split('\n').slice(-LAST_LINES).join('\n') || '(nothing)';
}
