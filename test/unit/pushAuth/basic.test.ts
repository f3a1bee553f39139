import { basicMatches, readBasic } from '../../../lib/pushAuth/basic';
import { bearerChallenge, readBearer } from '../../../lib/pushAuth/bearer';
import { secretsInForce } from '../../../lib/pushAuth/secret';

const header = (pair: string) => `Basic ${Buffer.from(pair).toString('base64')}`;

it.each([
	[header('user:pass'), { username: 'user', password: 'pass' }],
	[header('user:pa:ss'), { username: 'user', password: 'pa:ss' }],
	[header('用户:密码'), { username: '用户', password: '密码' }],
	[header(':'), { username: '', password: '' }],
	[header('user:pass').replace('Basic', 'basic'), { username: 'user', password: 'pass' }],
	[header('nocolon'), null],
	['Basic', null],
	['Basic !!!', null],
	['Bearer abc', null],
	['', null],
	[undefined, null],
])('%s', (authorization, expected) => {
	expect(readBasic(authorization)).toEqual(expected);
});

it('an unset password lets nobody in', () => {
	const passwords = secretsInForce('', undefined);
	expect(basicMatches({ username: '', password: '' }, { username: '', passwords })).toBe(false);
});

it('the previous password is taken beside the current one', () => {
	const expected = { username: 'u', passwords: secretsInForce('new', 'old') };
	expect(basicMatches({ username: 'u', password: 'old' }, expected)).toBe(true);
	expect(basicMatches({ username: 'u', password: 'new' }, expected)).toBe(true);
	expect(basicMatches({ username: 'x', password: 'new' }, expected)).toBe(false);
	expect(basicMatches({ username: 'u', password: 'ne' }, expected)).toBe(false);
});

it.each([
	['Bearer abc.def-_~+/=', 'abc.def-_~+/='],
	['bearer abc', 'abc'],
	['Bearer  abc ', 'abc'],
	['Bearer', null],
	['Bearer a b', null],
	['Basic abc', null],
	[undefined, null],
])('%s', (authorization, token) => {
	expect(readBearer(authorization)).toBe(token);
});

it('a challenge cannot be broken out of', () => {
	const challenge = bearerChallenge('r', 'invalid_token', 'a "quoted"\r\nX-Evil: 1');
	expect(challenge).toBe(
		'Bearer realm="r", error="invalid_token", error_description="a quotedX-Evil: 1"',
	);
});
