import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

import { inboundTransferred } from '../fixtures/tencentCcc/pushes';
import { basic, bearer, log, tcccTrigger } from './triggerHarness';

const body = inboundTransferred;

/** An identity provider (RFC 7662) that knows one client and answers by the token's name. */
const ANSWERS: Record<string, [number, string]> = {
	good: [200, '{"active":true,"client_id":"tccc"}'],
	others: [200, '{"active":true,"client_id":"somebody"}'],
	anonymous: [200, '{"active":true}'],
	revoked: [200, '{"active":false}'],
	truthy: [200, '{"active":"true","client_id":"tccc"}'],
	broken: [500, 'oops'],
	page: [200, '<html>Log in</html>'],
};

let provider: Server;
let introspectionUrl: string;
let asked: URLSearchParams[] = [];

beforeAll(async () => {
	provider = createServer(async (request, response) => {
		const fields = new URLSearchParams(await text(request));
		asked.push(fields);
		const known = request.headers.authorization === basic('n8n', 's3cret').Authorization;
		const answer = ANSWERS[fields.get('token') ?? ''] ?? [200, '{"active":false}'];
		const [status, content] = known ? answer : [401, '{"error":"invalid_client"}'];
		response.writeHead(status, { 'Content-Type': 'application/json' }).end(content);
	});
	await new Promise<void>((resolve) => provider.listen(0, '127.0.0.1', resolve));
	introspectionUrl = `http://127.0.0.1:${(provider.address() as AddressInfo).port}/introspect`;
});
afterAll(() => provider.close());
beforeEach(() => void (asked = []));

const withIntrospection = (changes = {}) =>
	tcccTrigger({
		parameters: { authentication: 'introspection' },
		credential: {
			introspectionUrl,
			clientId: 'n8n',
			clientSecret: 's3cret',
			expectedClientId: 'tccc',
			...changes,
		},
	});

it('takes a push whose token the provider calls active', async () => {
	const answer = await withIntrospection().push({ body, headers: bearer('good') });
	expect(answer).toMatchObject({ status: 200, body: { ErrCode: 0 } });
	expect(answer.items).toHaveLength(1);
	expect(asked.map(String)).toEqual(['token=good&token_type_hint=access_token']);
});

it.each(['revoked', 'truthy', 'nobody-knows-it'])('refuses the token "%s"', async (token) => {
	const answer = await withIntrospection().push({ body, headers: bearer(token) });
	expect(answer).toMatchObject({ status: 401, body: { ErrCode: 401 }, items: null });
	expect(answer.headers['www-authenticate']).toMatch(/^Bearer .*error="invalid_token"/);
});

it('asks nobody about a push without a token', async () => {
	const answer = await withIntrospection().push({ body });
	expect(answer).toMatchObject({ status: 401, body: { ErrCode: 401 }, items: null });
	expect(answer.headers['www-authenticate']).toMatch(/^Bearer realm=/);
	expect(asked).toEqual([]);
});

it.each(['others', 'anonymous'])('403 for a token of another client (%s)', async (token) => {
	const answer = await withIntrospection().push({ body, headers: bearer(token) });
	expect(answer).toMatchObject({ status: 403, body: { ErrCode: 403 }, items: null });
	expect(answer.headers['www-authenticate']).toContain('insufficient_scope');
});

it('takes any good token when no client is expected', async () => {
	const trigger = withIntrospection({ expectedClientId: '' });
	expect((await trigger.push({ body, headers: bearer('others') })).status).toBe(200);
});

describe('503 and Retry-After, so that TCCC pushes again,', () => {
	const nobodyThere = { introspectionUrl: 'http://127.0.0.1:9/introspect' };
	const cases: Array<[string, object, string]> = [
		['when the provider is unreachable', nobodyThere, 'good'],
		['when its URL is none', { introspectionUrl: 'not a url' }, 'good'],
		['when it fails', {}, 'broken'],
		['when it answers with a page', {}, 'page'],
		['when it does not know the client', { clientSecret: 'wrong' }, 'good'],
	];

	it.each(cases)('%s', async (_case, changes, token) => {
		const answer = await withIntrospection(changes).push({ body, headers: bearer(token) });
		expect(answer).toMatchObject({ status: 503, body: { ErrCode: 503 }, items: null });
		expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
		expect(JSON.stringify([answer, log])).not.toContain('s3cret');
	});
});

it('does not read the body of a push with a bad token', async () => {
	const malformed = { rawBody: '{', contentType: null, headers: bearer('revoked') };
	const received = await withIntrospection().receive(malformed);
	expect(received.bodyWasRead).toBe(false);
	expect(received.n8nAnswers().status).toBe(401);
});
