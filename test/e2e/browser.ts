import { existsSync } from 'node:fs';
import { copyFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';

import { chromium, type Browser, type Locator, type Page } from 'playwright-core';

import { DEMO_OWNER } from '../../runtime/src/index.ts';

const CHROMIUM = '/usr/bin/chromium';

/** Chromium without what it would look up outside. */
const ARGUMENTS = [
	'--no-sandbox',
	'--disable-gpu',
	'--disable-quic',
	'--no-first-run',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync',
];

export async function openBrowser(): Promise<Browser> {
	if (!existsSync(CHROMIUM)) throw new Error('Chromium is missing: sudo apt-get install chromium');
	return await chromium.launch({ executablePath: CHROMIUM, args: ARGUMENTS });
}

/** A page of the editor, signed in as the owner. */
export async function signIn(browser: Browser, baseUrl: string): Promise<Page> {
	const context = await browser.newContext({
		viewport: { width: 1280, height: 800 },
		locale: 'en-US',
	});
	const page = await context.newPage();
	page.setDefaultTimeout(20_000);
	await page.goto(`${baseUrl}/signin`);
	await page.locator('input[type="email"]').fill(DEMO_OWNER.email);
	await page.locator('input[type="password"]').fill(DEMO_OWNER.password);
	await page.locator('[data-test-id="form-submit-button"]').click();
	await page.waitForURL((url) => !url.pathname.includes('signin'));
	return page;
}

/** What n8n lays over the page for a moment: messages, tooltips, the checklist of a new flow. */
const PASSING =
	'.el-notification, [data-reka-popper-content-wrapper] { display: none !important; }';

/** Takes a picture of the page, or of one part of it, into `test-results`. */
export async function snapshot(page: Page, name: string, part?: Locator): Promise<string> {
	await mkdir('test-results', { recursive: true });
	const path = join('test-results', name);
	const { width, height } = page.viewportSize() ?? { width: 1, height: 1 };
	await page.mouse.move(width - 1, height - 1);
	const options = { path, animations: 'disabled', caret: 'hide', style: PASSING } as const;
	await (part ? part.screenshot(options) : page.screenshot(options));
	return path;
}

/** Takes a picture of the documentation, and replaces it when `npm run pictures` asks for that. */
export async function picture(page: Page, name: string, part?: Locator): Promise<void> {
	const path = await snapshot(page, name, part);
	if (process.env['UPDATE_PICTURES'] !== '1') return;
	await mkdir(join('docs', 'images'), { recursive: true });
	await copyFile(path, join('docs', 'images', name));
}
