import { buffer } from 'node:stream/consumers';

import { sleep } from 'n8n-workflow';

import { endpoint } from '../../lib/huaweiCec/endpoint';
import { text, whole } from '../../lib/huaweiCec/parameter';
import {
	callEndpoint,
	callForFile,
	connect,
	faultError,
} from '../../nodes/HuaweiCec/transport/call';
import { KEYS, startSite, successOrRefusal, type Site } from '../fixtures/huaweiCec/site';
import { contextWith } from './huaweiCecContext';

jest.setTimeout(30_000);

const FACTS = {
	resource: 'thing',
	name: 'Do',
	action: 'Do a thing',
	description: 'Does a thing',
	page: '0000',
} as const;

const note = text({ label: 'Note', description: 'Anything' });

const post = endpoint({
	...{ ...FACTS, operation: 'post', component: 'isales', method: 'POST', send: 'body' },
	path: '/rest/isales/v1/openapi/campaigns/{vdnId}',
	parameters: { note },
	answer: { kind: 'one', at: 'data' },
});
const get = endpoint({
	...{ ...FACTS, operation: 'get', component: 'cms', method: 'GET', send: 'query' },
	path: '/rest/cmsapp/v1/openapi/客服/{name}',
	parameters: { note, name: text({ label: 'Name', description: 'A name', required: true }) },
	answer: { kind: 'rows', rows: 'resultDesc' },
});
const pause = endpoint({
	...{ ...FACTS, operation: 'pause', component: 'isales', method: 'PUT', send: 'body' },
	path: '/rest/isales/v1/openapi/campaigns/{vdnId}/pause',
	parameters: {},
	answer: { kind: 'done' },
});
const file = endpoint({
	...{ ...FACTS, operation: 'file', component: 'fs', method: 'POST', send: 'body' },
	path: '/CCFS/resource/ccfs/downloadRecord',
	wrap: 'msgBody',
	parameters: { callId: whole({ label: 'Call', description: 'A call', min: 1 }) },
	answer: { kind: 'file' },
});

let site: Site;

beforeAll(async () => {
	site = await startSite('IP:127.0.0.1');
});
beforeEach(() => {
	site.requests.length = 0;
	site.reply = successOrRefusal;
});
afterAll(async () => await site.stop());

const context = (changes: Record<string, unknown> = {}) =>
	contextWith({ ...KEYS, baseUrl: site.url, caCertificate: site.ca, vdnId: 25, ...changes });

const refused = (told: Record<string, unknown>) => ({
	ok: false,
	fault: expect.objectContaining(told),
});

describe('what leaves', () => {
	it.each(['v1', 'v1ms'])('is signed over its very bytes (%s)', async (signatureVariant) => {
		const note = '客 a/b "q" \u{1F600} %2F';
		await callEndpoint(context({ signatureVariant }), post, { note });
		const name = "~a.b-c_d!*'()@&=+$,;:客";
		await callEndpoint(context({ signatureVariant }), get, { note: `${note} a+b&c=d`, name });
		await callEndpoint(context({ signatureVariant }), pause, {});
		expect(site.requests.map(({ signatureFault }) => signatureFault)).toEqual([null, null, null]);
		const [posted, got, paused] = site.requests;
		expect(posted?.body.toString('utf8')).toBe(JSON.stringify({ note }));
		expect(posted?.headers).toMatchObject({
			'content-type': 'application/json;charset=UTF-8',
			host: `127.0.0.1:${site.port}`,
		});
		const [path = '', query = ''] = got?.target.split('?') ?? [];
		expect(decodeURIComponent(path)).toBe(`/rest/cmsapp/v1/openapi/客服/${name}`);
		expect(new URLSearchParams(query).get('note')).toBe(`${note} a+b&c=d`);
		expect(paused?.body).toHaveLength(0);
	});

	it('is signed as V2 wants it', async () => {
		const other = await startSite('IP:127.0.0.1', { emptyQueryLine: true });
		const v2 = { baseUrl: other.url, caCertificate: other.ca, signatureVariant: 'v2' };
		await callEndpoint(context(v2), post, { note: '客' });
		await callEndpoint(context(v2), get, { name: 'x' });
		await callEndpoint(context(v2), pause, {});
		const signed = other.requests.map(({ headers }) => headers['authorization']?.split('/')[3]);
		expect(other.requests.map(({ signatureFault }) => signatureFault)).toEqual([null, null, null]);
		expect(signed[0]).toBe('content-length;content-type;host');
		await other.stop();
	});
});

describe('an answer', () => {
	it('keeps ids no number can hold', async () => {
		const id = '9007199254740993123';
		site.reply = () => ({ body: `{"resultCode":"0200000","data":{"dataId":${id},"n":1.5}}` });
		expect(await callEndpoint(context(), post, {})).toEqual({
			ok: true,
			rows: [{ dataId: id, n: 1.5 }],
			total: null,
		});
	});

	it('that is a redirect is not followed', async () => {
		site.reply = () => ({ status: 302, headers: { location: `${site.url}/elsewhere` } });
		expect(await callEndpoint(context(), get, { name: 'x' })).toEqual(refused({ status: 302 }));
		expect(site.requests).toHaveLength(1);
	});

	it.each([
		[401, 'signature'],
		[403, 'locked'],
		[404, 'notFound'],
		[418, 'rejected'],
		[500, 'server'],
	])('HTTP %i is "%s", and is not asked for again', async (status, kind) => {
		site.reply = () => ({
			status,
			body: '<html></html>',
			headers: { 'content-type': 'text/html' },
		});
		expect(await callEndpoint(context(), post, {})).toEqual(refused({ kind, status }));
		expect(site.requests).toHaveLength(1);
	});

	it('a code in HTTP 200 is a fault', async () => {
		site.reply = () => ({ body: '{"resultCode":"0200007","resultDesc":"no such campaign"}' });
		expect(await callEndpoint(context(), post, {})).toEqual(refused({ code: '0200007' }));
	});
});

describe('flow control', () => {
	const BUSY = { status: 429, headers: { 'retry-after': '0' } };

	it('is tried again, each time with a signature of its own', async () => {
		site.reply = (request) => (site.requests.length < 3 ? BUSY : successOrRefusal(request));
		expect(await callEndpoint(context({ signatureVariant: 'v1ms' }), post, {})).toMatchObject({
			ok: true,
		});
		const signatures = site.requests.map(({ headers }) => headers['authorization']);
		expect(new Set(signatures).size).toBe(3);
	});

	it('ends with the limit', async () => {
		site.reply = () => BUSY;
		const answer = await callEndpoint(context(), post, {}, { retryFor: 0 });
		expect(answer).toEqual(refused({ kind: 'flowControl', retryAfterSeconds: 0 }));
	});

	it('waits as long as it is asked to, or not at all', async () => {
		site.reply = () => ({ status: 429, headers: { 'retry-after': '3600' } });
		const answer = await callEndpoint(context(), post, {}, { retryFor: 30_000 });
		expect(answer).toEqual(refused({ retryAfterSeconds: 3600 }));
		expect(site.requests).toHaveLength(1);
	});
});

describe('a refused signature', () => {
	const wrong = { secretKey: 'another' };

	it('ends the calls of the run, so that the address is not locked', async () => {
		const run = context(wrong);
		const answers = [];
		for (let item = 0; item < 5; item++) answers.push(await callEndpoint(run, post, {}));
		answers.push(await callForFile(run, file, {}));
		expect(site.requests).toHaveLength(2);
		expect(answers[1]).toEqual(refused({ status: 401 }));
		expect(answers.slice(2)).toEqual(
			Array(4).fill(refused({ title: expect.stringMatching(/^Not sent/) })),
		);
	});

	it('does not count when the key was good in between, or in another run', async () => {
		site.reply = (request) =>
			site.requests.length % 2 === 0 ? { status: 401 } : successOrRefusal(request);
		const run = context();
		for (let item = 0; item < 6; item++) await callEndpoint(run, post, {});
		await callEndpoint(context(wrong), post, {});
		expect(site.requests).toHaveLength(7);
	});
});

describe('without an answer', () => {
	it('says that nobody is there', async () => {
		const gone = await startSite('IP:127.0.0.1');
		await gone.stop();
		expect(await callEndpoint(context({ baseUrl: gone.url }), post, {})).toEqual(
			refused({ kind: 'unreachable', cause: 'Nothing listens there (connection refused).' }),
		);
	});

	it('says that the authority is not known', async () => {
		expect(await callEndpoint(context({ caCertificate: '' }), post, {})).toEqual(
			refused({ kind: 'tls', title: `No secure connection to ${site.url}` }),
		);
	});

	it('says that it took too long', async () => {
		site.reply = () => ({ by: () => undefined });
		expect(await callEndpoint(context(), post, {}, { timeout: 200 })).toEqual(
			refused({ kind: 'unreachable', cause: 'No answer in time.' }),
		);
		expect(site.requests).toHaveLength(1);
	});

	it('sends nothing without an address', async () => {
		const answer = await callEndpoint(context({ baseUrl: '' }), post, {});
		expect(answer).toEqual(refused({ title: expect.stringContaining('CC-iSales Address') }));
	});

	it('sends nothing when a value does not fit', async () => {
		const answer = await callForFile(context(), file, { callId: 0 });
		expect(answer).toEqual(refused({ title: expect.stringContaining('must be at least 1') }));
		expect(site.requests).toEqual([]);
	});
});

describe('a file', () => {
	const ZIP = { 'content-type': 'application/zip', 'content-disposition': 'attachment;a.zip' };

	const read = async (answer: Awaited<ReturnType<typeof callForFile>>) => {
		if (!answer.ok) throw new Error(answer.fault.title);
		return await buffer(answer.stream);
	};

	it('is streamed to the byte', async () => {
		const bytes = Buffer.alloc(3_000_000, 'PK\u0003\u0004客');
		site.reply = () => ({ headers: ZIP, body: bytes });
		const answer = await callForFile(context(), file, { callId: 7 });
		expect(answer).toMatchObject({ ok: true, headers: ZIP });
		expect((await read(answer)).equals(bytes)).toBe(true);
		expect(site.requests[0]?.signatureFault).toBeNull();
	});

	it('that is JSON is a fault', async () => {
		site.reply = () => ({ body: '{"resultCode":"0300011","resultDesc":"no file"}' });
		expect(await callForFile(context(), file, {})).toEqual(refused({ code: '0300011' }));
		site.reply = () => ({ body: '{"resultCode":"0","resultDesc":"success"}' });
		expect(await callForFile(context(), file, {})).toEqual(
			refused({ title: 'The answer holds no file', kind: 'notFound' }),
		);
		site.reply = () => ({ status: 403, body: '{"status":403,"error":"Forbidden"}' });
		expect(await callForFile(context(), file, {})).toEqual(refused({ kind: 'locked' }));
	});

	it('is asked for again after flow control', async () => {
		site.reply = () =>
			site.requests.length < 2
				? { body: '{"resultCode":"0300008","resultDesc":"flow control"}' }
				: { headers: ZIP, body: 'PK' };
		expect(String(await read(await callForFile(context(), file, {})))).toBe('PK');
	});

	it('that breaks off fails, it does not end', async () => {
		site.reply = () => ({
			by: (response) => {
				response.writeHead(200, { ...ZIP, 'content-length': '100' }).write('PK');
				void sleep(50).then(() => response.destroy());
			},
		});
		await expect(read(await callForFile(context(), file, {}))).rejects.toThrow();
	});

	it('that stands still fails after the timeout', async () => {
		site.reply = () => ({
			by: (response) => void response.writeHead(200, { ...ZIP, 'content-length': '9' }).write('PK'),
		});
		const answer = await callForFile(context(), file, {}, { timeout: 300 });
		await expect(read(answer)).rejects.toThrow('nothing came for 0.3 s');
	});
});

it('an error tells the cause and the way out, and no secret', async () => {
	const node = context().getNode();
	const answer = await callEndpoint(context({ secretKey: 'another' }), post, {});
	if (answer.ok) throw new Error('It was accepted');
	const error = faultError(node, answer.fault, 3);
	expect(error).toMatchObject({
		message: 'CC-iSales did not accept the signature (HTTP 401)',
		description: expect.stringContaining('Check access key, secret key'),
		httpCode: '401',
		context: { itemIndex: 3 },
	});
	expect(JSON.stringify([error, answer])).not.toMatch(/another|auth-v2/);
});

it('a connection tells whose call center it is', async () => {
	const data = { vdnId: '7', ccId: 2, timeZone: ' America/Sao_Paulo ' };
	expect((await connect(context(data))).account).toEqual({
		vdnId: 7,
		ccId: 2,
		timeZone: 'America/Sao_Paulo',
	});
	expect((await connect(context())).account.timeZone).toBe('Asia/Shanghai');
});
