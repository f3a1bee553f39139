import fc from 'fast-check';

import { callbackMilliseconds } from '../../../../lib/huaweiCec/callbacks/callbackTime';
import { readCallbackText } from '../../../../lib/huaweiCec/callbacks/callbackText';

const bodyOf = (text: string) => {
	const reading = readCallbackText(text);
	return reading.ok ? reading.body : reading.message;
};

describe('what a push says', () => {
	it.each<[string, unknown]>([
		['[{"callId":"a"}]', [{ callId: 'a' }]],
		['\uFEFF {"a":1} \n', { a: 1 }],
		['{"callSerialNo":1200000000000000001}', { callSerialNo: '1200000000000000001' }],
		['{a=1, b=2}', { a: '1', b: '2' }],
		['{a=1,b=2}', { a: '1', b: '2' }],
		['{ "a" = "1", "b"="x y" }', { a: '1', b: 'x y' }],
		['{a=, b=null}', { a: '', b: null }],
		['{called=1, callData=a=b&c, serviceNo=2}', { called: '1', callData: 'a=b&c', serviceNo: '2' }],
		['{callData=tea, milk=yes, called=1}', { callData: 'tea, milk=yes', called: '1' }],
		['{called=1, newField=x}', { called: '1', newField: 'x' }],
		['{url=https://a.example/?b=c, d=1}', { url: 'https://a.example/?b=c', d: '1' }],
	])('%j', (text, body) => expect(bodyOf(text)).toEqual(body));

	it.each(['', ' ', '{', '{}x', 'callId=1', '{x}', '{x, a=1}', '<xml/>', '{=1}'])(
		'%j is refused with a message',
		(text) => expect(bodyOf(text)).toMatch(/Send JSON/),
	);

	it('whatever comes is read or refused', () => {
		const bits = fc.constantFrom(
			'{',
			'}',
			'callData',
			'=',
			',',
			'"',
			' ',
			'a',
			'__proto__',
			'1',
			'[',
		);
		fc.assert(
			fc.property(
				fc.oneof(
					fc.string(),
					fc.array(bits).map((all) => all.join('')),
				),
				(text) => {
					const reading = readCallbackText(text);
					return reading.ok || reading.message.length > 10;
				},
			),
			{ numRuns: 1000 },
		);
	});
});

describe('a time', () => {
	it.each([
		['2022/02/17,13:10:06:836', '2022-02-17T05:10:06.836Z'],
		['2022/2/17,13:10:06', '2022-02-17T05:10:06.000Z'],
		['2026-06-02 10:00:00', '2026-06-02T02:00:00.000Z'],
		['2026-06-02 10:00:00.5', '2026-06-02T02:00:00.500Z'],
		['2026-06-02T02:00:00Z', '2026-06-02T02:00:00.000Z'],
		['2026-06-02T10:00:00.120+08:00', '2026-06-02T02:00:00.120Z'],
		['2026-06-02T10:00:00+0800', '2026-06-02T02:00:00.000Z'],
		['1780365600000', '2026-06-02T02:00:00.000Z'],
		['1780365600', '2026-06-02T02:00:00.000Z'],
	])('%s', (text, time) => {
		const milliseconds = callbackMilliseconds(text, 'Asia/Shanghai');
		expect(milliseconds === null ? null : new Date(milliseconds).toISOString()).toBe(time);
	});

	it.each(['', 'now', '12', '2022/02/30,13:10:06:836', '0000-00-00 00:00:00', '99999999999999'])(
		'"%s" is none',
		(text) => expect(callbackMilliseconds(text, 'Asia/Shanghai')).toBeNull(),
	);
});
