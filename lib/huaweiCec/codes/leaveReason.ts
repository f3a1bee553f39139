import { codesFrom, type EndingCode } from './endingCode';

/**
 * Why a call left a device (reference/huawei §3.5, vendor's pages cec_07_0842 and 4246). The reason
 * is of one device: only on the last row of a call does its outcome stand for the call.
 */
export const LEAVE_REASONS: Readonly<Record<number, EndingCode>> = {
	0: { text: 'Normal' },
	1: { text: 'Overflow' },
	2: { text: 'Time-out' },
	3: { text: 'Nobody on duty', outcome: 'no_agent' },
	4: { text: 'Queue cancelled' },
	5: { text: 'The agent did not answer', outcome: 'missed' },
	6: { text: 'Suspended call resumed' },
	7: { text: 'Connected to a held call' },
	8: { text: 'Three-party help' },
	9: { text: 'Retrieved' },
	10: { text: 'Three-party call' },
	11: { text: 'Internal help released' },
	12: { text: 'Intercepted' },
	13: { text: 'Picked up' },
	14: { text: 'The analysis of the called number is missing', outcome: 'failed' },
	15: { text: 'The customer released', hangupBy: 'customer' },
	16: { text: 'The agent released', hangupBy: 'agent' },
	17: { text: 'Transferred out' },
	18: { text: 'Held' },
	19: { text: 'Internal error', outcome: 'failed', hangupBy: 'system' },
	20: { text: 'Busy', outcome: 'busy' },
	22: { text: 'The phone is off', outcome: 'unreachable' },
	23: { text: 'Out of the service area', outcome: 'unreachable' },
	24: { text: 'The number does not exist', outcome: 'invalid_number' },
	25: { text: 'No resources', outcome: 'failed', hangupBy: 'system' },
	26: { text: 'Not answered', outcome: 'no_answer' },
	27: { text: 'Rejected', outcome: 'rejected' },
	...codesFrom(28, 31, { text: 'Transferred to a queue after a time-out' }),
	...codesFrom(34, 47, { text: 'Routed again' }),
	49: { text: 'The agent declined', outcome: 'missed' },
	50: { text: 'The agent rejected', outcome: 'missed' },
	...codesFrom(51, 53, { text: 'Conference' }),
	54: { text: 'The connect rate is below the threshold', hangupBy: 'system' },
	88: {
		text: 'The customer hung up after the agent had answered',
		outcome: 'answered',
		hangupBy: 'customer',
	},
	89: { text: 'The customer hung up before the agent answered', hangupBy: 'customer' },
};
