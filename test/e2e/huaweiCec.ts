import { randomUUID } from 'node:crypto';

import { workflow, type N8nClient } from '../../runtime/src/index.ts';

/** Type names of the package's nodes for Huawei CEC. */
export const HUAWEI = {
	isales: 'n8n-nodes-contact-center.huaweiCcISales',
	fs: 'n8n-nodes-contact-center.huaweiCcFs',
	cms: 'n8n-nodes-contact-center.huaweiCcCms',
	trigger: 'n8n-nodes-contact-center.huaweiCecTrigger',
} as const;

export type ActionComponent = Exclude<keyof typeof HUAWEI, 'trigger'>;

/** What the credential needs of a simulator. */
export interface HuaweiServer {
	url: string;
	ca: string;
	accessKey: string;
	secretKey: string;
	vdnId: number;
}

export interface SavedCredential {
	id: string;
	name: string;
}

/** The members of an AK/SK credential for a simulator. */
export function akSkData(server: HuaweiServer, change: Record<string, unknown> = {}) {
	return {
		baseUrl: server.url,
		accessKey: server.accessKey,
		secretKey: server.secretKey,
		vdnId: server.vdnId,
		ccId: 1,
		timeZone: 'Asia/Shanghai',
		signatureVariant: 'v1',
		caCertificate: server.ca,
		...change,
	};
}

/** Saves an AK/SK credential. */
export async function akSkCredential(
	n8n: N8nClient,
	server: HuaweiServer,
	change: Record<string, unknown> = {},
): Promise<SavedCredential> {
	const data = akSkData(server, change);
	return await n8n.credential({ name: randomUUID(), type: 'huaweiCecAkSkApi', data });
}

export interface Step {
	component: ActionComponent;
	parameters: Record<string, unknown>;
	/** Other settings of the node: `onError`, `executeOnce` … */
	settings?: Record<string, unknown>;
}

/** A published workflow: what is posted to it goes through one Huawei node, whose items come back. */
export interface ActionFlow {
	workflowId: string;
	/** Posts items and gives those that the node put out. */
	run(items?: Array<Record<string, unknown>>): Promise<{ status: number; items: unknown }>;
}

/** Publishes `Webhook -> items -> Huawei node`, which answers with the node's items. */
export async function actionFlow(
	n8n: N8nClient,
	credential: SavedCredential,
	{ component, parameters, settings = {} }: Step,
): Promise<ActionFlow> {
	const path = randomUUID();
	const flow = workflow(`${component} ${path.slice(0, 8)}`)
		.node(
			'Webhook',
			'n8n-nodes-base.webhook',
			2.1,
			{ path, httpMethod: 'POST', responseMode: 'lastNode', responseData: 'allEntries' },
			{ webhookId: path },
		)
		.node('Items', 'n8n-nodes-base.splitOut', 1, { fieldToSplitOut: 'body.items' })
		.node('Huawei', HUAWEI[component], 1, parameters, {
			credentials: { huaweiCecAkSkApi: credential },
			...settings,
		})
		.connect('Webhook', 'Items')
		.connect('Items', 'Huawei');
	const { id } = await n8n.workflow(flow.build());
	await n8n.activate(id);
	return {
		workflowId: id,
		async run(items = [{}]) {
			const response = await fetch(`${n8n.baseUrl}/webhook/${path}`, {
				method: 'POST',
				headers: { 'content-type': 'application/json' },
				body: JSON.stringify({ items }),
			});
			return { status: response.status, items: await response.json().catch(() => null) };
		},
	};
}

/** A resource locator as the editor saves one that was typed in. */
export const byId = (value: unknown) => ({ __rl: true, mode: 'id', value: String(value) });
