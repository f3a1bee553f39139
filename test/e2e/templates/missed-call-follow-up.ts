import { randomUUID } from 'node:crypto';

import { aliyunEvent } from '../vendorTrigger';
import type { RunningTemplate } from '../templateBench';
import { CHAT, COPIES_PASS, cdr, missed, refuses, type CallsBench } from './callsBench';

const SLUG = 'missed-call-follow-up';
const MINUTE = 60_000;

let customers = 0;
/** A customer of its own for each test, as TCCC writes the number. */
const newCustomer = () => `13800138${String(100 + customers++)}`;

export function missedCallFollowUp(calls: () => CallsBench): void {
	let flow: RunningTemplate;
	const tasksOf = async (number: string) =>
		(await calls().bench.rows('cc_callbacks')).filter(
			(row) => row['customer_number'] === `+86${number}`,
		);
	const escalate = async () => await flow.runFrom('Every five minutes');

	beforeAll(async () => {
		flow = await calls().template(SLUG, { parameters: COPIES_PASS });
	});

	it('a missed call becomes one task with a due time, and the team is told once', async () => {
		const [callId, number] = [randomUUID(), newCustomer()];
		const push = missed(callId, { Caller: `0086${number}` });
		expect(await flow.deliver(push)).toMatchObject({ status: 'success' });
		expect(await flow.deliver(push)).toMatchObject({ status: 'success' });
		const again = missed(randomUUID(), { Caller: `0086${number}` });
		expect(await flow.deliver(again)).toMatchObject({ status: 'success' });
		const [task, ...others] = await tasksOf(number);
		expect(others).toEqual([]);
		expect(task).toMatchObject({ vendor: 'tencent-ccc', call_id: callId, state: 'open' });
		expect(Date.parse(String(task?.['due_at'])) - Date.parse(String(task?.['called_at']))).toBe(
			30 * MINUTE,
		);
		expect(calls().told('Call back', number)).toHaveLength(1);
	});

	it('an answered call with the customer closes the task, one before the missed call does not', async () => {
		const number = newCustomer();
		await flow.deliver(missed(randomUUID(), { Caller: `0086${number}` }));
		const hourAgo = Math.floor(Date.now() / 1000) - 3600;
		const earlier = cdr(randomUUID(), {
			...{ Caller: `0086${number}`, StartTimestamp: hourAgo, QueuedTimestamp: hourAgo },
			...{ RingTimestamp: hourAgo, AcceptTimestamp: hourAgo + 5, EndedTimestamp: hourAgo + 35 },
		});
		await flow.deliver(earlier);
		expect(await tasksOf(number)).toEqual([expect.objectContaining({ state: 'open' })]);
		const later = { EndedTimestamp: Math.floor(Date.now() / 1000) + 60 };
		const callBack = {
			Direction: 1,
			Caller: '0086075588880001',
			Callee: `0086${number}`,
			...later,
		};
		await flow.deliver(cdr(randomUUID(), callBack));
		expect(await tasksOf(number)).toEqual([
			expect.objectContaining({ state: 'done', done_at: expect.any(String) }),
		]);
	});

	it('a task that is overdue is escalated once', async () => {
		const number = newCustomer();
		const twoHoursAgo = Math.floor(Date.now() / 1000) - 7200;
		await flow.deliver(
			missed(randomUUID(), { Caller: `0086${number}`, EndedTimestamp: twoHoursAgo }),
		);
		const notDue = newCustomer();
		await flow.deliver(missed(randomUUID(), { Caller: `0086${notDue}` }));
		expect(await escalate()).toMatchObject({ status: 'success' });
		expect(await escalate()).toMatchObject({ status: 'success' });
		expect(calls().told('Nobody has called back', number)).toHaveLength(1);
		expect(calls().told('Nobody has called back', notDue)).toEqual([]);
		expect(await tasksOf(number)).toEqual([
			expect.objectContaining({ state: 'open', escalated_at: expect.any(String) }),
		]);
	});

	it('answered, outbound and withheld calls make no task', async () => {
		const before = (await calls().bench.rows('cc_callbacks')).length;
		await flow.deliver(cdr(randomUUID(), { Caller: `0086${newCustomer()}` }));
		await flow.deliver(missed(randomUUID(), { Direction: 1, Callee: `0086${newCustomer()}` }));
		await flow.deliver(missed(randomUUID(), { Caller: 'anonymous' }));
		expect(await calls().bench.rows('cc_callbacks')).toHaveLength(before);
	});

	it('while the chat refuses the task is kept, the message too, and the execution is red', async () => {
		const [callId, number] = [randomUUID(), newCustomer()];
		const repair = calls().bench.standIn.replace(CHAT, refuses);
		const execution = await flow.deliver(missed(callId, { Caller: `0086${number}` }));
		repair();
		expect(execution.status).toBe('error');
		expect(execution.data.resultData.error?.message).toContain('could not be told');
		expect(await tasksOf(number)).toHaveLength(1);
		expect(await calls().keptOf(callId)).toEqual([
			expect.objectContaining({ template: SLUG, event_id: `tencent-ccc:1400000001:cdr:${callId}` }),
		]);
	});

	it('of two escalations the chat refuses both are kept', async () => {
		const twoHoursAgo = Math.floor(Date.now() / 1000) - 7200;
		const callIds = [randomUUID(), randomUUID()];
		for (const callId of callIds) {
			const overdue = { Caller: `0086${newCustomer()}`, EndedTimestamp: twoHoursAgo };
			await flow.deliver(missed(callId, overdue));
		}
		const repair = calls().bench.standIn.replace(CHAT, refuses);
		expect(await escalate()).toMatchObject({ status: 'error' });
		repair();
		for (const callId of callIds) {
			expect(await calls().keptOf(callId)).toEqual([
				expect.objectContaining({ event: expect.stringContaining('Nobody has called back') }),
			]);
		}
	});

	it('an answered call closes its task also when another of the same push cannot be told', async () => {
		const aliyun = await calls().template(SLUG, { vendor: 'aliyun-ccc' });
		const number = newCustomer();
		await flow.deliver(missed(randomUUID(), { Caller: `0086${number}` }));
		const [lost, reached] = [
			aliyunEvent('CDRReady', randomUUID(), {
				...{ caller: newCustomer(), dispositionCode: 'AbandonedInQueue' },
			}),
			aliyunEvent('CDRReady', randomUUID(), {
				...{ caller: number, endTime: new Date(Date.now() + MINUTE).toISOString() },
			}),
		];
		const repair = calls().bench.standIn.replace(CHAT, refuses);
		const execution = await aliyun.deliver({ body: [lost.body, reached.body] });
		repair();
		expect(execution.status).toBe('error');
		expect(await tasksOf(number)).toEqual([expect.objectContaining({ state: 'done' })]);
	});

	it('with the trigger of Alibaba Cloud CCC', async () => {
		const aliyun = await calls().template(SLUG, { vendor: 'aliyun-ccc' });
		const callId = randomUUID();
		const lost = aliyunEvent('CDRReady', callId, { dispositionCode: 'AbandonedInQueue' });
		expect(await aliyun.deliver(lost)).toMatchObject({ status: 'success' });
		const tasks = (await calls().bench.rows('cc_callbacks')).filter(
			(row) => row['call_id'] === callId,
		);
		expect(tasks).toEqual([expect.objectContaining({ vendor: 'aliyun-ccc', state: 'open' })]);
	});
}
