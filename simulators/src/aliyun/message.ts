import { createRandomSource } from '../randomSource.ts';
import type { RandomSource } from '../randomSource.ts';
import type { AliyunEvent } from './call.ts';

/** What goes over the wire: an event, a copy of one, or what no reader can make an event of. */
export interface AliyunMessage {
	kind: 'event' | 'copy' | 'poison';
	/** The event's name; what is wrong with a poison message. */
	name: string;
	/** Messages with the same key leave in order. */
	key: string;
	messageId: string;
	body: string;
	/** The event it is or copies. */
	event: AliyunEvent | null;
}

export interface ChaosOptions {
	/** Events up to 300 ms apart change places; their `eventTime` stays. */
	shuffle?: boolean;
	/** About every fifth event goes out again, with the same message id, up to 20 messages later. */
	duplicates?: boolean;
	/** Every so many messages one is no event; the events stay all there. */
	poisonEvery?: number;
	seed?: number;
}

const shuffleMs = 300;
const copyShare = 0.2;
const furthestCopy = 20;

const poisons = [
	{ name: 'not JSON', body: '{"eventType":"Released","contactId":' },
	{
		name: 'no event type',
		body: '{"eventTime":"2026-05-01T08:00:00.000Z","contactId":"job-none"}',
	},
	{ name: 'no object', body: '"Released"' },
] as const;

/** The message of an event; a message stays what it is. */
export function messageOf(content: AliyunEvent | AliyunMessage): AliyunMessage {
	if ('body' in content) return content;
	const { name, key, messageId, data } = content;
	return { kind: 'event', name, key, messageId, body: JSON.stringify(data), event: content };
}

/** The messages of events, with what goes wrong on purpose. */
export function aliyunMessages(
	events: readonly AliyunEvent[],
	{ shuffle = false, duplicates = false, poisonEvery, seed = 0 }: ChaosOptions = {},
): AliyunMessage[] {
	const random = createRandomSource(`${seed}:chaos`);
	const ordered = shuffle ? shuffled(events, random) : events;
	const messages = ordered.map(messageOf);
	const all = duplicates ? withCopies(messages, random) : messages;
	return poisonEvery === undefined ? all : withPoison(all, poisonEvery, random);
}

function shuffled(events: readonly AliyunEvent[], random: RandomSource): AliyunEvent[] {
	return events
		.map((event) => ({ event, rank: event.time + random.fraction() * shuffleMs }))
		.sort((left, right) => left.rank - right.rank)
		.map(({ event }) => event);
}

function withCopies(messages: readonly AliyunMessage[], random: RandomSource): AliyunMessage[] {
	return messages
		.flatMap((message, place) => {
			const sent = { message, place };
			if (!random.chance(copyShare)) return [sent];
			const copy = { ...message, kind: 'copy' } as const;
			return [sent, { message: copy, place: place + random.integer(0, furthestCopy) + 0.5 }];
		})
		.sort((left, right) => left.place - right.place)
		.map(({ message }) => message);
}

function withPoison(
	messages: readonly AliyunMessage[],
	every: number,
	random: RandomSource,
): AliyunMessage[] {
	const between = Math.max(1, every - 1);
	return messages.flatMap((message, index) => {
		if ((index + 1) % between !== 0) return [message];
		const number = (index + 1) / between;
		return [message, poisonOf(number, random)];
	});
}

function poisonOf(number: number, random: RandomSource): AliyunMessage {
	const poison = poisons[(number - 1) % poisons.length] ?? poisons[0];
	const messageId = random.uuid().replaceAll('-', '').toUpperCase();
	return { kind: 'poison', key: `poison-${number}`, messageId, event: null, ...poison };
}
