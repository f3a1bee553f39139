import type { Operation } from '../../operation';
import { callGetMany } from './callGetMany.operation';

/** Operations of CC-CMS that take more than one call; each stands in place of an endpoint of its name. */
export const CMS_OPERATIONS: readonly Operation[] = [callGetMany];
