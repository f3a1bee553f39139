import { endpoint } from '../../endpoint';
import { text } from '../../parameter';
import { additionalFields, PARTLY_SEEN } from '../additionalFields';
import { DATA_ROWS, DONE } from './answers';
import { blocklistGroupId } from './blocklist';
import { OFFSET_PAGING, OFFSET_PARAMETERS } from '../paging';
import { V1 } from './paths';

const GROUP = {
	resource: 'blocklistGroup',
	component: 'isales',
	method: 'POST',
	send: 'body',
} as const;

/** Name and description, of groups and of types. */
export const named = {
	name: text({
		label: 'Name',
		description: 'Name, at most 64 characters, unique. Example: Complaints.',
		example: 'Complaints',
		required: true,
		min: 1,
		max: 64,
	}),
	description: text({
		label: 'Description',
		description: 'What it is for, at most 255 characters. Example: Asked not to be called.',
		example: 'Asked not to be called',
		max: 255,
	}),
};

/** Part of a name, to find groups and types. */
export const nameFilter = text({
	label: 'Name',
	description: 'Only those with this in their name. Example: Complaints.',
	example: 'Complaints',
});

const categoryId = { ...blocklistGroupId, required: true };

export const createBlocklistGroup = endpoint({
	...GROUP,
	operation: 'create',
	name: 'Create',
	action: 'Create a blocklist group',
	description: 'Creates a group for numbers on the blocklist, since release 24.400.0',
	path: `${V1}/blackCategory/create`,
	parameters: { ...named, additionalFields },
	answer: { kind: 'one', at: '' },
	caution: PARTLY_SEEN,
	page: 'cec_07_0750, reference/huawei §2.1 row 31',
});

export const updateBlocklistGroup = endpoint({
	...GROUP,
	operation: 'update',
	name: 'Update',
	action: 'Update a blocklist group',
	description: 'Changes name and description of a blocklist group',
	path: `${V1}/blackCategory/update`,
	parameters: { id: categoryId, ...named },
	answer: DONE,
	page: 'cec_07_0751, reference/huawei §2.1 row 32',
});

export const getBlocklistGroups = endpoint({
	...GROUP,
	operation: 'getMany',
	name: 'Get Many',
	action: 'Get many blocklist groups',
	description: 'Gets the groups of the blocklist',
	path: `${V1}/blackCategory/query`,
	parameters: { name: nameFilter, ...OFFSET_PARAMETERS },
	answer: DATA_ROWS,
	paging: OFFSET_PAGING,
	row: { id: '1735689600001', name: 'Complaints', description: '', orgName: 'Sales' },
	page: 'cec_07_0752, reference/huawei §2.1 row 33',
});

export const deleteBlocklistGroup = endpoint({
	...GROUP,
	operation: 'delete',
	name: 'Delete',
	action: 'Delete a blocklist group',
	description: 'Deletes a blocklist group',
	method: 'DELETE',
	path: `${V1}/blackCategory/{categoryId}`,
	parameters: { categoryId },
	answer: DONE,
	page: 'cec_07_0753, reference/huawei §2.1 row 34',
});
