import { callEventSchema } from '../../lib/callEvent/callEvent';
import { simplifiedSchema } from '../../lib/callEvent/simplified';
import {
	PUSHES,
	answeredResult,
	busyResult,
	connected,
	connectedText,
	notified,
	recordsReady,
	released,
	results,
} from '../fixtures/huaweiCec/callbacks';
import {
	FILE_RECEIVED,
	RECEIVED,
	huaweiTrigger,
	log,
	nodeType,
	started,
	withParameters,
	withSettings,
	withToken,
} from './huaweiCecTriggerHarness';

afterEach(() => jest.restoreAllMocks());

const ANSWERS: Array<[string, unknown, object]> = Object.entries(PUSHES).map(([name, body]) => [
	name,
	body,
	'msgBody' in body ? FILE_RECEIVED : RECEIVED,
]);

describe('the answer', () => {
	it.each(ANSWERS)(
		'to %s is the one its page asks for, word for word',
		async (_name, body, told) => {
			const answer = await huaweiTrigger().push(withToken(body));
			expect(answer).toMatchObject({ status: 200 });
			expect(answer.body).toEqual(told);
			expect(answer.headers['content-type']).toContain('application/json');
		},
	);

	it.each(['afterSaving', 'immediately', 'byWorkflow'])('is the same %s', async (acknowledge) => {
		const trigger = withSettings({ acknowledge });
		const outcome = acknowledge === 'byWorkflow' ? 'runSucceeds' : 'stored';
		for (const [, body, told] of ANSWERS) {
			expect((await trigger.push(withToken(body, { outcome }))).body).toEqual(told);
		}
	});

	it('is a failure when n8n cannot store the push, and the copy is taken', async () => {
		const trigger = huaweiTrigger();
		const lost = await trigger.push(withToken(recordsReady, { outcome: 'failsToStore' }));
		expect(lost).toMatchObject({
			status: 500,
			body: { resultCode: '1', resultDesc: expect.stringMatching(/Push again/) },
		});
		expect(started(await trigger.push(withToken(recordsReady)))).toBe(1);
	});

	it('is a failure when the run fails and the workflow decides', async () => {
		const trigger = withSettings({ acknowledge: 'byWorkflow' });
		const failed = await trigger.push(withToken(results, { outcome: 'runFails' }));
		expect(failed).toMatchObject({ status: 500, body: { retCode: '1' } });
		expect(started(await trigger.push(withToken(results, { outcome: 'runSucceeds' })))).toBe(2);
	});
});

describe('what cannot be read', () => {
	it.each([
		['nothing', '', /empty/],
		['half of it', '[{"callId":', /not valid JSON/],
		['a form', 'a=b&c=d', /not valid JSON/],
		['text', '"hello"', /JSON object or array/],
		['an empty object', '{}', /is empty/],
		['a row without identity', '[{"campaignId":"46"}]', /callId, sessionId are all missing/],
		['a file without a name', '{"msgBody":{"responseId":""}}', /responseId/],
		['nested without end', '['.repeat(100) + ']'.repeat(100), /nested too deeply/],
	])('%s: 400 and a message', async (_case, rawBody, told) => {
		const answer = await huaweiTrigger().push(withToken(undefined, { rawBody }));
		expect(answer).toMatchObject({ status: 400, items: null });
		expect(answer.body.retMsg ?? answer.body.resultDesc).toMatch(told);
		expect(answer.body.retCode ?? answer.body.resultCode).toBe('1');
	});

	it('does not hold up what it came with, and the log tells', async () => {
		const answer = await huaweiTrigger().push(withToken([{ campaignId: '46' }, answeredResult]));
		expect(answer).toMatchObject({ status: 200, body: RECEIVED });
		expect(started(answer)).toBe(1);
		expect(log).toContainEqual(expect.objectContaining({ level: 'warn' }));
	});

	it('an empty list of results is received', async () => {
		const answer = await huaweiTrigger().push(withToken([]));
		expect(answer).toMatchObject({ status: 200, body: RECEIVED, items: null });
	});
});

describe('a body', () => {
	it.each(['application/json', 'application/x-www-form-urlencoded', 'text/plain', null])(
		'of the type %s is read as it is',
		async (contentType) => {
			const rawBody = JSON.stringify(results);
			const answer = await huaweiTrigger().push(withToken(undefined, { rawBody, contentType }));
			expect(started(answer)).toBe(2);
		},
	);

	it('that is a map printed as text is read, whatever it says it is', async () => {
		const push = { rawBody: connectedText, contentType: 'application/json' };
		const answer = await huaweiTrigger().push(withToken(undefined, push));
		expect(answer).toMatchObject({ status: 200, body: RECEIVED });
		expect(answer.items?.[0]?.json).toMatchObject({
			type: 'call.answered',
			callId: '1200000000000000001',
			userData: 'order-77',
		});
	});

	it('keeps ids longer than a number can hold', async () => {
		const rawBody = '{"callSerialNo":1200000000000000001,"serviceNo":3001,"called":13800000003}';
		const answer = await huaweiTrigger().push(withToken(undefined, { rawBody }));
		expect(answer.items?.[0]?.json.callId).toBe('1200000000000000001');
	});
});

describe('what the workflow starts with', () => {
	const chosen = async (events: string[], body: unknown) =>
		await withParameters({ events }).push(withToken(body));

	const kinds: Array<[string, unknown]> = [
		['campaignResult', busyResult],
		['fileReady', recordsReady],
		['callConnected', connected],
		['callReleased', released],
		['voiceNotification', notified],
		['unknown', { hello: 'world' }],
	];

	it('is all of it unless told otherwise', () => {
		const { default: all } =
			nodeType.description.properties.find(({ name }) => name === 'events') ?? {};
		expect(all).toEqual(kinds.map(([kind]) => kind));
	});

	it.each(kinds)('is %s and nothing else where that is chosen', async (kind) => {
		for (const [other, body] of kinds) {
			const answer = await chosen([kind], body);
			expect([other, answer.status, started(answer)]).toEqual([other, 200, kind === other ? 1 : 0]);
		}
	});

	it('has the attempts in the order they were made', async () => {
		const { items } = await huaweiTrigger().push(withToken([busyResult, answeredResult]));
		expect(items?.map(({ json }) => json.caseId)).toEqual(['cust-0001', 'cust-0002']);
	});
});

describe('the output', () => {
	const only = async (output: string, body: unknown) =>
		(await withParameters({ output }).push(withToken(body))).items?.[0]?.json ?? {};

	it.each(Object.entries(PUSHES))('of %s is what the schemas say', async (_name, body) => {
		const flat = await only('simplified', body);
		expect(simplifiedSchema.strict().parse(flat)).toEqual(flat);
		const whole = await only('callEvent', body);
		expect(callEventSchema.strict().parse(whole)).toEqual(whole);
		const { _event, ...payload } = await only('vendorPayload', body);
		expect(payload).toEqual(JSON.parse(JSON.stringify([body].flat()[0])));
		expect(_event).toMatchObject({ id: flat.id });
		const { callEvent, raw, ...fields } = await only('everything', body);
		expect(fields).toEqual({ ...flat, time: fields.time });
		expect(callEventSchema.strict().parse(callEvent)).toEqual(callEvent);
		expect(raw).toEqual(payload);
	});

	it.each(['masked', 'hashed'])('%s: no number is left', async (privacy) => {
		for (const output of ['simplified', 'callEvent', 'everything']) {
			const trigger = withSettings({ privacy }, { output });
			for (const [name, body] of Object.entries(PUSHES)) {
				const { items } = await trigger.push(withToken(body));
				expect([name, started({ items })]).toEqual([name, [body].flat().length]);
				expect(JSON.stringify([items, log])).not.toMatch(/1380000|05710000/);
			}
		}
	});

	it('has the times of the tenant', async () => {
		const trigger = withSettings({ timeZone: 'America/Sao_Paulo' });
		const { items } = await trigger.push(withToken(notified));
		expect(items?.[0]?.json.endedAt).toBe('2026-06-02T13:00:19.836Z');
	});
});

describe('a copy', () => {
	it('starts nothing, and gets the same answer', async () => {
		const trigger = huaweiTrigger();
		for (const [, body, told] of ANSWERS) {
			expect(started(await trigger.push(withToken(body)))).toBe([body].flat().length);
			const copy = await trigger.push(withToken(body));
			expect(copy).toMatchObject({ status: 200, items: null });
			expect(copy.body).toEqual(told);
		}
	});

	it('in a larger push is left out, and the rest goes on', async () => {
		const trigger = huaweiTrigger();
		await trigger.push(withToken([answeredResult]));
		const { items } = await trigger.push(withToken(results));
		expect(items?.map(({ json }) => json.caseId)).toEqual(['cust-0002']);
	});

	it('twice in one push is one', async () => {
		expect(started(await huaweiTrigger().push(withToken([busyResult, busyResult])))).toBe(1);
	});

	it('of a push in flight is told to come back', async () => {
		const trigger = huaweiTrigger();
		const first = await trigger.receive(withToken(recordsReady));
		const copy = await trigger.push(withToken(recordsReady));
		expect(copy).toMatchObject({ status: 503, body: { resultCode: '1' }, items: null });
		expect(copy.headers['retry-after']).toBe('1');
		expect(first.n8nAnswers().body).toEqual(FILE_RECEIVED);
		expect((await trigger.push(withToken(recordsReady))).body).toEqual(FILE_RECEIVED);
	});

	it('that is repeated ten minutes later is known', async () => {
		const trigger = huaweiTrigger();
		await trigger.push(withToken(recordsReady));
		const later = Date.now() + 10 * 60_000;
		jest.spyOn(Date, 'now').mockReturnValue(later);
		expect(started(await trigger.push(withToken(recordsReady)))).toBe(0);
	});

	it('after a restart is dropped inside the execution', async () => {
		const [before, after] = [huaweiTrigger(), huaweiTrigger()];
		const first = (await before.push(withToken(results))).items ?? [];
		const again = (await after.push(withToken(results))).items ?? [];
		expect(await before.execute(first)).toHaveLength(2);
		expect(await before.execute(again)).toHaveLength(0);
	});

	it('is let through where nobody wants it known', async () => {
		const trigger = withSettings({ dedupeHours: 0 });
		for (let copy = 0; copy < 2; copy++) {
			expect(started(await trigger.push(withToken(results)))).toBe(2);
		}
	});
});
