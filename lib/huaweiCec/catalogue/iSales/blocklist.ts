import { endpoint } from '../../endpoint';
import { choice, dialled, list, text, time, whole } from '../../parameter';
import { DATA_ROWS, DONE } from './answers';
import { OFFSET_PAGING, OFFSET_PARAMETERS } from '../paging';
import { V1 } from './paths';

/** The do-not-call list of the VDN: reference/huawei §2.7. */
const BLOCKLIST = {
	resource: 'blocklist',
	component: 'isales',
	method: 'POST',
	send: 'body',
} as const;

const number = dialled({
	label: 'Number',
	description:
		'Number on the blocklist, at most 24 characters of 0-9, * and #. Example: 13800000001.',
	example: '13800000001',
	required: true,
	min: 1,
});

function numbers(description: string) {
	return list({
		label: 'Numbers',
		description: `${description} At most 20, each at most 24 characters of 0-9, * and #. Example: 13800000001, 13800000002.`,
		example: '13800000001, 13800000002',
		required: true,
		of: number,
		min: 1,
		max: 20,
	});
}

/** Also for the two resources that manage them. */
export const blocklistGroupId = text({
	label: 'Blocklist Group',
	description: 'The blocklist group, from the list or by its id. Example: 1735689600001.',
	example: '1735689600001',
	pick: 'blocklistGroup',
});
export const blocklistTypeId = text({
	label: 'Blocklist Type',
	description: 'The blocklist type, from the list or by its id. Example: 1735689600101.',
	example: '1735689600101',
	pick: 'blocklistType',
});

const limits = {
	validityExpirationTime: time({
		label: 'Blocked Until',
		description:
			'When the number leaves the blocklist; wins over Blocked For. Sent in UTC: the vendor does not name the zone. Example: 2026-07-01T00:00:00.',
		example: '2026-07-01T00:00:00',
		form: 'utc',
	}),
	validityTime: whole({
		label: 'Blocked For',
		description:
			'How long the number stays on the blocklist, 1 to 120, in hours unless a unit is given. Example: 24.',
		example: 24,
		min: 1,
		max: 120,
	}),
	validityTimeUnit: choice({
		label: 'Blocked For Unit',
		description: 'Unit of Blocked For, since release 24.400.0; hours without it. Example: Hours.',
		example: 4,
		choices: [
			{ value: 4, label: 'Hours' },
			{ value: 3, label: 'Days' },
			{ value: 2, label: 'Months' },
			{ value: 1, label: 'Years' },
		],
	}),
	restrictTimes: whole({
		label: 'Allowed Calls',
		description:
			'How often the number may still be called in the period, 1 to 100; both or none, and fewer than the attempts of the retry policy. Example: 1.',
		example: 1,
		min: 1,
		max: 100,
	}),
	restrictPeriod: choice({
		label: 'Allowed Calls Period',
		description:
			'Period of Allowed Calls: the next call is allowed at the next full hour or the next day. Example: Per Day.',
		example: '1',
		choices: [
			{ value: '0', label: 'Per Hour' },
			{ value: '1', label: 'Per Day' },
		],
	}),
};

export const addToBlocklist = endpoint({
	...BLOCKLIST,
	operation: 'add',
	name: 'Add',
	action: 'Add numbers to the blocklist',
	description:
		'Keeps numbers from being called, for ever or for a time; one number twice or already listed adds none',
	path: `${V1}/blocklist/add`,
	parameters: {
		blocklist: numbers('Numbers that are not to be called.'),
		...limits,
		relCategoryId: blocklistGroupId,
		typeId: blocklistTypeId,
		isCoverDupNo: choice({
			label: 'Numbers Already Listed',
			description: 'What happens to them, since release 24.400.0. Example: Skip.',
			example: 0,
			choices: [
				{ value: 0, label: 'Skip' },
				{ value: 1, label: 'Overwrite' },
			],
		}),
	},
	answer: DONE,
	caution:
		'Allowed Calls is only on the page of releases before 24.400.0; unit, group, type and Numbers Already Listed only on later ones.',
	page: 'cec_07_0744 / 4024, reference/huawei §2.1 row 27, §2.7',
});

export const deleteFromBlocklist = endpoint({
	...BLOCKLIST,
	operation: 'delete',
	name: 'Delete',
	action: 'Delete a number from the blocklist',
	description: 'Lets a number be called again; one number at a time',
	path: `${V1}/blocklist/delete`,
	parameters: { blocklistNo: number },
	answer: DONE,
	page: 'cec_07_0745 / 4025, reference/huawei §2.1 row 28, §2.7',
});

export const clearBlocklist = endpoint({
	...BLOCKLIST,
	operation: 'deleteAll',
	name: 'Delete All',
	action: 'Delete all numbers from the blocklist',
	description: 'Empties the blocklist of the VDN; this cannot be undone',
	method: 'DELETE',
	path: `${V1}/blocklist`,
	parameters: {},
	answer: DONE,
	page: 'cec_07_0746 / 4026, reference/huawei §2.1 row 29, §2.7',
});

const QUERY = {
	...BLOCKLIST,
	path: `${V1}/blocklist/query`,
	answer: DATA_ROWS,
	page: 'cec_07_0747 / 4027, reference/huawei §2.1 row 30, §2.7',
} as const;

const LISTED = { blockNum: '13800000001', validityExpirationTime: '2026-07-01 00:00:00' };

/** The vendor takes either numbers or a page, never both, so row 30 is two operations. */
export const queryBlocklist = endpoint({
	...QUERY,
	operation: 'check',
	name: 'Check Numbers',
	action: 'Check numbers against the blocklist',
	description: 'Gets which of up to 20 numbers are on the blocklist',
	parameters: { blocklist: numbers('Numbers to look up.') },
	row: { ...LISTED, flag: true },
});

export const getBlocklist = endpoint({
	...QUERY,
	operation: 'getMany',
	name: 'Get Many',
	action: 'Get many numbers of the blocklist',
	description: 'Gets the numbers that are not to be called',
	parameters: {
		relCategoryId: blocklistGroupId,
		typeId: blocklistTypeId,
		...OFFSET_PARAMETERS,
	},
	paging: OFFSET_PAGING,
	row: LISTED,
});
