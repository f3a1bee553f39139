import type { ReceivedMessage, Source } from '../source/source';
import { deadLetterSchema, messageOf } from './deadLetter';

/**
 * The dead letters of a topic as a source: each as the message it was, acknowledged under the
 * delivery it came with. What is no dead letter stays as it is and is buried again.
 */
export function deadLetterTopic(source: Source): Source {
	return {
		connect: () => source.connect(),
		receive: async (most) => (await source.receive(most)).map(original),
		ack: (receipts) => source.ack(receipts),
		extend: (receipt, milliseconds) => source.extend(receipt, milliseconds),
		send: (topic, body) => source.send(topic, body),
		close: () => source.close(),
	};
}

function original(carrier: ReceivedMessage): ReceivedMessage {
	const letter = letterIn(carrier);
	if (!letter) return carrier;
	// The carrier's id and topic acknowledge it; the body is what n8n gets.
	return { ...carrier, bornAt: letter.bornAt, attempt: letter.attempt, body: letter.body };
}

function letterIn({ body }: ReceivedMessage) {
	try {
		return messageOf(deadLetterSchema.parse(JSON.parse(Buffer.from(body).toString('utf8'))));
	} catch {
		return null;
	}
}
