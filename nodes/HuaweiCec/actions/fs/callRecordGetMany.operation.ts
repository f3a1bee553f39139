import { recordsGetMany } from './recordsGetMany';

export const callRecordGetMany = recordsGetMany('call', {
	resource: 'callRecord',
	operation: 'getMany',
	name: 'Get Many',
	action: 'Get many call records',
	description: 'Get the records of calls in one step: ask for the file, wait, download and read it',
});
