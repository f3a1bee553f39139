import type { EndingCode } from './endingCode';

/**
 * `release_cause` of the last record of a call (call_id_num -1). The vendor's table has several
 * hundred more in an attached file; these are the ones reference/huawei §3.5 knows (page cec_07_0837).
 */
export const RELEASE_CAUSES: Readonly<Record<number, EndingCode>> = {
	0: { text: 'Normal' },
	1: { text: 'Resources are used up', outcome: 'failed' },
	3: { text: 'Abnormal release', outcome: 'failed' },
	4: { text: 'The number does not exist', outcome: 'invalid_number' },
	7: { text: 'The connection failed', outcome: 'failed' },
	8: { text: 'Not answered', outcome: 'no_answer' },
	9: { text: 'Rejected', outcome: 'rejected' },
	10: { text: 'Out of the service area', outcome: 'unreachable' },
	11: { text: 'The line is busy', outcome: 'busy' },
	47: { text: 'Busy', outcome: 'busy' },
	48: { text: 'The phone is off', outcome: 'unreachable' },
	49: { text: 'The customer released before the call was answered', hangupBy: 'customer' },
	50: { text: 'The balance is not sufficient', outcome: 'failed' },
	80: {
		text: 'The customer cancelled the queueing',
		outcome: 'abandoned_queue',
		hangupBy: 'customer',
	},
	256: { text: 'The IVR released normally', outcome: 'ivr_complete' },
	257: { text: 'The IVR has no resources', outcome: 'failed', hangupBy: 'system' },
	258: { text: 'Time-out in the IVR', hangupBy: 'system' },
	263: { text: 'The IVR could not be connected', outcome: 'failed', hangupBy: 'system' },
};
