import { randomBytes, randomUUID } from 'node:crypto';

import type { DemoCrm } from './demoCrm.ts';
import type { N8nClient, SavedWorkflow } from './n8nClient.ts';
import { replaceCredential } from './replaceCredential.ts';
import { workflow } from './workflowBuilder.ts';

const NAME = 'Demo: Tencent calls into a table';
const TRIGGER = 'Tencent Cloud Contact Center Trigger';

const EXPLANATION = `## Calls into a CRM table
Tencent Cloud Contact Center pushes a call record, recording or voicemail. The trigger turns it into a **call event**; the next node writes one row for each event, with its **id** as the key: the same push twice changes no row.

**Yours:** replace the table with your CRM's node and map the same fields.`;

export interface Demo {
	workflow: SavedWorkflow;
	pushUrl: string;
	username: string;
	password: string;
}

/** Puts the demo workflow and its credential into n8n and activates it. */
export async function importDemo(n8n: N8nClient, crm: DemoCrm): Promise<Demo> {
	await removeFormerDemo(n8n);
	const username = 'tccc-demo';
	const password = randomBytes(18).toString('base64url');
	const credential = await replaceCredential(n8n, {
		name: 'Demo TCCC push',
		type: 'tencentCccPushBasicAuthApi',
		data: { username, password },
	});
	const webhookId = randomUUID();
	const saved = await n8n.workflow(
		workflow(NAME)
			.node(
				'About',
				'n8n-nodes-base.stickyNote',
				1,
				{ content: EXPLANATION, width: 520, height: 180 },
				{ position: [-20, -260] },
			)
			.node(
				TRIGGER,
				'n8n-nodes-contact-center.tencentCccTrigger',
				1,
				{ authentication: 'basicAuth' },
				{
					webhookId,
					position: [0, 0],
					credentials: {
						tencentCccPushBasicAuthApi: { id: credential.id, name: credential.name },
					},
				},
			)
			.node('Write the row', crm.node.type, crm.node.typeVersion, crm.node.parameters, {
				position: [280, 0],
				...(crm.node.credentials ? { credentials: crm.node.credentials } : {}),
			})
			.connect(TRIGGER, 'Write the row')
			.build(),
	);
	await n8n.activate(saved.id);
	return {
		workflow: saved,
		pushUrl: `${n8n.baseUrl}/webhook/${webhookId}/tencent-ccc`,
		username,
		password,
	};
}

/** A demo started again has a new credential, which a former workflow would not know. */
async function removeFormerDemo(n8n: N8nClient): Promise<void> {
	const workflows = await n8n.request<Array<{ id: string; name: string }>>(
		'GET',
		'/rest/workflows',
	);
	for (const { id, name } of workflows) if (name === NAME) await n8n.deleteWorkflow(id);
}
