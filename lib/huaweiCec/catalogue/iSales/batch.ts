import { endpoint } from '../../endpoint';
import { choice, text } from '../../parameter';
import { DONE, RETURN_OBJECT } from './answers';
import { campaignId } from './campaignFields';
import { V1 } from './paths';

/** Batches of contacts inside a campaign, since release 25.200.0 (reference/huawei §2.1 rows 47 to 51). */
const BATCH = { resource: 'batch', component: 'isales', method: 'POST', send: 'body' } as const;

const id = text({
	label: 'Batch ID',
	description: 'Id of the batch, from the answer that created it. Example: 1749000000001.',
	example: '1749000000001',
	required: true,
	min: 1,
});

const name = text({
	label: 'Name',
	description:
		'Name of the batch, at most 255 characters, unique in the campaign, none of <>!@#$%^&*?;"~/\\. Example: June, first week.',
	example: 'June, first week',
	required: true,
	min: 1,
	max: 255,
	pattern: {
		shape: /^[^<>!@#$%^&*?;"~/\\]*$/,
		says: 'may not hold any of <>!@#$%^&*?;"~/\\',
	},
});

export const createBatch = endpoint({
	...BATCH,
	operation: 'create',
	name: 'Create',
	action: 'Create a batch',
	description:
		'Creates a batch of contacts in a campaign, which may have 100 unless the tenant says otherwise',
	path: `${V1}/callbatch/{campaignId}/create`,
	parameters: {
		campaignId,
		name,
		status: choice({
			label: 'Status',
			description: 'Whether its contacts are called at once; paused without it. Example: Started.',
			example: 1,
			choices: [
				{ value: 1, label: 'Started' },
				{ value: 2, label: 'Paused' },
			],
		}),
	},
	answer: RETURN_OBJECT,
	row: { id: '1749000000001' },
	page: 'cec_07_0770, reference/huawei §2.1 row 47',
});

export const updateBatch = endpoint({
	...BATCH,
	operation: 'update',
	name: 'Update',
	action: 'Update a batch',
	description: 'Gives a batch another name',
	path: `${V1}/callbatch/{campaignId}/update`,
	parameters: { campaignId, id, name },
	answer: DONE,
	page: 'cec_07_0771, reference/huawei §2.1 row 48',
});

export const deleteBatch = endpoint({
	...BATCH,
	operation: 'delete',
	name: 'Delete',
	action: 'Delete a batch',
	description: 'Deletes a batch of a campaign',
	path: `${V1}/callbatch/{campaignId}/delete`,
	parameters: { campaignId, id },
	answer: DONE,
	page: 'cec_07_0772, reference/huawei §2.1 row 49',
});

export const pauseBatch = endpoint({
	...BATCH,
	operation: 'pause',
	name: 'Pause',
	action: 'Pause a batch',
	description: 'Stops calling the contacts of a batch until it is resumed',
	path: `${V1}/callbatch/{campaignId}/pause`,
	parameters: { campaignId, id },
	answer: DONE,
	page: 'cec_07_0773, reference/huawei §2.1 row 50',
});

export const resumeBatch = endpoint({
	...BATCH,
	operation: 'resume',
	name: 'Resume',
	action: 'Resume a batch',
	description: 'Goes on with a paused batch',
	path: `${V1}/callbatch/{campaignId}/resume`,
	parameters: { campaignId, id },
	answer: DONE,
	page: 'cec_07_0774, reference/huawei §2.1 row 51',
});
