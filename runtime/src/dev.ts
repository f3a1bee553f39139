/**
 * `npm run dev`: n8n with this package, rebuilt and loaded again whenever a source file is saved.
 */
import { execFile } from 'node:child_process';
import { watch } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';

import { DEMO_OWNER, connect, ensureN8nRuntime, installPackage, startN8n } from './index.ts';
import { buildTarball, packTarball } from './packTarball.ts';
import { findProjectRoot } from './paths.ts';
import { runProgram } from './runProgram.ts';

const WATCHED = ['lib', 'nodes', 'credentials', 'icons'];

/** Editors write a file in several steps; what comes within this time is one save. */
const QUIET_MS = 200;

const say = (line: string) => console.log(line);

async function main(signal: AbortSignal): Promise<void> {
	const projectRoot = findProjectRoot();
	const folder = join(projectRoot, '.cache', 'dev');
	const userFolder = join(folder, 'n8n');
	const runtime = await ensureN8nRuntime({ log: say, signal, projectRoot });
	const packageTarball = await buildTarball(projectRoot, folder);
	const server = await startN8n({
		runtime,
		packageTarball,
		userFolder,
		port: 5678,
		signal,
	});
	try {
		await server.waitUntilReady();
		await connect(server.baseUrl);
		say(`${server.baseUrl}  ${DEMO_OWNER.email}  ${DEMO_OWNER.password}`);
		for await (const file of savedFiles(projectRoot, signal)) {
			await reload(projectRoot, folder, userFolder, server, file);
		}
	} finally {
		await server.stop();
	}
}

/** A build that fails leaves n8n as it was: the error is told, and the next save tries again. */
async function reload(
	projectRoot: string,
	folder: string,
	userFolder: string,
	server: Awaited<ReturnType<typeof startN8n>>,
	file: string,
): Promise<void> {
	const started = Date.now();
	try {
		const gulp = join(projectRoot, 'node_modules', 'gulp', 'bin', 'gulp.js');
		await promisify(execFile)(process.execPath, [gulp, 'build', '--silent'], { cwd: projectRoot });
		const tarball = await packTarball(projectRoot, folder);
		await installPackage(userFolder, tarball);
		await server.restart();
		say(`${file}: loaded again in ${((Date.now() - started) / 1000).toFixed(1)} s`);
	} catch (error) {
		const { stderr, message } = error as Error & { stderr?: string };
		console.error(stderr || message);
	}
}

async function* savedFiles(projectRoot: string, signal: AbortSignal): AsyncGenerator<string> {
	let saved: string | null = null;
	for (const folder of WATCHED) {
		watch(join(projectRoot, folder), { recursive: true, signal }, (_event, file) => {
			saved = `${folder}/${file ?? ''}`;
		});
	}
	while (!signal.aborted) {
		await sleep(QUIET_MS, undefined, { signal }).catch(() => {});
		if (saved === null || signal.aborted) continue;
		const file: string = saved;
		saved = null;
		yield file;
	}
}

await runProgram(main);
