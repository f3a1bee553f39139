import {
	CALL,
	aliyunTrigger,
	happening,
	log,
	resultsIn,
	started,
	statusesIn,
	type Answer,
	type Push,
} from './aliyunCccHarness';

const TOKEN = 'a-push-token_of-32-signs-0123456';
const OLD = 'the-previous-token-of-32-signs-01';
const body = happening('Released');

function expectRefused(answer: Answer, status: number, told: RegExp): void {
	expect(answer).toMatchObject({ status, items: null, headers: { 'accept-encoding': 'gzip' } });
	expect(answer.body).toEqual({ message: expect.stringMatching(told) });
}

function expectNoSecretIn(...things: unknown[]): void {
	const told = JSON.stringify([things, log]);
	for (const secret of [TOKEN, OLD, 'a-guess']) expect(told).not.toContain(secret);
}

describe('the token in the URL', () => {
	const open = (credential: object = {}, parameters: object = {}) =>
		aliyunTrigger({
			parameters: { authentication: 'urlToken', instanceIds: 'acme, other', ...parameters },
			credential: { pushToken: TOKEN, ...credential },
		});
	const withToken = (token: string, push: Push = {}): Push => ({
		body,
		query: `token=${token}`,
		...push,
	});

	it('opens', async () => {
		const answer = await open().push(withToken(TOKEN));
		expect(answer.status).toBe(200);
		expect(statusesIn(answer)).toEqual(['accepted']);
		expect(started(answer)).toBe(1);
	});

	it('may be the previous one while the URL is being changed, and not an empty one', async () => {
		const rotating = open({ previousPushToken: OLD });
		expect((await rotating.push(withToken(OLD))).status).toBe(200);
		expect((await rotating.push(withToken(TOKEN))).status).toBe(200);
		expectRefused(await open().push(withToken(OLD)), 401, /not the one of the credential/);
		expectRefused(await open({ previousPushToken: '' }).push(withToken('')), 401, /missing/);
	});

	it.each([
		['a wrong one', 'token=a-guess', /not the one of the credential/],
		['half of it', `token=${TOKEN.slice(0, 16)}`, /not the one/],
		['it in another case', `token=${TOKEN.toUpperCase()}`, /not the one/],
		['an empty one', 'token=', /missing.*\?token=/],
		['none', '', /missing.*\?token=/],
		['two', `token=${TOKEN}&token=${TOKEN}`, /missing/],
		['another name', `Token=${TOKEN}`, /missing/],
	])('%s is refused with 401', async (_case, query, told) => {
		const answer = await open().push({ body, query });
		expectRefused(answer, 401, told);
		expectNoSecretIn(answer);
	});

	it('that is changed opens at once', async () => {
		const trigger = open({ pushToken: OLD });
		expect((await trigger.push(withToken(OLD))).status).toBe(200);
		trigger.changeCredential({ pushToken: TOKEN });
		expect((await trigger.push(withToken(TOKEN))).status).toBe(200);
	});

	it('lets nobody in while the credential has none', async () => {
		expectRefused(await open({ pushToken: '' }).push(withToken('')), 401, /missing/);
		expectRefused(await open({ pushToken: ' ' }).push(withToken('%20')), 401, /not the one/);
		const trigger = aliyunTrigger({
			parameters: { authentication: 'urlToken', instanceIds: 'acme' },
			credential: null,
		});
		expectRefused(await trigger.push(withToken(TOKEN)), 500, /could not be read/);
	});

	it('is checked before the body is read', async () => {
		const push = withToken('a-guess', { rawBody: '{"eventType":', contentType: null });
		const received = await open().receive(push);
		expect(received.bodyWasRead).toBe(false);
		expectRefused(received.n8nAnswers(), 401, /not the one/);
	});

	describe('with the instances that may push', () => {
		const ofInstance = (instanceId: unknown) => happening('Released', 0, { instanceId });

		it.each(['acme', 'other'])('takes %s', async (instanceId) => {
			const answer = await open().push(withToken(TOKEN, { body: ofInstance(instanceId) }));
			expect(answer.status).toBe(200);
		});

		it('refuses another with 403, by its name, and the batch it is in', async () => {
			const alone = await open().push(withToken(TOKEN, { body: ofInstance('evil') }));
			expectRefused(alone, 403, /Instance evil may not push here.*Instance IDs/);
			const trigger = open();
			const batch = await trigger.push(withToken(TOKEN, { body: [CALL[0], ofInstance('evil')] }));
			expectRefused(batch, 403, /evil/);
			expect(statusesIn(await trigger.push(withToken(TOKEN, { body: CALL[0] })))).toEqual([
				'accepted',
			]);
		});

		it.each([undefined, '', 7, 'ACME', 'acme,other'])(
			'does not take %j for one',
			async (instanceId) => {
				const answer = await open().push(withToken(TOKEN, { body: ofInstance(instanceId) }));
				expectRefused(answer, 403, /may not push here/);
			},
		);

		it('says what cannot be read', async () => {
			const answer = await open().push(withToken(TOKEN, { body: { instanceId: 'acme' } }));
			expect(answer.status).toBe(400);
			expect(resultsIn(answer)).toEqual([
				expect.objectContaining({ status: 'refused', message: expect.stringMatching(/eventType/) }),
			]);
		});

		it.each(['', ' ,， '])('answers 500 while there are none ("%s")', async (instanceIds) => {
			const answer = await open({}, { instanceIds }).push(withToken(TOKEN));
			expectRefused(answer, 500, /names no Instance IDs/);
		});
	});
});

describe('the bearer token', () => {
	const open = (credential: object = {}) =>
		aliyunTrigger({
			parameters: { authentication: 'bearer' },
			credential: { token: TOKEN, ...credential },
		});
	const withBearer = (authorization?: string): Push => ({
		body,
		...(authorization === undefined ? {} : { headers: { Authorization: authorization } }),
	});

	it('opens', async () => {
		const answer = await open().push(withBearer(`Bearer ${TOKEN}`));
		expect(answer.status).toBe(200);
		expect(statusesIn(answer)).toEqual(['accepted']);
	});

	it('may be the previous one while the function is being changed', async () => {
		const rotating = open({ previousToken: OLD });
		expect((await rotating.push(withBearer(`Bearer ${OLD}`))).status).toBe(200);
		expect((await rotating.push(withBearer(`bearer ${TOKEN}`))).status).toBe(200);
		expectRefused(await open().push(withBearer(`Bearer ${OLD}`)), 401, /not the one/);
	});

	it.each([
		['no header', undefined, /missing.*Authorization: Bearer/, /^Bearer realm="[^"]+"$/],
		['another scheme', 'Basic YTpi', /missing/, /error="invalid_request"/],
		['no token', 'Bearer ', /missing/, /error="invalid_request"/],
		['a wrong one', 'Bearer a-guess', /not the one/, /error="invalid_token"/],
		['half of it', `Bearer ${TOKEN.slice(0, 16)}`, /not the one/, /error="invalid_token"/],
		['two', `Bearer ${TOKEN} ${TOKEN}`, /missing/, /error="invalid_request"/],
	])('%s is refused with 401 and the challenge', async (_case, authorization, told, challenge) => {
		const answer = await open().push(withBearer(authorization));
		expectRefused(answer, 401, told);
		expect(answer.headers['www-authenticate']).toMatch(challenge);
		expectNoSecretIn(answer);
	});

	it('that is changed opens at once', async () => {
		const trigger = open({ token: OLD });
		expect((await trigger.push(withBearer(`Bearer ${OLD}`))).status).toBe(200);
		trigger.changeCredential({ token: TOKEN });
		expect((await trigger.push(withBearer(`Bearer ${TOKEN}`))).status).toBe(200);
	});

	it('lets nobody in while the credential has none', async () => {
		expectRefused(await open({ token: '' }).push(withBearer('Bearer x')), 401, /not the one/);
		const trigger = aliyunTrigger({ parameters: { authentication: 'bearer' }, credential: null });
		expectRefused(await trigger.push(withBearer(`Bearer ${TOKEN}`)), 500, /could not be read/);
	});

	it('is no matter of the URL', async () => {
		expectRefused(await open().push({ body, query: `token=${TOKEN}` }), 401, /missing/);
	});
});

it('refuses an authentication nobody knows', async () => {
	const trigger = aliyunTrigger();
	trigger.node.parameters.authentication = 'toString';
	const answer = await trigger.push({ body });
	expect(answer).toMatchObject({ status: 500, items: null });
});

it('without authentication everybody is let in', async () => {
	const trigger = aliyunTrigger({ parameters: { authentication: 'none' } as never });
	expect(await trigger.push({ body: happening('Established') })).toMatchObject({ status: 200 });
});
