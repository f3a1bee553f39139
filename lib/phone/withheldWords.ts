/**
 * What vendors, PBXs and SIP trunks send in place of a number that the caller keeps back, lower-case
 * (peers.md §3.1: `anonymous`, empty, `unknown`, `Restricted`; RFC 3323 for SIP).
 */
const WITHHELD_WORDS: ReadonlySet<string> = new Set([
	'',
	'-',
	'--',
	'anonymous',
	'blocked',
	'hidden',
	'n/a',
	'na',
	'nil',
	'no caller id',
	'none',
	'not available',
	'null',
	'private',
	'private number',
	'restricted',
	'unavailable',
	'undefined',
	'unknown',
	'unknown number',
	'withheld',
	'无',
	'无主叫',
	'未知',
	'未知号码',
	'匿名',
	'匿名号码',
	'隐藏',
	'隐藏号码',
	'隐私号码',
	'保密',
	'保密号码',
]);

/** Whether a plain, lower-case writing says that there is no number to be had. */
export function isWithheldWord(word: string): boolean {
	return WITHHELD_WORDS.has(word);
}
