import { randomUUID } from 'node:crypto';

import { ExecuteContext } from 'n8n-core';
import {
	NodeConnectionTypes,
	Workflow,
	createEmptyRunExecutionData,
	type IExecuteFunctions,
	type IHttpRequestOptions,
	type INode,
	type INodeType,
	type INodeTypes,
	type IWorkflowExecuteAdditionalData,
} from 'n8n-workflow';

import { HuaweiCecAkSkApi } from '../../credentials/HuaweiCecAkSkApi.credentials';
import './nodeContexts';

const CREDENTIAL = new HuaweiCecAkSkApi();

const NODE_TYPE: INodeType = {
	description: {
		displayName: 'Huawei',
		name: 'huawei',
		group: ['transform'],
		version: 1,
		description: 'A node of the test',
		defaults: { name: 'Huawei' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: CREDENTIAL.name, required: true }],
		properties: [],
	},
};

/** What a node sees while it runs, with n8n's own request functions and a credential that signs. */
export function contextWith(data: Record<string, unknown>): IExecuteFunctions {
	const node: INode = {
		id: randomUUID(),
		name: 'Huawei',
		type: 'n8n-nodes-contact-center.huawei',
		typeVersion: 1,
		position: [0, 0],
		parameters: {},
		credentials: { [CREDENTIAL.name]: { id: '1', name: 'Huawei' } },
	};
	const nodeTypes = {
		getByName: () => NODE_TYPE,
		getByNameAndVersion: () => NODE_TYPE,
		getKnownTypes: () => ({}),
	} as unknown as INodeTypes;
	const workflow = new Workflow({
		...{ id: 'wf-contract', nodes: [node], connections: {}, active: false },
		nodeTypes,
	});
	const additionalData = {
		credentialsHelper: {
			isCredentialUsableByNode: () => true,
			getParentTypes: () => [],
			getDecrypted: async () => structuredClone(data),
			preAuthentication: async () => undefined,
			authenticate: async (access: never, _type: string, request: IHttpRequestOptions) =>
				await CREDENTIAL.authenticate(access, request),
		},
		variables: {},
	} as unknown as IWorkflowExecuteAdditionalData;
	const input = { main: [[{ json: {} }]] };
	return new ExecuteContext(
		workflow,
		node,
		additionalData,
		'manual',
		createEmptyRunExecutionData(),
		0,
		[{ json: {} }],
		input,
		{ data: input, node, source: null },
		[],
	) as unknown as IExecuteFunctions;
}
