import {
	agentRecording,
	customerRecording,
	inboundTransferred,
} from '../fixtures/tencentCcc/pushes';
import { tcccTrigger, type Answer } from './triggerHarness';

const body = inboundTransferred;
const headers = { 'X-TCCC-PUSH-UUID': 'push-1' };
const push = { body, headers };

const open = (options = {}) => tcccTrigger({ parameters: { authentication: 'none', options } });

const started = ({ items }: Pick<Answer, 'items'>) => items?.length ?? 0;
const ACCEPTED = { status: 200, body: { ErrCode: 0, ErrMsg: 'ok' } };

afterEach(() => jest.restoreAllMocks());

describe('a copy of an accepted push', () => {
	it('is acknowledged and starts nothing', async () => {
		const trigger = open();
		expect(started(await trigger.push(push))).toBe(1);
		const copy = await trigger.push(push);
		expect(copy).toMatchObject({ ...ACCEPTED, items: null });
	});

	it('is known by X-TCCC-PUSH-UUID, whatever else changed in it', async () => {
		const trigger = open();
		await trigger.push(push);
		expect(started(await trigger.push({ headers, body: { ...body, UserRemark: 'later' } }))).toBe(
			0,
		);
		expect(started(await trigger.push({ body, headers: { 'X-TCCC-PUSH-UUID': 'push-2' } }))).toBe(
			1,
		);
	});

	it('is known by the id of its event without that header', async () => {
		const trigger = open();
		const [item] = (await trigger.push({ body })).items ?? [];
		expect(item?.push).toMatchObject({ key: `${String(item?.json.id)}#0` });
		expect(await trigger.push({ body })).toMatchObject({ ...ACCEPTED, items: null });
	});

	it('is not mistaken for another event of the same call', async () => {
		const trigger = open();
		await trigger.push({ body });
		const query = 'action=record';
		expect(started(await trigger.push({ query, body: customerRecording }))).toBe(1);
		expect(started(await trigger.push({ query, body: agentRecording }))).toBe(1);
		expect(started(await trigger.push({ query, body: agentRecording }))).toBe(0);
	});

	it('is processed again when the hours are over', async () => {
		const trigger = open({ dedupeHours: 2 });
		await trigger.push(push);
		const start = Date.now();
		const pushAfterMinutes = async (minutes: number) => {
			jest.spyOn(Date, 'now').mockReturnValue(start + minutes * 60_000);
			return started(await trigger.push(push));
		};
		expect(await pushAfterMinutes(119)).toBe(0);
		expect(await pushAfterMinutes(121)).toBe(1);
	});
});

describe('a copy of a push still in flight', () => {
	it('is told to come back, and does so with success', async () => {
		const trigger = open();
		const first = await trigger.receive(push);
		const copy = await trigger.push(push);
		expect(copy).toMatchObject({ status: 503, body: { ErrCode: 503 }, items: null });
		expect(copy.headers['retry-after']).toBe('1');

		expect(first.n8nAnswers('stored')).toMatchObject(ACCEPTED);
		expect(await trigger.push(push)).toMatchObject({ ...ACCEPTED, items: null });
	});

	it('never starts a second execution: of 50 at once one is handed over', async () => {
		const trigger = open();
		const received = await Promise.all(Array.from({ length: 50 }, () => trigger.receive(push)));
		const answers = received.map((one) => one.n8nAnswers());
		expect(answers.filter((answer) => started(answer) === 1)).toHaveLength(1);
		expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
		expect(answers.filter(({ status }) => status === 503)).toHaveLength(49);
	});
});

describe('a copy of a push that was not handed over', () => {
	it('is processed after n8n failed to store it, and TCCC was told to push again', async () => {
		const trigger = open();
		const failed = await trigger.push({ ...push, outcome: 'failsToStore' });
		expect(failed).toMatchObject({ status: 500, body: { ErrCode: 500 } });
		expect(failed.body.ErrMsg).toEqual(expect.any(String));
		expect(await trigger.push(push)).toMatchObject(ACCEPTED);
		expect(started(await trigger.push(push))).toBe(0);
	});

	it('is processed after a failed run where the workflow acknowledges', async () => {
		const trigger = open({ acknowledge: 'byWorkflow' });
		const failed = await trigger.push({ ...push, outcome: 'runFails' });
		expect(failed).toMatchObject({ status: 500, body: { ErrCode: 500 } });

		const again = await trigger.push({ ...push, outcome: 'runSucceeds' });
		expect(again).toMatchObject(ACCEPTED);
		expect(again.items).toHaveLength(1);
		expect(again.items?.[0]).not.toHaveProperty('push');
		expect(started(await trigger.push(push))).toBe(0);
	});

	it('is processed after a refusal, whatever the reason was', async () => {
		const trigger = open({ applicationIds: '1' });
		expect((await trigger.push(push)).status).toBe(403);
		trigger.node.parameters.options = {};
		expect(started(await trigger.push(push))).toBe(1);
	});
});

describe('every copy is processed', () => {
	it('by another node', async () => {
		expect(started(await open().push(push))).toBe(1);
		expect(started(await open().push(push))).toBe(1);
	});

	it('with 0 hours, and the database is not asked either', async () => {
		const trigger = open({ dedupeHours: 0 });
		await trigger.push(push);
		const copy = await trigger.push(push);
		expect(copy).toMatchObject(ACCEPTED);
		expect(copy.items).toHaveLength(1);
		expect(copy.items?.[0]).not.toHaveProperty('push');
	});

	it('in a test run, which leaves no trace for production', async () => {
		const trigger = open();
		for (let copy = 0; copy < 2; copy++) {
			expect(started(await trigger.push({ ...push, mode: 'manual' }))).toBe(1);
		}
		expect(started(await trigger.push(push))).toBe(1);
	});
});
