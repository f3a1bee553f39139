import type { Route } from '../route.ts';
import { appointmentRoutes } from './appointments.ts';
import { batchRoutes } from './batches.ts';
import { blocklistRoutes } from './blocklist.ts';
import { campaignRoutes } from './campaigns.ts';
import { contactRoutes } from './contacts.ts';
import { fileServerRoutes } from './fileServers.ts';
import { resultDefinitionRoutes } from './resultDefinitions.ts';
import { resultRoutes } from './results.ts';
import { specialDateRoutes } from './specialDates.ts';
import { templateRoutes } from './templates.ts';

/** CC-iSales: rows 1 to 70 of reference/huawei §2.1. */
export const iSalesRoutes: readonly Route[] = [
	...campaignRoutes,
	...templateRoutes,
	...specialDateRoutes,
	...blocklistRoutes,
	...contactRoutes,
	...batchRoutes,
	...appointmentRoutes,
	...resultRoutes,
	...resultDefinitionRoutes,
	...fileServerRoutes,
];
