import type { Fault } from '../fault';
import type { Contact } from './contactRow';
import type { Gate } from './gate';
import type { Turns } from './pacing';
import { notSent } from './refusals';

/** How contacts go into one campaign. */
export interface AddSettings {
	/** Names the campaign among all others: `25/46`. Calls on it take turns. */
	campaign: string;
	turns: Turns;
	/** Contacts in one call: 20 unless the server setting says otherwise (reference/huawei §2). */
	chunkSize: number;
	/** From the start of a call to the start of the next, milliseconds. */
	spacing: number;
	checksBlocklist: boolean;
	/** How often a call without a clear answer is made again. */
	retryLimit: number;
	/** Why nothing may be sent at all, when an earlier campaign of the run found out. */
	stoppedBy?: Fault | null;
}

export const CONTACT_STATUSES = ['added', 'alreadyAdded', 'refused', 'unknown'] as const;
export type ContactStatus = (typeof CONTACT_STATUSES)[number];

/** What became of one item. */
export interface ContactResult {
	/** Null when the item has none that can be used. */
	sessionId: string | null;
	/** Numbers in the vendor's form. */
	called: string[];
	/** As text; null when the server named none. */
	dataId: string | null;
	/** `unknown`: the server gave no clear answer however often it was asked. */
	status: ContactStatus;
	/** Why it is not in, or may not be. */
	fault: Fault | null;
}

/** A contact on its way, and the place of its item. */
export interface Entry {
	index: number;
	contact: Contact;
}

/** The state of one run on one campaign. */
export interface Run {
	gate: Gate;
	settings: AddSettings;
	results: Array<ContactResult | undefined>;
	/** Shrinks when the server takes less. */
	chunkSize: number;
	asksBlocklist: boolean;
	/** Why nothing more is sent; null while all is well. */
	halt: Fault | null;
	/** The fault that makes every other campaign's calls useless too. */
	stoppedBy: Fault | null;
	/** All contacts of the last chunk were refused: the next one is probably alike. */
	expectsRefusals: boolean;
	/** Contacts refused one after the other with the same code. */
	inARow: { code: string | null; count: number };
	/** Chunks without a clear answer, one after the other. */
	unclearInARow: number;
}

export function startRun(gate: Gate, settings: AddSettings, count: number): Run {
	return {
		gate,
		settings,
		results: Array.from({ length: count }, () => undefined),
		chunkSize: settings.chunkSize,
		asksBlocklist: settings.checksBlocklist,
		halt: settings.stoppedBy ?? null,
		stoppedBy: settings.stoppedBy ?? null,
		expectsRefusals: false,
		inARow: { code: null, count: 0 },
		unclearInARow: 0,
	};
}

/** Writes down what became of a contact. */
export function settle(
	run: Run,
	{ index, contact }: Entry,
	outcome: Pick<ContactResult, 'status'> & Partial<ContactResult>,
): void {
	run.results[index] = { ...resultOf(contact), ...outcome };
}

/** The result of a contact nothing is known of yet. */
export function resultOf(contact: Contact): ContactResult {
	return {
		sessionId: contact.sessionId,
		called: contact.called.map(({ calledNo }) => calledNo),
		dataId: null,
		status: 'refused',
		fault: null,
	};
}

/** Contacts without a result when the run ends were not sent. */
export function settleRest(run: Run, entries: readonly Entry[]): void {
	const fault = run.halt;
	if (!fault) return;
	for (const entry of entries) {
		if (run.results[entry.index]) continue;
		settle(run, entry, { status: 'refused', fault: notSent(fault) });
	}
}
