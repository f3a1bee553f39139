import { z } from 'zod';

import type { ReceivedMessage } from '../source/source';

/** A message that could not be delivered, and why; one line of the dead-letter file. */
export const deadLetterSchema = z.object({
	/** When it was given up. */
	at: z.iso.datetime(),
	reason: z.string(),
	id: z.string().min(1),
	topic: z.string().min(1),
	bornAt: z.number().nullable(),
	attempt: z.number(),
	/** The message as text, or in base64 where it is none. */
	body: z.string().optional(),
	bodyBase64: z.string().optional(),
});

export type DeadLetter = z.infer<typeof deadLetterSchema>;

export function deadLetterOf(message: ReceivedMessage, reason: string, at: Date): DeadLetter {
	const { id, topic, bornAt, attempt } = message;
	const bytes = Buffer.from(message.body);
	const text = bytes.toString('utf8');
	const body = Buffer.from(text).equals(bytes)
		? { body: text }
		: { bodyBase64: bytes.toString('base64') };
	return { at: at.toISOString(), reason, id, topic, bornAt, attempt, ...body };
}

/** The message in a dead letter's text, to be delivered once more; null when it is no dead letter. */
export function messageIn(text: string): ReturnType<typeof messageOf> | null {
	try {
		return messageOf(deadLetterSchema.parse(JSON.parse(text)));
	} catch {
		return null;
	}
}

export function messageOf({ id, topic, bornAt, attempt, body, bodyBase64 }: DeadLetter) {
	const bytes = body === undefined ? Buffer.from(bodyBase64 ?? '', 'base64') : Buffer.from(body);
	return { id, topic, bornAt, attempt, body: bytes };
}
