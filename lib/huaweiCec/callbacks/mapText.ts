/** A field and its value, as Java prints a map. */
const NAME = /(?:^|,)\s*"?([A-Za-z_]\w*)"?\s*=/g;

/** Free text of the caller's own system: a comma and a name in it may be part of it. */
const FREE_TEXT = 'callData';

/** The names that end free text: those the pages list for the two-way call (reference/huawei §5.5). */
const LISTED = new Set([
	'callSerialNo',
	'serviceNo',
	'called',
	'caller',
	'callerPresent',
	'createCallTime',
	'alertingTime',
	'talkingTime',
	'releaseTime',
	'talkDuration',
	'recordfile',
	'locationId',
	'releaseReason',
	'agentAlertingTime',
	'agentTalkingTime',
	'agentReleaseTime',
	'agentTalkDuration',
]);

/**
 * The fields of `{callSerialNo=12, serviceNo=3001, callData=order=77, called=138…}`: the sample of the
 * connect callback is no JSON but looks like a map printed as text (reference/huawei §5.5, cb1).
 * Every value becomes text. Null when the text is nothing of the kind; never throws.
 */
export function parseMapText(text: string): Record<string, unknown> | null {
	const inner = /^\s*\{([\s\S]*)\}\s*$/.exec(text)?.[1];
	if (inner === undefined) return null;
	const marks = marksIn(inner);
	if (marks.length === 0 || inner.slice(0, marks[0]?.at).trim() !== '') return null;
	const fields = new Map(
		marks.map(({ name, valueAt }, index) => [
			name,
			unquoted(inner.slice(valueAt, marks[index + 1]?.at)),
		]),
	);
	return Object.fromEntries(fields);
}

interface Mark {
	name: string;
	at: number;
	valueAt: number;
}

function marksIn(text: string): Mark[] {
	const marks: Mark[] = [];
	for (const found of text.matchAll(NAME)) {
		const [all, name = ''] = found;
		if (marks.at(-1)?.name === FREE_TEXT && !LISTED.has(name)) continue;
		marks.push({ name, at: found.index, valueAt: found.index + all.length });
	}
	return marks;
}

function unquoted(value: string): string | null {
	const text = value.trim();
	const bare = /^"([\s\S]*)"$/.exec(text)?.[1] ?? text;
	return bare === 'null' ? null : bare;
}
