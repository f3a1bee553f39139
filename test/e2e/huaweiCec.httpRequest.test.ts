import { randomUUID } from 'node:crypto';

import { workflow } from '../../runtime/src/index.ts';
import {
	KEYS,
	startSite,
	successOrRefusal,
	type Received,
	type Reply,
	type Site,
} from '../fixtures/huaweiCec/site';
import { startContactCenter, type ContactCenter } from './contactCenter';

jest.setTimeout(180_000);

let center: ContactCenter;
let site: Site;

beforeAll(async () => {
	site = await startSite('IP:127.0.0.1');
	center = await startContactCenter();
}, 300_000);
beforeEach(() => {
	site.requests.length = 0;
	site.reply = successOrRefusal;
});
afterAll(async () => {
	await center?.stop();
	await site?.stop();
});

const akSk = (changes: Record<string, unknown> = {}) => ({
	type: 'huaweiCecAkSkApi',
	data: { ...KEYS, baseUrl: site.url, caCertificate: site.ca, vdnId: 25, ccId: 1, ...changes },
});

interface Credential {
	type: string;
	data: Record<string, unknown>;
}

/** Runs a user's own HTTP Request node with the credential, and gives what n8n answers. */
async function httpRequest(parameters: Record<string, unknown>, credential: Credential = akSk()) {
	const { n8n } = center;
	const { type } = credential;
	const saved = await n8n.credential({ name: randomUUID(), ...credential });
	const path = randomUUID();
	const flow = workflow(`HTTP ${path.slice(0, 8)}`)
		.node(
			'Webhook',
			'n8n-nodes-base.webhook',
			2.1,
			{ path, responseMode: 'lastNode', responseData: 'firstEntryJson' },
			{ webhookId: path },
		)
		.node(
			'HTTP Request',
			'n8n-nodes-base.httpRequest',
			4.3,
			{ authentication: 'predefinedCredentialType', nodeCredentialType: type, ...parameters },
			{ credentials: { [type]: saved } },
		)
		.connect('Webhook', 'HTTP Request');
	const { id } = await n8n.workflow(flow.build());
	await n8n.activate(id);
	const response = await fetch(`${n8n.baseUrl}/webhook/${path}`);
	return { status: response.status, body: await response.text() };
}

const query = (values: Record<string, string>) => ({
	sendQuery: true,
	queryParameters: {
		parameters: Object.entries(values).map(([name, value]) => ({ name, value })),
	},
});
const json = (jsonBody: string) => ({ sendBody: true, specifyBody: 'json', jsonBody });
const TEXT = '客服 a/b "q" +&=%2F \u{1F600}';

describe('a request of the HTTP Request node is signed over what leaves', () => {
	const signed = async (
		parameters: Record<string, unknown>,
		changes?: Record<string, unknown>,
	): Promise<Received> => {
		const answer = await httpRequest(parameters, akSk(changes));
		expect(site.requests.map(({ signatureFault }) => signatureFault)).toEqual([null]);
		expect(answer).toMatchObject({ status: 200, body: expect.stringContaining('resultCode') });
		return site.requests[0] as Received;
	};
	const at = (path: string) => `${site.url}${path}`;

	it('GET with a query in fields', async () => {
		const values = { name: '', note: TEXT, status: '0' };
		const { target } = await signed({ url: at('/rest/isales/x'), ...query(values) });
		expect(Object.fromEntries(new URL(target, site.url).searchParams)).toEqual(values);
	});

	it('GET with a query in the address and as JSON with a list', async () => {
		const url = at('/rest/isales/x?b=2+3&a=%E5%AE%A2');
		const lists = { sendQuery: true, specifyQuery: 'json', jsonQuery: '{"ids":[1,2],"c":true}' };
		const { target } = await signed({ url, ...lists });
		expect([...new URL(target, site.url).searchParams]).toEqual([
			['b', '2 3'],
			['a', '客'],
			['ids[0]', '1'],
			['ids[1]', '2'],
			['c', 'true'],
		]);
	});

	it('POST with JSON, compact and with its characters kept', async () => {
		const body = { ccId: 1, note: TEXT };
		const url = at('/rest/cmsapp/v2/openapi/vdn/querycalls');
		const pretty = JSON.stringify(body, null, 2);
		const received = await signed({ method: 'POST', url, ...json(pretty) });
		expect(received.body.toString('utf8')).toBe(JSON.stringify(body));
		expect(received.headers).toMatchObject({
			'content-type': 'application/json;charset=UTF-8',
			'content-length': String(received.body.length),
			host: `127.0.0.1:${site.port}`,
		});
	});

	it('POST with a raw text, blanks and all', async () => {
		const body = ` { "note" : "${TEXT.replaceAll('"', '')}" }\n`;
		const raw = { contentType: 'raw', rawContentType: 'application/json', body };
		const url = at('/rest/cmsapp/x');
		const received = await signed({ method: 'POST', url, sendBody: true, ...raw });
		expect(received.body.toString('utf8')).toBe(body);
		expect(received.headers['content-type']).toBe('application/json');
	});

	it('POST with fields, and with a form', async () => {
		const bodyParameters = { parameters: [{ name: 'note', value: TEXT }] };
		const fields = { method: 'POST', url: at('/rest/cmsapp/x'), sendBody: true, bodyParameters };
		const asJson = await signed(fields);
		expect(JSON.parse(asJson.body.toString('utf8'))).toEqual({ note: TEXT });
		site.requests.length = 0;
		const asForm = await signed({ ...fields, contentType: 'form-urlencoded' });
		expect(new URLSearchParams(asForm.body.toString('utf8')).get('note')).toBe(TEXT);
	});

	it.each([
		'/rest/isales/客服/a b/',
		'/rest/cmsapp/a%2Fb/%E5%AE%A2',
		"/rest/x/~!*'();:@&=+$,/",
		'/',
	])('PUT and DELETE at %s', async (path) => {
		await signed({ method: 'PUT', url: at(path) });
		site.requests.length = 0;
		await signed({ method: 'DELETE', url: at(path), ...json('{"ids":[1]}') });
	});

	it('a file', async () => {
		const options = { response: { response: { responseFormat: 'file' } } };
		const url = at('/CCFS/resource/ccfs/downloadRecord');
		await httpRequest({ method: 'POST', url, ...json('{"msgBody":{}}'), options });
		expect(site.requests.map(({ signatureFault }) => signatureFault)).toEqual([null]);
	});

	it('by the variant with milliseconds', async () => {
		const received = await signed({ url: at('/rest/isales/x') }, { signatureVariant: 'v1ms' });
		expect(received.headers['authorization']).toMatch(/\/[^/]+\.\d{3}Z\/host\//);
	});

	it('by the variant V2, which signs three headers', async () => {
		const other = await startSite('IP:127.0.0.1', { emptyQueryLine: true });
		const credential = akSk({ signatureVariant: 'v2', caCertificate: other.ca });
		await httpRequest({ url: `${other.url}/rest/isales/x` }, credential);
		const post = { method: 'POST', url: `${other.url}/rest/isales/x`, ...json('{"a":"客"}') };
		await httpRequest(post, credential);
		expect(other.requests.map(({ signatureFault }) => signatureFault)).toEqual([null, null]);
		const signature = other.requests[1]?.headers['authorization'];
		expect(signature).toContain('/content-length;content-type;host/');
		await other.stop();
	});
});

describe('the private authority', () => {
	const url = () => `${site.url}/rest/isales/x`;

	it('is taken from the credential', async () => {
		expect(await httpRequest({ url: url() })).toMatchObject({ status: 200 });
		expect(await httpRequest({ url: url() }, akSk({ caCertificate: '' }))).toMatchObject({
			status: 500,
		});
		expect(site.requests).toHaveLength(1);
	});

	it('has its name from the credential when the address is an IP address', async () => {
		const named = await startSite('DNS:cec.example.test');
		const credential = akSk({ caCertificate: named.ca, serverName: 'cec.example.test' });
		const answer = await httpRequest({ url: `${named.url}/rest/isales/x` }, credential);
		expect(answer).toMatchObject({ status: 200 });
		expect(named.requests.map(({ signatureFault }) => signatureFault)).toEqual([null]);
		await named.stop();
	});
});

describe('what must not happen', () => {
	it('a refused signature is not sent a second time', async () => {
		const url = `${site.url}/rest/isales/x`;
		await httpRequest({ url }, akSk({ secretKey: 'another' }));
		expect(site.requests).toHaveLength(1);
	});

	it('a redirect is not followed', async () => {
		site.reply = () => ({ status: 302, headers: { location: `${site.url}/elsewhere` } });
		await httpRequest({ url: `${site.url}/rest/isales/x` });
		expect(site.requests.map(({ target }) => target)).toEqual(['/rest/isales/x']);
	});

	it('a multipart form is not sent with a signature that is wrong', async () => {
		const bodyParameters = {
			parameters: [{ parameterType: 'formData', name: 'note', value: 'x' }],
		};
		const form = { method: 'POST', sendBody: true, contentType: 'multipart-form-data' };
		const url = `${site.url}/rest/isales/x`;
		expect(await httpRequest({ url, ...form, bodyParameters })).toMatchObject({ status: 500 });
		expect(site.requests).toEqual([]);
	});
});

/** What n8n says of a credential. */
async function tested({ type, data }: Credential) {
	const { id, name } = await center.n8n.credential({ name: randomUUID(), type, data });
	return await center.n8n.testCredential({ id, name, type, data });
}

const ok = { status: 'OK' };
const fault = (message: RegExp) => ({ status: 'Error', message: expect.stringMatching(message) });

describe('the test of an AK/SK credential', () => {
	it('says that the key is accepted, or why not', async () => {
		expect(await tested(akSk())).toMatchObject(ok);
		expect(await tested(akSk({ secretKey: 'another' }))).toEqual(fault(/did not accept/));
		expect(await tested(akSk({ caCertificate: '' }))).toEqual(fault(/No secure connection/));
		expect(site.requests).toHaveLength(2);
	});
});

describe('an API Fabric credential', () => {
	const APP = { appKey: '0123456789abcdef0123456789abcdef', appSecret: 'not-a-real-secret' };
	const fabric = (changes: Record<string, unknown> = {}): Credential => ({
		type: 'huaweiCecApiFabricApi',
		data: { ...APP, baseUrl: site.url, caCertificate: site.ca, lifetimeSeconds: 600, ...changes },
	});
	let tokens = 0;

	/** API Fabric: only the newest token is good. */
	function apiFabric({ target, body, headers }: Received): Reply {
		if (target !== '/apigovernance/api/oauth/tokenByAkSk') {
			const isGood = headers['authorization'] === `Bearer token-${tokens}`;
			return isGood ? { body: '{"retCode":"0"}' } : { status: 401, body: '{}' };
		}
		const { app_key, app_secret } = JSON.parse(body.toString('utf8')) as Record<string, string>;
		if (app_key !== APP.appKey || app_secret !== APP.appSecret) return { status: 403 };
		tokens += 1;
		const AccessToken = `token-${tokens}`;
		return { body: JSON.stringify({ AccessToken, ApplyType: 'Bearer', Expires: '600' }) };
	}
	const call = { method: 'POST', ...json('{"note":"客"}') };
	const url = () => `${site.url}/apiaccess/CCDeviceApi/x`;
	const targets = () => site.requests.map(({ target }) => target.split('/').pop());

	it('fetches a token and sends it with the app key', async () => {
		site.reply = apiFabric;
		expect(await httpRequest({ ...call, url: url() }, fabric())).toMatchObject({ status: 200 });
		expect(targets()).toEqual(['tokenByAkSk', 'x']);
		expect(site.requests[0]?.headers['x-token-expire']).toBe('600');
		expect(site.requests[1]?.headers).toMatchObject({ 'x-app-key': APP.appKey });
	});

	it('fetches a new one when the old one is refused', async () => {
		site.reply = apiFabric;
		const old = fabric({ accessToken: 'token-old' });
		expect(await httpRequest({ ...call, url: url() }, old)).toMatchObject({ status: 200 });
		expect(targets()).toEqual(['x', 'tokenByAkSk', 'x']);
	});

	it('has a test that tells the faults apart', async () => {
		site.reply = apiFabric;
		expect(await tested(fabric())).toMatchObject(ok);
		expect(await tested(fabric({ appSecret: 'another' }))).toEqual(fault(/refuses this key/));
		expect(await tested(fabric({ caCertificate: '' }))).toEqual(fault(/No secure connection/));
		expect(await tested(fabric({ baseUrl: 'https://127.0.0.1:9' }))).toEqual(
			fault(/cannot be reached/),
		);
	});
});
