import type {
	ILoadOptionsFunctions,
	INodeListSearchResult,
	INodePropertyOptions,
} from 'n8n-workflow';

import { callPages, placeOf } from '../callPages';
import { callEndpoint, faultError } from '../transport/call';
import type { PickSource } from './pickSources';

type Row = Record<string, unknown>;

/** How many rows a list of boxes to tick has at most, and how many are searched when we filter ourselves. */
const MOST = 1000;

/** One page of a list, with a token for the next; the filter is the text the operator types. */
export async function searchPage(
	context: ILoadOptionsFunctions,
	source: PickSource,
	filter = '',
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const { endpoint, filterField } = source;
	if (!endpoint.paging || (filter && !filterField)) {
		const all = await loadAll(context, source);
		return { results: all.filter(matching(filter)) };
	}
	const page = Number(paginationToken ?? 1);
	const size = endpoint.paging.most;
	const input = {
		...source.input,
		...placeOf(endpoint.paging, page, size * (page - 1), size),
		...(filter && filterField ? { [filterField]: filter } : {}),
	};
	const answer = await callEndpoint(context, endpoint, input);
	if (!answer.ok) throw faultError(context.getNode(), answer.fault, 0);
	const { rows, total } = answer;
	const isLast = total === null ? rows.length < size : size * page >= total || rows.length === 0;
	return {
		results: optionsOf(rows, source),
		...(isLast ? {} : { paginationToken: String(page + 1) }),
	};
}

/** A whole list, by name. */
export async function loadAll(
	context: ILoadOptionsFunctions,
	source: PickSource,
): Promise<INodePropertyOptions[]> {
	const answer = await callPages(context, source.endpoint, { ...source.input }, MOST);
	if (!answer.ok) throw faultError(context.getNode(), answer.fault, 0);
	return optionsOf(answer.rows, source).sort((a, b) => a.name.localeCompare(b.name));
}

function optionsOf(
	rows: readonly Row[],
	{ idField, nameField }: PickSource,
): INodePropertyOptions[] {
	return rows
		.filter((row) => isValue(row[idField]))
		.map((row) => {
			const id = row[idField] as string | number;
			const shown = row[nameField];
			return { name: isValue(shown) && shown !== id ? `${shown} (${id})` : String(id), value: id };
		});
}

function isValue(value: unknown): value is string | number {
	return typeof value === 'number' || (typeof value === 'string' && value !== '');
}

function matching(filter: string): (option: INodePropertyOptions) => boolean {
	const wanted = filter.toLowerCase();
	return ({ name }) => name.toLowerCase().includes(wanted);
}
