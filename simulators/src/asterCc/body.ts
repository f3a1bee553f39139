import type { AsterCcEvent } from './call.ts';
import { encodeGbk } from './gbk.ts';

export interface HttpBody {
	contentType: string;
	body: string | Uint8Array;
}

type Writer = (event: Pick<AsterCcEvent, 'fields' | 'message'>) => HttpBody;

const form = 'application/x-www-form-urlencoded';
const pairsOf = (fields: AsterCcEvent['fields']) => fields.map(([key, value]) => [key, value]);

/** The body of the event POST is not documented (reference/astercc §2.2); these are the likely ones. */
const writers = {
	form: ({ fields }) => ({
		contentType: form,
		body: new URLSearchParams(pairsOf(fields) as [string, string][]).toString(),
	}),
	raw: ({ message }) => ({ contentType: 'text/plain; charset=utf-8', body: message }),
	field: ({ message }) => ({
		contentType: form,
		body: new URLSearchParams({ message }).toString(),
	}),
	json: ({ fields }) => ({
		contentType: 'application/json',
		body: JSON.stringify(Object.fromEntries(pairsOf(fields))),
	}),
	gbk: ({ message }) => ({ contentType: 'text/plain; charset=gbk', body: encodeGbk(message) }),
} satisfies Record<string, Writer>;

export type BodyKind = keyof typeof writers;

export const bodyKinds = Object.keys(writers) as BodyKind[];

/** An event as the body of an HTTP POST. */
export function formatBody(
	event: Pick<AsterCcEvent, 'fields' | 'message'>,
	how: BodyKind,
): HttpBody {
	return writers[how](event);
}
