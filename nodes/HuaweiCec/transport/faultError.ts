import { NodeApiError, type INode } from 'n8n-workflow';

import type { Fault } from '../../../lib/huaweiCec/fault';

/** A fault as n8n shows it: what happened, why, and the way out. */
export function faultError(
	node: INode,
	{ title, cause, wayOut, status }: Fault,
	itemIndex?: number,
): NodeApiError {
	const told = {
		message: title,
		description: [cause, wayOut].filter(Boolean).join(' '),
		...(status === null ? {} : { httpCode: String(status) }),
		...(itemIndex === undefined ? {} : { itemIndex }),
	};
	return new NodeApiError(node, {}, told);
}
