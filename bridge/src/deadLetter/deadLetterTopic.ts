import type { ReceivedMessage, Source } from '../source/source';
import { messageIn } from './deadLetter';

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
	const letter = messageIn(Buffer.from(carrier.body).toString('utf8'));
	if (!letter) return carrier;
	// The carrier's id and topic acknowledge it; the body is what n8n gets.
	return { ...carrier, bornAt: letter.bornAt, attempt: letter.attempt, body: letter.body };
}
