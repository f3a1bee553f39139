import { accountOf, addressOf, tlsOf } from '../../../lib/huaweiCec/access';
import { clockFaultOf } from '../../../lib/huaweiCec/clockFault';

describe('the address of a component', () => {
	const access = { baseUrl: 'https://cec.example.com:28443/', fsUrl: 'fs.example.com:28444' };

	it('is its own, else the base address; https unless it says http', () => {
		expect(addressOf(access, 'cms')).toEqual({
			ok: true,
			address: 'https://cec.example.com:28443',
		});
		expect(addressOf(access, 'fs')).toEqual({ ok: true, address: 'https://fs.example.com:28444' });
		expect(addressOf({ baseUrl: 'http://127.0.0.1:8' }, 'fs')).toMatchObject({
			address: 'http://127.0.0.1:8',
		});
	});

	it.each([
		[{}, true, /Base Address and CC-CMS Address .* both empty/],
		[{ cmsUrl: 'a b' }, false, /^CC-CMS Address .* not a URL/],
		[{ baseUrl: 'ftp://cec' }, false, /^Base Address .* not a URL/],
	])('of %j names the field', (given, isMissing, message) => {
		const told = expect.stringMatching(message);
		expect(addressOf(given, 'cms')).toEqual({ ok: false, isMissing, message: told });
	});
});

it('the account takes what an expression makes of a number', () => {
	expect(accountOf({ vdnId: '25', ccId: '', timeZone: '' })).toEqual({
		vdnId: 25,
		ccId: 1,
		timeZone: 'Asia/Shanghai',
	});
});

it('a certificate gets its line breaks back', () => {
	const base64 = 'QUJD'.repeat(20);
	const [begin, end] = ['-----BEGIN CERTIFICATE-----', '-----END CERTIFICATE-----'];
	expect(tlsOf({ caCertificate: ` ${begin} ${base64} ${end} ` })).toEqual({
		ca: `${begin}\n${base64.slice(0, 64)}\n${base64.slice(64)}\n${end}`,
	});
	expect(tlsOf({})).toEqual({});
});

describe('a clock', () => {
	const now = Date.parse('2024-05-06T07:08:09Z');

	it.each([
		['Mon, 06 May 2024 07:03:09 GMT', '300 s ahead of'],
		['Mon, 06 May 2024 08:08:09 GMT', '3600 s behind'],
	])('that reads 07:08:09 at %s is %s', (date, words) => {
		expect(clockFaultOf(date, now)).toMatchObject({
			kind: 'clock',
			title: `The clock of this machine is ${words} the server's`,
		});
	});

	it.each(['Mon, 06 May 2024 07:07:30 GMT', 'now', undefined])('is not blamed for %s', (date) => {
		expect(clockFaultOf(date, now)).toBeNull();
	});
});
