import { writeFile } from 'node:fs/promises';
import path from 'node:path';

import type { Browser, Page } from 'playwright-core';

import { withTextChunk } from '../../runtime/src/pngText.ts';
import {
	PICTURE_OF,
	templateFolders,
	templatesFolder,
	workflowHash,
	type TemplateFolder,
} from '../../runtime/src/templateFolder.ts';
import { openBrowser, signIn } from './browser';
import { startTemplateBench, type TemplateBench } from './templateBench';

jest.setTimeout(120_000);

const RAW = 'raw.githubusercontent.com';
const FOLDER = '/contact-center-n8n/n8n-nodes-contact-center/main/templates';
const templates = templateFolders();

let bench: TemplateBench;
let browser: Browser;
let page: Page;

beforeAll(async () => {
	browser = await openBrowser();
	bench = await startTemplateBench(
		{
			// The files of this checkout at the address the READMEs give.
			[RAW]: ({ path: asked }) => {
				const slug = asked.replace(`${FOLDER}/`, '').replace('/workflow.json', '');
				const body = templates.find((template) => template.slug === slug)?.text;
				return body === undefined ? undefined : { body };
			},
		},
		{ editor: true },
	);
	page = await signIn(browser, bench.server.baseUrl);
	await page.setViewportSize({ width: 1600, height: 900 });
}, 300_000);

afterAll(async () => {
	await browser?.close();
	await bench?.stop();
});

async function show(workflowId: string): Promise<void> {
	await page.goto(`${bench.server.baseUrl}/workflow/${workflowId}`);
	await page.locator('[data-test-id="canvas-node"]').first().waitFor();
	await page.keyboard.press('1');
}

/** What n8n lays over the canvas. */
const OVERLAID = 'button, [class*="tabs"]';
const MARGIN = 24;

/** Takes the picture of a template, and keeps it when `npm run pictures` asks for that. */
async function portrait({ slug, text }: TemplateFolder): Promise<void> {
	await page.addStyleTag({ content: `${OVERLAID} { visibility: hidden !important; }` });
	await page.waitForTimeout(300);
	const boxes = await Promise.all(
		(await page.locator('.vue-flow__node').all()).map(async (node) => await node.boundingBox()),
	);
	const seen = boxes.filter((box) => box !== null);
	const x = Math.min(...seen.map((box) => box.x)) - MARGIN;
	const y = Math.min(...seen.map((box) => box.y)) - MARGIN;
	const width = Math.max(...seen.map((box) => box.x + box.width)) + MARGIN - x;
	const height = Math.max(...seen.map((box) => box.y + box.height)) + MARGIN - y;
	const png = await page.screenshot({
		clip: { x, y, width, height },
		animations: 'disabled',
	});
	if (process.env['UPDATE_PICTURES'] !== '1') return;
	const named = withTextChunk(png, PICTURE_OF, workflowHash(text));
	await writeFile(path.join(templatesFolder(), slug, 'picture.png'), named);
}

it.each(templates.map((template) => [template.slug, template] as const))(
	'%s, imported from its URL, opens with all its nodes known',
	async (slug, template) => {
		const url = encodeURIComponent(`https://${RAW}${FOLDER}/${slug}/workflow.json`);
		const projectId = await bench.n8n.projectId();
		const imported = await bench.n8n.request<TemplateFolder['workflow']>(
			'GET',
			`/rest/workflows/from-url?url=${url}&projectId=${projectId}`,
		);
		expect(imported.nodes).toEqual(template.workflow.nodes);
		const { id } = await bench.n8n.workflow({ ...template.workflow, ...imported });
		await show(id);
		const shown = page.locator('[data-test-id="canvas-node"]');
		const steps = template.workflow.nodes.filter(({ type }) => !type.endsWith('.stickyNote'));
		await expect(shown.count()).resolves.toBeGreaterThanOrEqual(steps.length);
		await expect(page.getByText('Install this node').count()).resolves.toBe(0);
		await portrait(template);
	},
);
