import { parseMessage } from '../../../lib/asterCc/message';
import { messagesOfBody, messagesOfText, messagesOfValue } from '../../../lib/asterCc/pushBody';
import { FORMAT_EXAMPLE, INBOUND, OUTBOUND, SAMPLES } from '../../fixtures/asterCc/messages';

/** How asterCC encodes its push is not documented (reference/astercc §2.2): all of these are read. */
const FORM = 'application/x-www-form-urlencoded';
const sample = INBOUND.坐席振铃;
const fieldsOf = (message: string) => ({ ...parseMessage(message) });
const read = (body: string | Uint8Array, contentType = '') =>
	messagesOfBody(typeof body === 'string' ? Buffer.from(body, 'utf8') : body, contentType).map(
		(fields) => ({ ...fields }),
	);

const formOf = (message: string, blank: '+' | '%20') =>
	Object.entries(parseMessage(message))
		.map(([name, value]) => `${name}=${encodeURIComponent(value).replaceAll('%20', blank)}`)
		.join('&');

describe('the message as it is', () => {
	it.each(SAMPLES)('as text: %s', (message) => {
		expect(read(message, 'text/plain')).toEqual([fieldsOf(message)]);
	});

	it.each(SAMPLES)("called a form, but not encoded, as PHP's curl does: %s", (message) => {
		expect(read(message, FORM)).toEqual([fieldsOf(message)]);
	});

	it.each([
		['without a type', ''],
		['as bytes', 'application/octet-stream'],
		['as JSON, which it is not', 'application/json'],
	])('%s', (_how, type) => expect(read(sample, type)).toEqual([fieldsOf(sample)]));

	it('unencoded, userdata keeps its &, = and +', () => {
		const [message] = read('event=answer&channel=&userdata=a=1&b=2+3 x&from=dialin', FORM);
		expect(message).toEqual({
			event: 'answer',
			channel: '',
			userdata: 'a=1&b=2+3 x',
			from: 'dialin',
		});
	});

	it.each([
		['message="…";', `message="${FORMAT_EXAMPLE}";`],
		['message= "…"; with the blank of 客户呼入', `message= "${FORMAT_EXAMPLE}";`],
		['in quotes', `"${FORMAT_EXAMPLE}"`],
		['in single quotes', `'${FORMAT_EXAMPLE}'`],
		['message=…', `message=${FORMAT_EXAMPLE}`],
		['with line ends around it', `\r\n${FORMAT_EXAMPLE}\r\n`],
	])("the vendor's page: %s", (_how, body) => {
		expect(read(body)).toEqual([fieldsOf(FORMAT_EXAMPLE)]);
	});
});

describe('a form that really is one', () => {
	it.each(['+', '%20'] as const)('a field for each field, blanks as %s', (blank) => {
		for (const message of SAMPLES) {
			expect(read(formOf(message, blank), FORM)).toEqual([fieldsOf(message)]);
		}
	});

	it('made by URLSearchParams', () => {
		const body = new URLSearchParams(fieldsOf(sample)).toString();
		expect(read(body, FORM)).toEqual([fieldsOf(sample)]);
	});

	it('userdata with %26 and %3D is one field', () => {
		expect(
			read('event=answer&eventTime=2010-01-01+08%3A22%3A01&userdata=a%3D1%26b%3D2', FORM),
		).toEqual([{ event: 'answer', eventTime: '2010-01-01 08:22:01', userdata: 'a=1&b=2' }]);
	});

	it('even where what it holds looks like a field', () => {
		expect(read('event=answer&userdata=x%26event%3Dhangup', FORM)).toEqual([
			{ event: 'answer', userdata: 'x&event=hangup' },
		]);
	});

	it('refused names are left out, encoded or not', () => {
		const [message] = read('event=answer&__proto__=x&%5F_proto__=x&constructor=a%20b', FORM);
		expect(message).toEqual({ event: 'answer' });
		expect(Object.keys(message ?? {})).toEqual(['event']);
	});

	it.each(['message', 'pushstr', 'data', 'anything'])(
		'one field %s with the whole message',
		(name) => {
			const body = new URLSearchParams({ [name]: sample }).toString();
			expect(read(body, FORM)).toEqual([fieldsOf(sample)]);
		},
	);

	it('the whole message encoded, without a name', () => {
		expect(read(encodeURIComponent(sample), FORM)).toEqual([fieldsOf(sample)]);
	});

	it('the message beside a field that is none of it', () => {
		const body = new URLSearchParams({ sign: 'd41d8cd98f00b204', message: sample }).toString();
		expect(read(body, FORM)).toEqual([fieldsOf(sample)]);
	});

	it('the literal in a field', () => {
		const body = new URLSearchParams({ text: "{'source':'AGENT','event':'answer'}" }).toString();
		expect(read(body, FORM)).toEqual([{ source: 'AGENT', event: 'answer' }]);
	});
});

describe('JSON', () => {
	const fields = fieldsOf(sample);

	it('an object', () => expect(read(JSON.stringify(fields))).toEqual([fields]));

	it('an array, in its order', () => {
		const list = Object.values(OUTBOUND).map(fieldsOf);
		expect(read(JSON.stringify(list), 'application/json')).toEqual(list);
	});

	it('an array of messages', () => {
		expect(read(JSON.stringify(Object.values(INBOUND)))).toEqual(
			Object.values(INBOUND).map(fieldsOf),
		);
	});

	it.each(['message', 'pushstr', 'text', 'data', 'events', 'body', 'payload'])(
		'the member %s holds the message',
		(name) => {
			expect(read(JSON.stringify({ code: 1, [name]: sample }))).toEqual([fields]);
		},
	);

	it.each(['data', 'events', 'payload'])('the member %s holds objects', (name) => {
		expect(read(JSON.stringify({ ok: true, [name]: fields }))).toEqual([fields]);
		expect(read(JSON.stringify({ ok: true, [name]: [fields, fields] }))).toEqual([fields, fields]);
	});

	it('numbers, booleans and null become text; what is nested stays JSON', () => {
		const body = {
			event: 'ringing',
			uniqueid: 19866,
			didnumber: null,
			ok: true,
			extra: { a: [1] },
		};
		expect(read(JSON.stringify(body))).toEqual([
			{ event: 'ringing', uniqueid: '19866', didnumber: '', ok: 'true', extra: '{"a":[1]}' },
		]);
	});

	it('a JSON string', () => expect(read(JSON.stringify(sample))).toEqual([fields]));

	it('userdata is not taken apart', () => {
		expect(read(JSON.stringify({ event: 'answer', userdata: 'a=1&event=hangup' }))).toEqual([
			{ event: 'answer', userdata: 'a=1&event=hangup' },
		]);
	});

	it('refused names are left out', () => {
		const [message] = read('{"event":"answer","__proto__":{"x":1},"constructor":1,"prototype":2}');
		expect(Object.keys(message ?? {})).toEqual(['event']);
		expect(({} as Record<string, unknown>)['x']).toBeUndefined();
	});
});

describe('what the long-poll carries (reference/astercc §2.1, "text")', () => {
	const literal =
		"{'source':'AGENT','event':'ringing','agentno':'1001','pushstr':'source=AGENT&event=ringing&sessionid=s1&userdata=a=1&b=2'}";

	it('the literal: the fields of pushstr, and those it lacks', () => {
		expect(read(literal)).toEqual([
			{ source: 'AGENT', event: 'ringing', sessionid: 's1', userdata: 'a=1&b=2', agentno: '1001' },
		]);
	});

	it('where both tell, pushstr wins', () => {
		expect(read("{'event':'hangup','pushstr':'event=answer&sessionid=s1'}")).toEqual([
			{ event: 'answer', sessionid: 's1' },
		]);
	});

	it('without pushstr its own fields are the message', () => {
		expect(read("{'source':'AGENT','event':'login','AgentGroupId':'100'}")).toEqual([
			{ source: 'AGENT', event: 'login', AgentGroupId: '100' },
		]);
	});

	it('an item', () => {
		const item = { text: literal, tag: 1, time: 'Fri, 01 Jan 2010 00:22:01 GMT' };
		expect(read(JSON.stringify(item))).toEqual(read(literal));
		expect(read(JSON.stringify([item, item]))).toHaveLength(2);
	});
});

describe('charsets', () => {
	/** 张三 in GBK; the bytes are no UTF-8. */
	const zhangSan = [0xd5, 0xc5, 0xc8, 0xfd];
	const gbk = Buffer.concat([
		Buffer.from('source=AGENT&event=ringing&userdata='),
		Buffer.from(zhangSan),
		Buffer.from('&from=dialin'),
	]);
	const expected = [{ source: 'AGENT', event: 'ringing', userdata: '张三', from: 'dialin' }];

	it.each([
		'',
		FORM,
		'text/plain; charset=gbk',
		'text/plain; charset="GB2312"',
		'x; CHARSET = gb18030',
	])('GBK, declared as "%s"', (type) => expect(read(gbk, type)).toEqual(expected));

	it.each(['', `${FORM}; charset=gbk`])('GBK percent-encoded, declared as "%s"', (type) => {
		expect(read('source=AGENT&event=ringing&userdata=%D5%C5%C8%FD&from=dialin', type)).toEqual(
			expected,
		);
	});

	it('bytes that are both are what the header says, else UTF-8', () => {
		const bytes = Buffer.concat([Buffer.from('event=answer&userdata='), Buffer.from('张三')]);
		expect(read(bytes)).toEqual([{ event: 'answer', userdata: '张三' }]);
		expect(read(bytes, 'text/plain; charset=gbk')[0]?.['userdata']).toBe('寮犱笁');
	});

	it.each(['text/plain; charset=utf-8', 'text/plain; charset=latin1', 'text/plain; charset=nope'])(
		'UTF-8 under %s',
		(type) => expect(read('event=answer&userdata=张三', type)[0]?.['userdata']).toBe('张三'),
	);

	it('UTF-8 percent-encoded', () => {
		expect(read('event=answer&userdata=%E5%BC%A0%E4%B8%89', FORM)[0]?.['userdata']).toBe('张三');
	});

	it.each(['source=AGENT&event=answer', '{"source":"AGENT","event":"answer"}'])(
		'a BOM before %s',
		(body) => expect(read(`\uFEFF${body}`)).toEqual([{ source: 'AGENT', event: 'answer' }]),
	);
});

describe('garbage gives nothing', () => {
	it.each([
		'',
		' ',
		'hello',
		'null',
		'[]',
		'{}',
		'[[[]]]',
		'[1,null,true]',
		'{"a":1}',
		'a=1&b=2',
		'a=%20&b=%20',
		'<html><body class="login">Please log in</body></html>',
		'{',
		"{'a'",
		'[{',
		'%',
		'%zz',
		'"',
		'""',
		'=',
		'&&',
		'Channel deleted',
	])('%j', (body) => expect(read(body)).toEqual([]));

	it('bytes', () => expect(read(new Uint8Array([0, 255, 254, 128, 61, 38]))).toEqual([]));

	it.each([undefined, null, 0, true, NaN, () => 'event=answer', Symbol('event')])(
		'the value %p',
		(value) => expect(messagesOfValue(value)).toEqual([]),
	);
});

describe('a hostile body costs no time and throws nothing', () => {
	it.each([
		['deep JSON', '['.repeat(100_000) + ']'.repeat(100_000)],
		['deep JSON objects', '{"data":'.repeat(50_000) + '1' + '}'.repeat(50_000)],
		['deep literal', '{text:'.repeat(20_000) + "{event:'answer'}" + '}'.repeat(20_000)],
		['a form in a form in a form', `${'a='.repeat(20_000)}%${'25'.repeat(20_000)}20`],
		['blanks behind a literal', `{'event':'answer'}${' '.repeat(50_000)}x`],
		['quotes without end', `{'event':'${"',".repeat(50_000)}`],
		['open quotes', `"${'" '.repeat(100_000)}`],
		['percent signs', `event=${'%'.repeat(500_000)}%41`],
	])('%s', (_what, body) => {
		const start = performance.now();
		expect(Array.isArray(messagesOfText(body, FORM))).toBe(true);
		expect(performance.now() - start).toBeLessThan(2000);
	});
});
