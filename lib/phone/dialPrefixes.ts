/**
 * Digits that stand before a number because of how it was dialled, not because of what it is.
 * Facts: peers.md §3.1 (0086, trunk digits) and §3.2 (the library fails on `0862161234567`, IP-dial
 * prefixes and `*67`). A prefix only goes when what remains is a number, so a row too many is safe.
 */

/** Ways to write the country code of China without `+` or `00`. */
export const COUNTRY_CODE_WRITINGS: readonly string[] = ['86', '086'];

/** Carrier selection ("IP dialling") and second-number services; longer before shorter. */
export const CARRIER_PREFIXES: readonly string[] = [
	// China Mobile's second number of a handset: 12583 and which of the three.
	...['125831', '125832', '125833', '12583'],
	// IP long distance: Mobile, Unicom, Telecom, Tietong.
	...['17950', '17951', '17910', '17911', '10193', '17900', '17901', '17908', '17909'],
	...['11808', '17960', '17961', '17968', '17969', '17990', '17991', '12593'],
];

/** Codes that show or hide the caller's own number for one call. */
export const CALLER_ID_CODES: readonly string[] = ['*67', '*82', '#31#', '*31#'];

/** What remains of `text` after each of the prefixes it begins with, in the order of the table. */
export function* withoutPrefix(text: string, prefixes: readonly string[]): Generator<string> {
	for (const prefix of prefixes) {
		if (text.startsWith(prefix)) yield text.slice(prefix.length);
	}
}
