import type { PhoneNumber } from '../phone/phoneNumber';

/** Who was recorded: EndpointUser is the customer's number or the agent's e-mail (reference/tccc §1.4). */
export type Party =
	| { kind: 'customer'; email: null; number: PhoneNumber | null }
	| { kind: 'agent'; email: string; number: null };

export const CUSTOMER: Party = { kind: 'customer', email: null, number: null };

export type NumberReader = (raw: unknown) => PhoneNumber;

export function partyOf(endpointUser: string | null | undefined, readNumber: NumberReader): Party {
	if (!endpointUser) return CUSTOMER;
	if (endpointUser.includes('@')) return { kind: 'agent', email: endpointUser, number: null };
	return { kind: 'customer', email: null, number: readNumber(endpointUser) };
}
