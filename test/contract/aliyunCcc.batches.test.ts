import {
	eventBridgeEnvelope,
	generateAliyunCall,
	type AliyunMessage,
} from '../../simulators/src/index.ts';
import { DIALECT_1, DIALECT_2 } from '../fixtures/aliyunCcc/events';
import {
	CALL,
	aliyunTrigger,
	bridgePush,
	happening,
	message,
	resultsIn,
	started,
	statusesIn,
	withOptions,
	type Answer,
	type Push,
} from './aliyunCccHarness';
import { pushHistory } from './pushHistory';

const released = (messageId?: string) => message(happening('Released', 3000), messageId);
const poison = (messageId?: string) => message({ contactId: 'job-none' }, messageId);
const NOT_CHOSEN = message(happening('TextStream'));

const typesIn = ({ items }: Pick<Answer, 'items'>) => (items ?? []).map(({ json }) => json.type);

/** What the results say, whatever their order. */
const statusOf = (answer: Answer, { messageId }: AliyunMessage) =>
	resultsIn(answer).find(({ id }) => id === messageId);

beforeEach(() => pushHistory.reset());
afterEach(() => jest.restoreAllMocks());

describe('one execution for a batch', () => {
	const orders: Array<[string, number[]]> = [
		['as they happened', [0, 1, 2, 3]],
		['backwards', [3, 2, 1, 0]],
		['mixed', [2, 0, 3, 1]],
	];

	it.each(orders)('in the order of the call, pushed %s', async (_case, order) => {
		const messages = order.map((index) => message(CALL[index] ?? {}));
		const answer = await aliyunTrigger().deliver(messages);
		expect(answer.status).toBe(200);
		expect(typesIn(answer)).toEqual([
			'call.created',
			'call.ringing',
			'call.answered',
			'call.ended',
		]);
		expect(resultsIn(answer)).toHaveLength(4);
		for (const sent of messages) expect(statusOf(answer, sent)?.status).toBe('accepted');
	});

	it.each(['1.0', '2.0'] as const)('with a whole call of dialect %s', async (dialect) => {
		const at = Date.parse('2026-05-01T08:00:00Z');
		const events = generateAliyunCall('inbound-answered', { seed: 7, at, dialect });
		const answer = await aliyunTrigger({ parameters: { output: 'everything' } }).deliver(
			events.toReversed().map(({ data, messageId }) => message(data, messageId)),
		);
		expect(started(answer)).toBe(events.length);
		const times = (answer.items ?? []).map(({ json }) => String(json.time));
		expect(times).toEqual(times.toSorted());
	});

	it('with every event that is known, of both dialects', async () => {
		const pushes = [...Object.values(DIALECT_2), ...Object.values(DIALECT_1)];
		const messages = pushes.map(({ push }) => message(push));
		const answer = await aliyunTrigger({ parameters: { triggerOn: 'everything' } }).deliver(
			messages,
		);
		expect(answer.status).toBe(200);
		expect(started(answer)).toBe(messages.length);
		expect(new Set(statusesIn(answer))).toEqual(new Set(['accepted']));
	});
});

describe('a message that is in the batch twice', () => {
	it('is one item, and the second is told that it is a duplicate', async () => {
		const sent = released();
		const answer = await aliyunTrigger().deliver([sent, sent]);
		expect(answer.status).toBe(200);
		expect(started(answer)).toBe(1);
		expect(resultsIn(answer)).toEqual([
			{ id: sent.messageId, status: 'accepted' },
			{ id: sent.messageId, status: 'duplicate' },
		]);
	});

	it('is processed again when it could not be stored', async () => {
		const trigger = aliyunTrigger();
		const sent = released();
		const failed = await trigger.deliver([sent, sent], { outcome: 'failsToStore' });
		expect(failed.status).toBe(500);
		expect(statusesIn(await trigger.deliver([sent]))).toEqual(['accepted']);
	});
});

describe('a message that was handed over before', () => {
	it('is a duplicate beside new ones, which are handed over', async () => {
		const trigger = aliyunTrigger();
		const [old, fresh] = [message(CALL[0] ?? {}), released()];
		await trigger.deliver([old]);
		const answer = await trigger.deliver([old, fresh]);
		expect(answer.status).toBe(200);
		expect(typesIn(answer)).toEqual(['call.ended']);
		expect(statusOf(answer, old)?.status).toBe('duplicate');
		expect(statusOf(answer, fresh)?.status).toBe('accepted');
	});

	it('starts nothing when there is nothing new', async () => {
		const trigger = aliyunTrigger();
		const messages = CALL.map((event) => message(event));
		await trigger.deliver(messages);
		const answer = await trigger.deliver(messages);
		expect(answer).toMatchObject({ status: 200, items: null });
		expect(statusesIn(answer)).toEqual(CALL.map(() => 'duplicate'));
	});

	it('is processed when the hours are over', async () => {
		const trigger = withOptions({ dedupeHours: 2 });
		const sent = released();
		await trigger.deliver([sent]);
		const start = Date.now();
		const after = async (minutes: number) => {
			jest.spyOn(Date, 'now').mockReturnValue(start + minutes * 60_000);
			return statusesIn(await trigger.deliver([sent]));
		};
		expect(await after(119)).toEqual(['duplicate']);
		expect(await after(121)).toEqual(['accepted']);
	});

	it('is processed again with 0 hours, and the database is not asked', async () => {
		const trigger = withOptions({ dedupeHours: 0 });
		const sent = released();
		for (let copy = 0; copy < 2; copy++) {
			const answer = await trigger.deliver([sent]);
			expect(statusesIn(answer)).toEqual(['accepted']);
			expect(answer.items?.[0]).not.toHaveProperty('push');
		}
		expect(started(await trigger.deliver([sent, sent]))).toBe(2);
	});

	it('is processed in a test run, which leaves no trace for production', async () => {
		const trigger = aliyunTrigger();
		const sent = released();
		for (let copy = 0; copy < 2; copy++) {
			expect(started(await trigger.deliver([sent], { mode: 'manual' }))).toBe(1);
		}
		expect(statusesIn(await trigger.deliver([sent]))).toEqual(['accepted']);
	});

	it('is new to another node', async () => {
		const sent = released();
		for (const trigger of [aliyunTrigger(), aliyunTrigger()]) {
			const answer = await trigger.deliver([sent]);
			expect(statusesIn(answer)).toEqual(['accepted']);
			expect(await trigger.execute(answer.items ?? [])).toHaveLength(1);
		}
	});

	it('is known whatever carries it', async () => {
		const trigger = aliyunTrigger({
			parameters: { authentication: 'bearer' },
			credential: { token: 'a-bearer-token-of-32-signs-01234' },
		});
		const headers = { Authorization: 'Bearer a-bearer-token-of-32-signs-01234' };
		const sent = released();
		const bodies = [
			...(['string', 'object', 'base64'] as const).map((bodyAs) =>
				eventBridgeEnvelope(sent, { bodyAs }),
			),
			JSON.parse(String(bridgePush([sent]).rawBody)) as object,
		];
		const statuses = [];
		for (const body of bodies) statuses.push(...statusesIn(await trigger.push({ headers, body })));
		expect(statuses).toEqual(['accepted', 'duplicate', 'duplicate', 'duplicate']);
	});
});

describe('a message of which a copy is in flight', () => {
	it('is to come again, and the others of its batch are handed over', async () => {
		const trigger = aliyunTrigger();
		const [flying, fresh] = [message(CALL[0] ?? {}), released()];
		const first = await trigger.receive(bridgePush([flying]));
		const answer = await trigger.deliver([flying, fresh, poison()]);
		expect(answer.status).toBe(503);
		expect(answer.headers['retry-after']).toBe('1');
		expect(answer.body.message).toMatch(/Push again/);
		expect(statusOf(answer, flying)?.status).toBe('inFlight');
		expect(statusOf(answer, fresh)?.status).toBe('accepted');
		expect(statusesIn(answer).toSorted()).toEqual(['accepted', 'inFlight', 'refused']);
		expect(typesIn(answer)).toEqual(['call.ended']);

		expect(statusesIn(first.n8nAnswers('stored'))).toEqual(['accepted']);
		const again = await trigger.deliver([flying, fresh]);
		expect(again).toMatchObject({ status: 200, items: null });
		expect(statusesIn(again)).toEqual(['duplicate', 'duplicate']);
	});

	it('starts nothing alone', async () => {
		const trigger = aliyunTrigger();
		const sent = released();
		await trigger.receive(bridgePush([sent]));
		const answer = await trigger.deliver([sent]);
		expect(answer).toMatchObject({ status: 503, items: null, headers: { 'retry-after': '1' } });
		expect(statusesIn(answer)).toEqual(['inFlight']);
	});

	it('is handed over once when it comes 30 times at once', async () => {
		const trigger = aliyunTrigger();
		const sent = released();
		const received = await Promise.all(
			Array.from({ length: 30 }, () => trigger.receive(bridgePush([sent]))),
		);
		const answers = received.map((one) => one.n8nAnswers());
		expect(answers.filter((answer) => started(answer) === 1)).toHaveLength(1);
		expect(answers.flatMap(statusesIn).toSorted()).toEqual([
			'accepted',
			...Array.from({ length: 29 }, () => 'inFlight'),
		]);
	});

	it('is processed when the copy could not be stored', async () => {
		const trigger = aliyunTrigger();
		const sent = released();
		const first = await trigger.receive(bridgePush([sent]));
		expect(first.n8nAnswers('failsToStore').status).toBe(500);
		expect(statusesIn(await trigger.deliver([sent]))).toEqual(['accepted']);
	});
});

describe('a message that can never be read', () => {
	const unreadable: Array<[string, object | string, RegExp]> = [
		['without an event type', { contactId: 'job-1' }, /eventType.*Send the JSON object/],
		['with a list for one', { eventType: ['Released'] }, /eventType.*Send/],
		['that is a text', '"Released"', /Send the JSON object of a CCC event/],
		['that is broken JSON', '{"eventType":"Released"', /not JSON.*Send/],
		['that is null', 'null', /must be a JSON object/],
		['that is a number', '7', /must be a JSON object/],
	];

	it.each(unreadable)('%s is refused with 400 and the way out', async (_case, event, told) => {
		const sent = message(event);
		const answer = await aliyunTrigger().deliver([sent]);
		expect(answer).toMatchObject({ status: 400, items: null });
		expect(resultsIn(answer)).toEqual([
			{ id: sent.messageId, status: 'refused', message: expect.stringMatching(told) },
		]);
		expect(answer.body.message).toMatch(told);
	});

	it('does not hold up the good ones of its batch, which are handed over once', async () => {
		const trigger = aliyunTrigger();
		const [bad, good] = [poison(), released()];
		const first = await trigger.deliver([bad, good]);
		expect(first.status).toBe(200);
		expect(typesIn(first)).toEqual(['call.ended']);
		expect(statusOf(first, bad)).toMatchObject({
			status: 'refused',
			message: expect.stringMatching(/eventType/) as string,
		});
		expect(statusOf(first, good)).toEqual({ id: good.messageId, status: 'accepted' });

		const again = await trigger.deliver([bad, good]);
		expect(again).toMatchObject({ status: 200, items: null });
		expect(statusOf(again, bad)?.status).toBe('refused');
		expect(statusOf(again, good)?.status).toBe('duplicate');
	});

	it('does not hold up those nobody chose either', async () => {
		const answer = await aliyunTrigger().deliver([poison(), NOT_CHOSEN]);
		expect(answer).toMatchObject({ status: 200, items: null });
		expect(statusesIn(answer).toSorted()).toEqual(['ignored', 'refused']);
	});

	it('is 400 when all of its batch are, each with its own message', async () => {
		const messages = [poison(), message('null'), poison()];
		const answer = await aliyunTrigger().deliver(messages);
		expect(answer).toMatchObject({ status: 400, items: null });
		expect(resultsIn(answer).map(({ message }) => message)).toEqual([
			expect.stringMatching(/eventType/),
			expect.stringMatching(/must be a JSON object/),
			expect.stringMatching(/eventType/),
		]);
	});
});

describe('a message nobody chose', () => {
	it('is ignored and starts nothing', async () => {
		const answer = await aliyunTrigger().deliver([NOT_CHOSEN]);
		expect(answer).toMatchObject({ status: 200, items: null });
		expect(resultsIn(answer)).toEqual([{ id: NOT_CHOSEN.messageId, status: 'ignored' }]);
	});

	it('is left out of a batch', async () => {
		const sent = released();
		const answer = await aliyunTrigger().deliver([NOT_CHOSEN, sent]);
		expect(answer.status).toBe(200);
		expect(typesIn(answer)).toEqual(['call.ended']);
		expect(statusOf(answer, NOT_CHOSEN)?.status).toBe('ignored');
	});

	it('is not remembered: chosen later, it is handed over', async () => {
		const trigger = aliyunTrigger();
		await trigger.deliver([NOT_CHOSEN]);
		trigger.node.parameters.triggerOn = 'everything';
		expect(statusesIn(await trigger.deliver([NOT_CHOSEN]))).toEqual(['accepted']);
	});
});

describe('when the sender is told', () => {
	it('after saving: the answer waits for n8n', async () => {
		const received = await aliyunTrigger().receive(bridgePush([released()]));
		expect(received.answered).toBe(false);
		expect(statusesIn(received.n8nAnswers('stored'))).toEqual(['accepted']);
	});

	it('after saving: a failure is 500 without results, and the copy is processed', async () => {
		const trigger = aliyunTrigger();
		const sent = released();
		const failed = await trigger.deliver([sent, poison()], { outcome: 'failsToStore' });
		expect(failed.status).toBe(500);
		expect(failed.body).toEqual({
			message: 'n8n could not store the push: its log says why. Push again.',
		});
		expect(statusesIn(await trigger.deliver([sent]))).toEqual(['accepted']);
	});

	it('by the workflow: a failed run is 500 without results, and the copy is processed', async () => {
		const trigger = withOptions({ acknowledge: 'byWorkflow' });
		const messages = CALL.map((event) => message(event));
		for (const outcome of ['runFails', 'failsToStore'] as const) {
			const failed = await trigger.deliver(messages, { outcome });
			expect(failed.status).toBe(500);
			expect(failed.body).toEqual({
				message: 'The workflow did not finish: its execution in n8n says why. Push again.',
			});
			expect(await trigger.execute(failed.items ?? [])).toHaveLength(4);
		}
		const good = await trigger.deliver(messages, { outcome: 'runSucceeds' });
		expect(good.status).toBe(200);
		expect(statusesIn(good)).toEqual(CALL.map(() => 'accepted'));
		expect(await trigger.execute(good.items ?? [])).toHaveLength(4);
		expect(statusesIn(await trigger.deliver(messages))).toEqual(CALL.map(() => 'duplicate'));
		expect(pushHistory.asked).toEqual([]);
	});

	it('immediately: before n8n has the items, and the push is remembered', async () => {
		const trigger = withOptions({ acknowledge: 'immediately' });
		const sent = released();
		const received = await trigger.receive(bridgePush([sent]));
		expect(received).toMatchObject({ answered: true });
		expect(received.items).toHaveLength(1);
		expect(statusesIn(received.n8nAnswers())).toEqual(['accepted']);
		expect(statusesIn(await trigger.deliver([sent]))).toEqual(['duplicate']);
	});

	it('immediately, with one in flight and one refused: 503 at once, the rest goes on', async () => {
		const trigger = aliyunTrigger();
		const flying = message(CALL[0] ?? {});
		await trigger.receive(bridgePush([flying]));
		trigger.node.parameters.options = { acknowledge: 'immediately' };
		const received = await trigger.receive(bridgePush([flying, poison(), released()]));
		expect(received).toMatchObject({ answered: true });
		expect(received.items).toHaveLength(1);
		const answer = received.n8nAnswers();
		expect(answer).toMatchObject({ status: 503, headers: { 'retry-after': '1' } });
	});
});

describe('the database, as after a restart of n8n', () => {
	it('drops what an earlier process handed over, and passes the rest of the batch', async () => {
		const earlier = aliyunTrigger();
		const [old, fresh] = [message(CALL[0] ?? {}), released()];
		const first = await earlier.deliver([old]);
		expect(await earlier.execute(first.items ?? [])).toHaveLength(1);

		// The same node in a process that remembers nothing.
		const restarted = aliyunTrigger({ node: { id: earlier.node.id } });
		jest.spyOn(Date, 'now').mockReturnValue(Date.now() + 25 * 3_600_000);
		const answer = await restarted.deliver([old, fresh]);
		jest.restoreAllMocks();
		expect(started(answer)).toBe(2);
		const passed = await restarted.execute(answer.items ?? []);
		expect(passed.map(({ json }) => json.type)).toEqual(['call.ended']);
		expect(passed[0]).toEqual({ json: passed[0]?.json, pairedItem: { item: 1 } });
	});

	it('keeps two nodes apart', async () => {
		const sent = released();
		for (const trigger of [aliyunTrigger(), aliyunTrigger()]) {
			const { items } = await trigger.deliver([sent]);
			expect(await trigger.execute(items ?? [])).toHaveLength(1);
			expect(await trigger.execute(items ?? [])).toHaveLength(0);
		}
	});

	it('is asked by the id of the message', async () => {
		const trigger = aliyunTrigger();
		const { items } = await trigger.deliver([released('7F0000010001A')]);
		await trigger.execute(items ?? []);
		expect(pushHistory.asked).toEqual(['7F0000010001A#0']);
	});

	it.each(['retry', 'manual'] as const)('is not asked in mode %s', async (mode) => {
		const trigger = aliyunTrigger();
		const { items } = await trigger.deliver([released()]);
		for (let run = 0; run < 2; run++) {
			expect(await trigger.execute(items ?? [], { mode })).toHaveLength(1);
		}
		expect(pushHistory.asked).toEqual([]);
	});

	it('is asked only after the answer for every message of the batch', async () => {
		const trigger = aliyunTrigger();
		const received = await trigger.receive(bridgePush([message(CALL[0] ?? {}), released()]));
		const run = trigger.execute(received.items ?? []);
		await new Promise((resolve) => setTimeout(resolve, 50));
		expect(pushHistory.asked).toEqual([]);
		received.n8nAnswers('stored');
		expect(await run).toHaveLength(2);
		expect(pushHistory.asked).toHaveLength(2);
	});
});

describe('whatever carries the events', () => {
	const TOKEN = 'a-bearer-token-of-32-signs-01234';
	const headers = { Authorization: `Bearer ${TOKEN}` };
	const open = () =>
		aliyunTrigger({ parameters: { authentication: 'bearer' }, credential: { token: TOKEN } });
	const event = happening('Released', 3000);
	const sent = () => message(event, '7F000001000100000000000000000B');
	const wrapped = (bodyAs: 'string' | 'object' | 'base64') =>
		eventBridgeEnvelope(sent(), { bodyAs });

	const ID = '7F000001000100000000000000000B';
	const ways: Array<[string, Push, number, string | RegExp]> = [
		['a bare event', { body: event }, 1, /^[0-9a-f]{64}$/],
		['an array of bare events', { body: [event, happening('Established')] }, 2, /^[0-9a-f]{64}$/],
		['an envelope with text', { body: wrapped('string') }, 1, ID],
		['an envelope with an object', { body: wrapped('object') }, 1, ID],
		['an envelope with base64', { body: wrapped('base64') }, 1, ID],
		['an array of envelopes', { body: [wrapped('string')] }, 1, ID],
		[
			'a batch of the bridge',
			{
				rawBody: bridgePush([sent()]).rawBody ?? '',
				contentType: 'application/cloudevents-batch+json',
			},
			1,
			ID,
		],
		[
			'one CloudEvent',
			{ rawBody: JSON.stringify(wrapped('object')), contentType: 'application/cloudevents+json' },
			1,
			ID,
		],
		[
			'a push without a content type',
			{ rawBody: JSON.stringify(event), contentType: null },
			1,
			/./,
		],
		['JSON with a byte order mark', { rawBody: `\uFEFF${JSON.stringify(event)}` }, 1, /./],
	];

	it.each(ways)('%s', async (_way, push, count, id) => {
		const answer = await open().push({ headers, ...push });
		expect(answer.status).toBe(200);
		expect(started(answer)).toBe(count);
		expect(typesIn(answer)).toContain('call.ended');
		const [first] = resultsIn(answer).toReversed();
		expect(first).toEqual({
			id: typeof id === 'string' ? id : expect.stringMatching(id),
			status: 'accepted',
		});
	});

	const refused: Array<[string, Push, RegExp]> = [
		['nothing', { rawBody: '', contentType: null }, /body is empty/],
		['broken JSON', { rawBody: '{"eventType":', contentType: 'text/plain' }, /not valid JSON/],
		['a text', { rawBody: '"Released"', contentType: null }, /object or array of CCC events/],
		['a number', { rawBody: '7', contentType: null }, /object or array of CCC events/],
	];

	it.each(refused)('%s is refused with 400', async (_way, push, told) => {
		const answer = await open().push({ headers, ...push });
		expect(answer).toMatchObject({ status: 400, items: null });
		expect(answer.body).toEqual({ message: expect.stringMatching(told) });
	});
});
