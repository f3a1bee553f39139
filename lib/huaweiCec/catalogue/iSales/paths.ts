/** CC-iSales keeps everything below the campaigns of a VDN (reference/huawei §2.1: `B` and `B2`). */
export const V1 = '/rest/isales/v1/openapi/campaigns/{vdnId}';
export const V2 = '/rest/isales/v2/openapi/campaigns/{vdnId}';
