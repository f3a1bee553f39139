import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import {
	createServer as createHttpServer,
	type IncomingMessage,
	type ServerResponse,
} from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** A request as a node of n8n has really sent it. */
export interface SeenRequest {
	host: string;
	method: string;
	/** Without the query. */
	path: string;
	query: URLSearchParams;
	headers: IncomingMessage['headers'];
	body: Buffer;
	/** The body read as JSON; `null` when it is none. */
	json: unknown;
}

export interface StandInAnswer {
	/** 200 unless told otherwise. */
	status?: number;
	headers?: Record<string, string>;
	/** An object is sent as JSON, a text or bytes as they are. */
	body?: unknown;
}

/** Answers as the service does; `undefined` for what the service does not know. */
export type Service = (
	request: SeenRequest,
) => StandInAnswer | undefined | Promise<StandInAnswer | undefined>;

/** Services on the internet that cannot be reached from a test, on this machine, under their names. */
export interface StandIn {
	/** What n8n has to be started with to be led here: a proxy, and the authority to trust. */
	env: Record<string, string>;
	/** Everything that was asked, in its order. */
	readonly requests: readonly SeenRequest[];
	/** What no service knew, as `POST host/path`: a test ends with none. */
	readonly unexpected: readonly string[];
	/** What one service was asked. */
	requestsTo(host: string): SeenRequest[];
	/** Replaces a service, for example by one that is down; gives how to bring the old one back. */
	replace(host: string, service: Service): () => void;
	stop(): Promise<void>;
}

/** A service that is down. */
export const down: Service = () => ({ status: 500, body: { message: 'Internal server error' } });

/**
 * Starts an HTTPS server that goes by the names of all `services` and an HTTP proxy that leads to it.
 * A host nobody stands in for is refused by the proxy and noted as unexpected.
 */
export async function startStandIn(services: Record<string, Service>): Promise<StandIn> {
	const known = new Map(Object.entries(services));
	const requests: SeenRequest[] = [];
	const unexpected: string[] = [];
	const folder = await mkdtemp(path.join(tmpdir(), 'stand-in-'));
	const file = path.join(folder, 'host');
	await selfSigned(file, [...known.keys()]);

	async function answer(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
		const request = await seen(incoming);
		requests.push(request);
		const given = await known.get(request.host)?.(request);
		if (given === undefined) {
			unexpected.push(`${request.method} ${request.host}${request.path}`);
			response.writeHead(501, { 'content-type': 'text/plain' });
			response.end(`The stand-in of ${request.host} does not know this request`);
			return;
		}
		send(response, given);
	}

	const server = createHttpsServer(
		{ key: await readFile(`${file}.key`), cert: await readFile(`${file}.crt`) },
		(incoming, response) => {
			answer(incoming, response).catch((error: Error) => {
				unexpected.push(`${incoming.method} ${incoming.headers.host}: ${error.message}`);
				response.writeHead(500).end(error.message);
			});
		},
	);
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');

	const proxy = createHttpServer((_request, response) => response.writeHead(403).end());
	proxy.on('connect', ({ url = '' }: IncomingMessage, client: Socket) => {
		if (!known.has(url.replace(/:443$/, ''))) {
			unexpected.push(`CONNECT ${url}`);
			client.end('HTTP/1.1 403 Forbidden\r\n\r\n');
			return;
		}
		const upstream = connect((server.address() as AddressInfo).port, '127.0.0.1', () => {
			client.write('HTTP/1.1 200 OK\r\n\r\n');
			upstream.pipe(client).pipe(upstream);
		});
		for (const socket of [client, upstream]) socket.on('error', () => socket.destroy());
	});
	proxy.listen(0, '127.0.0.1');
	await once(proxy, 'listening');

	return {
		env: {
			HTTPS_PROXY: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`,
			NO_PROXY: 'localhost,127.0.0.1',
			NODE_EXTRA_CA_CERTS: `${file}.crt`,
		},
		requests,
		unexpected,
		requestsTo: (host) => requests.filter((request) => request.host === host),
		replace(host, service) {
			const before = known.get(host);
			if (!before) throw new Error(`Nobody stands in for ${host}`);
			known.set(host, service);
			return () => known.set(host, before);
		},
		async stop() {
			for (const each of [server, proxy]) {
				each.closeAllConnections();
				each.close();
			}
			await rm(folder, { recursive: true, force: true });
		},
	};
}

async function seen(incoming: IncomingMessage): Promise<SeenRequest> {
	const chunks: Buffer[] = [];
	for await (const chunk of incoming) chunks.push(chunk as Buffer);
	const body = Buffer.concat(chunks);
	const host = (incoming.headers.host ?? '').replace(/:443$/, '');
	const url = new URL(incoming.url ?? '/', `https://${host}`);
	return {
		host,
		method: incoming.method ?? '',
		path: url.pathname,
		query: url.searchParams,
		headers: incoming.headers,
		body,
		json: parsed(body.toString()),
	};
}

function parsed(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return null;
	}
}

function send(response: ServerResponse, { status = 200, headers = {}, body }: StandInAnswer): void {
	const isRaw = body === undefined || typeof body === 'string' || body instanceof Uint8Array;
	response.writeHead(status, {
		...(isRaw ? {} : { 'content-type': 'application/json' }),
		...headers,
	});
	response.end(isRaw ? body : JSON.stringify(body));
}

/** A key and a certificate of its own authority for these names, as `<file>.key` and `<file>.crt`. */
export async function selfSigned(file: string, names: readonly string[]): Promise<void> {
	const alternative = names.map((name) => `DNS:${name}`).join(',');
	await run('openssl', [
		...['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2'],
		...['-keyout', `${file}.key`, '-out', `${file}.crt`],
		...['-subj', '/CN=stand-in', '-addext', `subjectAltName=${alternative}`],
	]);
}
