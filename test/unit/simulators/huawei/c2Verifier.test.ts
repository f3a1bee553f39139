/** The worked examples of reference/huawei §1.2. */
import type { SignedRequest } from '../../../../simulators/src/index.ts';
import { c2Signature, verifyC2 } from '../../../../simulators/src/index.ts';

const keys = { accessKey: 'AKEXAMPLE0001', secretKey: 'SkExample-0001-not-real' };
const timestamp = '2024-05-06T07:08:09Z';
const post: SignedRequest = {
	method: 'POST',
	target: '/rest/cmsapp/v2/openapi/vdn/querycalls',
	headers: {
		host: 'cec.example.com:28443',
		'content-length': '36',
		'content-type': 'application/json;charset=UTF-8',
	},
	body: Buffer.from('{"ccId":1,"vdn":25,"note":"客 a/b"}'),
};
const get: SignedRequest = {
	method: 'GET',
	target:
		'/rest/isales/v1/openapi/campaigns/25?name=&status=0&deviceType=0&curPage=1&rowsPerPage=10',
	headers: { host: 'cec.example.com:28443' },
	body: Buffer.alloc(0),
};
const threeHeaders = ['content-length', 'content-type', 'host'];

const cases = [
	[
		'one header',
		post,
		{ timestamp, signed: ['host'], variant: 'v1' },
		'70ba1a15fc8db776d351b8695b9d037e4b62d0aad5aef63130a24b32d9078add',
	],
	[
		'milliseconds',
		post,
		{ timestamp: '2024-05-06T07:08:09.123Z', signed: ['host'], variant: 'v1ms' },
		'41a7b61b2b96c7f1799c1fbdd5a5bf1ef614a212a49844b05c3d06c31ee2cdca',
	],
	[
		'V2',
		post,
		{ timestamp, signed: ['host'], variant: 'v2' },
		'69c073937cc1548b425d0baa474c26d17f25ab0543a7aca26990846ab08b8de7',
	],
	[
		'three headers, V2',
		post,
		{ timestamp, signed: threeHeaders, variant: 'v2' },
		'9b38dd042cf21d1134fb634359de0bed6d37abedf5a157999e6c31b154ed85ae',
	],
	[
		'a query and no body',
		get,
		{ timestamp, signed: ['host'], variant: 'v1' },
		'af5fc161da528ee056f49e040b62777524608561e9adbe197b6f9e75f1aa650c',
	],
] as const;

const settings = {
	...keys,
	signatureVariants: ['v1', 'v1ms', 'v2'] as const,
	clockSkewMs: 60_000,
	now: () => Date.parse(timestamp),
};

describe.each(cases)('%s', (_name, request, signing, signature) => {
	const authorization = [
		'auth-v2',
		keys.accessKey,
		signing.timestamp,
		signing.signed.join(';'),
		signature,
	].join('/');
	const headers = { ...request.headers, authorization };

	it('has the signature of the reference', () => {
		expect(c2Signature(request, { ...keys, ...signing })).toBe(signature);
	});

	it('is let in', () => {
		const verdict = verifyC2({ ...request, headers }, settings);
		expect(verdict).toEqual({ ok: true, variant: signing.variant });
	});

	it('is refused with another body', () => {
		const verdict = verifyC2({ ...request, headers, body: Buffer.from('{}') }, settings);
		expect(verdict).toEqual({ ok: false, reason: 'another signature was expected' });
	});

	it('is refused when its time has gone by', () => {
		const later = { ...settings, now: () => Date.parse(timestamp) + 61_000 };
		expect(verifyC2({ ...request, headers }, later)).toMatchObject({ ok: false });
	});
});

it.each([
	['another key', { authorization: `auth-v2/OTHER/${timestamp}/host/${'0'.repeat(64)}` }],
	['no header', {}],
	['unsorted names', { authorization: `auth-v2/${keys.accessKey}/${timestamp}/host;accept/00` }],
	['no host', { authorization: `auth-v2/${keys.accessKey}/${timestamp}/content-type/00` }],
])('refuses %s', (_name, headers) => {
	const verdict = verifyC2({ ...post, headers: { ...post.headers, ...headers } }, settings);
	expect(verdict.ok).toBe(false);
});
