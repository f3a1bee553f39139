import { randomUUID } from 'node:crypto';

import { bridgeProcess } from '../../runtime/src/bridgeProcess.ts';
import type { RocketMq } from '../../runtime/src/rocketMq.ts';
import {
	aliyunCalls,
	bridgeRequest,
	eventBridgeRequest,
	type AliyunEvent,
} from '../../simulators/src/index.ts';
import { aliyunCcc, disordered, pathOf, signingSecret, type EventRow } from './aliyunCcc';
import { subscription, type Protocol } from './aliyunSubscription';
import { startCertificateHost, type CertificateHost } from './certificateHost';
import { startContactCenter, type ContactCenter } from './contactCenter';
import { describeWithRocketMq, startTestRocketMq } from './rocketMq';

jest.setTimeout(180_000);

const REGION = 'cn-shanghai';

let certificates: CertificateHost;
let center: ContactCenter;

beforeAll(async () => {
	certificates = await startCertificateHost(REGION);
	center = await startContactCenter({ env: certificates.env });
});

afterAll(async () => {
	await center?.stop();
	await certificates?.stop();
});

/** The events of some whole calls of each kind, by time. */
const calls = (dialect: '1.0' | '2.0' = '2.0', count = 22) =>
	aliyunCalls(count, { dialect, seed: 7, at: Date.now(), gapMs: 200 });

/** The ids the rows must have, in the order the events happened. */
const idsOf = (
	events: readonly AliyunEvent[],
	messageIds = events.map(({ messageId }) => messageId),
) =>
	events.map(({ data }, index) => {
		const instance = data['instanceId'] ?? data['InstanceId'];
		return `aliyun-ccc:${String(instance)}:${messageIds[index]}`;
	});

const eventIds = (rows: readonly EventRow[]) => rows.map(({ event_id }) => event_id);

async function post({
	url,
	headers,
	body,
}: {
	url: string;
	headers: object;
	body: string | Buffer;
}) {
	const response = await fetch(url, {
		method: 'POST',
		headers: headers as Record<string, string>,
		body: typeof body === 'string' ? body : new Uint8Array(body),
	});
	return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

describeWithRocketMq('CCC -> RocketMQ -> bridge -> n8n', () => {
	let rocketMq: RocketMq;

	beforeAll(async () => {
		rocketMq = await startTestRocketMq();
	});

	afterAll(async () => await rocketMq?.dispose());

	describe.each<Protocol>(['rocketmq5', 'rocketmq4'])('over %s', (protocol) => {
		it.each(['1.0', '2.0'] as const)(
			'the calls of dialect %s become rows, each call in order, with ids that stay',
			async (dialect) => {
				const secret = signingSecret();
				const credential = { type: 'aliyunCccBridgeApi', data: { signingSecret: secret } };
				// With this choice a call's next batch only leaves when the run with the last one is over.
				const parameters = { options: { acknowledge: 'byWorkflow' } };
				const flow = await aliyunCcc(center, { credential, parameters });
				const topic = await subscription(rocketMq, protocol);
				const url = `${center.server.baseUrl}${flow.path}`;
				const bridge = await bridgeProcess({
					signingSecret: secret,
					settings: { n8n: { url }, source: { ...topic.source, leaseSeconds: 10 } },
				});
				try {
					expect(await bridge.command('check')).toMatchObject({ code: 0 });
					await bridge.start();
					await topic.listening();
					const events = calls(dialect);
					const messageIds = await topic.sendLive(events);
					const rows = await flow.waitForRows(events.length);
					expect(eventIds(rows).toSorted()).toEqual(idsOf(events, messageIds).toSorted());
					expect(disordered(rows)).toEqual([]);
					expect(await bridge.page('readyz')).toBe(200);
					await bridge.stop();
					expect(bridge.log).toContain('"undelivered":0');
				} finally {
					await bridge.dispose();
				}
			},
		);
	});

	it('check tells line by line what is missing', async () => {
		const secret = signingSecret();
		const topic = await subscription(rocketMq, 'rocketmq5');
		const bridge = await bridgeProcess({
			signingSecret: secret,
			settings: {
				n8n: { url: `${center.server.baseUrl}/webhook/nobody/aliyun-ccc` },
				source: { ...topic.source, topic: 'no-such-topic' },
			},
		});
		try {
			const { code, output } = await bridge.command('check');
			expect(code).toBe(1);
			expect(output).toMatch(/✔ Settings are complete/);
			expect(output).toMatch(/✔ RocketMQ is reachable at/);
			expect(output).toMatch(/✘ The topic does not exist at this endpoint/);
			expect(output).toMatch(/✘ n8n answered 404.*Publish the workflow/);
			expect(output).not.toContain(secret);
		} finally {
			await bridge.dispose();
		}
	});

	it('a dead letter is delivered by a replay', async () => {
		const secret = signingSecret();
		const credential = { type: 'aliyunCccBridgeApi', data: { signingSecret: secret } };
		const flow = await aliyunCcc(center, { credential });
		const topic = await subscription(rocketMq, 'rocketmq5');
		const bridge = await bridgeProcess({
			signingSecret: secret,
			settings: {
				n8n: { url: `${center.server.baseUrl}${flow.path}` },
				source: topic.source,
			},
		});
		try {
			await bridge.start();
			await topic.listening();
			await topic.send(3, { poisonEvery: 1 });
			while ((await bridge.metric('dead_total')) < 3) await flow.rows();
			expect(await bridge.command('replay')).toEqual({
				code: 1,
				output: expect.stringContaining('0 delivered, 3 dead letters anew'),
			});
			await bridge.mendDeadLetters(JSON.stringify(calls()[0]?.data));
			expect(await bridge.command('replay')).toEqual({
				code: 0,
				output: expect.stringContaining('3 delivered, 0 dead letters anew'),
			});
			expect(await flow.waitForRows(3)).toHaveLength(3);
		} finally {
			await bridge.dispose();
		}
	});
});

describe('EventBridge -> n8n', () => {
	/** A flow whose credential names the flow's own URL. */
	async function eventBridgeFlow(token = '') {
		const webhookId = randomUUID();
		const url = `${center.server.baseUrl}${pathOf(webhookId)}?site=1`;
		const flow = await aliyunCcc(center, {
			authentication: 'eventBridge',
			webhookId,
			credential: {
				type: 'aliyunCccEventBridgeApi',
				data: { region: REGION, publicUrl: url, token },
			},
		});
		const { certificateUrl, signingKey: key } = certificates;
		return { flow, options: { url, key, certificateUrl, region: REGION } };
	}

	it('a batch with its real signature becomes rows in order; its copy changes nothing', async () => {
		const { flow, options } = await eventBridgeFlow();
		const events = calls();
		const shuffled = events.toSorted((a, b) => (a.messageId < b.messageId ? -1 : 1));
		for (let copy = 0; copy < 2; copy++) {
			expect(await post(eventBridgeRequest(shuffled, options))).toMatchObject({ status: 200 });
		}
		const rows = await flow.waitForRows(events.length);
		expect(eventIds(rows).toSorted()).toEqual(idsOf(events).toSorted());
		expect(disordered(rows)).toEqual([]);
		expect(certificates.fetches).toBe(1);
	});

	it.each(['documented', 'newline', 'no-token', 'no-token-newline'] as const)(
		'signed in the variant "%s", with a token',
		async (variant) => {
			const token = 'token of the target';
			const { flow, options } = await eventBridgeFlow(token);
			const [event] = calls();
			const request = eventBridgeRequest([event as AliyunEvent], { ...options, token, variant });
			expect(await post(request)).toMatchObject({ status: 200 });
			expect(await flow.waitForRows(1)).toHaveLength(1);
		},
	);

	it('refuses what is tampered with, old, or signed with a certificate from elsewhere', async () => {
		const { flow, options } = await eventBridgeFlow();
		const [event] = calls() as [AliyunEvent];
		const good = eventBridgeRequest([event], options);
		const elsewhere = 'https://cn-beijing-eventbridge.oss-accelerate.aliyuncs.com/x509.pem';
		const bad = [
			{ ...good, body: good.body.replace('ccc-event', 'ccc-other') },
			eventBridgeRequest([event], { ...options, now: Date.now() - 120_000 }),
			eventBridgeRequest([event], { ...options, certificateUrl: elsewhere }),
			eventBridgeRequest([event], { ...options, url: `${options.url}&more=1` }),
		];
		for (const request of bad) {
			expect(await post({ ...request, url: options.url })).toMatchObject({ status: 401 });
		}
		expect(await flow.waitForRows(1, 1_000)).toEqual([]);
	});
});

describe('others -> n8n', () => {
	it("CCC's own webhook, with the token in the URL", async () => {
		const token = 'a-token_that-is-hard-2-guess';
		const [first, ...others] = calls() as [AliyunEvent, ...AliyunEvent[]];
		const instance = String(first.data['instanceId']);
		const flow = await aliyunCcc(center, {
			authentication: 'urlToken',
			parameters: { instanceIds: instance },
			credential: { type: 'aliyunCccWebhookTokenApi', data: { pushToken: token } },
		});
		const push = (data: object, given: string) =>
			post({
				url: `${center.server.baseUrl}${flow.path}?token=${given}`,
				headers: { 'content-type': 'application/json' },
				body: JSON.stringify(data),
			});
		for (const { data } of [first, ...others.slice(0, 4), first]) {
			expect(await push(data, token)).toMatchObject({ status: 200 });
		}
		expect(await push(first.data, 'wrong')).toMatchObject({ status: 401 });
		const stranger = await push({ ...first.data, instanceId: 'somebody-else' }, token);
		expect(stranger).toMatchObject({
			status: 403,
			body: { message: expect.stringContaining('Instance somebody-else may not push here') },
		});
		expect(await flow.waitForRows(5)).toHaveLength(5);
	});

	it('a function, with a bearer token', async () => {
		const token = 'a-token_that-is-hard-2-guess';
		const flow = await aliyunCcc(center, {
			authentication: 'bearer',
			credential: { type: 'aliyunCccBearerApi', data: { token } },
		});
		const events = calls('1.0', 3);
		const request = eventBridgeRequest(events, {
			url: `${center.server.baseUrl}${flow.path}`,
			signature: 'none',
		});
		expect(await post(request)).toMatchObject({ status: 401 });
		const headers = { ...request.headers, authorization: `Bearer ${token}` };
		expect(await post({ ...request, headers })).toMatchObject({ status: 200 });
		expect(await flow.waitForRows(events.length)).toHaveLength(events.length);
	});

	it('the bridge: a batch compressed, a replayed request, a wrong key', async () => {
		const secret = signingSecret();
		const flow = await aliyunCcc(center, {
			credential: { type: 'aliyunCccBridgeApi', data: { signingSecret: secret } },
		});
		const url = `${center.server.baseUrl}${flow.path}`;
		const events = calls('2.0', 22);
		const request = bridgeRequest(events, { url, secrets: [secret], compressAbove: 1_000 });
		expect(request.headers).toMatchObject({ 'content-encoding': 'gzip' });
		expect(await post(request)).toMatchObject({ status: 200 });
		expect(await post(request)).toMatchObject({
			status: 401,
			body: { message: expect.stringContaining('was taken before') },
		});
		const again = bridgeRequest(events, { url, secrets: [secret] });
		const { body } = await post(again);
		const results = body['results'] as { status: string }[];
		expect(new Set(results.map(({ status }) => status))).toEqual(new Set(['duplicate']));
		const foreign = bridgeRequest(events, { url, secrets: [signingSecret()] });
		expect(await post(foreign)).toMatchObject({ status: 401 });
		expect(await flow.waitForRows(events.length)).toHaveLength(events.length);
	});
});
