import { choice, text, time, whole } from '../../parameter';
import { DEVICE_TYPES } from '../../codes/deviceType';
import { endpoint } from '../../endpoint';
import { additionalFields, PARTLY_SEEN } from '../additionalFields';
import { DATA_OBJECT, DONE, RETURN_OBJECT } from './answers';
import {
	callBackUrl,
	campaignDescription,
	campaignFieldsV1,
	campaignFieldsV2,
	campaignId,
	campaignName,
	campaignStatus,
	campaignTimes,
	initStatus,
	optionalCampaignTimes,
	retryPolicyMembers,
} from './campaignFields';
import { V1, V2 } from './paths';

const CAMPAIGN = { resource: 'campaign', component: 'isales', send: 'body' } as const;
const GET = { ...CAMPAIGN, method: 'GET', send: 'query' } as const;

const named = { name: campaignName, description: campaignDescription };
const CREATED = { answer: RETURN_OBJECT, row: { id: 46 }, caution: PARTLY_SEEN };

export const createCampaignV2 = endpoint({
	...CAMPAIGN,
	...CREATED,
	operation: 'create',
	name: 'Create',
	action: 'Create a campaign',
	description:
		'Creates an outbound campaign with its retry policy. It runs from its begin time, or at once when created as started',
	method: 'POST',
	path: V2,
	parameters: {
		...named,
		...campaignTimes,
		...campaignFieldsV2,
		initStatus,
		callBackUrl,
		additionalFields,
	},
	page: 'cec_07_0722 / 4002, reference/huawei §2.1 row 2, §2.2',
});

export const createCampaignV1 = endpoint({
	...CAMPAIGN,
	...CREATED,
	operation: 'createV1',
	name: 'Create (V1)',
	action: 'Create a campaign with version 1',
	description: 'Creates an outbound campaign on releases without version 2: one calling number',
	method: 'POST',
	path: V1,
	parameters: {
		...named,
		...campaignTimes,
		...campaignFieldsV1,
		initStatus,
		callBackUrl,
		additionalFields,
	},
	page: 'cec_07_0721 / 4001, reference/huawei §2.1 row 1, §2.2',
});

export const updateCampaignV2 = endpoint({
	...CAMPAIGN,
	operation: 'update',
	name: 'Update',
	action: 'Update a campaign',
	description:
		'Writes all settings of a campaign that is not over; the device type must be the original one',
	method: 'PUT',
	path: `${V2}/{campaignId}`,
	parameters: {
		campaignId,
		...named,
		...campaignTimes,
		...campaignFieldsV2,
		callBackUrl,
		additionalFields,
	},
	answer: DONE,
	caution: PARTLY_SEEN,
	page: 'cec_07_0724 / 4004, reference/huawei §2.1 row 4, §2.2',
});

export const updateCampaignV1 = endpoint({
	...CAMPAIGN,
	operation: 'updateV1',
	name: 'Update (V1)',
	action: 'Update a campaign with version 1',
	description: 'Writes the settings of a campaign that is not over; begin and end may be left out',
	method: 'PUT',
	path: `${V1}/{campaignId}`,
	parameters: {
		campaignId,
		...named,
		...optionalCampaignTimes,
		...campaignFieldsV1,
		callBackUrl,
		additionalFields,
	},
	answer: DONE,
	caution: PARTLY_SEEN,
	page: 'cec_07_0723 / 4003, reference/huawei §2.1 row 3, §2.2',
});

/** Also of contacts that are deleted (row 41). */
export const archiveHistory = choice({
	label: 'History',
	description:
		'Whether what is deleted is kept in the history table of CC-iSales. Example: Delete Without Archiving.',
	example: 0,
	default: 0,
	choices: [
		{ value: 0, label: 'Delete Without Archiving' },
		{ value: 1, label: 'Move to History' },
	],
});

export const deleteCampaign = endpoint({
	...CAMPAIGN,
	operation: 'delete',
	name: 'Delete',
	action: 'Delete a campaign',
	description: 'Deletes a campaign that is not started; pause it first',
	method: 'DELETE',
	path: `${V1}/{campaignId}`,
	parameters: { campaignId, archiveHistory },
	answer: DONE,
	page: 'cec_07_0725 / 4005, reference/huawei §2.1 row 5',
});

const CAMPAIGN_ROW = {
	name: 'renewal-2026-06',
	description: '',
	status: 2,
	strBeginTime: '2026-06-01 01:00:00',
	strEndTime: '2026-06-30 10:00:00',
	deviceType: 3,
};

export const getCampaign = endpoint({
	...GET,
	operation: 'get',
	name: 'Get',
	action: 'Get a campaign',
	description: 'Gets all settings of a campaign; its times are UTC',
	path: `${V1}/{campaignId}`,
	parameters: { campaignId },
	answer: RETURN_OBJECT,
	row: {
		...CAMPAIGN_ROW,
		callerNo: '88880001',
		maxAlertingTime: 30,
		scheduleParam: { workdayBeginTime1: '01:00', workdayEndTime1: '10:00' },
		ivrParam: { deviceSign: '70001', callCount: 10, callInterval: 5 },
		skillParam: null,
	},
	simple: ['name', 'description', 'status', 'strBeginTime', 'strEndTime', 'deviceType', 'callerNo'],
	page: 'cec_07_0726 / 4006, reference/huawei §2.1 row 6, §2.3',
});

function listTime(label: string, which: string, example: string) {
	return time({ label, description: `${which} Example: ${example}.`, example, form: 'utc' });
}

export const getCampaigns = endpoint({
	...GET,
	operation: 'getMany',
	name: 'Get Many',
	action: 'Get many campaigns',
	description: 'Gets campaigns by name, status, type and time',
	path: V1,
	parameters: {
		name: text({
			label: 'Name',
			description:
				'Only campaigns with this in their name, at most 30 characters. Example: renewal.',
			example: 'renewal',
			max: 30,
		}),
		status: campaignStatus,
		deviceType: choice({
			label: 'Device Type',
			description: 'Only campaigns that call this way. Example: All.',
			example: 0,
			default: 0,
			required: true,
			choices: [{ value: 0, label: 'All' }, ...DEVICE_TYPES],
		}),
		beginTime: listTime(
			'Begins After',
			'Only campaigns that begin at this time or later.',
			'2026-06-01T00:00:00',
		),
		endTime: listTime(
			'Ends Before',
			'Only campaigns that end at this time or earlier.',
			'2026-07-01T00:00:00',
		),
		ccId: whole({
			label: 'Call Center ID',
			description: 'Only campaigns of this call center; without it, of all. Example: 1.',
			example: 1,
			min: 1,
		}),
		curPage: whole({
			label: 'Page',
			description: 'Which page, counted from 1. Example: 1.',
			example: 1,
			default: 1,
			min: 1,
			required: true,
		}),
		rowsPerPage: whole({
			label: 'Page Size',
			description: 'How many campaigns a page has, 1 to 100. Example: 100.',
			example: 100,
			default: 100,
			min: 1,
			max: 100,
			required: true,
		}),
	},
	answer: { kind: 'rows', rows: 'data', total: 'totalSize' },
	paging: { by: 'page', number: 'curPage', size: 'rowsPerPage', most: 100 },
	row: { id: 46, ...CAMPAIGN_ROW },
	page: 'cec_07_0727 / 4007, reference/huawei §2.1 row 7, §2.3',
});

export const pauseCampaign = endpoint({
	...CAMPAIGN,
	operation: 'pause',
	name: 'Pause',
	action: 'Pause a campaign',
	description: 'Stops calling the numbers of a running campaign until it is resumed',
	method: 'PUT',
	path: `${V1}/{campaignId}/pause`,
	parameters: { campaignId },
	answer: DONE,
	page: 'cec_07_0728 / 4008, reference/huawei §2.1 row 8, §2.2',
});

export const resumeCampaign = endpoint({
	...CAMPAIGN,
	operation: 'resume',
	name: 'Resume',
	action: 'Resume a campaign',
	description: 'Goes on with a paused campaign',
	method: 'PUT',
	path: `${V1}/{campaignId}/resume`,
	parameters: { campaignId },
	answer: DONE,
	page: 'cec_07_0729 / 4009, reference/huawei §2.1 row 9, §2.2',
});

export const setRetryPolicy = endpoint({
	...CAMPAIGN,
	operation: 'setRetryPolicy',
	name: 'Set Retry Policy',
	action: 'Set the retry policy of a campaign',
	description: 'Says when a number that was not reached is called again',
	method: 'POST',
	path: `${V1}/retryPolicy/{campaignId}`,
	parameters: {
		campaignId,
		...retryPolicyMembers,
		policyJson: { ...retryPolicyMembers.policyJson, required: true },
		additionalFields,
	},
	answer: DONE,
	caution:
		"The vendor's page seems to swap the explanations of retryTime and retryDay: read the policy back after setting it.",
	page: 'cec_07_0730 / 4010, reference/huawei §2.1 row 10, §2.4',
});

export const getRetryPolicy = endpoint({
	...GET,
	operation: 'getRetryPolicy',
	name: 'Get Retry Policy',
	action: 'Get the retry policy of a campaign',
	description: 'Gets when a number that was not reached is called again',
	path: `${V1}/retryPolicy/{campaignId}`,
	parameters: { campaignId },
	answer: DATA_OBJECT,
	row: {
		retryPolicyId: '1801',
		policyType: 0,
		policyJson: { dataType: '', policy: '', retryDay: 1, retryTimes: 2, type: 0 },
		noRetryPolicy: ['OB00001'],
		busiPolicy: '[]',
	},
	page: 'cec_07_0731 / 4011, reference/huawei §2.1 row 11, §2.4',
});

export const getCampaignStatistics = endpoint({
	...GET,
	operation: 'getStatistics',
	name: 'Get Statistics',
	action: 'Get the statistics of campaigns for today',
	description:
		'Counts the numbers of one or all campaigns, in all and today; may be asked for once in 5 minutes',
	path: `${V2}/statistics`,
	parameters: {
		campaignId: {
			...campaignId,
			required: false,
			description: 'Only this campaign; without it, all campaigns. Example: 46.',
		},
		batchId: text({
			label: 'Batch',
			description:
				'Only this batch of the campaign: the custom field its contacts were added with. Needs a campaign. Example: batch1.',
			example: 'batch1',
		}),
	},
	answer: { kind: 'rows', rows: 'countDetail' },
	row: {
		campaignId: '46',
		unCallCount: 100,
		calledCount: 20,
		finishCount: 15,
		totalCalledCount: 220,
		totalCallSucc: 120,
		totalFinishCount: 200,
		totalCount: 320,
		dailyCalledCount: 20,
		dailyCallSucc: 12,
		dailyFinishCount: 15,
		dailyCount: 120,
		batchDetail: [{ batchId: 'batch1', unCallCount: 100, calledCount: 20, finishCount: 15 }],
	},
	page: 'cec_07_0765 / 4037, reference/huawei §2.1 row 43, §2.6',
});

function statisticsDay(label: string, example: string) {
	return time({
		label,
		description: `${label} of at most 30 days, both or none; without them, today. Example: ${example}.`,
		example,
		form: 'day',
	});
}

export const getFailureStatistics = endpoint({
	...GET,
	operation: 'getFailureStatistics',
	name: 'Get Failure Statistics',
	action: 'Get the failure statistics of a campaign',
	description: 'Counts the failed calls of a campaign for every day and fail code',
	path: `${V1}/failcategorystatistics`,
	parameters: {
		campaignId,
		startDate: statisticsDay('First Day', '2026-06-01'),
		endDate: statisticsDay('Last Day', '2026-06-30'),
	},
	answer: { kind: 'rows', rows: 'data' },
	row: { statDate: '2026-06-02', failData: { '00537': 3, '00603': 12 } },
	page: 'cec_07_0734 / 4014, reference/huawei §2.1 row 14, §2.4',
});
