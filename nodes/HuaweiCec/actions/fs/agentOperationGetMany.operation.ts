import { recordsGetMany } from './recordsGetMany';

export const agentOperationGetMany = recordsGetMany('agentOperation', {
	resource: 'agentOperation',
	operation: 'getMany',
	name: 'Get Many',
	action: 'Get many agent operations',
	description: 'Get what agents did: sign-in, busy, idle and so on',
});
