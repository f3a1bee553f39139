import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { createServer as createHttpServer } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { CdrRow } from './callRecord.ts';
import { channelOf } from './channel.ts';
import type { PushAgent } from './controlApi.ts';
import { answerControl } from './controlApi.ts';
import type { PushFlavour, SubscriberQuestion } from './pushFormat.ts';
import {
	httpDate,
	readArguments,
	readCursor,
	readSubscriptions,
	writeEtag,
	writeItems,
} from './pushFormat.ts';
import type { PushStream, StoredMessage } from './pushStream.ts';
import { createPushStream } from './pushStream.ts';

export interface PushServerOptions {
	/** 0 or nothing: a free one. */
	port?: number;
	host?: string;
	/** The team's identity. */
	identity: string;
	/** The team's verification string. */
	verification: string;
	agents: readonly PushAgent[];
	/** How long a request without news is held (reference/astercc §2.1: 60 s). */
	ttlMs?: number;
	/** How long a message can be asked for again (reference/astercc §2.1: 15 min). */
	bufferMs?: number;
	flavour?: PushFlavour;
	tls?: { key: string | Buffer; cert: string | Buffer };
}

/** One request to the subscriber location. */
export interface SubscriberRequest extends SubscriberQuestion {
	method: string;
	/** Path and query as they came; both are secret. */
	path: string;
	channels: string[];
	/** Milliseconds since the epoch. */
	at: number;
}

/** How a request fails: with this status, or its connection breaks. */
export type PushFailure = number | 'disconnect';

export interface PushServer {
	url: string;
	publisherUrl: string;
	/** The rows of `GetCdr`; add to them at will. */
	cdrs: CdrRow[];
	/** The log of subscriber requests, refused ones included. */
	requests: SubscriberRequest[];
	/** The channel of the whole team. */
	teamChannel: string;
	publish(channel: string, text: string): StoredMessage;
	/** Deletes a channel as its administrator would; false when there is none. */
	remove(channel: string): boolean;
	/** How many subscribers wait on a channel. */
	waiting(channel: string): number;
	/** The next so many subscriber requests fail; 503 unless told otherwise. */
	failNext(count: number, how?: PushFailure): void;
	stop(): Promise<void>;
}

const subscriberPath = '/publicapi/agentpull/';
const publisherPath = '/publicapi/pushagent';

interface Machine {
	options: PushServerOptions & { ttlMs: number; flavour: PushFlavour };
	stream: PushStream;
	cdrs: CdrRow[];
	requests: SubscriberRequest[];
	failures: PushFailure[];
}

interface Exchange {
	incoming: IncomingMessage;
	outgoing: ServerResponse;
	url: URL;
}

/** Starts a server with the push locations of the vendor's nginx template (reference/astercc §2.1). */
export async function startPushServer(options: PushServerOptions): Promise<PushServer> {
	const { ttlMs = 60_000, bufferMs = 15 * 60_000, flavour = '0.6.0' } = options;
	const { tls, port = 0, host = '127.0.0.1' } = options;
	const stream = createPushStream(bufferMs);
	const machine: Machine = {
		options: { ...options, ttlMs, flavour },
		stream,
		cdrs: [],
		requests: [],
		failures: [],
	};
	const handle = (incoming: IncomingMessage, outgoing: ServerResponse) =>
		void route(machine, incoming, outgoing).catch(() => outgoing.destroy());
	const server = tls ? createHttpsServer(tls, handle) : createHttpServer(handle);
	const url = await listen(server, port, host, tls ? 'https' : 'http');
	return {
		url,
		publisherUrl: `${url}${publisherPath}`,
		cdrs: machine.cdrs,
		requests: machine.requests,
		teamChannel: channelOf(options),
		publish: stream.publish,
		remove: stream.remove,
		waiting: (channel) => stream.describe(channel)?.subscribers ?? 0,
		failNext: (count, how = 503) =>
			void machine.failures.push(...Array.from({ length: count }, () => how)),
		stop: () => stop(server),
	};
}

async function listen(server: Server, port: number, host: string, scheme: string): Promise<string> {
	await new Promise<void>((resolve, reject) => {
		server.once('error', reject);
		server.listen(port, host, resolve);
	});
	const { port: taken } = server.address() as AddressInfo;
	const shown = host.includes(':') ? `[${host}]` : host;
	return `${scheme}://${shown}:${taken}`;
}

async function stop(server: Server): Promise<void> {
	const closed = new Promise<void>((resolve) => server.close(() => resolve()));
	server.closeAllConnections();
	await closed;
}

async function route(
	machine: Machine,
	incoming: IncomingMessage,
	outgoing: ServerResponse,
): Promise<void> {
	const url = new URL(incoming.url ?? '/', 'http://asterCc');
	const exchange = { incoming, outgoing, url };
	if (url.pathname.startsWith(subscriberPath)) return subscribe(machine, exchange);
	if (url.pathname === publisherPath) return publish(machine, exchange);
	if (url.pathname === '/getccdate/getccdate') return tellTime(exchange);
	if (url.pathname === '/asterccinterfaces') return control(machine, exchange);
	outgoing.writeHead(404).end();
}

function subscribe(machine: Machine, exchange: Exchange): void {
	const { incoming, outgoing, url } = exchange;
	const { stream, requests, failures, options } = machine;
	const subscriptions = readSubscriptions(url.pathname.slice(subscriberPath.length));
	const channels = subscriptions.map(({ channel }) => channel);
	const query = readArguments(url.search);
	const question = {
		etag: query.get('etag'),
		since: query.get('since'),
		callback: query.get('callback'),
	};
	const [method, path] = [incoming.method ?? '', incoming.url ?? ''];
	requests.push({ method, path, channels, ...question, at: Date.now() });

	const failure = failures.shift();
	if (failure === 'disconnect') return void incoming.socket.destroy();
	if (failure !== undefined) return void outgoing.writeHead(failure).end();
	// Row `Non-GET on subscriber`.
	if (method !== 'GET') return void outgoing.writeHead(405, { allow: 'GET' }).end();
	if (channels.length === 0) return explain(outgoing, 400, 'No channel id provided.');

	const answer = (messages: readonly StoredMessage[], isLive: boolean) =>
		answerMessages(outgoing, messages, question.callback, options.flavour, isLive);
	const pending = stream.pending(subscriptions, readCursor(question));
	if (pending.length > 0) return answer(pending, false);
	hold(machine, exchange, channels, (message) => answer([message], true));
}

/** Waits for the first message, the end of the ttl or the subscriber's leaving. */
function hold(
	{ stream, options }: Machine,
	{ outgoing }: Exchange,
	channels: readonly string[],
	deliver: (message: StoredMessage) => void,
): void {
	const timer = setTimeout(() => {
		leave();
		answerNothing(outgoing, options.flavour);
	}, options.ttlMs);
	const leave = stream.wait(channels, (message) => {
		clearTimeout(timer);
		deliver(message);
	});
	outgoing.once('close', () => {
		clearTimeout(timer);
		leave();
	});
}

/** The module forbids caching. */
const uncached = {
	expires: 'Thu, 01 Jan 1970 00:00:01 GMT',
	'cache-control': 'no-cache, no-store, must-revalidate',
};

/** Row `Nothing new, TTL reached`. */
function answerNothing(outgoing: ServerResponse, flavour: PushFlavour): void {
	const now = httpDate(Math.floor(Date.now() / 1000));
	const headers = { 'last-modified': now, etag: writeEtag(0, flavour), ...uncached };
	outgoing.writeHead(304, headers).end();
}

/** Rows `New or stored messages` and `callback=x given`. */
function answerMessages(
	outgoing: ServerResponse,
	messages: readonly StoredMessage[],
	callback: string | undefined,
	flavour: PushFlavour,
	isLive: boolean,
): void {
	const newest = messages.reduce((left, right) =>
		right.time > left.time || (right.time === left.time && right.tag > left.tag) ? right : left,
	);
	outgoing
		.writeHead(200, {
			'content-type': callback ? 'application/javascript' : 'text/plain',
			'last-modified': httpDate(newest.time),
			etag: writeEtag(newest.tag, flavour),
			...uncached,
		})
		.end(writeItems(messages, callback, flavour, isLive));
}

type PublisherMethod = (stream: PushStream, channel: string, exchange: Exchange) => unknown;

/** The module's publisher in admin mode, as the template sets it (reference/astercc §2.1, security). */
const publisherMethods: Record<string, PublisherMethod> = {
	GET: (stream, channel, { outgoing }) => describeChannel(stream, channel, outgoing),
	POST: publishBody,
	PUT: publishBody,
	DELETE: (stream, channel, { outgoing }) =>
		stream.remove(channel)
			? explain(outgoing, 200, 'Channel deleted.')
			: void outgoing.writeHead(404).end(),
};

async function publish({ stream }: Machine, exchange: Exchange): Promise<void> {
	const channel = readArguments(exchange.url.search).get('channel');
	const method = publisherMethods[exchange.incoming.method ?? ''];
	const allow = Object.keys(publisherMethods).join(', ');
	if (!method) return void exchange.outgoing.writeHead(405, { allow }).end();
	if (!channel) return explain(exchange.outgoing, 400, 'No channel id provided.');
	await method(stream, channel, exchange);
}

async function publishBody(stream: PushStream, channel: string, exchange: Exchange): Promise<void> {
	const text = await readBody(exchange.incoming);
	if (text === '') return explain(exchange.outgoing, 400, 'Empty post requests are not allowed.');
	stream.publish(channel, text);
	describeChannel(stream, channel, exchange.outgoing);
}

function describeChannel(stream: PushStream, channel: string, outgoing: ServerResponse): void {
	const state = stream.describe(channel);
	if (!state) return void outgoing.writeHead(404).end();
	const { published, stored, subscribers } = state;
	const info = { channel, published_messages: published, stored_messages: stored, subscribers };
	answerText(outgoing, 'application/json', JSON.stringify(info));
}

/** The module refuses in a header and leaves the body empty. */
function explain(outgoing: ServerResponse, status: number, explanation: string): void {
	outgoing.writeHead(status, { 'x-nginx-pushstream-explain': explanation }).end();
}

/** Row `Server clock`; the format of `ccdate` is not documented. */
function tellTime({ outgoing }: Exchange): void {
	const ccdate = httpDate(Math.floor(Date.now() / 1000));
	answerText(outgoing, 'application/json', JSON.stringify({ ccdate }));
}

/** reference/astercc §3.1: GET query or form POST. */
async function control(machine: Machine, { incoming, outgoing, url }: Exchange): Promise<void> {
	const form = incoming.method === 'POST' ? await readBody(incoming) : '';
	const parameters = new Map([...url.searchParams, ...new URLSearchParams(form)]);
	const { identity, agents } = machine.options;
	const text = answerControl(parameters, { identity, agents, cdrs: machine.cdrs });
	const isJson = text.startsWith('{');
	answerText(outgoing, isJson ? 'application/json' : 'text/html; charset=utf-8', text);
}

function answerText(outgoing: ServerResponse, contentType: string, text: string): void {
	outgoing.writeHead(200, { 'content-type': contentType }).end(text);
}

async function readBody(incoming: IncomingMessage): Promise<string> {
	const chunks: Buffer[] = [];
	for await (const chunk of incoming) chunks.push(chunk as Buffer);
	return Buffer.concat(chunks).toString('utf8');
}
