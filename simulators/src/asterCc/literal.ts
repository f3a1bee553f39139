import type { AsterCcEvent } from './call.ts';

/** What a push server passes on: an object literal in single quotes (reference/astercc §2.1, `text`). */
export function literalOf(fields: AsterCcEvent['fields'], message: string): string {
	const pairs = [...fields, ['pushstr', message] as const].map(
		([key, value]) => `${quoteSingle(key)}:${quoteSingle(value)}`,
	);
	return `{${pairs.join(',')}}`;
}

const escapes: Record<string, string> = { '\\': '\\\\', "'": "\\'", '\n': '\\n', '\r': '\\r' };

function quoteSingle(text: string): string {
	return `'${text.replace(/[\\'\n\r]/g, (character) => escapes[character] ?? character)}'`;
}
