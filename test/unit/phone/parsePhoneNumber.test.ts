import fc from 'fast-check';
import { parsePhoneNumberFromString, PhoneNumber as LibraryNumber } from 'libphonenumber-js/core';
import type { MetadataJson } from 'libphonenumber-js/core';
import maxMetadata from 'libphonenumber-js/metadata.max.json';
import { z } from 'zod';

import { chineseNumberType } from '../../../lib/phone/chinesePlan';
import { numberingPlans } from '../../../lib/phone/numberingPlans';
import { parsePhoneNumber } from '../../../lib/phone/parsePhoneNumber';
import type { PhoneSettings } from '../../../lib/phone/parsePhoneNumber';
import { phoneNumberSchema } from '../../../lib/phone/phoneNumber';
import type { PhoneKind, PhoneNumber } from '../../../lib/phone/phoneNumber';

const max = maxMetadata as unknown as MetadataJson;

type Expected = Omit<PhoneNumber, 'raw'>;

const NOTHING: Expected = {
	e164: null,
	national: null,
	extension: null,
	kind: 'invalid',
	country: null,
	valid: false,
	display: null,
};
const WITHHELD: Expected = { ...NOTHING, kind: 'withheld' };
const chinese = (kind: PhoneKind, e164: string, national: string, display: string): Expected => ({
	...{ kind, e164, national, display },
	...{ country: 'CN', valid: true, extension: null },
});
const abroad = (country: string, e164: string, national: string, display: string): Expected => ({
	...chinese('international', e164, national, display),
	country,
});
const service = (kind: PhoneKind, national: string, display = national): Expected => ({
	...{ ...NOTHING, kind, national, display },
	country: 'CN',
});
const agent = (extension: string): Expected => ({
	...NOTHING,
	...{ kind: 'extension', extension, display: extension },
});
const sip = (display: string): Expected => ({ ...NOTHING, kind: 'sip', display });
const masked = (display: string): Expected => ({ ...NOTHING, kind: 'masked', display });
const invalid = (display: string): Expected => ({ ...NOTHING, display });
const extended = (number: Expected, extension: string): Expected => ({
	...number,
	...{ extension, display: `${number.display} ext. ${extension}` },
});

const MOBILE = chinese('mobile', '+8613800138000', '13800138000', '138 0013 8000');
const SHENZHEN = chinese('landline', '+8675526000000', '075526000000', '0755 2600 0000');
const SHANGHAI = chinese('landline', '+862161234567', '02161234567', '021 6123 4567');
const HOTLINE = chinese('hotline_400', '+864008208820', '4008208820', '400 820 8820');
const HONG_KONG = abroad('HK', '+85223456789', '23456789', '+852 2345 6789');
const US = abroad('US', '+14155552671', '4155552671', '+1 415 555 2671');

const NINE: PhoneSettings = { outsideLinePrefixes: ['9'] };
const LOCAL: PhoneSettings = { defaultAreaCode: '0755' };

type Row = [raw: string | null, expected: Expected, settings?: PhoneSettings];

const SHAPES: Record<string, Row[]> = {
	'mobile writings': [
		['13800138000', MOBILE],
		['008613800138000', MOBILE],
		['+8613800138000', MOBILE],
		['8613800138000', MOBILE],
		['013800138000', MOBILE],
		['0086013800138000', MOBILE],
		['86013800138000', MOBILE],
		['08613800138000', MOBILE],
		['138 0013 8000', MOBILE],
		['138-0013-8000', MOBILE],
		['138.0013.8000', MOBILE],
		['  13800138000\n', MOBILE],
		['+86 (138) 0013-8000', MOBILE],
		['(+86)13800138000', MOBILE],
		['138\u20110013\u20118000', MOBILE],
		['\u202d13800138000\u202c', MOBILE],
		["'13800138000", MOBILE],
		['１３８００１３８０００', MOBILE],
		['＋８６１３８００１３８０００', MOBILE],
		['tel:+86-138-0013-8000', MOBILE],
		['TEL:13800138000', MOBILE],
		['tel:13800138000;phone-context=+86', MOBILE],
		['tel:+8613800138000;ext=12', extended(MOBILE, '12')],
		['13800138000-1234', extended(MOBILE, '1234')],
		['13800138000转1234', extended(MOBILE, '1234')],
		// 170, 162 and other virtual operators and privacy numbers look like any other mobile.
		['17000000000', chinese('mobile', '+8617000000000', '17000000000', '170 0000 0000')],
		['16200000000', chinese('mobile', '+8616200000000', '16200000000', '162 0000 0000')],
	],
	'landline writings': [
		['010-62345678', chinese('landline', '+861062345678', '01062345678', '010 6234 5678')],
		['075588888888', chinese('landline', '+8675588888888', '075588888888', '0755 8888 8888')],
		['(0755)26000000', SHENZHEN],
		['0086075526000000', SHENZHEN],
		['008675526000000', SHENZHEN],
		['+86 755 2600 0000', SHENZHEN],
		['75526000000', SHENZHEN],
		['0862161234567', SHANGHAI],
		['+86 (0)21 6123 4567', SHANGHAI],
		['0435-3234567', chinese('landline', '+864353234567', '04353234567', '0435 323 4567')],
		['26000000', SHENZHEN, LOCAL],
		['26000000', invalid('26000000'), { defaultAreaCode: '138' }],
		['26000000', SHENZHEN, { defaultAreaCode: '755' }],
		['2600-0000', SHENZHEN, LOCAL],
		['26000000-8001', extended(SHENZHEN, '8001'), LOCAL],
		['26000000', invalid('26000000')],
		// Every local number begins with 2 to 8, whatever the library lets pass after an area code.
		['12345678', invalid('12345678'), LOCAL],
		['01234567', invalid('01234567'), LOCAL],
	],
	extensions: [
		['0755-26000000-8001', extended(SHENZHEN, '8001')],
		['0755-26000000 8001', extended(SHENZHEN, '8001')],
		['0755-26000000(8001)', extended(SHENZHEN, '8001')],
		['0755-26000000转8012', extended(SHENZHEN, '8012')],
		['0755-26000000轉8012', extended(SHENZHEN, '8012')],
		['0755-26000000 转 8012', extended(SHENZHEN, '8012')],
		['0755-26000000（转8012）', extended(SHENZHEN, '8012')],
		['0755-26000000转分机8012', extended(SHENZHEN, '8012')],
		['0755-26000000 分机：8012', extended(SHENZHEN, '8012')],
		['0755-26000000,8012', extended(SHENZHEN, '8012')],
		['+8675526000000,,8012#', extended(SHENZHEN, '8012')],
		['0755-26000000x8012', extended(SHENZHEN, '8012')],
		['0755-26000000 ext. 8012', extended(SHENZHEN, '8012')],
		['0755-26000000#8012', extended(SHENZHEN, '8012')],
		['400-820-8820-1', extended(HOTLINE, '1')],
		['95588-1', extended(service('service_95', '95588'), '1')],
		['+1 415 555 2671 x123', extended(US, '123')],
		['0755-2600-0000', SHENZHEN],
		// Seven digits and an extension, or eight: a valid whole is not taken apart.
		['0435-3234567-8', chinese('landline', '+8643532345678', '043532345678', '0435 3234 5678')],
		['0755-2600000-8001', invalid('0755-2600000-8001')],
		['8001转8012', invalid('8001转8012')],
		['8001', agent('8001')],
		['1000', agent('1000')],
		['899999', agent('899999')],
		['900000', invalid('900000')],
		['801', invalid('801')],
	],
	'hotlines, service numbers, short codes and SMS ports': [
		['4008208820', HOTLINE],
		['400-820-8820', HOTLINE],
		['00864008208820', HOTLINE],
		['400820882', invalid('400820882')],
		['8008101234', chinese('toll_free_800', '+868008101234', '8008101234', '800 810 1234')],
		['95588', service('service_95', '95588')],
		['008695588', service('service_95', '95588')],
		['+86 95588', service('service_95', '95588')],
		['96123', service('service_95', '96123')],
		['95013123456', chinese('service_95', '+8695013123456', '95013123456', '95013123456')],
		['9501312345678', service('service_95', '9501312345678')],
		['10105757', chinese('service_95', '+8610105757', '10105757', '10105757')],
		['16812345', chinese('service_95', '+8616812345', '16812345', '1681 2345')],
		['10086', service('short_code', '10086')],
		['008610086', service('short_code', '10086')],
		['12345', service('short_code', '12345')],
		['12306', service('short_code', '12306')],
		['96110', service('short_code', '96110')],
		['110', service('short_code', '110')],
		['tel:110;phone-context=+86', service('short_code', '110')],
		['0755-12345', service('short_code', '075512345', '0755 12345')],
		['021-12345', chinese('short_code', '+862112345', '02112345', '021 12345')],
		['10657501234567', service('sms_port', '10657501234567')],
		['106912345678', service('sms_port', '106912345678')],
		// Ten digits that would be a landline of Beijing with 0 or +86 before them.
		['1065012345', service('sms_port', '1065012345')],
		['01065012345', chinese('landline', '+861065012345', '01065012345', '010 6501 2345')],
	],
	'dialling prefixes': [
		['9013800138000', MOBILE, NINE],
		['913800138000', MOBILE, NINE],
		['9-0755-26000000', SHENZHEN, NINE],
		['9-0755-26000000-8001', extended(SHENZHEN, '8001'), NINE],
		['995588', service('service_95', '95588'), NINE],
		['9008613800138000', MOBILE, NINE],
		['0075526000000', SHENZHEN, { outsideLinePrefixes: ['8', '0'] }],
		['9013800138000', invalid('9013800138000')],
		// The whole is a number already, so the 9 is its own.
		['95588', service('service_95', '95588'), NINE],
		['98001', invalid('98001'), NINE],
		['99013800138000', invalid('99013800138000'), NINE],
		['9013800138000', invalid('9013800138000'), { outsideLinePrefixes: [''] }],
		['1795113800138000', MOBILE],
		['17951013800138000', MOBILE],
		['17951075526000000', SHENZHEN],
		['1795100852 23456789', HONG_KONG],
		['1258313800138000', MOBILE],
		['12583113800138000', MOBILE],
		['17951075512345', invalid('17951075512345')],
		['1795195588', invalid('1795195588')],
		// The library takes any 11x, 12x, 179 for a carrier's prefix and makes numbers of these two.
		['123452161234567', invalid('123452161234567')],
		['12345001415555267', invalid('12345001415555267')],
		['*6713800138000', MOBILE],
		['#31#0755-26000000', SHENZHEN],
		['*678001', masked('*678001')],
	],
	'numbers from abroad': [
		['+85223456789', HONG_KONG],
		['0085223456789', HONG_KONG],
		['85223456789', invalid('85223456789')],
		['85223456789', HONG_KONG, { defaultCountry: 'HK' }],
		['23456789', HONG_KONG, { defaultCountry: 'HK' }],
		['+85328822345', abroad('MO', '+85328822345', '28822345', '+853 2882 2345')],
		['+886223456789', abroad('TW', '+886223456789', '0223456789', '+886 2 2345 6789')],
		['+14155552671', US],
		['0014155552671', US],
		['14155552671', invalid('14155552671')],
		['14155552671', US, { defaultCountry: 'US' }],
		['(415) 555-2671', US, { defaultCountry: 'US' }],
		['8001', agent('8001'), { defaultCountry: 'US' }],
		['+8613800138000', MOBILE, { defaultCountry: 'US' }],
		['0086 138 0013 8000', MOBILE, { defaultCountry: 'US' }],
		['011 86 138 0013 8000', MOBILE, { defaultCountry: 'US' }],
		['13800138000', invalid('13800138000'), { defaultCountry: 'HK' }],
		['913800138000', invalid('913800138000'), { defaultCountry: 'HK', ...NINE }],
		['913800138000', invalid('913800138000'), { defaultCountry: 'XX' as 'US' }],
		['+16135550123', abroad('CA', '+16135550123', '6135550123', '+1 613 555 0123')],
		['+44 (0)20 7946 0018', abroad('GB', '+442079460018', '02079460018', '+44 20 7946 0018')],
		['+1380013800', invalid('+1380013800')],
		['+999123456789', invalid('+999123456789')],
	],
	'agents and SIP': [
		['sip:1001@pbx', sip('1001@pbx')],
		['1001@ccc-test', sip('1001@ccc-test')],
		['sips:First.Agent@example.com;transport=tls', sip('first.agent@example.com')],
		['"Agent" <sip:1001@pbx:5060>;tag=1', sip('1001@pbx:5060')],
		['sip:1001', sip('1001')],
		['sip:13800138000@gateway', sip('13800138000@gateway')],
		['sip:+8613800138000@gateway', MOBILE],
		['sip:13800138000@gateway;user=phone', MOBILE],
		['sip:8001@gateway;user=phone', sip('8001@gateway')],
		['1001@pbx and more', invalid('1001@pbx and more')],
		['sip:anonymous@anonymous.invalid', WITHHELD],
		['call 1001@pbx', invalid('call 1001@pbx')],
	],
	masks: [
		['138****1234', masked('138****1234')],
		['13****00', masked('13****00')],
		['138XXXX1234', masked('138XXXX1234')],
		['138xxxx1234', masked('138xxxx1234')],
		['138####1234', masked('138####1234')],
		['138＊＊＊＊1234', masked('138＊＊＊＊1234')],
		['+86 138 **** 1234', masked('+86 138 **** 1234')],
		['1380013800*', masked('1380013800*')],
		['138****1234转8012', masked('138****1234转8012')],
		['***********', masked('***********')],
		['*', invalid('*')],
	],
	withheld: [
		[null, WITHHELD],
		['anonymous', WITHHELD],
		['Anonymous', WITHHELD],
		['unknown', WITHHELD],
		['<unknown>', WITHHELD],
		['Restricted', WITHHELD],
		['tel:anonymous', WITHHELD],
		['未知号码', WITHHELD],
	],
	'what is no number': [
		['62345678', invalid('62345678')],
		['08981234567', invalid('08981234567')],
		['01380013800', invalid('01380013800')],
		['12800138000', invalid('12800138000')],
		['138001380001', invalid('138001380001')],
		['0', invalid('0')],
		['+', invalid('+')],
		['+86', invalid('+86')],
		['abc 13800138000', invalid('abc 13800138000')],
		['1-800-FLOWERS', invalid('1-800-FLOWERS')],
		['13800138000/13900139000', invalid('13800138000/13900139000')],
		// What a spreadsheet makes of a number.
		['1.38E+10', invalid('1.38E+10')],
		['13800138000.0', invalid('13800138000.0')],
		['1380013800.0', invalid('1380013800.0')],
		['-13800138000', invalid('-13800138000')],
		// The library's limit for a writing.
		['13800138000'.padStart(250), MOBILE],
		['13800138000'.padStart(251), invalid('13800138000')],
	],
};

describe.each(Object.entries(SHAPES))('%s', (_, rows) => {
	// Taken as a rest: jest would fill a third parameter that a row leaves out with `done`.
	test.each(rows)('%j', (...[raw, expected, settings]: Row) => {
		expect(parsePhoneNumber(raw, settings)).toEqual({ raw, ...expected });
	});
});

describe('values that are no text', () => {
	test.each<[unknown, string | null, Expected]>([
		[13800138000, '13800138000', MOBILE],
		[13800138000n, '13800138000', MOBILE],
		[8001, '8001', agent('8001')],
		[75526000000, '75526000000', SHENZHEN],
		[-13800138000, '-13800138000', invalid('-13800138000')],
		[138001380.12, '138001380.12', invalid('138001380.12')],
		[1e21, '1e+21', invalid('1e+21')],
		[NaN, 'NaN', invalid('NaN')],
		// Absent is null, however a vendor leaves a field blank.
		['', null, WITHHELD],
		[' \t', null, WITHHELD],
		[undefined, null, WITHHELD],
		[{ toString: 'not a function' }, null, NOTHING],
		[['13800138000'], null, NOTHING],
		[true, null, NOTHING],
		[Symbol('number'), null, NOTHING],
	])('%p', (raw, rawText, expected) => {
		expect(parsePhoneNumber(raw)).toEqual({ raw: rawText, ...expected });
	});
});

describe('properties', () => {
	const numberSchema = z.strictObject(phoneNumberSchema.shape);
	/** Text that comes close to numbers, so that all ways through the code are taken. */
	const writing = fc.oneof(
		fc.stringMatching(/^(?:\+|00|0|86|0086|9|17951|\*67)?[0-9]{3,13}$/),
		fc.stringMatching(/^[0-9+*#x(). -]{1,24}$/),
		fc.stringMatching(/^0?(?:10|2[0-9]|755)[- ]?[2-8][0-9]{6,7}(?:[-,x#转][0-9]{1,6})?$/),
		fc.stringMatching(/^(?:sip:|tel:)?[0-9+a-z]{1,14}(?:@[a-z]{1,5})?(?:;[a-z]{1,4}=[0-9]{1,4})?$/),
	);
	const settings = fc.record<PhoneSettings>(
		{
			defaultCountry: fc.constantFrom('CN', 'HK', 'US', 'DE'),
			outsideLinePrefixes: fc.array(fc.constantFrom('', '0', '9', '8', '99', '*')),
			defaultAreaCode: fc.constantFrom('', '010', '755', '0755', 'none'),
		},
		{ requiredKeys: [] },
	);

	test('anything gives a phone number, and text keeps its writing', () => {
		fc.assert(
			fc.property(
				fc.oneof(fc.anything(), fc.string({ unit: 'binary' }), writing),
				settings,
				(raw, given) => {
					const number = parsePhoneNumber(raw, given);
					numberSchema.parse(number);
					if (typeof raw === 'string' && raw.trim() !== '') expect(number.raw).toBe(raw);
				},
			),
			{ numRuns: 3000 },
		);
	});

	test('e164 is null or a number the library calls valid, and valid says which', () => {
		let valid = 0;
		fc.assert(
			fc.property(writing, settings, (raw, given) => {
				const { e164, valid: isValid, country } = parsePhoneNumber(raw, given);
				expect(isValid).toBe(e164 !== null);
				if (e164 === null) return;
				valid += 1;
				const isExact = ['CN', 'HK', 'MO', 'TW'].includes(country ?? '');
				const plans = isExact ? max : numberingPlans;
				const library = parsePhoneNumberFromString(e164, plans);
				expect(library?.isValid()).toBe(true);
				expect(library?.number).toBe(e164);
				expect(library?.country ?? null).toBe(country);
			}),
			{ numRuns: 3000 },
		);
		// Had no writing been a number, nothing would have been looked at.
		expect(valid).toBeGreaterThan(100);
	});

	test('eleven digits from 1 are a mobile just when the library says so', () => {
		const seen = { valid: 0, invalid: 0 };
		fc.assert(
			fc.property(
				fc.stringMatching(/^1[0-9]{10}$/),
				fc.constantFrom('', '0086', '+86', '86', '0'),
				(digits, prefix) => {
					const library = parsePhoneNumberFromString(`+86${digits}`, max);
					const isMobile = library?.isValid() === true && library.getType() === 'MOBILE';
					seen[isMobile ? 'valid' : 'invalid'] += 1;
					const number = parsePhoneNumber(prefix + digits);
					expect(number.kind === 'mobile').toBe(isMobile);
					if (isMobile) expect(number.e164).toBe(library.number);
				},
			),
			{ numRuns: 3000 },
		);
		expect(Math.min(seen.valid, seen.invalid)).toBeGreaterThan(100);
	});

	test('every national number has the type the library gives it', () => {
		const seen = new Set<string | null>();
		const national = fc.oneof(
			fc.stringMatching(/^[1-9][0-9]{4,12}$/),
			fc.stringMatching(/^(?:10|21|755|435|311|400|800|950|1010|10800|16[08])[0-9]{4,9}$/),
			fc.stringMatching(/^(?:10|21|755|435)(?:95|96|100|123)[0-9]{1,4}$/),
		);
		fc.assert(
			fc.property(national, (digits) => {
				const type = new LibraryNumber(`+86${digits}`, max).getType() ?? null;
				seen.add(type);
				expect(chineseNumberType(digits)).toBe(type);
			}),
			{ numRuns: 10_000 },
		);
		expect([...seen].sort()).toEqual(
			['FIXED_LINE', 'MOBILE', 'PREMIUM_RATE', 'SHARED_COST', 'TOLL_FREE', null].sort(),
		);
	});
});
