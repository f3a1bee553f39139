import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, request as httpRequest, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';

import { outputOf, workflow } from '../../runtime/src/index.ts';
import { startHuaweiSimulator, type HuaweiSimulator } from '../../simulators/src/index.ts';
import {
	HMAC_SIGNATURE,
	PLAIN_SIGNATURE,
	answeredResult,
	connectedText,
	recordsReady,
	released,
	results,
	signedNotification,
} from '../fixtures/huaweiCec/callbacks';
import { startContactCenter, type ContactCenter } from './contactCenter';
import {
	HUAWEI,
	actionFlow,
	akSkCredential,
	type ActionFlow,
	type SavedCredential,
} from './huaweiCec';

jest.setTimeout(60_000);

const TOKEN = 'a-url-token_of-32-signs-01234567';
const RECEIVED = { status: 200, text: '{"retCode":"0","retMsg":"success"}' };
const FILE_RECEIVED = { status: 200, text: '{"resultCode":"0","resultDesc":"success"}' };
const NODE = 'Huawei CEC Trigger';
const HOUR = 3_600_000;

let cec: HuaweiSimulator;
let center: ContactCenter;
let keys: SavedCredential;
let callbackKeys: SavedCredential;

beforeAll(async () => {
	cec = await startHuaweiSimulator({ fileDelayMs: 0, callbackAttempts: 1 });
	center = await startContactCenter();
	keys = await akSkCredential(center.n8n, cec);
	const data = { urlToken: TOKEN, voiceNotificationSecret: 'shared-key-example' };
	const type = 'huaweiCecCallbackApi';
	callbackKeys = await center.n8n.credential({ name: randomUUID(), type, data });
}, 300_000);

afterAll(async () => {
	await center?.stop();
	await cec?.stop();
});

interface Answer {
	status: number;
	type: string;
	text: string;
}

interface Push {
	query?: string;
	headers?: Record<string, string>;
}

interface Trigger {
	url: string;
	post(body: unknown, push?: Push): Promise<Answer>;
	/** What the workflow got, once so many executions have ended. */
	items(executions: number): Promise<Array<Record<string, unknown>>>;
}

/** A published workflow that begins with the trigger. */
async function trigger(
	parameters: Record<string, unknown> = {},
	huaweiCecAkSkApi = keys,
): Promise<Trigger> {
	const { n8n, server } = center;
	const webhookId = randomUUID();
	const credentials = { huaweiCecCallbackApi: callbackKeys, huaweiCecAkSkApi };
	const flow = workflow(`trigger ${webhookId.slice(0, 8)}`)
		.node(NODE, HUAWEI.trigger, 1, parameters, { webhookId, credentials })
		.node('Next', 'n8n-nodes-base.noOp', 1, {})
		.connect(NODE, 'Next');
	const { id } = await n8n.workflow(flow.build());
	await n8n.activate(id);
	const url = `${server.baseUrl}/webhook/${webhookId}/huawei-cec`;
	return {
		url,
		post: async (body, { query = TOKEN, headers = {} } = {}) =>
			await post(query === '' ? url : `${url}?${query}`, body, headers),
		async items(executions) {
			const all = await n8n.waitForExecutions(id, executions);
			expect(await n8n.executions({ workflowId: id })).toHaveLength(executions);
			const read = await Promise.all(all.map(async (each) => await n8n.execution(each.id)));
			return read.flatMap((each) => outputOf(each, NODE).map(({ json }) => json));
		},
	};
}

async function post(url: string, body: unknown, headers: Record<string, string>): Promise<Answer> {
	const isRaw = typeof body === 'string' || body instanceof Uint8Array;
	const response = await fetch(url, {
		method: 'POST',
		headers: { 'content-type': 'application/json', ...headers },
		body: isRaw ? (body as string) : JSON.stringify(body),
	});
	const type = response.headers.get('content-type') ?? '';
	return { status: response.status, type, text: await response.text() };
}

describe('the token in the URL', () => {
	it.each([
		['none', {}],
		['another', { query: 'another-token-0123456789' }],
		['an empty one', { query: 'token=' }],
		['one in a header', { query: '', headers: { authorization: `Bearer ${TOKEN}`, token: TOKEN } }],
		['one that is an object', { query: `token[a]=${TOKEN}` }],
		['names every object has', { query: 'constructor&__proto__&toString' }],
		['what is no UTF-8', { query: '%E0%A4%A' }],
	])('%s does not open', async (_case, push) => {
		const entry = await trigger();
		const answer = await entry.post(results, { query: '', ...push });
		expect(answer).toMatchObject({ status: 401, type: expect.stringContaining('json') });
		expect(JSON.parse(answer.text)).toEqual({
			retCode: '1',
			retMsg: expect.stringContaining('URL at Huawei'),
		});
		expect(answer.text).not.toContain(TOKEN);
		await entry.items(0);
	});

	it('opens among other names, word for word', async () => {
		const entry = await trigger();
		const answer = await entry.post(results, { query: `a=1&${TOKEN}&b` });
		expect(answer).toEqual({ ...RECEIVED, type: expect.stringMatching(/^application\/json/) });
		expect(await entry.post(results, { query: `b=2&token=${TOKEN}` })).toMatchObject(RECEIVED);
		expect(await entry.items(1)).toHaveLength(2);
	});
});

describe('a body', () => {
	it('that n8n itself would refuse is read', async () => {
		const entry = await trigger();
		const ids =
			'[{"campaignId":46,"sessionId":" a b ","callId":9223372036854775808,"failCode":"0"}]';
		expect(await entry.post(connectedText)).toMatchObject(RECEIVED);
		expect(await entry.post(ids)).toMatchObject(RECEIVED);
		const zipped = gzipSync(JSON.stringify([answeredResult]));
		const headers = { 'content-encoding': 'gzip' };
		expect(await entry.post(zipped, { headers })).toMatchObject(RECEIVED);
		const long = { ...released, callData: 'x'.repeat(1_000_000) };
		expect(await entry.post(long)).toMatchObject(RECEIVED);
		const callIds = (await entry.items(4)).map(({ callId }) => callId);
		expect(callIds.sort()).toEqual([
			'1200000000000000001',
			'1200000000000000001',
			'1780366800-1388',
			'9223372036854775808',
		]);
	});

	it.each([
		['nothing', '', {}, /The body is empty/],
		['text', 'hello', {}, /not valid JSON/],
		['a form', 'a=b', { 'content-type': 'application/x-www-form-urlencoded' }, /not valid JSON/],
		['no gzip', 'hello', { 'content-encoding': 'gzip' }, /cannot be decompressed/],
		['a bomb', gzipSync(Buffer.alloc(2e7, 32)), { 'content-encoding': 'gzip' }, /larger than n8n/],
		['nested without end', '['.repeat(50_000), {}, /not valid JSON/],
	])('that is %s is refused', async (_case, body, headers, told) => {
		const entry = await trigger();
		const answer = await entry.post(body, { headers: headers as Record<string, string> });
		expect(answer).toMatchObject({ status: 400, text: expect.stringMatching(told) });
		await entry.items(0);
	});

	it('with rows of several kinds loses none of them', async () => {
		const entry = await trigger();
		const mixed = [answeredResult, recordsReady, released, 7, null, { hello: 'world' }];
		expect(await entry.post(mixed)).toMatchObject(RECEIVED);
		const types = (await entry.items(1)).map(({ type }) => type);
		expect(types.sort()).toEqual([
			'call.ended',
			'campaign.case_attempted',
			'records.ready',
			'unknown',
		]);
	});

	it('of 3,000 results is one execution', async () => {
		const entry = await trigger();
		const rows = Array.from({ length: 3_000 }, (_, i) => ({
			...answeredResult,
			callId: `c-${i}`,
		}));
		expect(await entry.post(rows)).toMatchObject(RECEIVED);
		expect(await entry.items(1)).toHaveLength(3_000);
	});
});

describe('what CC-FS signs', () => {
	let asking: Promise<ActionFlow> | undefined;

	/** Asks CC-FS for a file, and gives how its callback was answered. */
	async function calledBack(callBackURL: string) {
		asking ??= actionFlow(center.n8n, keys, {
			component: 'fs',
			parameters: {
				...{ resource: 'callRecord', operation: 'requestFile', dataType: 'call' },
				beginTime: new Date(Date.now() - 24 * HOUR).toISOString(),
				endTime: new Date().toISOString(),
				callBackURL: '={{ $json.callBackURL }}',
			},
		});
		await (await asking).run([{ callBackURL }]);
		await cec.callbacksSettled();
		const { url, status, answer } = cec.callbacks.at(-1) ?? {};
		expect(url).toBe(callBackURL);
		return { status, text: answer };
	}

	it('is taken, with and without a query, and gives the name of the file', async () => {
		const entry = await trigger({ authentication: 'signature' });
		expect(await calledBack(entry.url)).toEqual(FILE_RECEIVED);
		expect(await calledBack(`${entry.url}?a=1&b=%20c`)).toEqual(FILE_RECEIVED);
		const names = (await entry.items(2)).map(({ fileName }) => fileName);
		expect(names).toEqual([...cec.state.fileJobs.keys()].slice(-2));
	});

	it('is refused with another key, and when nobody signed', async () => {
		const other = await akSkCredential(center.n8n, cec, { secretKey: 'SkOther-0001-not-real' });
		const entry = await trigger({ authentication: 'signature' }, other);
		const refused = await calledBack(entry.url);
		expect(refused).toEqual({ status: 401, text: expect.stringContaining('Compare the keys') });
		expect(refused.text).not.toMatch(/SkOther|AKSIMULATOR/);
		expect((await entry.post(recordsReady)).status).toBe(401);
		await entry.items(0);
	});

	it('is taken behind a proxy by its Public URL', async () => {
		let target = '';
		const proxy = await startProxy(() => target);
		const plain = await trigger({ authentication: 'signature' });
		const told = await trigger({
			authentication: 'signature',
			settings: { publicUrl: proxy.url },
		});
		target = plain.url;
		expect(await calledBack(proxy.url)).toMatchObject({
			status: 401,
			text: expect.stringContaining('Public URL'),
		});
		target = told.url;
		expect(await calledBack(proxy.url)).toEqual(FILE_RECEIVED);
		proxy.server.close();
	});
});

/** A proxy that keeps neither host nor path. */
async function startProxy(target: () => string): Promise<{ url: string; server: Server }> {
	const server = createServer((incoming, outgoing) => {
		const { hostname, port, pathname, host } = new URL(target());
		const headers = { ...incoming.headers, host };
		const options = { hostname, port, path: pathname, method: 'POST', headers };
		const passed = httpRequest(options, (answer) => {
			outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
			answer.pipe(outgoing);
		});
		incoming.pipe(passed);
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	const { port } = server.address() as AddressInfo;
	return { url: `http://127.0.0.1:${port}/hooks/huawei`, server };
}

describe('a signed voice notification', () => {
	it('is taken with SHA-256 and HMAC, and not when it was changed', async () => {
		const entry = await trigger({ authentication: 'signature', settings: { dedupeHours: 0 } });
		const send = async (change: object) =>
			await entry.post({ ...signedNotification, ...change }, { query: '' });
		for (const signature of [PLAIN_SIGNATURE, HMAC_SIGNATURE]) {
			expect(await send({ signature })).toMatchObject(RECEIVED);
			expect(await send({ signature, talkDuration: '13' })).toMatchObject({ status: 401 });
		}
		expect(await send({ signature: [HMAC_SIGNATURE] })).toMatchObject({ status: 401 });
		expect(await send({ signature: '' })).toMatchObject({ status: 401 });
		expect(await entry.items(2)).toHaveLength(2);
	});
});

it('a copy after a restart of n8n is acknowledged and dropped', async () => {
	const entry = await trigger();
	expect(await entry.post(results)).toMatchObject(RECEIVED);
	expect(await entry.items(1)).toHaveLength(2);
	await center.server.restart();
	expect(await entry.post(results)).toMatchObject(RECEIVED);
	expect(await entry.items(2)).toHaveLength(2);
});

it('n8n writes no token, key or number into its log', () => {
	const log = center.server.output();
	expect(log).not.toContain(TOKEN);
	expect(log).not.toMatch(/SkOther|SkSimulator|shared-key-example|1380000000\d/);
});
