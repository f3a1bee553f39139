import { endpoint } from '../../endpoint';
import { choice, text } from '../../parameter';
import { additionalFields, PARTLY_SEEN } from '../additionalFields';
import { DATA_ROWS, DONE } from './answers';
import { blocklistTypeId } from './blocklist';
import { named, nameFilter } from './blocklistGroup';
import { OFFSET_PAGING, OFFSET_PARAMETERS } from '../paging';
import { V1 } from './paths';

const TYPE = {
	resource: 'blocklistType',
	component: 'isales',
	method: 'POST',
	send: 'body',
} as const;

const typeId = { ...blocklistTypeId, required: true };

/** cec_07_0755 and 0756. */
const fields = {
	...named,
	actionType: choice({
		label: 'Action Type',
		description: 'What happens when a number of this type is to be called. Example: Automatic.',
		example: '1',
		required: true,
		choices: [
			{ value: '1', label: 'Automatic' },
			{ value: '2', label: 'Pop-Up Message' },
		],
	}),
	action: text({
		label: 'Action',
		description: 'The action itself, as the call center defined it. Example: reject.',
		example: 'reject',
		required: true,
		min: 1,
	}),
	additionalFields,
};

export const createBlocklistType = endpoint({
	...TYPE,
	operation: 'create',
	name: 'Create',
	action: 'Create a blocklist type',
	description: 'Creates a type that says what happens with numbers on the blocklist',
	path: `${V1}/blackType/create`,
	parameters: fields,
	answer: { kind: 'one', at: '' },
	caution: PARTLY_SEEN,
	page: 'cec_07_0754, reference/huawei §2.1 row 35',
});

export const getBlocklistTypes = endpoint({
	...TYPE,
	operation: 'getMany',
	name: 'Get Many',
	action: 'Get many blocklist types',
	description: 'Gets the types of the blocklist',
	path: `${V1}/blackType/query`,
	parameters: { name: nameFilter, ...OFFSET_PARAMETERS },
	answer: DATA_ROWS,
	paging: OFFSET_PAGING,
	row: {
		id: '1735689600101',
		name: 'Complaints',
		description: '',
		orgName: 'Sales',
		actionType: '1',
		action: 'reject',
	},
	page: 'cec_07_0755, reference/huawei §2.1 row 36',
});

export const updateBlocklistType = endpoint({
	...TYPE,
	operation: 'update',
	name: 'Update',
	action: 'Update a blocklist type',
	description: 'Changes name, description and action of a blocklist type',
	path: `${V1}/blackType/update`,
	parameters: { id: typeId, ...fields },
	answer: DONE,
	caution: PARTLY_SEEN,
	page: 'cec_07_0756, reference/huawei §2.1 row 37',
});

export const deleteBlocklistType = endpoint({
	...TYPE,
	operation: 'delete',
	name: 'Delete',
	action: 'Delete a blocklist type',
	description: 'Deletes a blocklist type',
	method: 'DELETE',
	path: `${V1}/blackType/{typeId}`,
	parameters: { typeId },
	answer: DONE,
	page: 'cec_07_0757, reference/huawei §2.1 row 38',
});
