import { endpoint } from '../../endpoint';
import { list, whole } from '../../parameter';
import { OF_VDN } from './account';
import { RESULT_ROWS } from './answers';
import { indexIds, INTERVAL } from './indexes';
import { OPEN_API } from './path';

export const queryIvrInterval = endpoint({
	resource: 'ivr',
	operation: 'getIntervalIndexes',
	name: 'Get Interval Indexes',
	action: 'Get the interval indexes of the IVR',
	description: 'Get figures of the IVR for today or yesterday, for the whole day or by intervals',
	component: 'cms',
	method: 'POST',
	path: `${OPEN_API}/hisindex/ivr`,
	send: 'body',
	account: OF_VDN,
	parameters: {
		serviceNos: list({
			label: 'Service Types',
			description:
				'Numbers of the service types of the IVR flows, at most 500 at a time; 1 in the public cloud unless the administrator changed it. Example: 1.',
			example: '1',
			of: whole({ label: 'Service Type', description: 'One number. Example: 1.', min: 0 }),
			min: 1,
			max: 500,
			required: true,
		}),
		indexIds: indexIds('ivrInterval'),
		...INTERVAL,
	},
	answer: RESULT_ROWS,
	row: {
		id: '1',
		idxs: [{ id: 'IDX_COUNT_IVR_INBOUND_CALL', val: { '2026-06-01 09:15:00.0': '2' } }],
	},
	page: 'cec_07_0646 / 2583, reference/huawei §4.1 row 27',
});

export const IVR_ENDPOINTS = [queryIvrInterval] as const;
