import type { Route } from '../route.ts';
import { agentRoutes } from './agents.ts';
import { callRoutes } from './calls.ts';
import { indexRoutes } from './indexes.ts';
import { outboundTaskRoutes } from './outboundTasks.ts';

/** CC-CMS: rows 1 to 41 of reference/huawei §4.1. */
export const cmsRoutes: readonly Route[] = [
	...callRoutes,
	...agentRoutes,
	...indexRoutes,
	...outboundTaskRoutes,
];
