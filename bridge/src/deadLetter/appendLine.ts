import { open, type FileHandle } from 'node:fs/promises';

/** Only the bridge may read it: the messages hold phone numbers. */
const MODE = 0o600;

let last: Promise<unknown> = Promise.resolve();

/** Appends a line and returns when the disk has it; one at a time, so that lines never mix. */
export function appendLine(file: string, line: string): Promise<void> {
	const mine = last.then(
		() => append(file, line),
		() => append(file, line),
	);
	last = mine;
	return mine;
}

async function append(file: string, line: string): Promise<void> {
	const handle = await open(file, 'a+', MODE);
	try {
		await handle.appendFile(`${(await endsInside(handle)) ? '\n' : ''}${line}\n`);
		await handle.datasync();
	} finally {
		await handle.close();
	}
}

/** A full disk or a kill can leave half a line, which must not spoil the next one. */
async function endsInside(handle: FileHandle): Promise<boolean> {
	const { size } = await handle.stat();
	if (size === 0) return false;
	const { buffer } = await handle.read(Buffer.alloc(1), 0, 1, size - 1);
	return buffer.toString() !== '\n';
}
