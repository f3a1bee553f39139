import { inboundTransferred } from '../fixtures/tencentCcc/pushes';
import { basic, bearer, log, tcccTrigger, type Answer, type Push } from './triggerHarness';

const body = inboundTransferred;
const credential = { username: 'tccc', password: 'correct horse battery' };

const withBasicAuth = (changes = {}) =>
	tcccTrigger({
		parameters: { authentication: 'basicAuth' },
		credential: { ...credential, ...changes },
	});

function expectRefused(answer: Answer, status: number, message: RegExp): void {
	expect(answer).toMatchObject({ status, body: { ErrCode: status }, items: null });
	expect(answer.body.ErrMsg).toMatch(message);
}

describe('without authentication', () => {
	it('takes a push from anybody', async () => {
		const answer = await tcccTrigger({ parameters: { authentication: 'none' } }).push({ body });
		expect(answer).toMatchObject({ status: 200, body: { ErrCode: 0, ErrMsg: 'ok' } });
		expect(answer.items).toHaveLength(1);
	});
});

describe('basic auth', () => {
	it('is what a new trigger asks for', async () => {
		expectRefused(await tcccTrigger({ credential }).push({ body }), 401, /missing/);
	});

	it('takes the right pair', async () => {
		const answer = await withBasicAuth().push({
			body,
			headers: basic('tccc', credential.password),
		});
		expect(answer).toMatchObject({ status: 200, body: { ErrCode: 0 } });
		expect(answer.items).toHaveLength(1);
	});

	it('takes the previous password while it is being changed, and not the empty one', async () => {
		const rotating = withBasicAuth({ previousPassword: 'the old one' });
		const old = { body, headers: basic('tccc', 'the old one') };
		expect((await rotating.push(old)).status).toBe(200);
		expectRefused(await withBasicAuth().push(old), 401, /Wrong/);
		expectRefused(await withBasicAuth().push({ ...old, headers: basic('tccc', '') }), 401, /Wrong/);
	});

	const refused: Array<[string, Record<string, string>]> = [
		['no header', {}],
		['a wrong password', basic('tccc', 'correct horse')],
		['a wrong user', basic('TCCC', credential.password)],
		['another scheme', { Authorization: 'Bearer abc' }],
		['no colon', { Authorization: `Basic ${Buffer.from('tccc').toString('base64')}` }],
		['garbage', { Authorization: 'Basic %%%' }],
		['an empty header', { Authorization: '' }],
	];

	it.each(refused)('refuses %s with 401 and the scheme', async (_case, headers) => {
		const answer = await withBasicAuth().push({ body, headers });
		expectRefused(answer, 401, /Compare|missing/);
		expect(answer.headers['www-authenticate']).toMatch(/^Basic realm="[^"]+", charset="UTF-8"$/);
		expect(answer.headers['content-type']).toContain('application/json');
	});
});

describe('before the body', () => {
	const malformed: Push = { rawBody: '{"SdkAppId":', contentType: null };

	it('refuses a wrong password whatever the body is, and does not read it', async () => {
		const received = await withBasicAuth().receive({ ...malformed, headers: basic('a', 'b') });
		expect(received.bodyWasRead).toBe(false);
		expectRefused(received.n8nAnswers(), 401, /Wrong/);
	});

	it('looks at the body once the sender is known', async () => {
		const headers = basic('tccc', credential.password);
		const received = await withBasicAuth().receive({ ...malformed, headers });
		expect(received.bodyWasRead).toBe(true);
		expectRefused(received.n8nAnswers(), 400, /JSON/);
	});

	it('refuses a copy of an accepted push that comes with a wrong password', async () => {
		const trigger = withBasicAuth();
		await trigger.push({ body, headers: basic('tccc', credential.password) });
		expectRefused(await trigger.push({ body, headers: basic('tccc', 'guess') }), 401, /Wrong/);
	});
});

describe('a credential that is changed', () => {
	afterEach(() => jest.restoreAllMocks());

	const changed = async () => {
		const trigger = withBasicAuth();
		const statusWith = async (password: string) =>
			(await trigger.push({ body, headers: basic('tccc', password) })).status;
		expect(await statusWith(credential.password)).toBe(200);
		trigger.changeCredential({ password: 'the next password' });
		return statusWith;
	};

	it('opens to the new password at once', async () => {
		const statusWith = await changed();
		expect(await statusWith('the next password')).toBe(200);
		expect(await statusWith(credential.password)).toBe(401);
	});

	it('opens to the old password for some seconds at the most', async () => {
		const statusWith = await changed();
		const start = Date.now();
		jest.spyOn(Date, 'now').mockImplementation(() => start + 11_000);
		expect(await statusWith(credential.password)).toBe(401);
	});
});

describe('a trigger that cannot know its sender', () => {
	it.each([
		['basicAuth', basic('a', 'b')],
		['oAuth2', bearer('a.b.c')],
		['introspection', bearer('abc')],
	])('%s without a credential: 500', async (authentication, headers) => {
		const trigger = tcccTrigger({ parameters: { authentication }, credential: null });
		expectRefused(await trigger.push({ body, headers }), 500, /credential.*could not be read/);
		expect(log).toContainEqual(expect.objectContaining({ level: 'error' }));
	});

	it('lets nobody in while the password is empty', async () => {
		const trigger = withBasicAuth({ password: '' });
		expectRefused(await trigger.push({ body, headers: basic('tccc', '') }), 401, /Wrong/);
	});

	it('refuses an authentication nobody knows', async () => {
		const trigger = tcccTrigger({ parameters: { authentication: 'none' } });
		trigger.node.parameters.authentication = 'toString';
		expectRefused(await trigger.push({ body }), 500, /toString/);
	});
});

it('no secret stands in an answer or in the log', async () => {
	const trigger = withBasicAuth();
	const answer = await trigger.push({ body, headers: basic('tccc', 'guessed secret') });
	const told = JSON.stringify([answer, log]);
	expect(told).not.toContain('guessed secret');
	expect(told).not.toContain(credential.password);
});
