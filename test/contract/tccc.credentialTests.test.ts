import { CredentialTestContext } from 'n8n-core';
import type { ICredentialTestFunctions } from 'n8n-workflow';

import { nodeType } from './triggerHarness';

const tests = nodeType.methods.credentialTest;

/** The answer to "Test" in the editor for this data. */
async function tested(test: keyof typeof tests, data: Record<string, string>) {
	const context = new CredentialTestContext() as unknown as ICredentialTestFunctions;
	const credential = { id: '1', name: 'TCCC', type: 'x', data };
	return await tests[test].call(context, credential);
}

describe('basic auth', () => {
	const good = { username: 'tccc', password: 'correct horse battery' };

	it('is good when it is complete and hard to guess', async () => {
		const result = await tested('tencentCccPushBasicAuthTest', good);
		expect(result).toMatchObject({
			status: 'OK',
			message: expect.stringContaining('TCCC console'),
		});
	});

	const bad: Array<[string, Record<string, string>, RegExp]> = [
		['nothing', {}, /Enter a user name and a password/],
		['no password', { ...good, password: '' }, /Enter a user name and a password/],
		['no user name', { ...good, username: '' }, /Enter a user name and a password/],
		['a colon', { ...good, username: 'a:b' }, /colon/],
		['a space at the end', { ...good, password: `${good.password} ` }, /space/],
		['a short password', { ...good, password: 'elevenchars' }, /11 characters.*at least 12/],
	];

	it.each(bad)('is not good with %s', async (_case, data, message) => {
		const result = await tested('tencentCccPushBasicAuthTest', data);
		expect(result).toMatchObject({ status: 'Error', message: expect.stringMatching(message) });
	});
});

describe('OAuth2', () => {
	const good = { clientId: 'tccc', clientSecret: 'a-secret-of-thirty-two-characters' };

	it('is good when a token can be issued and checked', async () => {
		const result = await tested('tencentCccPushOAuth2Test', good);
		expect(result).toMatchObject({
			status: 'OK',
			message: expect.stringContaining('TCCC console'),
		});
	});

	const bad: Array<[string, Record<string, string>, RegExp]> = [
		['nothing', {}, /Enter a client ID and a client secret/],
		['no secret', { clientId: 'tccc', clientSecret: '' }, /Enter a client ID/],
		['no id', { ...good, clientId: '' }, /Enter a client ID/],
		['a short secret', { ...good, clientSecret: 'too-short' }, /9 characters.*at least 24/],
	];

	it.each(bad)('is not good with %s', async (_case, data, message) => {
		const result = await tested('tencentCccPushOAuth2Test', data);
		expect(result).toMatchObject({ status: 'Error', message: expect.stringMatching(message) });
	});
});

it('every test a credential names is there', () => {
	for (const { testedBy } of nodeType.description.credentials ?? []) {
		if (testedBy) expect(Object.keys(tests)).toContain(testedBy);
	}
});
