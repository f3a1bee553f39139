import { readFileSync } from 'node:fs';

import { LANGUAGES, PAGES_OF, type Language, type Words } from './language';
import { blocks } from './markdown';

interface Shelf {
	title: Words;
	slugs: readonly string[];
}

/** The templates in the order of the gallery. */
export const SHELVES: readonly Shelf[] = [
	{
		title: { en: 'Every call in your system', zh: '每通电话进入你的系统' },
		slugs: [
			...['call-log-to-table', 'call-log-to-hubspot', 'call-log-to-salesforce'],
			...['call-log-to-zoho', 'call-log-to-bitrix24', 'call-log-to-odoo'],
		],
	},
	{
		title: { en: 'While and after the phone rings', zh: '来电时与通话后' },
		slugs: [
			...['screen-pop', 'missed-call-follow-up', 'voicemail-to-chat-and-email'],
			...['recording-archive-to-s3', 'low-satisfaction-alert', 'agent-status-board'],
		],
	},
	{
		title: { en: 'With Huawei CEC', zh: '华为云客服' },
		slugs: [
			...['campaign-from-spreadsheet', 'do-not-call-sync', 'daily-report-queues-and-agents'],
			'nightly-reconciliation',
		],
	},
	{
		title: { en: 'Shared by other templates', zh: '其他模板共用' },
		slugs: ['contact-center'],
	},
];

const README: Words = { en: 'README.md', zh: 'README.zh-CN.md' };
const TO_TEMPLATES: Words = { en: '../templates', zh: '../../templates' };

const HEAD: Words = {
	en: `# Templates

[简体中文](zh-CN/templates.md) · made from the READMEs of the templates

Workflows to import and run: choose **⋯ > Import from URL** in a new workflow of n8n and give the address of a \`workflow.json\`, bind the credentials, and do what the notes on the canvas say. The README of each says which contact centers it works with, and how to exchange the trigger: what only one vendor tells or does (campaigns, the blocklist, agents' states), only that vendor's template can use. All are executed in a real n8n by the end-to-end tests, with local stand-ins for services on the internet; what was not executed stands in the README.`,
	zh: `# 模板

[English](../templates.md) · 由各模板的 README 生成

可以直接导入运行的工作流：在 n8n 中新建工作流，选择 **⋯ > Import from URL**（从 URL 导入），填入 \`workflow.json\` 的地址，绑定凭据，再照画布上的便签操作。每个模板的 README 写明适用于哪些呼叫中心、如何更换触发器；只有某一家厂商才有的功能（外呼任务、黑名单、坐席状态），模板也只适用于该厂商。所有模板都由端到端测试在真实的 n8n 中执行过，互联网上的服务由本地服务代替；没有执行过的部分在 README 中说明。`,
};

/** The gallery of templates in each language, by its path. */
export function galleryPages(root: string): Record<string, string> {
	return Object.fromEntries(
		LANGUAGES.map((language) => [
			`${PAGES_OF[language]}/templates.md`,
			galleryPage(language, root),
		]),
	);
}

function galleryPage(language: Language, root: string): string {
	const shelves = SHELVES.map(({ title, slugs }) =>
		blocks(`## ${title[language]}`, ...slugs.map((slug) => entry(slug, language, root))),
	);
	return `${blocks(HEAD[language], ...shelves)}\n`;
}

/** Title and first paragraph of the template's own README, and its picture. */
function entry(slug: string, language: Language, root: string): string {
	const [title = slug, about = ''] = readFileSync(
		`${root}/templates/${slug}/${README[language]}`,
		'utf8',
	)
		.split(/\n{2,}/)
		.map((block) => block.trim());
	const folder = `${TO_TEMPLATES[language]}/${slug}`;
	const name = title.replace(/^# /, '');
	return blocks(
		`### [${name}](${folder}/${README[language]})`,
		about,
		`[![${name}](${folder}/picture.png)](${folder}/${README[language]})`,
	);
}
