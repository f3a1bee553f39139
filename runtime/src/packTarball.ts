import { execFile } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/**
 * Builds the package and packs it as npm would publish it.
 * @returns the tarball's path
 * @throws Error with what the build or npm said
 */
export async function buildTarball(projectRoot: string, destination: string): Promise<string> {
	await npm(projectRoot, ['run', 'build', '--silent']);
	return await packTarball(projectRoot, destination);
}

/** Packs what was built last. */
export async function packTarball(projectRoot: string, destination: string): Promise<string> {
	await mkdir(destination, { recursive: true });
	const output = await npm(projectRoot, ['pack', '--json', '--pack-destination', destination]);
	const [packed] = Object.values(JSON.parse(output) as Record<string, { filename: string }>);
	if (!packed) throw new Error('npm pack made no tarball.');
	return join(destination, packed.filename);
}

async function npm(projectRoot: string, args: string[]): Promise<string> {
	try {
		const { stdout } = await run('npm', args, { cwd: projectRoot, maxBuffer: 64 * 1024 * 1024 });
		return stdout;
	} catch (error) {
		const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string };
		throw new Error(`npm ${args[0]} ${args[1]} did not succeed:\n${stdout}\n${stderr}`.trim());
	}
}
