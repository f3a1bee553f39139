import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import { access, readdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';

import type { ReceivedMessage, Source } from '../source/source';
import { messageIn } from './deadLetter';

const REPLAYING = '.replaying-';
/** A source waits when it has no messages. */
const EMPTY_MS = 100;

/**
 * The dead letters of a file as a source. The file is set aside first, so that a running bridge and
 * what fails again write a new one; a file set aside by a replay that was cut off is taken up again.
 */
export async function deadLetterFile(file: string): Promise<DeadLetterFile> {
	const files = await setAside(file);
	const unreadable: string[] = [];
	const letters = readLetters(files, unreadable);
	const { promise: read, resolve, reject } = Promise.withResolvers<void>();
	read.catch(() => {});

	async function next(): Promise<ReceivedMessage | null> {
		try {
			const { done, value } = await letters.next();
			if (!done) return value;
			resolve();
			return null;
		} catch (error) {
			reject(error);
			throw error;
		}
	}

	return {
		files,
		unreadable,
		read,
		source: {
			connect: async () => {},
			async receive(most) {
				const messages: ReceivedMessage[] = [];
				while (messages.length < most) {
					const message = await next();
					if (!message) break;
					messages.push(message);
				}
				if (messages.length === 0) await sleep(EMPTY_MS);
				return messages;
			},
			ack: async () => [],
			extend: async ({ receipt }) => ({ ok: true, receipt, leaseUntil: Infinity }),
			send: () => Promise.reject(new Error('A file takes no messages')),
			close: async () => void (await letters.return(undefined)),
		},
		discard: async () => {
			for (const done of files) await rm(done, { force: true });
		},
	};
}

export interface DeadLetterFile {
	source: Source;
	/** What is replayed. */
	files: string[];
	/** Lines that are no dead letters, to be kept. */
	unreadable: string[];
	/** Ends when all lines were read, and fails where one cannot be. */
	read: Promise<void>;
	/** Everything in it was delivered or is a dead letter anew. */
	discard(): Promise<void>;
}

async function setAside(file: string): Promise<string[]> {
	const folder = path.dirname(file);
	const prefix = `${path.basename(file)}${REPLAYING}`;
	const left = (await readdir(folder)).filter((name) => name.startsWith(prefix)).sort();
	const files = left.map((name) => path.join(folder, name));
	const exists = await access(file).then(
		() => true,
		() => false,
	);
	if (!exists) return files;
	const aside = `${file}${REPLAYING}${Date.now()}-${randomUUID().slice(0, 8)}`;
	await rename(file, aside);
	return [...files, aside];
}

async function* readLetters(
	files: readonly string[],
	unreadable: string[],
): AsyncGenerator<ReceivedMessage, void> {
	for (const file of files) {
		const stream = createReadStream(file, 'utf8');
		await once(stream, 'open');
		for await (const line of createInterface({ input: stream, crlfDelay: Infinity })) {
			if (line.trim() === '') continue;
			const message = messageIn(line);
			if (message) yield { ...message, receipt: '', leaseUntil: Infinity };
			else unreadable.push(line);
		}
	}
}
