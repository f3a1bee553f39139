import { endpoint } from '../../endpoint';
import { text, time } from '../../parameter';
import { additionalFields } from '../additionalFields';
import { DATA_OBJECT, DATA_ROWS, DONE } from './answers';
import { campaignId } from './campaignFields';
import { customField, sessionId } from './contactFields';
import { numberedPaging, numberedParameters } from '../paging';
import { V1 } from './paths';

/** What came of the calls: reference/huawei §2.9. */
const RESULT = {
	resource: 'callResult',
	component: 'isales',
	method: 'POST',
	send: 'body',
} as const;

function day(label: string, example: string) {
	const description = `${label} of at most 30 days, both or none. Example: ${example}.`;
	return time({ label, description, example, form: 'day' });
}

const filters = {
	campaignId,
	sessionId: { ...sessionId, description: 'Only this contact. Example: cust-0001.' },
	customField: { ...customField, description: 'Only contacts with this mark. Example: batch1.' },
	beginTime: day('First Day', '2026-06-01'),
	endTime: day('Last Day', '2026-06-30'),
};

const QUERY = {
	...RESULT,
	path: `${V1}/callresult/{campaignId}`,
	answer: DATA_ROWS,
	row: {
		campaignId: '46',
		sessionId: 'cust-0001',
		called: '13800000001',
		callTimeStr: '2026-06-02 02:00:00',
		callStatus: 6,
		failCode: '00000',
		resultCode: 'OB99999',
		vdnId: 25,
		callId: '1780366800-1388',
		recordPath: '',
	},
	page: 'cec_07_0783 / 4041, reference/huawei §2.1 row 57, §2.9',
} as const;

/** A page may have 500 final results but only 100 attempts, so row 57 is two operations. */
export const queryCallResults = endpoint({
	...QUERY,
	operation: 'getMany',
	name: 'Get Many',
	action: 'Get many call results',
	description:
		'Gets the final result of every contact that is done. Wait a second between two calls; better, let CC-iSales push the results to the trigger',
	fixed: { showDetail: 0 },
	parameters: { ...filters, ...numberedParameters(500) },
	paging: numberedPaging(500),
});

export const queryCallAttempts = endpoint({
	...QUERY,
	operation: 'getAttempts',
	name: 'Get Many Attempts',
	action: 'Get many call attempts',
	description:
		'Gets every attempt to reach the contacts that are done. Wait a second between two calls',
	fixed: { showDetail: 1 },
	parameters: { ...filters, ...numberedParameters(100) },
	paging: numberedPaging(100),
});

export const getCallResult = endpoint({
	...RESULT,
	operation: 'get',
	name: 'Get',
	action: 'Get a call result',
	description:
		'Gets the result of one call with a link to its recording that works for a short time',
	method: 'GET',
	send: 'query',
	path: `${V1}/callresultdetail/{callId}`,
	parameters: {
		callId: text({
			label: 'Call ID',
			description: 'Id of the call, from a result. Example: 1780366800-1388.',
			example: '1780366800-1388',
			required: true,
			min: 1,
		}),
	},
	answer: DATA_OBJECT,
	row: {
		called: '13800000001',
		ackBeginTime: '2026-06-02 02:00:03',
		callBeginTime: '2026-06-02 02:00:07',
		callEndTime: '2026-06-02 02:01:11',
		callStatus: '6',
		failCode: '00000',
		resultCode: 'OB99999',
		vdnId: 25,
		callId: '1780366800-1388',
		recordPath: 'https://obs.example.com/record?AccessKeyId=AK&Expires=1780370400&Signature=x',
	},
	page: 'cec_07_0784 / 4042, reference/huawei §2.1 row 58, §2.9',
});

export const writeBackResult = endpoint({
	...RESULT,
	operation: 'writeBack',
	name: 'Write Back',
	action: 'Write back the business result of a contact',
	description:
		'Says what came of a contact; may lead to another call when the retry policy says so',
	path: `${V1}/callBusiResult/{dataId}`,
	parameters: {
		dataId: text({
			label: 'Data ID',
			description:
				'Id of the number from the answer that added it; keep it as text. Example: 1803096731904991234.',
			example: '1803096731904991234',
			required: true,
			min: 1,
		}),
		busiResult: text({
			label: 'Business Result',
			description: 'Code of the business result, at most 50 characters. Example: bought.',
			example: 'bought',
			required: true,
			min: 1,
			max: 50,
		}),
		subStatus: text({
			label: 'Sub-Status',
			description: 'Code below the business result, at most 50 characters. Example: bought-now.',
			example: 'bought-now',
			max: 50,
		}),
		busiResultDesc: text({
			label: 'Result Description',
			description: 'What was agreed. Example: Wants the yearly plan.',
			example: 'Wants the yearly plan',
		}),
		workNo: text({
			label: 'Agent Number',
			description: 'Agent who gets the contact again when it is called again. Example: 125.',
			example: '125',
			pick: 'agent',
		}),
		additionalFields,
	},
	answer: DONE,
	page: 'cec_07_0790 / 4048, reference/huawei §2.1 row 60, §2.9',
});
