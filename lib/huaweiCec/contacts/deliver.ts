import type { Fault } from '../fault';
import { attempt, type Attempt } from './attempt';
import { matchDataIds, type DataId } from './dataIds';
import { notNamed, refusedInARow } from './refusals';
import { settle, type Entry, type Run } from './run';

/**
 * So many contacts in a row, refused one by one with the same code, tell that the campaign is the
 * reason. The codes of a campaign that is over or full are not documented (reference/huawei §2).
 */
const MOST_IN_A_ROW = 100;

/** After so many chunks in a row without a clear answer the server is taken to be down. */
const MOST_UNCLEAR_IN_A_ROW = 2;

type Refusal = Extract<Attempt, { kind: 'refused' }>;

/**
 * Puts a chunk of contacts into the campaign. One that is refused as a whole is taken apart until
 * every contact is in or has its own error.
 */
export async function deliver(run: Run, entries: readonly Entry[]): Promise<void> {
	await sendPart(run, entries);
	const isAnyAdded = entries.some(({ index }) => run.results[index]?.status === 'added');
	run.expectsRefusals = !isAnyAdded && entries.length > 1;
}

/** @returns whether all of the part went in */
async function sendPart(run: Run, part: readonly Entry[]): Promise<boolean> {
	if (run.halt) return false;
	const result = await attempt(run, part);
	if (result.kind === 'in') {
		await settleAdded(run, part, result.dataIds);
		return true;
	}
	if (result.kind === 'refused') await takeApart(run, part, result);
	if (result.kind === 'unclear') settleUnclear(run, part, result.fault);
	if (result.kind === 'halted') {
		run.halt = result.fault;
		if (result.isUnclear) settleAll(run, part, { status: 'unknown', fault: result.fault });
	}
	return false;
}

async function takeApart(run: Run, part: readonly Entry[], refusal: Refusal): Promise<void> {
	const [only] = part;
	if (only && part.length === 1) return settleRefused(run, only, refusal);
	// Whatever happens on the way, an earlier try may have put them in.
	if (refusal.isUnclear) settleAll(run, part, { status: 'unknown', fault: refusal.fault });
	if (refusal.verdict === 'tooMany') return inSmallerChunks(run, part);
	// An earlier try without an answer probably put all of them in: halving would ask twice as often.
	const areAllSuspect = refusal.verdict === 'duplicate' && refusal.isUnclear;
	if (areAllSuspect || run.expectsRefusals) return oneByOne(run, part);
	return halve(run, part);
}

/** The reason is known to be in here. */
async function halve(run: Run, part: readonly Entry[]): Promise<void> {
	const middle = Math.ceil(part.length / 2);
	const right = part.slice(middle);
	const isLeftIn = await sendPart(run, part.slice(0, middle));
	if (run.halt) return;
	// Nothing is wrong on the left, so the right would be refused as a whole again.
	if (isLeftIn && right.length > 1) await halve(run, right);
	else await sendPart(run, right);
}

async function inSmallerChunks(run: Run, part: readonly Entry[]): Promise<void> {
	run.chunkSize = Math.ceil(part.length / 2);
	let sent = 0;
	while (sent < part.length) {
		const chunk = part.slice(sent, sent + run.chunkSize);
		sent += chunk.length;
		await sendPart(run, chunk);
	}
}

/** Until the first one goes in: then the rest is probably good. */
async function oneByOne(run: Run, part: readonly Entry[]): Promise<void> {
	run.expectsRefusals = false;
	for (const [place, entry] of part.entries()) {
		if (run.halt) return;
		if (!(await sendPart(run, [entry]))) continue;
		const rest = part.slice(place + 1);
		if (rest.length > 0) await sendPart(run, rest);
		return;
	}
}

async function settleAdded(
	run: Run,
	part: readonly Entry[],
	answered: readonly DataId[],
): Promise<void> {
	const contacts = part.map(({ contact }) => contact);
	const dataIds = matchDataIds(contacts, answered);
	// An answer that names nobody says nothing against anybody.
	const namesSome = dataIds.some((dataId) => dataId !== null);
	const added: Entry[] = [];
	for (const [place, entry] of part.entries()) {
		const dataId = dataIds[place] ?? null;
		if (namesSome && dataId === null) {
			settle(run, entry, { status: 'unknown', fault: notNamed() });
			continue;
		}
		settle(run, entry, { status: 'added', dataId });
		added.push(entry);
	}
	run.inARow = { code: null, count: 0 };
	run.unclearInARow = 0;
	await run.gate.remember(added.map(({ contact }) => contact));
}

async function settleRefused(run: Run, entry: Entry, { fault, verdict }: Refusal): Promise<void> {
	run.unclearInARow = 0;
	// Its numbers are unique, so a lone contact can only be the double of one that is in: from an
	// earlier try without an answer, or from an earlier run.
	if (verdict === 'duplicate') {
		run.inARow = { code: null, count: 0 };
		settle(run, entry, { status: 'alreadyAdded' });
		return run.gate.remember([entry.contact]);
	}
	settle(run, entry, { status: 'refused', fault });
	const count = run.inARow.code === fault.code ? run.inARow.count + 1 : 1;
	run.inARow = { code: fault.code, count };
	if (count >= MOST_IN_A_ROW) run.halt = refusedInARow(fault, count);
	// One number is not too many for a call: the campaign is full.
	if (verdict === 'tooMany' && entry.contact.called.length === 1) run.halt = fault;
}

function settleUnclear(run: Run, part: readonly Entry[], fault: Fault): void {
	settleAll(run, part, { status: 'unknown', fault });
	run.unclearInARow += 1;
	if (run.unclearInARow >= MOST_UNCLEAR_IN_A_ROW) run.halt = fault;
}

function settleAll(
	run: Run,
	part: readonly Entry[],
	outcome: { status: 'unknown'; fault: Fault },
): void {
	for (const entry of part) settle(run, entry, outcome);
}
