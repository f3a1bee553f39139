import { endpoint } from '../../endpoint';
import { text, time } from '../../parameter';
import { OFFSET_PAGING, OFFSET_PARAMETERS } from '../paging';
import { V1 } from './paths';

function moment(label: string, example: string) {
	return time({
		label,
		description: `${label} of at most 7 days. Sent in UTC: the vendor does not name the zone. Example: ${example}.`,
		example,
		required: true,
		form: 'utc',
	});
}

export const getInterfaceLogs = endpoint({
	resource: 'interfaceLog',
	operation: 'getMany',
	name: 'Get Many',
	action: 'Get many interface logs',
	description:
		'Gets which interfaces of CC-iSales were called and what they answered, to find faults',
	component: 'isales',
	method: 'POST',
	path: `${V1}/calllogs`,
	send: 'body',
	parameters: {
		beginTime: moment('Begin', '2026-06-02T00:00:00'),
		endTime: moment('End', '2026-06-03T00:00:00'),
		url: text({
			label: 'URL',
			description:
				'Only calls of this address; without it, of all. Example: /rest/isales/v2/openapi.',
			example: '/rest/isales/v2/openapi',
		}),
		...OFFSET_PARAMETERS,
	},
	answer: { kind: 'rows', rows: 'result', total: 'count' },
	paging: OFFSET_PAGING,
	row: {
		id: '1749000000401',
		operTime: '2026-06-02 02:00:00',
		url: '/rest/isales/v2/openapi/campaigns/25',
		request: '{}',
		httpStatus: '200',
		resultCode: '0200000',
		resultDesc: '',
		type: '1',
	},
	page: 'cec_07_0803 / 4061, reference/huawei §2.1 row 70, §2.9',
});
