import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { explained, type Fault } from '../../lib/huaweiCec/fault';
import { faultError } from './transport/call';

/**
 * What becomes of an item whose call had no success: with "On Error: Continue" an item that says why,
 * otherwise the node stops with the error.
 */
export function faultItem(
	context: IExecuteFunctions,
	fault: Fault,
	itemIndex: number,
): INodeExecutionData {
	if (context.continueOnFail()) return failedItem(context, fault, itemIndex);
	throw faultError(context.getNode(), fault, itemIndex);
}

/**
 * An item that says what happened and the way out.
 * n8n tells what belongs on the error output by its shape: nothing but `error` and `message` (newer
 * versions allow `details` too), to which it adds the fields of the input item. An `error` beside
 * `json` would do as well, but makes n8n empty `json`.
 * @param known what else is known of the item; not on the error output
 */
export function failedItem(
	context: IExecuteFunctions,
	fault: Fault,
	itemIndex: number,
	known: IDataObject = {},
): INodeExecutionData {
	const { title, code, cause, wayOut } = fault;
	const pairedItem = { item: itemIndex };
	if (context.getNode().onError === 'continueErrorOutput') {
		return { json: { error: title, message: explained(fault) }, pairedItem };
	}
	return { json: { ...known, error: title, code, cause, wayOut }, pairedItem };
}
