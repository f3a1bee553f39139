/** Dashes that Unicode normalisation leaves alone. */
const DASHES = /[\u2010-\u2015\u2212\u30fc]/g;
/** Direction marks, zero-width spaces and the like, which come with copied numbers. */
const INVISIBLE = /\p{Cf}/gu;
/** Quotes and angle brackets around a whole number, as in `<unknown>` or a spreadsheet's `'138…`. */
const WRAPPING = /^['"`<\s]+|['"`>\s]+$/g;

/** One plain spelling of a writing: half-width, lower-case, ASCII dashes, nothing invisible. */
export function plainWriting(text: string): string {
	return text
		.normalize('NFKC')
		.replace(INVISIBLE, '')
		.replace(DASHES, '-')
		.replace(WRAPPING, '')
		.toLowerCase();
}

/**
 * Digits in groups, set apart by up to three of: space, dash, dot, slash, middle dot, bracket.
 * A leading dash is a negative number, and one digit after a dot is what a spreadsheet adds.
 */
const GROUPS = /^\(?\s*\+?\s*\(?\d+(?:[\s\-./·()]{1,3}\d+)*\s*\)?$/;
const DECIMAL = /\.\d$/;
const SEPARATORS = /[\s\-./·()]/g;

/** The digits to dial, with a leading `+` if there is one; null when it is not written as a number. */
export function dialString(plain: string): string | null {
	if (!GROUPS.test(plain) || DECIMAL.test(plain)) return null;
	return plain.replace(SEPARATORS, '');
}

/** Signs that stand for a hidden digit; letters and signs with another use only in a row. */
const HIDING = /[*•●×]|x{2}|#{2}|\?{2}|_{2}|\.{2}/;
const ALL_HIDDEN = /^[*•●×x\s-]{2,}$/;
const MASKED_WRITING = /^[+\d\s\-./·()*•●×x#?_,;:=转轉分机機号]+$/;

/** Whether digits of a number are hidden in it, as in `138****1234`, `13****00` or `138XXXX1234`. */
export function isMaskedWriting(plain: string): boolean {
	if (!HIDING.test(plain)) return false;
	return ALL_HIDDEN.test(plain) || (/\d/.test(plain) && MASKED_WRITING.test(plain));
}
