import { readTokenAnswer, tokenRequestOf } from '../../../lib/huaweiCec/apiFabricToken';

const ANSWER = {
	AccessToken: 'a-token',
	ApplyType: 'Bearer',
	CreateTime: '1780000000',
	Expires: '3600',
	Scope: '',
	UserID: 'Anonymous',
};

describe('the request', () => {
	const access = { baseUrl: ' https://cec.example.com:28070/ ', appKey: 'key ', appSecret: 's' };

	it('is the one of reference/huawei §1.1', () => {
		expect(tokenRequestOf({ ...access, lifetimeSeconds: 600 })).toEqual({
			method: 'POST',
			url: 'https://cec.example.com:28070/apigovernance/api/oauth/tokenByAkSk',
			origin: 'https://cec.example.com:28070',
			headers: { 'content-type': 'application/json', 'x-token-expire': '600' },
			body: '{"app_key":"key","app_secret":"s"}',
		});
	});

	it.each([
		[7200, '3600'],
		[0, '3600'],
		[undefined, '3600'],
		['900', '900'],
	])('asks for no longer than an hour (%s)', (lifetimeSeconds, sent) => {
		expect(tokenRequestOf({ ...access, lifetimeSeconds }).headers['x-token-expire']).toBe(sent);
	});
});

describe('the answer', () => {
	it.each([
		[ANSWER, 3600],
		[{ AccessToken: 'a-token', expiresIn: 3500 }, 3500],
		[{ AccessToken: 'a-token', Expires: 'soon' }, null],
		[{ AccessToken: 'a-token' }, null],
	])('%j has a token', (body, expiresInSeconds) => {
		expect(readTokenAnswer(200, body)).toEqual({
			ok: true,
			accessToken: 'a-token',
			expiresInSeconds,
		});
	});

	it.each([
		[401, {}, 'signature'],
		[403, {}, 'locked'],
		[404, '<html>', 'notFound'],
		[418, '', 'rejected'],
		[429, {}, 'flowControl'],
		[400, {}, 'rejected'],
		[503, ANSWER, 'server'],
		[200, { AccessToken: '' }, 'rejected'],
		[200, '<html>', 'rejected'],
	])('HTTP %i with %j is "%s", with a way out and no token', (status, body, kind) => {
		const reading = readTokenAnswer(status, body);
		expect(reading).toMatchObject({ ok: false, fault: { kind, status } });
		if (reading.ok) return;
		expect(reading.fault.wayOut).not.toBe('');
		expect(JSON.stringify(reading)).not.toContain('a-token');
	});
});
