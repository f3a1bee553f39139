import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';

/** What one process uses, without its children. Linux only. */

const SAMPLE_EVERY_MS = 100;
const TICKS_PER_SECOND = 100;

/** Resident memory in bytes. */
export async function residentMemory(pid: number): Promise<number> {
	const status = await readFile(`/proc/${pid}/status`, 'utf8');
	return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) * 1024;
}

/** Seconds of processor time since its start, its own and the kernel's for it. */
export async function processorTime(pid: number): Promise<number> {
	const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
	// The program's name, which may hold spaces, is in brackets; utime and stime are the 12th and 13th behind it.
	const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
	return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
}

/** Does some work and tells how far above the level before it the memory rose, in bytes. */
export async function extraMemoryDuring<T>(
	pid: number,
	work: () => Promise<T>,
): Promise<{ result: T; extra: number }> {
	const before = await residentMemory(pid);
	let most = before;
	const over = new AbortController();
	const watching = (async () => {
		while (!over.signal.aborted) {
			most = Math.max(most, await residentMemory(pid));
			await sleep(SAMPLE_EVERY_MS);
		}
	})();
	try {
		const result = await work();
		most = Math.max(most, await residentMemory(pid));
		return { result, extra: most - before };
	} finally {
		over.abort();
		await watching;
	}
}
