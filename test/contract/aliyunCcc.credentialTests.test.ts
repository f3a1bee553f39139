import { CredentialTestContext } from 'n8n-core';
import type { ICredentialTestFunctions } from 'n8n-workflow';

import {
	CERTIFICATE_HOST,
	PUBLIC_URL,
	SECRET,
	nodeType,
	secretOf,
	startCertificateHost,
	type CertificateHost,
} from './aliyunCccHarness';

const tests = nodeType.methods.credentialTest;
type TestName = keyof typeof tests;

/** The answer to "Test" in the editor for this data. */
async function tested(test: TestName, data: Record<string, string | boolean>) {
	const context = new CredentialTestContext() as unknown as ICredentialTestFunctions;
	return await tests[test].call(context, { id: '1', name: 'CCC', type: 'x', data });
}

const ok = (message: RegExp) => ({
	status: 'OK',
	message: expect.stringMatching(message) as string,
});
const error = (message: RegExp) => ({
	status: 'Error',
	message: expect.stringMatching(message) as string,
});

describe('the bridge', () => {
	const good = { signingSecret: SECRET };

	it.each([good, { ...good, previousSigningSecret: secretOf('o') }])(
		'is good with %j',
		async (data) => {
			expect(await tested('aliyunCccBridgeTest', data)).toEqual(ok(/contact-center-bridge check$/));
		},
	);

	it.each([
		[{}],
		[{ signingSecret: 'correct horse battery staple' }],
		[{ signingSecret: 'whsec_c2hvcnQ=' }],
		[{ ...good, previousSigningSecret: 'short' }],
	])('is not good with %j, and says how to make a secret', async (data) => {
		expect(await tested('aliyunCccBridgeTest', data as Record<string, string>)).toEqual(
			error(/openssl rand -base64 32/),
		);
	});
});

describe('EventBridge', () => {
	const good = { region: 'cn-shanghai', publicUrl: PUBLIC_URL };
	let host: CertificateHost;
	beforeAll(async () => void (host = await startCertificateHost()));
	afterAll(async () => await host.close());
	beforeEach(() => {
		host.asked.length = 0;
		host.isDown = false;
	});

	it('is better with a token: the signature says nothing of whose bus it is', async () => {
		const token = 'the-token-at-eventbridge';
		const [without, given] = [
			await tested('aliyunCccEventBridgeTest', good),
			await tested('aliyunCccEventBridgeTest', { ...good, token }),
		];
		expect(without).toEqual(ok(/Better with a token/));
		expect(given).toEqual(ok(/can be fetched$/));
	});

	it('is good when the host of the certificates answers, whatever it answers', async () => {
		expect(await tested('aliyunCccEventBridgeTest', good)).toEqual(
			ok(/certificates of cn-shanghai can be fetched/),
		);
		expect(host.asked).toEqual([`https://${CERTIFICATE_HOST}/`]);
	});

	it('is led nowhere else by that host', async () => {
		host.answers.set('/', (response) => {
			response.writeHead(302, { location: 'https://elsewhere.example/' }).end();
		});
		expect(await tested('aliyunCccEventBridgeTest', good)).toMatchObject({ status: 'OK' });
		expect(host.asked).toEqual([`https://${CERTIFICATE_HOST}/`]);
		host.answers.delete('/');
	});

	it('is not good when that host is out of reach, and names it and the fault', async () => {
		host.isDown = true;
		expect(await tested('aliyunCccEventBridgeTest', good)).toEqual(
			error(/Not reachable: cn-shanghai-eventbridge\S+, nothing listens there/),
		);
	});

	const bad: Array<[string, Record<string, string | boolean>, RegExp]> = [
		['signature v1 without a token', { ...good, acceptV1: true }, /V1 needs a token/],
		['nothing', {}, /region must be/],
		['a region that is none', { ...good, region: 'Shanghai' }, /region must be an ID such as/],
		['a region with a host in it', { ...good, region: 'evil.example/?' }, /region must be/],
		['no URL', { ...good, publicUrl: '' }, /public URL must be the URL as it was entered/],
		[
			'a URL without its beginning',
			{ ...good, publicUrl: 'n8n.example.com/aliyun-ccc' },
			/public URL/,
		],
		['another scheme', { ...good, publicUrl: 'ftp://n8n.example.com/aliyun-ccc' }, /https:/],
		[
			'the URL of another trigger',
			{ ...good, publicUrl: 'https://n8n.example.com/webhook/1/tencent-ccc' },
			/ends in \/aliyun-ccc/,
		],
	];

	it.each(bad)('is not good with %s, and asks nobody', async (_case, data, message) => {
		expect(await tested('aliyunCccEventBridgeTest', data)).toEqual(error(message));
		expect(host.asked).toEqual([]);
	});

	it('is good with a query in the URL', async () => {
		const data = { ...good, publicUrl: `${PUBLIC_URL}?site=hz` };
		expect(await tested('aliyunCccEventBridgeTest', data)).toMatchObject({ status: 'OK' });
	});
});

describe.each([
	['aliyunCccWebhookTokenTest', 'pushToken', 'previousPushToken', /Append \?token=/],
	['aliyunCccBearerTest', 'token', 'previousToken', /Authorization: Bearer/],
] as const)('%s', (test, field, previous, told) => {
	const good = { [field]: 'a-push-token_of-32-signs-0123456' };

	it('is good with a long token', async () => {
		expect(await tested(test, good)).toEqual(ok(told));
		expect(await tested(test, { ...good, [previous]: 'the-previous-token' })).toEqual(ok(told));
	});

	it.each([
		['', /Enter a token/],
		['   ', /Enter a token/],
		['fifteen-signs-x', /15 characters. Use at least 16/],
		['with a blank in the middle', /letters, digits/],
		['with-an-&-and-a-#-in-it', /letters, digits/],
		['令牌令牌令牌令牌令牌令牌令牌令牌', /letters, digits/],
	])('is not good with "%s"', async (token, message) => {
		expect(await tested(test, { [field]: token })).toEqual(error(message));
	});
});

it('every test a credential names is there, and the other way round', () => {
	const named = (nodeType.description.credentials ?? []).map(({ testedBy }) => testedBy);
	expect(named.toSorted()).toEqual(Object.keys(tests).toSorted());
});

it('no test tells a secret', async () => {
	const told = await Promise.all([
		tested('aliyunCccBridgeTest', { signingSecret: 'a secret that is none' }),
		tested('aliyunCccWebhookTokenTest', { pushToken: 'a secret that is none' }),
		tested('aliyunCccBearerTest', { token: 'a secret that is none' }),
	]);
	expect(JSON.stringify(told)).not.toContain('a secret that is none');
});
