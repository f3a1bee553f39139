import type { Endpoint } from '../endpoint';
import { AGENT_OPERATION_ENDPOINTS } from './fs/agentOperation';
import { CALL_RECORD_ENDPOINTS } from './fs/callRecord';
import { IVR_FILE_ENDPOINTS } from './fs/ivrFile';
import { RECORD_ANALYSIS_ENDPOINTS } from './fs/recordAnalysis';
import { RECORDING_ENDPOINTS } from './fs/recording';
import { SKILL_CHANGE_ENDPOINTS } from './fs/skillChange';

export * from './fs/agentOperation';
export * from './fs/callRecord';
export * from './fs/ivrFile';
export * from './fs/recordAnalysis';
export * from './fs/recording';
export * from './fs/skillChange';

/** Every interface of CC-FS a workflow can call (reference/huawei §3, rows 1 to 19). */
export const FS_ENDPOINTS: readonly Endpoint[] = [
	...CALL_RECORD_ENDPOINTS,
	...RECORDING_ENDPOINTS,
	...AGENT_OPERATION_ENDPOINTS,
	...SKILL_CHANGE_ENDPOINTS,
	...IVR_FILE_ENDPOINTS,
	...RECORD_ANALYSIS_ENDPOINTS,
];
