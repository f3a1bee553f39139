import type { ICredentialTestFunctions } from 'n8n-workflow';

import { TOKEN, huaweiTrigger, log, nodeType } from './huaweiCecTriggerHarness';

const warnings = () => log.filter(({ level }) => level === 'warn').map(({ message }) => message);
const create = async (parameters: object, baseUrl?: string) =>
	await huaweiTrigger({
		parameters: parameters as never,
		...(baseUrl ? { baseUrl } : {}),
	}).hook('create', 'default');

describe('publishing the workflow', () => {
	it('says nothing when all is well', async () => {
		expect(await create({})).toBe(true);
		expect(log).toEqual([]);
	});

	it('warns of an address Huawei cannot reach', async () => {
		await create({}, 'http://localhost:5678/webhook');
		expect(warnings()).toEqual([expect.stringMatching(/Huawei CEC cannot reach.*WEBHOOK_URL/)]);
	});

	it('warns when anybody may push', async () => {
		await create({ authentication: 'none' });
		expect(warnings()).toEqual([
			expect.stringContaining('takes pushes from anybody who knows its URL'),
		]);
	});

	it.each([
		[{ output: 'vendorPayload', settings: { privacy: 'masked' } }, /holds full phone numbers/],
		[{ authentication: 'none', settings: { privacy: 'hashed' } }, /need a key/],
		[
			{ authentication: 'ipAllowList', ipAllowList: '10.0.0.1', settings: { privacy: 'hashed' } },
			/need a key/,
		],
		[{ authentication: 'ipAllowList', ipAllowList: ' , ' }, /no addresses/],
		[{ settings: { timeZone: 'Beijing' } }, /"Beijing" is not a time zone/],
	])('refuses %j', async (parameters, message) => {
		await expect(create(parameters)).rejects.toMatchObject({
			name: 'NodeOperationError',
			message: expect.stringMatching(message),
		});
	});

	it.each([
		{ authentication: 'signature', settings: { privacy: 'hashed' } },
		{ output: 'vendorPayload' },
		{ authentication: 'ipAllowList', ipAllowList: '10.0.0.0/8' },
	])('allows %j', async (parameters) => expect(await create(parameters)).toBe(true));

	it('there is nothing at Huawei to find or to remove', async () => {
		const trigger = huaweiTrigger();
		expect(await trigger.hook('checkExists', 'default')).toBe(false);
		expect(await trigger.hook('delete', 'default')).toBe(true);
	});
});

describe('the answer n8n gives by itself', () => {
	it.each([
		['afterSaving', 'onReceived', ''],
		['immediately', 'onReceived', ''],
		['byWorkflow', 'lastNode', 'noData'],
	])('%s: %s', (acknowledge, mode, data) => {
		const trigger = huaweiTrigger({ parameters: { settings: { acknowledge } } });
		expect(trigger.evaluated('responseMode', 'x')).toEqual({ inN8n241: mode, byExpression: mode });
		expect(trigger.evaluated('responseData', 'x')).toEqual({ inN8n241: data, byExpression: data });
	});
});

describe('the test of the credential', () => {
	const test = async (data: Record<string, string>) =>
		await nodeType.methods.credentialTest.huaweiCecCallbackTest.call(
			{} as ICredentialTestFunctions,
			{ id: '1', name: 'c', type: 'huaweiCecCallbackApi', data },
		);

	it('says what comes next when it is complete', async () => {
		expect(await test({ urlToken: TOKEN })).toEqual({
			status: 'OK',
			message: expect.stringMatching(/question mark/),
		});
	});

	it.each([
		['', /Enter/],
		['short', /5 characters/],
		['has=equals-and-is-long', /letters, digits/],
		['ümlaut-and-long-enough', /letters, digits/],
		['tilde~and-long-enough', /letters, digits/],
	])('"%s" is refused', async (urlToken, message) => {
		expect(await test({ urlToken })).toEqual({
			status: 'Error',
			message: expect.stringMatching(message),
		});
	});
});
