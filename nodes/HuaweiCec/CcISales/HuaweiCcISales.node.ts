import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';

import { ISALES_ENDPOINTS } from '../../../lib/huaweiCec/catalogue/iSales';
import { ISALES_OPERATIONS } from '../actions/isales';
import { huaweiCecAkSkTest } from '../credentialTests';
import { listSearch, loadOptions } from '../methods';
import { nodeProperties, operationsOf, route } from '../router';

const OPERATIONS = operationsOf(ISALES_ENDPOINTS, ISALES_OPERATIONS);

export class HuaweiCcISales implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Huawei CC-iSales',
		name: 'huaweiCcISales',
		icon: {
			light: 'file:../../../icons/huaweiCec.svg',
			dark: 'file:../../../icons/huaweiCec.dark.svg',
		},
		group: ['transform'],
		version: 1,
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
		description:
			'Runs outbound campaigns of Huawei Cloud CEC: campaigns, contacts, blocklist, appointments and call results',
		defaults: { name: 'Huawei CC-iSales' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'huaweiCecAkSkApi', required: true, testedBy: 'huaweiCecAkSkTest' }],
		properties: nodeProperties(OPERATIONS, 'contact'),
	};

	methods = { credentialTest: { huaweiCecAkSkTest }, listSearch, loadOptions };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await route(this, OPERATIONS);
	}
}
