import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';

import { FS_ENDPOINTS } from '../../../lib/huaweiCec/catalogue/fs';
import { FS_OPERATIONS } from '../actions/fs';
import { huaweiCecAkSkTest } from '../credentialTests';
import { listSearch, loadOptions } from '../methods';
import { nodeProperties, operationsOf, route } from '../router';

const OPERATIONS = operationsOf(FS_ENDPOINTS, FS_OPERATIONS);

export class HuaweiCcFs implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Huawei CC-FS',
		name: 'huaweiCcFs',
		icon: {
			light: 'file:../../../icons/huaweiCec.svg',
			dark: 'file:../../../icons/huaweiCec.dark.svg',
		},
		group: ['transform'],
		version: 1,
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
		description: 'Fetches call records and recordings of Huawei Cloud CEC',
		defaults: { name: 'Huawei CC-FS' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'huaweiCecAkSkApi', required: true, testedBy: 'huaweiCecAkSkTest' }],
		properties: nodeProperties(OPERATIONS, 'callRecord'),
	};

	methods = { credentialTest: { huaweiCecAkSkTest }, listSearch, loadOptions };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await route(this, OPERATIONS);
	}
}
