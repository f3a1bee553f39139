/** Times as the vendor writes them. */

/** `yyyy-MM-dd HH:mm:ss`, UTC. */
export function utcText(milliseconds: number): string {
	return new Date(milliseconds).toISOString().slice(0, 19).replace('T', ' ');
}

/** `yyyy-MM-dd HH:mm:ss` on the wall of a zone. */
export function wallText(milliseconds: number, timeZone: string): string {
	return utcText(milliseconds + offsetOf(milliseconds, timeZone));
}

/** Milliseconds of `yyyy-MM-dd HH:mm:ss` read as UTC. */
export function readUtc(text: string): number {
	return Date.parse(`${text.replace(' ', 'T')}Z`);
}

/** Milliseconds of `yyyy-MM-dd HH:mm:ss` on the wall of a zone. */
export function readWall(text: string, timeZone: string): number {
	const asUtc = readUtc(text);
	const guess = asUtc - offsetOf(asUtc, timeZone);
	return asUtc - offsetOf(guess, timeZone);
}

/** When the day of this moment began there. */
export function startOfDay(milliseconds: number, timeZone: string): number {
	return readWall(`${wallText(milliseconds, timeZone).slice(0, 10)} 00:00:00`, timeZone);
}

const formats = new Map<string, Intl.DateTimeFormat>();
const offsets = new Map<string, number>();
const quarter = 15 * 60_000;

/** Zones change their offset at quarters of an hour, so one look-up serves a quarter. */
function offsetOf(milliseconds: number, timeZone: string): number {
	if (!Number.isFinite(milliseconds)) return 0;
	const from = Math.floor(milliseconds / quarter) * quarter;
	const key = `${timeZone} ${from}`;
	const known = offsets.get(key);
	if (known !== undefined) return known;
	if (offsets.size > 10_000) offsets.clear();
	const offset = readUtc(formatOf(timeZone).format(from).replace(', ', ' ')) - from;
	offsets.set(key, offset);
	return offset;
}

function formatOf(timeZone: string): Intl.DateTimeFormat {
	const known = formats.get(timeZone);
	if (known) return known;
	// Sweden writes `yyyy-MM-dd HH:mm:ss`.
	const format = new Intl.DateTimeFormat('sv-SE', {
		timeZone,
		dateStyle: 'short',
		timeStyle: 'medium',
	});
	formats.set(timeZone, format);
	return format;
}
