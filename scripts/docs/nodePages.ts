import type { INodeTypeDescription } from 'n8n-workflow';

import { CMS_ENDPOINTS } from '../../lib/huaweiCec/catalogue/cms';
import { FS_ENDPOINTS } from '../../lib/huaweiCec/catalogue/fs';
import { ISALES_ENDPOINTS } from '../../lib/huaweiCec/catalogue/iSales';
import { CMS_OPERATIONS } from '../../nodes/HuaweiCec/actions/cms';
import { FS_OPERATIONS } from '../../nodes/HuaweiCec/actions/fs';
import { ISALES_OPERATIONS } from '../../nodes/HuaweiCec/actions/isales';
import { operationsOf } from '../../nodes/HuaweiCec/router';
import { CREDENTIALS, NODES } from '../packageNodes';
import { CMS_CALLS, FS_CALLS, ISALES_CALLS } from './composedOperations';
import { LANGUAGES, PAGES_OF, type Language, type Words } from './language';
import { blocks, code, table } from './markdown';
import { textsIn, type NodeTexts } from './nodeTexts';
import { operationSections, type Operations } from './operationSections';
import { conditionLine, longListSections, parameterTable, type LongLists } from './parameterTable';

interface NodePage {
	/** The file's name. */
	page: string;
	/** The page that goes step by step, in `docs`. */
	guide: string;
	description: INodeTypeDescription;
	operations?: Operations;
}

/** The node pages there are. */
export const NODE_PAGES: readonly NodePage[] = [
	{
		page: 'tencent-ccc-trigger.md',
		guide: 'tencent-ccc.md',
		description: NODES['nodes/TencentCcc'].description,
	},
	{
		page: 'astercc-trigger.md',
		guide: 'astercc.md',
		description: NODES['nodes/AsterCc'].description,
	},
	{
		page: 'aliyun-ccc-trigger.md',
		guide: 'aliyun-ccc.md',
		description: NODES['nodes/AliyunCcc'].description,
	},
	{
		page: 'huawei-cec-trigger.md',
		guide: 'huawei-cec-trigger.md',
		description: NODES['nodes/HuaweiCec/Trigger'].description,
	},
	{
		page: 'huawei-cc-isales.md',
		guide: 'huawei-cec.md',
		description: NODES['nodes/HuaweiCec/CcISales'].description,
		operations: {
			operations: operationsOf(ISALES_ENDPOINTS, ISALES_OPERATIONS),
			endpoints: ISALES_ENDPOINTS,
			calls: ISALES_CALLS,
		},
	},
	{
		page: 'huawei-cc-fs.md',
		guide: 'huawei-cec.md',
		description: NODES['nodes/HuaweiCec/CcFs'].description,
		operations: {
			operations: operationsOf(FS_ENDPOINTS, FS_OPERATIONS),
			endpoints: FS_ENDPOINTS,
			calls: FS_CALLS,
		},
	},
	{
		page: 'huawei-cc-cms.md',
		guide: 'huawei-cec.md',
		description: NODES['nodes/HuaweiCec/CcCms'].description,
		operations: {
			operations: operationsOf(CMS_ENDPOINTS, CMS_OPERATIONS),
			endpoints: CMS_ENDPOINTS,
			calls: CMS_CALLS,
		},
	},
	{
		page: 'map-to-crm.md',
		guide: 'map-to-crm.md',
		description: NODES['nodes/MapToCrm'].description,
	},
];

const PACKAGE = 'n8n-nodes-contact-center';

/** The pictures `npm run pictures` takes of a node, by the node's name. */
const nodePicture = (name: string) =>
	`node-${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}.png`;

const IMAGES: Words = { en: '../images', zh: '../../images' };

const picture = (title: string, file: string, language: Language) =>
	`![${title}](${IMAGES[language]}/${file})`;

function nodePage({ page, guide, description, operations }: NodePage, texts: NodeTexts): string {
	const longLists: LongLists = new Map();
	const { displayName, name, usableAsTool } = description;
	const body = operations
		? operationSections(operations, texts, longLists)
		: parameterSections(description, texts, longLists);
	const other = texts.language === 'en' ? '../zh-CN/nodes' : '../../nodes';
	return blocks(
		`# ${texts.label(displayName)}`,
		`[${texts.word('otherLanguage')}](${other}/${page}) · [${texts.word('step')}](../${guide}) · ${texts.word('generated')}`,
		texts.say(description.description),
		picture(texts.label(displayName), nodePicture(name), texts.language),
		[
			`${texts.word('type')}${texts.word('colon')}${code(`${PACKAGE}.${name}`)}`,
			usableAsTool ? texts.word('asTool') : '',
		]
			.filter(Boolean)
			.join(texts.word('stop')),
		credentialSections(description, texts, longLists),
		body,
		longListSections(longLists, texts),
	).concat('\n');
}

function parameterSections(
	{ properties, group, webhooks = [] }: INodeTypeDescription,
	texts: NodeTexts,
	longLists: LongLists,
): string {
	const rows = webhooks.map(({ httpMethod, path }) => [
		code(/[A-Z]{3,}/.exec(httpMethod)?.[0] ?? httpMethod),
		code(`/${path}`),
	]);
	const header = [texts.word('urlMethod'), texts.word('urlPath')];
	return blocks(
		rows.length > 0 ? blocks(`## ${texts.word('urls')}`, table(header, rows)) : '',
		`## ${texts.word('parameters')}`,
		parameterTable(properties, { texts, all: properties, longLists }),
		`## ${texts.word('output')}`,
		texts.word(group.includes('trigger') ? 'eventOutput' : 'recordOutput'),
	);
}

function credentialSections(
	{ credentials = [], properties: all }: INodeTypeDescription,
	texts: NodeTexts,
	longLists: LongLists,
): string {
	const sections = credentials.map(({ name, displayOptions = {} }) => {
		const { displayName = '', properties = [] } =
			CREDENTIALS.find((each) => each.name === name) ?? {};
		return blocks(
			`### ${texts.label(displayName)}`,
			conditionLine({ displayOptions }, { texts, all, longLists }),
			parameterTable(properties, { texts, all: properties, longLists }),
		);
	});
	return blocks(sections.length > 0 ? `## ${texts.word('credentials')}` : '', ...sections);
}

/** The list of the pages, which GitHub shows with the folder. */
function nodeList(language: Language): string {
	const { word, label } = textsIn(language, '');
	const rows = NODE_PAGES.map(({ page, description: { name, displayName, description } }) => [
		`[${label(displayName)}](${page})`,
		textsIn(language, name).say(description),
	]);
	const other = language === 'en' ? '../zh-CN/nodes' : '../../nodes';
	return blocks(
		`# ${word('nodes')}`,
		`[${word('otherLanguage')}](${other}/README.md)`,
		table([word('node'), word('whatItIs')], rows),
		picture(word('nodes'), 'node-panel.png', language),
		picture(word('nodes'), 'node-panel-dark.png', language),
	).concat('\n');
}

/** The pages of all nodes in a language by their paths, and the texts that had to stay English. */
export function nodePagesIn(language: Language): {
	pages: Record<string, string>;
	untranslated: readonly string[];
} {
	const made = NODE_PAGES.map((each) => {
		const texts = textsIn(language, each.description.name);
		const page = [`${PAGES_OF[language]}/nodes/${each.page}`, nodePage(each, texts)] as const;
		return { page, untranslated: [...texts.untranslated] };
	});
	return {
		pages: {
			[`${PAGES_OF[language]}/nodes/README.md`]: nodeList(language),
			...Object.fromEntries(made.map(({ page }) => page)),
		},
		untranslated: [...new Set(made.flatMap(({ untranslated }) => untranslated))],
	};
}

/** The pages of all nodes in all languages by their paths. */
export function nodePages(): Record<string, string> {
	return Object.assign({}, ...LANGUAGES.map((language) => nodePagesIn(language).pages)) as Record<
		string,
		string
	>;
}
