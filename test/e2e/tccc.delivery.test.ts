import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

import { outputOf } from '../../runtime/src/index.ts';
import {
	ACCEPTED,
	TRIGGER,
	callRecord,
	failsOnRequest,
	startContactCenter,
	takes,
	type ContactCenter,
	type Tccc,
} from './contactCenter';

jest.setTimeout(180_000);

let center: ContactCenter;

beforeAll(async () => {
	center = await startContactCenter({ env: { N8N_CONCURRENCY_PRODUCTION_LIMIT: '5' } });
});

afterAll(async () => await center?.stop());

const executionsOf = ({ workflowId }: Tccc) => center.n8n.executions({ workflowId });

async function rowsOf({ SessionId }: Record<string, unknown>): Promise<number> {
	const rows = (await center.rows()) as unknown as Array<Record<string, unknown>>;
	return rows.filter((row) => row['call_id'] === SessionId).length;
}

const byWorkflow = { options: { acknowledge: 'byWorkflow' } };

describe('duplicates', () => {
	it('a copy of an accepted push is acknowledged and starts nothing', async () => {
		const tccc = await center.tccc();
		const call = callRecord();
		const uuid = randomUUID();
		for (let copy = 0; copy < 4; copy++) {
			expect(await tccc.push(call, { uuid })).toMatchObject({ status: 200, body: ACCEPTED });
		}
		await center.n8n.waitForExecutions(tccc.workflowId, 1);
		expect(await executionsOf(tccc)).toHaveLength(1);
		expect(await rowsOf(call)).toBe(1);
	});

	it('without X-TCCC-PUSH-UUID the event itself is the key', async () => {
		const tccc = await center.tccc();
		const call = callRecord();
		await tccc.push(call, { uuid: null });
		await tccc.push(call, { uuid: null });
		await center.n8n.waitForExecutions(tccc.workflowId, 1);
		expect(await executionsOf(tccc)).toHaveLength(1);
	});

	it('a copy of a push still in flight is told to come back', async () => {
		const tccc = await center.tccc({ parameters: byWorkflow, steps: [takes(2)] });
		const call = callRecord();
		const uuid = randomUUID();
		const first = tccc.push(call, { uuid });
		await sleep(700);
		const copy = await tccc.push(call, { uuid });
		expect(copy).toMatchObject({ status: 503, body: { ErrCode: 503 } });
		expect(copy.headers.get('retry-after')).toBe('1');
		expect(await first).toMatchObject({ status: 200, body: ACCEPTED });
		expect(await tccc.push(call, { uuid })).toMatchObject({ status: 200, body: ACCEPTED });
		expect(await executionsOf(tccc)).toHaveLength(1);
	});

	it('20 simultaneous copies: one execution, one row', async () => {
		const tccc = await center.tccc();
		const call = callRecord();
		const uuid = randomUUID();
		const answers = await Promise.all(Array.from({ length: 20 }, () => tccc.push(call, { uuid })));
		expect(answers.some(({ status }) => status === 200)).toBe(true);
		for (const { status, body } of answers) {
			expect([200, 503]).toContain(status);
			expect(body).toMatchObject({ ErrCode: status === 200 ? 0 : 503 });
		}
		await center.n8n.waitForExecutions(tccc.workflowId, 1);
		expect(await executionsOf(tccc)).toHaveLength(1);
	});

	it('a copy after a restart of n8n starts a run, but the trigger drops it: no second row', async () => {
		const tccc = await center.tccc();
		const call = callRecord();
		const uuid = randomUUID();
		await tccc.push(call, { uuid });
		await center.n8n.waitForExecutions(tccc.workflowId, 1);
		await center.server.restart();
		expect(await tccc.push(call, { uuid })).toMatchObject({ status: 200, body: ACCEPTED });
		const [, second] = await center.n8n.waitForExecutions(tccc.workflowId, 2);
		expect(second?.status).toBe('success');
		expect(outputOf(second as NonNullable<typeof second>, TRIGGER)).toEqual([]);
		expect(outputOf(second as NonNullable<typeof second>, 'Write the row')).toEqual([]);
		expect(await rowsOf(call)).toBe(1);
	});

	it('with deduplication off every copy starts a run, and the id still makes it one row', async () => {
		const tccc = await center.tccc({ parameters: { options: { dedupeHours: 0 } } });
		const call = callRecord();
		const uuid = randomUUID();
		await tccc.push(call, { uuid });
		await center.n8n.waitForExecutions(tccc.workflowId, 1);
		await tccc.push(call, { uuid });
		await center.n8n.waitForExecutions(tccc.workflowId, 2);
		expect(await rowsOf(call)).toBe(1);
	});
});

describe('n8n dies', () => {
	it('right after the answer (kill -9): the payload is stored and can be replayed', async () => {
		const tccc = await center.tccc({ steps: [takes(3)] });
		const call = callRecord();
		const answer = await tccc.push(call);
		center.server.kill('SIGKILL');
		expect(answer).toMatchObject({ status: 200, body: ACCEPTED });
		await center.server.restart();
		const [execution] = await executionsOf(tccc);
		// n8n marks as crashed what its own log says was running; killed before it wrote that, it does not.
		expect(['crashed', 'running']).toContain(execution?.status);
		expect(await rowsOf(call)).toBe(0);
		const replayed = await center.n8n.retryExecution(String(execution?.id));
		expect(replayed.status).toBe('success');
		expect(await rowsOf(call)).toBe(1);
	});

	it('before it answered: the re-push is processed, never swallowed', async () => {
		const tccc = await center.tccc();
		const calls = Array.from({ length: 12 }, () => ({ call: callRecord(), uuid: randomUUID() }));
		const abandoned = calls.map(async ({ call, uuid }) => {
			const answer = await tccc.push(call, { uuid }).catch(() => null);
			return answer?.status === 200;
		});
		await sleep(120);
		center.server.kill('SIGKILL');
		const accepted = await Promise.all(abandoned);
		expect(accepted).toContain(false);
		await center.server.restart();
		for (const [index, { call, uuid }] of calls.entries()) {
			if (accepted[index]) continue;
			expect(await tccc.push(call, { uuid })).toMatchObject({ status: 200, body: ACCEPTED });
		}
		await center.n8n.waitForExecutions(tccc.workflowId, 1);
		for (const [index, { call }] of calls.entries()) {
			if (!accepted[index]) expect(await rowsOf(call)).toBe(1);
		}
	});

	it('while a push waits for a free slot: it becomes a row all the same, once', async () => {
		const slow = await center.tccc({ steps: [takes(6)] });
		const tccc = await center.tccc();
		await Promise.all(Array.from({ length: 5 }, () => slow.push(callRecord())));
		const call = callRecord();
		const uuid = randomUUID();
		const waiting = tccc.push(call, { uuid }).catch(() => null);
		await sleep(1000);
		center.server.kill('SIGKILL');
		expect(await waiting).toBeNull();
		await center.server.restart();
		expect(await tccc.push(call, { uuid })).toMatchObject({ status: 200, body: ACCEPTED });
		await center.n8n.waitForExecutions(tccc.workflowId, 1);
		expect(await rowsOf(call)).toBe(1);
	});
});

describe('the workflow decides the acknowledgement', () => {
	it('a good run is accepted, a failed one is not, and its re-push is processed', async () => {
		const tccc = await center.tccc({ parameters: byWorkflow, steps: [failsOnRequest] });
		const call = callRecord({ Uui: 'fail' });
		const uuid = randomUUID();
		for (let attempt = 1; attempt <= 2; attempt++) {
			const answer = await tccc.push(call, { uuid });
			expect(answer).toMatchObject({ status: 500, body: { ErrCode: 500 } });
			expect(await executionsOf(tccc)).toHaveLength(attempt);
		}
		const repaired = { ...call, Uui: 'fine' };
		expect(await tccc.push(repaired, { uuid })).toMatchObject({ status: 200, body: ACCEPTED });
		expect(await rowsOf(call)).toBe(1);
		expect((await executionsOf(tccc)).map(({ status }) => status)).toEqual([
			'error',
			'error',
			'success',
		]);
	});

	it('and so it is after a restart in between', async () => {
		const tccc = await center.tccc({ parameters: byWorkflow, steps: [failsOnRequest] });
		const call = callRecord({ Uui: 'fail' });
		const uuid = randomUUID();
		expect((await tccc.push(call, { uuid })).status).toBe(500);
		await center.server.restart();
		expect(await tccc.push({ ...call, Uui: 'fine' }, { uuid })).toMatchObject({ body: ACCEPTED });
		expect(await rowsOf(call)).toBe(1);
	});

	it('TCCC hangs up while the run goes on: its copy waits for the outcome, and starts nothing', async () => {
		const tccc = await center.tccc({ parameters: byWorkflow, steps: [takes(3)] });
		const call = callRecord();
		const uuid = randomUUID();
		await expect(tccc.push(call, { uuid, signal: AbortSignal.timeout(500) })).rejects.toThrow();
		expect(await tccc.push(call, { uuid })).toMatchObject({ status: 503 });
		await center.n8n.waitForExecutions(tccc.workflowId, 1);
		await sleep(200);
		expect(await tccc.push(call, { uuid })).toMatchObject({ status: 200, body: ACCEPTED });
		expect(await executionsOf(tccc)).toHaveLength(1);
	});
});

it('immediately: the answer does not wait for a slot', async () => {
	const tccc = await center.tccc({
		parameters: { options: { acknowledge: 'immediately' } },
		steps: [takes(2)],
	});
	const calls = Array.from({ length: 10 }, () => callRecord());
	const started = Date.now();
	const answers = await Promise.all(calls.map((call) => tccc.push(call)));
	expect(answers.map(({ body }) => body)).toEqual(calls.map(() => ACCEPTED));
	const answeredAfter = Date.now() - started;
	const executions = await center.n8n.waitForExecutions(tccc.workflowId, 10, { timeoutMs: 60_000 });
	expect(executions).toHaveLength(10);
	// Ten runs of two seconds in five slots take four seconds: the answers came before they were over.
	expect(answeredAfter).toBeLessThan(Date.now() - started - 1000);
});
