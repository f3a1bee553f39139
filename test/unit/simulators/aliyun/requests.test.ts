import { constants, createHmac, publicDecrypt, verify, X509Certificate } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import { Webhook } from 'standardwebhooks';
import type { EventBridgeOptions, EventBridgeVariant } from '../../../../simulators/src/index.ts';
import {
	aliyunEvents,
	bridgeRequest,
	createTestCertificate,
	eventBridgeEnvelope,
	eventBridgeRequest,
	generateAliyunCall,
} from '../../../../simulators/src/index.ts';

const now = Date.UTC(2026, 4, 1, 8, 1, 10, 300);
const events = generateAliyunCall('abandoned-ivr', { seed: 1, at: now });
const url = 'https://n8n.example.com/webhook/abc/aliyun-ccc?x=1';

describe('EventBridge', () => {
	const { key, certificate } = createTestCertificate({ commonName: 'test' });
	const { publicKey } = new X509Certificate(certificate);
	const token = 'a-token';

	function push(options: Partial<EventBridgeOptions> = {}, count = 1) {
		return eventBridgeRequest(events.slice(0, count), { url, key, now, ...options });
	}

	/** The text as the documented formula makes it, by hand. */
	function documented(headers: Record<string, string>, body: string, withToken: boolean): string {
		const line = (name: string) => `${name}: ${headers[name]}\n`;
		return (
			`${url}\n` +
			line('x-eventbridge-signature-timestamp') +
			line('x-eventbridge-hash-method') +
			line('x-eventbridge-signature-version') +
			line('x-eventbridge-signature-url') +
			(withToken ? line('x-eventbridge-signature-token') : '') +
			body
		);
	}

	const isSigned = (headers: Record<string, string>, text: string) =>
		verify(
			'RSA-SHA256',
			Buffer.from(text),
			publicKey,
			Buffer.from(headers['x-eventbridge-signature-v2'] ?? '', 'base64'),
		);

	test('the certificate is a valid one of its key', () => {
		const read = new X509Certificate(certificate);
		expect(read.verify(publicKey)).toBe(true);
		expect(read.subject).toBe('CN=test');
		expect(Date.parse(read.validTo)).toBeGreaterThan(Date.now());
		const again = createTestCertificate({ key, validTo: Date.UTC(2020, 0, 1) });
		expect(again.key).toBe(key);
		expect(Date.parse(new X509Certificate(again.certificate).validTo)).toBe(Date.UTC(2020, 0, 1));
	});

	test('v2: URL, fixed headers and body, signed with RSA and SHA-256', () => {
		const { headers, body } = push();
		expect(headers).toMatchObject({
			'x-eventbridge-signature-timestamp': String(now),
			'x-eventbridge-hash-method': 'SHA256',
			'x-eventbridge-signature-version': '1.0',
			'x-eventbridge-signature-url': expect.stringMatching(
				/^https:\/\/cn-shanghai-eventbridge\.oss-accelerate\.aliyuncs\.com\/x509_public_certificate_\w+\.pem$/,
			),
		});
		expect(headers).not.toHaveProperty('x-eventbridge-signature-token');
		expect(isSigned(headers, documented(headers, body, false))).toBe(true);
		expect(isSigned(headers, documented(headers, `${body} `, false))).toBe(false);
	});

	test.each<[EventBridgeVariant, boolean, string]>([
		['documented', true, ''],
		['newline', true, '\n'],
		['no-token', false, ''],
		['no-token-newline', false, '\n'],
	])('variant %s', (variant, withToken, ending) => {
		const { headers, body } = push({ token, variant });
		expect(headers['x-eventbridge-signature-token']).toBe(token);
		expect(isSigned(headers, documented(headers, body, withToken) + ending)).toBe(true);
		const other = ending === '' ? '\n' : '';
		expect(isSigned(headers, documented(headers, body, withToken) + other)).toBe(false);
		expect(isSigned(headers, documented(headers, body, !withToken) + ending)).toBe(false);
	});

	test('v1: HMAC-SHA1 with a secret that the public key recovers', () => {
		const { headers, body } = push({ signature: 'v1' });
		const sealed = Buffer.from(headers['x-eventbridge-signature-secret'] ?? '', 'base64');
		const padding = constants.RSA_PKCS1_PADDING;
		const secret = publicDecrypt({ key: publicKey, padding }, sealed).toString();
		const text =
			`${url}\nx-eventbridge-signature-timestamp: ${now}\n` +
			'x-eventbridge-signature-method: HMAC-SHA1\nx-eventbridge-signature-version: 1.0\n' +
			`x-eventbridge-signature-url: ${headers['x-eventbridge-signature-url']}\n${body}`;
		const expected = createHmac('sha1', secret).update(text).digest('base64');
		expect(headers['x-eventbridge-signature']).toBe(expected);
		expect(headers).not.toHaveProperty('x-eventbridge-signature-v2');
	});

	test('none: no signature, a bearer of one’s own', () => {
		const authorization = 'Bearer x';
		const { headers } = push({ signature: 'none', headers: { authorization } });
		expect(Object.keys(headers).filter((name) => name.startsWith('x-'))).toEqual([]);
		expect(headers['authorization']).toBe(authorization);
	});

	test('one envelope is bare or in an array, several always are', () => {
		expect(JSON.parse(push().body)).not.toBeInstanceOf(Array);
		expect(JSON.parse(push({ asArray: true }).body)).toHaveLength(1);
		expect(JSON.parse(push({}, 3).body)).toHaveLength(3);
	});

	test('the envelope has the documented members and the event as text, object or base64', () => {
		const [event] = events;
		if (!event) throw new Error('no event');
		const envelope = eventBridgeEnvelope(event, { now, topic: 't', instanceId: 'rmq-1' });
		expect(Object.keys(envelope)).toEqual([
			...['id', 'source', 'specversion', 'type', 'datacontenttype', 'subject', 'time'],
			...['aliyunaccountid', 'aliyunoriginalaccountid', 'aliyunpublishtime'],
			...['aliyuneventbusname', 'aliyunregionid', 'aliyunpublishaddr', 'data'],
		]);
		expect(envelope).toMatchObject({
			type: 'mq:Topic:SendMessage',
			subject: 'acs:mq:cn-shanghai:1000000000000001:rmq-1%t',
			data: { topic: 't', systemProperties: { UNIQ_KEY: event.messageId } },
		});
		expect(envelope.data.body).toBe(JSON.stringify(event.data));
		expect(eventBridgeEnvelope(event, { bodyAs: 'object' }).data.body).toEqual(event.data);
		const base64 = eventBridgeEnvelope(event, { bodyAs: 'base64' }).data.body;
		expect(JSON.parse(Buffer.from(String(base64), 'base64').toString())).toEqual(event.data);
	});

	test('no key, no signature: said in one sentence', () => {
		expect(() => eventBridgeRequest(events, { url })).toThrow(/^Signature v2 needs a key; give /);
	});
});

describe('the bridge', () => {
	const secret = `whsec_${Buffer.from('0123456789abcdef0123456789abcdef').toString('base64')}`;
	const other = `whsec_${Buffer.from('fedcba9876543210fedcba9876543210').toString('base64')}`;
	const current = () => Date.now();

	test('the package standardwebhooks verifies it', () => {
		const { headers, body } = bridgeRequest(events, { url, secrets: [secret], now: current() });
		const batch = new Webhook(secret).verify(body.toString(), headers) as unknown[];
		expect(batch).toHaveLength(events.length);
		expect(batch[0]).toEqual({
			specversion: '1.0',
			id: events[0]?.messageId,
			source: '//rocketmq/ccc-event',
			type: 'com.aliyun.ccc.event',
			time: expect.stringMatching(/Z$/),
			datacontenttype: 'application/json',
			data: events[0]?.data,
		});
		expect(headers['content-type']).toBe('application/cloudevents-batch+json; charset=utf-8');
	});

	test('a tampered body or another secret does not verify', () => {
		const { headers, body } = bridgeRequest(events, { url, secrets: [secret], now: current() });
		expect(() => new Webhook(secret).verify(`${body.toString()} `, headers)).toThrow();
		expect(() => new Webhook(other).verify(body.toString(), headers)).toThrow();
	});

	test('while keys are exchanged, both verify', () => {
		const secrets = [secret, other];
		const { headers, body } = bridgeRequest(events, { url, secrets, now: current() });
		for (const one of secrets) {
			expect(new Webhook(one).verify(body.toString(), headers)).toHaveLength(events.length);
		}
	});

	test('large bodies are compressed, the signature is over the plain one', () => {
		const many = aliyunEvents(300, { seed: 1, at: now });
		const { headers, body } = bridgeRequest(many, { url, secrets: [secret], now: current() });
		expect(headers['content-encoding']).toBe('gzip');
		const plain = gunzipSync(body).toString();
		expect(plain.length).toBeGreaterThan(64 * 1024);
		expect(new Webhook(secret).verify(plain, headers)).toHaveLength(300);
		const small = bridgeRequest(events, { url, secrets: [secret] });
		expect(small.headers).not.toHaveProperty('content-encoding');
	});

	test('no event is the signed test ping, and every request has an id of its own', () => {
		const ping = () => bridgeRequest([], { url, secrets: [secret] });
		expect(ping().body.toString()).toBe('[]');
		expect(ping().headers['webhook-id']).not.toBe(ping().headers['webhook-id']);
	});
});
