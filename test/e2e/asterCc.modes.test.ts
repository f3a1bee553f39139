import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

import type { CallEvent } from '../../lib/callEvent/callEvent';
import {
	cdrOf,
	channelOf,
	generateAsterCcCall,
	startPushServer,
	type PushServer,
} from '../../simulators/src/index.ts';
import { INBOUND, OUTBOUND } from '../fixtures/asterCc/messages';
import {
	ASTERCC,
	IDENTITY,
	TOKEN,
	VERIFICATION,
	asterCc,
	literalOf,
	post,
	type AsterCcFlow,
} from './asterCc';
import { startContactCenter, type ContactCenter } from './contactCenter';
import { startPushNginx, type PushNginx } from './pushNginx';

jest.setTimeout(180_000);

const AGENT = { number: '8001', password: 'agent password', name: '王芳' };
const ACCEPTED = { status: 200, body: '{"code":1,"message":"success"}' };

let center: ContactCenter;
let nginx: PushNginx;
let pushServer: PushServer;
let webhook: AsterCcFlow;
let subscribed: AsterCcFlow;

beforeAll(async () => {
	[center, nginx, pushServer] = await Promise.all([
		startContactCenter(),
		startPushNginx({ timeoutSeconds: 5 }),
		startPushServer({
			identity: IDENTITY,
			verification: VERIFICATION,
			agents: [AGENT],
			ttlMs: 2000,
			flavour: '0.3.5',
		}),
	]);
	webhook = await asterCc(center);
	subscribed = await asterCc(center, {
		parameters: { mode: 'subscribe' },
		credential: { address: nginx.url },
	});
});

afterAll(async () => {
	await center?.stop();
	await nginx?.stop();
	await pushServer?.stop();
});

const channel = channelOf({ identity: IDENTITY, verification: VERIFICATION });

const shown = (event: CallEvent) => ({
	type: event.type,
	direction: event.call.direction,
	customer: event.customer.number?.raw ?? null,
	agent: event.agent.phone?.raw ?? null,
	// A message without eventTime has the time it came, which is another in each mode.
	time: event.raw === undefined && event.type === 'call.created' ? 'now' : event.time,
});

const inOrder = (events: CallEvent[]) => events.toSorted((a, b) => a.sequence - b.sequence);

const CUSTOMER = '0138888888888';
const PHONE = '041139735857';

const inbound = (type: string, time: string, agent: string | null = PHONE) => ({
	type,
	direction: 'inbound',
	customer: agent === null ? null : CUSTOMER,
	agent,
	time,
});
const outbound = (type: string, time: string, customer: string | null = CUSTOMER) => ({
	type,
	direction: 'outbound',
	customer,
	agent: PHONE,
	time,
});

const INBOUND_EVENTS = [
	inbound('call.ringing', '2010-01-01T03:11:07.000Z'),
	inbound('call.answered', '2010-01-01T03:11:10.000Z'),
	inbound('call.leg_ended', '2010-01-01T03:12:54.000Z'),
	inbound('call.leg_ended', '2010-01-01T03:12:54.000Z'),
	inbound('call.ended', '2010-01-01T03:12:54.000Z'),
	// It says no time, so it counts as just now.
	inbound('call.created', 'now', null),
];

const OUTBOUND_EVENTS = [
	outbound('call.ringing', '2010-01-01T00:22:01.000Z'),
	outbound('call.leg_answered', '2010-01-01T00:22:01.000Z'),
	outbound('call.ringing', '2010-01-01T00:22:01.000Z'),
	outbound('call.answered', '2010-01-01T00:22:09.000Z', null),
	outbound('call.leg_ended', '2010-01-01T00:22:47.000Z'),
	outbound('call.leg_ended', '2010-01-01T00:22:47.000Z'),
	outbound('call.ended', '2010-01-01T00:22:47.000Z'),
];

/** Sends a call in one way and gives what came of it. */
const WAYS = {
	webhook: async (messages: string[]) => {
		const before = (await webhook.events()).length;
		for (const message of messages) expect(await post(webhook.url, message)).toEqual(ACCEPTED);
		return (await webhook.waitForEvents(before + messages.length)).slice(before);
	},
	subscribe: async (messages: string[]) => {
		const before = (await subscribed.events()).length;
		for (const message of messages) await nginx.publish(channel, literalOf(message));
		return (await subscribed.waitForEvents(before + messages.length)).slice(before);
	},
};

describe.each(Object.keys(WAYS) as Array<keyof typeof WAYS>)('in mode %s', (mode) => {
	it("the vendor's inbound call", async () => {
		const events = await WAYS[mode](Object.values(INBOUND));
		expect(inOrder(events).map(shown)).toEqual(INBOUND_EVENTS);
	});

	it("the vendor's outbound call", async () => {
		const events = await WAYS[mode](Object.values(OUTBOUND));
		expect(inOrder(events).map(shown)).toEqual(OUTBOUND_EVENTS);
	});
});

it('both modes give the same call events', async () => {
	const call = generateAsterCcCall({
		scenario: 'consult',
		seed: 5,
		startTime: 1_790_000_000,
		agentno: '8001',
		userdata: 'order=7&shop=3',
	}).filter(({ message }) => message.includes('eventTime'));
	const messages = call.map(({ message }) => message);
	const [pushed, followed] = [await WAYS.webhook(messages), await WAYS.subscribe(messages)];
	const comparable = (events: CallEvent[]) =>
		inOrder(events).map(({ receivedAt: _receivedAt, ...event }) => event);
	expect(comparable(followed)).toEqual(comparable(pushed));
	expect(pushed[0]?.call.userData).toBe('order=7&shop=3');
});

/** What n8n says of a credential. */
const tested = async (data: Record<string, unknown>) => {
	const { id, name } = await center.n8n.credential({
		name: 'asterCC to test',
		type: 'asterCcApi',
		data,
	});
	return await center.n8n.testCredential({ id, name, type: 'asterCcApi', data });
};

describe('webhook mode refuses', () => {
	const expectRefused = async (url: string, status: number, words: string) => {
		const before = await center.n8n.executions({ workflowId: webhook.workflowId });
		const answer = await post(url, INBOUND.坐席振铃.replace('1f10', 'f00d'));
		expect(answer.status).toBe(status);
		expect(answer.body).toContain(words);
		expect(await center.n8n.executions({ workflowId: webhook.workflowId })).toEqual(before);
	};

	it('a wrong token, with 401 and without an execution', async () => {
		await expectRefused(webhook.url.replace(TOKEN, `${TOKEN}x`), 401, 'not the push token');
	});

	it('no token', async () => {
		await expectRefused(webhook.url.replace(/\?.*/, ''), 401, 'token is missing');
	});

	it('an address that is not on the list', async () => {
		const listed = await asterCc(center, {
			parameters: { settings: { ipAllowList: '203.0.113.0/24' } },
		});
		const answer = await post(listed.url, INBOUND.坐席振铃);
		expect(answer).toMatchObject({ status: 403 });
		expect(await center.n8n.executions({ workflowId: listed.workflowId })).toEqual([]);
	});

	it('a body without an event, and says what to send', async () => {
		expect(await post(webhook.url, 'hello')).toMatchObject({ status: 400 });
		expect((await post(webhook.url, 'source=AGENT&event=answer')).body).toContain('sessionid');
	});
});

describe('webhook mode takes', () => {
	const GBK = Buffer.concat([
		Buffer.from('source=AGENT&event=ringing&from=dialin&sessionid=GBKID&userdata='),
		Buffer.from([0xd6, 0xd0, 0xce, 0xc4]),
	]);
	const bodyFor = (id: string) =>
		Buffer.from(GBK.toString('latin1').replace('GBKID', id), 'latin1');

	it.each([
		['GBK that says so', 'gbk1', 'text/plain;charset=gbk'],
		['GBK that calls itself a form', 'gbk2', 'application/x-www-form-urlencoded; charset=GBK'],
		['GBK that does not say so', 'gbk3', 'text/plain'],
		['GBK without a type', 'gbk4', ''],
	])('%s', async (_name, id, contentType) => {
		expect(await post(webhook.url, bodyFor(id), contentType)).toEqual(ACCEPTED);
		const all = await webhook.waitForEvents((await webhook.events()).length);
		const deadline = Date.now() + 5000;
		let found = all.find(({ call }) => call.callId === id);
		while (!found && Date.now() < deadline) {
			found = (await webhook.events()).find(({ call }) => call.callId === id);
		}
		expect(found?.call.userData).toBe('中文');
	});
});

it('webhook mode: "Execute step" waits for a push to the test URL', async () => {
	const flow = await asterCc(center, { draft: true });
	const run = await center.n8n.request('POST', `/rest/workflows/${flow.workflowId}/run`, {
		workflowData: await center.n8n.savedWorkflow(flow.workflowId),
		triggerToStartFrom: { name: ASTERCC },
	});
	expect(run).toMatchObject({ waitingForWebhook: true });
	const testUrl = flow.url.replace('/webhook/', '/webhook-test/');
	expect((await fetch(testUrl)).status).toBe(200);
	expect(await post(testUrl, INBOUND.坐席振铃)).toEqual(ACCEPTED);
	expect((await flow.waitForEvents(1)).map(shown)).toEqual([INBOUND_EVENTS[0]]);
});

it('the check page answers with the finished URL, or with what is wrong', async () => {
	const right = await fetch(webhook.url);
	expect(right.status).toBe(200);
	expect(right.headers.get('content-type')).toContain('text/html');
	expect(await right.text()).toContain(`/astercc?token=${TOKEN}</pre>`);
	const wrong = await fetch(webhook.url.replace(TOKEN, 'wrong'));
	expect(wrong.status).toBe(401);
	expect(await wrong.text()).toContain('not the push token');
});

describe('subscribe mode', () => {
	it('has no webhook', async () => {
		const url = subscribed.url;
		expect((await post(url, INBOUND.坐席振铃)).status).toBe(404);
		expect((await fetch(url)).status).toBe(404);
	});

	it('follows one agent, also on an old push-stream module', async () => {
		const flow = await asterCc(center, {
			parameters: { mode: 'subscribe' },
			credential: {
				address: pushServer.url,
				follow: 'agent',
				agent: AGENT.number,
				password: AGENT.password,
			},
		});
		const agentChannel = channelOf({ identity: IDENTITY, agent: AGENT });
		const messages = Object.values(OUTBOUND);
		for (const message of messages) pushServer.publish(agentChannel, literalOf(message));
		const events = await flow.waitForEvents(messages.length);
		expect(inOrder(events).map(shown)).toEqual(OUTBOUND_EVENTS);
		await center.n8n.deactivate(flow.workflowId);
	});

	it('stops, and leaves no request behind', async () => {
		const flow = await asterCc(center, {
			parameters: { mode: 'subscribe' },
			credential: { address: pushServer.url },
		});
		const teamChannel = channelOf({ identity: IDENTITY, verification: VERIFICATION });
		while (pushServer.waiting(teamChannel) === 0) await new Promise((go) => setTimeout(go, 20));
		await center.n8n.deactivate(flow.workflowId);
		expect(pushServer.waiting(teamChannel)).toBe(0);
	});

	it('tells who publishes the workflow that the address is wrong', async () => {
		const flow = await asterCc(center, {
			parameters: { mode: 'subscribe' },
			credential: { address: 'http://127.0.0.1:9' },
			draft: true,
		});
		await expect(center.n8n.activate(flow.workflowId, { timeoutMs: 60_000 })).rejects.toThrow(
			/cannot be reached at http:\/\/127\.0\.0\.1:9/,
		);
	});

	it('follows an HTTPS server whose certificate is of a private authority', async () => {
		const folder = await mkdtemp(join(tmpdir(), 'astercc-tls-'));
		const [keyFile, certFile] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
		await promisify(execFile)('openssl', [
			...['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '1', '-subj', '/CN=asterCC'],
			...['-addext', 'subjectAltName=IP:127.0.0.1', '-keyout', keyFile, '-out', certFile],
		]);
		const secure = await startPushNginx({ timeoutSeconds: 5, tls: { keyFile, certFile } });
		try {
			const team = { identity: IDENTITY, verificationSecret: VERIFICATION };
			const credential = { ...team, address: secure.url };
			const refused = await tested(credential);
			expect(refused.status).toBe('Error');
			expect(refused.message).toContain('enter it as CA certificate');
			const flow = await asterCc(center, {
				parameters: { mode: 'subscribe' },
				credential: { ...credential, caCertificate: await readFile(certFile, 'utf8') },
			});
			await secure.publish(channel, literalOf(INBOUND.坐席应答));
			expect((await flow.waitForEvents(1)).map(shown)).toEqual([INBOUND_EVENTS[1]]);
			await center.n8n.deactivate(flow.workflowId);
		} finally {
			await secure.stop();
			await rm(folder, { recursive: true });
		}
	});

	it('"Execute step" waits for the next event', async () => {
		const flow = await asterCc(center, {
			parameters: { mode: 'subscribe' },
			credential: { address: nginx.url },
			draft: true,
		});
		const run = await center.n8n.request<{ executionId: string }>(
			'POST',
			`/rest/workflows/${flow.workflowId}/run`,
			{
				workflowData: await center.n8n.savedWorkflow(flow.workflowId),
				triggerToStartFrom: { name: ASTERCC },
			},
		);
		await new Promise((go) => setTimeout(go, 1500));
		await nginx.publish(channel, literalOf(INBOUND.坐席振铃));
		const events = await flow.waitForEvents(1);
		expect(run.executionId).toBeDefined();
		expect(events.map(shown)).toEqual([INBOUND_EVENTS[0]]);
	});
});

describe('the credential test', () => {
	const agent = () => ({
		address: pushServer.url,
		identity: IDENTITY,
		follow: 'agent',
		agent: AGENT.number,
		password: AGENT.password,
	});

	it('finds the right password right', async () => {
		expect(await tested(agent())).toMatchObject({ status: 'OK' });
	});

	it('tells a wrong password from a server that cannot be reached', async () => {
		expect(await tested({ ...agent(), password: 'wrong' })).toMatchObject({
			status: 'Error',
			message: expect.stringContaining('Wrong agent number or password') as string,
		});
		expect(await tested({ ...agent(), address: 'http://127.0.0.1:9' })).toMatchObject({
			status: 'Error',
			message: expect.stringContaining('Not reachable') as string,
		});
	});
});

it('call records that were missed come from GetCdr, and only those', async () => {
	const options = (seed: number) => ({
		scenario: 'inbound-answered' as const,
		seed,
		startTime: Math.floor(Date.now() / 1000) - 600,
	});
	const [seen, missed] = [generateAsterCcCall(options(71)), generateAsterCcCall(options(72))];
	pushServer.cdrs.push(cdrOf(generateAsterCcCall(options(70)), 40));
	const flow = await asterCc(center, {
		parameters: { callRecords: 'missed', triggerOn: 'callFinished' },
		credential: { address: pushServer.url, agent: AGENT.number, password: AGENT.password },
	});
	for (const { message } of seen) expect(await post(flow.url, message)).toEqual(ACCEPTED);
	await flow.waitForEvents(1);
	pushServer.cdrs.push(cdrOf(seen, 41), cdrOf(missed, 42));
	await center.n8n.deactivate(flow.workflowId);
	await center.n8n.activate(flow.workflowId);
	const events = await flow.waitForEvents(2, 90_000);
	expect(events.map(({ type }) => type)).toEqual(['call.ended', 'call.cdr']);
	expect(events[1]?.call.callId).toBe(missed[0]?.fields.find(([key]) => key === 'sessionid')?.[1]);
	expect(events[1]?.call.talkSeconds).toBeGreaterThan(0);
});
