import { Readable } from 'node:stream';

import type { OutgoingRequest } from '../../../lib/huaweiCec/outgoingRequest';
import { verifyAuthorization } from '../../../lib/huaweiCec/signature';
import { signedRequestOf } from '../../../lib/huaweiCec/signedRequest';

const KEYS = { accessKey: 'AKEXAMPLE0001', secretKey: 'SkExample-0001-not-real' };
const NOW = Date.parse('2024-05-06T07:08:09Z');
const BASE = 'https://cec.example.com:28443';

type Signed = OutgoingRequest & { headers: Record<string, string>; body?: Buffer | string };

async function signed(request: OutgoingRequest, access: Record<string, unknown> = {}) {
	const signing = await signedRequestOf(request, { ...KEYS, ...access }, NOW);
	if (!signing.ok) throw new Error(signing.message);
	return signing.request as Signed;
}

/** Whether the signature is that of a request with this host, query and body. */
function isSigned(
	{ method = 'GET', headers, url, uri, body = '' }: Signed,
	host: string,
	query: Array<[string, string]> = [],
): boolean {
	return verifyAuthorization({
		...KEYS,
		authorization: headers['authorization'],
		now: NOW,
		toleranceMs: 1000,
		requests: [
			{
				method,
				path: new URL(url ?? uri ?? '').pathname,
				query,
				headers: { ...headers, host },
				body,
			},
		],
	}).ok;
}

describe('the host', () => {
	it.each([
		['https://cec.example.com:28443/a', 'cec.example.com:28443'],
		['https://CEC.example.com:443/a', 'cec.example.com'],
		['http://cec.example.com:80/a', 'cec.example.com'],
		['https://[::1]:8443/a', '[::1]:8443'],
	])('of %s is signed as %s, which is what Node.js sends', async (url, host) => {
		expect(isSigned(await signed({ url }), host)).toBe(true);
	});

	it('that somebody sets is the one that is signed', async () => {
		const request = await signed({ url: `${BASE}/a`, headers: { Host: 'inner:1' } });
		expect(isSigned(request, 'inner:1')).toBe(true);
	});
});

describe('the address', () => {
	it.each([
		[{ url: '/a/b', baseURL: `${BASE}/x/` }, `${BASE}/x/a/b`],
		[{ url: `${BASE}/a`, baseURL: 'https://other' }, `${BASE}/a`],
		[{ uri: `${BASE}/a#part` }, `${BASE}/a`],
		[{ url: `${BASE}/客 服` }, `${BASE}/%E5%AE%A2%20%E6%9C%8D`],
	])('of %j is %s', async (request, whole) => {
		const { url, uri, baseURL } = await signed(request);
		expect([url ?? uri, baseURL]).toEqual([whole, undefined]);
	});

	it('that is none is refused', async () => {
		expect(await signedRequestOf({ url: 'cec' }, KEYS, NOW)).toEqual({
			ok: false,
			message: 'The address of the request is not a URL',
		});
	});
});

describe('the query', () => {
	const cases: Array<[OutgoingRequest, string]> = [
		[{ qs: { name: '', a: null, b: undefined, c: 0, d: false } }, '?name=&a=&c=0&d=false'],
		[{ qs: { note: "客 a+b'" } }, '?note=%E5%AE%A2%20a%2Bb%27'],
		[{ qs: { ids: [1, 2] } }, '?ids%5B0%5D=1&ids%5B1%5D=2'],
		[{ qs: { ids: [1, 2] }, arrayFormat: 'repeat' }, '?ids=1&ids=2'],
		[
			{ qs: { ids: [1, 2] }, qsStringifyOptions: { arrayFormat: 'brackets' } },
			'?ids%5B%5D=1&ids%5B%5D=2',
		],
		[{ qs: { ids: [1, 2] }, arrayFormat: 'comma' }, '?ids=1%2C2'],
		[{ qs: { ids: [1, 2] }, useQuerystring: true }, '?ids=1&ids=2'],
		[{ qs: { of: { x: { y: 1 } } } }, '?of%5Bx%5D%5By%5D=1'],
		[{ qs: { at: new Date(NOW) } }, '?at=2024-05-06T07%3A08%3A09.000Z'],
	];

	it.each(cases)('of %j is %s', async (request, query) => {
		const { url = '', qs } = await signed({ url: `${BASE}/a`, ...request });
		expect([new URL(url).search, qs]).toEqual([query, undefined]);
	});

	it('is signed with its raw values, those of the address first', async () => {
		const request = await signed({ url: `${BASE}/a?x=1+2`, qs: { y: '客' } });
		const raw: Array<[string, string]> = [
			['x', '1 2'],
			['y', '客'],
		];
		expect(isSigned(request, 'cec.example.com:28443', raw)).toBe(true);
	});
});

describe('the body', () => {
	const sent = async (request: OutgoingRequest) => {
		const { body, headers, form } = await signed({ uri: `${BASE}/a`, method: 'POST', ...request });
		expect(form).toBeUndefined();
		return [headers['content-type'], body === undefined ? null : String(body)];
	};
	const JSON_TYPE = 'application/json;charset=UTF-8';

	it.each<[string, OutgoingRequest, string | undefined, string | null]>([
		['an object', { body: { note: '客', n: [1] } }, JSON_TYPE, '{"note":"客","n":[1]}'],
		['an empty object', { body: {} }, JSON_TYPE, '{}'],
		['text', { body: ' {"a": 1}\n' }, JSON_TYPE, ' {"a": 1}\n'],
		['bytes', { body: Buffer.from('客') }, 'application/octet-stream', '客'],
		['a stream', { body: Readable.from([Buffer.from('客')]) }, 'application/octet-stream', '客'],
		[
			'a form',
			{ form: { a: '客 b', c: 1 } },
			'application/x-www-form-urlencoded',
			'a=%E5%AE%A2%20b&c=1',
		],
		['nothing', {}, undefined, null],
		['empty text', { body: '' }, undefined, null],
	])('%s', async (_name, request, type, text) => {
		expect(await sent(request)).toEqual([type, text]);
	});

	it('keeps the type somebody set', async () => {
		const headers = { 'Content-Type': 'application/json; charset=UTF-8' };
		expect(await sent({ headers, body: {} })).toEqual([headers['Content-Type'], '{}']);
	});

	it('is not sent with GET by the function that drops it', async () => {
		expect((await signed({ url: `${BASE}/a`, body: { a: 1 } })).body).toBeUndefined();
		expect((await signed({ uri: `${BASE}/a`, body: { a: 1 } })).body).toBeDefined();
	});

	it.each<OutgoingRequest>([
		{ formData: { a: 1 } },
		{ body: { getHeaders: () => ({}), append: () => undefined } },
		{ body: { a: 1 }, headers: { 'content-type': 'multipart/form-data' } },
	])('in several parts is refused', async (request) => {
		const signing = await signedRequestOf({ uri: `${BASE}/a`, ...request }, KEYS, NOW);
		expect(signing).toEqual({ ok: false, message: expect.stringContaining('multipart') });
	});
});

it('signs again what it signed before, as n8n asks of it after a refusal', async () => {
	const options = { uri: `${BASE}/a`, method: 'POST', qs: { a: '客' }, body: { note: '客' } };
	const first = await signed(options);
	expect(await signed(first)).toEqual(first);
	expect(options).toEqual({
		uri: `${BASE}/a`,
		method: 'POST',
		qs: { a: '客' },
		body: { note: '客' },
	});
});

it('brings the private authority and the name of the site', async () => {
	const access = { caCertificate: 'PEM', serverName: ' cec.example.com ' };
	const request = { url: `${BASE}/a`, agentOptions: { minVersion: 'TLSv1.2' } };
	expect((await signed(request, access)).agentOptions).toEqual({
		minVersion: 'TLSv1.2',
		ca: 'PEM',
		servername: 'cec.example.com',
	});
	expect((await signed({ url: `${BASE}/a` })).agentOptions).toEqual({});
});

it('takes an unknown variant for the vendor’s own', async () => {
	const { headers } = await signed({ url: `${BASE}/a` }, { signatureVariant: 'v9' });
	expect(headers['authorization']).toContain('/2024-05-06T07:08:09Z/host/');
});
