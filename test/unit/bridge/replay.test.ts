import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';

import type { Config } from '../../../bridge/src/config/configSchema';
import { readConfig } from '../../../bridge/src/config/readConfig';
import { deadLetterOf } from '../../../bridge/src/deadLetter/deadLetter';
import { replay } from '../../../bridge/src/replay';
import { messageWith, range } from './message';

const NO_WORKER = new URL('file:///not-there.js');

const closers: Array<() => Promise<unknown>> = [];
afterEach(async () => {
	for (const close of closers.splice(0)) await close();
});

/** An n8n that refuses the events a test names, and takes the others. */
async function startN8n(isRefused: (id: string) => boolean) {
	const taken: string[] = [];
	const server = createServer(async (incoming, outgoing) => {
		let text = '';
		for await (const chunk of incoming) text += String(chunk);
		const events = JSON.parse(text) as Array<{ id: string }>;
		const results = events.map(({ id }) => {
			if (!isRefused(id)) taken.push(id);
			return { id, status: isRefused(id) ? 'refused' : 'accepted', message: 'no eventType' };
		});
		outgoing.end(JSON.stringify({ results }));
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	closers.push(() => {
		server.closeAllConnections();
		return new Promise((resolve) => server.close(resolve));
	});
	return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhook/w`, taken };
}

async function setUp(lines: string[], isRefused: (id: string) => boolean = () => false) {
	const folder = await mkdtemp(path.join(tmpdir(), 'bridge-replay-'));
	closers.push(() => rm(folder, { recursive: true }));
	const file = path.join(folder, 'dead-letters.jsonl');
	await writeFile(file, lines.map((line) => `${line}\n`).join(''));
	const { url, taken } = await startN8n(isRefused);
	const reading = readConfig(null, {
		BRIDGE_N8N_URL: url,
		BRIDGE_N8N_SIGNING_SECRET: Buffer.alloc(32, 1).toString('base64'),
		BRIDGE_SOURCE_PROTOCOL: 'rocketmq5',
		BRIDGE_SOURCE_ENDPOINT: '127.0.0.1:10',
		BRIDGE_SOURCE_TOPIC: 'ccc-event',
		BRIDGE_SOURCE_GROUP: 'GID_bridge',
		BRIDGE_DELIVERY_BATCH_MAX_WAIT_MS: '20',
		BRIDGE_DEAD_LETTER_FILE: file,
	});
	if (!reading.ok) throw new Error(reading.problems.join('\n'));
	const { operations } = reading.config;
	const quiet = { ...operations, logLevel: 'silent' as Config['operations']['logLevel'] };
	const left = async () => (await readFile(file, 'utf8')).trimEnd().split('\n');
	return { config: { ...reading.config, operations: quiet }, folder, file, taken, left };
}

const lineOf = (id: string) => JSON.stringify(deadLetterOf(messageWith(id), 'why', new Date()));

it('delivers every dead letter, and the file is gone', async () => {
	const ids = range(3_000).map((index) => `m${index}`);
	const { config, folder, taken } = await setUp(ids.map(lineOf));
	expect(await replay(config, NO_WORKER)).toEqual({ delivered: 3_000, dead: 0, unreadable: 0 });
	expect(taken.sort()).toEqual(ids.sort());
	expect(await readdir(folder)).toEqual([]);
});

it('what is refused again is a dead letter anew, and lines that are none stay', async () => {
	const lines = [...['a', 'b', 'c'].map(lineOf), 'no dead letter'];
	const { config, taken, left } = await setUp(lines, (id) => id === 'b');
	expect(await replay(config, NO_WORKER)).toEqual({ delivered: 2, dead: 1, unreadable: 1 });
	expect(taken.sort()).toEqual(['a', 'c']);
	const [letter = '', line] = await left();
	expect(JSON.parse(letter)).toMatchObject({ id: 'b', reason: 'no eventType' });
	expect(line).toBe('no dead letter');
});

it('a second replay delivers what the first could not', async () => {
	const refused = new Set(['b']);
	const { config, folder } = await setUp(['a', 'b'].map(lineOf), (id) => refused.has(id));
	await replay(config, NO_WORKER);
	refused.clear();
	expect(await replay(config, NO_WORKER)).toEqual({ delivered: 1, dead: 0, unreadable: 0 });
	expect(await readdir(folder)).toEqual([]);
});

it('takes up a replay that was cut off', async () => {
	const { config, file, folder, taken } = await setUp(['new'].map(lineOf));
	await writeFile(`${file}.replaying-1-00000000`, `${lineOf('old')}\n`);
	expect(await replay(config, NO_WORKER)).toMatchObject({ delivered: 2 });
	expect(taken.sort()).toEqual(['new', 'old']);
	expect(await readdir(folder)).toEqual([]);
});

it('fails where a file cannot be read, and keeps it', async () => {
	const { config, file, folder } = await setUp([]);
	const unreadable = `${file}.replaying-1-00000000`;
	// A folder opens like a file, and cannot be read.
	await mkdir(unreadable);
	await expect(replay(config, NO_WORKER)).rejects.toMatchObject({ code: 'EISDIR' });
	expect(await readdir(folder)).toContain(path.basename(unreadable));
});
