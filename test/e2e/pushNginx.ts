import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { copyFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { freePorts } from '../../runtime/src/index.ts';
import { isPortBusy } from '../../runtime/src/ports.ts';

const NGINX = '/usr/sbin/nginx';
const MODULES = '/usr/lib/nginx/modules';
const NCHAN = `${MODULES}/ngx_nchan_module.so`;
const NJS = `${MODULES}/ngx_http_js_module.so`;
const FACE = resolve('test', 'e2e', 'pushNginx.njs.js');

const READY_TIMEOUT_MS = 10_000;
const GRACE_MS = 500;
const LOOK_EVERY_MS = 10;

export interface PushNginxOptions {
	/** How long a subscriber waits before it gets 304; asterCC has 60. */
	timeoutSeconds?: number;
	/** The port subscribers see; a free one by default. */
	port?: number;
	/** Subscribers come by HTTPS then. */
	tls?: { keyFile: string; certFile: string };
}

/**
 * An nginx that looks to a subscriber like asterCC's with its push-stream-module. The buffer is in a
 * second nginx behind it, which the publisher reaches on its own, so that it lives on while nobody
 * can reach the first.
 */
export interface PushNginx {
	/** What a subscriber knows as asterCC's address. */
	url: string;
	/** Takes `POST ?channel=<channel>`, also while the subscribers are cut off. */
	publisherUrl: string;
	publish(channel: string, text: string): Promise<void>;
	/** Kills what the subscribers talk to; the buffer stays. */
	cutOff(): Promise<void>;
	restore(): Promise<void>;
	/** Subscribers can connect, but get no answer. */
	pause(): void;
	resume(): void;
	/** Stops everything: the buffer, which is in memory, is lost. Fails if nginx had crashed before. */
	stop(): Promise<void>;
	/** Starts again on the same ports. */
	start(): Promise<void>;
}

interface Ports {
	front: number;
	back: number;
}

interface NginxProcess {
	signal(name: NodeJS.Signals): void;
	kill(): Promise<void>;
	stop(): Promise<void>;
}

export async function startPushNginx(options: PushNginxOptions = {}): Promise<PushNginx> {
	expectInstalled();
	const [front, back] = (await freePorts(2)) as [number, number];
	const ports: Ports = { front: options.port ?? front, back };
	const publisherUrl = `http://127.0.0.1:${ports.back}/publicapi/pushagent`;
	let folder: string | undefined;
	let buffer: NginxProcess | undefined;
	let face: NginxProcess | undefined;

	const cutOff = async () => {
		await face?.kill();
		face = undefined;
	};

	const restore = async () => {
		if (!folder) throw new Error('nginx is stopped: start it instead');
		face ??= await runNginx(folder, 'front', ports.front);
	};

	const stop = async () => {
		if (!folder) return;
		const crashes = await readCrashes(folder);
		await Promise.all([face?.stop(), buffer?.stop()]);
		face = buffer = undefined;
		await rm(folder, { recursive: true, force: true });
		folder = undefined;
		if (crashes) throw new Error(`nginx crashed, not what was tested:\n${crashes}`);
	};

	const start = async () => {
		if (folder) return;
		folder = await createFolder(ports, options);
		try {
			buffer = await runNginx(folder, 'back', ports.back);
			await restore();
		} catch (error) {
			await stop().catch(() => {});
			throw error;
		}
	};

	await start();
	return {
		url: `${options.tls ? 'https' : 'http'}://127.0.0.1:${ports.front}`,
		publisherUrl,
		publish: (channel, text) => publish(publisherUrl, channel, text),
		cutOff,
		restore,
		pause: () => face?.signal('SIGSTOP'),
		resume: () => face?.signal('SIGCONT'),
		stop,
		start,
	};
}

function expectInstalled(): void {
	if ([NGINX, NCHAN, NJS].every((path) => existsSync(path))) return;
	throw new Error(
		'nginx is missing: sudo apt-get install nginx libnginx-mod-nchan libnginx-mod-http-js',
	);
}

async function publish(publisherUrl: string, channel: string, text: string): Promise<void> {
	const response = await fetch(`${publisherUrl}?channel=${encodeURIComponent(channel)}`, {
		method: 'POST',
		headers: { 'content-type': 'text/plain' },
		body: text,
	});
	const answer = await response.text();
	if (!response.ok) throw new Error(`nchan took no message: ${response.status} ${answer}`);
}

async function createFolder(ports: Ports, options: PushNginxOptions): Promise<string> {
	const folder = await mkdtemp(join(tmpdir(), 'push-nginx-'));
	await copyFile(FACE, join(folder, 'face.js'));
	await writeFile(join(folder, 'front.conf'), frontConfig(ports, options));
	await writeFile(join(folder, 'back.conf'), backConfig(ports, options));
	return folder;
}

/** What the subscribers see. */
function frontConfig(ports: Ports, { timeoutSeconds = 60, tls }: PushNginxOptions): string {
	return nginxConfig({
		name: 'front',
		module: NJS,
		http: `
			js_import face from face.js;
			server {
				listen 127.0.0.1:${ports.front}${tls ? ' ssl' : ''};
				${tls ? `ssl_certificate ${tls.certFile}; ssl_certificate_key ${tls.keyFile};` : ''}
				# A client's own headers are no cursor.
				if_modified_since off;
				set $back_port ${ports.back};
				js_fetch_timeout ${timeoutSeconds + 30}s;
				location /publicapi/agentpull/ { js_content face.agentpull; }
				location = /getccdate/getccdate { js_content face.getccdate; }
			}`,
	});
}

/** The buffer: nchan. With its ids as "<seconds>:<number>" in one query argument and one header. */
function backConfig(ports: Ports, { timeoutSeconds = 60 }: PushNginxOptions): string {
	const subscriber = (type: string) => `
		nchan_subscriber ${type};
		nchan_channel_id $arg_channel;
		nchan_subscriber_last_message_id $arg_id;
		nchan_subscriber_compound_etag_message_id on;
		nchan_subscriber_first_message newest;
		nchan_subscriber_timeout ${timeoutSeconds}s;`;
	return nginxConfig({
		name: 'back',
		module: NCHAN,
		http: `
			nchan_shared_memory_size 256M;
			nchan_message_timeout 15m;
			nchan_message_buffer_length 100000;
			server {
				listen 127.0.0.1:${ports.back};
				location = /publicapi/pushagent {
					nchan_publisher http;
					nchan_channel_id $arg_channel;
				}
				location = /wait { ${subscriber('longpoll')} }
				location = /stored { ${subscriber('intervalpoll')} }
			}`,
	});
}

function nginxConfig(input: { name: string; module: string; http: string }): string {
	const { name, module, http } = input;
	// As root, the worker would become a user who may not look into the folder.
	return `
		load_module ${module};
		${process.getuid?.() === 0 ? 'user root;' : ''}
		worker_processes 1;
		pid ${name}.pid;
		error_log ${name}.log notice;
		events { worker_connections 1024; }
		http {
			access_log off;
			default_type text/plain;
			client_body_temp_path ${name}-body;
			proxy_temp_path ${name}-proxy;
			fastcgi_temp_path ${name}-fastcgi;
			uwsgi_temp_path ${name}-uwsgi;
			scgi_temp_path ${name}-scgi;
			${http}
		}`;
}

/** Runs one of the two and resolves when it takes connections. */
async function runNginx(folder: string, name: string, port: number): Promise<NginxProcess> {
	if (await isPortBusy(port)) throw new Error(`Port ${port} is in use already.`);
	const log = join(folder, `${name}.log`);
	const command = [NGINX, '-p', folder, '-c', `${name}.conf`, '-e', log, '-g', 'daemon off;'];
	// With setpriv it ends with the tests however they end; the group takes the worker along.
	const child = spawn('setpriv', ['--pdeathsig', 'TERM', '--', ...command], {
		stdio: 'ignore',
		detached: true,
	});
	const ended = new Promise<void>((done) => {
		child.once('exit', () => done());
		child.once('error', () => done());
	});
	const nginx: NginxProcess = {
		signal: (signal) => signalGroup(child, signal),
		async kill() {
			signalGroup(child, 'SIGKILL');
			await ended;
		},
		async stop() {
			child.kill('SIGQUIT');
			await Promise.race([ended, sleep(GRACE_MS)]);
			await nginx.kill();
		},
	};
	await waitUntilReady(child, port, log).catch(async (error: Error) => {
		await nginx.kill();
		throw error;
	});
	return nginx;
}

async function waitUntilReady(child: ChildProcess, port: number, log: string): Promise<void> {
	const deadline = Date.now() + READY_TIMEOUT_MS;
	while (!(await takesConnections(port))) {
		const ended = child.pid === undefined || child.exitCode !== null || child.signalCode !== null;
		if (ended || Date.now() > deadline) {
			const said = await readFile(log, 'utf8').catch(() => '(nothing)');
			throw new Error(`nginx ${ended ? 'ended before it was ready' : 'did not start'}:\n${said}`);
		}
		await sleep(LOOK_EVERY_MS);
	}
}

/** A worker that crashed is replaced at once, but messages may have gone with it. */
async function readCrashes(folder: string): Promise<string> {
	const logs = ['front.log', 'back.log'].map((name) =>
		readFile(join(folder, name), 'utf8').catch(() => ''),
	);
	const lines = (await Promise.all(logs)).join('').split('\n');
	return lines.filter((line) => /exited on signal|Assertion/.test(line)).join('\n');
}

function takesConnections(port: number): Promise<boolean> {
	return new Promise((done) => {
		const socket = connect(port, '127.0.0.1');
		socket.once('error', () => done(false));
		socket.once('connect', () => {
			socket.destroy();
			done(true);
		});
	});
}

function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
	if (child.pid === undefined) return;
	try {
		process.kill(-child.pid, signal);
	} catch {
		// The whole group has ended already.
	}
}
