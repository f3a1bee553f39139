import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';

/** One thing an operator can do with a resource: what the editor shows of it, and how it is done. */
export interface Operation {
	resource: string;
	operation: string;
	/** In the list of operations: `Pause`. */
	name: string;
	/** In the node panel: `Pause a campaign`. */
	action: string;
	description: string;
	/** Without resource and operation in `displayOptions`: the router adds them. */
	properties: INodeProperties[];
	/** An example of what comes out, for the schema preview of the editor. */
	row?: Readonly<Record<string, unknown>>;
	/** Names kept in the simplified view; without it, all of `row`. */
	simple?: readonly string[];
	/** All items: `pairedItem` is set, and "On Error: Continue" is honoured item by item. */
	execute(context: IExecuteFunctions): Promise<INodeExecutionData[]>;
}
