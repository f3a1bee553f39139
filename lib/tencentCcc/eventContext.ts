import type { Call, EventType } from '../callEvent/callEvent';
import { sequenceOf } from '../callEvent/sequence';
import type { PhoneSettings } from '../phone/parsePhoneNumber';
import type { PhoneNumber } from '../phone/phoneNumber';
import { unixMilliseconds } from '../time/unixTime';
import type { NumberReader } from './endpoint';

/** One push, as it came over the wire. */
export interface TcccPush {
	/** The URL's `action` and `version`; null when it had none. */
	action: string | null;
	version: string | null;
	/** The JSON body. */
	payload: unknown;
	/** Milliseconds since 1970. */
	receivedAt: number;
	phone?: PhoneSettings;
}

/** What every part of a reading needs to know, and where it puts its warnings. */
export interface EventContext {
	push: TcccPush;
	readNumber: NumberReader;
	warnings: string[];
}

export interface Identified {
	SdkAppId?: number | null | undefined;
	SessionId?: string | null | undefined;
}

export function identityOf(push: Identified): Pick<Call, 'vendor' | 'instanceId' | 'callId'> {
	return {
		vendor: 'tencent-ccc',
		instanceId: push.SdkAppId ? String(push.SdkAppId) : null,
		callId: push.SessionId || null,
	};
}

/** The members of a call event that say which, when and from where. */
export function envelopeOf(
	type: EventType,
	id: string,
	push: Identified,
	happened: number | null,
	{ push: { receivedAt, payload }, warnings }: EventContext,
	timeMayBeMissing = false,
) {
	const time = unixMilliseconds(happened);
	if (!push.SdkAppId) warnings.push('SdkAppId is missing');
	if (time === null && !timeMayBeMissing) {
		warnings.push('The payload has no time; the time it was received is used');
	}
	return {
		id,
		source: `//tencent-ccc/${push.SdkAppId ?? 'unknown'}`,
		type,
		time: new Date(time ?? receivedAt).toISOString(),
		receivedAt: new Date(receivedAt).toISOString(),
		subject: push.SessionId || null,
		sequence: sequenceOf(time ?? receivedAt, type),
		warnings,
		raw: payload,
	};
}

export function numberOrNull(
	raw: string | null | undefined,
	context: EventContext,
): PhoneNumber | null {
	return raw ? context.readNumber(raw) : null;
}
