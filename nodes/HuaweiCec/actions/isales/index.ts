import type { Operation } from '../../operation';
import { campaignFromTemplate } from './campaignFromTemplate.operation';
import { contactAdd } from './contactAdd.operation';

/** Operations of CC-iSales that take more than one call; each stands in place of an endpoint of its name. */
export const ISALES_OPERATIONS: readonly Operation[] = [campaignFromTemplate, contactAdd];
