import { slug } from 'github-slugger';
import type { INodeProperties } from 'n8n-workflow';

import type { Endpoint } from '../../lib/huaweiCec/endpoint';
import { keptNames, only } from '../../nodes/HuaweiCec/genericOperation';
import { OPTIONS_PROPERTY } from '../../nodes/HuaweiCec/nodeOptions';
import type { Operation } from '../../nodes/HuaweiCec/operation';
import { BINARY_FIELD, LIMIT, RETURN_ALL, SIMPLIFY } from '../../nodes/HuaweiCec/properties';
import { resourceName } from '../../nodes/HuaweiCec/router';
import { blocks, code, folded, json, jsonLine, table } from './markdown';
import type { NodeTexts } from './nodeTexts';
import { parameterTable, type LongLists } from './parameterTable';

/** What a node does: its operations, and the vendor's interfaces behind them. */
export interface Operations {
	operations: readonly Operation[];
	endpoints: readonly Endpoint[];
	/** Operations that call more than the one interface of their name, and those they call. */
	calls: Readonly<Record<string, readonly string[]>>;
}

const SHARED: readonly INodeProperties[] = [
	RETURN_ALL,
	LIMIT,
	SIMPLIFY,
	BINARY_FIELD,
	OPTIONS_PROPERTY,
];
const SHARED_NAMES = new Set(SHARED.map(({ name }) => name));

const keyOf = ({ resource, operation }: { resource: string; operation: string }) =>
	`${resource}.${operation}`;

/** The interfaces behind an operation. */
function endpointsOf(operation: Operation, { endpoints, calls }: Operations): Endpoint[] {
	const called = calls[keyOf(operation)] ?? [keyOf(operation)];
	return called.map((key) => {
		const endpoint = endpoints.find((each) => keyOf(each) === key);
		if (!endpoint) throw new Error(`No interface ${key}`);
		return endpoint;
	});
}

/** The index, what many operations share, and a section for each operation. */
export function operationSections(
	node: Operations,
	texts: NodeTexts,
	longLists: LongLists,
): string {
	const { operations } = node;
	const resources = [...new Set(operations.map(({ resource }) => resource))].toSorted();
	const sections = resources.map((resource) =>
		blocks(
			`## ${texts.label(resourceName(resource))}`,
			...operations
				.filter((each) => each.resource === resource)
				.map((each) => operationSection(each, endpointsOf(each, node), texts, longLists)),
		),
	);
	return blocks(
		`## ${texts.word('operations')}`,
		index(resources, operations, texts),
		`## ${texts.word('shared')}`,
		parameterTable(SHARED, { texts, all: [], longLists }),
		...sections,
	);
}

function index(resources: string[], operations: readonly Operation[], texts: NodeTexts): string {
	const rows = resources.map((resource) => {
		const links = operations
			.filter((each) => each.resource === resource)
			.map((each) => `[${texts.say(each.name)}](#${slug(headingOf(each, texts))})`);
		return [texts.say(resourceName(resource)), links.join(texts.word('comma'))];
	});
	return table([texts.word('resource'), texts.word('operations')], rows);
}

function headingOf({ resource, name }: Operation, { say, word, language }: NodeTexts): string {
	const heading = `${say(resourceName(resource))}${word('colon')}${say(name)}`;
	return language === 'en' ? heading : `${heading}（${resourceName(resource)}: ${name}）`;
}

function operationSection(
	operation: Operation,
	endpoints: readonly Endpoint[],
	texts: NodeTexts,
	longLists: LongLists,
): string {
	const own = operation.properties.filter(({ name }) => !SHARED_NAMES.has(name));
	const endpoint = endpoints.find((each) => keyOf(each) === keyOf(operation));
	return blocks(
		`### ${headingOf(operation, texts)}`,
		texts.say(operation.description),
		endpoints.map((endpoint) => interfaceLine(endpoint, texts)).join('<br>\n'),
		parameterTable(own, { texts, all: operation.properties, longLists }),
		endpoint ? neededLine(endpoint, texts) : '',
		sharedLine(operation, texts),
		itemExample(operation, texts),
	);
}

/** The pages are numbered; where there are two numbers, the first is the newer one. */
const VENDOR_PAGE = /cec_0\d_\d{4}/;
const VENDOR_PAGES = {
	en: 'https://support.huaweicloud.com/intl/en-us/api-cec',
	zh: 'https://support.huaweicloud.com/api-ccfs-cec',
};

function interfaceLine({ method, path, page }: Endpoint, { language, word }: NodeTexts): string {
	const [number] = VENDOR_PAGE.exec(page) ?? [];
	const link = number
		? `[${word('vendorPage')}](${VENDOR_PAGES[language]}/${number}.html)`
		: word('noVendorPage');
	return `${code(`${method} ${path}`)} · ${link}`;
}

function neededLine({ anyOf, parameters }: Endpoint, texts: NodeTexts): string {
	if (!anyOf) return '';
	const labels = anyOf.map((name) => texts.say(parameters[name]?.label ?? name));
	return `${texts.word('needsOne')}${texts.word('colon')}${labels.join(texts.word('comma'))}`;
}

function sharedLine({ properties }: Operation, texts: NodeTexts): string {
	const names = new Set(properties.map(({ name }) => name));
	const labels = SHARED.filter(({ name }) => names.has(name) || name === OPTIONS_PROPERTY.name);
	const list = labels.map(({ displayName }) => texts.say(displayName)).join(texts.word('comma'));
	return `${texts.word('also')}${texts.word('colon')}[${list}](#${slug(texts.word('shared'))})`;
}

/** A longer item is shown when it is opened. */
const LONGEST_LINE = 100;

/** As the node puts it out unless told otherwise. */
function itemExample({ row = {}, simple }: Operation, texts: NodeTexts): string {
	const names = keptNames({ row, ...(simple ? { simple } : {}) }) ?? [];
	if (names.length === 0) return '';
	const item = only(row, names);
	const line = `${texts.word('item')}${texts.word('colon')}${code(jsonLine(item))}`;
	return line.length <= LONGEST_LINE ? line : folded(texts.word('item'), json(item));
}
