import type { Route } from '../route.ts';
import { fileJobRoutes } from './fileJobs.ts';
import { recordingRoutes } from './recordings.ts';

/** CC-FS: rows 1 to 19 of reference/huawei §3. */
export const fsRoutes: readonly Route[] = [...fileJobRoutes, ...recordingRoutes];
