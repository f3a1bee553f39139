import { randomUUID } from 'node:crypto';

import { DateTime } from 'luxon';

import { createCampaignV2 } from '../../lib/huaweiCec/catalogue/iSales/campaign';
import { workflow, type N8nClient, type WorkflowBuilder } from '../../runtime/src/index.ts';
import { actionFlow, byId, HUAWEI, type SavedCredential } from './huaweiCec';
import { exampleInput, nodeParameters } from './huaweiCecForm';

/** A campaign that runs from now on, on all days at all hours. */
export async function createCampaign(
	n8n: N8nClient,
	credential: SavedCredential,
	change: Record<string, unknown> = {},
): Promise<number> {
	const input = {
		...exampleInput(createCampaignV2.parameters),
		name: `campaign ${randomUUID().slice(0, 8)}`,
		strBeginTime: DateTime.utc().plus({ minutes: 5 }).toISO(),
		strEndTime: DateTime.utc().plus({ days: 20 }).toISO(),
		deviceType: 3,
		scheduleParam: { workdayBeginTime1: '00:00', workdayEndTime1: '23:59' },
		ivrParam: { deviceSign: '70001', callCount: 10, callInterval: 5 },
		...change,
	};
	const flow = await actionFlow(n8n, credential, {
		component: 'isales',
		parameters: nodeParameters(createCampaignV2, input),
	});
	const { items } = await flow.run();
	const [{ id } = {}] = items as Array<{ id?: number }>;
	if (!id) throw new Error(`The campaign was not created: ${JSON.stringify(items)}`);
	return Number(id);
}

export interface TableAdding {
	/** The data table with the columns `name` and `phone`. */
	tableId: string;
	campaignId: number;
	/** How the contacts are sent; see the node's *Sending*. */
	sending?: Record<string, unknown>;
	/** So many rows of the table; all unless given. */
	limit?: number;
}

/** A published workflow `Webhook -> rows of a table -> contacts of a campaign`. */
export interface AddingFlow {
	workflowId: string;
	/** Starts an execution; comes back before it has ended. */
	start(): Promise<void>;
	/** Saves the workflow with another way to send; what is published stays as it is. */
	changeSending(sending: Record<string, unknown>): Promise<void>;
}

/** The node that makes a contact of a row: the id of the row is the session id. */
export function addContactNode(
	flow: WorkflowBuilder,
	credential: SavedCredential,
	{ campaignId, sending = {} }: Pick<TableAdding, 'campaignId' | 'sending'>,
): WorkflowBuilder {
	return flow.node(
		'Add contacts',
		HUAWEI.isales,
		1,
		{
			resource: 'contact',
			operation: 'add',
			campaignId: byId(campaignId),
			called: '={{ $json.phone }}',
			sessionId: '={{ $json.id }}',
			additionalFields: { customField: '={{ $json.name }}' },
			sending,
		},
		{ credentials: { huaweiCecAkSkApi: credential }, onError: 'continueRegularOutput' },
	);
}

/** Publishes a workflow that adds the rows of a table to a campaign. */
export async function addingFlow(
	n8n: N8nClient,
	credential: SavedCredential,
	{ tableId, campaignId, sending, limit }: TableAdding,
): Promise<AddingFlow> {
	const path = randomUUID();
	const rows = {
		resource: 'row',
		operation: 'get',
		dataTableId: byId(tableId),
		returnAll: limit === undefined,
		...(limit === undefined ? {} : { limit }),
	};
	const flow = workflow(`add ${path.slice(0, 8)}`)
		.node(
			'Webhook',
			'n8n-nodes-base.webhook',
			2.1,
			{ path, httpMethod: 'POST', responseMode: 'onReceived' },
			{ webhookId: path },
		)
		.node('Contacts', 'n8n-nodes-base.dataTable', 1.1, rows)
		.connect('Webhook', 'Contacts');
	addContactNode(flow, credential, { campaignId, ...(sending ? { sending } : {}) });
	const { id } = await n8n.workflow(flow.connect('Contacts', 'Add contacts').build());
	await n8n.activate(id);
	return {
		workflowId: id,
		async start() {
			const response = await fetch(`${n8n.baseUrl}/webhook/${path}`, { method: 'POST' });
			if (!response.ok) throw new Error(`n8n answered ${response.status}`);
		},
		async changeSending(changed) {
			const { nodes } = await n8n.savedWorkflow(id);
			for (const { name, parameters } of nodes) {
				if (name === 'Add contacts') parameters['sending'] = changed;
			}
			await n8n.updateWorkflow(id, { nodes });
		},
	};
}
