import type { Outcome } from '../callEvent/callEvent';

export interface Ending {
	outcome: Outcome;
	detail: { code: string | null; text: string | null };
}

type Known = readonly [Outcome, string];

/** earlyMediaState: what the network announced before the call was answered (reference/aliyun §1.5). */
const EARLY_MEDIA: Record<string, Known> = {
	noanswer: ['no_answer', 'Not answered'],
	busy: ['busy', 'Busy'],
	poweroff: ['unreachable', 'The phone is off'],
	outofservice: ['unreachable', "The customer's line is suspended"],
	notconnected: ['unreachable', 'Could not be connected'],
	notexist: ['invalid_number', 'The number does not exist'],
	restricted: ['blocked', 'The network restricts the call'],
	limited: ['blocked', 'The network restricts the call'],
};

/** The SIP status a releaseReason begins with, such as `480 - Temporarily Unavailable` (RFC 3261 §21). */
const SIP_STATUSES: Record<string, Known> = {
	403: ['blocked', 'The network refuses the call'],
	404: ['invalid_number', 'The number does not exist'],
	408: ['no_answer', 'Not answered'],
	410: ['invalid_number', 'The number no longer exists'],
	480: ['unreachable', 'Temporarily unavailable'],
	484: ['invalid_number', 'The number is not complete'],
	486: ['busy', 'Busy'],
	487: ['canceled', 'Canceled before it was answered'],
	600: ['busy', 'Busy'],
	603: ['rejected', 'Rejected'],
	604: ['invalid_number', 'The number does not exist'],
};

const UNKNOWN_ENDING: Ending = { outcome: 'unknown', detail: { code: null, text: null } };

interface Release {
	releaseReason?: string | null | undefined;
	earlyMediaState?: string | null | undefined;
}

/**
 * How a channel's call ended. The network's announcement comes before the SIP status, which is 480
 * for most of them.
 * @param answeredBefore what a normal end (200) proves: only a call that was answered has one, but
 * a customer who calls in is answered by the IVR
 */
export function releaseEnding(
	{ releaseReason, earlyMediaState }: Release,
	answeredBefore: Outcome,
	warnings: string[],
): Ending {
	if (earlyMediaState) {
		const known = find(EARLY_MEDIA, earlyMediaState);
		if (known) return ending(known, earlyMediaState);
		warnings.push(`earlyMediaState "${earlyMediaState.slice(0, 40)}" is not known`);
	}
	if (!releaseReason) return UNKNOWN_ENDING;
	const status = /^\s*([1-6]\d{2})\b/.exec(releaseReason)?.[1] ?? '';
	if (status.startsWith('2')) return ending([answeredBefore, 'Normal end'], releaseReason);
	const known = SIP_STATUSES[status];
	if (known) return ending(known, releaseReason);
	const failed = /^[3-6]/.test(status);
	return { outcome: failed ? 'failed' : 'unknown', detail: { code: releaseReason, text: null } };
}

/** abandonPhase; 1.0 writes Ring, 2.0 Ringing (reference/aliyun §1.9). */
const ABANDON_PHASES: Record<string, Known> = {
	ivr: ['abandoned_ivr', 'The customer hung up in the IVR'],
	queuing: ['abandoned_queue', 'The customer hung up in the queue'],
	queueing: ['abandoned_queue', 'The customer hung up in the queue'],
	ring: ['abandoned_ringing', 'The customer hung up while the agent was ringing'],
	ringing: ['abandoned_ringing', 'The customer hung up while the agent was ringing'],
};

export function abandonEnding(phase: string | null | undefined, warnings: string[]): Ending {
	return codeEnding(ABANDON_PHASES, 'abandonPhase', phase, warnings);
}

/** dispositionCode of a call record (reference/aliyun §1.5, CDRReady). */
const DISPOSITIONS: Record<string, Known> = {
	success: ['answered', 'Normal end'],
	abandonedinqueue: ABANDON_PHASES['queuing'] as Known,
	abandonedring: ABANDON_PHASES['ringing'] as Known,
	abandonedincontactflow: ABANDON_PHASES['ivr'] as Known,
	noanswer: ['no_answer', 'Not answered'],
	reject: ['rejected', 'The customer rejected the call'],
};

export function dispositionEnding(code: string | null | undefined, warnings: string[]): Ending {
	return codeEnding(DISPOSITIONS, 'dispositionCode', code, warnings);
}

function codeEnding(
	table: Record<string, Known>,
	field: string,
	code: string | null | undefined,
	warnings: string[],
): Ending {
	if (!code) return UNKNOWN_ENDING;
	const known = find(table, code);
	if (known) return ending(known, code);
	warnings.push(`${field} "${code.slice(0, 40)}" is not known`);
	return { outcome: 'unknown', detail: { code, text: null } };
}

function find(table: Record<string, Known>, code: string): Known | undefined {
	const name = code.toLowerCase();
	return Object.hasOwn(table, name) ? table[name] : undefined;
}

function ending([outcome, text]: Known, code: string): Ending {
	return { outcome, detail: { code, text } };
}
