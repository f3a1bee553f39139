import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

/** What comes of every incoming item, one item after the other. */
export async function eachItem(
	context: IExecuteFunctions,
	itemsOf: (index: number) => Promise<INodeExecutionData[]>,
): Promise<INodeExecutionData[]> {
	const items: INodeExecutionData[] = [];
	for (let index = 0; index < context.getInputData().length; index++) {
		// Not spread into push(): a campaign can have more rows than a call can have arguments.
		for (const item of await itemsOf(index)) items.push(item);
	}
	return items;
}
