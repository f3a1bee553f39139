import {
	NodeConnectionTypes,
	type IDataObject,
	type INodeExecutionData,
	type INodeParameters,
	type INodeType,
	type OnError,
} from 'n8n-workflow';

import type { Endpoint } from '../../lib/huaweiCec/endpoint';
import type { Fault } from '../../lib/huaweiCec/fault';
import type { Operation } from '../../nodes/HuaweiCec/operation';
import { nodeProperties, operationsOf, route } from '../../nodes/HuaweiCec/router';
import { triggerInN8n } from './nodeContexts';

/** A node that is nothing but these endpoints and operations. */
export function nodeOf(
	endpoints: readonly Endpoint[],
	composites: readonly Operation[] = [],
): INodeType {
	const operations = operationsOf(endpoints, composites);
	return {
		description: {
			displayName: 'Huawei',
			name: 'huawei',
			group: ['transform'],
			version: 1,
			description: 'A node of the test',
			defaults: { name: 'Huawei' },
			inputs: [NodeConnectionTypes.Main],
			outputs: [NodeConnectionTypes.Main],
			properties: nodeProperties(operations, operations[0]?.resource ?? ''),
		},
		async execute() {
			return await route(this, operations);
		},
	};
}

/** Runs the node on the items as n8n does. */
export async function run(
	nodeType: INodeType,
	parameters: INodeParameters,
	items: IDataObject[] = [{}],
	onError: OnError = 'stopWorkflow',
): Promise<INodeExecutionData[]> {
	const { execute } = triggerInN8n(
		{
			nodeType,
			name: 'Huawei',
			type: 'n8n-nodes-contact-center.huawei',
			credentialType: undefined,
		},
		{ parameters, node: { onError } },
	);
	return await execute(
		items.map((json) => ({ json })),
		{ mode: 'manual' },
	);
}

export function faultWith(told: Partial<Fault>): Fault {
	return {
		code: '0200007',
		status: 200,
		title: 'CC-iSales refused to get a campaign',
		cause: 'The campaign does not exist',
		wayOut: 'Choose another campaign.',
		kind: 'notFound',
		mayRetry: false,
		retryAfterSeconds: null,
		...told,
	};
}
