import { execFile, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { withInstallLock } from './installLock.ts';
import { cacheFolder, findProjectRoot } from './paths.ts';
import type { EnsureOptions, Log } from './n8nRuntime.ts';

/** RocketMQ's jars, ready to be started. */
export interface RocketMqRuntime {
	version: string;
	directory: string;
	/** For Java's `-cp`. */
	classPath: string;
}

interface Installation {
	version: string;
	/** Holds `pom.xml`, the list of what it brings, and the program that starts it. */
	manifestFolder: string;
	directory: string;
	/** File name to SHA-256. */
	jars: ReadonlyMap<string, string>;
}

/** The main class: name server, broker and proxy in one process. */
export const LAUNCHER = 'LoopbackRocketMq';

const MANIFEST = join('runtime', 'rocketMq');
const COMPILER = 'org.eclipse.jdt.internal.compiler.batch.Main';
const OLDEST_JAVA = 17;
const LAST_LINES = 15;

/** What to install before RocketMQ can run here, as one sentence, or `undefined` if nothing. */
export function missingForRocketMq(): string | undefined {
	const missing = [
		...(javaVersion() < OLDEST_JAVA ? ['openjdk-17-jre-headless'] : []),
		...(spawnSync('mvn', ['-v'], { stdio: 'ignore' }).error ? ['maven'] : []),
	];
	if (missing.length === 0) return undefined;
	return `A real RocketMQ needs Java ${OLDEST_JAVA} or newer and Maven: sudo apt-get install ${missing.join(' ')}`;
}

/**
 * Gives RocketMQ's jars, and fetches them with Maven first if this machine does not have them yet
 * (once for all clones, about 15 s and 100 MB). What Maven brings must be what `jars.sha256` lists.
 */
export async function ensureRocketMqRuntime(options: EnsureOptions = {}): Promise<RocketMqRuntime> {
	const { log = () => {}, signal } = options;
	const installation = describeInstallation(options.projectRoot ?? findProjectRoot());
	if (!isComplete(installation)) {
		const missing = missingForRocketMq();
		if (missing) throw new Error(missing);
		await mkdir(dirname(installation.directory), { recursive: true });
		const lockFile = `${installation.directory}.lock`;
		await withInstallLock({ lockFile, log, signal }, async () => {
			if (!isComplete(installation)) await install(installation, log, signal);
		});
	}
	const { version, directory } = installation;
	return { version, directory, classPath: classPathIn(installation, directory) };
}

/** Every jar by name, so that nothing else in the folder can join. */
function classPathIn({ jars }: Installation, directory: string): string {
	const files = [...jars.keys()].map((name) => join(directory, 'lib', name));
	return [join(directory, 'classes'), ...files].join(':');
}

function javaVersion(): number {
	const { stderr } = spawnSync('java', ['-version'], { encoding: 'utf8' });
	return Number(/version "(\d+)/.exec(stderr ?? '')?.[1] ?? 0);
}

/** What is fetched and compiled names the folder: clones of different ages do not disturb each other. */
function describeInstallation(projectRoot: string): Installation {
	const manifestFolder = join(projectRoot, MANIFEST);
	const [pom, list, launcher] = ['pom.xml', 'jars.sha256', `${LAUNCHER}.java`].map((name) =>
		readFileSync(join(manifestFolder, name), 'utf8'),
	) as [string, string, string];
	const version = /<rocketmq\.version>(.+?)</.exec(pom)?.[1];
	if (!version) throw new Error(`${join(manifestFolder, 'pom.xml')} names no rocketmq.version.`);
	const hash = createHash('sha256').update(list).update(launcher).digest('hex').slice(0, 8);
	return {
		version,
		manifestFolder,
		directory: join(cacheFolder(), `rocketmq-${version}-${hash}`),
		jars: new Map(
			[...list.matchAll(/^([0-9a-f]{64}) [ *](.+)$/gm)].map(([, sha256, name]) => [name!, sha256!]),
		),
	};
}

/** The folder appears in one step with checked jars in it; afterwards one may only go missing. */
function isComplete({ directory, jars }: Installation): boolean {
	try {
		const present = new Set(readdirSync(join(directory, 'lib')));
		const compiled = existsSync(join(directory, 'classes', `${LAUNCHER}.class`));
		return compiled && [...jars.keys()].every((name) => present.has(name));
	} catch {
		return false;
	}
}

async function install(installation: Installation, log: Log, signal?: AbortSignal): Promise<void> {
	const { directory, version } = installation;
	await removeLeftovers(directory);
	const work = `${directory}.installing-${process.pid}`;
	log(`Fetching RocketMQ ${version} into ${directory} (once per machine, about 15 seconds)`);
	try {
		await copyDependencies(installation, work, signal);
		await expectListed(installation, join(work, 'lib'));
		await compileLauncher(installation, work, signal);
		await rm(directory, { recursive: true, force: true });
		await rename(work, directory);
	} finally {
		await rm(work, { recursive: true, force: true });
	}
	log(`RocketMQ ${version} is installed`);
}

async function removeLeftovers(directory: string): Promise<void> {
	const prefix = `${basename(directory)}.installing-`;
	for (const entry of await readdir(dirname(directory))) {
		if (entry.startsWith(prefix)) {
			await rm(join(dirname(directory), entry), { recursive: true, force: true });
		}
	}
}

function copyDependencies({ manifestFolder }: Installation, work: string, signal?: AbortSignal) {
	return run(
		'mvn',
		[
			...[
				'--batch-mode',
				'--quiet',
				'--strict-checksums',
				'--file',
				join(manifestFolder, 'pom.xml'),
			],
			...['dependency:copy-dependencies', '-DincludeScope=runtime'],
			`-DoutputDirectory=${join(work, 'lib')}`,
		],
		signal,
	);
}

/** With the compiler among the jars, because a Java runtime alone has none. */
function compileLauncher(installation: Installation, work: string, signal?: AbortSignal) {
	const classPath = classPathIn(installation, work);
	const source = join(installation.manifestFolder, `${LAUNCHER}.java`);
	const output = ['-d', join(work, 'classes')];
	return run(
		'java',
		[
			...[
				'-cp',
				classPath,
				COMPILER,
				`-${OLDEST_JAVA}`,
				'-classpath',
				classPath,
				...output,
				source,
			],
		],
		signal,
	);
}

function run(command: string, args: string[], signal?: AbortSignal): Promise<void> {
	return new Promise((resolve, reject) => {
		const options = { maxBuffer: Infinity, ...(signal && { signal }) };
		execFile(command, args, options, (error, stdout, stderr) => {
			if (!error) return resolve();
			const said = `${stdout}${stderr}`.trimEnd().split('\n').slice(-LAST_LINES).join('\n');
			const how = error.code === undefined ? error.message : `exit code ${error.code}`;
			reject(new Error(`RocketMQ could not be installed: ${command} failed (${how}).\n${said}`));
		});
	});
}

async function expectListed({ jars, manifestFolder }: Installation, folder: string): Promise<void> {
	const found = new Map<string, string>();
	for (const name of await readdir(folder)) {
		const content = await readFile(join(folder, name));
		found.set(name, createHash('sha256').update(content).digest('hex'));
	}
	const differences = [...new Set([...jars.keys(), ...found.keys()])].flatMap((name) => {
		if (!found.has(name)) return [`${name} is missing`];
		if (!jars.has(name)) return [`${name} is not in the list`];
		return jars.get(name) === found.get(name) ? [] : [`${name} has another SHA-256`];
	});
	if (differences.length === 0) return;
	throw new Error(
		`Maven fetched other files than ${join(manifestFolder, 'jars.sha256')} lists: ${differences.join(', ')}. ` +
			'If pom.xml was changed, write the list anew with sha256sum; else do not use these files and look where Maven has them from.',
	);
}
