import { setTimeout as sleep } from 'node:timers/promises';

import type { WorkflowExecuteMode } from 'n8n-workflow';

import { generateAsterCcCall, type PushServer } from '../../simulators/src/index.ts';
import {
	TEAM_CHANNEL,
	asterCcTrigger,
	expectNoSecretIn,
	jsonOf,
	log,
	publish,
	startServer,
	subscribed,
	until,
} from './asterCcHarness';

jest.setTimeout(15_000);

let server: PushServer;

beforeEach(async () => {
	server = await startServer();
});
afterEach(async () => {
	await server.stop();
	expectNoSecretIn();
});

const events = generateAsterCcCall({
	scenario: 'inbound-answered',
	seed: 7,
	startTime: Math.floor(Date.now() / 1000) - 900,
});

/** What n8n hands to a trigger that somebody executes by hand. */
const BY_HAND = [{ json: {} }];

/** "Execute step" in Subscribe mode. */
const byHand = async () =>
	await asterCcTrigger(subscribed(server)).execute(BY_HAND, { mode: 'manual' });

/** The same, when it waits at the server. */
async function listening(parameters = {}, cancel?: AbortSignal) {
	const trigger = asterCcTrigger(subscribed(server, parameters));
	const execution = trigger.execute(BY_HAND, { mode: 'manual', ...(cancel ? { cancel } : {}) });
	execution.catch(() => {});
	await until(() => server.waiting(TEAM_CHANNEL) > 0);
	return { execution };
}

describe('executed by hand in Subscribe mode', () => {
	it('waits for the next event and gives it out', async () => {
		const { execution } = await listening();
		if (events[1]) publish(server, events[1]);
		expect(jsonOf(await execution)).toMatchObject([{ type: 'call.ringing', vendor: 'astercc' }]);
		expect(log).toEqual([]);
	});

	it('waits on until one comes that is wanted, in the output chosen', async () => {
		const { execution } = await listening({ triggerOn: 'callFinished', output: 'callEvent' });
		for (const event of events) {
			publish(server, event);
			await sleep(20);
		}
		expect(jsonOf(await execution)).toMatchObject([
			{ type: 'call.ended', call: { vendor: 'astercc', isFinal: true } },
		]);
	});

	it('gives out nothing but json: a test leaves no trace', async () => {
		const { execution } = await listening();
		if (events[1]) publish(server, events[1]);
		expect((await execution).map((item) => Object.keys(item))).toEqual([['json']]);
	});

	it('ends when somebody presses Stop', async () => {
		const controller = new AbortController();
		const { execution } = await listening({}, controller.signal);
		const pressed = performance.now();
		controller.abort();
		expect(jsonOf(await execution)).toEqual([]);
		expect(performance.now() - pressed).toBeLessThan(1000);
		await until(() => server.waiting(TEAM_CHANNEL) === 0);
		expect(server.waiting(TEAM_CHANNEL)).toBe(0);
	});

	it('does not ask a server without end that answers at once', async () => {
		const quick = await startServer({ ttlMs: 1 });
		const controller = new AbortController();
		const trigger = asterCcTrigger(subscribed(quick));
		const execution = trigger.execute(BY_HAND, { mode: 'manual', cancel: controller.signal });
		execution.catch(() => {});
		await sleep(1200);
		controller.abort();
		await expect(execution).rejects.toBeDefined();
		const asked = quick.requests.length;
		await quick.stop();
		expect(asked).toBeLessThanOrEqual(3);
	});

	it('says after two minutes that nothing came and what to look at', async () => {
		const { execution } = await listening();
		const start = Date.now();
		const clock = jest.spyOn(Date, 'now').mockImplementation(() => start + 121_000);
		await expect(execution).rejects.toMatchObject({
			message: 'No event of asterCC: none came within two minutes',
			description: expect.stringMatching(/^Make a call.*wrong verification string/),
		});
		clock.mockRestore();
	});

	it('says that the server is not there', async () => {
		await server.stop();
		await expect(byHand()).rejects.toMatchObject({
			message: expect.stringMatching(/No event of asterCC: nothing listens there/),
		});
	});

	it('says that the push server answers with an error', async () => {
		server.failNext(1, 502);
		await expect(byHand()).rejects.toMatchObject({
			message: 'No event of asterCC: the push server answered with HTTP 502',
		});
	});

	it.each([
		['Address', { address: '' }],
		['Team Identity', { identity: '' }],
		['Verification String', { verificationSecret: '' }],
	])('names what the credential lacks: %s', async (field, changes) => {
		const trigger = asterCcTrigger(subscribed(server, {}, changes));
		await expect(trigger.execute(BY_HAND, { mode: 'manual' })).rejects.toMatchObject({
			message: `No event of asterCC: "${field}" of the asterCC credential is empty`,
			description: 'Enter it there.',
		});
	});
});

it('a manual execution with items passes them on: pinned data, a test event of the webhook', async () => {
	const items = [{ json: { id: 'a' } }, { json: { id: 'b' } }];
	const followed = asterCcTrigger(subscribed(server));
	expect(jsonOf(await followed.execute(items, { mode: 'manual' }))).toEqual(jsonOf(items));
	expect(jsonOf(await asterCcTrigger().execute(items, { mode: 'manual' }))).toEqual(jsonOf(items));
});

it('the item that tells of the run keeps the place and goes no further than execute()', async () => {
	const place = { cursor: { time: new Date().toUTCString(), tag: '1' } };
	const items = [{ json: { id: 'a' } }, { json: {}, push: { run: { id: 'unheard of', place } } }];
	const trigger = asterCcTrigger(subscribed(server));
	const placeAfter = async (mode: WorkflowExecuteMode) => {
		const within = trigger.load();
		const output = await trigger.execute(structuredClone(items), { mode, within });
		expect(jsonOf(output)).toEqual([{ id: 'a' }]);
		return within.workflow.getStaticData('node', trigger.node);
	};
	expect(await placeAfter('trigger')).toEqual(place);
	expect(await placeAfter('retry')).toEqual({});
	expect(await placeAfter('manual')).toEqual({});
});
