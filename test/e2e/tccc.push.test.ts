import { randomUUID } from 'node:crypto';

import { outputOf } from '../../runtime/src/index.ts';
import { generateCall, runSimulation, scenarioNames } from '../../simulators/src/index.ts';
import {
	ACCEPTED,
	TRIGGER,
	callRecord,
	startContactCenter,
	type ContactCenter,
	type Tccc,
} from './contactCenter';

jest.setTimeout(120_000);

let center: ContactCenter;
let tccc: Tccc;

beforeAll(async () => {
	center = await startContactCenter();
	tccc = await center.tccc();
});

afterAll(async () => await center?.stop());

const executionsOf = (workflow: Tccc) => center.n8n.executions({ workflowId: workflow.workflowId });

const simulated = { seed: 7, index: 0, startTime: 1_790_000_000, sdkAppId: 1400000001 };

describe('the four kinds become rows', () => {
	const kinds = [
		['transfer', 'cdr', 'call.cdr'],
		['inbound-answered', 'record', 'recording.ready'],
		['voicemail', 'voicemail', 'voicemail.ready'],
		['chat', 'imcdr', 'call.cdr'],
	] as const;

	it.each(kinds)('%s: %s is %s', async (scenario, action, type) => {
		const { pushes } = generateCall(scenario, simulated);
		const push = pushes.find((one) => one.action === action);
		if (!push) throw new Error('The scenario has no such push');
		const before = (await executionsOf(tccc)).length;
		const answer = await tccc.push(push.payload, { action, uuid: push.uuid });
		expect(answer).toMatchObject({ status: 200, body: ACCEPTED });
		expect(answer.headers.get('content-type')).toContain('application/json');

		const executions = await center.n8n.waitForExecutions(tccc.workflowId, before + 1);
		const execution = executions.at(-1);
		expect(execution?.status).toBe('success');
		const [item] = outputOf(execution as NonNullable<typeof execution>, TRIGGER);
		expect(item?.json).toMatchObject({
			type,
			vendor: 'tencent-ccc',
			callId: push.payload.SessionId,
		});
		expect(item).not.toHaveProperty('push');
		const rows = await center.rows();
		expect(
			rows.filter(
				(row) => (row as unknown as Record<string, unknown>)['event_id'] === item?.json['id'],
			),
		).toHaveLength(1);
	});
});

it('an action nobody knows starts the workflow with an unknown event', async () => {
	const other = await center.tccc({ parameters: { output: 'callEvent' } });
	const payload = { SdkAppId: 1400000001, Event: 'CallInBound', SessionId: randomUUID() };
	expect(await other.push(payload, { action: 'brandNew' })).toMatchObject({
		status: 200,
		body: ACCEPTED,
	});
	const [execution] = await center.n8n.waitForExecutions(other.workflowId, 1);
	expect(outputOf(execution as NonNullable<typeof execution>, TRIGGER)[0]?.json).toMatchObject({
		type: 'unknown',
		raw: payload,
	});
});

it('events that were not chosen are acknowledged and start nothing', async () => {
	const only = await center.tccc({ parameters: { events: ['voicemail'] } });
	expect(await only.push(callRecord())).toMatchObject({ status: 200, body: ACCEPTED });
	expect(await executionsOf(only)).toEqual([]);
});

describe('what cannot be read is refused, starts nothing and says why', () => {
	it.each([
		[
			'malformed JSON that says it is JSON (n8n answers)',
			'{"SessionId":',
			422,
			'Failed to parse request body',
			{},
		],
		[
			'malformed JSON without a content type',
			'{"SessionId":',
			400,
			'not valid JSON',
			{ contentType: null },
		],
		['an empty body', '', 400, 'The body is empty', { contentType: 'application/json' }],
		['a list', '[]', 400, 'must be a JSON object', {}],
		['no SessionId', '{"SdkAppId":1}', 400, 'SessionId is missing', {}],
	])('%s', async (_name, body, status, message, input) => {
		const before = (await executionsOf(tccc)).length;
		const answer = await tccc.push(body, input);
		expect(answer.status).toBe(status);
		expect(JSON.stringify(answer.body)).toContain(message);
		expect(answer.body).not.toMatchObject({ ErrCode: 0 });
		expect((await executionsOf(tccc)).length).toBe(before);
	});

	it('an application that is not on the list', async () => {
		const listed = await center.tccc({
			parameters: { options: { applicationIds: '1400000002,1400000003' } },
		});
		const answer = await listed.push(callRecord());
		expect(answer).toMatchObject({ status: 403, body: { ErrCode: 403 } });
		expect(await executionsOf(listed)).toEqual([]);
	});
});

it('JSON is read whatever content type it comes with', async () => {
	const types = [null, 'text/plain', 'application/octet-stream', 'application/json; charset=utf-8'];
	const before = (await center.rows()).length;
	for (const contentType of types) {
		expect(await tccc.push(callRecord(), { contentType })).toMatchObject({ body: ACCEPTED });
	}
	await center.n8n.waitForExecutions(tccc.workflowId, types.length);
	expect((await center.rows()).length).toBe(before + types.length);
});

it('a body of 1 MB is a row like any other', async () => {
	const before = (await center.rows()).length;
	const payload = callRecord({ UserRemark: '备'.repeat(350_000), Uui: 'large' });
	expect(JSON.stringify(payload).length).toBeGreaterThan(350_000);
	expect(Buffer.byteLength(JSON.stringify(payload))).toBeGreaterThan(1_000_000);
	expect(await tccc.push(payload)).toMatchObject({ status: 200, body: ACCEPTED });
	await center.n8n.waitForExecutions(tccc.workflowId, 1);
	expect((await center.rows()).length).toBe(before + 1);
});

it('50 concurrent pushes: none lost, none doubled', async () => {
	const crowd = await center.tccc();
	const payloads = Array.from({ length: 50 }, () => callRecord());
	const answers = await Promise.all(payloads.map((payload) => crowd.push(payload)));
	expect(answers.map(({ body }) => body)).toEqual(payloads.map(() => ACCEPTED));
	const executions = await center.n8n.waitForExecutions(crowd.workflowId, 50, {
		timeoutMs: 60_000,
	});
	expect(executions.map(({ status }) => status)).toEqual(Array(50).fill('success'));
	const ids = (await center.rows()).map((row) => (row as unknown as { call_id: string }).call_id);
	for (const { SessionId } of payloads)
		expect(ids.filter((id) => id === SessionId)).toHaveLength(1);
});

it('the simulator with all its mischief: every push accepted, every event one row', async () => {
	const chaos = await center.tccc({ parameters: { authentication: 'none' } });
	const pushed = new Set<string>();
	const report = await runSimulation(
		{
			url: chaos.pushUrl,
			auth: { type: 'none' },
			scenarios: scenarioNames,
			count: 24,
			rate: 4,
			seed: 11,
			startTime: 1_790_000_000,
			sdkAppId: 1400000001,
			chaos: ['duplicates', 'reorder', 'timeout'],
			retryDelayMs: 300,
		},
		({ push }) => pushed.add(push.uuid),
	);
	expect(report.givenUpPushes).toEqual([]);
	expect(report.copies).toBeGreaterThan(0);
	const executions = await center.n8n.waitForExecutions(chaos.workflowId, pushed.size, {
		timeoutMs: 60_000,
	});
	const items = executions.flatMap((execution) => outputOf(execution, TRIGGER));
	expect(new Set(items.map(({ json }) => json['id'])).size).toBe(pushed.size);
	expect(items).toHaveLength(pushed.size);
});
