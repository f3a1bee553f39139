import fc from 'fast-check';

import { maskPhoneNumber, maskText } from '../../../lib/phone/maskPhoneNumber';
import { parsePhoneNumber } from '../../../lib/phone/parsePhoneNumber';

describe('maskText', () => {
	test.each([
		['13800138000', '138****8000'],
		['008613800138000', '0086138****8000'],
		['+8613800138000', '+86138****8000'],
		['8613800138000', '86138****8000'],
		['013800138000', '0138****8000'],
		['+86 138-0013-8000', '+86 138-****-8000'],
		['１３８００１３８０００', '１３８****８０００'],
		['13800138000转8012', '138****8000*****'],
		['13800138000;ext=8012', '138****8000;***=****'],
		['075526000000', '07********00'],
		['0755-26000000', '07**-******00'],
		['17951075526000000', '17************000'],
		['+85223456789', '+8522******9'],
		['0085223456789', '008522******9'],
		['+14155552671', '+14*******71'],
		['+80012345678', '+8001******8'],
		['62345678', '6******8'],
		['8001', '***1'],
		['110', '**0'],
		['11', '**'],
		['', ''],
		['sip:1001@pbx', 'sip:***1@pbx'],
		['tel:8001;phone-context=+86755', 'tel:***1;*****-*******=+*****'],
		['sip:+8613800138000@10.0.0.5:5060', 'sip:+86138****8000@**.*.*.*:****'],
		['first.agent@example.com', 'f****.***nt@example.com'],
		['agent@13800138000@example.com', 'ag***@********000@example.com'],
		['张三丰', '**丰'],
		['😀😀😀😀😀😀', '************'],
		['138****1234', '138****1234'],
		['138XXXX1234', '138****1234'],
	])('%s', (raw, masked) => {
		expect(maskText(raw)).toBe(masked);
	});

	const text = fc.oneof(
		fc.string({ unit: 'binary' }),
		fc.stringMatching(/^[0-9+*x@;:. -]{0,30}$/),
		fc.stringMatching(/^(?:\+86|0086|0)?[0-9]{3,18}$/),
	);

	test('keeps the length, and masking twice changes nothing', () => {
		fc.assert(
			fc.property(text, (raw) => {
				const masked = maskText(raw);
				expect(masked).toHaveLength(raw.length);
				expect(maskText(masked)).toBe(masked);
			}),
			{ numRuns: 3000 },
		);
	});

	test('shows nothing that was not there', () => {
		fc.assert(
			fc.property(text, (raw) => {
				maskText(raw)
					.split('')
					.forEach((character, index) => expect(['*', raw[index]]).toContain(character));
			}),
		);
	});

	test('of a mobile, the first three and last four digits are left in any writing', () => {
		const separator = fc.constantFrom('', ' ', '-', '.');
		fc.assert(
			fc.property(
				fc.stringMatching(/^1[3-68-9][0-9]{9}$/),
				fc.constantFrom('', '0', '86', '+86', '0086', '+86 ', '(+86)', 'tel:+86-', 'tel:'),
				separator,
				separator,
				fc.constantFrom('', ' ', '转8012', '-8012', ',8012', '@host', ';ext=8012'),
				(digits, prefix, first, second, tail) => {
					const [head, middle, end] = [digits.slice(0, 3), digits.slice(3, 7), digits.slice(7)];
					const masked = maskText(prefix + head + first + middle + second + end + tail);
					const shown = masked.replace(/\D/g, '');
					expect(shown).toBe(prefix.replace(/\D/g, '') + head + end);
				},
			),
			{ numRuns: 1000 },
		);
	});

	test('of anything else, a third at most is left', () => {
		const other = fc.oneof(
			fc.stringMatching(/^[0-9]{1,10}$/),
			fc.stringMatching(/^0[2-9][0-9]{9,10}$/).filter((digits) => !/^086?1/.test(digits)),
			fc.stringMatching(/^[a-z]{1,20}$/),
		);
		fc.assert(
			fc.property(other, (raw) => {
				fc.pre(!raw.startsWith('00'));
				const shown = maskText(raw).replaceAll('*', '').length;
				expect(shown).toBe(Math.min(Math.floor(raw.length / 3), 7));
			}),
			{ numRuns: 1000 },
		);
	});
});

describe('maskPhoneNumber', () => {
	const NOTHING = { e164: null, extension: null, kind: 'masked', valid: false };

	test.each([
		[
			'0086 13800138000',
			{ raw: '0086 138****8000', national: '138****8000', display: '138 **** 8000', country: 'CN' },
		],
		[
			'0755-26000000-8001',
			{
				raw: '07**-******00-****',
				national: '07********00',
				display: '07** **** **00',
				country: 'CN',
			},
		],
		[
			'0755-26000000 分机 8012',
			{
				raw: '07**-******00 ** ****',
				national: '07********00',
				display: '07** **** **00',
				country: 'CN',
			},
		],
		[
			'+85223456789',
			{ raw: '+8522******9', national: '2******9', display: '+852 2*** ***9', country: 'HK' },
		],
		['8001', { raw: '***1', national: null, display: '***1', country: null }],
		['sip:1001@pbx', { raw: 'sip:***1@pbx', national: null, display: '***1@pbx', country: null }],
		['138****1234', { raw: '138****1234', national: null, display: '138****1234', country: null }],
		[{}, { raw: null, national: null, display: null, country: null }],
	])('%j', (raw, expected) => {
		expect(maskPhoneNumber(parsePhoneNumber(raw))).toEqual({ ...NOTHING, ...expected });
	});

	test('a withheld number stays withheld', () => {
		const withheld = parsePhoneNumber('anonymous');
		expect(maskPhoneNumber(withheld)).toEqual(withheld);
	});

	test('no field shows the middle of a mobile, whatever was dialled before it', () => {
		fc.assert(
			fc.property(
				fc.stringMatching(/^13[0-9]{9}$/),
				fc.constantFrom('', '0', '0086', '17951', '125831', '*67', '9', 'sip:+86'),
				(digits, prefix) => {
					const number = parsePhoneNumber(prefix + digits + (prefix === 'sip:+86' ? '@gw' : ''), {
						outsideLinePrefixes: ['9'],
					});
					expect(number.e164).toBe(`+86${digits}`);
					const masked = maskPhoneNumber(number);
					expect(masked.national).toBe(`${digits.slice(0, 3)}****${digits.slice(7)}`);
					expect(masked.display).toBe(`${digits.slice(0, 3)} **** ${digits.slice(7)}`);
					const writing = masked.raw?.replace('@gw', '') ?? '';
					expect(writing.slice(-8, -4)).toBe('****');
				},
			),
		);
	});
});
