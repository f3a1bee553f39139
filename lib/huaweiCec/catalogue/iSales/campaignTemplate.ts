import { TEMPLATE_STATUSES } from '../../codes/campaignStatus';
import { DEVICE_TYPES } from '../../codes/deviceType';
import { endpoint } from '../../endpoint';
import { choice, text, whole } from '../../parameter';
import { additionalFields, PARTLY_SEEN } from '../additionalFields';
import { DONE, RETURN_OBJECT } from './answers';
import { campaignDescription, campaignFieldsV2, campaignName, initStatus } from './campaignFields';
import { OFFSET_PAGING, OFFSET_PARAMETERS } from '../paging';
import { V1 } from './paths';

const TEMPLATE = { resource: 'campaignTemplate', component: 'isales', send: 'body' } as const;
const GET = { ...TEMPLATE, method: 'GET', send: 'query' } as const;
const CREATED = { method: 'POST', answer: RETURN_OBJECT, row: { id: 71 } } as const;

const campaignTemplateId = whole({
	label: 'Template',
	description: 'The campaign template, from the list or by its id. Example: 71.',
	example: 71,
	required: true,
	pick: 'campaignTemplate',
});

const templateName = {
	...campaignName,
	description: 'Name of the template, at most 100 characters, unique in the VDN. Example: renewal.',
	example: 'renewal',
};

const templateStatus = {
	...initStatus,
	description: 'Whether the template is published at once or paused. Example: Published.',
	choices: [
		{ value: 0, label: 'Published' },
		{ value: 1, label: 'Paused' },
	],
};

export const getCampaignTemplates = endpoint({
	...GET,
	operation: 'getMany',
	name: 'Get Many',
	action: 'Get many campaign templates',
	description: 'Gets campaign templates by status, name and type',
	path: `${V1}/template`,
	parameters: {
		name: text({
			label: 'Name',
			description:
				'Only templates with this in their name, at most 30 characters. Example: renewal.',
			example: 'renewal',
			max: 30,
		}),
		status: choice({
			label: 'Status',
			description: 'Only templates with this status; the vendor has no "all". Example: Published.',
			example: 9,
			default: 9,
			required: true,
			choices: TEMPLATE_STATUSES,
		}),
		taskType: choice({
			label: 'Device Type',
			description:
				'Only templates of campaigns that call this way. Example: Predictive (Skill Queue).',
			example: 2,
			choices: DEVICE_TYPES,
		}),
		...OFFSET_PARAMETERS,
	},
	answer: { kind: 'rows', rows: 'data', total: 'totalSize' },
	paging: OFFSET_PAGING,
	row: { id: 71, name: 'renewal', status: 9, taskType: 3 },
	page: 'cec_07_1128, reference/huawei §2.1 row 17, §2.3',
});

export const getCampaignTemplate = endpoint({
	...GET,
	operation: 'get',
	name: 'Get',
	action: 'Get a campaign template',
	description: 'Gets all settings of a campaign template',
	path: `${V1}/template/{campaignTemplateId}`,
	parameters: { campaignTemplateId },
	answer: RETURN_OBJECT,
	row: {
		id: '71',
		name: 'renewal',
		description: '',
		status: 9,
		deviceType: 3,
		callerNo: '88880001',
		maxAlertingTime: 30,
		priority: 3,
		scheduleParam: { workdayBeginTime1: '01:00', workdayEndTime1: '10:00' },
		ivrParam: { deviceSign: '70001', callCount: 10, callInterval: 5 },
		skillParam: null,
	},
	simple: ['id', 'name', 'description', 'status', 'deviceType', 'callerNo', 'priority'],
	page: 'cec_07_1129, reference/huawei §2.1 row 18, §2.3',
});

export const createCampaignTemplate = endpoint({
	...TEMPLATE,
	...CREATED,
	operation: 'create',
	name: 'Create',
	action: 'Create a campaign template',
	description: 'Creates a template for campaigns: their settings without begin and end',
	path: `${V1}/template`,
	parameters: {
		name: templateName,
		description: campaignDescription,
		...campaignFieldsV2,
		initStatus: templateStatus,
		additionalFields,
	},
	caution: PARTLY_SEEN,
	page: 'cec_07_1130, reference/huawei §2.1 row 19, §2.2',
});

export const copyCampaignTemplate = endpoint({
	...TEMPLATE,
	...CREATED,
	operation: 'copy',
	name: 'Create From Existing',
	action: 'Create a campaign template from an existing campaign or template',
	description: 'Creates a template with the settings of a campaign or of another template',
	path: `${V1}/template/copy`,
	parameters: {
		name: templateName,
		description: campaignDescription,
		from: whole({
			label: 'Source ID',
			description: 'Id of the campaign or template whose settings are taken. Example: 46.',
			example: 46,
			required: true,
		}),
		initStatus: templateStatus,
	},
	page: 'cec_07_1131, reference/huawei §2.1 row 20, §2.3',
});

export const updateCampaignTemplate = endpoint({
	...TEMPLATE,
	operation: 'update',
	name: 'Update',
	action: 'Update a campaign template',
	description: 'Writes all settings of a template; the device type must be the original one',
	method: 'PUT',
	path: `${V1}/template/{campaignTemplateId}/update`,
	parameters: {
		campaignTemplateId,
		name: templateName,
		description: campaignDescription,
		...campaignFieldsV2,
		additionalFields,
	},
	answer: DONE,
	caution: PARTLY_SEEN,
	page: 'cec_07_1132, reference/huawei §2.1 row 21',
});
