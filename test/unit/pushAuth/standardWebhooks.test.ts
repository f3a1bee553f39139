import fc from 'fast-check';
import { Webhook } from 'standardwebhooks';

import {
	TOLERANCE_SECONDS,
	signatureOf,
	signingKeyOf,
	verifyWebhook,
	type WebhookHeaders,
} from '../../../lib/pushAuth/standardWebhooks';

const secretOf = (byte: string) => `whsec_${Buffer.from(byte.repeat(32)).toString('base64')}`;
const SECRET = secretOf('s');
const NOW = 1_777_622_400;

function keyOf(secret: string): Buffer {
	const reading = signingKeyOf(secret);
	if (!reading.ok) throw new Error(reading.message);
	return reading.key;
}

const bytes = (text: string) => Buffer.from(text, 'utf8');

/** The headers of a message as one of ours is sent. */
const signed = (body: string, secret = SECRET, id = 'msg_1', timestamp = NOW): WebhookHeaders => ({
	id,
	timestamp: String(timestamp),
	signature: signatureOf({ id, timestamp, body: bytes(body) }, keyOf(secret)),
});

const verified = (headers: WebhookHeaders, body: string, { secrets = [SECRET], now = NOW } = {}) =>
	verifyWebhook(headers, bytes(body), secrets.map(keyOf), now);

describe('with the package standardwebhooks on the other side', () => {
	it('verifies what it signs', () => {
		const signature = new Webhook(SECRET).sign('msg_1', new Date(NOW * 1000), '[{"a":"通话"}]');
		const headers = { id: 'msg_1', timestamp: String(NOW), signature };
		expect(verified(headers, '[{"a":"通话"}]')).toEqual({ ok: true, id: 'msg_1' });
	});

	it('signs what it verifies', () => {
		const now = Math.floor(Date.now() / 1000);
		const { id, timestamp, signature } = signed('[]', SECRET, 'msg_2', now);
		const headers = {
			'webhook-id': id ?? '',
			'webhook-timestamp': timestamp ?? '',
			'webhook-signature': signature ?? '',
		};
		expect(new Webhook(SECRET).verify('[]', headers)).toEqual([]);
	});

	it('agrees with it on the signature of any message', () => {
		const message = fc.record({
			id: fc.string({ minLength: 1 }),
			timestamp: fc.integer({ min: 0, max: 4_000_000_000 }),
			body: fc.string({ unit: 'grapheme' }),
		});
		fc.assert(
			fc.property(message, ({ id, timestamp, body }) => {
				const theirs = new Webhook(SECRET).sign(id, new Date(timestamp * 1000), body);
				expect(signatureOf({ id, timestamp, body }, keyOf(SECRET))).toBe(theirs);
			}),
		);
	});
});

describe('a message', () => {
	const body = '[{"eventType":"Released"}]';

	const refused: Array<[string, WebhookHeaders, string, RegExp]> = [
		['with another body', signed(body), `${body} `, /does not match/],
		['of another key', signed(body, secretOf('x')), body, /does not match/],
		['with another id', { ...signed(body), id: 'msg_2' }, body, /does not match/],
		['with another time', { ...signed(body), timestamp: String(NOW - 1) }, body, /does not match/],
		['without an id', { ...signed(body), id: undefined }, body, /webhook-id is missing/],
		['without a time', { ...signed(body), timestamp: '' }, body, /webhook-timestamp is missing/],
		[
			'without a signature',
			{ ...signed(body), signature: undefined },
			body,
			/webhook-signature is missing/,
		],
		['with words for a time', { ...signed(body), timestamp: 'now' }, body, /seconds since 1970/],
		[
			'with milliseconds for a time',
			{ ...signed(body), timestamp: String(NOW * 1000) },
			body,
			/seconds since 1970/,
		],
		[
			'with a signature of another scheme',
			{ ...signed(body), signature: (signed(body).signature ?? '').replace('v1,', 'v1a,') },
			body,
			/does not match/,
		],
		['with an empty signature', { ...signed(body), signature: 'v1,' }, body, /does not match/],
	];

	it.each(refused)('%s is refused', (_case, headers, given, message) => {
		expect(verified(headers, given)).toEqual({
			ok: false,
			message: expect.stringMatching(message) as string,
		});
	});

	it.each([TOLERANCE_SECONDS, -TOLERANCE_SECONDS])('signed %d s ago is taken', (age) => {
		expect(verified(signed(body), body, { now: NOW + age })).toMatchObject({ ok: true });
	});

	it.each([
		[TOLERANCE_SECONDS + 1, /301 s behind/],
		[-TOLERANCE_SECONDS - 1, /301 s ahead of/],
	])('signed %d s ago is refused, with the way out', (age, message) => {
		const verdict = verified(signed(body), body, { now: NOW + age });
		expect(verdict).toMatchObject({ ok: false, message: expect.stringMatching(message) as string });
		expect(verdict).toMatchObject({
			message: expect.stringContaining('Set both clocks') as string,
		});
	});
});

describe('while keys are exchanged', () => {
	const [old, next] = [secretOf('o'), secretOf('n')];

	it('either key of the receiver opens', () => {
		for (const secret of [old, next]) {
			expect(verified(signed('[]', secret), '[]', { secrets: [next, old] }).ok).toBe(true);
		}
	});

	it('either signature of the sender opens', () => {
		const [first, second] = [signed('[]', next), signed('[]', old)];
		const both = { ...first, signature: `${first.signature} ${second.signature}` };
		for (const secret of [old, next]) {
			expect(verified(both, '[]', { secrets: [secret] }).ok).toBe(true);
		}
		expect(verified(both, '[]', { secrets: [SECRET] }).ok).toBe(false);
	});

	it('no key at all lets nobody in', () => {
		expect(verified(signed('[]'), '[]', { secrets: [] }).ok).toBe(false);
	});
});

describe('a signing secret', () => {
	const base64 = Buffer.alloc(24, 7).toString('base64');

	it.each([`whsec_${base64}`, base64, `  whsec_${base64}\n`])('%j is read', (secret) => {
		expect(signingKeyOf(secret)).toEqual({ ok: true, key: Buffer.alloc(24, 7) });
	});

	it.each([
		['nothing', ''],
		['the prefix alone', 'whsec_'],
		['words', 'correct horse battery staple'],
		['15 bytes', `whsec_${Buffer.alloc(15, 7).toString('base64')}`],
	])('%s is refused, with the way to make one', (_case, secret) => {
		expect(signingKeyOf(secret)).toEqual({
			ok: false,
			message: expect.stringContaining('openssl rand -base64 32') as string,
		});
	});
});
