import {
	connectionOf,
	type AsterCcAccess,
	type HttpRequestOptions,
	type Purpose,
} from '../../../lib/asterCc/connection';
import { md5 } from '../../../lib/asterCc/longPoll';

const access: AsterCcAccess = {
	address: 'http://pbx.example.com:8880/',
	identity: 'demo',
	follow: 'team',
	verificationSecret: 'v3rify-me',
	agent: '1001',
	password: 'pa55-word',
};
const cursor = { time: 'Fri, 01 Jan 2010 00:22:01 GMT', tag: '2' };
const signal = new AbortController().signal;

interface Reply {
	statusCode?: number;
	body?: string | Buffer;
	headers?: Record<string, unknown>;
}

/** A web server that answers what it is told to, and remembers what it was asked. */
function connect(
	reply: Reply | Error = {},
	changes: AsterCcAccess = {},
	purposes: readonly Purpose[] = ['events', 'api'],
) {
	const requests: HttpRequestOptions[] = [];
	const connecting = connectionOf(
		{ ...access, ...changes },
		async (options) => {
			requests.push(options);
			if (reply instanceof Error) throw reply;
			return { statusCode: 200, body: Buffer.from(''), headers: {}, ...reply };
		},
		purposes,
	);
	if (!connecting.ok) throw new Error(connecting.message);
	return { connection: connecting.connection, requests };
}

function refusal(changes: AsterCcAccess, purposes: readonly Purpose[]): string | null {
	const connecting = connectionOf({ ...access, ...changes }, jest.fn(), purposes);
	return connecting.ok ? null : connecting.message;
}

describe('what has to be filled in', () => {
	it.each<[string, AsterCcAccess, Purpose[]]>([
		['Address', { address: '' }, ['events']],
		['Address', { address: undefined }, ['api']],
		['Team Identity', { identity: ' ' }, ['events']],
		['Verification String', { verificationSecret: '' }, ['events']],
		['Agent Number', { follow: 'agent', agent: '' }, ['events']],
		['Agent Password', { follow: 'agent', password: '' }, ['events']],
		['Agent Number', { agent: undefined }, ['api']],
		['Agent Password', { password: 7 }, ['events', 'api']],
	])('%s is named', (label, changes, purposes) => {
		expect(refusal(changes, purposes)).toBe(
			`"${label}" of the asterCC credential is empty. Enter it there.`,
		);
	});

	it.each<[string, AsterCcAccess, Purpose[]]>([
		['a team needs no agent', { agent: '', password: '' }, ['events']],
		[
			'an agent needs no verification string',
			{ follow: 'agent', verificationSecret: '' },
			['events'],
		],
		['the API needs no verification string', { verificationSecret: '' }, ['api']],
	])('%s', (_what, changes, purposes) => expect(refusal(changes, purposes)).toBeNull());

	it.each(['not an address', 'http://', 'http://a b', 'http://pbx:99999'])(
		'the address "%s" is not one',
		(address) => {
			expect(refusal({ address }, ['events'])).toMatch(
				/^"Address" .* is not a URL\. Write it like https/,
			);
		},
	);

	it('nothing is sent before something is asked', () => {
		expect(connect().requests).toEqual([]);
	});
});

describe('every request', () => {
	it.each([
		['pull', 'GET', 75_000],
		['ask', 'POST', 20_000],
		['serverTime', 'GET', 20_000],
	] as const)(
		'%s: whole answer as bytes, no redirection, no error for a status',
		async (how, method, timeout) => {
			const { connection, requests } = connect();
			if (how === 'pull') await connection.pull(cursor, signal);
			if (how === 'ask') await connection.ask('MyInfo', {}, signal);
			if (how === 'serverTime') await connection.serverTime(signal);
			expect(requests).toHaveLength(1);
			expect(requests[0]).toMatchObject({
				timeout,
				abortSignal: signal,
				encoding: 'arraybuffer',
				returnFullResponse: true,
				ignoreHttpStatusErrors: true,
				disableFollowRedirect: true,
			});
			expect(requests[0]?.method ?? 'GET').toBe(method);
			expect(requests[0]).not.toHaveProperty('agentOptions');
		},
	);

	it('has the CA certificate of the credential', async () => {
		const { connection, requests } = connect({}, { caCertificate: ' -----BEGIN…END----- ' });
		await connection.pull(cursor, signal);
		await connection.ask('MyInfo', {});
		await connection.serverTime();
		expect(requests.map(({ agentOptions }) => agentOptions)).toEqual(
			Array(3).fill({ ca: '-----BEGIN…END-----' }),
		);
	});
});

describe('pull', () => {
	it("asks for the team's channel", async () => {
		const { connection, requests } = connect();
		await connection.pull(cursor, signal);
		expect(requests[0]?.url).toContain(
			`http://pbx.example.com:8880/publicapi/agentpull/demo-${md5('v3rify-me')}?etag=2&since=Fri%2C%2001`,
		);
	});

	it("asks for the agent's channel", async () => {
		const { connection, requests } = connect({}, { follow: 'agent' });
		await connection.pull(cursor, signal);
		expect(requests[0]?.url).toContain(`/publicapi/agentpull/demo-1001-${md5('pa55-word')}?`);
	});

	it('304 is nothing', async () => {
		const { connection } = connect({ statusCode: 304 });
		expect(await connection.pull(cursor, signal)).toEqual({ kind: 'nothing' });
	});

	it.each([
		['bytes', (text: string) => Buffer.from(text)],
		['a text', (text: string) => text],
	])('items in %s', async (_how, as) => {
		const body = as(`events([{"text":"张三","tag":3,"time":"${cursor.time}"}]);`);
		expect(await connect({ body }).connection.pull(cursor, signal)).toEqual({
			kind: 'items',
			items: [{ text: '张三', cursor: { time: cursor.time, tag: '3' } }],
		});
	});
});

describe('ask', () => {
	it('posts a form; neither password nor MD5 stands in the URL', async () => {
		const { connection, requests } = connect();
		await connection.ask('GetCdr', { id: '7', userdata: 'a&b' });
		const [request] = requests;
		expect(request).toMatchObject({
			url: 'http://pbx.example.com:8880/asterccinterfaces',
			method: 'POST',
			headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
		});
		expect(Object.fromEntries(new URLSearchParams(request?.body))).toEqual({
			EVENT: 'GetCdr',
			orgidentity: 'demo',
			usertype: 'agent',
			user: '1001',
			pwdtype: 'md5',
			password: md5('pa55-word'),
			id: '7',
			userdata: 'a&b',
		});
		expect(request).not.toHaveProperty('abortSignal');
	});

	it.each([
		['|Retuen|1|Retuen|ok', { kind: 'ok', data: {} }],
		['{"code":1,"agentno":"1001"}', { kind: 'ok', data: { code: 1, agentno: '1001' } }],
		[
			'|Retuen|2|Retuen|BackMsg_03',
			{ kind: 'refused', message: 'Wrong agent number or password (BackMsg_03)' },
		],
		['<html></html>', { kind: 'unreadable' }],
	])('%s', async (body, expected) => {
		expect(await connect({ body }).connection.ask('MyInfo', {})).toEqual(expected);
	});

	it('a message in GBK', async () => {
		const body = Buffer.concat([
			Buffer.from('|Retuen|2|Retuen|'),
			Buffer.from([0xd5, 0xc5, 0xc8, 0xfd]),
		]);
		expect(await connect({ body }).connection.ask('MyInfo', {})).toEqual({
			kind: 'refused',
			message: '张三',
		});
	});
});

describe('the clock of the server (reference/astercc §2.1, step 1)', () => {
	const date = 'Thu, 01 Jan 2026 00:00:05 GMT';
	const time = Date.parse(date);

	it('is asked at /getccdate/getccdate', async () => {
		const { connection, requests } = connect();
		await connection.serverTime();
		expect(requests[0]?.url).toBe('http://pbx.example.com:8880/getccdate/getccdate');
	});

	it.each([
		[
			'ccdate',
			{ body: `{"ccdate":"${date}"}`, headers: { date: 'Fri, 02 Jan 2026 00:00:00 GMT' } },
			true,
		],
		[
			'the Date header, where ccdate is no HTTP date',
			{ body: '{"ccdate":"2026-01-02 08:00:00"}', headers: { date } },
			true,
		],
		['the Date header, where there is no ccdate', { statusCode: 404, headers: { date } }, false],
	])('%s', async (_what, reply, isAsterCc) => {
		expect(await connect(reply).connection.serverTime()).toEqual({
			ok: true,
			time,
			isAsterCc,
		});
	});

	it('ours, where neither tells', async () => {
		const before = Date.now();
		const answer = await connect({ body: 'x' }).connection.serverTime();
		expect(answer.ok && answer.time >= before && answer.time <= Date.now()).toBe(true);
	});
});

describe('no answer', () => {
	const error = (code: string) =>
		Object.assign(
			new Error(`GET http://x/publicapi/agentpull/demo-${md5('v3rify-me')} pa55-word`),
			{
				code,
			},
		);

	it.each([
		['ECONNREFUSED', 'nothing listens there (connection refused)'],
		['ETIMEDOUT', 'no answer in time'],
		['DEPTH_ZERO_SELF_SIGNED_CERT', 'the certificate signed itself: enter it as CA certificate'],
		['ESTRANGE', 'the request failed (ESTRANGE)'],
	])('%s in words', async (code, message) => {
		const { connection } = connect(error(code));
		expect(await connection.pull(cursor, signal)).toEqual({ kind: 'unreadable', message });
		expect(await connection.ask('MyInfo', {})).toEqual({ kind: 'unreachable', message });
		expect(await connection.serverTime()).toEqual({ ok: false, reason: message });
	});

	it('an answer that is none', async () => {
		const connecting = connectionOf(access, async () => undefined, ['events']);
		expect(connecting.ok && (await connecting.connection.pull(cursor, signal)).kind).toBe(
			'unreadable',
		);
	});
});

describe('secrets', () => {
	const secrets = [access.verificationSecret, access.password, md5('v3rify-me'), md5('pa55-word')];

	it('stand in no message', async () => {
		const told: unknown[] = [];
		for (const reply of [
			new Error(secrets.join(' ')),
			{ statusCode: 403, body: secrets.join(' ') },
			{ statusCode: 302, headers: { location: `http://x/${secrets.join('/')}` } },
			{ body: `<html>${secrets.join(' ')}` },
		]) {
			const { connection } = connect(reply);
			told.push(
				await connection.pull(cursor, signal),
				await connection.ask('MyInfo', {}),
				connection.origin,
				connection.channelKey,
			);
		}
		told.push(
			refusal({ identity: '' }, ['events', 'api']),
			refusal({ address: 'a b' }, ['events']),
		);
		for (const secret of secrets) expect(JSON.stringify(told)).not.toContain(secret);
	});

	it('of the address are not in its origin', () => {
		const { connection } = connect({}, { address: 'https://user:hidden@pbx.example.com/x' });
		expect(connection.origin).toBe('https://pbx.example.com');
	});
});

describe('the key of a channel', () => {
	const keyOf = (changes: AsterCcAccess) => connect({}, changes).connection.channelKey;

	it('is the same for the same channel, however the address is written', () => {
		expect(keyOf({ address: 'pbx.example.com:8880' })).toBe(keyOf({}));
		expect(keyOf({ password: 'of the API' })).toBe(keyOf({}));
	});

	it.each<[string, AsterCcAccess]>([
		['server', { address: 'http://other.example.com:8880' }],
		['team', { identity: 'demo2' }],
		['verification string', { verificationSecret: 'other' }],
		['agent', { follow: 'agent' }],
	])('is another for another %s', (_what, changes) => expect(keyOf(changes)).not.toBe(keyOf({})));
});
