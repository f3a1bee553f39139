import {
	HMAC_SIGNATURE,
	PLAIN_SIGNATURE,
	PUSHES,
	connected,
	notified,
	recordsReady,
	results,
	signedNotification,
} from '../fixtures/huaweiCec/callbacks';
import {
	FILE_RECEIVED,
	KEYS,
	RECEIVED,
	SHARED_KEY,
	TOKEN,
	huaweiTrigger,
	log,
	signedPush,
	started,
	withParameters,
	withSettings,
	withToken,
	type Answer,
} from './huaweiCecTriggerHarness';

function expectRefused(answer: Answer, status: number, told: RegExp): void {
	expect(answer).toMatchObject({ status, items: null });
	const { retCode, retMsg, resultCode, resultDesc } = answer.body;
	expect(retCode ?? resultCode).toBe('1');
	expect(retMsg ?? resultDesc).toMatch(told);
	const tellable = JSON.stringify([answer, log]);
	for (const secret of [TOKEN, SHARED_KEY, KEYS.secretKey]) expect(tellable).not.toContain(secret);
}

describe('the token in the URL', () => {
	it.each(Object.entries(PUSHES))('lets %s in', async (_name, body) => {
		const answer = await huaweiTrigger().push(withToken(body));
		expect(answer.status).toBe(200);
		expect(started(answer)).toBe([body].flat().length);
	});

	it.each([TOKEN, `token=${TOKEN}`, `a=b&token=${TOKEN}`, `source=isales&${TOKEN}`])(
		'may stand alone or have a name: ?%s',
		async (query) => {
			expect((await huaweiTrigger().push({ body: results, query })).status).toBe(200);
		},
	);

	it.each([
		['none', '', /missing.*question mark/],
		['an empty one', 'token=', /missing/],
		['a wrong one', 'a-guess-of-somebody', /not the one of the credential/],
		['half of it', TOKEN.slice(0, 16), /not the one/],
		['it in another case', TOKEN.toUpperCase(), /not the one/],
		['it under another name', `key=${TOKEN}`, /missing/],
		['two', `token=${TOKEN}&token=${TOKEN}`, /missing/],
	])('%s: 401', async (_case, query, told) => {
		expectRefused(await huaweiTrigger().push({ body: results, query }), 401, told);
	});

	it('may be the previous one while the URL is being changed, and not an empty one', async () => {
		const credential = { urlToken: 'the-new-token-of-32-signs-012345', previousUrlToken: TOKEN };
		expect((await huaweiTrigger({ credential }).push(withToken(results))).status).toBe(200);
		const none = huaweiTrigger({ credential: { urlToken: '', previousUrlToken: '' } });
		expectRefused(await none.push({ body: results, query: 'x' }), 401, /not the one/);
	});

	it('is checked before the body is read', async () => {
		const received = await huaweiTrigger().receive({ rawBody: '{', query: 'wrong' });
		expect(received.bodyWasRead).toBe(false);
		expectRefused(received.n8nAnswers(), 401, /not the one/);
	});

	it('that is changed opens at once', async () => {
		const trigger = huaweiTrigger({ credential: { urlToken: 'the-old-token-of-32-signs-012345' } });
		expect((await trigger.push(withToken(results))).status).toBe(401);
		trigger.changeCredential({ urlToken: TOKEN });
		expect((await trigger.push(withToken(results))).status).toBe(200);
	});

	it('without a credential: 500', async () => {
		const answer = await huaweiTrigger({ credential: null }).push(withToken(results));
		expectRefused(answer, 500, /could not be read/);
	});
});

describe('the signature of CC-FS', () => {
	const trigger = (settings = {}) => withSettings(settings, { authentication: 'signature' });

	it.each(['v1', 'v1ms', 'v2'] as const)('opens in the variant %s', async (variant) => {
		const answer = await trigger().push(signedPush(recordsReady, { variant }));
		expect(answer).toMatchObject({ status: 200, body: FILE_RECEIVED });
		expect(started(answer)).toBe(1);
	});

	it.each(['n8n.example.com:443', 'n8n.example.com:80'])('opens with the host %s', async (host) => {
		expect((await trigger().push(signedPush(recordsReady, { host }))).status).toBe(200);
	});

	it('opens behind a proxy that changes host and path, by the URL n8n knows', async () => {
		const push = trigger();
		const path = `/webhook/${push.node.webhookId}/huawei-cec`;
		const answer = await push.push(signedPush(recordsReady, { path, sentHost: 'n8n:5678' }));
		expect(answer.status).toBe(200);
	});

	it('opens by the Public URL of the options', async () => {
		const publicUrl = 'https://hooks.example.com:8443/cec/files';
		const outside = { path: '/cec/files', host: 'hooks.example.com:8443', sentHost: 'n8n:5678' };
		const push = signedPush(recordsReady, outside);
		expectRefused(await trigger().push(push), 401, /Public URL/);
		expect((await trigger({ publicUrl }).push(push)).status).toBe(200);
	});

	it('opens with the token in the URL too', async () => {
		const answer = await trigger().push(signedPush(recordsReady, { query: TOKEN }));
		expect(answer.status).toBe(200);
	});

	it('does not open with the token alone', async () => {
		const answer = await trigger().push(withToken(recordsReady));
		expectRefused(answer, 401, /no Authorization header/);
	});

	it.each([
		['another key', { keys: { ...KEYS, secretKey: 'another' } }, /signature is not/],
		['another account', { keys: { ...KEYS, accessKey: 'AKOTHER' } }, /access key/],
		['another path', { path: '/webhook/2/huawei-cec' }, /signature is not/],
		['another host', { host: 'evil.example.com' }, /signature is not/],
		['an hour ago', { timestamp: Date.now() - 3_600_000 }, /clock/],
	])('of %s: 401 in the shape of CC-FS', async (_case, signing, told) => {
		const answer = await trigger().push(signedPush(recordsReady, signing));
		expect(answer.body).toMatchObject({ resultCode: '1' });
		expectRefused(answer, 401, told);
	});

	it('of another body: 401', async () => {
		const rawBody = JSON.stringify({ msgBody: { responseId: 'r', billFileName: 'other.zip' } });
		const answer = await trigger().push({ ...signedPush(recordsReady), rawBody });
		expectRefused(answer, 401, /signature is not/);
	});

	it('is not looked for in a body longer than anything CC-FS posts: 413', async () => {
		const body = { msgBody: { ...recordsReady.msgBody, note: 'x'.repeat(70_000) } };
		expectRefused(await trigger().push(signedPush(body)), 413, /longer/);
	});

	it('lets nobody in while the credential has no keys', async () => {
		const bare = huaweiTrigger({
			parameters: { authentication: 'signature' },
			credential: { urlToken: TOKEN, accessKey: '', secretKey: '' },
		});
		const keys = { accessKey: '', secretKey: '' };
		expectRefused(await bare.push(signedPush(recordsReady, { keys })), 500, /no keys/);
	});

	it('opens for nothing but files: what CC-iSales posts has the token', async () => {
		expectRefused(await trigger().push(signedPush(results)), 401, /token is missing/);
		expectRefused(await trigger().push({ body: [recordsReady] }), 401, /token is missing/);
		for (const body of [results, connected]) {
			const answer = await trigger().push(withToken(body));
			expect(answer).toMatchObject({ status: 200, body: RECEIVED });
		}
	});
});

describe('the signature of a voice notification', () => {
	const trigger = (credential = {}) =>
		huaweiTrigger({
			parameters: { authentication: 'signature' },
			credential: { urlToken: TOKEN, voiceNotificationSecret: SHARED_KEY, ...credential },
		});

	it.each([PLAIN_SIGNATURE, HMAC_SIGNATURE])('opens without the token: %s', async (signature) => {
		const answer = await trigger().push({ body: { ...signedNotification, signature } });
		expect(answer).toMatchObject({ status: 200, body: RECEIVED });
	});

	it('that is wrong does not, not with the token either', async () => {
		const body = { ...signedNotification, called: '13800000001', signature: PLAIN_SIGNATURE };
		expectRefused(await trigger().push({ body }), 401, /not made with/);
		expectRefused(await trigger().push(withToken(body)), 401, /not made with/);
	});

	it('that is not there needs the token', async () => {
		expectRefused(await trigger().push({ body: notified }), 401, /token is missing/);
		expect((await trigger().push(withToken(notified))).status).toBe(200);
	});

	it('says what is missing in n8n', async () => {
		const body = { ...signedNotification, signature: PLAIN_SIGNATURE };
		const answer = await trigger({ voiceNotificationSecret: '' }).push({ body });
		expectRefused(answer, 500, /Voice Notification Secret/);
	});
});

describe('the allow list', () => {
	const listed = withParameters;

	it.each(['203.0.113.7', '::ffff:203.0.113.7', '10.1.2.3'])('lets %s in', async (ip) => {
		const parameters = { authentication: 'ipAllowList', ipAllowList: '203.0.113.7, 10.0.0.0/8' };
		expect((await listed(parameters).push({ body: results, ip })).status).toBe(200);
	});

	it.each(['203.0.113.8', '', 'nonsense'])('and nobody else (%s)', async (ip) => {
		const parameters = { authentication: 'ipAllowList', ipAllowList: '203.0.113.7' };
		expectRefused(await listed(parameters).push({ body: results, ip }), 403, /IP Allow List/);
	});

	it('that is empty, or has no address in it: 500', async () => {
		const open = { authentication: 'ipAllowList', ipAllowList: '' };
		expectRefused(await listed(open).push({ body: results, ip: '1.2.3.4' }), 500, /no addresses/);
		const odd = { authentication: 'ipAllowList', ipAllowList: 'huawei' };
		expectRefused(await listed(odd).push({ body: results, ip: '1.2.3.4' }), 500, /"huawei"/);
	});

	it('in the options is asked for beside the token', async () => {
		const both = withSettings({ ipAllowList: '203.0.113.7' });
		expectRefused(await both.push(withToken(results, { ip: '203.0.113.8' })), 403, /may not push/);
		expectRefused(await both.push({ body: results, ip: '203.0.113.7' }), 401, /token/);
		expect((await both.push(withToken(results, { ip: '203.0.113.7' }))).status).toBe(200);
	});
});

it('without authentication everybody is let in', async () => {
	const answer = await withParameters({ authentication: 'none' }).push({ body: results });
	expect(answer).toMatchObject({ status: 200, body: RECEIVED });
});

it('refuses an authentication nobody knows', async () => {
	const trigger = huaweiTrigger();
	trigger.node.parameters.authentication = 'toString';
	expectRefused(await trigger.push(withToken(results)), 500, /toString/);
});
