import { faultOf, type Fault, type FaultKind } from '../fault';

/** What a refused call that adds contacts means for the contacts in it and for those that follow. */
export type Verdict =
	/** Nothing was done; the same call later. */
	| 'wait'
	/** Whether it was done is not known; the same call again. */
	| 'again'
	/** One contact or some of them are the reason: find them. */
	| 'contacts'
	/** These contacts are in the campaign already. */
	| 'duplicate'
	/** More contacts than this server takes in one call. */
	| 'tooMany'
	/** Every contact of this campaign (or batch) would be refused. */
	| 'campaign'
	/** Nothing at all may be sent any more: CC-FS and the firewall lock an address (reference/huawei §7). */
	| 'stop';

const BY_KIND: Readonly<Record<FaultKind, Verdict>> = {
	flowControl: 'wait',
	unreachable: 'again',
	server: 'again',
	signature: 'stop',
	locked: 'stop',
	clock: 'stop',
	tls: 'stop',
	notFound: 'campaign',
	noData: 'contacts',
	rejected: 'contacts',
};

/** Where the code tells more than its kind (reference/huawei §2, error codes). */
const BY_CODE: ReadonlyMap<string, Verdict> = new Map([
	// campaign does not exist, batch does not exist, campaign does not allow it
	['0200007', 'campaign'],
	['03000004', 'campaign'],
	['03000002', 'campaign'],
	// campaign still starting
	['0200009', 'wait'],
	['0200018', 'duplicate'],
	['0200029', 'tooMany'],
	['02000011', 'tooMany'],
]);

export function verdictOf(fault: Fault): Verdict {
	// Refused before it was sent: contacts are checked by then, so campaign, batch or address do not fit.
	const wasSent = fault.code !== null || fault.status !== null;
	if (fault.kind === 'rejected' && !wasSent) return 'campaign';
	return (fault.code === null ? undefined : BY_CODE.get(fault.code)) ?? BY_KIND[fault.kind];
}

/** The fault of a contact that was never sent because of its own content. */
export function invalidContact(message: string): Fault {
	return faultOf('rejected', {
		title: 'This contact was not sent',
		cause: message,
		wayOut:
			'Correct the field in the item and run it again; contacts that are in are not added twice.',
	});
}

/** @param place which number of the contact, from 1; no number stands in an error */
export function blocklistedContact(place: number, of: number): Fault {
	return faultOf('rejected', {
		title: 'The number is on the blocklist',
		cause: of === 1 ? 'The number is listed for this VDN.' : `Number ${place} of ${of} is listed.`,
		wayOut: 'Leave the customer in peace, or take the number off the blocklist and run it again.',
	});
}

/** @param first where the contact stands that has the session id already, from 0 */
export function takenSessionId(first: number): Fault {
	return invalidContact(
		`Session ID (sessionId) is the one of item ${first}, whose numbers are others: each contact needs its own`,
	);
}

/** For contacts that were left out when a fault ended the run. */
export function notSent(fault: Fault): Fault {
	return { ...fault, title: `Not sent: ${fault.title}` };
}

/** The run was stopped by somebody. */
export function cancelled(): Fault {
	return faultOf('rejected', {
		title: 'The execution was stopped',
		cause: 'Contacts that had not been sent by then are not in the campaign.',
		wayOut: 'Run it again; contacts that are in are not added twice.',
	});
}

/** Contact after contact was refused in the same way, so the campaign itself must be the reason. */
export function refusedInARow(fault: Fault, count: number): Fault {
	return {
		...fault,
		title: `${count} contacts in a row were refused with the same code: ${fault.title}`,
		wayOut: `Look whether the campaign is over or full (200,000 incomplete contacts). ${fault.wayOut}`,
	};
}

/** The server took the call, but its answer names other contacts and not this one. */
export function notNamed(): Fault {
	return faultOf('server', {
		title: 'The answer does not name this contact',
		cause: 'The server accepted the call and gave data ids to other contacts of it only.',
		wayOut: 'Run it again: if the contact is in, the server says so and nobody is added twice.',
	});
}
