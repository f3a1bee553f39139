type Row = Readonly<Record<string, unknown>>;

/** What a row says of a number that was asked for and is not on the list. */
const NOT_LISTED: ReadonlySet<unknown> = new Set([false, 'false', 0, '0']);

/**
 * Which of the numbers asked for the blocklist names. The pages call the field of the number by
 * several names, so it is known by its value; a row with `flag` false names a number that is not listed.
 */
export function listedNumbers(rows: readonly Row[], asked: readonly string[]): Set<string> {
	const wanted = new Set(asked);
	const named = rows
		.filter(({ flag }) => !NOT_LISTED.has(flag))
		.flatMap((row) => Object.values(row).map(String));
	return new Set(named.filter((value) => wanted.has(value)));
}
