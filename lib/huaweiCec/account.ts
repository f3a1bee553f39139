import { isTimeZone } from '../time/zonedTime';

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

/** What of the account is no use, and how to mend it. */
export interface AccountFault {
	field: keyof Account;
	message: string;
}

/** What in the credential keeps any request from being made; null when nothing does. */
export function accountFault({ vdnId, timeZone }: Account): AccountFault | null {
	if (vdnId === NO_VDN) return { field: 'vdnId', message: VDN_MISSING };
	if (isTimeZone(timeZone)) return null;
	const message = `Time Zone of the credential is not one ("${timeZone.slice(0, 40)}"). Write a name such as Asia/Shanghai.`;
	return { field: 'timeZone', message };
}

const VDN_MISSING =
	'VDN ID of the credential is not a whole number from 1 on. Enter it: the administrator of the call center knows it.';
