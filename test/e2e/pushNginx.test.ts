import { execFileSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { get } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { startPushNginx, type PushNginx } from './pushNginx.ts';

jest.setTimeout(30_000);

interface Item {
	text: string;
	tag: string;
	time: string;
}

interface Cursor {
	etag?: string;
	since?: string;
}

const TIMEOUT_SECONDS = 2;
const JSONP = /^take\((\[.*\])\);$/s;

let nginx: PushNginx;
let channel: string;
let channels = 0;

beforeAll(async () => {
	nginx = await startPushNginx({ timeoutSeconds: TIMEOUT_SECONDS });
});

afterAll(async () => {
	await nginx?.stop();
});

beforeEach(() => {
	channel = `team-${++channels}-0cc175b9c0f1b6a831c399e269772661`;
});

const httpDate = (ms: number) => new Date(ms).toUTCString();
const aMinuteAgo = (): Cursor => ({ etag: '0', since: httpDate(Date.now() - 60_000) });
const after = ({ tag, time }: Item): Cursor => ({ etag: tag, since: time });
const event = (n: number) =>
	`{'source':'AGENT','event':'ringing','pushstr':'n=${n}&event=ringing&'}`;
const events = (count: number, from = 0) =>
	Array.from({ length: count }, (_, n) => event(from + n));
const texts = (items: Item[]) => items.map(({ text }) => text);

/** The query as the vendor's script writes it: spaces as %20. */
function pull(cursor: Cursor, init?: RequestInit & { callback?: string }): Promise<Response> {
	const args = { callback: init?.callback ?? 'take', ...cursor, _: String(Date.now()) };
	const query = Object.entries(args).map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
	return fetch(`${nginx.url}/publicapi/agentpull/${channel}?${query.join('&')}`, init);
}

async function itemsOf(response: Response): Promise<Item[]> {
	expect(response.status).toBe(200);
	const [, json] = JSONP.exec(await response.text()) ?? [];
	return JSON.parse(json as string) as Item[];
}

/** Subscribes again and again with the cursor of the last item, until it has so many. */
async function collect(count: number, start: Cursor): Promise<Item[]> {
	const items: Item[] = [];
	let cursor = start;
	while (items.length < count) {
		const response = await pull(cursor).catch(() => undefined);
		if (!response) {
			await sleep(20);
			continue;
		}
		if (response.status === 304) continue;
		items.push(...(await itemsOf(response)));
		cursor = after(items.at(-1) as Item);
	}
	return items;
}

async function publishAll(all: string[]): Promise<void> {
	for (const text of all) await nginx.publish(channel, text);
}

/** Long enough for a request to be waiting in nginx. */
const untilItWaits = () => sleep(200);

async function expectTimeout(cursor: Cursor): Promise<void> {
	const response = await pull(cursor);
	expect([response.status, await response.text()]).toEqual([304, '']);
}

describe('a subscriber', () => {
	it('gets with an old cursor what was published before', async () => {
		await publishAll(events(2));
		const response = await pull(aMinuteAgo());
		expect(response.headers.get('content-type')).toBe('application/javascript');
		const items = await itemsOf(response.clone());
		expect(texts(items)).toEqual(events(2));
		const last = items.at(-1) as Item;
		expect(response.headers.get('etag')).toBe(`W/${last.tag}`);
		expect(response.headers.get('last-modified')).toBe(last.time);
	});

	it('gets a message the moment it is published', async () => {
		const answer = pull({});
		await untilItWaits();
		const start = Date.now();
		await nginx.publish(channel, event(1));
		const [item, ...others] = await itemsOf(await answer);
		expect(Date.now() - start).toBeLessThan(500);
		expect(item).toEqual({ text: event(1), tag: '1', time: expect.any(String) });
		expect(others).toEqual([]);
		expect(httpDate(Date.parse(item?.time as string))).toBe(item?.time);
	});

	it('gets 304 with the time and the tag 0 after the timeout', async () => {
		const start = Date.now();
		const response = await pull(aMinuteAgo());
		const seconds = (Date.now() - start) / 1000;
		expect(response.status).toBe(304);
		expect(await response.text()).toBe('');
		expect(response.headers.get('etag')).toBe('W/0');
		expect(Date.parse(response.headers.get('last-modified') as string)).toBeGreaterThan(start - 1);
		expect(Math.abs(seconds - TIMEOUT_SECONDS)).toBeLessThan(0.5);
	});

	it('gets 304 again and again on a channel nobody knows, and then its first message', async () => {
		const cursor = aMinuteAgo();
		await Promise.all([expectTimeout(cursor), expectTimeout(cursor), expectTimeout({})]);
		const answers = [pull(cursor), pull(cursor), pull({})];
		await untilItWaits();
		await nginx.publish(channel, event(1));
		for (const answer of answers) expect(texts(await itemsOf(await answer))).toEqual([event(1)]);
	});

	it.each([
		['no cursor', {}],
		['the cursor null', { etag: '0', since: 'null' }],
		['the cursor undefined', { etag: '0', since: 'undefined' }],
		['a date that is no HTTP date', { etag: '0', since: '2026-01-01 00:00:00' }],
		[
			'a date in which + stands for the spaces',
			{ etag: '0', since: 'Thu,+01+Jan+2026+00:00:00+GMT' },
		],
		['a date to come', { etag: '0', since: httpDate(Date.now() + 3_600_000) }],
	])('gets with %s only what is new', async (_name, cursor) => {
		await nginx.publish(channel, event(1));
		const answer = pull(cursor);
		await untilItWaits();
		await nginx.publish(channel, event(2));
		expect(texts(await itemsOf(await answer))).toEqual([event(2)]);
	});

	it('goes on within a second by the tag, in either form', async () => {
		await publishAll(events(5));
		const items = await itemsOf(await pull(aMinuteAgo()));
		const [, second] = items as [Item, Item];
		const rest = events(3, 2);
		expect(texts(await itemsOf(await pull(after(second))))).toEqual(rest);
		const weak = { ...after(second), etag: `W/${second.tag}` };
		expect(texts(await itemsOf(await pull(weak)))).toEqual(rest);
	});

	it('is not asked for a cursor in its headers', async () => {
		await nginx.publish(channel, event(1));
		const headers = { 'if-modified-since': httpDate(Date.now() + 60_000), 'if-none-match': 'W/1' };
		expect(texts(await itemsOf(await pull(aMinuteAgo(), { headers })))).toEqual([event(1)]);
	});

	it('gets the bare items without a callback', async () => {
		await publishAll(events(2));
		const response = await pull(aMinuteAgo(), { callback: '' });
		expect(response.headers.get('content-type')).toBe('text/plain');
		expect(await response.text()).toMatch(/^\{"text":"[^"]+",[^}]+\}\{"text":"[^"]+",[^}]+\}$/);
	});

	it('gets texts as they are', async () => {
		const text = `{'event':'answer','pushstr':'name=王"小\\明&'}`;
		await nginx.publish(channel, text);
		expect(await (await pull(aMinuteAgo())).text()).toContain(`take([{"text":"${text}","tag":"`);
	});

	it('may only GET', async () => {
		const response = await pull({}, { method: 'POST' });
		expect([response.status, response.headers.get('allow')]).toEqual([405, 'GET']);
	});
});

it('gives 100 messages in their order, each once', async () => {
	const items = collect(100, aMinuteAgo());
	await publishAll(events(100));
	expect(texts(await items)).toEqual(events(100));
	await expectTimeout(after((await items).at(-1) as Item));
});

it('gives every subscriber every message', async () => {
	const subscribers = [collect(30, aMinuteAgo()), collect(30, aMinuteAgo())];
	await publishAll(events(30));
	for (const items of await Promise.all(subscribers)) expect(texts(items)).toEqual(events(30));
});

it('keeps what is published while nobody can reach it', async () => {
	const items = collect(23, aMinuteAgo());
	await publishAll(events(3));
	await nginx.cutOff();
	await expect(pull(aMinuteAgo())).rejects.toThrow('fetch failed');
	for (const text of events(20, 3)) {
		await nginx.publish(channel, text);
		await sleep(100);
	}
	await nginx.restore();
	expect(texts(await items)).toEqual(events(23));
});

it('answers late when it was paused', async () => {
	await nginx.publish(channel, event(1));
	nginx.pause();
	await expect(pull(aMinuteAgo(), { signal: AbortSignal.timeout(300) })).rejects.toThrow('timeout');
	nginx.resume();
	expect(texts(await itemsOf(await pull(aMinuteAgo())))).toEqual([event(1)]);
});

it('has nothing left after a restart, but goes on with an old cursor', async () => {
	await publishAll(events(3));
	const [, , last] = (await itemsOf(await pull(aMinuteAgo()))) as [Item, Item, Item];
	const { url } = nginx;
	await nginx.stop();
	await expect(nginx.publish(channel, event(4))).rejects.toThrow('fetch failed');
	await nginx.start();
	expect(nginx.url).toBe(url);
	await expectTimeout(after(last));
	const answer = pull(after(last));
	await untilItWaits();
	await nginx.publish(channel, event(5));
	expect(texts(await itemsOf(await answer))).toEqual([event(5)]);
});

it('tells its clock', async () => {
	const response = await fetch(`${nginx.url}/getccdate/getccdate`);
	expect(response.headers.get('content-type')).toBe('application/json');
	const { ccdate } = (await response.json()) as { ccdate: string };
	expect(Math.abs(Date.parse(ccdate) - Date.now())).toBeLessThan(2000);
	expect(httpDate(Date.parse(ccdate))).toBe(ccdate);
});

it('does HTTPS, with a certificate of its own', async () => {
	const folder = await mkdtemp(join(tmpdir(), 'push-nginx-tls-'));
	const [keyFile, certFile] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
	const request = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '1'];
	const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=IP:127.0.0.1'];
	const files = ['-keyout', keyFile, '-out', certFile];
	execFileSync('openssl', [...request, ...subject, ...files], { stdio: 'ignore' });
	const secure = await startPushNginx({ tls: { keyFile, certFile } });
	try {
		expect(secure.url).toMatch(/^https:/);
		const status = await new Promise((done, fail) => {
			get(`${secure.url}/getccdate/getccdate`, { rejectUnauthorized: false }, (response) => {
				response.resume();
				done(response.statusCode);
			}).once('error', fail);
		});
		expect(status).toBe(200);
		await expect(fetch(`${secure.url}/getccdate/getccdate`)).rejects.toThrow('fetch failed');
	} finally {
		await secure.stop();
		await rm(folder, { recursive: true, force: true });
	}
});
