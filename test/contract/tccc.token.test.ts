import { issueToken } from '../../lib/pushAuth/pushToken';
import { inboundTransferred } from '../fixtures/tencentCcc/pushes';
import { basic, bearer, tcccTrigger } from './triggerHarness';

const body = inboundTransferred;
const credential = {
	clientId: 'tccc',
	clientSecret: 'a-secret-of-thirty-two-characters',
	lifetimeSeconds: 600,
};
const client = { client_id: credential.clientId, client_secret: credential.clientSecret };
const form = (fields: Record<string, string>) => ({
	rawBody: new URLSearchParams(fields).toString(),
	contentType: 'application/x-www-form-urlencoded',
});

const withOAuth2 = (changes = {}) =>
	tcccTrigger({
		parameters: { authentication: 'oAuth2' },
		credential: { ...credential, ...changes },
	});

afterEach(() => jest.restoreAllMocks());

describe('the token URL', () => {
	const ways = [
		['a form', form({ grant_type: 'client_credentials', ...client })],
		['JSON', { body: { grant_type: 'client_credentials', ...client } }],
		['JSON without grant_type', { body: client }],
		[
			'the Basic header',
			{
				...form({ grant_type: 'client_credentials' }),
				headers: basic(client.client_id, client.client_secret),
			},
		],
	] as const;

	it.each(ways)('gives a token for %s, and it opens the push URL', async (_way, request) => {
		const trigger = withOAuth2();
		const answer = await trigger.fetchToken(request);
		expect(answer).toMatchObject({
			status: 200,
			headers: { 'cache-control': 'no-store' },
			body: { token_type: 'Bearer', expires_in: 600 },
			items: null,
		});
		const push = await trigger.push({ body, headers: bearer(answer.body.access_token) });
		expect(push).toMatchObject({ status: 200, body: { ErrCode: 0 } });
		expect(push.items).toHaveLength(1);
	});

	const refused = [
		['another grant', form({ ...client, grant_type: 'password' }), 400, 'unsupported_grant_type'],
		['no client', form({ grant_type: 'client_credentials' }), 401, 'invalid_client'],
		['a wrong secret', form({ ...client, client_secret: 'guess' }), 401, 'invalid_client'],
		['an empty body', { rawBody: '', contentType: null }, 401, 'invalid_client'],
		[
			'plain text',
			{ rawBody: JSON.stringify(client), contentType: 'text/plain' },
			401,
			'invalid_client',
		],
	] as const;

	it.each(refused)('refuses %s as RFC 6749 says', async (_case, request, status, error) => {
		const answer = await withOAuth2().fetchToken(request);
		expect(answer).toMatchObject({ status, body: { error }, items: null });
		expect(answer.body).toHaveProperty('error_description');
		expect(answer.body).not.toHaveProperty('access_token');
		expect(answer.headers['www-authenticate'] ?? '').toMatch(status === 401 ? /^Basic / : /^$/);
	});

	it.each(['none', 'basicAuth', 'introspection'])(
		'is not there with %s',
		async (authentication) => {
			const trigger = tcccTrigger({ parameters: { authentication }, credential });
			expect(await trigger.fetchToken(form(client))).toMatchObject({ status: 404, items: null });
		},
	);

	it('answers 500 when no credential is chosen, and starts no execution', async () => {
		const trigger = tcccTrigger({ parameters: { authentication: 'oAuth2' }, credential: null });
		expect(await trigger.fetchToken(form(client))).toMatchObject({ status: 500, items: null });
	});

	it('gives nothing to a client without a secret', async () => {
		const empty = form({ client_id: 'tccc', client_secret: '' });
		expect((await withOAuth2({ clientSecret: '' }).fetchToken(empty)).status).toBe(401);
	});
});

describe('the push URL with OAuth2', () => {
	const good = { clientId: 'tccc', secrets: [credential.clientSecret], audience: 'tencent-ccc' };
	const now = () => Math.floor(Date.now() / 1000);
	const tampered = () => {
		const [header, , signature] = issueToken(good, 600, now()).split('.');
		const claims = Buffer.from(JSON.stringify({ sub: 'admin', exp: now() + 9e6 }));
		return `${header}.${claims.toString('base64url')}.${signature}`;
	};
	const unsigned = () => {
		const header = Buffer.from('{"alg":"none"}').toString('base64url');
		return `${header}.${issueToken(good, 600, now()).split('.')[1]}.x`;
	};

	const invalid: Array<[string, () => string]> = [
		['an expired token', () => issueToken(good, 600, now() - 700)],
		['a token of another secret', () => issueToken({ ...good, secrets: ['other'] }, 600, now())],
		['a token of another client', () => issueToken({ ...good, clientId: 'x' }, 600, now())],
		['a token for another vendor', () => issueToken({ ...good, audience: 'x' }, 600, now())],
		['a tampered token', tampered],
		['an unsigned token', unsigned],
		['garbage', () => 'garbage'],
	];

	it.each(invalid)('refuses %s', async (_case, token) => {
		const answer = await withOAuth2().push({ body, headers: bearer(token()) });
		expect(answer).toMatchObject({ status: 401, body: { ErrCode: 401 }, items: null });
		expect(answer.headers['www-authenticate']).toMatch(/^Bearer .*error="invalid_token"/);
	});

	it('asks for a token when none came, without an error code (RFC 6750 §3)', async () => {
		const answer = await withOAuth2().push({ body });
		expect(answer).toMatchObject({ status: 401, body: { ErrCode: 401 }, items: null });
		expect(answer.headers['www-authenticate']).toMatch(/^Bearer realm="[^"]+"$/);
	});

	it('refuses the client id and secret themselves', async () => {
		const headers = basic(client.client_id, client.client_secret);
		const answer = await withOAuth2().push({ body, headers });
		expect(answer).toMatchObject({ status: 401, body: { ErrCode: 401 }, items: null });
		expect(answer.headers['www-authenticate']).toContain('error="invalid_request"');
	});

	it('does not read the body of a push with a bad token', async () => {
		const malformed = { rawBody: '{', contentType: null, headers: bearer('garbage') };
		const received = await withOAuth2().receive(malformed);
		expect(received.bodyWasRead).toBe(false);
		expect(received.n8nAnswers().status).toBe(401);
	});

	it('stops taking a token when its lifetime is over', async () => {
		const trigger = withOAuth2();
		const { access_token } = (await trigger.fetchToken({ body: client })).body;
		const start = Date.now();
		const pushAfter = async (seconds: number) => {
			jest.spyOn(Date, 'now').mockReturnValue(start + seconds * 1000);
			return (await trigger.push({ body, headers: bearer(access_token) })).status;
		};
		expect(await pushAfter(599)).toBe(200);
		expect(await pushAfter(700)).toBe(401);
	});

	it('takes tokens of the previous secret while it is being changed', async () => {
		const { access_token } = (await withOAuth2().fetchToken({ body: client })).body;
		const headers = bearer(access_token);
		const clientSecret = 'the-next-secret-of-this-client-00';
		const rotating = withOAuth2({ clientSecret, previousClientSecret: credential.clientSecret });
		expect((await rotating.push({ body, headers })).status).toBe(200);
		expect((await withOAuth2({ clientSecret }).push({ body, headers })).status).toBe(401);
	});
});
