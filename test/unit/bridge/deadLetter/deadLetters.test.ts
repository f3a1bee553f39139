import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import fc from 'fast-check';

import { appendLine } from '../../../../bridge/src/deadLetter/appendLine';
import {
	deadLetterOf,
	messageOf,
	deadLetterSchema,
} from '../../../../bridge/src/deadLetter/deadLetter';
import { deadLetterFile } from '../../../../bridge/src/deadLetter/deadLetterFile';
import { openDeadLetters } from '../../../../bridge/src/deadLetter/deadLetters';
import { deadLetterTopic } from '../../../../bridge/src/deadLetter/deadLetterTopic';
import { memoryBroker } from '../memorySource';
import { messages, messageWith, range } from '../message';

let folder = '';
let file = '';
beforeEach(async () => {
	folder = await mkdtemp(path.join(tmpdir(), 'bridge-dead-'));
	file = path.join(folder, 'dead-letters.jsonl');
});
afterEach(() => rm(folder, { recursive: true }));

const noTopic = { send: () => Promise.reject(new Error('no topic')) };
const open = () => openDeadLetters({ file }, noTopic);
const linesOf = async (name: string) => (await readFile(name, 'utf8')).trimEnd().split('\n');

describe('a dead letter', () => {
	it('holds the message as text, with why and when it was given up', () => {
		const at = new Date('2026-01-02T03:04:05.678Z');
		const message = messageWith('m1', {}, { attempt: 3, body: Buffer.from('{"a":"你"}') });
		expect(deadLetterOf(message, 'n8n answered 400', at)).toEqual({
			at: '2026-01-02T03:04:05.678Z',
			reason: 'n8n answered 400',
			id: 'm1',
			topic: 'ccc-event',
			bornAt: message.bornAt,
			attempt: 3,
			body: '{"a":"你"}',
		});
	});

	it('comes back as the message it was, whatever bytes that had', () => {
		fc.assert(
			fc.property(fc.uint8Array(), fc.string({ minLength: 1 }), (body, id) => {
				const message = { ...messageWith(id), body };
				const line = JSON.stringify(deadLetterOf(message, 'why', new Date()));
				expect(line).not.toContain('\n');
				const back = messageOf(deadLetterSchema.parse(JSON.parse(line)));
				expect(back).toMatchObject({ id, topic: message.topic, attempt: 1 });
				expect(Buffer.from(back.body).equals(Buffer.from(body))).toBe(true);
			}),
		);
	});
});

describe('the file', () => {
	it('has a line for each, which its replay reads', async () => {
		const letters = open();
		const binary = { body: Buffer.from([0xff, 0x00, 0x0a, 0x7b]) };
		expect(await letters.keep(messageWith('text', { name: 'a\nb' }), 'why')).toEqual({ ok: true });
		expect(await letters.keep(messageWith('binary', {}, binary), 'not UTF-8')).toEqual({
			ok: true,
		});
		expect(await linesOf(file)).toHaveLength(2);
		const { source } = await deadLetterFile(file);
		const [text, bytes] = await source.receive(10);
		expect(text).toMatchObject({ id: 'text', body: messageWith('text', { name: 'a\nb' }).body });
		expect(Buffer.from(bytes?.body ?? []).equals(binary.body)).toBe(true);
		await source.close();
	});

	it('can be read by its owner alone', async () => {
		await open().keep(messageWith('m1'), 'why');
		expect((await stat(file)).mode & 0o777).toBe(0o600);
	});

	it('never mixes lines, however many come at once', async () => {
		const long = 'x'.repeat(100_000);
		const letters = open();
		await Promise.all(
			range(50).map((index) => letters.keep(messageWith(`m${index}`, { long }), 'why')),
		);
		const ids = (await linesOf(file)).map((line) => (JSON.parse(line) as { id: string }).id);
		expect(ids).toEqual(range(50).map((index) => `m${index}`));
	});

	it('begins a new line after half a one, which a full disk left', async () => {
		await writeFile(file, '{"at":"2026-01-0');
		await open().keep(messageWith('m1'), 'why');
		const [half, whole] = await linesOf(file);
		expect(half).toBe('{"at":"2026-01-0');
		expect(JSON.parse(whole ?? '')).toMatchObject({ id: 'm1' });
	});

	it('that cannot be written is a reason, and the next try is one of its own', async () => {
		await rm(folder, { recursive: true });
		const letters = open();
		expect(await letters.keep(messageWith('m1'), 'why')).toEqual({
			ok: false,
			reason: expect.stringContaining('ENOENT'),
		});
		folder = await mkdtemp(path.join(tmpdir(), 'bridge-dead-'));
		await appendLine(path.join(folder, 'other'), 'goes on');
		expect(await linesOf(path.join(folder, 'other'))).toEqual(['goes on']);
	});
});

describe('the topic', () => {
	it('gets the same line as a message', async () => {
		const broker = memoryBroker({ leaseMs: 60_000 });
		const letters = openDeadLetters({ topic: 'dead' }, broker.source());
		expect(await letters.keep(messageWith('m1'), 'why')).toEqual({ ok: true });
		expect(broker.sent).toHaveLength(1);
		expect(broker.sent[0]?.topic).toBe('dead');
		expect(JSON.parse(broker.sent[0]?.body ?? '')).toMatchObject({ id: 'm1', reason: 'why' });
	});

	it('that fails is a reason', async () => {
		const letters = openDeadLetters({ topic: 'dead' }, noTopic);
		expect(await letters.keep(messageWith('m1'), 'why')).toEqual({ ok: false, reason: 'no topic' });
	});

	it('is replayed as what it holds, under the delivery it came with', async () => {
		const letter = deadLetterOf(messageWith('original', { a: 1 }), 'why', new Date());
		const broker = memoryBroker({ leaseMs: 60_000 });
		broker.publish([
			messageWith('carrier', {}, { topic: 'dead', body: Buffer.from(JSON.stringify(letter)) }),
			messageWith('stranger', {}, { topic: 'dead' }),
		]);
		const source = deadLetterTopic(broker.source());
		const [carrier, stranger] = await source.receive(2);
		expect(carrier).toMatchObject({ id: 'carrier', topic: 'dead' });
		expect(Buffer.from(carrier?.body ?? []).toString()).toBe(letter.body);
		expect(stranger?.body).toEqual(messageWith('stranger').body);
		expect(await source.ack([carrier, stranger].flatMap((entry) => entry ?? []))).toEqual([]);
		expect(broker.left()).toEqual([]);
	});
});

describe('the replay of a file', () => {
	const isSetAside = (name: string) => name.startsWith('dead-letters.jsonl.replaying-');
	const keepAll = async (ids: string[]) => {
		for (const id of ids) await open().keep(messageWith(id), 'why');
	};

	async function readAll(source: { receive(most: number): Promise<Array<{ id: string }>> }) {
		const ids: string[] = [];
		for (;;) {
			const batch = await source.receive(2);
			if (batch.length === 0) return ids;
			expect(batch.length).toBeLessThanOrEqual(2);
			ids.push(...batch.map(({ id }) => id));
		}
	}

	it('sets the file aside, so that new dead letters go to a new one', async () => {
		await keepAll(['a', 'b', 'c']);
		const letters = await deadLetterFile(file);
		expect((await readdir(folder)).every(isSetAside)).toBe(true);
		await keepAll(['new']);
		expect(await readAll(letters.source)).toEqual(['a', 'b', 'c']);
		await letters.read;
		await letters.discard();
		expect(await readdir(folder)).toEqual(['dead-letters.jsonl']);
		expect(await linesOf(file)).toEqual([expect.stringContaining('"new"')]);
	});

	it('that was cut off is taken up again, before what came since', async () => {
		await keepAll(['a', 'b']);
		const cutOff = await deadLetterFile(file);
		await cutOff.source.receive(1);
		await cutOff.source.close();
		await keepAll(['c']);
		const letters = await deadLetterFile(file);
		expect(letters.files).toHaveLength(2);
		expect(await readAll(letters.source)).toEqual(['a', 'b', 'c']);
		await letters.discard();
		expect(await readdir(folder)).toEqual([]);
	});

	it('keeps lines that are no dead letters', async () => {
		await keepAll(['a']);
		const half = '{"at":"2026-01-02T03:04:05Z","reason":"half';
		await writeFile(file, `\n${half}\n7\nnull\n{"id":"no topic"}\r\n`, { flag: 'a' });
		await keepAll(['b']);
		const letters = await deadLetterFile(file);
		expect(await readAll(letters.source)).toEqual(['a', 'b']);
		expect(letters.unreadable).toEqual([half, '7', 'null', '{"id":"no topic"}']);
	});

	it('of nothing is over at once', async () => {
		const letters = await deadLetterFile(file);
		expect(await readAll(letters.source)).toEqual([]);
		await letters.read;
		await letters.discard();
	});

	it('waits when there is no more, and does not block everything else', async () => {
		const { source } = await deadLetterFile(file);
		let isFree = false;
		setTimeout(() => (isFree = true), 0);
		expect(await source.receive(10)).toEqual([]);
		expect(isFree).toBe(true);
	});

	it('says when everything was read, and not before', async () => {
		await keepAll(messages(3).map(({ id }) => id));
		const letters = await deadLetterFile(file);
		let isRead = false;
		void letters.read.then(() => (isRead = true));
		await letters.source.receive(3);
		expect(isRead).toBe(false);
		await letters.source.receive(3);
		expect(isRead).toBe(true);
	});

	it('of a file that cannot be read fails, and leaves it where it is', async () => {
		await keepAll(['a']);
		const letters = await deadLetterFile(file);
		const [aside = ''] = letters.files;
		await rm(aside);
		await expect(letters.source.receive(1)).rejects.toMatchObject({ code: 'ENOENT' });
		await expect(letters.read).rejects.toMatchObject({ code: 'ENOENT' });
	});

	it('takes part in a bridge: any number of receivers at once', async () => {
		const ids = range(200).map((index) => `m${index}`);
		const lines = ids.map((id) => JSON.stringify(deadLetterOf(messageWith(id), 'why', new Date())));
		await writeFile(file, `${lines.join('\n')}\n`);
		const { source } = await deadLetterFile(file);
		const all = await Promise.all(range(4).map(() => readAll(source)));
		expect(all.flat().sort()).toEqual(ids.sort());
	});
});
