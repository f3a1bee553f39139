/** Every request takes the same way: find, log, go wrong if told to, let in, handle, answer. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { wait } from '../wait.ts';
import { formDecoded, verifyC2 } from './c2Verifier.ts';
import type { Fault } from './faults.ts';
import type { LoggedRequest } from './requestLog.ts';
import type { Answer, JsonObject, Match, Route } from './route.ts';
import { endpointOf } from './route.ts';
import type { World } from './world.ts';

type Matcher = (method: string, pathname: string) => Match | undefined;

interface Exchange {
	world: World;
	incoming: IncomingMessage;
	outgoing: ServerResponse;
	bytes: Buffer;
	pathname: string;
	logged: LoggedRequest;
	/** The simulator's own controls are not. */
	isLogged: boolean;
}

/** The request listener of a server with these endpoints. */
export function createListener(world: World, match: Matcher) {
	const busy = new Map<Route, number>();

	return async (incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> => {
		const bytes = await readBytes(incoming);
		const target = incoming.url ?? '/';
		const [pathname = '/'] = target.split('?');
		const found = match(incoming.method ?? '', pathname);
		const logged = readRequest(world, incoming, bytes, found);
		const isLogged = !pathname.startsWith('/simulator');
		if (isLogged) world.requests.all.push(logged);
		const exchange = { world, incoming, outgoing, bytes, pathname, logged, isLogged };
		if (!found) return await answer(exchange, springError(404, pathname, world));
		const { route } = found;
		busy.set(route, (busy.get(route) ?? 0) + 1);
		try {
			if (world.settings.latencyMs > 0) await wait(world.settings.latencyMs);
			const isTooMany = (busy.get(route) ?? 0) > (route.atOnce ?? Infinity);
			await serve(exchange, found, isTooMany);
		} finally {
			busy.set(route, (busy.get(route) ?? 1) - 1);
		}
	};
}

async function serve(exchange: Exchange, match: Match, isTooMany: boolean): Promise<void> {
	const { world, pathname } = exchange;
	const fault = match.route.isOpen ? undefined : world.faults.take(endpointOf(match.route));
	if (fault?.kind === 'slow') await wait(fault.delayMs);
	const early = faultBefore(fault, world, pathname);
	if (early === 'disconnect') return void exchange.incoming.socket.destroy();
	const refusal = early ?? admit(exchange, match.route);
	if (refusal) return await answer(exchange, refusal);
	if (isTooMany) return await answer(exchange, springError(429, pathname, world));
	const given = handle(exchange, match);
	if (fault?.kind === 'disconnect') return void exchange.incoming.socket.destroy();
	if (fault?.kind === 'status') {
		return await answer(exchange, springError(fault.status ?? 500, pathname, world));
	}
	await (fault?.kind === 'halfBody' ? answerHalf(exchange, given) : answer(exchange, given));
}

function handle({ world, incoming, bytes, pathname }: Exchange, { route, path }: Match): Answer {
	const body = readJson(bytes);
	if (body === undefined) return springError(400, pathname, world);
	const query = readQuery(incoming.url ?? '');
	return route.handle({ world, path, query, body, bytes, headers: headersOf(incoming) });
}

function faultBefore(
	fault: Fault | undefined,
	world: World,
	pathname: string,
): Answer | 'disconnect' | undefined {
	if (fault?.kind === 'locked') return springError(403, pathname, world);
	if (fault?.kind === 'code') {
		const { code, text = 'Injected' } = fault;
		const resultCode = { resultCode: code, resultDesc: text, returnCode: code, returnDesc: text };
		return { body: { ...resultCode, retCode: code, retMsg: text } };
	}
	if (fault?.kind !== 'status' && fault?.kind !== 'disconnect') return undefined;
	if (fault.when === 'after') return undefined;
	if (fault.kind === 'disconnect') return 'disconnect';
	return springError(fault.status ?? 500, pathname, world);
}

/** Undefined lets the request in. */
function admit(exchange: Exchange, route: Route): Answer | undefined {
	const { world, incoming, bytes, pathname } = exchange;
	if (route.isOpen) return undefined;
	const headers = headersOf(incoming);
	if (route.service === 'fabric') {
		const status = world.tokens.check(headers);
		return status === 200 ? undefined : springError(status, pathname, world);
	}
	const address = incoming.socket.remoteAddress ?? '';
	const mayLock = world.settings.lockedServices.includes(route.service);
	if (mayLock && world.lock.isLocked(address)) return springError(403, pathname, world);
	const target = incoming.url ?? '/';
	const signed = { method: incoming.method ?? '', target, headers, body: bytes };
	const verdict = verifyC2(signed, world.settings);
	if (verdict.ok) return undefined;
	exchange.logged.refusal = verdict.reason;
	if (mayLock) world.lock.countWrong(address);
	return springError(401, pathname, world);
}

const reasons: Record<number, string> = {
	400: 'Bad Request',
	401: 'Unauthorized',
	403: 'Forbidden',
	404: 'Not Found',
	429: 'Too Many Requests',
	500: 'Internal Server Error',
	502: 'Bad Gateway',
	503: 'Service Unavailable',
};

/** The body reference/huawei §3.5 shows for 403. */
function springError(status: number, path: string, { settings }: World): Answer {
	const error = reasons[status] ?? 'Error';
	const message = 'No message available';
	return { status, body: { timestamp: settings.now(), status, error, message, path } };
}

async function answer(exchange: Exchange, { status = 200, headers, body, file }: Answer) {
	const { outgoing, logged, world } = exchange;
	logged.status = status;
	if (exchange.isLogged) world.settings.onAnswered(logged);
	outgoing.sendDate = false;
	const date = new Date(world.settings.now()).toUTCString();
	if (file) {
		outgoing.writeHead(status, { date, 'content-type': fileType, ...headers });
		// A reader that leaves in the middle is its own affair.
		return await pipeline(file(), outgoing).catch(() => {});
	}
	outgoing.writeHead(status, { date, 'content-type': jsonType, ...headers });
	outgoing.end(JSON.stringify(body));
}

const jsonType = 'application/json;charset=UTF-8';
/** As reference/huawei §3.2 writes it. */
const fileType = 'Application/Octet-stream;charset=UTF-8';

/** Sends half of the body, of a file up to a megabyte of it, and breaks the connection. */
async function answerHalf(exchange: Exchange, { status = 200, body, file }: Answer): Promise<void> {
	const { outgoing, incoming, logged } = exchange;
	logged.status = status;
	const pieces = file ? await firstPieces(file()) : [Buffer.from(JSON.stringify(body))];
	const bytes = Buffer.concat(pieces);
	outgoing.writeHead(status, { 'content-type': file ? fileType : jsonType });
	const half = bytes.subarray(0, Math.ceil(bytes.length / 2));
	outgoing.write(half, () => setTimeout(() => incoming.socket.destroy(), 20));
}

async function firstPieces(file: AsyncIterable<Buffer>): Promise<Buffer[]> {
	const pieces: Buffer[] = [];
	let length = 0;
	for await (const piece of file) {
		pieces.push(piece);
		length += piece.length;
		if (length > 2 ** 21) break;
	}
	return pieces;
}

function readRequest(
	world: World,
	incoming: IncomingMessage,
	bytes: Buffer,
	found: Match | undefined,
): LoggedRequest {
	const target = incoming.url ?? '/';
	return {
		endpoint: found ? endpointOf(found.route) : `${incoming.method} ${target.split('?')[0]}`,
		target,
		headers: headersOf(incoming),
		body: bytes.toString('utf8'),
		status: 0,
		at: world.settings.now(),
	};
}

async function readBytes(incoming: IncomingMessage): Promise<Buffer> {
	const chunks: Buffer[] = [];
	for await (const chunk of incoming) chunks.push(chunk as Buffer);
	return Buffer.concat(chunks);
}

/** An empty body is no fields; a body that is a file is none either. Undefined: broken JSON. */
function readJson(bytes: Buffer): JsonObject | undefined {
	const text = bytes.toString('utf8').trim();
	if (!/^[{[]/.test(text)) return {};
	try {
		const value: unknown = JSON.parse(text);
		return Array.isArray(value) ? {} : (value as JsonObject);
	} catch {
		return undefined;
	}
}

function readQuery(target: string): Record<string, string> {
	const at = target.indexOf('?');
	if (at < 0) return {};
	const pairs = target
		.slice(at + 1)
		.split('&')
		.filter((pair) => pair !== '')
		.map((pair) => {
			const [name = '', ...value] = pair.split('=');
			return [formDecoded(name), formDecoded(value.join('='))];
		});
	return Object.fromEntries(pairs) as Record<string, string>;
}

function headersOf(incoming: IncomingMessage): Record<string, string | undefined> {
	return incoming.headers as Record<string, string | undefined>;
}
