import type { Endpoint } from '../endpoint';
import { ACCESS_CODE_ENDPOINTS } from './cms/accessCode';
import { AGENT_ENDPOINTS } from './cms/agent';
import { CALL_ENDPOINTS } from './cms/call';
import { IVR_ENDPOINTS } from './cms/ivr';
import { MULTIMEDIA_ENDPOINTS } from './cms/multimedia';
import { OUTBOUND_TASK_ENDPOINTS } from './cms/outboundTask';
import { RECORDING_ENDPOINTS } from './cms/recording';
import { SKILL_QUEUE_ENDPOINTS } from './cms/skillQueue';
import { VDN_ENDPOINTS } from './cms/vdn';

export * from './cms/accessCode';
export * from './cms/agent';
export * from './cms/call';
export * from './cms/ivr';
export * from './cms/multimedia';
export * from './cms/outboundTask';
export * from './cms/recording';
export * from './cms/skillQueue';
export * from './cms/vdn';

/** Every interface of CC-CMS whose path is known (reference/huawei §4.1, rows 1 to 41). */
export const CMS_ENDPOINTS: readonly Endpoint[] = [
	...CALL_ENDPOINTS,
	...AGENT_ENDPOINTS,
	...SKILL_QUEUE_ENDPOINTS,
	...VDN_ENDPOINTS,
	...IVR_ENDPOINTS,
	...ACCESS_CODE_ENDPOINTS,
	...OUTBOUND_TASK_ENDPOINTS,
	...RECORDING_ENDPOINTS,
	...MULTIMEDIA_ENDPOINTS,
];
