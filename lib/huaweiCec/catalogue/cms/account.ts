/** Call centre and VDN, which most interfaces want in the body (reference/huawei §4, common). */
export const OF_VDN = { ccId: 'ccId', vdn: 'vdnId' } as const;

/** The interfaces that can answer for several VDNs; the credential has one. */
export const OF_VDNS = { ccId: 'ccId', vdnIds: 'vdnIdList' } as const;
