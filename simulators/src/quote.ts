/** Somebody else's text on one line and not too long. */
export function quote(text: string, length = 160): string {
	const line = text.replace(/[\s\p{Cc}]+/gu, ' ').trim();
	if (line === '') return '(empty body)';
	return line.length > length ? `${line.slice(0, length)}…` : line;
}
