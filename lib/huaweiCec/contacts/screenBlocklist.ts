import { blocklistedContact, verdictOf } from './refusals';
import { settle, type Entry, type Run } from './run';

/** Numbers in one blocklist query (reference/huawei §2.7). */
const NUMBERS_IN_A_QUERY = 20;

/** After so many queries without an answer nobody asks any more; refused chunks are taken apart anyway. */
const MOST_FAILURES = 3;

/**
 * The entries in blocks, without those the blocklist names: a blocklisted number would sink the whole
 * chunk it is in (reference/huawei §2.6).
 */
export async function* screenBlocklist(
	run: Run,
	entries: readonly Entry[],
): AsyncGenerator<readonly Entry[], void> {
	let failures = 0;
	for (const block of blocksOf(entries)) {
		if (run.halt) return;
		const listed = run.asksBlocklist ? await listedNumbers(run, block) : new Set<string>();
		if (listed === null) {
			failures += 1;
			run.asksBlocklist = failures < MOST_FAILURES;
		}
		yield listed?.size ? withoutListed(run, block, listed) : block;
	}
}

/** As many contacts as one query takes the numbers of; at least one. */
function* blocksOf(entries: readonly Entry[]): Generator<Entry[], void> {
	let block: Entry[] = [];
	let numbers = 0;
	for (const entry of entries) {
		const own = entry.contact.called.length;
		if (block.length > 0 && numbers + own > NUMBERS_IN_A_QUERY) {
			yield block;
			block = [];
			numbers = 0;
		}
		block.push(entry);
		numbers += own;
	}
	if (block.length > 0) yield block;
}

/** Null when the question got no answer. */
async function listedNumbers(run: Run, block: readonly Entry[]): Promise<Set<string> | null> {
	const numbers = [
		...new Set(block.flatMap(({ contact }) => contact.called.map(({ calledNo }) => calledNo))),
	];
	const listed = new Set<string>();
	for (let first = 0; first < numbers.length; first += NUMBERS_IN_A_QUERY) {
		const answer = await run.gate.queryBlocklist(numbers.slice(first, first + NUMBERS_IN_A_QUERY));
		if (!answer.ok) {
			if (verdictOf(answer.fault) === 'stop') run.halt = run.stoppedBy = answer.fault;
			return null;
		}
		for (const number of answer.listed) listed.add(number);
	}
	return listed;
}

function withoutListed(run: Run, block: readonly Entry[], listed: ReadonlySet<string>): Entry[] {
	return block.filter((entry) => {
		const { called } = entry.contact;
		const place = called.findIndex(({ calledNo }) => listed.has(calledNo));
		if (place < 0) return true;
		const fault = blocklistedContact(place + 1, called.length);
		settle(run, entry, { status: 'refused', fault });
		return false;
	});
}
