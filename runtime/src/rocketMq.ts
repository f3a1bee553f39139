import { execFile, spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import type { Log } from './n8nRuntime.ts';
import { isPortBusy, randomPort } from './ports.ts';
import { rocketMqAdmin } from './rocketMqAdmin.ts';
import type { RocketMqAdmin } from './rocketMqAdmin.ts';
import { configFiles } from './rocketMqConfig.ts';
import type { RocketMqPorts, RocketMqTls } from './rocketMqConfig.ts';
import type { RocketMqCredentials } from './rocketMqRemoting.ts';
import { ensureRocketMqRuntime, LAUNCHER } from './rocketMqRuntime.ts';
import type { RocketMqRuntime } from './rocketMqRuntime.ts';

export interface RocketMqOptions {
	/** Where topics, messages and offsets are kept; a fresh temporary folder by default. */
	dataFolder?: string;
	/** Free ports by default; the same over every `start()`. */
	ports?: RocketMqPorts;
	/** Clients may come by TLS with this certificate; plain text goes on. */
	tls?: RocketMqTls;
	/** Access control on, with this one user: gRPC's user name and password, 4.x's key pair. */
	acl?: RocketMqCredentials;
	/** Takes progress, line by line. */
	log?: Log;
}

/** A RocketMQ of one's own: name server, broker and 5.x proxy, on the loopback interface only. */
export interface RocketMq extends Omit<RocketMqAdmin, 'waitForRoute'> {
	/** For 5.x clients (gRPC): `127.0.0.1:<port>`. */
	readonly grpcEndpoint: string;
	/**
	 * For 4.x clients (remoting): `127.0.0.1:<port>`. It sends them to the broker past the proxy, whose
	 * remoting port takes clients from 4.9 on only: it wants a broker's name (`bname`) in each request.
	 */
	readonly nameServer: string;
	readonly ports: RocketMqPorts;
	readonly dataFolder: string;
	/** The process id, or `undefined` while it does not run. */
	readonly pid: number | undefined;
	/** What RocketMQ has printed, all starts together; its logs are in `<dataFolder>/logs`. */
	output(): string;
	/**
	 * Creates a topic, or changes it, and waits until clients can find it. A 4.x instance's topic is
	 * called `<instance id>%<topic>` on the broker. Create topics before clients ask for them: the
	 * proxy keeps for 20 s that it found none.
	 */
	createTopic: RocketMqAdmin['createTopic'];
	/** Creates a consumer group, or changes it; a client's unknown group is created by itself. */
	createGroup: RocketMqAdmin['createGroup'];
	/** How many messages the topic has taken since it was made. */
	storedMessages: RocketMqAdmin['storedMessages'];
	/**
	 * How many messages the group has not confirmed. Those a 5.x consumer holds a lease on count for
	 * about 10 s, and again (as retrying) when the lease has run out: in between they are in neither
	 * topic. 4.x consumers confirm every 5 s.
	 */
	consumerLag: RocketMqAdmin['consumerLag'];
	/** Runs an mqadmin command (about two seconds of Java) and gives what it printed. */
	admin(args: string[]): Promise<string>;
	/** Starts again after `stop()` or `kill()`, same ports, same data; resolves when it serves. */
	start(): Promise<void>;
	/** Lets it write everything down and end, which takes it about 10 s. */
	stop(): Promise<void>;
	/** A crash: SIGKILL. What was stored is there after `start()`. */
	kill(): Promise<void>;
	/** Forgets topics, groups, messages and offsets; runs afterwards if it ran before. */
	resetData(): Promise<void>;
	/** Ends it at once, and removes the data folder if `startRocketMq` made it. */
	dispose(): Promise<void>;
}

const LOOPBACK = '127.0.0.1';
const READY_TIMEOUT_MS = 60_000;
const GRACE_MS = 20_000;
const OUTPUT_LIMIT = 1_000_000;
const LAST_LINES = 25;

/** Every broker has it; when it can be found, so can all others. */
const BUILT_IN_TOPIC = 'SELF_TEST_TOPIC';

/** Small, and quick to be up: for tests it is not worth compiling a second time to run faster. */
const JAVA_FLAGS = [
	...['-Xms256m', '-Xmx768m', '-XX:MaxDirectMemorySize=512m'],
	...['-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1'],
];
const ADMIN_FLAGS = ['-Xmx128m', '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1'];
const ADMIN = 'org.apache.rocketmq.tools.command.MQAdminStartup';

/**
 * Starts a RocketMQ and resolves when clients can connect, after about 5 s; the first time on a
 * machine its jars are fetched. It ends with the process that called this, however that ends.
 */
export async function startRocketMq(options: RocketMqOptions = {}): Promise<RocketMq> {
	const { acl, tls, log = () => {} } = options;
	const runtime = await ensureRocketMqRuntime({ log });
	const ports = options.ports ?? (await freePortsOfRocketMq());
	const folder = resolve(options.dataFolder ?? (await mkdtemp(join(tmpdir(), 'rocketmq-'))));
	const at = (port: number) => `${LOOPBACK}:${port}`;
	const addresses = {
		nameServer: at(ports.nameServer),
		broker: at(ports.broker),
		remoting: at(ports.remoting),
	};
	const files = configFiles({ folder, ports, ...(tls && { tls }), ...(acl && { acl }) });
	const { waitForRoute, ...admin } = rocketMqAdmin(addresses, acl);
	let child: ChildProcess | undefined;
	let said = '';

	const start = async () => {
		if (isRunning(child)) return;
		await writeFiles(folder, files);
		const process = spawnRocketMq(runtime, folder, (text) => {
			said = (said + text).slice(-OUTPUT_LIMIT);
		});
		child = process;
		await readyOrEnded(process, (signal) => waitForRoute(BUILT_IN_TOPIC, signal)).catch(
			async (error: Error) => {
				await end(process, 'SIGKILL');
				throw new Error(`RocketMQ did not start: ${error.message}\n${lastLines(said)}`);
			},
		);
	};
	const kill = () => end(child, 'SIGKILL');
	const stop = async () => {
		const force = setTimeout(() => child?.kill('SIGKILL'), GRACE_MS);
		await end(child, 'SIGTERM');
		clearTimeout(force);
	};
	const dispose = async () => {
		await kill();
		if (!options.dataFolder) await rm(folder, { recursive: true, force: true });
	};

	await start().catch(async (error: unknown) => {
		await dispose();
		throw error;
	});
	return {
		...admin,
		grpcEndpoint: at(ports.grpc),
		nameServer: addresses.nameServer,
		ports,
		dataFolder: folder,
		get pid() {
			return isRunning(child) ? child?.pid : undefined;
		},
		output: () => said,
		admin: (args) => runAdmin(runtime, folder, [...args, '-n', addresses.nameServer]),
		start,
		stop,
		kill,
		async resetData() {
			const ran = isRunning(child);
			await kill();
			await rm(join(folder, 'store'), { recursive: true, force: true });
			if (ran) await start();
		},
		dispose,
	};
}

/** Ports that are free now and that no client's connection will be given either. */
async function freePortsOfRocketMq(): Promise<RocketMqPorts> {
	for (;;) {
		const base = randomPort();
		const [fast, grpc, broker, remoting, nameServer] = [0, 1, 2, 3, 4].map((n) => base + n) as [
			number,
			number,
			number,
			number,
			number,
		];
		const busy = await Promise.all([fast, grpc, broker, remoting, nameServer].map(isPortBusy));
		if (!busy.includes(true)) return { nameServer, broker, grpc, remoting };
	}
}

async function writeFiles(folder: string, files: Record<string, string>): Promise<void> {
	await mkdir(folder, { recursive: true });
	for (const [name, content] of Object.entries(files)) await writeFile(join(folder, name), content);
}

/** Its standard input ends when whoever started it is gone, and the launcher ends with that. */
function spawnRocketMq(
	{ classPath }: RocketMqRuntime,
	folder: string,
	onOutput: (text: string) => void,
): ChildProcess {
	const files = [join(folder, 'namesrv.conf'), join(folder, 'proxy.json')];
	const child = spawn(
		'java',
		[...JAVA_FLAGS, ...placeOf(folder), '-cp', classPath, LAUNCHER, ...files],
		{ cwd: folder, env: environment(folder), stdio: ['pipe', 'pipe', 'pipe'] },
	);
	child.stdin.on('error', () => {});
	for (const stream of [child.stdout, child.stderr]) {
		stream.setEncoding('utf8').on('data', onOutput);
	}
	child.once('error', (error) => onOutput(`${error.message}\n`));
	return child;
}

async function runAdmin({ classPath }: RocketMqRuntime, folder: string, args: string[]) {
	const { stdout, stderr } = await promisify(execFile)(
		'java',
		[...ADMIN_FLAGS, ...placeOf(folder), '-cp', classPath, ADMIN, ...args],
		{ cwd: folder, env: environment(folder) },
	);
	return stdout + stderr;
}

/** Logs and everything else that RocketMQ puts below the home folder. */
const placeOf = (folder: string) => [`-Duser.home=${folder}`, `-Djava.io.tmpdir=${folder}`];

function environment(folder: string): NodeJS.ProcessEnv {
	const { PATH, JAVA_HOME, LANG } = process.env;
	return { PATH, ROCKETMQ_HOME: folder, ...(JAVA_HOME && { JAVA_HOME }), ...(LANG && { LANG }) };
}

async function readyOrEnded(
	child: ChildProcess,
	ready: (signal: AbortSignal) => Promise<void>,
): Promise<void> {
	const ended = new AbortController();
	const onEnd = () => ended.abort(new Error('its process ended'));
	child.once('exit', onEnd).once('error', onEnd);
	const timeout = AbortSignal.timeout(READY_TIMEOUT_MS);
	await ready(AbortSignal.any([ended.signal, timeout])).finally(() => child.off('exit', onEnd));
}

function isRunning(child: ChildProcess | undefined): boolean {
	return child?.pid !== undefined && child.exitCode === null && child.signalCode === null;
}

async function end(child: ChildProcess | undefined, signal: NodeJS.Signals): Promise<void> {
	if (!child || !isRunning(child)) return;
	const ended = new Promise((done) => child.once('exit', done));
	child.kill(signal);
	await ended;
}

function lastLines(output: string): string {
	return output.trimEnd().split('\n').slice(-LAST_LINES).join('\n') || '(it printed nothing)';
}
