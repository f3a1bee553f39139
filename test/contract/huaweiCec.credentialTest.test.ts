import { CredentialTestContext } from 'n8n-core';
import type { ICredentialTestFunctions } from 'n8n-workflow';

import { huaweiCecAkSkTest } from '../../nodes/HuaweiCec/credentialTests';
import { KEYS, startSite, successOrRefusal, type Site } from '../fixtures/huaweiCec/site';
import './nodeContexts';

jest.setTimeout(30_000);

let site: Site;

beforeAll(async () => {
	site = await startSite('IP:127.0.0.1,DNS:cec.example.test');
});
beforeEach(() => {
	site.requests.length = 0;
	site.reply = successOrRefusal;
});
afterAll(async () => await site.stop());

/** The answer to "Test" in the editor, with n8n's own request function. */
async function tested(changes: Record<string, unknown> = {}) {
	const context = new CredentialTestContext() as unknown as ICredentialTestFunctions;
	const data = { ...KEYS, baseUrl: site.url, caCertificate: site.ca, vdnId: 25, ...changes };
	const result = await huaweiCecAkSkTest.call(context, {
		...{ id: '1', name: 'Huawei', type: 'huaweiCecAkSkApi' },
		data: data as never,
	});
	expect(JSON.stringify(result)).not.toMatch(/SkExample|auth-v2/);
	return result;
}

const ok = (message: RegExp) => ({ status: 'OK', message: expect.stringMatching(message) });
const fault = (message: RegExp) => ({ status: 'Error', message: expect.stringMatching(message) });
const targets = () => site.requests.map(({ method, target }) => `${method} ${target}`);

describe('the right key', () => {
	it('is accepted, asked for once at one address', async () => {
		expect(await tested()).toEqual(ok(/^CC-CMS accepts the key\.$/));
		expect(targets()).toEqual(['POST /rest/cmsapp/v1/openapi/configures/skills']);
		expect(site.requests[0]?.signatureFault).toBeNull();
	});

	it('is asked for once at each component that has an address', async () => {
		const own = { baseUrl: '', iSalesUrl: `${site.url}/`, fsUrl: `${site.url}/fs` };
		site.reply = ({ target }) =>
			target.includes('/CCFS/')
				? { body: '{"resultCode":"0300002","resultDesc":"fileName is empty"}' }
				: { body: '{"resultCode":"0200000","data":[],"totalSize":0}' };
		expect(await tested(own)).toEqual(ok(/^CC-iSales accepts the key\. CC-FS accepts the key\.$/));
		expect(targets()).toEqual([
			expect.stringMatching(/^GET \/rest\/isales\/v1\/openapi\/campaigns\/25\?/),
			'POST /fs/CCFS/resource/ccfs/downloadRecord',
		]);
		expect(site.requests.map(({ signatureFault }) => signatureFault)).toEqual([null, null]);
	});

	it.each(['v1', 'v1ms'])('signs by the variant %s', async (signatureVariant) => {
		expect(await tested({ signatureVariant })).toEqual(ok(/accepts/));
	});

	it('says what the component has to complain about', async () => {
		site.reply = () => ({ body: '{"resultCode":"0101003","resultDesc":"no permission"}' });
		expect(await tested()).toEqual(ok(/accepts the key\. It says to the test: no permission/));
	});
});

describe('tells apart', () => {
	it('a wrong key, and does not try it anywhere else', async () => {
		const own = { cmsUrl: `${site.url}/a`, fsUrl: `${site.url}/b`, secretKey: 'another' };
		expect(await tested(own)).toEqual(fault(/^CC-CMS did not accept the signature \(HTTP 401\)/));
		expect(site.requests).toHaveLength(1);
	});

	it('a clock that is off', async () => {
		const date = new Date(Date.now() - 7_200_000).toUTCString();
		site.reply = () => ({ status: 401, headers: { date } });
		expect(await tested()).toEqual(
			fault(/clock of this machine is 7\d\d\d s ahead of the server's/),
		);
	});

	it('a locked address', async () => {
		site.reply = () => ({ status: 403, body: '{"status":403,"error":"Forbidden"}' });
		expect(await tested()).toEqual(fault(/refuses this address \(HTTP 403\).*allow list.*locked/s));
	});

	it('a missing CA certificate', async () => {
		expect(await tested({ caCertificate: '' })).toEqual(
			fault(/^No secure connection to https:\/\/127\.0\.0\.1:\d+\. .*CA certificate/s),
		);
		expect(site.requests).toEqual([]);
	});

	it('a certificate for another name', async () => {
		const other = await startSite('DNS:cec.example.test');
		const data = { baseUrl: other.url, caCertificate: other.ca };
		expect(await tested(data)).toEqual(fault(/certificate is for another host name.*Server Name/s));
		expect(await tested({ ...data, serverName: 'cec.example.test' })).toEqual(ok(/accepts/));
		await other.stop();
	});

	it('nobody there', async () => {
		const gone = await startSite('IP:127.0.0.1');
		await gone.stop();
		expect(await tested({ baseUrl: gone.url })).toEqual(
			fault(/cannot be reached\. Nothing listens there/),
		);
	});

	it('a host name nobody knows', async () => {
		expect(await tested({ baseUrl: 'https://cec.invalid' })).toEqual(
			fault(/^https:\/\/cec\.invalid cannot be reached\. The host name/),
		);
	});

	it('no TLS, something else that answers, and a firewall that misses the name', async () => {
		site.reply = () => ({ headers: { 'content-type': 'text/html' }, body: '<h1>It works!</h1>' });
		expect(await tested()).toEqual(fault(/What answered is not CC-CMS/));
		site.reply = () => ({ status: 418 });
		expect(await tested()).toEqual(fault(/host name/));
		site.reply = () => ({ status: 404 });
		expect(await tested()).toEqual(fault(/does not know this path/));
	});
});

describe('before anybody is asked', () => {
	it.each([
		[{ baseUrl: '' }, /Enter a base address/],
		[{ baseUrl: 'not an address' }, /is not a URL/],
		[{ secretKey: '' }, /Enter the access key and the secret key/],
		[{ caCertificate: 'abc' }, /must be PEM/],
		[{ timeZone: 'Shanghai' }, /IANA/],
	])('%j is refused', async (changes, message) => {
		expect(await tested(changes)).toEqual(fault(message));
		expect(site.requests).toEqual([]);
	});

	it('a certificate whose line breaks became blanks is mended', async () => {
		expect(await tested({ caCertificate: site.ca.replaceAll('\n', ' ') })).toEqual(ok(/accepts/));
	});
});
