import { endpoint } from '../../endpoint';
import { choice, list, text } from '../../parameter';
import { additionalFields } from '../additionalFields';
import { DATA_OBJECT, DONE, RETURN_OBJECT } from './answers';
import { archiveHistory } from './campaign';
import { campaignId } from './campaignFields';
import {
	called,
	contactsOfTaskGroup,
	contactsV1,
	contactsV2,
	customField,
	recycleTime,
	sessionId,
} from './contactFields';
import { serverId } from './fileServer';
import { OFFSET_PAGING, OFFSET_PARAMETERS } from '../paging';
import { V1, V2 } from './paths';

const CONTACT = { resource: 'contact', component: 'isales', method: 'POST', send: 'body' } as const;

/** One for every number; `dataId` is too long for a number and stays text. */
const ADDED_NUMBER = { called: '13800000001', dataId: '1803096731904991234' };

/** `totalSize` counts what the campaign still has to call, not what was added. */
const ADDED = { answer: RETURN_OBJECT, row: { totalSize: 1, dataIdList: [ADDED_NUMBER] } };

export const addContactsV2 = endpoint({
	...CONTACT,
	operation: 'add',
	name: 'Add',
	action: 'Add contacts to a campaign',
	description:
		'Adds contacts to a campaign; wait a second between two calls. A number on the blocklist makes the whole call fail',
	path: `${V2}/calldata/{campaignId}`,
	parameters: {
		campaignId,
		callDataList: contactsV2,
		batchId: text({
			label: 'Batch ID',
			description:
				'The batch the contacts belong to, since release 25.200.0. Example: 1749000000001.',
			example: '1749000000001',
		}),
	},
	answer: { kind: 'rows', rows: 'returnObject.dataIdList' },
	row: ADDED_NUMBER,
	page: 'cec_07_0760 / 4032, reference/huawei §2.1 row 40, §2.6',
});

export const addContactsV1 = endpoint({
	...CONTACT,
	...ADDED,
	operation: 'addV1',
	name: 'Add (V1)',
	action: 'Add contacts to a campaign with version 1',
	description: 'Adds up to 20 contacts with one number each; wait a second between two calls',
	path: `${V1}/calldata/{campaignId}`,
	parameters: { campaignId, callDataList: contactsV1 },
	caution: 'One page of the vendor calls the list of ids datalist instead of dataIdList.',
	page: 'cec_07_0759 / 4031, reference/huawei §2.1 row 39, §2.6',
});

export const deleteContacts = endpoint({
	...CONTACT,
	operation: 'delete',
	name: 'Delete',
	action: 'Delete contacts from a campaign',
	description:
		'Deletes the contacts that match; not of a running campaign, nor numbers that are being called or done. Send one call after the other',
	path: `${V1}/calldata/{campaignId}/delete`,
	parameters: {
		campaignId,
		sessionId,
		called: { ...called, required: false },
		customField: {
			...customField,
			description: 'Deletes all contacts with this mark, at most 200 characters. Example: batch1.',
		},
		recycleTime: {
			...recycleTime,
			description:
				'Deletes contacts by their recycle time. Sent in UTC: the vendor does not name the zone. Example: 2026-06-30T18:00:00.',
		},
		recycleType: choice({
			label: 'Recycle Time Match',
			description: 'Which contacts the recycle time means; only with it. Example: That Day.',
			example: '2',
			choices: [
				{ value: '1', label: 'That Day and Before' },
				{ value: '2', label: 'That Day' },
				{ value: '3', label: 'Exactly That Time' },
			],
		}),
		archiveHistory,
		additionalFields,
	},
	anyOf: ['sessionId', 'called', 'customField', 'recycleTime', 'additionalFields'],
	answer: DONE,
	page: 'cec_07_0761 / 4033, reference/huawei §2.1 row 41, §2.6',
});

export const getContact = endpoint({
	...CONTACT,
	operation: 'get',
	name: 'Get',
	action: 'Get a contact of a campaign',
	description: 'Gets one number of a campaign with what it was added with',
	method: 'GET',
	send: 'query',
	path: `${V1}/calldata/{campaignId}/{dataId}`,
	parameters: {
		campaignId,
		dataId: text({
			label: 'Data ID',
			description:
				'Id of the number from the answer that added it; keep it as text, it is too long for a number. Example: 1803096731904991234.',
			example: '1803096731904991234',
			required: true,
			min: 1,
		}),
	},
	answer: DATA_OBJECT,
	row: {
		dataId: '1803096731904991234',
		properties: [{ propCode: 'sessionId', propName: 'Session ID', propValue: 'cust-0001' }],
		calledNos: [{ calledNo: '13800000001', type: '1' }],
	},
	page: 'cec_07_0764 / 4036, reference/huawei §2.1 row 42',
});

export const importContacts = endpoint({
	...CONTACT,
	operation: 'importFile',
	name: 'Import File',
	action: 'Import contacts from a file',
	description:
		'Starts the import of an Excel file with up to 500,000 rows that lies on an SFTP file server. Columns: sessionId, called (like [{"calledNo":123}]), caller, callData, customField, recycleTime, priority',
	path: `${V1}/calldatafile/uploadFileServer/{campaignId}`,
	parameters: {
		campaignId,
		serverId: { ...serverId, required: false },
		fileName: text({
			label: 'File Name',
			description: 'Name of the Excel file on the server. Example: contacts.xlsx.',
			example: 'contacts.xlsx',
		}),
		additionalFields,
	},
	answer: { kind: 'one', at: '' },
	caution:
		'The names of the fields for server and file were inferred. If CC-iSales refuses them, leave both empty and give the fields of your release as Other Fields (JSON).',
	page: 'cec_07_0766 / 4038, reference/huawei §2.1 row 44, §2.6',
});

export const getContactImports = endpoint({
	...CONTACT,
	operation: 'getImports',
	name: 'Get Import Status',
	action: 'Get the import status of contact files',
	description:
		'Gets how far the file imports of a campaign are: status 0 waiting, 1 running, 2 done, 3 failed',
	path: `${V1}/calldatafile/queryDataImportTask/{campaignId}`,
	parameters: {
		campaignId,
		importTaskIds: list({
			label: 'Import IDs',
			description: 'Only these imports; without them, all of the campaign. Example: 1749000000099.',
			example: '1749000000099',
			of: text({ label: 'Import ID', description: 'Id of an import. Example: 1749000000099.' }),
		}),
		...OFFSET_PARAMETERS,
	},
	answer: { kind: 'rows', rows: 'result', total: 'count' },
	paging: OFFSET_PAGING,
	row: {
		id: '1749000000099',
		beginTime: '2026-06-02T02:00:00.000+00:00',
		endTime: '2026-06-02T02:00:09.000+00:00',
		status: '2',
		succNum: 980,
		repeatNum: 5,
		failNum: 10,
		blackNum: 5,
		errMsg: '',
	},
	caution:
		'The method was taken from the page cec_07_4039; the list of import ids only from its sample.',
	page: 'cec_07_0767 / 4039, reference/huawei §2.1 row 45',
});

export const addContactsToTaskGroup = endpoint({
	...CONTACT,
	...ADDED,
	operation: 'addToTaskGroup',
	name: 'Add to Task Group',
	action: 'Add contacts to a task group',
	description: 'Adds up to 20 contacts to a group of campaigns',
	// Row 46 has one field in the query and the others in the body.
	path: `${V1}/groupcalldata?campaignGroupId={taskGroupId}`,
	parameters: {
		taskGroupId: text({
			label: 'Task Group ID',
			description:
				'Id of the task group, from its details in Task Group Management. Example: 1749000000201.',
			example: '1749000000201',
			required: true,
			min: 1,
			pattern: {
				shape: /^[0-9A-Za-z_-]+$/,
				says: 'may hold only digits, letters, - and _',
			},
		}),
		callDataList: contactsOfTaskGroup,
	},
	page: 'cec_07_0768, reference/huawei §2.1 row 46, §2.6',
});
