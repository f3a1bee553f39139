import type { Call, CallEvent, EventType, Recording } from '../../callEvent/callEvent';
import { fingerprint } from '../../callEvent/fingerprint';
import { mediaTypeOf } from '../../callEvent/mediaType';
import { sequenceOf } from '../../callEvent/sequence';
import { parsePhoneNumber, type PhoneSettings } from '../../phone/parsePhoneNumber';
import type { PhoneNumber } from '../../phone/phoneNumber';
import { callbackMilliseconds } from './callbackTime';

/** What reading a push needs to know beside the push. */
export interface CallbackSettings {
	/** Milliseconds since 1970. */
	receivedAt: number;
	/** IANA name: the wall of the tenant, for times that come without a zone. */
	timeZone: string;
	phone?: PhoneSettings;
}

/** One thing of a push that becomes one event, and where its reading puts its warnings. */
export interface CallbackContext {
	payload: unknown;
	settings: CallbackSettings;
	warnings: string[];
}

type Text = string | null | undefined;

export function numberOrNull(raw: Text, { settings }: CallbackContext): PhoneNumber | null {
	return raw ? parsePhoneNumber(raw, settings.phone) : null;
}

/** Milliseconds since 1970 of a field; what is there and is no time leaves a warning. */
export function timeIn<Name extends string>(
	fields: Partial<Record<Name, string | null | undefined>>,
	name: Name,
	context: CallbackContext,
	zone: string = context.settings.timeZone,
): number | null {
	const written = fields[name]?.trim();
	if (!written || written === '0') return null;
	const time = callbackMilliseconds(written, zone);
	if (time === null) context.warnings.push(`${name} was ignored: it is not a time`);
	return time;
}

/** Whole seconds of a field; what is there and is no duration leaves a warning. */
export function secondsIn<Name extends string>(
	fields: Partial<Record<Name, string | null | undefined>>,
	name: Name,
	context: CallbackContext,
): number | null {
	const written = fields[name]?.trim();
	if (!written) return null;
	if (/^\d{1,9}$/.test(written)) return Number(written);
	context.warnings.push(`${name} was ignored: it is not a number of seconds`);
	return null;
}

/** A recording by the name Huawei has it under; some pushes of SaaS give an address in its place. */
export function recordingOf(path: Text): Recording | null {
	if (!path) return null;
	const isUrl = /^https?:\/\//i.test(path);
	const name = isUrl ? (path.split(/[?#]/)[0]?.split('/').at(-1) ?? '') : path;
	return {
		id: null,
		party: null,
		url: isUrl ? path : null,
		archiveUrl: null,
		urlExpiresAt: null,
		durationSeconds: null,
		fileName: name || null,
		mediaType: mediaTypeOf(name) ?? (/\.v3$/i.test(name) ? V3_MEDIA_TYPE : null),
	};
}

/** `.V3` files are WAV containers (reference/huawei §3.3). */
const V3_MEDIA_TYPE = 'audio/wav';

/** Longer than any id the pages know; a hostile one may not make ids without end. */
const LONGEST_PART = 80;

/** The id of an event: the same push, however often it comes, has the same one. */
export function eventIdOf(...parts: ReadonlyArray<string | null | undefined>): string {
	const short = parts.map((part) =>
		part && part.length > LONGEST_PART ? fingerprint(part) : part || '-',
	);
	return ['huawei-cec', ...short].join(':');
}

interface Happening {
	type: EventType;
	id: string;
	callId: string | null;
	/** Of the virtual call centre, where the push tells it. */
	vdnId?: string | null;
	/** Milliseconds since 1970; null where the push tells none. */
	time: number | null;
}

/** The members of a call event that say which, when and from where. */
export function envelopeOf(
	{ type, id, callId, vdnId, time }: Happening,
	{ settings, payload, warnings }: CallbackContext,
): Pick<
	CallEvent,
	'id' | 'source' | 'type' | 'time' | 'receivedAt' | 'subject' | 'sequence' | 'warnings' | 'raw'
> {
	const { receivedAt } = settings;
	return {
		id,
		source: `//huawei-cec/${vdnId || 'unknown'}`,
		type,
		time: new Date(time ?? receivedAt).toISOString(),
		receivedAt: new Date(receivedAt).toISOString(),
		subject: callId || null,
		sequence: sequenceOf(time ?? receivedAt, type),
		warnings,
		raw: payload,
	};
}

/** Which call an event is about. */
export function identityOf(
	callId: Text,
	vdnId: Text = null,
): Pick<Call, 'vendor' | 'instanceId' | 'callId'> {
	return { vendor: 'huawei-cec', instanceId: vdnId || null, callId: callId || null };
}
