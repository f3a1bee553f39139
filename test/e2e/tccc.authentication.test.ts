import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { SignJWT } from 'jose';
import * as oauth from 'oauth4webapi';

import { tokenKey } from '../../lib/pushAuth/pushToken';
import {
	ACCEPTED,
	basic,
	callRecord,
	startContactCenter,
	type ContactCenter,
	type Tccc,
} from './contactCenter';

jest.setTimeout(120_000);

let center: ContactCenter;

beforeAll(async () => {
	center = await startContactCenter();
});

afterAll(async () => await center?.stop());

/** A refusal is a real 401 in TCCC's own answer shape, and nothing was started. */
async function expectRefused(
	tccc: Tccc,
	authorization: string | undefined,
	challenge: RegExp,
): Promise<void> {
	const before = await center.n8n.executions({ workflowId: tccc.workflowId });
	const answer = await tccc.push(
		callRecord(),
		authorization === undefined ? {} : { authorization },
	);
	expect(answer).toMatchObject({ status: 401, body: { ErrCode: 401 } });
	expect(answer.headers.get('www-authenticate')).toMatch(challenge);
	expect(await center.n8n.executions({ workflowId: tccc.workflowId })).toHaveLength(before.length);
}

async function expectAccepted(tccc: Tccc, authorization?: string): Promise<void> {
	const before = await center.n8n.executions({ workflowId: tccc.workflowId });
	const answer = await tccc.push(
		callRecord(),
		authorization === undefined ? {} : { authorization },
	);
	expect(answer).toMatchObject({ status: 200, body: ACCEPTED });
	const after = await center.n8n.waitForExecutions(tccc.workflowId, before.length + 1);
	expect(after.at(-1)?.status).toBe('success');
}

it('none: whoever knows the URL may push', async () => {
	await expectAccepted(await center.tccc());
});

describe('basic', () => {
	const password = 'right horse 电池 staple';
	let tccc: Tccc;

	beforeAll(async () => {
		tccc = await center.tccc({
			parameters: { authentication: 'basicAuth' },
			credential: {
				type: 'tencentCccPushBasicAuthApi',
				data: { username: 'tccc', password, previousPassword: 'former secret' },
			},
		});
	});

	it('the right pair pushes', async () => await expectAccepted(tccc, basic('tccc', password)));
	it('so does the previous password', async () =>
		await expectAccepted(tccc, basic('tccc', 'former secret')));

	it.each([
		['no header', undefined],
		['a wrong password', basic('tccc', 'wrong')],
		['a wrong user name', basic('admin', password)],
		['an empty pair', basic('', '')],
		['another scheme', 'Bearer abc'],
		['rubbish', 'Basic %%%'],
	])('%s is refused', async (_name, authorization) => {
		await expectRefused(tccc, authorization, /^Basic realm=/);
	});

	it('a wrong secret is refused before the body is looked at', async () => {
		const answer = await tccc.push('{"SessionId":', {
			contentType: null,
			authorization: 'Basic x',
		});
		expect(answer.status).toBe(401);
	});
});

describe('OAuth 2.0, the trigger being the token endpoint', () => {
	const client = { clientId: 'tccc', clientSecret: 'a client secret that is long: +/% 密' };
	let tccc: Tccc;

	beforeAll(async () => {
		tccc = await center.tccc({
			parameters: { authentication: 'oAuth2' },
			credential: { type: 'tencentCccPushOAuth2Api', data: { ...client, lifetimeSeconds: 3600 } },
		});
	});

	/** An independent client library asks for a token as the grant's RFC says. */
	async function fetchToken(authentication: oauth.ClientAuth) {
		const server = { issuer: center.server.baseUrl, token_endpoint: tccc.tokenUrl };
		const response = await oauth.clientCredentialsGrantRequest(
			server,
			{ client_id: client.clientId },
			authentication,
			new URLSearchParams(),
			{ [oauth.allowInsecureRequests]: true },
		);
		return await oauth.processClientCredentialsResponse(
			server,
			{ client_id: client.clientId },
			response,
		);
	}

	it.each([
		['the Basic header', () => oauth.ClientSecretBasic(client.clientSecret)],
		['the form', () => oauth.ClientSecretPost(client.clientSecret)],
	])('oauth4webapi obtains a token with the client in %s and pushes', async (_name, secret) => {
		const token = await fetchToken(secret());
		expect(token).toMatchObject({ token_type: 'bearer', expires_in: 3600 });
		await expectAccepted(tccc, `Bearer ${token.access_token}`);
	});

	it('a client in a JSON body obtains one too', async () => {
		const response = await fetch(tccc.tokenUrl, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify({
				grant_type: 'client_credentials',
				client_id: client.clientId,
				client_secret: client.clientSecret,
			}),
		});
		expect(response.headers.get('cache-control')).toBe('no-store');
		const { access_token } = (await response.json()) as { access_token: string };
		await expectAccepted(tccc, `Bearer ${access_token}`);
	});

	it('a wrong client gets no token and no detail', async () => {
		const refusal = { status: 401 };
		await expect(fetchToken(oauth.ClientSecretBasic('wrong'))).rejects.toMatchObject(refusal);
		await expect(fetchToken(oauth.ClientSecretPost('wrong'))).rejects.toMatchObject(refusal);
		const response = await fetch(tccc.tokenUrl, {
			method: 'POST',
			headers: { authorization: basic('nobody', 'wrong') },
			body: new URLSearchParams({ grant_type: 'client_credentials' }),
		});
		expect(response.headers.get('www-authenticate')).toMatch(/^Basic realm=/);
		expect(await response.json()).toEqual({
			error: 'invalid_client',
			error_description:
				'Unknown client id or wrong client secret. Compare TCCC console and credential in n8n',
		});
	});

	it.each([
		['no header', undefined, /^Bearer realm="n8n TCCC push"$/],
		['the client itself', basic(client.clientId, client.clientSecret), /^Bearer/],
		['a made-up token', 'Bearer abc.def.ghi', /error="invalid_token"/],
	])('%s is refused', async (_name, authorization, challenge) => {
		await expectRefused(tccc, authorization, challenge);
	});

	it('a token that has run out is refused', async () => {
		const signed = (expires: number) =>
			new SignJWT({ sub: client.clientId })
				.setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
				.setIssuer('n8n-nodes-contact-center')
				.setAudience('tencent-ccc')
				.setExpirationTime(Math.floor(Date.now() / 1000) + expires)
				.sign(tokenKey(client.clientSecret));
		await expectAccepted(tccc, `Bearer ${await signed(30)}`);
		await expectRefused(tccc, `Bearer ${await signed(-120)}`, /error="invalid_token"/);
	});

	it('a token of another client is refused', async () => {
		const other = await center.tccc({
			parameters: { authentication: 'oAuth2' },
			credential: {
				type: 'tencentCccPushOAuth2Api',
				data: { clientId: 'tccc', clientSecret: 'quite another client secret' },
			},
		});
		const { access_token } = await fetchToken(oauth.ClientSecretBasic(client.clientSecret));
		await expectRefused(other, `Bearer ${access_token}`, /error="invalid_token"/);
	});

	it('the token URL of a trigger without OAuth 2.0 says so', async () => {
		const none = await center.tccc();
		const response = await fetch(none.tokenUrl, { method: 'POST' });
		expect(response.status).toBe(404);
		expect(await response.json()).toMatchObject({ error: 'invalid_request' });
	});
});

describe('OAuth 2.0 tokens of another issuer', () => {
	let provider: Server;
	let tccc: Tccc;
	const asked: Array<{ authorization: string | undefined; body: string }> = [];

	beforeAll(async () => {
		provider = createServer((request, response) => {
			let body = '';
			request.on('data', (chunk) => (body += chunk));
			request.on('end', () => {
				asked.push({ authorization: request.headers.authorization, body });
				const token = new URLSearchParams(body).get('token');
				if (token === 'outage') return response.writeHead(502).end('bad gateway');
				const client_id = token === 'other-client' ? 'somebody' : 'tccc';
				response.setHeader('content-type', 'application/json');
				return response.end(JSON.stringify({ active: token !== 'revoked', client_id }));
			});
		}).listen(0, '127.0.0.1');
		await new Promise((resolve) => provider.once('listening', resolve));
		tccc = await center.tccc({
			parameters: { authentication: 'introspection' },
			credential: {
				type: 'tencentCccPushIntrospectionApi',
				data: {
					introspectionUrl: `http://127.0.0.1:${(provider.address() as AddressInfo).port}/introspect`,
					clientId: 'n8n',
					clientSecret: 'introspection secret',
					expectedClientId: 'tccc',
				},
			},
		});
	});

	afterAll(() => provider?.close());

	it('an active token pushes, and the provider was asked as RFC 7662 says', async () => {
		await expectAccepted(tccc, 'Bearer good-token');
		expect(asked.at(-1)?.authorization).toBe(basic('n8n', 'introspection secret'));
		expect(new URLSearchParams(asked.at(-1)?.body).get('token')).toBe('good-token');
	});

	it('a revoked token and no token are refused', async () => {
		await expectRefused(tccc, 'Bearer revoked', /error="invalid_token"/);
		await expectRefused(tccc, undefined, /^Bearer/);
	});

	it("another client's token is refused", async () => {
		const answer = await tccc.push(callRecord(), { authorization: 'Bearer other-client' });
		expect(answer).toMatchObject({ status: 403, body: { ErrCode: 403 } });
	});

	it('while the provider is down, TCCC is told to push again', async () => {
		const answer = await tccc.push(callRecord(), { authorization: 'Bearer outage' });
		expect(answer).toMatchObject({ status: 503, body: { ErrCode: 503 } });
		expect(answer.headers.get('retry-after')).toBe('5');
	});
});

describe('credential tests, as the button in n8n runs them', () => {
	const test = (type: string, data: Record<string, unknown>) =>
		center.n8n.testCredential({ type, data });

	it.each([
		[
			'tencentCccPushBasicAuthApi',
			{ username: 'u', password: 'long enough password' },
			'OK',
			/TCCC console/,
		],
		['tencentCccPushBasicAuthApi', { username: 'u', password: 'short' }, 'Error', /5 characters/],
		['tencentCccPushBasicAuthApi', { username: '', password: '' }, 'Error', /Enter a user name/],
		[
			'tencentCccPushOAuth2Api',
			{ clientId: 'c', clientSecret: 'x'.repeat(32) },
			'OK',
			/token was issued/,
		],
		['tencentCccPushOAuth2Api', { clientId: 'c', clientSecret: 'short' }, 'Error', /at least 24/],
	])('%s %j: %s', async (type, data, status, message) => {
		const result = await test(type, data);
		expect(result.status).toBe(status);
		expect(result.message).toMatch(message);
	});

	it('introspection: a provider that answers, one that is something else, one that is not there', async () => {
		const server = createServer((request, response) => {
			response.setHeader('content-type', 'application/json');
			response.end(request.url === '/introspect' ? '{"active":false}' : '{"hello":"world"}');
		}).listen(0, '127.0.0.1');
		await new Promise((resolve) => server.once('listening', resolve));
		const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
		const introspect = async (introspectionUrl: string) =>
			(
				await test('tencentCccPushIntrospectionApi', {
					introspectionUrl,
					clientId: 'n8n',
					clientSecret: 's',
				})
			).status;
		expect(await introspect(`${url}/introspect`)).toBe('OK');
		expect(await introspect(`${url}/elsewhere`)).toBe('Error');
		server.close();
		expect(await introspect(`${url}/introspect`)).toBe('Error');
	});
});
