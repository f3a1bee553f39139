import type { IExecuteFunctions, ILoadOptionsFunctions } from 'n8n-workflow';

import { accountOf, type AkSkAccess } from '../../../lib/huaweiCec/access';
import type { Account } from '../../../lib/huaweiCec/account';

export const CREDENTIAL = 'huaweiCecAkSkApi';

/** Who can call: a running node, and the editor while it fills a list. */
export type CallContext = IExecuteFunctions | ILoadOptionsFunctions;

/** The credential of a node. */
export interface Connection {
	account: Account;
	access: AkSkAccess;
}

/** Reads the credential of the node; nothing is sent yet. */
export async function connect(context: CallContext, itemIndex?: number): Promise<Connection> {
	const access: AkSkAccess = await context.getCredentials(CREDENTIAL, itemIndex);
	return { account: accountOf(access), access };
}
