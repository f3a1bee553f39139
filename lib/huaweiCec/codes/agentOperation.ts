export interface AgentOperationType {
	text: string;
	/** `op_cause` -> text, where the vendor lists causes. */
	causes?: Readonly<Record<number, string>>;
}

const SIGN_OUT_CAUSES = {
	256: 'The link was lost',
	257: 'Forced by an inspector',
	258: 'By the agent',
	264: 'The agent signed in somewhere else',
};

const BUSY_CAUSES = {
	1: 'By the agent',
	2: 'Did not answer for long',
	3: 'Forced',
	4: 'Rest',
	5: 'The phone is unavailable',
	7: 'Rejected a call',
};

/** In between, the administrator names the reasons of the business (reference/huawei §3.5). */
export const BUSINESS_BUSY_CAUSES = { first: 200, last: 250 } as const;

/** `op_type` of an agent's operations (reference/huawei §3.5, vendor's pages cec_07_0838 and 0706). */
export const AGENT_OPERATION_TYPES: Readonly<Record<number, AgentOperationType>> = {
	0: { text: 'Sign-out', causes: SIGN_OUT_CAUSES },
	1: { text: 'Sign-in' },
	2: { text: 'Idle' },
	3: { text: 'Busy', causes: BUSY_CAUSES },
	4: { text: 'Talking', causes: { 0: 'Final record', 1: 'Interim record of five minutes' } },
	10: { text: 'Three-party call' },
	13: { text: 'Suspended to the IVR' },
	20: { text: 'Monitor, insert or whisper' },
	22: { text: 'Play' },
	26: { text: 'Rest' },
	27: { text: 'Wrap-up' },
	29: { text: 'Forced sign-out' },
	30: { text: 'Forced idle' },
	31: { text: 'Forced busy' },
	32: { text: 'Mute' },
	38: { text: 'Hold' },
	40: { text: 'Internal help' },
	41: { text: 'Internal call' },
	43: { text: 'Intercept' },
	44: { text: 'Pause play' },
	45: { text: 'Internal transfer' },
	46: { text: 'Transfer out' },
	47: { text: 'Sign-in to the media server' },
	52: { text: 'Sign-out from the media server' },
	53: { text: 'Move a queued call' },
	54: { text: 'Release transfer' },
	55: { text: 'Transfer to another device' },
	57: { text: 'Switch hold' },
	58: { text: 'Conference' },
};

/** What the cause of an operation means; null when it is not known. */
export function agentOperationCauseText(type: number, cause: number): string | null {
	const { first, last } = BUSINESS_BUSY_CAUSES;
	if (type === 3 && cause >= first && cause <= last) return `Reason ${cause} of the business`;
	return AGENT_OPERATION_TYPES[type]?.causes?.[cause] ?? null;
}
