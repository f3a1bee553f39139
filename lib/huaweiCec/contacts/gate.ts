import type { Fault } from '../fault';
import type { Contact } from './contactRow';
import type { DataId } from './dataIds';

export type SendResult = { ok: true; dataIds: readonly DataId[] } | { ok: false; fault: Fault };

/** Those of the numbers asked for that are on the blocklist. */
export type BlocklistResult =
	{ ok: true; listed: ReadonlySet<string> } | { ok: false; fault: Fault };

/** The world outside, as adding contacts needs it. None of these may throw. */
export interface Gate {
	/** One call that adds all or none of the contacts; it tries once. */
	send(contacts: readonly Contact[]): Promise<SendResult>;
	/** One call, at most 20 numbers (reference/huawei §2.7). */
	queryBlocklist(numbers: readonly string[]): Promise<BlocklistResult>;
	/** These are in the campaign from now on. */
	remember(contacts: readonly Contact[]): Promise<void>;
	/** Waits; may come back early. */
	pause(milliseconds: number): Promise<void>;
	/** Milliseconds. */
	now(): number;
	isCancelled(): boolean;
}
