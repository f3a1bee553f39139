import fc from 'fast-check';

import { hashPhoneNumber } from '../../../lib/phone/hashPhoneNumber';
import { parsePhoneNumber } from '../../../lib/phone/parsePhoneNumber';

const KEY = 'a key for tests';
const hash = (raw: unknown, key = KEY) => hashPhoneNumber(parsePhoneNumber(raw), key);

test('the hash is HMAC-SHA-256 of the E.164 form, and nothing else is left', () => {
	expect(hash('138 0013 8000转1234')).toEqual({
		raw: null,
		e164: null,
		national: null,
		extension: null,
		kind: 'mobile',
		country: 'CN',
		valid: true,
		// printf '+8613800138000' | openssl dgst -sha256 -hmac 'a key for tests'
		display: 'hmac-sha256:100504fdea57be092522841a0725c5b3198e51b811fb858fbce1eb152860327f',
	});
});

test.each([
	['0086 and bare', '008613800138000', '13800138000'],
	['+86 and spaces', '+8613800138000', '138 0013 8000'],
	['with and without extension', '0755-26000000-8001', '+8675526000000'],
	['a service number', '008695588', '95588'],
	['an extension', '8001', 'tel:8001'],
	['SIP in any case', 'sip:First.Agent@Example.com', 'first.agent@example.com'],
	['a mask in any sign', '138****1234', '138 XXXX 1234'],
	['an invalid number', '6234 5678', '62345678'],
])('one number, one hash: %s', (_, one, other) => {
	expect(hash(one).display).toMatch(/^hmac-sha256:[0-9a-f]{64}$/);
	expect(hash(other)).toEqual(hash(one));
});

test('all writings of a mobile have one hash, and other mobiles and keys another', () => {
	const mobile = fc.stringMatching(/^13[0-9]{9}$/);
	fc.assert(
		fc.property(
			...[mobile, mobile],
			fc.constantFrom('0086', '+86', '86', '0', '+86 ', 'tel:', '17951'),
			(digits, other, prefix) => {
				fc.pre(digits !== other);
				const expected = hash(digits);
				expect(hash(prefix + digits)).toEqual(expected);
				expect(hash(other).display).not.toBe(expected.display);
				expect(hash(digits, 'another key').display).not.toBe(expected.display);
			},
		),
	);
});

test.each([
	['95588', 'service_95', 'CN', false],
	['+85223456789', 'international', 'HK', true],
	['1001@pbx', 'sip', null, false],
	['abc', 'invalid', null, false],
])('%s keeps kind, country and validity', (raw, kind, country, valid) => {
	const hashed = hash(raw);
	expect(hashed).toMatchObject({ kind, country, valid, raw: null, national: null });
	expect(hashed.display).toMatch(/^hmac-sha256:[0-9a-f]{64}$/);
});

test('a withheld number stays withheld, and what was no text has no hash', () => {
	expect(hash('anonymous')).toEqual(parsePhoneNumber('anonymous'));
	expect(hash({})).toEqual(parsePhoneNumber({}));
	expect(hash('abc').display).not.toBe(hash('abd').display);
});

test('hashing twice keeps the first hash', () => {
	expect(hashPhoneNumber(hash('13800138000'), KEY)).toEqual(hash('13800138000'));
});

test('an empty key is refused, and the message does not hold the number', () => {
	const number = parsePhoneNumber('13800138000');
	expect(() => hashPhoneNumber(number, '')).toThrow(
		new Error('Hashing phone numbers needs a secret key, and it is empty'),
	);
});
