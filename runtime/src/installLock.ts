import { randomUUID } from 'node:crypto';
import { link, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';

interface LockOptions {
	lockFile: string;
	log: (line: string) => void;
	signal?: AbortSignal | undefined;
}

interface Holder {
	pid: number;
	host: string;
}

const RENEW_EVERY_MS = 10_000;
const STALE_AFTER_MS = 60_000;
const LOOK_EVERY_MS = 500;

/**
 * Runs `work` while no other process on the machine runs it under the same lock file. A lock whose
 * process is gone, or which nobody has renewed for a minute, counts for nothing.
 */
export async function withInstallLock(options: LockOptions, work: () => Promise<void>) {
	const { lockFile } = options;
	await acquire(options);
	const renewal = setInterval(() => {
		const now = new Date();
		utimes(lockFile, now, now).catch(() => {});
	}, RENEW_EVERY_MS);
	try {
		await work();
	} finally {
		clearInterval(renewal);
		await rm(lockFile, { force: true });
	}
}

async function acquire({ lockFile, log, signal }: LockOptions): Promise<void> {
	let announced = false;
	while (!(await tryAcquire(lockFile))) {
		const holder = await readHolder(lockFile);
		if (await isStale(lockFile, holder)) {
			log(`Process ${holder?.pid ?? '?'} left an installation unfinished; starting it again.`);
			await rm(lockFile, { force: true });
			continue;
		}
		if (!announced) log(`Process ${holder?.pid} is installing already; waiting for it.`);
		announced = true;
		await sleep(LOOK_EVERY_MS, undefined, signal ? { signal } : undefined);
	}
}

/** A hard link appears with its content or not at all, so a lock is never seen half-written. */
async function tryAcquire(lockFile: string): Promise<boolean> {
	const draft = `${lockFile}.${randomUUID()}`;
	const holder: Holder = { pid: process.pid, host: hostname() };
	await writeFile(draft, JSON.stringify(holder));
	try {
		await link(draft, lockFile);
		return true;
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
		throw error;
	} finally {
		await rm(draft, { force: true });
	}
}

async function readHolder(lockFile: string): Promise<Holder | undefined> {
	try {
		return JSON.parse(await readFile(lockFile, 'utf8')) as Holder;
	} catch {
		return undefined;
	}
}

async function isStale(lockFile: string, holder: Holder | undefined): Promise<boolean> {
	const renewed = await stat(lockFile).catch(() => undefined);
	if (!renewed) return false;
	if (Date.now() - renewed.mtimeMs > STALE_AFTER_MS) return true;
	return holder !== undefined && holder.host === hostname() && !isAlive(holder.pid);
}

function isAlive(pid: number): boolean {
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		return (error as NodeJS.ErrnoException).code === 'EPERM';
	}
}
