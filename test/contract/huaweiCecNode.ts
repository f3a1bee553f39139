import { randomUUID } from 'node:crypto';

import { ExecuteContext } from 'n8n-core';
import {
	NodeHelpers,
	Workflow,
	createEmptyRunExecutionData,
	type IDataObject,
	type IExecuteFunctions,
	type IHttpRequestOptions,
	type INode,
	type INodeExecutionData,
	type INodeParameters,
	type INodeType,
	type INodeTypes,
	type IWorkflowExecuteAdditionalData,
} from 'n8n-workflow';

import { HuaweiCecAkSkApi } from '../../credentials/HuaweiCecAkSkApi.credentials';
import type { HuaweiSimulator } from '../../simulators/src/huawei/simulator';
import './nodeContexts';

const CREDENTIAL = new HuaweiCecAkSkApi();

/** What somebody enters to reach the simulated CEC. */
export function credentialFor({
	url,
	ca,
	accessKey,
	secretKey,
	vdnId,
	ccId,
	timeZone,
}: HuaweiSimulator): Record<string, unknown> {
	return {
		...{ baseUrl: url, accessKey, secretKey, vdnId, ccId, timeZone },
		...{ signatureVariant: 'v1', caCertificate: ca, serverName: '' },
	};
}

/** A node of ours in a workflow, with n8n's own requests and a credential that signs. */
export function nodeInN8n(
	nodeType: INodeType,
	parameters: INodeParameters,
	access: Record<string, unknown>,
	onError: INode['onError'] = 'stopWorkflow',
) {
	const node = nodeOf(nodeType, parameters, onError);
	const nodeTypes = {
		getByName: () => nodeType,
		getByNameAndVersion: () => nodeType,
		getKnownTypes: () => ({}),
	} as unknown as INodeTypes;
	const workflow = new Workflow({
		...{ id: randomUUID(), nodes: [node], connections: {}, active: false },
		nodeTypes,
	});
	return {
		async execute(rows: readonly IDataObject[], cancel?: AbortSignal) {
			const items = rows.map((json): INodeExecutionData => ({ json }));
			const input = { main: [items] };
			const context = new ExecuteContext(
				workflow,
				node,
				additionalDataFor(access),
				'manual',
				createEmptyRunExecutionData(),
				0,
				items,
				input,
				{ data: input, node, source: null },
				[],
				cancel,
			);
			const output = await nodeType.execute?.call(context as unknown as IExecuteFunctions);
			return (output as INodeExecutionData[][])[0] ?? [];
		},
	};
}

function nodeOf(
	{ description }: INodeType,
	parameters: INodeParameters,
	onError: INode['onError'],
): INode {
	const node: INode = {
		id: randomUUID(),
		name: description.displayName,
		type: `n8n-nodes-contact-center.${description.name}`,
		typeVersion: 1,
		position: [0, 0],
		parameters: {},
		credentials: { [CREDENTIAL.name]: { id: '1', name: 'Huawei' } },
		...(onError ? { onError } : {}),
	};
	// n8n fills in the defaults when it loads a workflow.
	node.parameters =
		NodeHelpers.getNodeParameters(
			description.properties,
			parameters,
			true,
			false,
			node,
			description,
		) ?? {};
	return node;
}

function additionalDataFor(access: Record<string, unknown>): IWorkflowExecuteAdditionalData {
	return {
		credentialsHelper: {
			isCredentialUsableByNode: () => true,
			getParentTypes: () => [],
			getDecrypted: async () => structuredClone(access),
			preAuthentication: async () => undefined,
			authenticate: async (given: never, _type: string, request: IHttpRequestOptions) =>
				await CREDENTIAL.authenticate(given, request),
		},
		variables: {},
	} as unknown as IWorkflowExecuteAdditionalData;
}
