import type { Call, Direction } from '../callEvent/callEvent';

export interface CallKind {
	direction: Direction;
	callType: Call['callType'];
	/** The call center calls both parties, `caller` first (双呼). */
	bothCalled?: true;
	/** The channel joins a call that goes on already, of which the type then says nothing. */
	joins?: true;
}

const UNKNOWN: CallKind = { direction: 'unknown', callType: 'unknown' };
const joining: CallKind = { ...UNKNOWN, joins: true };
const bothCalled: CallKind = { direction: 'outbound', callType: 'manual', bothCalled: true };

/** callType of both dialects, in lower case (reference/aliyun §1.1). */
const CALL_TYPES: Record<string, CallKind> = {
	inbound: { direction: 'inbound', callType: 'manual' },
	outbound: { direction: 'outbound', callType: 'manual' },
	internal: { direction: 'internal', callType: 'internal' },
	back2back: bothCalled,
	predictive: { direction: 'outbound', callType: 'predictive' },
	predictivedial: { direction: 'outbound', callType: 'predictive' },
	/** A call to a route point is a part of a call on its way to an IVR or a queue. */
	call2routepoint: UNKNOWN,
	conference: UNKNOWN,
	consult: joining,
	consultant: joining,
	monitor: joining,
	coach: joining,
	barge: joining,
	intercept: joining,
};

/** Who called whom, as far as `callType` tells. */
export function callKindOf(callType: string | null | undefined, warnings: string[]): CallKind {
	if (!callType) return UNKNOWN;
	const name = callType.toLowerCase();
	const known = Object.hasOwn(CALL_TYPES, name) ? CALL_TYPES[name] : undefined;
	if (!known) warnings.push(`callType "${callType.slice(0, 40)}" is not known`);
	return known ?? UNKNOWN;
}

/** mediaType in lower case; live messages write capitals, the documents do not (§1.5). */
const CHANNELS: Record<string, Call['channel']> = {
	audio: 'voice',
	video: 'video',
	chat: 'chat',
	ticket: 'ticket',
};

export function channelOf(
	mediaType: string | null | undefined,
	warnings: string[],
): Call['channel'] {
	if (!mediaType) return 'voice';
	const name = mediaType.toLowerCase();
	const known = Object.hasOwn(CHANNELS, name) ? CHANNELS[name] : undefined;
	if (!known) warnings.push(`mediaType "${mediaType.slice(0, 40)}" is not known`);
	return known ?? 'voice';
}
