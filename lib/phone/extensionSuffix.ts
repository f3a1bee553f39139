/** A number and the extension dialled after it, both still as written. */
export interface NumberWithExtension {
	number: string;
	extension: string;
}

/**
 * What stands between a number and its extension, longer before shorter
 * (peers.md §3.1 `…转8012`, §3.2 `,8012` `x8012` `#8012`; RFC 3966 `;ext=`; `p` and `w` are the
 * pause and wait of a handset's address book).
 */
const LABELS = [
	...[';ext=', 'extension', 'extn', 'ext', 'x'],
	...['转分机', '转接', '转', '轉', '分机号', '分机', '分機', '内线'],
	...[',+', ';', '#', '~', 'p', 'w'],
].join('|');

const LABELLED = new RegExp(
	`^(.*\\d\\)?)[\\s\\-(]*(?:(?:${LABELS})[\\s:.]*){1,2}(\\d{1,8})#?\\s*\\)?$`,
);
const TRAILING = /^(.*\d\)?)(?:\s*-\s*|\s*\(|\s+)(\d{1,6})\s*\)?$/;

/** Splits at a word or sign that can only announce an extension. */
export function splitLabelledExtension(plain: string): NumberWithExtension | null {
	return split(LABELLED, plain);
}

/** Splits off the last group of digits, which may as well belong to the number: ask for that first. */
export function splitTrailingExtension(plain: string): NumberWithExtension | null {
	return split(TRAILING, plain);
}

function split(pattern: RegExp, plain: string): NumberWithExtension | null {
	const match = pattern.exec(plain);
	return match ? { number: match[1] ?? '', extension: match[2] ?? '' } : null;
}
