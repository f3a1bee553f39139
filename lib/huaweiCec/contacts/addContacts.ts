import type { Fault } from '../fault';
import type { Contact, ContactReading } from './contactRow';
import { deliver } from './deliver';
import type { Gate } from './gate';
import { invalidContact, takenSessionId } from './refusals';
import {
	resultOf,
	settle,
	settleRest,
	startRun,
	type AddSettings,
	type ContactResult,
	type Entry,
	type Run,
} from './run';
import { screenBlocklist } from './screenBlocklist';

export interface Added {
	/** One for each reading, in order. */
	results: ContactResult[];
	/** Why calls on other campaigns are useless too (refused key, locked address); null otherwise. */
	stoppedBy: Fault | null;
}

/**
 * Adds contacts to one campaign, in full chunks, spaced as the vendor asks (reference/huawei §2.6).
 *
 * Contacts that cannot be read, are on the blocklist or were added before are not sent; chunks are
 * filled up from those that follow. A chunk that is refused is taken apart, so that every good
 * contact is in and every bad one has its own error. A call without a clear answer is made again;
 * when the server then says "duplicate", the earlier try had put the contact in.
 *
 * @param known session ids that are in the campaign already
 */
export async function addContacts(
	readings: readonly ContactReading[],
	known: ReadonlySet<string>,
	gate: Gate,
	settings: AddSettings,
): Promise<Added> {
	const run = startRun(gate, settings, readings.length);
	const { waiting, doubles } = sortOut(run, readings, known);
	await deliverAll(run, waiting);
	settleRest(run, waiting);
	for (const [double, first] of doubles) settle(run, double, outcomeOfDouble(run, first));
	return { results: run.results.flatMap((result) => result ?? []), stoppedBy: run.stoppedBy };
}

interface Sorted {
	waiting: Entry[];
	/** The same contact once more, with the place of the first. */
	doubles: Array<readonly [Entry, number]>;
}

/** Settles what needs no call. */
function sortOut(
	run: Run,
	readings: readonly ContactReading[],
	known: ReadonlySet<string>,
): Sorted {
	const sorted: Sorted = { waiting: [], doubles: [] };
	const firsts = new Map<string, Entry>();
	for (const [index, reading] of readings.entries()) {
		if (!reading.ok) {
			run.results[index] = invalidResult(reading.message);
			continue;
		}
		const entry = { index, contact: reading.contact };
		const { sessionId } = entry.contact;
		const first = firsts.get(sessionId);
		if (first && !haveSameNumbers(first.contact, entry.contact)) {
			settle(run, entry, { status: 'refused', fault: takenSessionId(first.index) });
		} else if (first) {
			sorted.doubles.push([entry, first.index]);
		} else {
			firsts.set(sessionId, entry);
			if (known.has(sessionId)) settle(run, entry, { status: 'alreadyAdded' });
			else sorted.waiting.push(entry);
		}
	}
	return sorted;
}

function invalidResult(message: string): ContactResult {
	const fault = invalidContact(message);
	return { sessionId: null, called: [], dataId: null, status: 'refused', fault };
}

function haveSameNumbers(one: Contact, other: Contact): boolean {
	return resultOf(one).called.join() === resultOf(other).called.join();
}

/** A contact that stands twice in the run is sent once; the later item tells the same, as far as it can. */
function outcomeOfDouble(run: Run, first: number): ContactResult {
	const result = run.results[first] ?? invalidResult('The first item with this session ID is gone');
	return result.status === 'added' ? { ...result, status: 'alreadyAdded' } : result;
}

/** While a chunk is on its way, the blocklist is asked about the next contacts. */
async function deliverAll(run: Run, waiting: readonly Entry[]): Promise<void> {
	const blocks = screenBlocklist(run, waiting);
	let ahead = blocks.next();
	let buffer: Entry[] = [];
	for (;;) {
		while (buffer.length < run.chunkSize) {
			const block = await ahead;
			if (block.done) break;
			buffer = buffer.concat(block.value);
			ahead = blocks.next();
		}
		if (run.halt) await ahead;
		if (run.halt || buffer.length === 0) return;
		const chunk = buffer.slice(0, run.chunkSize);
		buffer = buffer.slice(chunk.length);
		await deliver(run, chunk);
	}
}
