import { randomUUID } from 'node:crypto';

import { callRecord } from './contactCenter';
import {
	runFrom,
	startTemplateBench,
	type RunningTemplate,
	type TemplateBench,
} from './templateBench';
import { VENDORS, VENDOR_TRIGGERS } from './vendorTrigger';
import { answeredResult } from '../fixtures/huaweiCec/callbacks';
import { customerRecording } from '../fixtures/tencentCcc/pushes';
import { workflow } from '../../runtime/src/index.ts';
import type { Service } from './standIn';

jest.setTimeout(60_000);

let bench: TemplateBench;

const CHATS = {
	'qyapi.weixin.qq.com': { errcode: 0, errmsg: 'ok' },
	'oapi.dingtalk.com': { errcode: 0, errmsg: 'ok' },
	'open.feishu.cn': { code: 0, msg: 'success' },
	'hooks.slack.com': 'ok',
};

beforeAll(async () => {
	const services = Object.entries(CHATS).map(([host, body]) => [host, () => ({ body })]);
	bench = await startTemplateBench(Object.fromEntries(services) as Record<string, Service>);
}, 300_000);

afterEach(() => expect(bench.standIn.unexpected).toEqual([]));
afterAll(async () => await bench?.stop());

describe('call-log-to-table', () => {
	const rowsOf = async (callId: string) =>
		(await bench.rows('cc_calls')).filter((row) => row['call_id'] === callId);

	it.each(VENDORS)('%s: a finished call is one row, however often it is pushed', async (vendor) => {
		const flow = await bench.template('call-log-to-table', { vendor });
		const callId = randomUUID().replaceAll('-', '');
		const push = VENDOR_TRIGGERS[vendor].finishedCall(callId);
		expect(await flow.deliver(push)).toMatchObject({ status: 'success' });
		expect((await flow.push(push)).status).toBe(200);
		await flow.executions();
		expect(await rowsOf(callId)).toEqual([
			expect.objectContaining({ vendor, call_id: callId, call_time: expect.any(String) }),
		]);
	});

	it('a recording that comes later is written into the row of its call', async () => {
		const flow = await bench.template('call-log-to-table');
		const callId = randomUUID();
		await flow.deliver({ body: callRecord({ SessionId: callId }), query: { action: 'cdr' } });
		const recording = { ...customerRecording, SessionId: callId };
		await flow.deliver({ body: recording, query: { action: 'record' } });
		expect(await rowsOf(callId)).toEqual([
			expect.objectContaining({
				recording_url: customerRecording.RecordURL,
				customer_number: '+8613800138001',
				outcome: 'answered',
				talk_seconds: 30,
			}),
		]);
	});

	it('what fails in one branch does not keep the other from being tried and kept', async () => {
		const hidden = { dataTableId: { __rl: true, mode: 'name', value: 'gone' } };
		const parameters = { 'Write the call': hidden, 'Write the recording': hidden };
		const flow = await bench.template('call-log-to-table', { parameters });
		const receivedAt = new Date().toISOString();
		const events = [
			{ id: randomUUID(), type: 'call.cdr', callEvent: { receivedAt, call: { isFinal: true } } },
			{ id: randomUUID(), type: 'recording.ready', callEvent: { receivedAt, call: {} } },
		];
		const kept = { template: 'call-log-to-table', error: 'the first try', failed_at: receivedAt };
		await bench.addRows(
			'cc_failed_events',
			events.map((event) => ({ ...kept, event_id: event.id, event: JSON.stringify(event) })),
		);
		expect((await flow.runFrom('Every hour: what failed')).status).toBe('error');
		const rows = (await bench.rows('cc_failed_events')).filter(({ event_id }) =>
			events.some(({ id }) => id === event_id),
		);
		expect(rows.map(({ error }) => String(error).includes('gone'))).toEqual([true, true]);
	});

	it('contacts of a campaign that could not be dialed are a row each', async () => {
		const flow = await bench.template('call-log-to-table', { vendor: 'huawei-cec' });
		const cases = [randomUUID(), randomUUID()].map((id) => id.replaceAll('-', ''));
		const { callId: _undialled, ...contact } = answeredResult;
		await flow.deliver({ body: cases.map((sessionId) => ({ ...contact, sessionId })) });
		const rows = (await bench.rows('cc_calls')).filter(({ event_id }) =>
			cases.some((id) => String(event_id).includes(id)),
		);
		expect(rows.map(({ call_id, event_id }) => call_id === event_id)).toEqual([true, true]);
	});

	it('a call that cannot be written is kept, the execution is red, and an hour later it is written', async () => {
		const hidden = { dataTableId: { __rl: true, mode: 'name', value: 'gone' } };
		const flow = await bench.template('call-log-to-table', {
			parameters: { 'Write the call': hidden },
		});
		const callId = randomUUID();
		const push = { body: callRecord({ SessionId: callId }), query: { action: 'cdr' } };
		const execution = await flow.deliver(push);
		expect(execution.status).toBe('error');
		expect(execution.data.resultData.error?.message).toContain(`The call ${callId} could not be`);
		const keptOf = async () =>
			(await bench.rows('cc_failed_events')).filter(({ event }) => String(event).includes(callId));
		expect(await keptOf()).toEqual([
			expect.objectContaining({
				template: 'call-log-to-table',
				error: expect.stringContaining('gone'),
			}),
		]);

		const mended = await bench.template('call-log-to-table');
		expect((await mended.runFrom('Every hour: what failed')).status).toBe('success');
		expect(await rowsOf(callId)).toHaveLength(1);
		expect(await keptOf()).toEqual([]);
	});
});

describe('contact-center', () => {
	const message = { title: 'Missed call', text: 'Nobody answered', link: '', urgency: 'alarm' };

	/** A workflow that tells the team something when it is run. */
	async function teller(
		chatUrl: string,
		says: Record<string, string> = message,
	): Promise<RunningTemplate & { tell(): Promise<string> }> {
		const shared = await bench.template('contact-center', { settings: { chatUrl } });
		const flow = workflow(`teller ${randomUUID()}`)
			.node('Start', 'n8n-nodes-base.manualTrigger', 1)
			.node('Message', 'n8n-nodes-base.set', 3.4, {
				mode: 'raw',
				jsonOutput: JSON.stringify(says),
			})
			.node('Tell the team', 'n8n-nodes-base.executeWorkflow', 1.2, {
				workflowId: { __rl: true, mode: 'id', value: shared.workflowId },
				workflowInputs: { mappingMode: 'defineBelow', value: tells(), schema: inputs() },
				options: {},
			})
			.connect('Start', 'Message')
			.connect('Message', 'Tell the team');
		const { id } = await bench.n8n.workflow(flow.build());
		const tell = async () => (await runFrom(bench.n8n, id, 'Start')).status;
		return { ...shared, tell };
	}

	const names = Object.keys(message);
	const tells = () => Object.fromEntries(names.map((name) => [name, `={{ $json.${name} }}`]));
	const inputs = () =>
		names.map((id) => ({
			...{ id, displayName: id, type: 'string', required: false, display: true },
			...{ canBeUsedToMatch: true, defaultMatch: false, removed: false },
		}));

	it.each([
		[
			'qyapi.weixin.qq.com',
			{ msgtype: 'markdown', markdown: { content: '### [🚨 Missed call]\n\nNobody answered' } },
		],
		[
			'oapi.dingtalk.com',
			{
				msgtype: 'markdown',
				markdown: { title: '🚨 Missed call', text: '### [🚨 Missed call]\n\nNobody answered' },
			},
		],
		['open.feishu.cn', { msg_type: 'text', content: { text: '🚨 Missed call\nNobody answered' } }],
		['hooks.slack.com', { text: '🚨 Missed call\nNobody answered' }],
	])('%s gets the message in its own form', async (host, body) => {
		const { tell } = await teller(`https://${host}/robot?key=of-the-test`);
		expect(await tell()).toBe('success');
		expect(bench.standIn.requestsTo(host).map(({ method, json }) => ({ method, json }))).toEqual([
			{ method: 'POST', json: body },
		]);
	});

	it.each(['qyapi.weixin.qq.com', 'oapi.dingtalk.com', 'open.feishu.cn', 'hooks.slack.com'])(
		'%s: a caller mentions nobody, hides no link, and is cut before the chat refuses it',
		async (host) => {
			const { tell } = await teller(`https://${host}/robot?key=hostile`, {
				title: 'Voicemail from <!channel> <@all> [bank](http://evil.example.com)',
				text: `@here <at user_id="all">all</at> wang.fang@example.com\n${'好'.repeat(5000)}`,
				link: 'https://recordings.example.com/a (1).mp3',
				urgency: 'info',
			});
			expect(await tell()).toBe('success');
			const text = JSON.stringify(bench.standIn.requestsTo(host).at(-1)?.json);
			expect(text).not.toMatch(/<|(?<!\w)@|\]\(http:/);
			expect(text).toContain('wang.fang@example.com');
			expect(text).toContain('https://recordings.example.com/a%20%281%29.mp3');
			expect(Buffer.byteLength(text)).toBeLessThan(4096);
		},
	);

	it('a refusal inside a 200 is an error that says where to look', async () => {
		const { tell, workflowId } = await teller('https://oapi.dingtalk.com/robot?key=refused');
		const back = bench.standIn.replace('oapi.dingtalk.com', () => ({
			body: { errcode: 310000, errmsg: 'keywords not in content' },
		}));
		expect(await tell()).toBe('error');
		back();
		const [execution] = await bench.n8n.waitForExecutions(workflowId, 1);
		expect(execution?.data.resultData.error?.message).toContain('keywords not in content');
	});
});
