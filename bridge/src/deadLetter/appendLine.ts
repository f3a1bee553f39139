import { open } from 'node:fs/promises';

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
	const handle = await open(file, 'a', MODE);
	try {
		await handle.appendFile(`${line}\n`);
		await handle.datasync();
	} finally {
		await handle.close();
	}
}
