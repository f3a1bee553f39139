import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';

import { CMS_ENDPOINTS } from '../../../lib/huaweiCec/catalogue/cms';
import { CMS_OPERATIONS } from '../actions/cms';
import { huaweiCecAkSkTest } from '../credentialTests';
import { listSearch, loadOptions } from '../methods';
import { nodeProperties, operationsOf, route } from '../router';

const OPERATIONS = operationsOf(CMS_ENDPOINTS, CMS_OPERATIONS);

export class HuaweiCcCms implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Huawei CC-CMS',
		name: 'huaweiCcCms',
		icon: {
			light: 'file:../../../icons/huaweiCec.svg',
			dark: 'file:../../../icons/huaweiCec.dark.svg',
		},
		group: ['transform'],
		version: 1,
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
		description:
			'Looks into a call center of Huawei Cloud CEC: calls, agents, skill queues and their figures',
		defaults: { name: 'Huawei CC-CMS' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'huaweiCecAkSkApi', required: true, testedBy: 'huaweiCecAkSkTest' }],
		properties: nodeProperties(OPERATIONS, 'call'),
	};

	methods = { credentialTest: { huaweiCecAkSkTest }, listSearch, loadOptions };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await route(this, OPERATIONS);
	}
}
