import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gunzipSync } from 'node:zlib';

import { Webhook } from 'standardwebhooks';

import { n8nTarget, type N8nSettings } from '../../../../bridge/src/delivery/n8nTarget';

interface Received {
	headers: IncomingMessage['headers'];
	path: string | undefined;
	bytes: Buffer;
	/** After decompression. */
	text: string;
	connection: string;
}

interface Reply {
	status?: number;
	headers?: Record<string, string>;
	body?: string;
}

const KEY = randomBytes(32);
const OLD_KEY = randomBytes(32);
const GZIP = { 'accept-encoding': 'gzip' };

const closers: Array<() => Promise<unknown>> = [];
afterEach(async () => {
	for (const close of closers.splice(0)) await close();
});

/** An n8n of its own on loopback; `null` never answers. */
async function startN8n(reply: (request: Received, index: number) => Reply | null) {
	const requests: Received[] = [];
	const server = createServer(async (incoming, outgoing) => {
		const chunks: Buffer[] = [];
		for await (const chunk of incoming) chunks.push(chunk as Buffer);
		const bytes = Buffer.concat(chunks);
		const isCompressed = incoming.headers['content-encoding'] === 'gzip';
		const request: Received = {
			headers: incoming.headers,
			path: incoming.url,
			bytes,
			text: (isCompressed ? gunzipSync(bytes) : bytes).toString('utf8'),
			connection: String(incoming.socket.remotePort),
		};
		const answer = reply(request, requests.push(request) - 1);
		if (answer) outgoing.writeHead(answer.status ?? 200, answer.headers).end(answer.body ?? '');
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	closers.push(() => {
		server.closeAllConnections();
		return new Promise((resolve) => server.close(resolve));
	});
	const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhook/bridge`;
	return { url, requests };
}

function targetAt(url: string, changes: Partial<N8nSettings> = {}) {
	const settings = { url, keys: [KEY], timeoutMs: 5_000, concurrency: 4, ca: undefined };
	const target = n8nTarget({ ...settings, ...changes });
	closers.push(() => target.close());
	return target;
}

const event = (id: string, length = 0) =>
	JSON.stringify({ id, data: { long: 'x'.repeat(length) } });

const verified = (request: Received, key: Buffer) =>
	new Webhook(key.toString('base64')).verify(
		request.text,
		request.headers as Record<string, string>,
	);

it('sends a signed batch of CloudEvents, which the standardwebhooks package verifies', async () => {
	const { url, requests } = await startN8n(() => ({}));
	expect(await targetAt(url).post([event('m1'), event('m2')])).toEqual({
		kind: 'delivered',
		gzip: false,
	});
	const [request] = requests;
	if (!request) throw new Error('nothing came');
	expect(request.path).toBe('/webhook/bridge');
	expect(request.headers['content-type']).toBe('application/cloudevents-batch+json; charset=utf-8');
	expect(verified(request, KEY)).toEqual([
		{ id: 'm1', data: { long: '' } },
		{ id: 'm2', data: { long: '' } },
	]);
	expect(() => verified(request, OLD_KEY)).toThrow();
	expect(() => verified({ ...request, text: `${request.text} ` }, KEY)).toThrow();
});

it('signs with both keys while one is exchanged for the other', async () => {
	const { url, requests } = await startN8n(() => ({}));
	await targetAt(url, { keys: [KEY, OLD_KEY] }).post([event('m1')]);
	for (const request of requests) {
		expect(verified(request, KEY)).toHaveLength(1);
		expect(verified(request, OLD_KEY)).toHaveLength(1);
	}
	expect(requests).toHaveLength(1);
});

it('each try has an id of its own', async () => {
	const { url, requests } = await startN8n(() => ({ status: 500 }));
	const target = targetAt(url);
	await target.post([event('m1')]);
	await target.post([event('m1')]);
	expect(new Set(requests.map(({ headers }) => headers['webhook-id'])).size).toBe(2);
});

it('the ping is a signed batch without events', async () => {
	const { url, requests } = await startN8n(() => ({ headers: GZIP, body: '{"results":[]}' }));
	expect(await targetAt(url).ping()).toEqual({ kind: 'delivered', gzip: true });
	expect(requests.map((request) => verified(request, KEY))).toEqual([[]]);
});

describe('compression', () => {
	const LARGE = event('m1', 70_000);

	it('begins when n8n said that it takes it, above 64 kB', async () => {
		const { url, requests } = await startN8n(() => ({ headers: GZIP }));
		const target = targetAt(url);
		await target.post([LARGE]);
		await target.post([LARGE]);
		await target.post([event('m2', 60_000)]);
		expect(requests.map(({ headers }) => headers['content-encoding'])).toEqual([
			undefined,
			'gzip',
			undefined,
		]);
		expect(requests[1]?.bytes.length).toBeLessThan(10_000);
		expect(requests[1]?.text).toBe(`[${LARGE}]`);
		for (const request of requests) expect(verified(request, KEY)).toHaveLength(1);
	});

	it('never begins when n8n says nothing of it', async () => {
		const { url, requests } = await startN8n(() => ({}));
		const target = targetAt(url);
		for (let round = 0; round < 3; round++) await target.post([LARGE]);
		expect(requests.some(({ headers }) => headers['content-encoding'])).toBe(false);
	});

	it('counts bytes, not characters', async () => {
		const { url, requests } = await startN8n(() => ({ headers: GZIP }));
		const target = targetAt(url);
		await target.ping();
		await target.post([JSON.stringify({ text: '通'.repeat(30_000) })]);
		expect(requests[1]?.headers['content-encoding']).toBe('gzip');
	});

	it('falls back when a compressed body is refused, and stays with that', async () => {
		const { url, requests } = await startN8n(({ headers }) =>
			headers['content-encoding'] ? { status: 415 } : { headers: GZIP },
		);
		const target = targetAt(url);
		await target.ping();
		for (let round = 0; round < 4; round++) {
			expect(await target.post([LARGE])).toMatchObject({ kind: 'delivered' });
		}
		const encodings = requests.map(({ headers }) => headers['content-encoding'] ?? 'plain');
		expect(encodings).toEqual(['plain', 'gzip', 'plain', 'plain', 'plain', 'plain']);
	});

	it('is not to blame for a batch that is refused without it too', async () => {
		const { url, requests } = await startN8n(({ text }) =>
			text.includes('poison') ? { status: 400 } : { headers: GZIP },
		);
		const target = targetAt(url);
		await target.ping();
		expect(await target.post([event('poison', 70_000)])).toMatchObject({ kind: 'refused' });
		await target.post([LARGE]);
		const encodings = requests.map(({ headers }) => headers['content-encoding'] ?? 'plain');
		expect(encodings).toEqual(['plain', 'gzip', 'plain', 'gzip']);
	});
});

it('does not follow redirects', async () => {
	const elsewhere = await startN8n(() => ({}));
	const { url, requests } = await startN8n(() => ({
		status: 307,
		headers: { location: elsewhere.url },
	}));
	expect(await targetAt(url).post([event('m1')])).toEqual({
		kind: 'closed',
		reason: 'n8n answered 307',
	});
	expect(requests).toHaveLength(1);
	expect(elsewhere.requests).toEqual([]);
});

it('gives up when n8n does not answer in time', async () => {
	const { url } = await startN8n(() => null);
	const startedAt = Date.now();
	expect(await targetAt(url, { timeoutMs: 200 }).post([event('m1')])).toEqual({
		kind: 'later',
		reason: 'n8n did not answer in time',
		retryAfterMs: null,
	});
	expect(Date.now() - startedAt).toBeLessThan(2_000);
});

it('gives up when an answer begins and never ends', async () => {
	const server = createServer((_, outgoing) => void outgoing.writeHead(200).write('{"results"'));
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	closers.push(
		async () => void server.closeAllConnections(),
		async () => void server.close(),
	);
	const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
	expect(await targetAt(url, { timeoutMs: 200 }).post([event('m1')])).toMatchObject({
		kind: 'later',
	});
});

it('an n8n that is not there, or hangs up, is tried again later', async () => {
	const server = createServer((incoming) => incoming.socket.destroy());
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
	const target = targetAt(url);
	expect(await target.post([event('m1')])).toMatchObject({
		kind: 'later',
		reason: expect.stringMatching(/^n8n cannot be reached: (UND_ERR_SOCKET|ECONNRESET)$/),
	});
	await new Promise((resolve) => server.close(resolve));
	expect(await target.post([event('m1')])).toEqual({
		kind: 'later',
		reason: 'n8n cannot be reached: ECONNREFUSED',
		retryAfterMs: null,
	});
});

it('reads no more than a megabyte of an answer: then its status counts', async () => {
	const { url, requests } = await startN8n((_, index) => ({
		status: index === 0 ? 200 : 503,
		body: JSON.stringify({
			pad: 'x'.repeat(3_000_000),
			results: [{ id: 'm1', status: 'refused' }],
		}),
	}));
	const target = targetAt(url);
	expect(await target.post([event('m1')])).toMatchObject({ kind: 'delivered' });
	expect(await target.post([event('m1')])).toMatchObject({ kind: 'later' });
	expect(requests).toHaveLength(2);
});

it('takes connections again that it has', async () => {
	const { url, requests } = await startN8n(() => ({ body: '{"results":[]}' }));
	const target = targetAt(url);
	for (let round = 0; round < 20; round++) await target.post([event('m1')]);
	expect(new Set(requests.map(({ connection }) => connection)).size).toBeLessThanOrEqual(2);
});

it('has no more connections than are set', async () => {
	const { url, requests } = await startN8n(() => ({}));
	const target = targetAt(url, { concurrency: 2 });
	await Promise.all(Array.from({ length: 10 }, () => target.post([event('m1')])));
	expect(new Set(requests.map(({ connection }) => connection)).size).toBeLessThanOrEqual(2);
});

it('closing ends what is on its way', async () => {
	const { url } = await startN8n(() => null);
	const target = targetAt(url, { timeoutMs: 60_000 });
	const answer = target.post([event('m1')]);
	await new Promise((resolve) => setTimeout(resolve, 50));
	await target.close();
	expect(await answer).toMatchObject({ kind: 'later' });
});
