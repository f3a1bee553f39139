import type { Call, CallEvent } from '../callEvent/callEvent';
import type { PhoneSettings } from '../phone/parsePhoneNumber';
import type { CallKind } from './callType';
import type { End } from './channel';
import type { Meaning } from './channelMeaning';
import type { EventFields } from './fields';

/** What is known of an event before its own details are read. */
export interface Scene {
	fields: EventFields;
	kind: CallKind;
	/** The end of the call its channel is at. */
	end: End | null;
	channel: Call['channel'];
	/** Milliseconds since 1970. */
	time: number;
	phone: PhoneSettings | undefined;
	warnings: string[];
}

export type Details = Meaning & {
	call?: Partial<Call>;
} & Partial<Pick<CallEvent, 'agent' | 'recording' | 'campaign' | 'transcript'>>;

/** What a row of the catalogue, or a step of a channel, says about the call. */
export const meaning = ({ type, status, rank }: Meaning): Meaning => ({ type, status, rank });
