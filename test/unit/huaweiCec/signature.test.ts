import { createHash } from 'node:crypto';

import fc from 'fast-check';

import {
	authorizationOf,
	canonicalRequestOf,
	percentEncoded,
	signatureOf,
	verifyAuthorization,
	type SignedRequest,
	type Verification,
} from '../../../lib/huaweiCec/signature';

/** The worked examples of reference/huawei §1.2. */
const KEYS = { accessKey: 'AKEXAMPLE0001', secretKey: 'SkExample-0001-not-real' };
const TIME = Date.parse('2024-05-06T07:08:09Z');
const HOST = { host: 'cec.example.com:28443' };
const THREE = {
	Host: 'cec.example.com:28443',
	'Content-Type': 'application/json;charset=UTF-8',
	'Content-Length': '36',
};

const POST: SignedRequest = {
	method: 'POST',
	path: '/rest/cmsapp/v2/openapi/vdn/querycalls',
	query: [],
	headers: HOST,
	body: '{"ccId":1,"vdn":25,"note":"客 a/b"}',
};
const GET: SignedRequest = {
	method: 'GET',
	path: '/rest/isales/v1/openapi/campaigns/25',
	query: Object.entries({
		name: '',
		status: '0',
		deviceType: '0',
		curPage: '1',
		rowsPerPage: '10',
	}),
	headers: HOST,
	body: '',
};

const sha256 = (text: string) => createHash('sha256').update(text, 'utf8').digest('hex');
const V1 = { ...KEYS, variant: 'v1', timestamp: TIME } as const;

describe('example 1: POST, host signed', () => {
	it('has the canonical request of the reference', () => {
		const text = canonicalRequestOf(POST, ['host'], false);
		expect(text.split('\n')).toHaveLength(5);
		expect(sha256(text)).toBe('b424d5f704efca293b95beed1c6b9e62253f80007432702293a08e6a785fdfa0');
	});

	it('has the Authorization of the reference', () => {
		expect(authorizationOf({ ...POST, ...V1 })).toBe(
			'auth-v2/AKEXAMPLE0001/2024-05-06T07:08:09Z/host/70ba1a15fc8db776d351b8695b9d037e4b62d0aad5aef63130a24b32d9078add',
		);
	});

	it('with milliseconds', () => {
		expect(authorizationOf({ ...POST, ...V1, variant: 'v1ms', timestamp: TIME + 123 })).toBe(
			'auth-v2/AKEXAMPLE0001/2024-05-06T07:08:09.123Z/host/41a7b61b2b96c7f1799c1fbdd5a5bf1ef614a212a49844b05c3d06c31ee2cdca',
		);
	});

	it('as V2, with an empty line for the empty query', () => {
		const prefix = 'auth-v2/AKEXAMPLE0001/2024-05-06T07:08:09Z/host';
		const canonical = canonicalRequestOf(POST, ['host'], true);
		expect(canonical.split('\n')[2]).toBe('');
		expect(signatureOf(KEYS.secretKey, prefix, canonical)).toBe(
			'69c073937cc1548b425d0baa474c26d17f25ab0543a7aca26990846ab08b8de7',
		);
	});

	it('takes the body as bytes, and the time as a Date', () => {
		const body = Buffer.from(POST.body as string, 'utf8');
		expect(authorizationOf({ ...POST, ...V1, body, timestamp: new Date(TIME) })).toBe(
			authorizationOf({ ...POST, ...V1 }),
		);
	});
});

describe('example 2: three headers signed', () => {
	const request = { ...POST, headers: THREE };
	const names = ['content-length', 'content-type', 'host'];

	it('has the canonical request of the reference', () => {
		const text = canonicalRequestOf(request, names, false);
		expect(text.split('\n')).toHaveLength(7);
		expect(sha256(text)).toBe('89d88feca7bb5a85f94027847850ce915a78c77af14a599a66ce0cd8cd1ed761');
	});

	it('has the Authorization of the reference', () => {
		expect(authorizationOf({ ...request, ...V1 })).toBe(
			'auth-v2/AKEXAMPLE0001/2024-05-06T07:08:09Z/content-length;content-type;host/36f310f91beff29d056b31d2b816524d521233dd7428dc9870c653b75e8869f7',
		);
	});

	it('with milliseconds', () => {
		const signed = authorizationOf({ ...request, ...V1, variant: 'v1ms', timestamp: TIME + 123 });
		expect(signed).toMatch(/ea1257cc24ec83e670bbbe7822768d8869e6f187090652b3c62318ba96accb82$/);
	});

	it('as V2', () => {
		const prefix = `auth-v2/AKEXAMPLE0001/2024-05-06T07:08:09Z/${names.join(';')}`;
		expect(signatureOf(KEYS.secretKey, prefix, canonicalRequestOf(request, names, true))).toBe(
			'9b38dd042cf21d1134fb634359de0bed6d37abedf5a157999e6c31b154ed85ae',
		);
	});
});

describe('example 3: GET with a query', () => {
	it('has the canonical request of the reference', () => {
		const text = canonicalRequestOf(GET, ['host'], false);
		expect(text.endsWith('\n')).toBe(true);
		expect(sha256(text)).toBe('9673e0fc172888f97e93e41e3ea68fddbe1819b047162fe92b79cba37b3e6514');
	});

	it('has the signature of the reference', () => {
		expect(authorizationOf({ ...GET, ...V1 })).toMatch(
			/\/af5fc161da528ee056f49e040b62777524608561e9adbe197b6f9e75f1aa650c$/,
		);
	});
});

it('encodes every byte but the unreserved ones', () => {
	expect(percentEncoded('aZ09-._~ /:;="\n+*\'()!客')).toBe(
		'aZ09-._~%20%2F%3A%3B%3D%22%0A%2B%2A%27%28%29%21%E5%AE%A2',
	);
	expect(percentEncoded(Uint8Array.of(0, 255))).toBe('%00%FF');
});

describe('a callback that carries a signature', () => {
	const verified = (changes: Partial<Verification> = {}) =>
		verifyAuthorization({
			...KEYS,
			authorization: authorizationOf({ ...POST, ...V1 }),
			now: TIME + 5000,
			toleranceMs: 900_000,
			requests: [POST],
			...changes,
		});
	const refused = (reason: string) => expect.objectContaining({ ok: false, reason });

	it('is taken, with any set of signed headers and either form of the time', () => {
		expect(verified()).toEqual({ ok: true, signedHeaders: ['host'] });
		const request = { ...POST, headers: THREE };
		const authorization = authorizationOf({ ...request, ...V1, variant: 'v2' });
		expect(verified({ authorization, requests: [request] })).toEqual({
			ok: true,
			signedHeaders: ['content-length', 'content-type', 'host'],
		});
	});

	it('is taken when the sender saw another host than we do', () => {
		const inside = { ...POST, headers: { host: 'n8n:5678' } };
		expect(verified({ requests: [inside, POST] }).ok).toBe(true);
		expect(verified({ requests: [inside] })).toEqual(refused('signature'));
	});

	it('is refused, and told why', () => {
		expect(verified({ authorization: undefined })).toEqual(refused('missing'));
		expect(verified({ authorization: 'Bearer x' })).toEqual(refused('malformed'));
		expect(verified({ accessKey: 'AKOTHER' })).toEqual(refused('accessKey'));
		expect(verified({ secretKey: 'another' })).toEqual(refused('signature'));
		expect(verified({ requests: [{ ...POST, body: '{}' }] })).toEqual(refused('signature'));
		expect(verified({ requests: [{ ...POST, path: '/other' }] })).toEqual(refused('signature'));
		const unsigned = authorizationOf({ ...POST, ...V1, headers: { date: 'x' } });
		expect(verified({ authorization: unsigned })).toEqual(refused('hostNotSigned'));
		const withDate = authorizationOf({ ...POST, ...V1, headers: { ...HOST, date: 'x' } });
		expect(verified({ authorization: withDate })).toEqual(refused('headerMissing'));
	});

	it('says how far the clocks are apart', () => {
		expect(verified({ now: TIME - 3_600_000 })).toMatchObject({
			reason: 'clock',
			message: expect.stringContaining('3600 s'),
		});
	});

	it('names neither key', () => {
		const told = JSON.stringify([verified({ secretKey: 'another' }), verified({ accessKey: 'A' })]);
		expect(told).not.toMatch(/another|SkExample|AKEXAMPLE/);
	});
});

it('what is signed is verified, and nothing else', () => {
	const request = fc.record({
		method: fc.constantFrom('GET', 'POST', 'PUT', 'DELETE'),
		path: fc.webPath().map((path) => `/${path}`),
		query: fc.array(fc.tuple(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }))),
		headers: fc.constantFrom(HOST, THREE),
		body: fc.string({ unit: 'binary' }),
	});
	const variants = fc.constantFrom('v1', 'v1ms', 'v2');
	const check = (sent: SignedRequest, variant: 'v1' | 'v1ms' | 'v2', added: string) => {
		const authorization = authorizationOf({ ...sent, ...V1, variant });
		const given = { ...KEYS, authorization, now: TIME, toleranceMs: 1000 };
		expect(verifyAuthorization({ ...given, requests: [sent] }).ok).toBe(true);
		const changed = { ...sent, body: `${String(sent.body)}${added}` };
		expect(verifyAuthorization({ ...given, requests: [changed] }).ok).toBe(false);
	};
	fc.assert(fc.property(request, variants, fc.string({ minLength: 1 }), check));
});
