import { listAccessCodes } from '../../../lib/huaweiCec/catalogue/cms/accessCode';
import { listConfiguredAgents } from '../../../lib/huaweiCec/catalogue/cms/agent';
import { listSkillQueues } from '../../../lib/huaweiCec/catalogue/cms/skillQueue';
import { getBlocklistGroups } from '../../../lib/huaweiCec/catalogue/iSales/blocklistGroup';
import { getBlocklistTypes } from '../../../lib/huaweiCec/catalogue/iSales/blocklistType';
import { getCampaigns } from '../../../lib/huaweiCec/catalogue/iSales/campaign';
import { getCampaignTemplates } from '../../../lib/huaweiCec/catalogue/iSales/campaignTemplate';
import { getFileServers } from '../../../lib/huaweiCec/catalogue/iSales/fileServer';
import type { Endpoint } from '../../../lib/huaweiCec/endpoint';
import type { PickList } from '../../../lib/huaweiCec/parameter';

/** Where the rows of a list come from, and which of their fields say what. */
export interface PickSource {
	endpoint: Endpoint;
	/** Besides the filter, when the endpoint wants more. */
	input?: Readonly<Record<string, unknown>>;
	/** The field that takes the text an operator searches for; without it we search ourselves. */
	filterField?: string;
	/** The field that is sent, and the one that is shown. */
	idField: string;
	nameField: string;
}

/** By the name under which n8n calls the list's method. */
export const PICK_SOURCES: Readonly<Record<Exclude<PickList, `index:${string}`>, PickSource>> = {
	accessCode: { endpoint: listAccessCodes, idField: 'acId', nameField: 'accessCode' },
	agent: { endpoint: listConfiguredAgents, idField: 'agentNo', nameField: 'agentName' },
	blocklistGroup: {
		endpoint: getBlocklistGroups,
		filterField: 'name',
		idField: 'id',
		nameField: 'name',
	},
	blocklistType: {
		endpoint: getBlocklistTypes,
		filterField: 'name',
		idField: 'id',
		nameField: 'name',
	},
	campaign: {
		endpoint: getCampaigns,
		input: { status: 0, deviceType: 0 },
		filterField: 'name',
		idField: 'id',
		nameField: 'name',
	},
	// The vendor has no "all" here; a campaign is made from a published template.
	campaignTemplate: {
		endpoint: getCampaignTemplates,
		input: { status: 9 },
		filterField: 'name',
		idField: 'id',
		nameField: 'name',
	},
	fileServer: { endpoint: getFileServers, idField: 'serverId', nameField: 'ip' },
	skillQueue: { endpoint: listSkillQueues, idField: 'id', nameField: 'name' },
};
