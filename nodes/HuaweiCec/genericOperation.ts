import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import type { AnswerShape, Endpoint } from '../../lib/huaweiCec/endpoint';
import type { Fault } from '../../lib/huaweiCec/fault';
import { callPages } from './callPages';
import { eachItem } from './eachItem';
import { fileItem } from './fileItem';
import { faultItem } from './faultItem';
import { callOptions } from './nodeOptions';
import type { Operation } from './operation';
import { parametersAsked, propertiesOf } from './properties';
import { readInput } from './readInput';
import { inputFault } from './transport/call';

type Row = Record<string, unknown>;

/** What comes out where the vendor sends no data of its own. */
const ROWS: Partial<Record<AnswerShape['kind'], Row>> = {
	done: { success: true },
	file: { fileName: 'a.zip', mimeType: 'application/zip', fileSize: '12 kB' },
};

/** An endpoint of the catalogue as an operation: one call, or one for each page, for every item. */
export function genericOperation(endpoint: Endpoint): Operation {
	const { resource, operation, name, action, description, simple } = endpoint;
	const row = endpoint.row ?? ROWS[endpoint.answer.kind];
	const itemOf = endpoint.answer.kind === 'file' ? fileItem : rowItems;
	return {
		resource,
		operation,
		name,
		action,
		description,
		properties: propertiesOf(endpoint),
		...(row ? { row } : {}),
		...(simple ? { simple } : {}),
		async execute(context) {
			return await eachItem(context, async (index) => await itemOf(context, endpoint, index));
		},
	};
}

async function rowItems(
	context: IExecuteFunctions,
	endpoint: Endpoint,
	index: number,
): Promise<INodeExecutionData[]> {
	const input = readInput(context, parametersAsked(endpoint), index);
	const options = callOptions(context, index);
	const wanted = rowsWanted(context, index);
	const wrongLimit = limitFault(wanted);
	if (wrongLimit) return [faultItem(context, wrongLimit, index)];
	const answer = await callPages(context, endpoint, input, wanted, options);
	if (!answer.ok) return [faultItem(context, answer.fault, index)];
	const keep = context.getNodeParameter('simplify', index, false) ? keptNames(endpoint) : null;
	return answer.rows.map((row) => ({
		json: (keep ? only(row, keep) : row) as IDataObject,
		pairedItem: { item: index },
	}));
}

/** How many rows to return: `Limit`, or all; operations without pages have neither field. */
export function rowsWanted(context: IExecuteFunctions, index: number): number {
	if (context.getNodeParameter('returnAll', index, true)) return Number.POSITIVE_INFINITY;
	const limit: unknown = context.getNodeParameter('limit', index, 50);
	return limit === null || limit === '' ? Number.NaN : Number(limit);
}

/** An expression that gives no number would give no rows, which looks like an empty list. */
export function limitFault(wanted: number): Fault | null {
	if (wanted === Number.POSITIVE_INFINITY || (Number.isSafeInteger(wanted) && wanted > 0)) {
		return null;
	}
	return inputFault('Limit must be a whole number from 1 on');
}

/** The names of the simplified view; null when every field belongs to it. */
export function keptNames({ simple, row }: Pick<Operation, 'simple' | 'row'>): string[] | null {
	if (simple) return [...simple];
	return row ? Object.keys(row) : null;
}

/** Every kept name is there, so that a table has the same columns in every row. */
export function only(row: Row, names: readonly string[]): Row {
	return Object.fromEntries(names.map((name) => [name, row[name] ?? null]));
}
