import type { PushServer, PushServerOptions } from '../../../../simulators/src/index.ts';
import {
	cdrOf,
	channelOf,
	generateAsterCcCall,
	startPushServer,
} from '../../../../simulators/src/index.ts';

const identity = 'demo';
const agent = { number: '8001', password: 'secret', name: '陈思远' };
const agentChannel = channelOf({ identity, agent });
const epoch = 'Thu, 01 Jan 1970 00:00:00 GMT';

let server: PushServer;

async function start(options: Partial<PushServerOptions> = {}): Promise<void> {
	const defaults = { identity, verification: 'check', agents: [agent], ttlMs: 80 };
	server = await startPushServer({ ...defaults, ...options });
}

afterEach(() => server.stop());

interface Question {
	etag?: string;
	since?: string;
	callback?: string;
}

async function ask(path: string, question: Question = {}, method = 'GET') {
	const query = Object.entries({ _: '1', ...question }).map(
		([key, value]) => `${key}=${encodeURIComponent(value)}`,
	);
	const address = `${server.url}/publicapi/agentpull/${path}?${query.join('&')}`;
	const response = await fetch(address, { method });
	return {
		status: response.status,
		text: await response.text(),
		etag: response.headers.get('etag'),
		lastModified: response.headers.get('last-modified'),
		contentType: response.headers.get('content-type'),
		headers: response.headers,
	};
}

const publisher = (channel: string, method = 'POST', body?: string) =>
	fetch(`${server.publisherUrl}?channel=${channel}`, { method, ...(body ? { body } : {}) });

async function waiting(channel: string, count = 1): Promise<void> {
	while (server.waiting(channel) < count) await new Promise((resolve) => setTimeout(resolve, 2));
}

interface Item {
	text: string;
	tag: string;
	time: string;
}

const readJsonp = (text: string) => JSON.parse(text.replace(/^cb\(|\);$/g, '')) as Item[];
const httpDate = (unixSeconds: number) => new Date(unixSeconds * 1000).toUTCString();

/** Stored messages of one test lie in the same second. */
async function startOfSecond(): Promise<void> {
	const rest = 1000 - (Date.now() % 1000);
	if (rest < 300) await new Promise((resolve) => setTimeout(resolve, rest + 5));
}

describe('reference §2.1, row by row', () => {
	test('nothing new, TTL reached: 304 with Last-Modified = now and Etag W/0', async () => {
		await start();
		const begunAt = performance.now();
		const answer = await ask(agentChannel);
		expect(performance.now() - begunAt).toBeGreaterThanOrEqual(75);
		expect(answer).toMatchObject({ status: 304, text: '', etag: 'W/0' });
		expect(Math.abs(Date.parse(answer.lastModified ?? '') - Date.now())).toBeLessThan(2000);
		expect(answer.headers.get('cache-control')).toContain('no-store');
		expect(server.waiting(agentChannel)).toBe(0);
	});

	test('a new message: 200 at once with its Last-Modified and Etag', async () => {
		await start({ ttlMs: 5000 });
		const asked = ask(agentChannel);
		await waiting(agentChannel);
		const { time, tag } = server.publish(agentChannel, "{'event':'ringing'}");
		expect(await asked).toMatchObject({
			status: 200,
			text: `{"text":"{'event':'ringing'}","tag":"${tag}","time":"${httpDate(time)}"}`,
			etag: `W/${tag}`,
			lastModified: httpDate(time),
			contentType: 'text/plain',
		});
	});

	test('stored messages: one answer, Etag of the newest; JSONP with a callback', async () => {
		await start();
		await startOfSecond();
		server.publish(agentChannel, 'one');
		const newest = server.publish(agentChannel, 'two');
		const answer = await ask(agentChannel, { etag: '0', since: epoch, callback: 'cb' });
		expect(answer).toMatchObject({
			status: 200,
			contentType: 'application/javascript',
			etag: `W/${newest.tag}`,
			lastModified: httpDate(newest.time),
		});
		expect(answer.text).toMatch(/^cb\(\[\{.+\},\{.+\}\]\);$/);
		expect(readJsonp(answer.text).map(({ text }) => text)).toEqual(['one', 'two']);
	});

	test('no callback: items without a separator', async () => {
		await start();
		server.publish(agentChannel, 'one');
		server.publish(agentChannel, 'two');
		const { text } = await ask(agentChannel, { etag: '0', since: epoch });
		expect(text).toMatch(/^\{"text":"one",[^}]+\}\{"text":"two",[^}]+\}$/);
	});

	test('tag: counts from 1 again in each second, over all channels', async () => {
		jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate'], now: 1_790_000_000_000 });
		try {
			await start();
			const tags = () => ['a', 'b', 'a'].map((channel) => server.publish(channel, 'x').tag);
			expect(tags()).toEqual([1, 2, 3]);
			jest.setSystemTime(1_790_000_001_000);
			expect(tags()).toEqual([1, 2, 3]);
		} finally {
			jest.useRealTimers();
		}
	});

	test('the cursor: what is newer by (time, tag); an Etag with W/ or without', async () => {
		await start();
		await startOfSecond();
		const [first, second] = ['one', 'two'].map((text) => server.publish(agentChannel, text));
		const since = httpDate(first?.time ?? 0);
		for (const etag of [`${first?.tag}`, `W/${first?.tag}`]) {
			const { text } = await ask(agentChannel, { etag, since, callback: 'cb' });
			expect(readJsonp(text)).toEqual([{ text: 'two', tag: `${second?.tag}`, time: since }]);
		}
		expect((await ask(agentChannel, { etag: `${second?.tag}`, since })).status).toBe(304);
		// Without a tag nothing of the same second counts as new.
		expect((await ask(agentChannel, { since })).status).toBe(304);
	});

	test('an old cursor: everything newer again, as often as asked', async () => {
		await start();
		server.publish(agentChannel, 'one');
		const question = { etag: '0', since: epoch };
		const [first, second] = [await ask(agentChannel, question), await ask(agentChannel, question)];
		expect(first.text).toContain('one');
		expect(second.text).toBe(first.text);
	});

	test.each([
		['missing', undefined],
		['undefined', 'undefined'],
		['null', 'null'],
		['a wall time', '2010-01-01 08:22:01'],
		['seconds', '0'],
		['with plus signs', epoch.replaceAll(' ', '+')],
		['ISO 8601', '1970-01-01T00:00:00Z'],
	])('since %s: only messages from now on', async (_, since) => {
		await start({ ttlMs: 30 });
		server.publish(agentChannel, 'old');
		expect((await ask(agentChannel, { etag: '0', ...(since ? { since } : {}) })).status).toBe(304);
	});

	test('cursor headers are ignored', async () => {
		await start({ ttlMs: 30 });
		server.publish(agentChannel, 'old');
		const headers = { 'if-modified-since': epoch, 'if-none-match': 'W/0' };
		const response = await fetch(`${server.url}/publicapi/agentpull/${agentChannel}`, { headers });
		expect(response.status).toBe(304);
	});

	test('the buffer forgets', async () => {
		await start({ ttlMs: 20, bufferMs: 60 });
		const question = { etag: '0', since: epoch };
		server.publish(agentChannel, 'old');
		expect((await ask(agentChannel, question)).status).toBe(200);
		await new Promise((resolve) => setTimeout(resolve, 80));
		expect((await ask(agentChannel, question)).status).toBe(304);
	});

	test('several subscribers: each gets every message', async () => {
		await start({ ttlMs: 5000 });
		const asked = [ask(agentChannel), ask(agentChannel)];
		await waiting(agentChannel, 2);
		server.publish(agentChannel, 'news');
		for (const { text } of await Promise.all(asked)) expect(text).toContain('"text":"news"');
	});

	test('several channels: one answer, channel after channel', async () => {
		await start({ ttlMs: 5000 });
		await startOfSecond();
		server.publish('b', 'b1');
		server.publish('a', 'a1');
		const newest = server.publish('b', 'b2');
		const stored = await ask('a/b', { etag: '0', since: epoch, callback: 'cb' });
		expect(readJsonp(stored.text).map(({ text }) => text)).toEqual(['a1', 'b1', 'b2']);
		expect(stored.etag).toBe(`W/${newest.tag}`);
		const asked = ask('a/b');
		await waiting('b');
		server.publish('b', 'b3');
		expect((await asked).text).toContain('b3');
		expect(server.waiting('a')).toBe(0);
	});

	test('backtrack: the last ones, whatever the cursor', async () => {
		await start();
		for (const text of ['1', '2', '3']) server.publish(agentChannel, text);
		const { text } = await ask(`${agentChannel}.b2`, { callback: 'cb' });
		expect(readJsonp(text).map((item) => item.text)).toEqual(['2', '3']);
		expect(server.requests[0]?.channels).toEqual([agentChannel]);
	});

	test('a wrong identity or password: no error, just 304', async () => {
		await start({ ttlMs: 30 });
		server.publish(agentChannel, 'news');
		const wrong = channelOf({ identity, agent: { number: '8001', password: 'guess' } });
		expect((await ask(wrong, { etag: '0', since: epoch })).status).toBe(304);
	});

	test('a deleted channel: 200 Channel deleted, tag 0, the epoch', async () => {
		await start({ ttlMs: 5000 });
		const asked = ask(agentChannel, { callback: 'cb' });
		await waiting(agentChannel);
		const deleted = await publisher(agentChannel, 'DELETE');
		expect(deleted.status).toBe(200);
		expect(deleted.headers.get('x-nginx-pushstream-explain')).toBe('Channel deleted.');
		const answer = await asked;
		expect(answer).toMatchObject({ status: 200, lastModified: epoch, etag: 'W/0' });
		expect(readJsonp(answer.text)).toEqual([{ text: 'Channel deleted', tag: '0', time: epoch }]);
		expect((await publisher(agentChannel, 'DELETE')).status).toBe(404);
	});

	test.each(['POST', 'PUT', 'DELETE', 'HEAD'])('%s on the subscriber: 405', async (method) => {
		await start();
		const answer = await ask(agentChannel, {}, method);
		expect(answer.status).toBe(405);
		expect(answer.headers.get('allow')).toBe('GET');
	});

	test('quotes in text are not escaped and make the item invalid', async () => {
		await start();
		server.publish(agentChannel, `{'a':'"'}`);
		const { text } = await ask(agentChannel, { etag: '0', since: epoch });
		expect(text).toContain(`{"text":"{'a':'"'}","tag":`);
		expect(() => JSON.parse(text) as unknown).toThrow();
	});

	test('server clock', async () => {
		await start();
		const response = await fetch(`${server.url}/getccdate/getccdate`);
		const { ccdate } = (await response.json()) as { ccdate: string };
		expect(ccdate).toBe(new Date(ccdate).toUTCString());
		expect(Math.abs(Date.parse(ccdate) - Date.now())).toBeLessThan(2000);
	});
});

describe('flavour 0.3.5', () => {
	const item = (text: string) => String.raw`\{"text":"${text}","tag":"\d","time":"[^"]+"\}`;

	test('CRLF after each item, plain Etags', async () => {
		await start({ flavour: '0.3.5' });
		for (const text of ['one', 'two']) server.publish(agentChannel, text);
		const { text, etag } = await ask(agentChannel, { etag: '0', since: epoch });
		expect(text).toMatch(new RegExp(`^${item('one')}\r\n${item('two')}\r\n$`));
		expect(etag).toMatch(/^\d$/);
		expect((await ask('other')).etag).toBe('0');
	});

	test('JSONP with a trailing comma', async () => {
		await start({ flavour: '0.3.5' });
		for (const text of ['one', 'two']) server.publish(agentChannel, text);
		const { text } = await ask(agentChannel, { etag: '0', since: epoch, callback: 'cb' });
		const list = `${item('one')}\r\n,${item('two')}\r\n,`;
		expect(text).toMatch(new RegExp(`^cb\r\n\\(\\[${list}\\]\\);\r\n$`));
	});

	test('JSONP of a message that was waited for: no trailing comma', async () => {
		await start({ flavour: '0.3.5', ttlMs: 5000 });
		const asked = ask(agentChannel, { callback: 'cb' });
		await waiting(agentChannel);
		server.publish(agentChannel, 'one');
		expect((await asked).text).toMatch(new RegExp(`^cb\r\n\\(\\[${item('one')}\r\n\\]\\);\r\n$`));
	});
});

describe('the publisher', () => {
	test('POST stores, tells the subscribers and describes the channel', async () => {
		await start({ ttlMs: 5000 });
		const asked = ask(server.teamChannel);
		await waiting(server.teamChannel);
		const response = await publisher(server.teamChannel, 'POST', "{'名':'张'}");
		expect(await response.json()).toEqual({
			channel: server.teamChannel,
			published_messages: 1,
			stored_messages: 1,
			subscribers: 0,
		});
		expect((await asked).text).toContain("{'名':'张'}");
	});

	test('what it refuses', async () => {
		await start();
		expect((await publisher('')).status).toBe(400);
		expect((await publisher(agentChannel)).status).toBe(400);
		expect((await publisher(agentChannel, 'GET')).status).toBe(404);
		expect((await publisher(agentChannel, 'PATCH')).status).toBe(405);
		expect((await fetch(`${server.url}/publicapi/other`)).status).toBe(404);
		expect((await ask('')).status).toBe(400);
	});
});

describe('for tests', () => {
	test('the log of requests', async () => {
		await start({ ttlMs: 20 });
		await ask(agentChannel, { etag: '3', since: epoch, callback: 'cb' });
		expect(server.requests).toHaveLength(1);
		expect(server.requests[0]).toMatchObject({
			method: 'GET',
			channels: [agentChannel],
			etag: '3',
			since: epoch,
			callback: 'cb',
		});
	});

	test('failures on request', async () => {
		await start({ ttlMs: 20 });
		server.failNext(1);
		server.failNext(1, 502);
		server.failNext(1, 'disconnect');
		expect((await ask(agentChannel)).status).toBe(503);
		expect((await ask(agentChannel)).status).toBe(502);
		await expect(ask(agentChannel)).rejects.toThrow();
		expect((await ask(agentChannel)).status).toBe(304);
	});

	test('stops while subscribers wait, and forgets those who left', async () => {
		await start({ ttlMs: 60_000 });
		const leaving = new AbortController();
		const address = `${server.url}/publicapi/agentpull/${agentChannel}`;
		const left = fetch(address, { signal: leaving.signal }).catch(() => 'left');
		await waiting(agentChannel);
		leaving.abort();
		expect(await left).toBe('left');
		while (server.waiting(agentChannel)) await new Promise((resolve) => setTimeout(resolve, 2));
		const cut = ask(agentChannel).catch(() => 'cut');
		await waiting(agentChannel);
		await server.stop();
		expect(await cut).toBe('cut');
	});
});

describe('the control API', () => {
	const login = { orgidentity: identity, user: '8001', password: 'secret', pwdtype: 'plaintext' };
	const md5 = '5ebe2294ecd0e0f08eab7690d2a6ee69';

	async function call(parameters: Record<string, string>, method = 'GET') {
		const text = new URLSearchParams(parameters).toString();
		const address = `${server.url}/asterccinterfaces`;
		const response =
			method === 'GET'
				? await fetch(`${address}?${text}`)
				: await fetch(address, { method, body: new URLSearchParams(parameters) });
		return response.text();
	}

	test.each(['GET', 'POST'])(
		'MyInfo by %s: who the agent is and which groups there are',
		async (method) => {
			await start();
			const info = JSON.parse(await call({ EVENT: 'MyInfo', ...login }, method)) as object;
			expect(info).toMatchObject({
				code: '1',
				agentno: '8001',
				agentpassword: md5,
				orgidentity: identity,
				agent_group: [
					{ agent_group_id: '100', groupname: expect.any(String), campaigns: [{ id: '10' }] },
					{ agent_group_id: '101' },
				],
			});
		},
	);

	test('MyInfo with the MD5 of the password', async () => {
		await start();
		const hashed = { ...login, password: md5, pwdtype: 'md5' };
		expect(await call({ EVENT: 'MyInfo', ...hashed })).toContain('"code":"1"');
	});

	test.each([
		['team', { orgidentity: 'other' }, 'BackMsg_02'],
		['agent', { user: '8002' }, 'BackMsg_03'],
		['password', { password: 'guess' }, 'BackMsg_03'],
		['kind of password', { pwdtype: 'md5' }, 'BackMsg_03'],
	])('a wrong %s', async (_, wrong, message) => {
		await start();
		const refused = await call({ EVENT: 'MyInfo', ...login, ...wrong });
		expect(JSON.parse(refused)).toEqual({ code: '2', message });
		const cdrs = await call({ EVENT: 'GetCdr', ...login, ...wrong });
		expect(JSON.parse(cdrs)).toEqual({ result: 'error', msg: message });
	});

	test('GetCdr: rows above the id, in order, at most the limit', async () => {
		await start();
		const events = (userdata: string) =>
			generateAsterCcCall({ scenario: 'outbound-answered', seed: 1, startTime: 0, userdata });
		for (const id of [3, 1, 2, 4]) server.cdrs.push(cdrOf(events(`call ${id}`), id));
		const get = async (more: Record<string, string>) => {
			const text = await call({ EVENT: 'GetCdr', ...login, ...more });
			const { result, msg } = JSON.parse(text) as {
				result: string;
				msg: { data: { id: number }[]; totalCount: number };
			};
			expect(result).toBe('success');
			return [msg.data.map(({ id }) => id), msg.totalCount];
		};
		expect(await get({})).toEqual([[1, 2, 3, 4], 4]);
		expect(await get({ id: '1', limit: '2' })).toEqual([[2, 3], 3]);
		expect(await get({ id: '4' })).toEqual([[], 0]);
		expect(await get({ userdata: 'call 2' })).toEqual([[2], 1]);
	});

	test('any other EVENT is answered in the text form', async () => {
		await start();
		expect(await call({ EVENT: 'constructor' })).toBe('|Retuen|2|Retuen|BackMsg_01');
	});
});
