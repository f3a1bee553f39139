import { setTimeout as sleep } from 'node:timers/promises';

import { inboundTransferred } from '../fixtures/tencentCcc/pushes';
import { pushHistory } from './pushHistory';
import { log, tcccTrigger } from './triggerHarness';

const open = (options = {}) => tcccTrigger({ parameters: { authentication: 'none', options } });

const pushed = (...keys: string[]) =>
	keys.map((key) => ({ json: { id: key }, push: { key: `${key}#0` } }));
const ids = (items: Array<{ json: Record<string, unknown> }>) => items.map(({ json }) => json.id);

beforeEach(() => pushHistory.reset());

it('passes what is new and drops what the database has seen', async () => {
	const trigger = open();
	expect(ids(await trigger.execute(pushed('a', 'b')))).toEqual(['a', 'b']);
	expect(ids(await trigger.execute(pushed('b', 'c')))).toEqual(['c']);
	expect(ids(await trigger.execute(pushed('a')))).toEqual([]);
});

it('knows a push by the key it was received under', async () => {
	const trigger = open();
	const { items } = await trigger.push({ body: inboundTransferred });
	expect(await trigger.execute(items ?? [])).toHaveLength(1);
	// As after a restart, when the process remembers nothing and only the database does.
	expect(await trigger.execute(items ?? [])).toHaveLength(0);
});

it('puts out json and pairedItem, nothing of its own', async () => {
	const output = await open().execute(pushed('a', 'b'));
	expect(output).toEqual([
		{ json: { id: 'a' }, pairedItem: { item: 0 } },
		{ json: { id: 'b' }, pairedItem: { item: 1 } },
	]);
});

it('pairs what passes with where it came from', async () => {
	const trigger = open();
	await trigger.execute(pushed('a'));
	expect(await trigger.execute(pushed('a', 'b'))).toEqual([
		{ json: { id: 'b' }, pairedItem: { item: 1 } },
	]);
});

it.each(['retry', 'manual'] as const)('passes everything in mode %s, unrecorded', async (mode) => {
	const trigger = open();
	await trigger.execute(pushed('a'));
	expect(await trigger.execute(pushed('a', 'b'), { mode })).toEqual([
		{ json: { id: 'a' }, pairedItem: { item: 0 } },
		{ json: { id: 'b' }, pairedItem: { item: 1 } },
	]);
	expect(ids(await trigger.execute(pushed('b')))).toEqual(['b']);
});

it('passes items without a key, and does not ask the database about them', async () => {
	const trigger = open({ acknowledge: 'byWorkflow' });
	const { items } = await trigger.push({ body: inboundTransferred });
	for (let run = 0; run < 2; run++) expect(await trigger.execute(items ?? [])).toHaveLength(1);
	expect(pushHistory.asked).toEqual([]);
});

it('passes everything when the database does not answer: at least once', async () => {
	const trigger = open();
	await trigger.execute(pushed('a'));
	pushHistory.error = new Error('database is locked');
	expect(ids(await trigger.execute(pushed('a', 'b')))).toEqual(['a', 'b']);
	expect(log).toContainEqual({
		level: 'warn',
		message: expect.stringContaining('nothing was dropped') as string,
		details: { reason: 'database is locked' },
	});
});

it('recovers when the database does', async () => {
	const trigger = open();
	pushHistory.error = new Error('database is locked');
	await trigger.execute(pushed('a'));
	pushHistory.error = null;
	expect(ids(await trigger.execute(pushed('a')))).toEqual(['a']);
	expect(ids(await trigger.execute(pushed('a')))).toEqual([]);
});

it('keeps the histories of two nodes apart', async () => {
	await open().execute(pushed('a'));
	expect(ids(await open().execute(pushed('a')))).toEqual(['a']);
});

it('loses no entry when many runs ask at once', async () => {
	const trigger = open();
	const keys = Array.from({ length: 20 }, (_, index) => `push-${index}`);
	const first = await Promise.all(keys.map(async (key) => await trigger.execute(pushed(key))));
	expect(first.flatMap(ids)).toEqual(keys);
	const again = await Promise.all(keys.map(async (key) => await trigger.execute(pushed(key))));
	expect(again.flatMap(ids)).toEqual([]);
	expect(log).toEqual([]);
});

it('lets one of two copies pass that run at once', async () => {
	const trigger = open();
	const runs = [trigger.execute(pushed('a')), trigger.execute(pushed('a'))];
	expect((await Promise.all(runs)).flatMap(ids)).toEqual(['a']);
});

describe('a run that n8n starts before it answers', () => {
	it('records the push only after the answer', async () => {
		const trigger = open();
		const received = await trigger.receive({ body: inboundTransferred });
		const run = trigger.execute(received.items ?? []);
		await sleep(50);
		expect(pushHistory.asked).toEqual([]);

		received.n8nAnswers('stored');
		expect(await run).toHaveLength(1);
		expect(pushHistory.asked).toHaveLength(1);
	});

	it('waits as well for a push known by its UUID', async () => {
		const trigger = open();
		const headers = { 'X-TCCC-PUSH-UUID': 'with#number#1' };
		const received = await trigger.receive({ body: inboundTransferred, headers });
		const run = trigger.execute(received.items ?? []);
		await sleep(50);
		expect(pushHistory.asked).toEqual([]);
		received.n8nAnswers('stored');
		expect(await run).toHaveLength(1);
	});

	it('does not wait for ever', async () => {
		const trigger = open();
		const received = await trigger.receive({ body: inboundTransferred });
		expect(await trigger.execute(received.items ?? [])).toHaveLength(1);
	});
});
