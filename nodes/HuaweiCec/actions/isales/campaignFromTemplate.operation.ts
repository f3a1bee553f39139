import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { createCampaignV2 } from '../../../../lib/huaweiCec/catalogue/iSales/campaign';
import { getCampaignTemplate } from '../../../../lib/huaweiCec/catalogue/iSales/campaignTemplate';
import { templateSettings } from '../../../../lib/huaweiCec/campaigns/templateSettings';
import type { Parameters } from '../../../../lib/huaweiCec/parameter';
import { eachItem } from '../../eachItem';
import { faultItem } from '../../faultItem';
import { callOptions } from '../../nodeOptions';
import type { Operation } from '../../operation';
import { fieldsOf } from '../../properties';
import { readInput } from '../../readInput';
import { callEndpoint } from '../../transport/call';

const { campaignTemplateId } = getCampaignTemplate.parameters;
const { name, strBeginTime, strEndTime, description, callerNo, callBackUrl, initStatus } =
	createCampaignV2.parameters;

/** What a template lacks, and what may differ from it. */
const PARAMETERS: Parameters = {
	campaignTemplateId,
	name,
	strBeginTime,
	strEndTime,
	description,
	callerNo: { ...callerNo, required: false },
	callBackUrl,
	initStatus,
};

/**
 * A campaign with the settings of a template. CC-iSales has no interface for it (reference/huawei
 * §2.1, rows 17 to 21): the template is read, and a campaign is made of what it says.
 */
export const campaignFromTemplate: Operation = {
	resource: 'campaign',
	operation: 'createFromTemplate',
	name: 'Create From Template',
	action: 'Create a campaign from a template',
	description: 'Creates a campaign with the settings of a campaign template',
	properties: fieldsOf(PARAMETERS),
	row: { id: 46 },
	async execute(context) {
		return await eachItem(context, async (index) => [await createOne(context, index)]);
	},
};

async function createOne(context: IExecuteFunctions, index: number): Promise<INodeExecutionData> {
	const { campaignTemplateId: template, ...own } = readInput(context, PARAMETERS, index);
	const options = callOptions(context, index);
	const asked = { campaignTemplateId: template };
	const found = await callEndpoint(context, getCampaignTemplate, asked, options);
	if (!found.ok) return faultItem(context, found.fault, index);
	const settings = { ...templateSettings(found.rows[0] ?? {}), ...own };
	const created = await callEndpoint(context, createCampaignV2, settings, options);
	if (!created.ok) return faultItem(context, created.fault, index);
	return { json: { ...created.rows[0] } as IDataObject, pairedItem: { item: index } };
}
