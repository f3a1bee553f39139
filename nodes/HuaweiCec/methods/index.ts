import type {
	ILoadOptionsFunctions,
	INodeListSearchResult,
	INodePropertyOptions,
} from 'n8n-workflow';

import { loadAll, searchPage } from './pickList';
import { PICK_SOURCES, type PickSource } from './pickSources';

type Search = (
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
) => Promise<INodeListSearchResult>;

type Load = (this: ILoadOptionsFunctions) => Promise<INodePropertyOptions[]>;

/** For a field that takes one of a list. */
export const listSearch = forEachList(
	(source): Search =>
		async function (filter, paginationToken) {
			return await searchPage(this, source, filter, paginationToken);
		},
);

/** For a field that takes several of a list. */
export const loadOptions = forEachList(
	(source): Load =>
		async function () {
			return await loadAll(this, source);
		},
);

function forEachList<Method>(methodOf: (source: PickSource) => Method): Record<string, Method> {
	const methods = Object.entries(PICK_SOURCES).map(([pick, source]) => [pick, methodOf(source)]);
	return Object.fromEntries(methods) as Record<string, Method>;
}
