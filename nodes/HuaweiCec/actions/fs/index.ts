import type { Operation } from '../../operation';
import { agentOperationGetMany } from './agentOperationGetMany.operation';
import { callRecordGetMany } from './callRecordGetMany.operation';
import { recordingDownload } from './recordingDownload.operation';
import { recordingExport } from './recordingExport.operation';
import { recordingIndexGetMany } from './recordingIndexGetMany.operation';
import { skillChangeGetMany } from './skillChangeGetMany.operation';

/** Operations of CC-FS that take more than one call; each stands in place of an endpoint of its name. */
export const FS_OPERATIONS: readonly Operation[] = [
	callRecordGetMany,
	recordingIndexGetMany,
	recordingDownload,
	recordingExport,
	agentOperationGetMany,
	skillChangeGetMany,
];
