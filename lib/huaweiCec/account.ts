/** Whose call centre is asked: members of the credential that stand in paths and bodies. */
export interface Account {
	/** 1 to 9999 in CC-iSales, 1 to 5000 in CC-CMS (reference/huawei §2, §4). */
	vdnId: number;
	/** Number of the call centre, 1 unless told otherwise. */
	ccId: number;
	/** IANA name; the wall the vendor's tenant reads times from. */
	timeZone: string;
}

/** Stands where the credential has no usable VDN id; no request is made for it. */
export const NO_VDN = 0;
