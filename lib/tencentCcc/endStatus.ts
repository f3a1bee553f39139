import type { Outcome } from '../callEvent/callEvent';

interface EndStatus {
	outcome: Outcome;
	/** The vendor's words, in short. */
	text: string;
	/** A customer called and nobody talked to them: someone should call back. */
	missed?: true;
}

/**
 * EndStatusString -> outcome (reference/tccc §1.10, all its sources; peers §2.5). An open set: what
 * is not here becomes `unknown` with a warning and keeps its text.
 */
const END_STATUSES: Record<string, EndStatus> = {
	ok: { outcome: 'answered', text: 'Normal end' },
	seatGiveUp: { outcome: 'missed', text: 'The agent did not pick up in time', missed: true },
	blackList: { outcome: 'blocked', text: 'The caller is on your blocklist' },
	ivrGiveUp: { outcome: 'abandoned_ivr', text: 'The customer hung up in the IVR', missed: true },
	waitingGiveUp: {
		outcome: 'abandoned_queue',
		text: 'The customer hung up in the queue',
		missed: true,
	},
	ringingGiveUp: {
		outcome: 'abandoned_ringing',
		text: 'The customer hung up while the agent was ringing',
		missed: true,
	},
	noSeatOnline: { outcome: 'no_agent', text: 'No agent of the queue was online', missed: true },
	notWorkTime: { outcome: 'after_hours', text: 'Outside working hours', missed: true },
	ivrEnd: { outcome: 'ivr_complete', text: 'The IVR finished without an agent' },
	restrictedCallee: { outcome: 'blocked', text: 'The number is on the risk list' },
	tooManyRequest: { outcome: 'blocked', text: 'Outbound frequency limit reached' },
	restrictedArea: { outcome: 'blocked', text: 'The area may not be called' },
	restrictedTime: { outcome: 'blocked', text: 'Outside the hours in which calling is allowed' },
	notAnswer: { outcome: 'no_answer', text: 'Not answered' },
	userReject: { outcome: 'rejected', text: 'The customer rejected the call' },
	powerOff: { outcome: 'unreachable', text: 'The phone is off' },
	numberNotExist: { outcome: 'invalid_number', text: 'The number does not exist' },
	busy: { outcome: 'busy', text: 'Busy' },
	outOfCredit: { outcome: 'unreachable', text: "The customer's line is suspended" },
	operatorError: { outcome: 'failed', text: 'Carrier line fault' },
	callerCancel: { outcome: 'canceled', text: 'The agent canceled before it rang' },
	notInService: { outcome: 'unreachable', text: 'Out of coverage' },
	clientError: { outcome: 'failed', text: "Fault of the agent's device or network" },
	carrierBlocked: { outcome: 'blocked', text: 'Blocked by the carrier' },
	callReminder: { outcome: 'no_answer', text: 'Reached a missed-call reminder' },
	numberInvalid: { outcome: 'invalid_number', text: 'Invalid number' },
	callRestricted: { outcome: 'blocked', text: 'The network restricts the call' },
	calleeRestricted: { outcome: 'blocked', text: "On the customer's own blocklist" },
	areaRestricted: { outcome: 'blocked', text: "The customer's area is restricted" },
	promptCallForwarding: { outcome: 'no_answer', text: 'The call was forwarded' },
	callerCancelWhileRing: { outcome: 'canceled', text: 'The agent canceled while it rang' },
	callerCancelWithoutRing: { outcome: 'failed', text: 'Abnormal number, it never rang' },
	voiceMailReached: { outcome: 'voicemail', text: 'Reached a voicemail box' },
	asrError: { outcome: 'failed', text: 'Speech recognition failed' },
	llmasrError: { outcome: 'failed', text: 'The language model failed' },
	ttsError: { outcome: 'failed', text: 'Speech synthesis failed' },
	functionCallHangup: { outcome: 'answered', text: 'The AI agent ended the call' },
	maxCallDurationReached: { outcome: 'answered', text: 'The longest allowed duration was reached' },
	userInactivity: { outcome: 'answered', text: 'The customer was silent for too long' },
	callTerminatedByAPI: { outcome: 'answered', text: 'Hung up through the API' },
	userHangupDuringAiCall: { outcome: 'answered', text: 'The customer hung up on the AI agent' },
	aiAgentEndCall: { outcome: 'answered', text: 'The AI agent finished the call' },
	callConflict: { outcome: 'failed', text: "The customer's client started another call" },
	clientTimeout: { outcome: 'failed', text: "The customer's client timed out" },
	voipClientError: { outcome: 'failed', text: "Fault of the customer's client" },
	unconnected: { outcome: 'failed', text: 'Not connected' },
	seatForward: { outcome: 'answered', text: 'The agent transferred the call' },
	outboundForward: { outcome: 'answered', text: 'Transferred to an outside line' },
	error: { outcome: 'failed', text: 'System fault' },
	unknown: { outcome: 'unknown', text: 'Unknown' },
	/** Chat only (reference/tccc §1.6). */
	autoFinished: { outcome: 'answered', text: 'Closed because the customer did not reply' },
};

export interface Ending {
	outcome: Outcome;
	detail: { code: string | null; text: string | null };
	missed: boolean;
	warning: string | null;
}

const NO_ENDING: Ending = {
	outcome: 'unknown',
	detail: { code: null, text: null },
	missed: false,
	warning: null,
};

/**
 * How a session, or one participant's part in it, ended.
 * @param accepted whether somebody picked up; "ok" alone does not prove it
 */
export function endingOf(code: string | null | undefined, accepted: boolean): Ending {
	if (!code) return NO_ENDING;
	const known = Object.hasOwn(END_STATUSES, code) ? END_STATUSES[code] : undefined;
	if (!known) {
		const warning = `EndStatusString "${code.slice(0, 40)}" is not known`;
		return { ...NO_ENDING, detail: { code, text: null }, warning };
	}
	const detail = { code, text: known.text };
	if (code === 'ok' && !accepted) {
		const warning = 'EndStatusString is "ok" although nobody accepted the call';
		return { outcome: 'unknown', detail, missed: false, warning };
	}
	return { outcome: known.outcome, detail, missed: known.missed === true, warning: null };
}
