import { endpoint } from '../../endpoint';
import { list, type Parameter } from '../../parameter';
import { DONE } from './answers';
import { accessCode, addedCallerNo, campaignId } from './campaignFields';
import { V1 } from './paths';

const CALLER_NUMBER = {
	resource: 'campaign',
	component: 'isales',
	send: 'body',
	path: `${V1}/callerNo/{campaignId}`,
	answer: DONE,
} as const;

/** The vendor wants `[{accessCode}]`; an operator has a list of numbers. */
const deletedNumbers: Parameter = list({
	label: 'Calling Numbers',
	description:
		'Numbers to take away, at most 100; one must stay with the campaign. Example: 88880001, 88880002.',
	example: '88880001, 88880002',
	required: true,
	of: accessCode,
	min: 1,
	max: 100,
});

export const addCallerNumbers = endpoint({
	...CALLER_NUMBER,
	operation: 'addCallerNumbers',
	name: 'Add Calling Numbers',
	action: 'Add calling numbers to a campaign',
	description: 'Adds numbers that are shown to the customers, at most 100 at a time',
	method: 'POST',
	parameters: { campaignId, callerNo: addedCallerNo },
	page: 'cec_07_0735 / 4015, reference/huawei §2.1 row 15',
});

export const deleteCallerNumbers = endpoint({
	...CALLER_NUMBER,
	operation: 'deleteCallerNumbers',
	name: 'Delete Calling Numbers',
	action: 'Delete calling numbers of a campaign',
	description: 'Takes numbers away that are shown to the customers, at most 100 at a time',
	method: 'DELETE',
	parameters: {
		campaignId,
		callerNo: {
			...deletedNumbers,
			schema: deletedNumbers.schema.transform((numbers) =>
				(numbers as string[]).map((number) => ({ accessCode: number })),
			),
		},
	},
	page: 'cec_07_0736 / 4016, reference/huawei §2.1 row 16',
});
