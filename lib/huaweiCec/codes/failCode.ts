import type { Outcome } from '../../callEvent/callEvent';

export interface FailCode {
	code: string;
	/** What the vendor says of it. */
	text: string;
	/** How the call ended, in the words of the call event. */
	outcome: Outcome;
}

/** Why an outbound attempt ended (reference/huawei §2.9); `00000` is the success. */
export const FAIL_CODES: readonly FailCode[] = [
	{ code: '00000', text: 'Answered', outcome: 'answered' },
	{ code: '00531', text: 'The customer hung up', outcome: 'rejected' },
	{ code: '00537', text: 'The customer is busy', outcome: 'busy' },
	{ code: '00538', text: 'The number does not exist or is wrong', outcome: 'invalid_number' },
	{ code: '00548', text: 'The phone is switched off', outcome: 'unreachable' },
	{ code: '00549', text: 'The phone is out of the service area', outcome: 'unreachable' },
	{ code: '00551', text: 'The customer hung up', outcome: 'rejected' },
	{ code: '00601', text: 'The customer hung up before answering', outcome: 'rejected' },
	{ code: '00602', text: 'No resources in the call center', outcome: 'failed' },
	{ code: '00603', text: 'No answer', outcome: 'no_answer' },
	{ code: '00604', text: 'The call was rejected', outcome: 'rejected' },
	{ code: '00605', text: 'The switch has no free resources', outcome: 'failed' },
	{ code: '00606', text: 'System time-out', outcome: 'failed' },
	{ code: '00701', text: 'The customer hung up while queuing', outcome: 'abandoned_queue' },
	{ code: '00702', text: 'Time-out in the queue', outcome: 'no_agent' },
	{ code: '01040', text: 'Time-out while ringing', outcome: 'no_answer' },
	{ code: '01043', text: 'Internal wait time-out', outcome: 'failed' },
	{ code: '01046', text: 'No agent could be occupied', outcome: 'no_agent' },
	{ code: '01048', text: 'Not enough resources', outcome: 'failed' },
	{ code: '01049', text: 'Time-out of the call detection', outcome: 'failed' },
	{ code: '34601', text: 'The task does not exist', outcome: 'failed' },
	{ code: '34605', text: 'The number is empty', outcome: 'invalid_number' },
	{
		code: '34606',
		text: 'The attempt failed, often because the limit of simultaneous outbound calls is reached',
		outcome: 'failed',
	},
	{ code: '34608', text: 'No result came in time', outcome: 'failed' },
	{ code: '34611', text: 'System error', outcome: 'failed' },
];

const BY_CODE = new Map(FAIL_CODES.map((known) => [known.code, known]));

/**
 * What a failCode means; null for one that the reference does not list. The vendor's table says
 * `00000` for success and its sample `0`, so both are taken (reference/huawei §2.9, §8 no. 10).
 */
export function failCodeOf(code: string): FailCode | null {
	const trimmed = code.trim();
	return trimmed === '' ? null : (BY_CODE.get(trimmed.padStart(5, '0')) ?? null);
}
