import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import { CredentialTestContext } from 'n8n-core';
import type {
	ICredentialDataDecryptedObject,
	ICredentialTestFunctions,
	ICredentialsDecrypted,
	INodeCredentialTestResult,
} from 'n8n-workflow';

import { HuaweiCecApiFabricApi } from '../../../credentials/HuaweiCecApiFabricApi.credentials';
import { TencentCccPushIntrospectionApi } from '../../../credentials/TencentCccPushIntrospectionApi.credentials';
import { huaweiCecAkSkTest } from '../../../nodes/HuaweiCec/credentialTests';
import { KEYS, type Reply } from '../../fixtures/huaweiCec/site';
import * as aliyun from '../aliyunCccHarness';
import * as aster from '../asterCcHarness';
import * as huawei from '../huaweiCecTriggerHarness';
import * as tccc from '../triggerHarness';
import { site } from './huaweiSite';
import { errorOf, type Situations, type Told } from './userError';

type CredentialTest = (
	this: ICredentialTestFunctions,
	credential: ICredentialsDecrypted,
) => Promise<INodeCredentialTestResult>;

/** What "Test" in the editor says to this data. */
async function tested(test: CredentialTest, data: object): Promise<Told> {
	const context = new CredentialTestContext() as unknown as ICredentialTestFunctions;
	const credential = { id: '1', name: 'Credential', type: 'x' };
	const { status, message } = await test.call(context, { ...credential, data: { ...data } });
	if (status !== 'Error') throw new TypeError(`The test says ${status}: ${message}`);
	return { title: message };
}

const PORT_OF_NOBODY = '127.0.0.1:9';
const UNKNOWN_HOST = 'call-center.invalid';

/** A web server that is no call center. */
async function atWebServer<T>(status: number, ask: (url: string) => Promise<T>): Promise<T> {
	const server = createServer((_request, response) => {
		response.writeHead(status, { 'content-type': 'text/html' }).end('<h1>It works!</h1>');
	});
	await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
	const result = await ask(`127.0.0.1:${(server.address() as AddressInfo).port}`);
	server.closeAllConnections();
	server.close();
	return result;
}

const { tencentCccPushBasicAuthTest: basicTest, tencentCccPushOAuth2Test: oAuth2Test } =
	tccc.nodeType.methods.credentialTest;
const PAIR = { username: 'tccc', password: 'correct horse battery' };
const basic = (changes: object) => async () => await tested(basicTest, { ...PAIR, ...changes });
const oAuth2 = (data: object) => async () => await tested(oAuth2Test, data);

/** What n8n says when a rule of the credential's test is broken. */
const introspectionRule = (index: number) => async (): Promise<Told> => {
	const rule = new TencentCccPushIntrospectionApi().test.rules?.[index];
	return { title: rule?.properties.message ?? '' };
};

const TCCC: Situations = {
	'basic auth: nothing entered': basic({ username: '', password: '' }),
	'basic auth: a colon in the user name': basic({ username: 'a:b' }),
	'basic auth: a space at the end': basic({ password: `${PAIR.password} ` }),
	'basic auth: a short password': basic({ password: 'elevenchars' }),
	'OAuth2: nothing entered': oAuth2({}),
	'OAuth2: a short secret': oAuth2({ clientId: 'tccc', clientSecret: 'too-short' }),
	'introspection: another address of the provider': introspectionRule(1),
	'introspection: everything is active': introspectionRule(0),
};

const AGENT = {
	...{ address: PORT_OF_NOBODY, identity: aster.IDENTITY, follow: 'agent' },
	...{ agent: aster.AGENT.number, password: aster.AGENT.password },
};
const asterCc = async (data: object) =>
	await tested(aster.nodeType.methods.credentialTest.asterCcApiTest, data);

/** At a simulated asterCC. */
async function atAsterCc(changes: object): Promise<Told> {
	const server = await aster.startServer();
	const result = await asterCc({ ...AGENT, address: server.url, ...changes });
	await server.stop();
	return result;
}

const ASTERCC: Situations = {
	'nothing entered': async () => await asterCc({}),
	'a short push token': async () => await asterCc({ pushToken: 'short' }),
	'a push token no URL can hold': async () => await asterCc({ pushToken: 'a token & more of it' }),
	'no agent number': async () => await asterCc({ ...AGENT, agent: '' }),
	'an address that is none': async () => await asterCc({ ...AGENT, address: 'http://' }),
	'nobody listens': async () => await asterCc(AGENT),
	'an unknown host': async () => await asterCc({ ...AGENT, address: UNKNOWN_HOST }),
	'no TLS there': async () =>
		await atWebServer(200, async (host) => await asterCc({ ...AGENT, address: `https://${host}` })),
	'a certificate of a private authority': async () =>
		await asterCc({ ...AGENT, address: (await site()).url }),
	'a wrong password': async () => await atAsterCc({ password: 'guessed' }),
	'another team': async () => await atAsterCc({ identity: 'support' }),
	'a wrong address (404)': async () =>
		await atWebServer(404, async (address) => await asterCc({ ...AGENT, address })),
	'a missing right (403)': async () =>
		await atWebServer(403, async (address) => await asterCc({ ...AGENT, address })),
};

const tests = aliyun.nodeType.methods.credentialTest;
const EVENTBRIDGE = { region: 'cn-shanghai', publicUrl: aliyun.PUBLIC_URL };
const eventBridge = (changes: object) => async () =>
	await tested(tests.aliyunCccEventBridgeTest, { ...EVENTBRIDGE, ...changes });

const ALIYUN: Situations = {
	'bridge: a secret that is none': async () =>
		await tested(tests.aliyunCccBridgeTest, { signingSecret: 'short' }),
	'webhook: a short token': async () =>
		await tested(tests.aliyunCccWebhookTokenTest, { pushToken: 'short' }),
	'function: no token': async () => await tested(tests.aliyunCccBearerTest, {}),
	'EventBridge: no region': eventBridge({ region: 'Shanghai' }),
	'EventBridge: no URL': eventBridge({ publicUrl: '' }),
	'EventBridge: the URL of another trigger': eventBridge({ publicUrl: 'https://n8n.example.com/' }),
	'EventBridge: signature V1 without a token': eventBridge({ acceptV1: true }),
	'EventBridge: nobody listens': async () => {
		const host = await aliyun.startCertificateHost();
		host.isDown = true;
		const result = await eventBridge({})();
		await host.close();
		return result;
	},
};

const akSk = async (changes: object) => {
	const { url, ca } = await site();
	const data = { ...KEYS, baseUrl: url, caCertificate: ca, vdnId: 25, ...changes };
	return await tested(huaweiCecAkSkTest, data);
};
const akSkAnswered = (reply: Reply) => async () => {
	(await site()).reply = () => reply;
	return await akSk({});
};
const JSON_OF_GATEWAY = { 'content-type': 'application/json' };

const AK_SK: Situations = {
	'no key': async () => await akSk({ secretKey: '' }),
	'no address': async () => await akSk({ baseUrl: '' }),
	'an address that is none': async () => await akSk({ baseUrl: 'not an address' }),
	'a certificate that is none': async () => await akSk({ caCertificate: 'ca.pem' }),
	'a time zone that is none': async () => await akSk({ timeZone: 'Shanghai' }),
	'nobody listens': async () => await akSk({ baseUrl: `https://${PORT_OF_NOBODY}` }),
	'an unknown host': async () => await akSk({ baseUrl: `https://${UNKNOWN_HOST}` }),
	'no CA certificate': async () => await akSk({ caCertificate: '' }),
	'a certificate for another name': async () =>
		await akSk({ baseUrl: `https://localhost:${(await site()).port}` }),
	'a wrong secret key': akSkAnswered({ status: 401, body: '{"message":"Unauthorized"}' }),
	'a clock that is off': async () => {
		const date = new Date(Date.now() - 7_200_000).toUTCString();
		return await akSkAnswered({ status: 401, headers: { date } })();
	},
	'a missing right (403)': akSkAnswered({ status: 403, headers: JSON_OF_GATEWAY, body: '{}' }),
	'a wrong address (404)': akSkAnswered({ status: 404 }),
	'an IP address for a host name (418)': akSkAnswered({ status: 418 }),
	'something else answers': akSkAnswered({
		headers: { 'content-type': 'text/html' },
		body: '<h1>It works!</h1>',
	}),
};

/** The token request is made when n8n tests the credential, and before every first call. */
async function apiFabric(answer: { statusCode: number } | Error): Promise<Told> {
	const httpRequest = async () => {
		if (answer instanceof Error) throw answer;
		return { ...answer, headers: {}, body: { error: 'x' } };
	};
	const data = { baseUrl: 'https://api.example.com', appKey: 'key', appSecret: 'a-secret-of-app' };
	const asking = new HuaweiCecApiFabricApi().preAuthentication.call(
		{ helpers: { httpRequest } } as never,
		data as ICredentialDataDecryptedObject,
	);
	return await errorOf(asking);
}

const API_FABRIC: Situations = {
	'nobody listens': async () =>
		await apiFabric(Object.assign(new Error('connect'), { code: 'ECONNREFUSED' })),
	'a wrong secret': async () => await apiFabric({ statusCode: 401 }),
	'a missing right (403)': async () => await apiFabric({ statusCode: 403 }),
	'a wrong address (404)': async () => await apiFabric({ statusCode: 404 }),
	'an IP address for a host name (418)': async () => await apiFabric({ statusCode: 418 }),
	'flow control': async () => await apiFabric({ statusCode: 429 }),
	'no token in the answer': async () => await apiFabric({ statusCode: 200 }),
	'the server fails': async () => await apiFabric({ statusCode: 500 }),
};

const callback = (urlToken: string) => async () =>
	await tested(huawei.nodeType.methods.credentialTest.huaweiCecCallbackTest, { urlToken });

const CALLBACK: Situations = {
	'nothing entered': callback(''),
	'a short token': callback('short'),
	'a token no callback address can hold': callback('a=token+of+32+signs'),
};

export const CREDENTIAL_ERRORS = {
	'the credentials of TCCC': TCCC,
	'the credential of asterCC': ASTERCC,
	'the credentials of Alibaba Cloud CCC': ALIYUN,
	'the AK/SK credential of Huawei': AK_SK,
	'the API Fabric credential of Huawei': API_FABRIC,
	'the callback credential of Huawei': CALLBACK,
};
