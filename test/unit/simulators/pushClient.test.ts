import type { PushClientOptions } from '../../../simulators/src/index.ts';
import { addressPush, createPushClient } from '../../../simulators/src/index.ts';
import type { Receiver, Replier, Reply } from './receiver.ts';
import { startReceiver, success } from './receiver.ts';

const message = { action: 'cdr', uuid: 'uuid-1', payload: { SessionId: 's-1', 名: '满意' } };
const closers: (() => Promise<unknown>)[] = [];

async function receive(reply: Replier): Promise<Receiver> {
	const receiver = await startReceiver(reply);
	closers.push(receiver.close);
	return receiver;
}

function connect(options: PushClientOptions) {
	const client = createPushClient({ retryDelayMs: 5, timeoutMs: 150, ...options });
	closers.push(client.close);
	return client;
}

afterEach(async () => {
	for (const close of closers.splice(0).reverse()) await close();
});

describe('the request', () => {
	test('is as the vendor documents it', async () => {
		const receiver = await receive(() => success);
		const result = await connect({ url: `${receiver.url}/hook` }).push(message);
		const [request] = receiver.requests;
		expect(request).toMatchObject({ method: 'POST', path: '/hook?action=cdr&version=1' });
		expect(request?.headers['content-type']).toBe('application/json;charset=utf8');
		expect(request?.headers.authorization).toBeUndefined();
		expect(request?.uuid).toBe('uuid-1');
		expect(JSON.parse(request?.text ?? '')).toEqual(message.payload);
		expect(result).toMatchObject({
			status: 200,
			body: { ErrCode: 0, ErrMsg: '' },
			accepted: true,
			attempts: 1,
			failure: null,
		});
	});

	test.each([
		['https://a.example/h', 'record', 'https://a.example/h?action=record&version=1'],
		['https://a.example/h?token=x', 'cdr', 'https://a.example/h?token=x&action=cdr&version=1'],
		['https://a.example/h', 'voicemail', 'https://a.example/h?action=voicemail'],
		['https://a.example/h', 'imcdr', 'https://a.example/h?action=imcdr&version=1'],
	])('%s with %s goes to %s', (url, action, expected) => {
		expect(addressPush(url, action)).toBe(expected);
	});

	test('carries Basic authentication at once', async () => {
		const receiver = await receive(() => success);
		const auth = { type: 'basic', username: '1400000001', password: 'pässword:1' } as const;
		await connect({ url: receiver.url, auth }).push(message);
		const expected = Buffer.from('1400000001:pässword:1').toString('base64');
		expect(receiver.requests[0]?.headers.authorization).toBe(`Basic ${expected}`);
	});
});

describe('re-pushes', () => {
	const refusals: [string, Reply | null, object][] = [
		['ErrCode 1', { body: '{"ErrCode":1,"ErrMsg":"later"}' }, { status: 200 }],
		['ErrCode "0" as text', { body: '{"ErrCode":"0"}' }, { status: 200 }],
		['no ErrCode', { body: '{}' }, { status: 200 }],
		['JSON null', { body: 'null' }, { status: 200, body: null }],
		['HTTP 500', { ...success, status: 500 }, { status: 500 }],
		['a redirect', { ...success, status: 302, headers: { location: '/' } }, { status: 302 }],
		['text that is no JSON', { body: 'firstEntryJson' }, { body: 'firstEntryJson' }],
		['an empty body', {}, { body: '' }],
		['no answer in time', null, { status: null, failure: 'no answer within 150 ms' }],
	];

	test.each(refusals)('%s: three more times with the same UUID', async (_, reply, expected) => {
		const receiver = await receive(() => reply);
		const result = await connect({ url: receiver.url }).push(message);
		expect(result).toMatchObject({ accepted: false, attempts: 4, ...expected });
		expect(receiver.requests.map((request) => request.uuid)).toEqual(Array(4).fill('uuid-1'));
		expect(new Set(receiver.requests.map((request) => request.text)).size).toBe(1);
	});

	test('stop at the first success', async () => {
		const receiver = await receive((_, index) => (index < 2 ? { status: 503 } : success));
		const result = await connect({ url: receiver.url }).push(message);
		expect(result).toMatchObject({ accepted: true, attempts: 3, failure: null });
		expect(receiver.requests).toHaveLength(3);
	});

	test('as many as asked for', async () => {
		const receiver = await receive(() => ({ status: 500 }));
		const result = await connect({ url: receiver.url }).push(message, { retries: 0 });
		expect(result.attempts).toBe(1);
		expect(receiver.requests).toHaveLength(1);
	});

	test('come after the delay', async () => {
		const receiver = await receive((_, index) => (index === 0 ? { status: 500 } : success));
		await connect({ url: receiver.url, retryDelayMs: 120 }).push(message);
		const [first, second] = receiver.requests;
		expect((second?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThanOrEqual(110);
	});

	test('follow an early time-out on the first attempt only', async () => {
		const receiver = await receive(() => ({ ...success, delayMs: 90 }));
		const client = connect({ url: receiver.url, timeoutMs: 2000 });
		const result = await client.push(message, { firstTimeoutMs: 40 });
		expect(result).toMatchObject({ accepted: true, attempts: 2 });
		expect(receiver.requests.map((request) => request.uuid)).toEqual(['uuid-1', 'uuid-1']);
	});

	test('a refused connection says so', async () => {
		const receiver = await startReceiver(() => success);
		await receiver.close();
		const result = await connect({ url: receiver.url }).push(message, { retries: 1 });
		expect(result).toMatchObject({ status: null, attempts: 2, failure: 'connection refused' });
	});

	test('end when the client is told to stop', async () => {
		const receiver = await receive(() => ({ status: 500 }));
		const stop = new AbortController();
		const client = connect({ url: receiver.url, retryDelayMs: 60_000, signal: stop.signal });
		setTimeout(() => stop.abort(), 50);
		expect(await client.push(message)).toMatchObject({ attempts: 1, interrupted: true });
	});
});

describe('OAuth2 client credentials', () => {
	const client = { clientId: 'tccc client', clientSecret: 's:e+c%r/t' };
	const form = 'grant_type=client_credentials';
	const token = (value: string, expiresIn: number | null = 3600): Reply => ({
		body: JSON.stringify({ access_token: value, token_type: 'Bearer', expires_in: expiresIn }),
	});

	async function arrange(tokenReply: Replier, pushReply: Replier = () => success) {
		const tokens = await receive(tokenReply);
		const pushes = await receive(pushReply);
		const auth = { type: 'oauth2', tokenUrl: `${tokens.url}/token`, ...client } as const;
		return { tokens, pushes, client: connect({ url: pushes.url, auth }) };
	}

	const bearers = (receiver: Receiver) =>
		receiver.requests.map((request) => request.headers.authorization);

	test('fetches a token with the client in the Basic header and re-uses it', async () => {
		const { tokens, pushes, client } = await arrange(() => token('t1'));
		await Promise.all([client.push(message), client.push(message)]);
		await client.push(message);
		expect(tokens.requests).toHaveLength(1);
		const [request] = tokens.requests;
		expect(request).toMatchObject({ method: 'POST', text: form });
		expect(request?.headers['content-type']).toBe('application/x-www-form-urlencoded');
		const expected = Buffer.from('tccc+client:s%3Ae%2Bc%25r%2Ft').toString('base64');
		expect(request?.headers.authorization).toBe(`Basic ${expected}`);
		expect(bearers(pushes)).toEqual(Array(3).fill('Bearer t1'));
	});

	test.each([400, 401])('on %d puts the client into the form, and keeps to it', async (status) => {
		const { tokens, pushes, client } = await arrange((request) =>
			request.headers.authorization
				? { status, body: '{"error":"invalid_client"}' }
				: token('t2', 5),
		);
		await client.push(message);
		await client.push(message);
		const [first, second, third] = tokens.requests;
		expect(tokens.requests).toHaveLength(3);
		expect(first?.text).toBe(form);
		for (const request of [second, third]) {
			expect(request?.headers.authorization).toBeUndefined();
			const fields = Object.fromEntries(new URLSearchParams(request?.text));
			expect(fields).toEqual({
				grant_type: 'client_credentials',
				client_id: 'tccc client',
				client_secret: 's:e+c%r/t',
			});
		}
		expect(bearers(pushes)).toEqual(['Bearer t2', 'Bearer t2']);
	});

	test('fetches another when the one in use is about to expire', async () => {
		const { tokens, pushes, client } = await arrange((_, index) => token(`t${index}`, 5));
		await client.push(message);
		await client.push(message);
		expect(tokens.requests).toHaveLength(2);
		expect(bearers(pushes)).toEqual(['Bearer t0', 'Bearer t1']);
	});

	test('keeps a token without expires_in', async () => {
		const { tokens, client } = await arrange(() => token('t1', null));
		await client.push(message);
		await client.push(message);
		expect(tokens.requests).toHaveLength(1);
	});

	test('renews once on a 401 answer, within the same attempt', async () => {
		const { tokens, pushes, client } = await arrange(
			(_, index) => token(`t${index}`),
			(request) => (request.headers.authorization === 'Bearer t1' ? success : { status: 401 }),
		);
		expect(await client.push(message)).toMatchObject({ accepted: true, attempts: 1 });
		expect(tokens.requests).toHaveLength(2);
		expect(bearers(pushes)).toEqual(['Bearer t0', 'Bearer t1']);
		expect(pushes.requests.map((request) => request.uuid)).toEqual(['uuid-1', 'uuid-1']);
	});

	test('gives up when every token is refused', async () => {
		const { pushes, client } = await arrange(
			(_, index) => token(`t${index}`),
			() => ({ status: 401, body: '{"ErrCode":401}' }),
		);
		const result = await client.push(message, { retries: 1 });
		expect(result).toMatchObject({ accepted: false, attempts: 2, status: 401 });
		expect(pushes.requests).toHaveLength(4);
	});

	test('tells why there is no token, without the secret', async () => {
		const { pushes, client } = await arrange(() => ({ status: 401, body: '{"error":"no"}' }));
		const result = await client.push(message, { retries: 0 });
		expect(result.failure).toBe('token endpoint: HTTP 401 {"error":"no"}');
		expect(pushes.requests).toHaveLength(0);
	});

	test.each([
		['an answer without a token', { body: '{}' }, 'the answer has no access_token'],
		['a server error', { status: 500, body: 'oops' }, 'token endpoint: HTTP 500 oops'],
	])('%s', async (_, reply, expected) => {
		const { client } = await arrange(() => reply);
		expect((await client.push(message, { retries: 0 })).failure).toContain(expected);
	});
});
