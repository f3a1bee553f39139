import { SignJWT, jwtVerify } from 'jose';

import { issueToken, tokenKey, verifyToken } from '../../../lib/pushAuth/pushToken';
import { answerTokenRequest } from '../../../lib/pushAuth/tokenEndpoint';

const now = 1_800_000_000;
const client = { clientId: 'tccc', secrets: ['s3cret:/+ 密'], audience: 'tencent-ccc' };
const basic = (pair: string) => `Basic ${Buffer.from(pair).toString('base64')}`;
const ask = (request: { authorization?: string; body?: unknown }) =>
	answerTokenRequest({ authorization: undefined, body: undefined, now, ...request }, client, 7200);

describe('the client may stand in', () => {
	it.each([
		[
			'the Basic header, form-encoded (RFC 6749 §2.3.1)',
			{ authorization: basic(`tccc:${encodeURIComponent('s3cret:/+ 密')}`) },
		],
		['the Basic header as it is', { authorization: basic('tccc:s3cret:/+ 密') }],
		[
			'a form or JSON body',
			{
				body: {
					grant_type: 'client_credentials',
					client_id: 'tccc',
					client_secret: 's3cret:/+ 密',
				},
			},
		],
		['a body in camel case', { body: { clientId: 'tccc', clientSecret: 's3cret:/+ 密' } }],
		[
			'the header, with a scope',
			{ authorization: basic('tccc:s3cret:/+ 密'), body: { scope: 'x' } },
		],
	])('%s', (_name, request) => {
		const answer = ask(request);
		expect(answer).toMatchObject({
			status: 200,
			headers: { 'Cache-Control': 'no-store' },
			body: { token_type: 'Bearer', expires_in: 7200 },
		});
		expect(verifyToken(String(answer.body.access_token), client, now)).toEqual({ ok: true });
	});
});

describe('refusals are those of RFC 6749 §5.2', () => {
	it.each([
		['nothing at all', {}, 401, 'invalid_client'],
		['a wrong secret in the header', { authorization: basic('tccc:wrong') }, 401, 'invalid_client'],
		[
			'a wrong client in the body',
			{ body: { client_id: 'x', client_secret: 's3cret:/+ 密' } },
			401,
			'invalid_client',
		],
		[
			'a right body under a wrong header',
			{ authorization: basic('x:y'), body: { client_id: 'tccc', client_secret: 's3cret:/+ 密' } },
			401,
			'invalid_client',
		],
		[
			'another grant',
			{ body: { grant_type: 'password', client_id: 'tccc', client_secret: 's3cret:/+ 密' } },
			400,
			'unsupported_grant_type',
		],
		['arrays', { body: { client_id: ['tccc'], client_secret: { a: 1 } } }, 401, 'invalid_client'],
		['a body that is a text', { body: 'client_id=tccc' }, 401, 'invalid_client'],
	])('%s', (_name, request, status, error) => {
		const answer = ask(request);
		expect(answer).toMatchObject({ status, body: { error } });
		expect(answer.headers['WWW-Authenticate'] !== undefined).toBe(status === 401);
		expect(JSON.stringify(answer)).not.toContain('s3cret');
	});

	it('without a secret in force nobody gets a token', () => {
		const nobody = { ...client, secrets: [] };
		const request = {
			authorization: basic('tccc:'),
			body: { client_id: 'tccc', client_secret: '' },
			now,
		};
		expect(answerTokenRequest(request, nobody, 60).status).toBe(401);
	});
});

describe('a token', () => {
	const token = issueToken(client, 60, now);

	it('is a JWT an independent library verifies', async () => {
		const key = tokenKey(client.secrets[0] as string);
		const { payload } = await jwtVerify(token, key, {
			currentDate: new Date(now * 1000),
			audience: 'tencent-ccc',
		});
		expect(payload).toMatchObject({ sub: 'tccc', exp: now + 60 });
	});

	it('is good until a minute past its end', () => {
		expect(verifyToken(token, client, now + 60 + 60)).toEqual({ ok: true });
		expect(verifyToken(token, client, now + 60 + 61)).toEqual({ ok: false, reason: 'expired' });
	});

	it('outlives a change of the secret while the previous one is kept', () => {
		const rotated = { ...client, secrets: ['new', ...client.secrets] };
		expect(verifyToken(token, rotated, now)).toEqual({ ok: true });
		expect(verifyToken(token, { ...client, secrets: ['new'] }, now)).toEqual({
			ok: false,
			reason: 'signature',
		});
	});

	it('of another client or for another audience is refused', () => {
		expect(verifyToken(token, { ...client, clientId: 'other' }, now)).toEqual({
			ok: false,
			reason: 'claims',
		});
		expect(verifyToken(token, { ...client, audience: 'astercc' }, now)).toEqual({
			ok: false,
			reason: 'claims',
		});
	});

	it.each([
		['an empty one', ''],
		['a word', 'token'],
		['two parts', 'a.b'],
		['four parts', 'a.b.c.d'],
		[
			'a tampered payload',
			token.replace(/\.[^.]+\./, `.${Buffer.from('{"exp":9e9}').toString('base64url')}.`),
		],
		['alg none', `${Buffer.from('{"alg":"none"}').toString('base64url')}.${token.split('.')[1]}.`],
		[
			'alg none with a signature',
			`${Buffer.from('{"alg":"none"}').toString('base64url')}.${token.split('.')[1]}.${token.split('.')[2]}`,
		],
		['a shortened signature', token.slice(0, -1)],
	])('%s is refused', (_name, forged) => {
		expect(verifyToken(forged, client, now).ok).toBe(false);
	});

	it('without an end is refused, however well signed', async () => {
		const endless = await new SignJWT({})
			.setProtectedHeader({ alg: 'HS256' })
			.sign(tokenKey(client.secrets[0] as string));
		expect(verifyToken(endless, client, now)).toEqual({ ok: false, reason: 'malformed' });
	});
});
