import type { INodeProperties } from 'n8n-workflow';

import type { RecordKind } from '../../../../lib/huaweiCec/records/columns';
import { LIMIT, RETURN_ALL } from '../../properties';

/** Asked for, and sent to CC-FS, where nobody waits for the callback: an address that never resolves. */
export const NO_CALLBACK = 'https://callback.invalid/';

const FROM: INodeProperties = {
	displayName: 'Get',
	name: 'from',
	type: 'options',
	options: [
		{
			name: 'A Period',
			value: 'period',
			description: 'Have CC-FS write the file, wait for it and read it',
		},
		{
			name: 'A File That Is Ready',
			value: 'file',
			description: 'Read the file a Huawei CEC Trigger or an earlier request named',
		},
	],
	default: 'period',
	description: 'What to read',
};

const forPeriod = { show: { from: ['period'] } };

export const PERIOD_FIELDS: readonly INodeProperties[] = [
	{
		displayName: 'Begin Time',
		name: 'beginTime',
		type: 'dateTime',
		required: true,
		default: '',
		placeholder: 'e.g. 2026-06-01T00:00:00',
		description:
			'Start of the period, an ISO 8601 time. Without a zone it is in the time zone of the credential.',
	},
	{
		displayName: 'End Time',
		name: 'endTime',
		type: 'dateTime',
		required: true,
		default: '',
		placeholder: 'e.g. 2026-06-02T00:00:00',
		description:
			'End of the period. CC-FS writes files of at most 3 days; a longer period is asked for in parts.',
	},
	{
		displayName: 'Callback URL',
		name: 'callBackURL',
		type: 'string',
		default: NO_CALLBACK,
		placeholder: 'e.g. https://n8n.example.com/webhook/huawei',
		description:
			'CC-FS insists on an address for its news that the file is ready. This operation does not need the news: leave the address that leads nowhere, or give the URL of a Huawei CEC Trigger.',
	},
];

const FILE_NAME: INodeProperties = {
	displayName: 'File Name',
	name: 'fileName',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. 20260602_11112222333344445555666677778888.zip',
	description:
		'Name of the file, as the event "records.ready" of a Huawei CEC Trigger has it (file, name)',
	displayOptions: { show: { from: ['file'] } },
};

type FilterName =
	| 'accountId'
	| 'agentIds'
	| 'callIds'
	| 'calleeNumber'
	| 'callerNumber'
	| 'direction'
	| 'finalLegOnly'
	| 'skillIds';

const FILTERS: Readonly<Record<FilterName, INodeProperties>> = {
	accountId: {
		displayName: 'Tenant Space ID',
		name: 'accountId',
		type: 'string',
		default: '',
		placeholder: 'e.g. 202600000001',
		description:
			'Only data of this tenant space, at most 20 characters. Sent to CC-FS with a period.',
	},
	agentIds: {
		displayName: 'Agent IDs',
		name: 'agentIds',
		type: 'string',
		default: '',
		placeholder: 'e.g. 20001, 20002',
		description: 'Only rows of these agents; several are separated by commas',
	},
	callIds: {
		displayName: 'Call IDs',
		name: 'callIds',
		type: 'string',
		default: '',
		placeholder: 'e.g. 1780366800-1388',
		description: 'Only rows of these calls; several are separated by commas',
	},
	calleeNumber: {
		displayName: 'Callee Number',
		name: 'calleeNumber',
		type: 'string',
		default: '',
		placeholder: 'e.g. 05710000100',
		description: 'Only calls to this number, whatever prefix such as 0 or 86 stands before it',
	},
	callerNumber: {
		displayName: 'Caller Number',
		name: 'callerNumber',
		type: 'string',
		default: '',
		placeholder: 'e.g. 13800000001',
		description: 'Only calls from this number, whatever prefix such as 0 or 86 stands before it',
	},
	direction: {
		displayName: 'Direction',
		name: 'direction',
		type: 'options',
		options: [
			{ name: 'Inbound', value: 'inbound' },
			{ name: 'Internal', value: 'internal' },
			{ name: 'Outbound', value: 'outbound' },
		],
		default: 'inbound',
		description: 'Only calls of this direction',
	},
	finalLegOnly: {
		displayName: 'Final Leg Only',
		name: 'finalLegOnly',
		type: 'boolean',
		default: true,
		description:
			'Whether to leave out all rows of a call but the last one (call_id_num -1), so that each call is one item',
	},
	skillIds: {
		displayName: 'Skill Queue IDs',
		name: 'skillIds',
		type: 'string',
		default: '',
		placeholder: 'e.g. 7, 8',
		description: 'Only rows of these skill queues; several are separated by commas',
	},
};

/** Which filters fit the columns of a kind of file. */
const FILTERS_OF: Readonly<Record<RecordKind, readonly FilterName[]>> = {
	call: [
		'agentIds',
		'callIds',
		'calleeNumber',
		'callerNumber',
		'direction',
		'finalLegOnly',
		'skillIds',
		'accountId',
	],
	record: [
		'agentIds',
		'callIds',
		'calleeNumber',
		'callerNumber',
		'direction',
		'skillIds',
		'accountId',
	],
	agentOperation: ['agentIds', 'callIds', 'skillIds', 'accountId'],
	skillChange: ['agentIds', 'accountId'],
};

export function filterField(records: RecordKind): INodeProperties {
	return {
		displayName: 'Filters',
		name: 'filters',
		type: 'collection',
		placeholder: 'Add filter',
		default: {},
		description: 'Applied while the file is read, so that a file of any size takes little memory',
		options: FILTERS_OF[records].map((name) => FILTERS[name]),
	};
}

export const FILE_SETTINGS: INodeProperties = {
	displayName: 'File Settings',
	name: 'fileSettings',
	type: 'collection',
	placeholder: 'Add setting',
	default: {},
	options: [
		{
			displayName: 'Most Unpacked Data (MB)',
			name: 'mostUnpackedMegabytes',
			type: 'number',
			typeOptions: { minValue: 1, numberPrecision: 0 },
			default: 4096,
			description:
				'A file that unpacks to more than this stops with an error; it is read in pieces, so this is no amount of memory',
		},
		{
			displayName: 'Times in the File',
			name: 'fileTimes',
			type: 'options',
			options: [
				{ name: 'In the Time Zone of the Credential', value: 'tenant' },
				{ name: 'In UTC', value: 'utc' },
			],
			default: 'tenant',
			description:
				'Which zone the times of the file are in. They are put out in UTC either way; compare one with the platform to be sure.',
		},
		{
			displayName: 'Wait For (Seconds)',
			name: 'waitSeconds',
			type: 'number',
			typeOptions: { minValue: 0, numberPrecision: 0 },
			default: 600,
			description: 'How long to wait until CC-FS has written the file of a period',
		},
	],
};

export const OUTPUT: INodeProperties = {
	displayName: 'Output',
	name: 'output',
	type: 'options',
	options: [
		{
			name: 'Call Events',
			value: 'callEvent',
			description: 'One item per call in the form all triggers of this package have',
		},
		{
			name: 'Call Events, Simplified',
			value: 'simplified',
			description: 'One item per call with some 25 flat fields',
		},
		{
			name: 'Records',
			value: 'records',
			description: 'One item per row of the file: a call has one for each device it passed',
		},
	],
	default: 'records',
	description: 'What each item holds',
};

/** What is asked before rows of a kind are read. */
export function recordFields(records: RecordKind): INodeProperties[] {
	return [
		FROM,
		...PERIOD_FIELDS.map((field) => ({ ...field, displayOptions: forPeriod })),
		FILE_NAME,
		...(records === 'call' ? [OUTPUT] : []),
		RETURN_ALL,
		LIMIT,
		filterField(records),
		FILE_SETTINGS,
	];
}
