import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';

import type { Browser, Locator, Page } from 'playwright-core';

import { workflow } from '../../runtime/src/index.ts';
import preview from '../../nodes/TencentCcc/__schema__/v1.0.0.json';
import { openBrowser, signIn, snapshot } from './browser';
import { startContactCenter, type ContactCenter } from './contactCenter';
import { closeNode, openCanvas, openNode } from './editor/editorPage';

jest.setTimeout(120_000);

const PACKAGE = 'n8n-nodes-contact-center';

const FOLDERS: Record<string, string> = {
	tencentCccTrigger: 'TencentCcc',
	asterCcTrigger: 'AsterCc',
	aliyunCccTrigger: 'AliyunCcc',
	huaweiCecTrigger: 'HuaweiCec/Trigger',
	huaweiCcISales: 'HuaweiCec/CcISales',
	huaweiCcFs: 'HuaweiCec/CcFs',
	huaweiCcCms: 'HuaweiCec/CcCms',
	mapToCrm: 'MapToCrm',
};
const TYPES = Object.keys(FOLDERS);

interface Translation {
	nodeView: Record<string, unknown>;
}

let center: ContactCenter;
let browser: Browser;
let page: Page;

beforeAll(async () => {
	browser = await openBrowser();
	center = await startContactCenter({ editor: true, env: { N8N_DEFAULT_LOCALE: 'zh-CN' } });
	page = await signIn(browser, center.server.baseUrl);
}, 300_000);

afterAll(async () => {
	await browser?.close();
	await center?.stop();
});

it('n8n knows the node as an installed package does: name, aliases, icons', async () => {
	const type = `${PACKAGE}.tencentCccTrigger`;
	const node = (await center.n8n.nodeTypes()).find(({ name }) => name === type);
	expect(node).toMatchObject({
		displayName: 'Tencent Cloud Contact Center Trigger',
		codex: { alias: expect.arrayContaining(['TCCC', '腾讯云联络中心', '呼叫中心']) },
		iconUrl: {
			light: `icons/${PACKAGE}/dist/icons/tencentCcc.svg`,
			dark: `icons/${PACKAGE}/dist/icons/tencentCcc.dark.svg`,
		},
	});
	for (const url of Object.values(node?.['iconUrl'] as Record<string, string>)) {
		const icon = await fetch(`${center.server.baseUrl}/${url}`);
		expect(icon.headers.get('content-type')).toContain('image/svg+xml');
		expect(await icon.text()).toContain('<svg');
	}
	expect(await center.n8n.request('GET', `/schemas/${type}/1.0.0.json`)).toEqual(preview);
});

/** The Chinese texts of a node as n8n serves them. */
async function served(type: string): Promise<Translation> {
	const nodeInfos = [{ name: `${PACKAGE}.${type}`, version: 1 }];
	const [node] = await center.n8n.request<Array<{ translation: Translation }>>(
		'POST',
		'/rest/node-types',
		{ nodeInfos },
	);
	return (node as { translation: Translation }).translation;
}

it.each(TYPES)('with N8N_DEFAULT_LOCALE=zh-CN n8n serves the Chinese texts of %s', async (type) => {
	const file = `nodes/${FOLDERS[type]}/translations/zh-CN/${type}.json`;
	expect(await served(type)).toEqual(JSON.parse(readFileSync(file, 'utf8')));
});

/** All names of parameters in a translation. */
function namesIn(part: Record<string, unknown>): string[] {
	return Object.entries(part).flatMap(([key, value]) => {
		if (typeof value === 'object' && value !== null) {
			return namesIn(value as Record<string, unknown>);
		}
		return key === 'displayName' ? [String(value)] : [];
	});
}

/** What stands above the fields of the opened node. */
async function labelsOf(panel: Locator): Promise<string[]> {
	const labels = panel.locator('label.n8n-input-label:visible');
	return (await labels.allInnerTexts()).map((text) => text.split('\n')[0]?.trim() ?? '');
}

const OF_N8N = /^Credential/;

/** Hands texts to the editor, under the name it looks them up. */
async function handOver(type: string, translation: Translation): Promise<void> {
	const nodes = { [PACKAGE]: { [type]: translation } };
	const handingOver = `(texts) => {
		const app = document.querySelector('#app').__vue_app__;
		const { global } = app._context.provides[app.__VUE_I18N_SYMBOL__];
		global.mergeLocaleMessage('zh-CN', texts);
	}`;
	await page.evaluate(`(${handingOver})(${JSON.stringify({ 'n8n-nodes-base': { nodes } })})`);
}

describe('the editor', () => {
	beforeAll(async () => {
		const flow = workflow('All nodes');
		TYPES.forEach((type) =>
			flow.node(type, `${PACKAGE}.${type}`, 1, {}, { webhookId: randomUUID() }),
		);
		const { id } = await center.n8n.workflow(flow.build());
		await openCanvas(page, `${center.server.baseUrl}/workflow/${id}`);
	});

	// It takes the nodes from /types/nodes.json, which has no translations, and would look ours up under
	// another name than n8n serves them. Once this fails, the README can drop the remark.
	it('of n8n 2.41 asks for no texts and shows the English ones', async () => {
		const panel = await openNode(page, 'tencentCccTrigger');
		expect(await labelsOf(panel)).toEqual(expect.arrayContaining(['Authentication', 'Output']));
		await closeNode(page);
	});

	it.each(TYPES)('finds the Chinese texts of %s once they are handed to it', async (type) => {
		const translation = await served(type);
		await handOver(type, translation);
		const panel = await openNode(page, type);
		const labels = (await labelsOf(panel)).filter((label) => !OF_N8N.test(label));
		expect(labels.length).toBeGreaterThan(0);
		const chinese = namesIn(translation.nodeView);
		expect(labels.filter((label) => !chinese.includes(label))).toEqual([]);
		expect(labels.join()).toMatch(/\p{Script=Han}/u);
		await snapshot(page, `zh-CN-${type}.png`, panel);
		await closeNode(page);
	});
});
