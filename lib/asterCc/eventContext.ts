import type { Call, Direction } from '../callEvent/callEvent';
import { parsePhoneNumber, type PhoneSettings } from '../phone/parsePhoneNumber';
import type { MessageFields } from './fields';

/** What every part of a reading needs to know. */
export interface AsterCcContext {
	/** Milliseconds since 1970. */
	receivedAt: number;
	/** When the push server got the message, where that is known; for one that does not say when it happened. */
	publishedAt?: number;
	/** IANA name of the zone of the asterCC server: `eventTime` has none (reference/astercc §1.1). */
	timeZone: string;
	phone?: PhoneSettings;
	/** Whether an event with a larger `eventid` of the same call has been seen before. */
	isLate?: (call: string, eventId: number) => boolean;
}

export const sourceOf = (fields: MessageFields) =>
	`//astercc/${fields['AgentTeamId'] || 'unknown'}`;

export function identityOf(fields: MessageFields): Pick<Call, 'vendor' | 'instanceId' | 'callId'> {
	return {
		vendor: 'astercc',
		instanceId: fields['AgentTeamId'] || null,
		callId: fields['sessionid'] || null,
	};
}

const DIRECTIONS: ReadonlyMap<string, Direction> = new Map([
	['dialin', 'inbound'],
	['dialout', 'outbound'],
]);

/** The direction a vendor's word names, in whatever case: events and call records differ in that. */
export function directionNamed(word: string | null | undefined): Direction | undefined {
	return DIRECTIONS.get(word?.toLowerCase() ?? '');
}

export function numberOf(raw: string | null | undefined, context: AsterCcContext) {
	return raw ? parsePhoneNumber(raw, context.phone) : null;
}

/** Shorter than any number of the public network: agents can have extensions of two digits. */
const EXTENSION = /^\d{1,6}$/;

export function agentOf(fields: MessageFields, number: string | null, context: AsterCcContext) {
	const extension = number !== null && EXTENSION.test(number);
	return {
		id: fields['agentno'] || null,
		number: fields['agentno'] || null,
		extension: extension ? number : null,
		phone: extension ? null : numberOf(number, context),
	};
}
