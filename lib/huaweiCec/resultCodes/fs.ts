import type { ResultCode } from '../fault';

const CHECK_PARAMETERS = 'Check the parameters of the operation against their descriptions.';

/** What CC-FS answers in `resultCode` (reference/huawei §3.5, vendor's page cec_07_4240). */
export const FS_RESULT_CODES: readonly ResultCode[] = [
	{
		code: '0300001',
		meaning: 'A value is null',
		wayOut: CHECK_PARAMETERS,
		kind: 'rejected',
	},
	{
		code: '0300002',
		meaning: 'A value is empty',
		wayOut: CHECK_PARAMETERS,
		kind: 'rejected',
	},
	{
		code: '0300003',
		meaning: 'A value is too long',
		wayOut: `${CHECK_PARAMETERS} Call ids take 25 characters; of a longer one send the part after the dash.`,
		kind: 'rejected',
	},
	{
		code: '0300004',
		meaning: 'A value has the wrong format',
		wayOut: CHECK_PARAMETERS,
		kind: 'rejected',
	},
	{
		code: '0300005',
		meaning: 'A value is too short',
		wayOut: CHECK_PARAMETERS,
		kind: 'rejected',
	},
	{
		code: '0300006',
		meaning: 'Wrong version of the protocol',
		wayOut: 'The version sent is 2.0; ask the administrator which release of CC-FS is installed.',
		kind: 'rejected',
	},
	{
		code: '0300007',
		meaning: 'The body is null',
		wayOut: 'A proxy between n8n and CC-FS may have dropped the body; try without it.',
		kind: 'rejected',
	},
	{
		code: '0300008',
		meaning: 'Flow control of downloads',
		wayOut: 'Download fewer files at the same time and wait before trying again.',
		kind: 'flowControl',
	},
	{
		code: '0300009',
		meaning: 'Flow control of queries',
		wayOut: 'Ask less often and wait before trying again.',
		kind: 'flowControl',
	},
	{
		code: '0300010',
		meaning: 'The file name holds a wrong date',
		wayOut: 'Take the file name as it stands in the record file, unchanged.',
		kind: 'rejected',
	},
	{
		code: '0300011',
		meaning: 'The file does not exist',
		wayOut:
			'Just after the request it may not be written yet: try again in some minutes. Later, check the name.',
		kind: 'notFound',
	},
	{
		code: '0300012',
		meaning: 'No data found, or the file name has the wrong form',
		wayOut:
			'Recordings can reach the store hours after the call: try again later. A file name reads drive:/VDN/0 or 1/date/agent/name.V3.',
		kind: 'noData',
	},
	{
		code: '0300013',
		meaning: 'The begin time is later than the end time',
		wayOut: 'Exchange begin and end, and mind the time zone.',
		kind: 'rejected',
	},
	{
		code: '0300028',
		meaning: 'Parameter error',
		wayOut: `${CHECK_PARAMETERS} Of a long call id send only the part after the dash (at most 25 characters).`,
		kind: 'rejected',
	},
];
