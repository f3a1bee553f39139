import {
	channelName,
	cursorAt,
	md5,
	messagesOfItem,
	originOf,
	pullUrl,
	readPullAnswer,
	type Channel,
	type PullAnswer,
} from '../../../lib/asterCc/longPoll';
import { parseMessage } from '../../../lib/asterCc/message';
import { FORMAT_EXAMPLE, INBOUND } from '../../fixtures/asterCc/messages';

const time = 'Fri, 01 Jan 2010 00:22:01 GMT';
const team: Channel = { identity: 'demo', verification: 'abc' };

describe('the channel (reference/astercc §2.1, "Agent URL", "Team URL")', () => {
	it.each([
		['', 'd41d8cd98f00b204e9800998ecf8427e'],
		['abc', '900150983cd24fb0d6963f7d28e17f72'],
		['message digest', 'f96b697d7cb7938d525a2f31aaf161d0'],
		['张三', '615db57aa314529aaa0fbe95b3e95bd3'],
	])('MD5 of "%s", as RFC 1321 and UTF-8 have it', (text, expected) => {
		expect(md5(text)).toBe(expected);
	});

	it('of a team', () => {
		expect(channelName(team)).toBe('demo-900150983cd24fb0d6963f7d28e17f72');
	});

	it('of an agent', () => {
		expect(channelName({ identity: 'demo', agent: '1001', password: 'abc' })).toBe(
			'demo-1001-900150983cd24fb0d6963f7d28e17f72',
		);
	});
});

describe('the address of a request', () => {
	const cursor = { time, tag: '2' };

	it('has the cursor, a callback and a cache buster', () => {
		const url = new URL(pullUrl('http://pbx.example.com:8880', team, cursor, 1_800_000_000_000));
		expect(url.origin).toBe('http://pbx.example.com:8880');
		expect(url.pathname).toBe('/publicapi/agentpull/demo-900150983cd24fb0d6963f7d28e17f72');
		expect(url.searchParams.get('etag')).toBe('2');
		expect(url.searchParams.get('since')).toBe(time);
		expect(url.searchParams.get('_')).toBe('1800000000000');
		expect(url.searchParams.get('callback')).toMatch(/^\w+$/);
	});

	it('blanks leave as %20: nginx would keep a plus', () => {
		const url = pullUrl('pbx.example.com', team, cursor, 0);
		expect(url).toContain('since=Fri%2C%2001%20Jan%202010%2000%3A22%3A01%20GMT');
		expect(url).not.toContain('+');
	});

	it('a plus of its own stays one', () => {
		const url = pullUrl('pbx.example.com', team, { time, tag: 'a+b' }, 0);
		expect(url).toContain('etag=a%2Bb');
	});

	it.each([
		['a/b', 'a%2Fb'],
		['a?b#c', 'a%3Fb%23c'],
		['公司 A', '%E5%85%AC%E5%8F%B8%20A'],
		['../admin', '..%2Fadmin'],
	])('the identity %s cannot leave its place', (identity, encoded) => {
		const url = new URL(pullUrl('pbx.example.com', { ...team, identity }, cursor, 0));
		expect(url.pathname).toBe(`/publicapi/agentpull/${encoded}-900150983cd24fb0d6963f7d28e17f72`);
	});

	it('a cursor at a time means from that second on', () => {
		expect(cursorAt(Date.parse('2010-01-01T00:22:01.900Z'))).toEqual({ time, tag: '0' });
	});
});

it.each([
	['pbx.example.com', 'http://pbx.example.com'],
	['pbx.example.com:8880', 'http://pbx.example.com:8880'],
	[' http://192.0.2.7/ ', 'http://192.0.2.7'],
	['HTTPS://PBX.example.com:7443/agent/login?x=1#y', 'https://pbx.example.com:7443'],
	['http://user:secret@pbx.example.com/', 'http://pbx.example.com'],
	['http://pbx.example.com:80', 'http://pbx.example.com'],
	['https://[2001:db8::1]:7443/x', 'https://[2001:db8::1]:7443'],
	['192.0.2.7:4580/asterccinterface/', 'http://192.0.2.7:4580'],
])('the origin of %s is %s', (address, origin) => expect(originOf(address)).toBe(origin));

describe('what the push server answers (reference/astercc §2.1, "Transport semantics")', () => {
	const read = (body: string, status = 200): PullAnswer =>
		readPullAnswer(status, Buffer.from(body), 'application/javascript');
	const item = (text: string, tag: number | string = 1) =>
		`{"text":"${text}","tag":${tag},"time":"${time}"}`;
	const items = (...texts: Array<[string, string]>) => ({
		kind: 'items',
		items: texts.map(([text, tag]) => ({ text, cursor: { time, tag } })),
	});

	const one = items(['A', '1']);
	const two = items(['A', '1'], ['B', '2']);

	it.each<[string, string, object]>([
		['JSONP, one item', `events([${item('A')}]);`, one],
		['JSONP, several items', `events([${item('A', 1)},${item('B', 2)}]);`, two],
		['JSONP, a trailing comma', `events([${item('A', 1)},${item('B', 2)},]);`, two],
		['JSONP, without semicolon', `events([${item('A')}])`, one],
		['JSONP 0.3.5, one item', `events\r\n([${item('A')}\r\n]);\r\n`, one],
		['JSONP 0.3.5, several', `events\r\n([${item('A', 1)}\r\n,${item('B', 2)}\r\n,]);\r\n`, two],
		['no callback, one item', item('A'), one],
		['no callback, without a separator', item('A', 1) + item('B', 2), two],
		['no callback 0.3.5, CRLF', `${item('A', 1)}\r\n${item('B', 2)}\r\n`, two],
		['a plain array', `[${item('A', 1)},${item('B', 2)}]`, two],
		['etag W/2, from 0.5.2', item('A', '"W/2"'), items(['A', 'W/2'])],
		['tag as text', item('A', '"1"'), one],
		['blanks', '{ "text" : "A" , "tag" : 1 , "time" : "' + time + '" }', one],
		['members in another order', `x([{"time":"${time}","tag":1,"text":"A"}]);`, one],
		['an empty text', item(''), items(['', '1'])],
	])('%s', (_what, body, expected) => expect(read(body)).toEqual(expected));

	it.each([
		['double quotes', '{"source":"AGENT","event":"answer"}'],
		['single quotes', "{'source':'AGENT','pushstr':'a=1&b=2'}"],
		['a comma and a quote', 'say "hi", "tag" and go'],
		['an end of an item that is none', 'x"}, y"}'],
		['a backslash at the end', 'C:\\'],
		['brackets', ']); alert("1"); ([{'],
	])('raw %s inside the text (row "Quotes in text")', (_what, text) => {
		const body = `events([${item(text, 1)},${item('B', 2)}]);`;
		expect(read(body)).toEqual(items([text, '1'], ['B', '2']));
	});

	it('each item has its own time', () => {
		const later = 'Fri, 01 Jan 2010 00:22:02 GMT';
		const answer = read(`events([${item('A', 3)},${item('B', 1).replace(time, later)}]);`);
		expect(answer).toMatchObject({
			items: [{ cursor: { time, tag: '3' } }, { cursor: { time: later, tag: '1' } }],
		});
	});

	it.each([
		['304: nothing new, TTL reached', 304, ''],
		['304 with a body', 304, 'x'],
		['200 with nothing', 200, ''],
		['200 with line ends', 200, '\r\n'],
		['an empty callback', 200, 'events([]);'],
		['an empty callback 0.3.5', 200, 'events\r\n([]);\r\n'],
		['a callback without an array', 200, 'events();'],
	])('%s', (_what, status, body) => expect(read(body, status)).toEqual({ kind: 'nothing' }));

	it.each([
		['plain', 'Channel deleted'],
		['plain, with a line end', 'Channel deleted\r\n'],
		[
			'as an item: tag 0, time epoch',
			'events([{"text":"Channel deleted","tag":0,"time":"Thu, 01 Jan 1970 00:00:00 GMT"}]);',
		],
	])('Channel deleted, %s', (_how, body) => expect(read(body)).toEqual({ kind: 'deleted' }));

	it('a message that only speaks of it is a message', () => {
		expect(read(item('userdata=Channel deleted')).kind).toBe('items');
	});

	it.each([400, 403, 404, 405, 410, 500, 502, 503, 301, 302, 204])(
		'HTTP %s is unreadable',
		(status) => {
			expect(read(item('A'), status)).toEqual({
				kind: 'unreadable',
				message: `the push server answered with HTTP ${status}`,
			});
		},
	);

	it.each([
		['a login page', '<!DOCTYPE html><html><body><form action="/login">…</form></body></html>'],
		['other JSON', '{"code":1,"message":"ok"}'],
		['an array of something', '[1,2]'],
		['a text', 'hello'],
		['half an item', `events([{"text":"A","tag":1,`],
		['an item without a time', 'events([{"text":"A","tag":1}]);'],
		['another function call', 'events({"code":1});'],
	])('%s is unreadable', (_what, body) => {
		expect(read(body)).toEqual({
			kind: 'unreadable',
			message: 'the answer is not one of a push server',
		});
	});

	it('a text in GBK', () => {
		const gbk = Buffer.from([0xd5, 0xc5, 0xc8, 0xfd]);
		const [before, after] = item('X').split('X') as [string, string];
		const body = Buffer.concat([Buffer.from(before), gbk, Buffer.from(after)]);
		expect(readPullAnswer(200, body)).toEqual(items(['张三', '1']));
	});

	it.each([
		['blanks where a tag stands', `{"text":"A","tag":${' '.repeat(20_000)}x`],
		['many half tails', `{"text":"${'","tag":1'.repeat(50_000)}`],
		['blanks in a callback', `events(${' '.repeat(20_000)}x`],
		['brackets and blanks in a callback', `events( [${' '.repeat(20_000)}] ${' '.repeat(20_000)}x`],
		['quotes', `{"text":"${'" '.repeat(100_000)}`],
		['heads', '{"text":"'.repeat(50_000)],
	])('%s: unreadable in no time', (_what, body) => {
		const start = performance.now();
		expect(read(body).kind).toBe('unreadable');
		expect(performance.now() - start).toBeLessThan(1000);
	});
});

describe('the messages in an item (row "text")', () => {
	const cursor = { time, tag: '1' };
	const read = (text: string) => messagesOfItem({ text, cursor }).map((fields) => ({ ...fields }));
	const expected = [{ ...parseMessage(INBOUND.坐席振铃) }];

	it('a literal with pushstr', () => {
		expect(read(`{'source':'AGENT','event':'ringing','pushstr':'${INBOUND.坐席振铃}'}`)).toEqual(
			expected,
		);
	});

	it('a literal with its own fields', () => {
		const members = Object.entries(expected[0] ?? {}).map(
			([name, value]) => `'${name}':'${value}'`,
		);
		expect(read(`{${members.join(',')}}`)).toEqual(expected);
	});

	it('the bare text, as /agentindesks has it', () => {
		expect(read(INBOUND.坐席振铃)).toEqual(expected);
		expect(read(FORMAT_EXAMPLE)).toEqual([{ ...parseMessage(FORMAT_EXAMPLE) }]);
	});

	it('JSON pasted raw', () => expect(read(JSON.stringify(expected[0]))).toEqual(expected));

	it('JSON escaped as a mended template would', () => {
		expect(read(JSON.stringify(JSON.stringify(expected[0])).slice(1, -1))).toEqual(expected);
	});

	it('an apostrophe in userdata', () => {
		expect(read("{'event':'answer','pushstr':'event=answer&userdata=O'Brien'}")).toEqual([
			{ event: 'answer', userdata: "O'Brien" },
		]);
	});

	it.each(['', 'hello', '{', '{}', 'Channel deleted', '\\', '\\u12'])('%j holds none', (text) => {
		expect(read(text)).toEqual([]);
	});
});
