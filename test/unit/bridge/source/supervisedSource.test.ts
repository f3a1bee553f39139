import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';

import { SupervisedSource, type Supervision } from '../../../../bridge/src/source/supervisedSource';

const workerUrl = pathToFileURL(path.join(__dirname, 'fakeWorker.js')) as URL;

let folder = '';
const sources: SupervisedSource[] = [];
beforeEach(() => (folder = mkdtempSync(path.join(tmpdir(), 'bridge-worker-'))));
afterEach(async () => {
	for (const source of sources.splice(0)) await source.close();
	rmSync(folder, { recursive: true });
});

/** A source whose worker does what is said; its diary tells what happened to it. */
function supervised(behaviour: string, changes: Partial<Supervision> = {}) {
	const diary = path.join(folder, 'diary');
	const notices: string[] = [];
	const count = { restarts: 0 };
	const source = new SupervisedSource(
		{
			protocol: 'rocketmq5',
			endpoint: 'a:1',
			namespace: '',
			tls: false,
			username: undefined,
			password: undefined,
			topic: behaviour,
			group: diary,
			leaseMs: 60_000,
			maxInFlight: 100,
		},
		{
			workerUrl,
			env: {},
			recycleMs: null,
			notice: (level, text) => void notices.push(`${level}: ${text}`),
			onRestart: () => void (count.restarts += 1),
			...changes,
		},
	);
	sources.push(source);
	const lines = (line: string) =>
		readFileSync(diary, 'utf8')
			.split('\n')
			.filter((entry) => entry.startsWith(line)).length;
	return { source, notices, count, lines };
}

const receipt = { id: 'm1', topic: 't', receipt: 'r1' };

it('starts its worker when it is first needed, and asks it everything', async () => {
	const { source, lines, count } = supervised('works');
	expect(await source.receive(7)).toEqual([{ id: expect.stringMatching(/^from \d+$/), most: 7 }]);
	expect(await source.ack([receipt])).toEqual([expect.objectContaining({ id: 'm1' })]);
	expect(await source.extend(receipt, 5)).toEqual({ ok: true, receipt: 'r1', leaseUntil: 5 });
	await source.send('dead', 'letter');
	expect(lines('sent dead letter')).toBe(1);
	expect(lines('started')).toBe(1);
	expect(count.restarts).toBe(0);
});

it('gives its worker the environment it was given', async () => {
	const { source, lines } = supervised('works', { env: { MARK: 'ours' } });
	await source.connect();
	expect(lines('started ours')).toBe(1);
});

it('many at once start one worker', async () => {
	const { source, lines } = supervised('works');
	await Promise.all([source.receive(1), source.receive(1), source.ack([]), source.connect()]);
	expect(lines('started')).toBe(1);
});

it('passes on what the worker notices', async () => {
	const { source, notices } = supervised('notices');
	await source.receive(1);
	expect(notices).toEqual(['warn: routes are old']);
});

it('a worker that crashes fails its calls, and is started anew by the next', async () => {
	const { source, notices, count, lines } = supervised('crashes');
	await expect(source.receive(1)).rejects.toThrow(/^The RocketMQ client crashed: .*1 CANCELLED/);
	expect(notices).toEqual([expect.stringMatching(/^error: The RocketMQ client crashed: /)]);
	await source.ack([]);
	expect(lines('started')).toBe(2);
	expect(count.restarts).toBe(1);
});

it('a worker that ends by itself fails its calls too', async () => {
	const { source, count } = supervised('exits');
	await expect(source.receive(1)).rejects.toThrow('The RocketMQ client has ended');
	await source.ack([]);
	expect(count.restarts).toBe(1);
});

it('five failed polls in a row, and the worker is given up', async () => {
	const { source, notices, count, lines } = supervised('fails');
	for (let poll = 0; poll < 5; poll++) {
		await expect(source.receive(1)).rejects.toThrow('polls fail');
	}
	expect(notices).toEqual(['warn: 5 polls in a row failed: a new client']);
	expect(count.restarts).toBe(0);
	await expect(source.receive(1)).rejects.toThrow('polls fail');
	expect(count.restarts).toBe(1);
	expect(lines('started')).toBe(2);
	expect(notices).toHaveLength(1);
});

it('a poll that succeeds ends the streak', async () => {
	const { source, notices } = supervised('fails once');
	await expect(source.receive(1)).rejects.toThrow();
	for (let poll = 0; poll < 10; poll++) await source.receive(1);
	expect(notices).toEqual([]);
});

it('a RocketMQ that is not there is told by whoever asks, each time with a new worker', async () => {
	const { source, lines } = supervised('connect fails');
	await expect(source.connect()).rejects.toThrow('RocketMQ cannot be reached');
	await expect(source.receive(1)).rejects.toThrow('RocketMQ cannot be reached');
	expect(lines('started')).toBe(2);
});

it('is replaced when it is old: polls of the old one end, everything new goes to the new one', async () => {
	const { source, notices, count, lines } = supervised('slow', { recycleMs: 200 });
	const [first] = await source.receive(1);
	const long = source.receive(1);
	await sleep(50);
	const [[second], [third]] = await Promise.all([source.receive(1), long]);
	expect(second?.id).not.toBe(first?.id);
	expect([first?.id, second?.id]).toContain(third?.id);
	expect(notices[0]).toBe('info: The client is replaced, as it is regularly with TLS');
	expect(count.restarts).toBeGreaterThanOrEqual(1);
	expect(lines('started')).toBe(count.restarts + 1);
	// The old one is closed together with the new one.
	await source.close();
	expect(lines('closing')).toBe(lines('started'));
});

it('close lets the worker say goodbye, and ends it', async () => {
	const { source, lines } = supervised('works');
	await source.connect();
	await source.close();
	expect(lines('closing')).toBe(1);
	await expect(source.receive(1)).rejects.toThrow('The bridge is stopping');
	await expect(source.ack([receipt])).rejects.toThrow('The bridge is stopping');
	expect(lines('started')).toBe(1);
});

it('close of a source that never was asked is nothing', async () => {
	await supervised('works').source.close();
});

it('close fails the polls under way', async () => {
	const { source } = supervised('hangs');
	const poll = source.receive(1);
	const failed = expect(poll).rejects.toThrow('The RocketMQ client was ended');
	await sleep(100);
	await source.close();
	await failed;
});

it('close is over in time, though the client never says goodbye or never connects', async () => {
	const silent = supervised('close hangs').source;
	const lost = supervised('connect hangs').source;
	await silent.connect();
	const failed = expect(lost.connect()).rejects.toThrow('The RocketMQ client was ended');
	await sleep(100);
	const startedAt = Date.now();
	await Promise.all([silent.close(), lost.close()]);
	await failed;
	expect(Date.now() - startedAt).toBeLessThan(5_500);
}, 10_000);
