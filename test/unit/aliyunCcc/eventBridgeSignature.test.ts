import { createHmac, generateKeyPairSync, privateEncrypt, sign, type KeyObject } from 'node:crypto';

import {
	isRegion,
	isSigned,
	signatureClaimOf,
	type EventBridgeSender,
	type Headers,
} from '../../../lib/aliyunCcc/eventBridgeSignature';

/** Synthetic: EventBridge's own private key is nowhere but at EventBridge. */
const eventBridge = generateKeyPairSync('rsa', { modulusLength: 2048 });
const somebody = generateKeyPairSync('rsa', { modulusLength: 2048 });

const NOW = 1_777_622_400_000;
const HOST = 'cn-shanghai-eventbridge.oss-accelerate.aliyuncs.com';
const CERTIFICATE_URL = `https://${HOST}/x509_public_certificate_1.pem`;
const BODY = Buffer.from('{"id":"5f0c1d2e","data":{"body":"通话"}}');

const sender: EventBridgeSender = {
	region: 'cn-shanghai',
	url: 'https://n8n.example.com/webhook/1/aliyun-ccc?site=hz&line=0571',
	token: '',
	versions: ['v2'],
};
const bothVersions: EventBridgeSender = { ...sender, versions: ['v2', 'v1'] };

/** What the vendor's document says is signed (reference/aliyun §2.6, step 3). */
interface Writing {
	url?: string;
	/** The header of the token; without it, none is sent. */
	token?: string;
	signsToken?: boolean;
	ending?: string;
	timestamp?: number | string;
	certificateUrl?: string;
	body?: Buffer;
	privateKey?: KeyObject;
}

const stringToSign = (
	{ url = sender.url, token, signsToken = true, ending = '', body = BODY }: Writing,
	lines: string[],
): Buffer => {
	const tokenLine = token && signsToken ? [`x-eventbridge-signature-token: ${token}`] : [];
	const head = `${[url, ...lines, ...tokenLine].join('\n')}\n`;
	return Buffer.concat([Buffer.from(head), body, Buffer.from(ending)]);
};

function v2(writing: Writing = {}): Headers {
	const { timestamp = NOW, certificateUrl = CERTIFICATE_URL, token } = writing;
	const text = stringToSign(writing, [
		`x-eventbridge-signature-timestamp: ${timestamp}`,
		'x-eventbridge-hash-method: SHA256',
		'x-eventbridge-signature-version: 1.0',
		`x-eventbridge-signature-url: ${certificateUrl}`,
	]);
	const key = writing.privateKey ?? eventBridge.privateKey;
	return {
		'x-eventbridge-signature-timestamp': String(timestamp),
		'x-eventbridge-hash-method': 'SHA256',
		'x-eventbridge-signature-version': '1.0',
		'x-eventbridge-signature-url': certificateUrl,
		'x-eventbridge-signature-v2': sign('sha256', text, key).toString('base64'),
		...(token ? { 'x-eventbridge-signature-token': token } : {}),
	};
}

function v1(writing: Writing = {}): Headers {
	const certificateUrl =
		writing.certificateUrl ?? 'https://g.alicdn.com/eventbridge/certifacete/public.pem';
	const secret = Buffer.from('a secret of this push');
	const text = stringToSign(writing, [
		`x-eventbridge-signature-timestamp: ${NOW}`,
		'x-eventbridge-signature-method: HMAC-SHA1',
		'x-eventbridge-signature-version: 1.0',
		`x-eventbridge-signature-url: ${certificateUrl}`,
	]);
	const key = writing.privateKey ?? eventBridge.privateKey;
	return {
		'x-eventbridge-signature-timestamp': String(NOW),
		'x-eventbridge-signature-method': 'HMAC-SHA1',
		'x-eventbridge-signature-version': '1.0',
		'x-eventbridge-signature-url': certificateUrl,
		'x-eventbridge-signature-secret': privateEncrypt(key, secret).toString('base64'),
		'x-eventbridge-signature': createHmac('sha1', secret).update(text).digest('base64'),
		...(writing.token ? { 'x-eventbridge-signature-token': writing.token } : {}),
	};
}

const isSignedV2 = (headers: Headers, by = sender) =>
	isSigned('v2', headers, BODY, by, eventBridge.publicKey);

describe('signature v2', () => {
	const token = 'a token of ours';

	it.each<[string, Writing]>([
		['without a token', {}],
		['without a token, with a line feed at the end', { ending: '\n' }],
		['with the token signed', { token }],
		['with the token signed and a line feed at the end', { token, ending: '\n' }],
		['with the token sent but not signed', { token, signsToken: false }],
		[
			'with neither the token signed nor without a line feed',
			{ token, signsToken: false, ending: '\n' },
		],
	])('is taken %s', (_case, writing) => {
		const headers = v2(writing);
		const withToken = writing.token ? { ...sender, token } : sender;
		expect(signatureClaimOf(headers, withToken, NOW)).toEqual({
			ok: true,
			version: 'v2',
			certificateUrl: CERTIFICATE_URL,
		});
		expect(isSignedV2(headers, withToken)).toBe(true);
	});

	it.each<[string, Headers]>([
		['of another body', v2({ body: Buffer.from('{}') })],
		['of another URL', v2({ url: 'https://n8n.example.com/webhook/1/aliyun-ccc' })],
		['of somebody else', v2({ privateKey: somebody.privateKey })],
		['of another time', { ...v2(), 'x-eventbridge-signature-timestamp': String(NOW + 1) }],
		['of another version', { ...v2(), 'x-eventbridge-signature-version': '2.0' }],
		[
			'of another certificate',
			{ ...v2(), 'x-eventbridge-signature-url': `https://${HOST}/x509_public_certificate_2.pem` },
		],
		['that is empty', { ...v2(), 'x-eventbridge-signature-v2': '' }],
		['that is no base64', { ...v2(), 'x-eventbridge-signature-v2': '%%%' }],
		['with two line feeds at the end', v2({ ending: '\n\n' })],
	])('is refused %s', (_case, headers) => {
		expect(isSignedV2(headers)).toBe(false);
	});
});

describe('before anything is fetched', () => {
	const refusal = (headers: Headers, by = sender, now = NOW) => {
		const claim = signatureClaimOf(headers, by, now);
		return claim.ok ? null : claim.message;
	};

	it.each([60_000, -60_000])('a signature %d ms old is taken', (age) => {
		expect(refusal(v2(), sender, NOW + age)).toBeNull();
	});

	it.each([
		[61_000, '61 s old'],
		[-61_000, '61 s in the future'],
	])('a signature %d ms old is refused', (age, message) => {
		expect(refusal(v2(), sender, NOW + age)).toContain(message);
	});

	it.each(['', 'now', 'NaN'])('a time that is %j is refused', (timestamp) => {
		expect(refusal(v2({ timestamp }))).toMatch(/milliseconds since 1970/);
	});

	it('a push without a signature is refused', () => {
		expect(refusal({})).toMatch(/x-eventbridge-signature-v2 is missing/);
	});

	it('another method is refused', () => {
		expect(refusal({ ...v2(), 'x-eventbridge-hash-method': 'MD5' })).toMatch(/must be SHA256/);
	});

	it.each([
		`http://${HOST}/x509_public_certificate_1.pem`,
		`https://${HOST}:443/x509_public_certificate_1.pem`,
		`https://${HOST}:8443/x509_public_certificate_1.pem`,
		`https://user@${HOST}/x509_public_certificate_1.pem`,
		`https://${HOST}@attacker.example/x509_public_certificate_1.pem`,
		`https://${HOST}.attacker.example/x509_public_certificate_1.pem`,
		`https://attacker.example/${HOST}/x509_public_certificate_1.pem`,
		`https://${HOST}\\@attacker.example/x509_public_certificate_1.pem`,
		`https://${HOST}/x509_public_certificate_1.pem?version=1`,
		`https://${HOST}/x509_public_certificate_1.pem#1`,
		`https://${HOST}/`,
		`https://${HOST}`,
		`https://${HOST}/a/../x509_public_certificate_1.pem`,
		` https://${HOST}/x509_public_certificate_1.pem`,
		'https://cn-beijing-eventbridge.oss-accelerate.aliyuncs.com/x509_public_certificate_1.pem',
		'https://g.alicdn.com/eventbridge/certifacete/public.pem',
		'file:///etc/hostname',
		'',
	])('the certificate address %j is refused', (certificateUrl) => {
		expect(refusal(v2({ certificateUrl }))).toMatch(/not one of region cn-shanghai/);
	});

	it.each(['', 'cn', 'a.b/', 'attacker.example/?'])('a region %j opens to nobody', (region) => {
		const certificateUrl = `https://${region}-eventbridge.oss-accelerate.aliyuncs.com/1.pem`;
		expect(isRegion(region)).toBe(false);
		expect(refusal(v2({ certificateUrl }), { ...sender, region })).not.toBeNull();
	});

	it.each([
		['no token', v2()],
		['another token', v2({ token: 'a guess' })],
	])('%s is refused where one is configured', (_case, headers) => {
		expect(refusal(headers, { ...sender, token: 'a token of ours' })).toMatch(/token/);
	});
});

describe('signature v1', () => {
	it('is refused unless it is switched on, with the way out', () => {
		expect(signatureClaimOf(v1(), sender, NOW)).toEqual({
			ok: false,
			message: expect.stringContaining('Accept Signature V1') as string,
		});
	});

	it.each<[string, Writing]>([
		['of the certificate all regions shared', {}],
		['of a certificate of the region', { certificateUrl: CERTIFICATE_URL }],
		['with a line feed at the end', { ending: '\n' }],
		['with the token signed', { token: 'a token of ours' }],
		['with the token sent but not signed', { token: 'a token of ours', signsToken: false }],
	])('is taken %s once it is', (_case, writing) => {
		const headers = v1(writing);
		const by = { ...bothVersions, token: writing.token ?? '' };
		expect(signatureClaimOf(headers, by, NOW)).toMatchObject({ ok: true, version: 'v1' });
		expect(isSigned('v1', headers, BODY, by, eventBridge.publicKey)).toBe(true);
	});

	it.each<[string, Headers]>([
		['of another body', v1({ body: Buffer.from('{}') })],
		['of somebody else', v1({ privateKey: somebody.privateKey })],
		['whose secret is no cipher text', { ...v1(), 'x-eventbridge-signature-secret': 'AAAA' }],
		['without a secret', { ...v1(), 'x-eventbridge-signature-secret': undefined }],
	])('is refused %s', (_case, headers) => {
		expect(isSigned('v1', headers, BODY, bothVersions, eventBridge.publicKey)).toBe(false);
	});

	it('is not looked at where there is a v2', () => {
		const headers = { ...v1(), ...v2() };
		expect(signatureClaimOf(headers, bothVersions, NOW)).toMatchObject({ ok: true, version: 'v2' });
	});
});
