import { NodeApiError, type INode } from 'n8n-workflow';

import { explained, type Fault } from '../../../lib/huaweiCec/fault';

/** A fault as n8n shows it: what happened, why, and the way out. */
export function faultError(node: INode, fault: Fault, itemIndex?: number): NodeApiError {
	const { title, status } = fault;
	const told = {
		message: title,
		description: explained(fault),
		...(status === null ? {} : { httpCode: String(status) }),
		...(itemIndex === undefined ? {} : { itemIndex }),
	};
	return new NodeApiError(node, {}, told);
}
