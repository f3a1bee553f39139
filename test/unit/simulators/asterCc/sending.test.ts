import {
	bodyKinds,
	channelOf,
	formatBody,
	literalOf,
	postEvent,
	publishEvent,
} from '../../../../simulators/src/index.ts';
import type { Receiver } from '../receiver.ts';
import { startReceiver } from '../receiver.ts';

const event = {
	fields: [
		['source', 'AGENT'],
		['eventTime', '2010-01-01 08:22:01'],
		['userdata', 'a=1&名=张+€'],
	],
	message: 'source=AGENT&eventTime=2010-01-01 08:22:01&userdata=a=1&名=张+€',
} as const;

describe('bodies', () => {
	test('form: every field by itself, URL-encoded', () => {
		const { contentType, body } = formatBody(event, 'form');
		expect(contentType).toBe('application/x-www-form-urlencoded');
		expect(body).toContain('eventTime=2010-01-01+08%3A22%3A01&userdata=a%3D1%26');
		expect([...new URLSearchParams(body as string)]).toEqual(event.fields);
	});

	test('raw: the message as it is', () => {
		const expected = { contentType: 'text/plain; charset=utf-8', body: event.message };
		expect(formatBody(event, 'raw')).toEqual(expected);
	});

	test('field: the message in one field', () => {
		const { body } = formatBody(event, 'field');
		expect([...new URLSearchParams(body as string)]).toEqual([['message', event.message]]);
	});

	test('json: an object', () => {
		const { contentType, body } = formatBody(event, 'json');
		expect(contentType).toBe('application/json');
		expect(JSON.parse(body as string)).toEqual(Object.fromEntries(event.fields));
	});

	test('gbk: the message in GBK', () => {
		const { contentType, body } = formatBody({ ...event, message: '你好 abc，龍囍' }, 'gbk');
		expect(contentType).toBe('text/plain; charset=gbk');
		expect([...(body as Uint8Array)].slice(0, 5)).toEqual([0xc4, 0xe3, 0xba, 0xc3, 0x20]);
		expect(new TextDecoder('gbk').decode(body as Uint8Array)).toBe('你好 abc，龍囍');
		const foreign = formatBody({ ...event, message: 'a😀b' }, 'gbk').body as Uint8Array;
		expect(new TextDecoder('gbk').decode(foreign)).toBe('a?b');
	});
});

describe('the literal', () => {
	test('has every field and the message as pushstr, in single quotes', () => {
		expect(literalOf([['source', 'AGENT']], 'source=AGENT&')).toBe(
			"{'source':'AGENT','pushstr':'source=AGENT&'}",
		);
	});

	test('escapes what would end it', () => {
		const literal = literalOf([['userdata', 'it\'s \\ "so"\r\n']], "userdata=it's");
		expect(literal).toBe(String.raw`{'userdata':'it\'s \\ "so"\r\n','pushstr':'userdata=it\'s'}`);
	});
});

describe('channels', () => {
	test('of an agent and of a team', () => {
		const agent = { number: '8001', password: 'password' };
		const md5 = '5f4dcc3b5aa765d61d8327deb882cf99';
		expect(channelOf({ identity: 'demo', agent })).toBe(`demo-8001-${md5}`);
		expect(channelOf({ identity: 'demo', verification: 'password' })).toBe(`demo-${md5}`);
		expect(() => channelOf({ identity: 'demo' })).toThrow(/agent or a verification/);
	});
});

describe('requests', () => {
	let receiver: Receiver;
	afterEach(() => receiver.close());

	test.each(bodyKinds)('postEvent as %s', async (how) => {
		receiver = await startReceiver(() => ({ body: 'ok' }));
		const result = await postEvent(`${receiver.url}/hook`, event, how);
		expect(result).toMatchObject({ status: 200, accepted: true, failure: null });
		const [request] = receiver.requests;
		expect(request).toMatchObject({ method: 'POST', path: '/hook' });
		expect(request?.headers['content-type']).toBe(formatBody(event, how).contentType);
		if (how !== 'gbk') expect(request?.text).toBe(formatBody(event, how).body);
	});

	test('a refusal is told in words', async () => {
		receiver = await startReceiver(() => ({ status: 403, body: 'no\nentry' }));
		const result = await postEvent(receiver.url, event);
		expect(result).toMatchObject({ status: 403, accepted: false, failure: 'HTTP 403 no entry' });
	});

	test('so is a missing answer', async () => {
		receiver = await startReceiver(() => null);
		const result = await postEvent(receiver.url, event, 'raw', { timeoutMs: 40 });
		expect(result).toMatchObject({ status: null, failure: 'no answer within 40 ms' });
	});

	test('publishEvent names the channel in the query and never in a failure', async () => {
		receiver = await startReceiver(() => ({ status: 500, body: 'lost team-abc' }));
		const result = await publishEvent(`${receiver.url}/pub`, 'team-abc', "{'a':'b'}");
		expect(receiver.requests[0]).toMatchObject({
			method: 'POST',
			path: '/pub?channel=team-abc',
			text: "{'a':'b'}",
		});
		expect(result.failure).toBe('HTTP 500 lost (channel)');
	});
});
