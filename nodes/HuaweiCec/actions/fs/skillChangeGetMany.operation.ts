import { recordsGetMany } from './recordsGetMany';

export const skillChangeGetMany = recordsGetMany('skillChange', {
	resource: 'skillChange',
	operation: 'getMany',
	name: 'Get Many',
	action: 'Get many skill changes',
	description: 'Get how the skills of agents changed',
});
