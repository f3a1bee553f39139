import { endpoint } from '../../endpoint';
import { choice, list, text, whole } from '../../parameter';
import { DONE } from './answers';
import { campaignId } from './campaignFields';
import { V1 } from './paths';

/** Facts of all five: reference/huawei §2.5. */
const SPECIAL_DATE = {
	resource: 'specialDate',
	component: 'isales',
	send: 'body',
	path: `${V1}/holiday/{campaignId}`,
} as const;

const WEEKDAYS = [
	{ value: 1, label: 'Monday' },
	{ value: 2, label: 'Tuesday' },
	{ value: 3, label: 'Wednesday' },
	{ value: 4, label: 'Thursday' },
	{ value: 5, label: 'Friday' },
	{ value: 6, label: 'Saturday' },
	{ value: 7, label: 'Sunday' },
] as const;

function day(label: string, example: string) {
	return text({
		label,
		description: `${label}: yyyy-MM-dd for type By Date, MM-dd for Every Year; not used By Week. Example: ${example}.`,
		example,
		pattern: {
			shape: /^(?:\d{4}-)?(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/,
			says: 'must be a day like 2026-10-01, or 10-01 for every year',
		},
	});
}

const fields = {
	name: text({
		label: 'Name',
		description: 'Name of the special date, at most 30 characters, unique. Example: National Day.',
		example: 'National Day',
		required: true,
		min: 1,
		max: 30,
	}),
	type: choice({
		label: 'Type',
		description: 'How the days are given. Example: By Date.',
		example: 2,
		required: true,
		choices: [
			{ value: 1, label: 'By Week' },
			{ value: 2, label: 'By Date' },
			{ value: 3, label: 'Every Year' },
		],
	}),
	week: list({
		label: 'Weekdays',
		description: 'For type By Week: which days, 1 (Monday) to 7 (Sunday). Example: 6,7.',
		example: '6,7',
		of: choice({
			label: 'Weekday',
			description: '1 (Monday) to 7 (Sunday). Example: 6.',
			choices: WEEKDAYS,
		}),
		max: 7,
		joinedBy: ',',
	}),
	beginTime: day('First Day', '2026-10-01'),
	endTime: day('Last Day', '2026-10-07'),
};

const holidayId = whole({
	label: 'Special Date ID',
	description: 'Id of the special date, from Get Many. Example: 14.',
	example: 14,
	required: true,
});

export const getSpecialDates = endpoint({
	...SPECIAL_DATE,
	operation: 'getMany',
	name: 'Get Many',
	action: 'Get many special dates',
	description: 'Gets the special dates of a campaign',
	method: 'GET',
	send: 'query',
	parameters: { campaignId },
	answer: { kind: 'rows', rows: 'data' },
	row: {
		id: 14,
		name: 'National Day',
		type: 2,
		week: null,
		beginTime: '2026-10-01',
		endTime: '2026-10-07',
	},
	page: 'cec_07_0738 / 4018, reference/huawei §2.1 row 22, §2.5',
});

export const createSpecialDate = endpoint({
	...SPECIAL_DATE,
	operation: 'create',
	name: 'Create',
	action: 'Create a special date',
	description: 'Adds a special date to a campaign, which may have 20',
	method: 'POST',
	parameters: { campaignId, ...fields },
	answer: DONE,
	page: 'cec_07_0739 / 4019, reference/huawei §2.1 row 23, §2.5',
});

export const updateSpecialDate = endpoint({
	...SPECIAL_DATE,
	operation: 'update',
	name: 'Update',
	action: 'Update a special date',
	description: 'Changes a special date for every campaign that uses it',
	method: 'PUT',
	parameters: { campaignId, id: holidayId, ...fields },
	answer: DONE,
	page: 'cec_07_0740 / 4020, reference/huawei §2.1 row 24, §2.5',
});

export const deleteSpecialDate = endpoint({
	...SPECIAL_DATE,
	operation: 'delete',
	name: 'Delete',
	action: 'Delete a special date',
	description: 'Deletes one special date of a campaign',
	method: 'DELETE',
	path: `${V1}/holiday/{campaignId}/{holidayId}`,
	parameters: { campaignId, holidayId },
	answer: DONE,
	page: 'cec_07_0741 / 4021, reference/huawei §2.1 row 25',
});

export const deleteSpecialDates = endpoint({
	...SPECIAL_DATE,
	operation: 'deleteAll',
	name: 'Delete All',
	action: 'Delete all special dates of a campaign',
	description: 'Deletes every special date of a campaign',
	method: 'DELETE',
	parameters: { campaignId },
	answer: DONE,
	page: 'cec_07_0742 / 4022, reference/huawei §2.1 row 26',
});
