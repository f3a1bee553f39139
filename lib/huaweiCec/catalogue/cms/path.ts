/** Where CC-CMS keeps its interfaces (reference/huawei §4.1: `O`, and the second version of one). */
export const CMS = '/rest/cmsapp/v1';
export const OPEN_API = `${CMS}/openapi` as const;
export const OPEN_API_V2 = '/rest/cmsapp/v2/openapi';
