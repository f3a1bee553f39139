/** A message as RocketMQ handed it over. */
export interface ReceivedMessage extends Receipt {
	topic: string;
	body: Uint8Array;
	/** When it was sent, in milliseconds since 1970; null where RocketMQ does not say. */
	bornAt: number | null;
	/** 1 for the first delivery. */
	attempt: number;
	/** Until when RocketMQ gives it to nobody else; Infinity where there is no lease. */
	leaseUntil: number;
}

/** What it takes to acknowledge one delivery of a message, or to lengthen its lease. */
export interface Receipt {
	/** The message's id, the same over all its deliveries. */
	id: string;
	topic: string;
	/** Names this delivery to its source, which alone can read it. */
	receipt: string;
}

/** An acknowledgement RocketMQ did not take: the message will come again. */
export interface Unacknowledged {
	id: string;
	reason: string;
	/** Whether another try is in vain, since the lease is over. */
	lost: boolean;
}

export type Extension =
	{ ok: true; receipt: string; leaseUntil: number } | { ok: false; reason: string; lost: boolean };

/**
 * Where messages come from. A message that is received and neither acknowledged nor given more
 * time comes again.
 */
export interface Source {
	/** @throws with a reason people can read when RocketMQ cannot be reached or refuses */
	connect(): Promise<void>;
	/** Waits some seconds for messages, and gives none when there are none. @throws when the connection fails */
	receive(most: number): Promise<ReceivedMessage[]>;
	ack(receipts: readonly Receipt[]): Promise<Unacknowledged[]>;
	/** Asks RocketMQ to keep a message for this long from now; a short time gives it back. */
	extend(receipt: Receipt, milliseconds: number): Promise<Extension>;
	/** Stores a message, for dead letters. */
	send(topic: string, body: string): Promise<void>;
	close(): Promise<void>;
}

/** What a source tells beside its messages, for logs and metrics. */
export type NoticeLevel = 'debug' | 'info' | 'warn' | 'error';
export type SourceNotice = (level: NoticeLevel, text: string) => void;
