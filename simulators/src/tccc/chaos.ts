import type { RandomSource } from '../randomSource.ts';

/** What may go wrong on purpose, and how it is explained on the command line. */
export const chaosKinds = {
	duplicates: 'some pushes go out twice with the same UUID, half of them at the same moment',
	reorder: 'the pushes of a call go out in reverse: the recordings before the call record',
	timeout: 'on some pushes the answer is awaited only 15 to 60 ms, then they are pushed again',
} as const;

export type ChaosKind = keyof typeof chaosKinds;

/** What goes wrong with one push. */
export interface Mishap {
	/** Send a copy: `atOnce` together with the push, `later` after it was settled. */
	copy: 'none' | 'atOnce' | 'later';
	/** How long after it the later copy goes out. */
	copyDelayMs: number;
	/** Give up waiting for the first answer after so long. */
	firstTimeoutMs?: number;
}

const duplicateShare = 0.35;
const timeoutShare = 0.35;

/** Whether a word names a kind of chaos. */
export function isChaosKind(word: string): word is ChaosKind {
	return Object.hasOwn(chaosKinds, word);
}

/** Draws what goes wrong with one push. */
export function drawMishap(random: RandomSource, chaos: readonly ChaosKind[]): Mishap {
	const isCopied = random.chance(duplicateShare);
	const isAtOnce = random.chance(0.5);
	const copyDelayMs = random.integer(100, 2000);
	const isImpatient = random.chance(timeoutShare);
	const firstTimeoutMs = random.integer(15, 60);
	const copy = isCopied && chaos.includes('duplicates') ? (isAtOnce ? 'atOnce' : 'later') : 'none';
	const timeout = isImpatient && chaos.includes('timeout') ? { firstTimeoutMs } : {};
	return { copy, copyDelayMs, ...timeout };
}

/** The order in which the pushes of one call go out. */
export function order<Push>(pushes: readonly Push[], chaos: readonly ChaosKind[]): Push[] {
	return chaos.includes('reorder') ? pushes.toReversed() : [...pushes];
}
