import { apiRequest, readApiAnswer } from '../../../lib/asterCc/controlApi';

const user = { identity: 'demo', agent: '1001', password: 'abc' };

describe('a request (reference/astercc §3.1, §3.2)', () => {
	it('has the five parameters, the password as its MD5', () => {
		const { url, body } = apiRequest('http://pbx.example.com:8880/x', 'MyInfo', user);
		expect(url).toBe('http://pbx.example.com:8880/asterccinterfaces');
		expect(Object.fromEntries(new URLSearchParams(body))).toEqual({
			EVENT: 'MyInfo',
			orgidentity: 'demo',
			usertype: 'agent',
			user: '1001',
			pwdtype: 'md5',
			password: '900150983cd24fb0d6963f7d28e17f72',
		});
	});

	it('has the parameters of its own, encoded', () => {
		const { body } = apiRequest('pbx.example.com', 'GetCdr', user, { id: '7', userdata: 'a&b=张' });
		const fields = new URLSearchParams(body);
		expect([fields.get('EVENT'), fields.get('id'), fields.get('userdata')]).toEqual([
			'GetCdr',
			'7',
			'a&b=张',
		]);
	});

	it('no password stands in the URL', () => {
		const { url, body } = apiRequest('pbx.example.com', 'MyInfo', user);
		expect(url).not.toMatch(/abc|900150/);
		expect(body).not.toContain('abc');
	});
});

describe('an answer in text', () => {
	it.each(['Retuen', 'Return'])('|%s|1|…: done', (word) => {
		expect(readApiAnswer(`|${word}|1|${word}|BackMsg_19`)).toEqual({ kind: 'ok', data: {} });
		expect(readApiAnswer(`\r\n|${word}| 1 |${word}| BackMsg_19 \r\n`).kind).toBe('ok');
		expect(readApiAnswer(`|${word}|1|${word}|BackMsg_14|${word}|100-idle,`).kind).toBe('ok');
	});

	it.each([
		['BackMsg_01', 'A parameter is empty (BackMsg_01)'],
		['BackMsg_02', 'Wrong team identity (BackMsg_02)'],
		['BackMsg_03', 'Wrong agent number or password (BackMsg_03)'],
		['BackMsg_63', 'Unknown user or wrong password (BackMsg_63)'],
		['BackMsg_100', 'asterCC cannot reach its core (BackMsg_100)'],
		['BackMsg_115', "asterCC's license is exceeded (BackMsg_115)"],
		['BackMsg_44', 'BackMsg_44'],
		[' something else \r\n', 'something else'],
		['', 'code 2'],
		['constructor', 'constructor'],
	])('|Retuen|2|Retuen|%s', (message, expected) => {
		const refused = { kind: 'refused', message: expected };
		expect(readApiAnswer(`|Retuen|2|Retuen|${message}`)).toEqual(refused);
		expect(readApiAnswer(`|Return|2|Return|${message}`)).toEqual(refused);
		expect(readApiAnswer(JSON.stringify({ code: 2, message }))).toEqual(refused);
	});

	it.each(['3', '0', '', '11', 'x'])('code "%s" is not done', (code) => {
		expect(readApiAnswer(`|Retuen|${code}|Retuen|m`)).toEqual({ kind: 'refused', message: 'm' });
	});
});

describe('an answer in JSON', () => {
	it.each([{ code: 1 }, { code: '1' }, { code: ' 1 ' }])('%j: done, with its data', (data) => {
		expect(readApiAnswer(JSON.stringify({ ...data, agentno: '1001' }))).toEqual({
			kind: 'ok',
			data: { ...data, agentno: '1001' },
		});
	});

	it.each([
		[{ code: 2, message: 'no' }, 'no'],
		[{ code: '2', msg: 'no' }, 'no'],
		[{ code: 2 }, 'code 2'],
		[{ code: null }, 'code null'],
		[{ code: 2, message: { a: 1 } }, 'code 2'],
		[{ result: 'error', msg: 'BackMsg_03' }, 'Wrong agent number or password (BackMsg_03)'],
		[{ result: 'fail' }, 'code 2'],
	])('%j is refused: %s', (answer, message) => {
		expect(readApiAnswer(JSON.stringify(answer))).toEqual({ kind: 'refused', message });
	});

	it('GetCdr: result success', () => {
		const data = { result: 'success', msg: { data: [], totalCount: 0 } };
		expect(readApiAnswer(JSON.stringify(data))).toEqual({ kind: 'ok', data });
	});

	it('behind a BOM', () => expect(readApiAnswer('\uFEFF{"code":1}').kind).toBe('ok'));
});

it.each([
	'',
	' ',
	'x',
	'<html>Not Found</html>',
	'[]',
	'"1"',
	'1',
	'null',
	'{',
	'|Retuen|1',
	'|Other|1|Other|x',
])('%j is no answer of asterCC', (text) =>
	expect(readApiAnswer(text)).toEqual({ kind: 'unreadable' }),
);
