import { readJson } from '../jsonText';
import { parseMapText } from './mapText';

export type CallbackTextReading = { ok: true; body: unknown } | { ok: false; message: string };

/** What a push says: JSON, ids longer than a number can hold as text, or a map printed as text. */
export function readCallbackText(written: string): CallbackTextReading {
	const text = written.replace(/^\uFEFF/, '').trim();
	if (text === '') return { ok: false, message: 'The body is empty. Send JSON.' };
	const json = readJson(text);
	if (json.ok) return { ok: true, body: json.value };
	const body = parseMapText(text);
	if (body) return { ok: true, body };
	return { ok: false, message: 'The body is not valid JSON. Send JSON.' };
}
