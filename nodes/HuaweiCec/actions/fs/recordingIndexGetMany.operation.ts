import { recordsGetMany } from './recordsGetMany';

export const recordingIndexGetMany = recordsGetMany('record', {
	resource: 'recordingIndex',
	operation: 'getMany',
	name: 'Get Many',
	action: 'Get many recordings of the index',
	description: 'Get which recordings there are, with call, agent, times and file names',
});
