import {
	NodeConnectionTypes,
	NodeOperationError,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';

import { mapToCrm, type CrmName, type CrmRecord } from '../../lib/crm/mapToCrm';
import { readCallEvent } from '../../lib/crm/readCallEvent';
import { readSettings } from './readSettings';

export class MapToCrm implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Contact Center: Map to CRM',
		name: 'mapToCrm',
		icon: {
			light: 'file:../../icons/mapToCrm.svg',
			dark: 'file:../../icons/mapToCrm.dark.svg',
		},
		group: ['transform'],
		version: 1,
		subtitle: '={{ $parameter["crm"] }}',
		description: 'Turns a call event into what a CRM wants to be sent',
		defaults: { name: 'Map to CRM' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		properties: [
			{
				displayName: 'CRM',
				name: 'crm',
				type: 'options',
				noDataExpression: true,
				options: [
					{ name: 'Bitrix24', value: 'bitrix24' },
					{ name: 'Dynamics 365 (Dataverse)', value: 'dynamics' },
					{ name: 'Fxiaoke (纷享销客)', value: 'fxiaoke' },
					{ name: 'HubSpot', value: 'hubspot' },
					{ name: 'Odoo', value: 'odoo' },
					{ name: 'Pipedrive', value: 'pipedrive' },
					{ name: 'Salesforce', value: 'salesforce' },
					{ name: 'vCon (Export)', value: 'vcon' },
					{ name: 'Zendesk', value: 'zendesk' },
					{ name: 'Zoho CRM', value: 'zoho' },
				],
				default: 'hubspot',
				description: 'Who the payload is for',
			},
			{
				displayName: 'Call Event',
				name: 'callEvent',
				type: 'json',
				default: '={{ $json }}',
				required: true,
				description:
					'The item of a trigger of this package, in the output Everything, Call Event or Simplified. After a node that replaces the item, point to the trigger.',
			},
			{
				displayName: 'Include Other Input Fields',
				name: 'includeOtherFields',
				type: 'boolean',
				default: false,
				description: 'Whether the fields of the input item are passed on beside the payload',
			},
			{
				displayName: 'Options',
				name: 'options',
				type: 'collection',
				placeholder: 'Add option',
				default: {},
				options: [
					{
						displayName: 'Contact ID',
						name: 'contactId',
						type: 'string',
						default: '',
						description: 'The record of the customer in the CRM, which the call is written to',
					},
					{
						displayName: 'Dispositions',
						name: 'dispositions',
						type: 'json',
						default: '{}',
						description:
							'What your CRM calls an outcome, where it is not the usual word: {"missed": "your own value"}',
					},
					{
						displayName: 'External ID',
						name: 'externalId',
						type: 'string',
						default: '',
						description:
							'The ID of the call, the same for all its events. Left empty it is the vendor and the call ID, which is enough unless one CRM serves several call centers of the same vendor.',
					},
					{
						displayName: 'External ID Field',
						name: 'externalIdField',
						type: 'string',
						default: '',
						description:
							'The API name of the field that takes the external ID, if you made one for it (HubSpot, Salesforce, Zoho CRM)',
					},
					{
						displayName: 'Language',
						name: 'language',
						type: 'options',
						options: [
							{ name: 'Chinese', value: 'zh' },
							{ name: 'English', value: 'en' },
						],
						default: 'en',
						description: 'Of the subject and the text of the call',
					},
					{
						displayName: 'Recording Field',
						name: 'recordingField',
						type: 'string',
						default: '',
						description:
							'The API name of the field that takes the link to the recording, where the CRM has none of its own (Salesforce, Dynamics 365)',
					},
					{
						displayName: 'Time Zone',
						name: 'timeZone',
						type: 'string',
						default: '',
						placeholder: 'e.g. Asia/Shanghai',
						description: "Of the times in the text. Left empty it is the workflow's.",
					},
					{
						displayName: 'User ID',
						name: 'userId',
						type: 'string',
						default: '',
						description: 'The record of the agent in the CRM, who the call belongs to',
					},
				],
			},
		],
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return [this.getInputData().map((item, index) => mapped(this, item, index))];
	}
}

type Outcome = { ok: true; record: CrmRecord } | { ok: false; reason: string; wayOut: string };

function mapped(
	context: IExecuteFunctions,
	item: INodeExecutionData,
	itemIndex: number,
): INodeExecutionData {
	const pairedItem = { item: itemIndex };
	const outcome = recordOf(context, itemIndex);
	if (outcome.ok) {
		const kept = context.getNodeParameter('includeOtherFields', itemIndex) ? item.json : {};
		return { json: { ...kept, ...outcome.record }, pairedItem };
	}
	const { reason, wayOut } = outcome;
	if (context.continueOnFail()) {
		// Nothing but these two: by that shape n8n tells what belongs on the error output.
		return { json: { error: reason, message: `${reason}. ${wayOut}` }, pairedItem };
	}
	throw new NodeOperationError(context.getNode(), reason, { description: wayOut, itemIndex });
}

function recordOf(context: IExecuteFunctions, itemIndex: number): Outcome {
	const settings = readSettings(context, itemIndex);
	if (!settings.ok) return settings;
	const reading = readCallEvent(settings.callEvent);
	if (!reading.ok) return reading;
	const crm = context.getNodeParameter('crm', itemIndex) as CrmName;
	const mapping = mapToCrm(crm, reading.event, settings.settings);
	if (mapping.ok) return mapping;
	const wayOut = 'Choose events of calls in the trigger, or filter before this node.';
	return { ...mapping, wayOut };
}
