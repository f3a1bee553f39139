import { spawn } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync } from 'node:fs';
import { copyFile, mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { basename, delimiter, dirname, join } from 'node:path';
import { withInstallLock } from './installLock.ts';
import { describeInstallation, findProjectRoot } from './paths.ts';
import type { Installation } from './paths.ts';

/** An installed n8n, ready to be started. */
export interface N8nRuntime {
	directory: string;
	version: string;
	n8nBin: string;
	nodeBin: string;
}

/** Takes one line of progress. */
export type Log = (line: string) => void;

export interface EnsureOptions {
	log?: Log;
	signal?: AbortSignal;
	/** Where to look for the manifest; the working folder and those above it by default. */
	projectRoot?: string;
}

const BUILD_TOOLS = ['python3', 'make', 'g++'];
const HEARTBEAT_MS = 15_000;

/**
 * Gives the pinned n8n, and installs it first if this machine does not have it yet (once for all
 * clones, about five minutes and 2 GB). Later calls look at three files and need no network.
 */
export async function ensureN8nRuntime(options: EnsureOptions = {}): Promise<N8nRuntime> {
	const { log = () => {}, signal } = options;
	const installation = describeInstallation(options.projectRoot ?? findProjectRoot());
	if (isComplete(installation)) return runtimeOf(installation);
	await mkdir(dirname(installation.directory), { recursive: true });
	const lockFile = `${installation.directory}.lock`;
	await withInstallLock({ lockFile, log, signal }, async () => {
		if (isComplete(installation)) return;
		await install(installation, log, signal);
	});
	return runtimeOf(installation);
}

/** The pinned n8n when it is installed, without installing it. */
export function findN8nRuntime(projectRoot: string = findProjectRoot()): N8nRuntime | undefined {
	const installation = describeInstallation(projectRoot);
	return isComplete(installation) ? runtimeOf(installation) : undefined;
}

function runtimeOf({ directory, version, nodeBin }: Installation): N8nRuntime {
	return { directory, version, nodeBin, n8nBin: n8nBinIn(directory) };
}

function n8nBinIn(directory: string): string {
	return join(directory, 'node_modules', 'n8n', 'bin', 'n8n');
}

/** The stamp is written last, so a folder that has the right one is whole. */
function stampOf({ version, lockSha256 }: Installation): string {
	const { platform, arch } = process;
	return `${JSON.stringify({ n8n: version, lockSha256, platform, arch }, null, 2)}\n`;
}

function stampFile(directory: string): string {
	return join(directory, 'installed.json');
}

function isComplete(installation: Installation): boolean {
	const { directory } = installation;
	try {
		if (readFileSync(stampFile(directory), 'utf8') !== stampOf(installation)) return false;
	} catch {
		return false;
	}
	const sqlite = join(
		directory,
		'node_modules',
		'sqlite3',
		'build',
		'Release',
		'node_sqlite3.node',
	);
	return existsSync(n8nBinIn(directory)) && existsSync(sqlite);
}

async function install(installation: Installation, log: Log, signal?: AbortSignal): Promise<void> {
	const { directory, version } = installation;
	const missing = BUILD_TOOLS.filter((tool) => !isOnPath(tool));
	if (missing.length > 0) log(adviceOn(missing));
	await removeLeftovers(directory);
	const work = `${directory}.installing-${process.pid}`;
	const run = stepRunner(installation, work, `${directory}.install.log`, log, signal);
	log(`Installing n8n ${version} into ${directory} (once per machine, about five minutes)`);
	try {
		await mkdir(work, { recursive: true });
		for (const name of ['package.json', 'package-lock.json']) {
			await copyFile(join(installation.manifestFolder, name), join(work, name));
		}
		await run('Downloading and unpacking packages', 'npm', [
			...['ci', '--ignore-scripts', '--legacy-peer-deps', '--no-audit', '--no-fund'],
		]);
		await run(
			'Building the SQLite driver',
			'npm',
			['rebuild', 'sqlite3', '--ignore-scripts=false', '--foreground-scripts'],
			missing.length > 0 ? adviceOn(missing) : undefined,
		);
		await run('Checking the SQLite driver', installation.nodeBin, ['-e', "require('sqlite3')"]);
		await run('Checking n8n', installation.nodeBin, [n8nBinIn(work), '--version']);
		await writeFile(stampFile(work), stampOf(installation));
		await moveIntoPlace(work, directory);
	} finally {
		await rm(work, { recursive: true, force: true });
	}
	await removeLeftovers(directory);
	log(`n8n ${version} is installed (${run.elapsed()})`);
}

/** A half-done or damaged installation is moved aside first: the new one appears in one step. */
async function moveIntoPlace(work: string, directory: string): Promise<void> {
	if (existsSync(directory)) await rename(directory, `${directory}.broken-${process.pid}`);
	await rename(work, directory);
}

async function removeLeftovers(directory: string): Promise<void> {
	const name = basename(directory);
	for (const entry of await readdir(dirname(directory))) {
		const isOurs = entry.startsWith(`${name}.installing-`) || entry.startsWith(`${name}.broken-`);
		if (isOurs) await rm(join(dirname(directory), entry), { recursive: true, force: true });
	}
}

type Step = (what: string, command: string, args: string[], advice?: string) => Promise<void>;

/** Runs the steps of one installation: a line with the time when each starts and while it lasts. */
function stepRunner(
	installation: Installation,
	cwd: string,
	logFile: string,
	log: Log,
	signal?: AbortSignal,
): Step & { elapsed(): string } {
	const startedAt = Date.now();
	const elapsed = () => formatElapsed(Date.now() - startedAt);
	const env = npmEnvironment(installation);
	let flags: 'w' | 'a' = 'w';
	const step: Step = async (what, command, args, advice) => {
		signal?.throwIfAborted();
		log(`[${elapsed()}] ${what}`);
		const heartbeat = setInterval(() => log(`[${elapsed()}] ${what} …`), HEARTBEAT_MS);
		const output = openSync(logFile, flags);
		flags = 'a';
		try {
			await runCommand(command, args, { cwd, env, output, ...(signal && { signal }) });
		} catch (error) {
			signal?.throwIfAborted();
			const reason = (error as Error).message;
			const hint = advice ? ` ${advice}` : '';
			throw new Error(
				`n8n could not be installed: "${what}" failed (${reason}), see ${logFile}.${hint}`,
			);
		} finally {
			clearInterval(heartbeat);
			closeSync(output);
		}
	};
	return Object.assign(step, { elapsed });
}

function runCommand(
	command: string,
	args: string[],
	{
		cwd,
		env,
		output,
		signal,
	}: { cwd: string; env: NodeJS.ProcessEnv; output: number; signal?: AbortSignal },
): Promise<void> {
	return new Promise((resolve, reject) => {
		const child = spawn(command, args, {
			cwd,
			env,
			stdio: ['ignore', output, output],
			shell: process.platform === 'win32' && command === 'npm',
		});
		const abort = () => child.kill('SIGTERM');
		signal?.addEventListener('abort', abort, { once: true });
		child.once('error', reject);
		child.once('close', (code, killedBy) => {
			signal?.removeEventListener('abort', abort);
			if (code === 0) return resolve();
			reject(new Error(killedBy ? `ended by ${killedBy}` : `exit code ${code}`));
		});
	});
}

/** npm hands its own settings down to what it runs; those of the outer "npm run" must not count. */
function npmEnvironment({ nodeBin, nodeHeaders }: Installation): NodeJS.ProcessEnv {
	const foreign =
		/^npm_(?!config_)|^npm_config_(ignore_scripts|legacy_peer_deps|.*prefix|workspaces?|include|omit|only|production|dry_run|nodedir|package_lock|global)$|^INIT_CWD$|^NODE_ENV$/i;
	const inherited = Object.entries(process.env).filter(([name]) => !foreign.test(name));
	return {
		...Object.fromEntries(inherited),
		PATH: [dirname(nodeBin), process.env['PATH']].join(delimiter),
		...(nodeHeaders && { npm_config_nodedir: nodeHeaders }),
	};
}

function isOnPath(command: string): boolean {
	const folders = (process.env['PATH'] ?? '').split(delimiter);
	return (
		process.platform === 'win32' || folders.some((folder) => existsSync(join(folder, command)))
	);
}

function adviceOn(missing: string[]): string {
	return `The SQLite driver may have to be compiled and ${missing.join(', ')} ${
		missing.length === 1 ? 'is' : 'are'
	} missing: install with "sudo apt-get install python3 make g++".`;
}

function formatElapsed(milliseconds: number): string {
	const seconds = Math.round(milliseconds / 1000);
	return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
