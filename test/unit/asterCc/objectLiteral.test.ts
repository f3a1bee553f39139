import { parseObjectLiteral } from '../../../lib/asterCc/objectLiteral';

const read = (text: string) => {
	const fields = parseObjectLiteral(text);
	return fields && { ...fields };
};

/** reference/astercc §2.1, row `text`: an object literal in single quotes, pasted as it is. */
it.each<[string, string, Record<string, string>]>([
	['single quotes', "{'source':'AGENT','event':'ringing'}", { source: 'AGENT', event: 'ringing' }],
	['double quotes', '{"source":"AGENT","event":"ringing"}', { source: 'AGENT', event: 'ringing' }],
	['bare names', '{source:\'AGENT\',$x_1:"2"}', { source: 'AGENT', $x_1: '2' }],
	['Chinese names', "{姓名:'张三','电话':1}", { 姓名: '张三', 电话: '1' }],
	['bare values', '{a:1,b:-2.5e+3,c:true,d:word}', { a: '1', b: '-2.5e+3', c: 'true', d: 'word' }],
	['null and undefined', "{a:null,b:undefined,c:''}", { a: '', b: '', c: '' }],
	['blanks and line ends', "\r\n { 'a' : 'x' ,\n b : 1 } ;\n", { a: 'x', b: '1' }],
	['a BOM', "\uFEFF{'a':'x'}", { a: 'x' }],
	['a trailing comma', "{'a':'x','b':'y',}", { a: 'x', b: 'y' }],
	['nothing in it', '{}', {}],
	['a name twice: the last, as in JavaScript', "{'a':'1','a':'2'}", { a: '2' }],
	['a nested object', "{'a':{'b':['}',1]},'c':'x'}", { a: "{'b':['}',1]}", c: 'x' }],
	['a nested array', '{a:[1,[2,"]"]],b:2}', { a: '[1,[2,"]"]]', b: '2' }],
	[
		'a message',
		"{'pushstr':'source=AGENT&event=ringing&'}",
		{ pushstr: 'source=AGENT&event=ringing&' },
	],
	['brackets and colons in a string', "{'a':'{x:1},[2]:3'}", { a: '{x:1},[2]:3' }],
	['the other quote', "{'a':'say \"hi\"'}", { a: 'say "hi"' }],
])('%s', (_what, text, expected) => expect(read(text)).toEqual(expected));

describe("JavaScript's escapes", () => {
	it.each([
		["\\'", "'"],
		['\\"', '"'],
		['\\\\', '\\'],
		['\\/', '/'],
		['a\\nb\\r\\t\\b\\f\\v\\0', 'a\nb\r\t\b\f\v\0'],
		['\\x41\\u5f20', 'A张'],
		['\\ud83d\\ude00', '😀'],
		['\\u12', 'u12'],
		['\\q', 'q'],
		["a\\','b':'x", "a','b':'x"],
	])('%s', (written, expected) => expect(read(`{'v':'${written}'}`)).toEqual({ v: expected }));

	it('in a name', () => expect(read("{'a\\x41':'1'}")).toEqual({ aA: '1' }));
});

describe('an apostrophe that nobody escaped does not end a string', () => {
	it.each([
		["O'Brien"],
		["it's, isn't it"],
		["'quoted'"],
		["a' b"],
		["a', b"],
		["a'}b"],
		["a',"],
		["rock 'n' roll, y'all: yes"],
	])('%s', (value) => {
		expect(read(`{'name':'${value}','event':'answer'}`)).toEqual({ name: value, event: 'answer' });
	});

	it('at the end of the last string', () => {
		expect(read("{'event':'answer','userdata':'the boys''}")).toEqual({
			event: 'answer',
			userdata: "the boys'",
		});
	});
});

describe('refused names', () => {
	it.each(['__proto__', 'constructor', 'prototype'])('%s, however written', (name) => {
		const escaped = `\\x${name.charCodeAt(0).toString(16)}${name.slice(1)}`;
		for (const written of [`'${name}'`, `"${name}"`, name, `'${escaped}'`]) {
			const fields = parseObjectLiteral(`{${written}:{'polluted':1},'event':'answer'}`);
			expect(Object.entries(fields ?? {})).toEqual([['event', 'answer']]);
			expect(Object.getPrototypeOf(fields)).toBeNull();
		}
		expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
	});
});

describe('no literal', () => {
	it.each([
		'',
		'x',
		'[]',
		'{',
		'{{}',
		'{a}',
		'{a:}',
		'{a:1',
		'{a:1}}',
		'{a:1} x',
		'{,}',
		'{a:1,,b:2}',
		'{a:1 b:2}',
		"{'a':'x}",
		"{'a' 'x'}",
		"{'a:1}",
		"{'a':[1}",
		'{a:(1)}',
		'{a:f()}',
		'{a:`x`}',
		'{get a(){return 1}}',
		'{[a]:1}',
		'{...a}',
	])('%s', (text) => expect(parseObjectLiteral(text)).toBeNull());
});

it('however long, it is read in no time', () => {
	const hostile = [
		`{'a':'x'}${' '.repeat(100_000)}x`,
		`{'a':'x'}${' '.repeat(50_000)};${' '.repeat(50_000)}x`,
		`{'a':'${"',".repeat(100_000)}`,
		`{'a':'${'\',"'.repeat(50_000)}`,
		`{'a':'${"'}; ".repeat(50_000)}x`,
		`{'a':${'['.repeat(200_000)}`,
		`{'a':'${"' ".repeat(100_000)}`,
		`{'a':'${"',x ".repeat(50_000)}`,
	];
	for (const text of hostile) {
		const start = performance.now();
		expect(parseObjectLiteral(text)).toBeNull();
		expect(performance.now() - start).toBeLessThan(1500);
	}
});
