import type { Binding, SetUp } from '../templateBench';
import type { SeenRequest, Service, StandInAnswer } from '../standIn';

/** A call as a CRM has it, in words all of them share, to compare with what was pushed. */
export interface LoggedCall {
	/** The record's own id. */
	id: string;
	/** Vendor and call id. */
	externalId: string;
	/** Of the contact or lead the call hangs on; `null` without one. */
	personId: string | null;
	/** The fields as they were sent. */
	fields: Record<string, unknown>;
}

/** A CRM on this machine: it refuses what the real one would refuse. */
export interface CrmStandIn {
	slug: string;
	host: string;
	service: Service;
	setUp: SetUp;
	/** The contact with the number of the calls that are pushed. */
	contactId: string;
	calls(): LoggedCall[];
	/** Contacts or leads made by the template, with their number. */
	newPeople(): Array<{ id: string; number: unknown }>;
	/** Whether an unknown number becomes a contact or lead. */
	makesPeople: boolean;
	/** What a finished inbound call of 30 seconds looks like there. */
	finishedCall: Record<string, unknown>;
	/** The field the link of a recording stands in, alone or in a text. */
	recordingField: string;
}

export const CUSTOMER = '+8613800138001';
/** The line every CRM shows of a finished inbound call. */
export const SUBJECT = `Inbound call from ${CUSTOMER} (Answered)`;

/** The same credential in each of these nodes. */
export const boundTo = (nodes: readonly string[], binding: Binding): Record<string, Binding> =>
	Object.fromEntries(nodes.map((node) => [node, binding]));

/** One thing a CRM can be asked: method, path, and the answer to the path's groups. */
export type Route = readonly [
	method: string,
	path: RegExp,
	answer: (request: SeenRequest, ...groups: string[]) => StandInAnswer,
];

/** Answers by the first route that fits; `refusal` is asked first, for wrong credentials. */
export const routed =
	(
		routes: readonly Route[],
		refusal: (request: SeenRequest) => StandInAnswer | undefined = () => undefined,
	): Service =>
	(request) => {
		const refused = refusal(request);
		if (refused) return refused;
		for (const [method, path, answer] of routes) {
			const groups = path.exec(request.path);
			if (method === request.method && groups) return answer(request, ...groups.slice(1));
		}
		return undefined;
	};

/** The members that are not in the list, for a CRM that refuses unknown fields. */
export const unknownIn = (values: object, known: readonly string[]): string[] =>
	Object.keys(values).filter((name) => !known.includes(name));
