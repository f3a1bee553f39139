import { generateKeyPairSync } from 'node:crypto';
import type { ServerResponse } from 'node:http';

import {
	createTestCertificate,
	eventBridgeRequest,
	eventBridgeVariants,
	type EventBridgeOptions,
	type EventBridgeVariant,
} from '../../simulators/src/index.ts';
import {
	CERTIFICATE_HOST,
	PUBLIC_URL,
	aliyunTrigger,
	asPush,
	happening,
	log,
	message,
	resultsIn,
	started,
	startCertificateHost,
	statusesIn,
	type Answer,
	type CertificateHost,
	type Push,
} from './aliyunCccHarness';

const TOKEN = 'the-token-at-eventbridge';
const SIGNER = createTestCertificate();
const STRANGER = createTestCertificate();
const DAY = 24 * 3_600_000;

let host: CertificateHost;
let certificates = 0;

beforeAll(async () => void (host = await startCertificateHost()));
afterAll(async () => await host.close());
beforeEach(() => {
	host.asked.length = 0;
	host.isDown = false;
});
afterEach(() => jest.restoreAllMocks());

/** A certificate at an address of its own, which no test before has fetched. */
function certificateAt(content: string | ((response: ServerResponse) => void)): string {
	const path = `/x509_public_certificate_${++certificates}.pem`;
	host.answers.set(path, (response) => {
		if (typeof content === 'string') response.end(content);
		else content(response);
	});
	return `https://${CERTIFICATE_HOST}${path}`;
}

const eventBridgeTrigger = (credential: object = {}, parameters: object = {}) =>
	aliyunTrigger({
		parameters: { authentication: 'eventBridge', ...parameters },
		credential: { region: 'cn-shanghai', publicUrl: PUBLIC_URL, token: TOKEN, ...credential },
	});

const released = () => message(happening('Released'));

const pushOf = (options: Partial<EventBridgeOptions> = {}, messages = [released()]): Push =>
	asPush(
		eventBridgeRequest(messages, { url: PUBLIC_URL, key: SIGNER.key, token: TOKEN, ...options }),
	);

function expectRefused(answer: Answer, status: number, told: RegExp): void {
	expect(answer).toMatchObject({ status, items: null, headers: { 'accept-encoding': 'gzip' } });
	expect(answer.body).toEqual({ message: expect.stringMatching(told) });
}

describe('a push of EventBridge', () => {
	it('starts an execution', async () => {
		const sent = released();
		const certificateUrl = certificateAt(SIGNER.certificate);
		const answer = await eventBridgeTrigger().push(pushOf({ certificateUrl }, [sent]));
		expect(answer.status).toBe(200);
		expect(resultsIn(answer)).toEqual([{ id: sent.messageId, status: 'accepted' }]);
		expect(answer.items?.[0]?.json).toMatchObject({ type: 'call.ended' });
		expect(log).toEqual([]);
	});

	const variants = Object.keys(eventBridgeVariants) as EventBridgeVariant[];
	it.each(variants)('signed as "%s" is taken', async (variant) => {
		const certificateUrl = certificateAt(SIGNER.certificate);
		const push = pushOf({ certificateUrl, variant });
		expect((await eventBridgeTrigger().push(push)).status).toBe(200);
	});

	it.each(['string', 'object', 'base64'] as const)(
		'with the event as %s, several at once, is one execution',
		async (bodyAs) => {
			const certificateUrl = certificateAt(SIGNER.certificate);
			const push = pushOf({ certificateUrl, bodyAs }, [released(), released()]);
			const answer = await eventBridgeTrigger().push(push);
			expect(started(answer)).toBe(2);
			expect(statusesIn(answer)).toEqual(['accepted', 'accepted']);
		},
	);

	it('sent again is a duplicate: EventBridge may sign a try as it signed the first', async () => {
		const trigger = eventBridgeTrigger();
		const push = pushOf({ certificateUrl: certificateAt(SIGNER.certificate) });
		expect(statusesIn(await trigger.push(push))).toEqual(['accepted']);
		expect(statusesIn(await trigger.push(push))).toEqual(['duplicate']);
	});

	it('without a token where the credential has none', async () => {
		const certificateUrl = certificateAt(SIGNER.certificate);
		const push = asPush(
			eventBridgeRequest([released()], {
				url: PUBLIC_URL,
				key: SIGNER.key,
				certificateUrl,
			}),
		);
		expect((await eventBridgeTrigger({ token: '' }).push(push)).status).toBe(200);
		expectRefused(await eventBridgeTrigger().push(push), 401, /token is not the one/);
	});
});

describe('a push that shows at once that it is none of EventBridge', () => {
	const here = `https://${CERTIFICATE_HOST}`;
	const hosts = [
		'https://cn-hangzhou-eventbridge.oss-accelerate.aliyuncs.com/a.pem',
		`${here}.evil.example/a.pem`,
		`http://${CERTIFICATE_HOST}/a.pem`,
		`https://user@${CERTIFICATE_HOST}/a.pem`,
		`${here}:8443/a.pem`,
		`${here}/a.pem?x=1`,
		`${here}/a.pem#x`,
		`${here}/../a.pem`,
		'https://CN-SHANGHAI-eventbridge.oss-accelerate.aliyuncs.com/a.pem',
		'https://127.0.0.1/a.pem',
		'https://g.alicdn.com/eventbridge/certifacete/public.pem',
		'file:///etc/passwd',
	];

	it.each(hosts)('names the certificate %s: nothing is fetched', async (certificateUrl) => {
		const answer = await eventBridgeTrigger().push(pushOf({ certificateUrl }));
		expectRefused(answer, 401, /certificate is not one of region cn-shanghai/);
		expect(host.asked).toEqual([]);
	});

	const others: Array<[string, Partial<EventBridgeOptions>, RegExp]> = [
		['is old', { now: Date.now() - 120_000 }, /\d+ s old, 60 s are allowed/],
		['is of the future', { now: Date.now() + 120_000 }, /s in the future/],
		['has another token', { token: 'a guess' }, /token is not the one of the credential/],
		['is not signed', { signature: 'none' }, /x-eventbridge-signature-v2 is missing/],
		['is signed by v1', { signature: 'v1' }, /Accept Signature V1/],
	];

	it.each(others)('%s: nothing is fetched', async (_case, options, told) => {
		const certificateUrl = certificateAt(SIGNER.certificate);
		const answer = await eventBridgeTrigger().push(pushOf({ certificateUrl, ...options }));
		expectRefused(answer, 401, told);
		expect(host.asked).toEqual([]);
		expect(JSON.stringify([answer, log])).not.toContain(TOKEN);
	});

	it('has its body left unread', async () => {
		const push = { ...pushOf({ signature: 'none' }), contentType: 'application/cloudevents+json' };
		const received = await eventBridgeTrigger().receive(push);
		expect(received.bodyWasRead).toBe(false);
	});
});

describe('a signature', () => {
	const checked = async (options: Partial<EventBridgeOptions>, change: (push: Push) => Push) => {
		const certificateUrl = certificateAt(SIGNER.certificate);
		return await eventBridgeTrigger().push(change(pushOf({ certificateUrl, ...options })));
	};
	const asIs = (push: Push) => push;

	const wrong: Array<[string, Partial<EventBridgeOptions>, (push: Push) => Push]> = [
		['of another key', { key: STRANGER.key }, asIs],
		['for another URL', { url: `${PUBLIC_URL}?x=1` }, asIs],
		['for another body', {}, (push) => ({ ...push, rawBody: `${String(push.rawBody)} ` })],
		[
			'that is rubbish',
			{},
			(push) => ({ ...push, headers: { ...push.headers, 'x-eventbridge-signature-v2': '%%%' } }),
		],
		[
			'with another time, within the minute',
			{},
			(push) => ({
				...push,
				headers: { ...push.headers, 'x-eventbridge-signature-timestamp': String(Date.now() - 5) },
			}),
		],
	];

	it.each(wrong)('%s is refused, and names the Public URL', async (_case, options, change) => {
		expectRefused(await checked(options, change), 401, /does not match.*Public URL/);
	});

	it('is good as soon as the Public URL of the credential is right', async () => {
		const trigger = eventBridgeTrigger({ publicUrl: 'https://n8n.example.com/old/aliyun-ccc' });
		const certificateUrl = certificateAt(SIGNER.certificate);
		expectRefused(await trigger.push(pushOf({ certificateUrl })), 401, /Public URL/);
		trigger.changeCredential({ publicUrl: PUBLIC_URL });
		expect((await trigger.push(pushOf({ certificateUrl }))).status).toBe(200);
	});

	it('of another region is good as soon as the credential names it', async () => {
		const trigger = eventBridgeTrigger({ region: 'cn-hangzhou' });
		const certificateUrl = certificateAt(SIGNER.certificate);
		expectRefused(await trigger.push(pushOf({ certificateUrl })), 401, /region cn-hangzhou/);
		trigger.changeCredential({ region: 'cn-shanghai' });
		expect((await trigger.push(pushOf({ certificateUrl }))).status).toBe(200);
	});

	it.each([
		['with a token, where that is switched on', { acceptV1: true }, 200],
		['with a token, where it is not', { acceptV1: false }, 401],
		['without a token: anybody could make it', { acceptV1: true, token: '' }, 401],
	])('of v1 %s', async (_case, credential, status) => {
		const certificateUrl = certificateAt(SIGNER.certificate);
		const push = pushOf({ certificateUrl, signature: 'v1' });
		expect((await eventBridgeTrigger(credential).push(push)).status).toBe(status);
	});
});

describe('the certificate', () => {
	it('is fetched once, also for many pushes at once, and kept for all triggers', async () => {
		const certificateUrl = certificateAt(SIGNER.certificate);
		const trigger = eventBridgeTrigger();
		const many = Array.from({ length: 10 }, () => trigger.push(pushOf({ certificateUrl })));
		expect((await Promise.all(many)).map(({ status }) => status)).toEqual(many.map(() => 200));
		expect((await trigger.push(pushOf({ certificateUrl }))).status).toBe(200);
		expect((await eventBridgeTrigger().push(pushOf({ certificateUrl }))).status).toBe(200);
		expect(host.asked).toEqual([certificateUrl]);
	});

	it('is fetched anew after half a day', async () => {
		const certificateUrl = certificateAt(SIGNER.certificate);
		const trigger = eventBridgeTrigger();
		const start = Date.now();
		for (const [hours, fetches] of [
			[0, 1],
			[11, 1],
			[13, 2],
		] as const) {
			jest.spyOn(Date, 'now').mockReturnValue(start + hours * 3_600_000);
			expect((await trigger.push(pushOf({ certificateUrl }))).status).toBe(200);
			expect(host.asked).toHaveLength(fetches);
		}
	});

	const unusable: Array<[string, () => string, RegExp]> = [
		[
			'behind a redirect',
			() => {
				const elsewhere = certificateAt(SIGNER.certificate);
				return certificateAt((response) => {
					response.writeHead(302, { location: elsewhere }).end();
				});
			},
			/could not be fetched/,
		],
		[
			'of more than 64 KiB',
			() => certificateAt(SIGNER.certificate.padEnd(64 * 1024 + 1)),
			/64 KiB/,
		],
		['that is no certificate', () => certificateAt('<html></html>'), /is none/],
		['that is empty', () => certificateAt(''), /is none/],
		['that is not there', () => `https://${CERTIFICATE_HOST}/none.pem`, /could not be fetched/],
		[
			'that has expired',
			() =>
				certificateAt(
					createTestCertificate({
						key: SIGNER.key,
						validFrom: Date.now() - 2 * DAY,
						validTo: Date.now() - DAY,
					}).certificate,
				),
			/good from .* to .* only/,
		],
		[
			'that is not in force yet',
			() =>
				certificateAt(
					createTestCertificate({ key: SIGNER.key, validFrom: Date.now() + DAY }).certificate,
				),
			/good from .* to .* only/,
		],
	];

	it.each(unusable)('%s: 503, to come again', async (_case, address, told) => {
		const certificateUrl = address();
		const trigger = eventBridgeTrigger();
		const answer = await trigger.push(pushOf({ certificateUrl }));
		expectRefused(answer, 503, told);
		expect(answer.headers['retry-after']).toMatch(/^\d+$/);
		expect(host.asked).toEqual([certificateUrl]);
	});

	it('of exactly 64 KiB is read', async () => {
		const certificateUrl = certificateAt(SIGNER.certificate.padEnd(64 * 1024));
		expect((await eventBridgeTrigger().push(pushOf({ certificateUrl }))).status).toBe(200);
	});

	it('out of reach: 503 and no execution, and the next try is taken', async () => {
		const certificateUrl = certificateAt(SIGNER.certificate);
		const trigger = eventBridgeTrigger();
		host.isDown = true;
		const push = pushOf({ certificateUrl });
		const answer = await trigger.push(push);
		expectRefused(answer, 503, /could not be fetched: nothing listens there/);
		expect(answer.headers['retry-after']).toBe('5');
		expect(log).toContainEqual(expect.objectContaining({ level: 'warn' }));

		host.isDown = false;
		expect(statusesIn(await trigger.push(push))).toEqual(['accepted']);
	});

	it('that expires within the half day is not kept longer than it is good', async () => {
		const { certificate } = createTestCertificate({
			key: SIGNER.key,
			validTo: Date.now() + 3_600_000,
		});
		const certificateUrl = certificateAt(certificate);
		const trigger = eventBridgeTrigger();
		expect((await trigger.push(pushOf({ certificateUrl }))).status).toBe(200);
		jest.spyOn(Date, 'now').mockReturnValue(Date.now() + 2 * 3_600_000);
		expectRefused(await trigger.push(pushOf({ certificateUrl })), 503, /good from .* to .* only/);
	});

	it('with a key that is no RSA key is none', async () => {
		const { publicKey } = generateKeyPairSync('ed25519');
		const pem = publicKey.export({ type: 'spki', format: 'pem' }).toString();
		const certificateUrl = certificateAt(pem);
		expectRefused(await eventBridgeTrigger().push(pushOf({ certificateUrl })), 503, /is none/);
	});

	it('is not fetched from many addresses at once, whoever names them', async () => {
		const waiting: ServerResponse[] = [];
		const addresses = Array.from({ length: 6 }, () =>
			certificateAt((response) => void waiting.push(response)),
		);
		const trigger = eventBridgeTrigger();
		const pushes = addresses.map((certificateUrl) => trigger.push(pushOf({ certificateUrl })));
		const last = await Promise.all(pushes.slice(4));
		for (const answer of last) expectRefused(answer, 503, /Too many certificates/);
		while (waiting.length < 4) await new Promise((resolve) => setTimeout(resolve, 5));
		for (const response of waiting) response.end(SIGNER.certificate);
		const first = await Promise.all(pushes.slice(0, 4));
		expect(first.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
		expect(host.asked).toHaveLength(4);
	});

	const slow: Array<[string, Parameters<typeof certificateAt>[0]]> = [
		['does not come', () => {}],
		['stops in the middle', (response) => void response.write('-----BEGIN CERTIFICATE-----\n')],
	];

	it.each(slow)('that %s is waited for three seconds: 503', async (_case, answer) => {
		const certificateUrl = certificateAt(answer);
		const start = performance.now();
		const refused = await eventBridgeTrigger().push(pushOf({ certificateUrl }));
		expectRefused(refused, 503, /could not be fetched/);
		expect(performance.now() - start).toBeLessThan(4500);
	});
});

describe('without what it takes', () => {
	it('a credential: 500', async () => {
		const trigger = aliyunTrigger({
			parameters: { authentication: 'eventBridge' },
			credential: null,
		});
		expectRefused(await trigger.push(pushOf()), 500, /credential.*could not be read/);
	});

	it('a key to hash numbers with: 500, and the way out', async () => {
		const certificateUrl = certificateAt(SIGNER.certificate);
		const push = asPush(
			eventBridgeRequest([released()], {
				url: PUBLIC_URL,
				key: SIGNER.key,
				certificateUrl,
			}),
		);
		const options = { privacy: 'hashed' };
		const trigger = eventBridgeTrigger({ token: '' }, { options });
		expectRefused(await trigger.push(push), 500, /need a key.*Number Hash Secret/);
		trigger.changeCredential({ hashSecret: 'a key' });
		expect((await trigger.push(push)).status).toBe(200);
	});
});
