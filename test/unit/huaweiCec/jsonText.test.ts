import { readJson } from '../../../lib/huaweiCec/jsonText';

it.each([
	['{"dataId":9007199254740993}', { dataId: '9007199254740993' }],
	[
		'{"ids":[1234567890123456,-1234567890123456789]}',
		{ ids: ['1234567890123456', '-1234567890123456789'] },
	],
	['{"time":1780366800000,"n":1.2345678901234567}', { time: 1780366800000, n: 1.2345678901234567 }],
	['{"n":1234567890123456e2}', { n: 1234567890123456e2 }],
	[
		'{"text":"say \\"1234567890123456789\\" 1234567890123456789"}',
		{ text: 'say "1234567890123456789" 1234567890123456789' },
	],
	[
		'{"text":"ends in \\\\","id":1234567890123456789}',
		{ text: 'ends in \\', id: '1234567890123456789' },
	],
	['\uFEFF{"a":null}', { a: null }],
	['[]', []],
])('%s', (text, value) => {
	expect(readJson(text)).toEqual({ ok: true, value });
});

it.each(['', '<html>', '{"a":', 'undefined'])('%j is no JSON', (text) => {
	expect(readJson(text)).toEqual({ ok: false });
});

it('reads a long text quickly', () => {
	const text = JSON.stringify({ a: '\\"1'.repeat(500_000), ids: Array.from({ length: 100_000 }) });
	const before = Date.now();
	expect(readJson(text).ok).toBe(true);
	expect(Date.now() - before).toBeLessThan(5000);
});
