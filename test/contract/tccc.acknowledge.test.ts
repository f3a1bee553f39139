import { inboundTransferred } from '../fixtures/tencentCcc/pushes';
import { tcccTrigger } from './triggerHarness';

const body = inboundTransferred;
const acknowledging = (options: Record<string, string>) =>
	tcccTrigger({ parameters: { authentication: 'none', options } });
const ACCEPTED = { status: 200, body: { ErrCode: 0, ErrMsg: 'ok' } };

describe('n8n answers as the webhook description says', () => {
	const expected: Array<[Record<string, string>, string, string]> = [
		[{}, 'onReceived', ''],
		[{ acknowledge: 'afterSaving' }, 'onReceived', ''],
		[{ acknowledge: 'immediately' }, 'onReceived', ''],
		[{ acknowledge: 'byWorkflow' }, 'lastNode', 'noData'],
	];

	it.each(expected)('%j: %s, data "%s"', (options, responseMode, responseData) => {
		const trigger = acknowledging(options);
		// n8n's own values in place of missing ones; "firstEntryJson" would be sent as text.
		expect(trigger.evaluated('responseMode', 'onReceived')).toEqual({
			inN8n241: responseMode,
			byExpression: responseMode,
		});
		expect(trigger.evaluated('responseData', 'firstEntryJson')).toEqual({
			inN8n241: responseData,
			byExpression: responseData,
		});
	});
});

describe('after saving, the default,', () => {
	it('leaves the answer to n8n, which sends it when the execution is stored', async () => {
		const received = await acknowledging({}).receive({ body });
		expect(received.answered).toBe(false);
		expect(received.items).toHaveLength(1);
		expect(received.n8nAnswers('stored')).toMatchObject(ACCEPTED);
	});

	it("answers in TCCC's shape when n8n could not store it", async () => {
		const answer = await acknowledging({}).push({ body, outcome: 'failsToStore' });
		expect(Object.keys(answer.body)).toEqual(['ErrCode', 'ErrMsg']);
		expect(answer).toMatchObject({ status: 500, body: { ErrCode: 500 } });
	});
});

describe('immediately', () => {
	it('answers before n8n has the items, and remembers the push', async () => {
		const trigger = acknowledging({ acknowledge: 'immediately' });
		const received = await trigger.receive({ body });
		expect(received.answered).toBe(true);
		expect(received.items).toHaveLength(1);
		expect(await trigger.push({ body })).toMatchObject({ ...ACCEPTED, items: null });
		expect(received.n8nAnswers()).toMatchObject(ACCEPTED);
	});
});

describe('by the workflow', () => {
	const outcomes = [
		['runSucceeds', 200, 0],
		['runFails', 500, 500],
		['failsToStore', 500, 500],
	] as const;

	it.each(outcomes)('%s: %d, ErrCode %d', async (outcome, status, ErrCode) => {
		const received = await acknowledging({ acknowledge: 'byWorkflow' }).receive({ body });
		expect(received.answered).toBe(false);
		const answer = received.n8nAnswers(outcome);
		expect(answer).toMatchObject({ status, body: { ErrCode } });
		expect(Object.keys(answer.body)).toEqual(['ErrCode', 'ErrMsg']);
	});

	it('has no item that execute() would drop after a failed run', async () => {
		const trigger = acknowledging({ acknowledge: 'byWorkflow' });
		for (const outcome of ['runFails', 'runFails', 'runSucceeds'] as const) {
			const { items } = await trigger.push({ body, outcome });
			expect(await trigger.execute(items ?? [])).toHaveLength(1);
		}
	});
});
