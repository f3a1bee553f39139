import type { ResultCode } from '../fault';

/**
 * What CC-CMS answers in `resultCode` (reference/huawei §4, vendor's page cec_07_2631; 1 is of
 * downloading recordings, §4.5).
 */
export const CMS_RESULT_CODES: readonly ResultCode[] = [
	{
		code: '1',
		meaning: 'The list of recordings is empty',
		wayOut:
			'Recordings can be there hours after the call: try again later, or leave out agent, time and numbers.',
		kind: 'noData',
	},
	{
		code: '0100001',
		meaning: 'The operation failed',
		wayOut:
			'Check that VDN and call centre of the credential exist and that what you ask for belongs to them, then try again.',
		kind: 'rejected',
	},
	{
		code: '0100002',
		meaning: 'Invalid parameter',
		wayOut:
			'Check ranges and times: calls can be asked for back to yesterday 00:00 only, and numbers must lie in the ranges the descriptions name.',
		kind: 'rejected',
	},
	{
		code: '0100003',
		meaning: 'Works with CTI V3R8 only, V3R6 was found',
		wayOut: 'The CTI platform is too old for this operation; ask the administrator.',
		kind: 'rejected',
	},
	{
		code: '0100999',
		meaning: 'Unknown error',
		wayOut: 'Try again later; if it stays, give the administrator the time of the call.',
		kind: 'server',
	},
	{
		code: '0101001',
		meaning: 'Error in the quality inspection relation',
		wayOut: 'Ask the administrator to check which inspector may see which agents.',
		kind: 'rejected',
	},
	{
		code: '0101002',
		meaning: 'The number is not in the UAP',
		wayOut: 'Check that the number is set up in this call centre.',
		kind: 'notFound',
	},
	{
		code: '0101003',
		meaning: 'Insufficient permission',
		wayOut:
			'The access key may not ask for this VDN or this data; ask the administrator for the right.',
		kind: 'rejected',
	},
];
