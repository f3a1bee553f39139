/** The store of the nginx push-stream-module; each rule names its row of reference/astercc §2.1. */

export interface StoredMessage {
	text: string;
	/** Counts within one second. */
	tag: number;
	/** Unix seconds. */
	time: number;
}

/** What a subscriber received last; without a time it wants only what comes from now on. */
export interface Cursor {
	time: number | null;
	tag: number | null;
}

export interface Subscription {
	channel: string;
	/** How many of the last messages to give again, whatever the cursor. */
	backtrack: number;
}

export interface ChannelState {
	published: number;
	stored: number;
	subscribers: number;
}

type Waiter = { channels: ReadonlySet<string>; deliver: (message: StoredMessage) => void };
type Channel = { published: number; messages: (StoredMessage & { storedAt: number })[] };

export interface PushStream {
	publish(channel: string, text: string): StoredMessage;
	/** What is stored and wanted: channel after channel, each in order. */
	pending(subscriptions: readonly Subscription[], cursor: Cursor): StoredMessage[];
	/** Delivers the next message once; the answer stops the waiting. */
	wait(channels: readonly string[], deliver: (message: StoredMessage) => void): () => void;
	/** Tells the waiting subscribers; false when there is no such channel. */
	remove(channel: string): boolean;
	describe(channel: string): ChannelState | undefined;
}

/** Row `Channel deleted by admin`. */
const deletion: StoredMessage = { text: 'Channel deleted', tag: 0, time: 0 };

export function createPushStream(bufferMs: number): PushStream {
	const channels = new Map<string, Channel>();
	const waiters = new Set<Waiter>();
	let last = { time: 0, tag: 0 };

	/** Row `tag`; one count for all channels, as in the module's source. */
	function stamp(): { time: number; tag: number } {
		const time = Math.floor(Date.now() / 1000);
		last = { time, tag: time === last.time ? last.tag + 1 : 1 };
		return last;
	}

	/** Row `Wrong identity/password`: whoever asks for a channel thereby makes it. */
	function open(name: string): Channel {
		const channel = channels.get(name) ?? { published: 0, messages: [] };
		channels.set(name, channel);
		return channel;
	}

	/** Row `Buffer`. */
	function stored(name: string): StoredMessage[] {
		const channel = open(name);
		const oldest = Date.now() - bufferMs;
		channel.messages = channel.messages.filter(({ storedAt }) => storedAt > oldest);
		return channel.messages;
	}

	/** Row `Several subscribers`: everyone who waits gets it. */
	function tell(name: string, message: StoredMessage): void {
		for (const waiter of [...waiters].filter(({ channels: wanted }) => wanted.has(name))) {
			waiters.delete(waiter);
			waiter.deliver(message);
		}
	}

	return {
		publish(name, text) {
			const message = { text, ...stamp() };
			const channel = open(name);
			channel.published += 1;
			channel.messages.push({ ...message, storedAt: Date.now() });
			tell(name, message);
			return message;
		},
		pending: (subscriptions, cursor) =>
			subscriptions.flatMap(({ channel, backtrack }) => {
				const messages = stored(channel);
				if (backtrack > 0) return messages.slice(-backtrack);
				return messages.filter((message) => isNewer(message, cursor));
			}),
		wait(names, deliver) {
			const waiter = { channels: new Set(names), deliver };
			for (const name of names) open(name);
			waiters.add(waiter);
			return () => void waiters.delete(waiter);
		},
		remove(name) {
			const isKnown = channels.delete(name);
			if (isKnown) tell(name, deletion);
			return isKnown;
		},
		describe(name) {
			const channel = channels.get(name);
			if (!channel) return undefined;
			const subscribers = [...waiters].filter((waiter) => waiter.channels.has(name)).length;
			return { published: channel.published, stored: stored(name).length, subscribers };
		},
	};
}

/** Rows `tag` and `Old cursor re-used`; within the cursor's second only a known tag tells. */
function isNewer(message: StoredMessage, { time, tag }: Cursor): boolean {
	if (time === null) return false;
	if (message.time !== time) return message.time > time;
	return tag !== null && message.tag > tag;
}
