/** A source of random values that gives the same values again for the same key. */
export interface RandomSource {
	/** A number from 0 up to, but not including, 1. */
	fraction(): number;
	/** A whole number from `min` to `max`, both included. */
	integer(min: number, max: number): number;
	/** True in `share` (0 to 1) of all cases. */
	chance(share: number): boolean;
	/** One of the items; the list must not be empty. */
	pick<T>(items: readonly T[]): T;
	/** So many decimal digits. */
	digits(length: number): string;
	/** A UUID of version 4's form. */
	uuid(): string;
}

/** Makes a random source from any key, for example `seed:index`. */
export function createRandomSource(key: string): RandomSource {
	const fraction = sfc32(...hash128(key));
	const integer = (min: number, max: number) => min + Math.floor(fraction() * (max - min + 1));
	const repeat = (length: number, draw: () => string) => Array.from({ length }, draw).join('');
	const hex = (length: number) => repeat(length, () => integer(0, 15).toString(16));

	return {
		fraction,
		integer,
		chance: (share) => fraction() < share,
		pick: <T>(items: readonly T[]) => items[integer(0, items.length - 1)] as T,
		digits: (length) => repeat(length, () => String(integer(0, 9))),
		uuid: () =>
			[hex(8), hex(4), `4${hex(3)}`, `${integer(8, 11).toString(16)}${hex(3)}`, hex(12)].join('-'),
	};
}

type State = [number, number, number, number];

/** Four unrelated 32-bit numbers from a text (FNV-1a from four starting points, then mixed). */
function hash128(text: string): State {
	return [0x811c9dc5, 0x9e3779b9, 0x85ebca6b, 0xc2b2ae35].map((start) => {
		let hash = start;
		for (const character of text) {
			hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
		}
		hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
		return (hash ^ (hash >>> 12)) >>> 0;
	}) as State;
}

/** The SFC32 generator, warmed up. */
function sfc32(a: number, b: number, c: number, counter: number): () => number {
	const next = () => {
		const sum = (((a + b) | 0) + counter) | 0;
		counter = (counter + 1) | 0;
		a = b ^ (b >>> 9);
		b = (c + (c << 3)) | 0;
		c = (c << 21) | (c >>> 11);
		c = (c + sum) | 0;
		return (sum >>> 0) / 2 ** 32;
	};
	for (let round = 0; round < 12; round += 1) next();
	return next;
}
