import { existsSync } from 'node:fs';
import { copyFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';

import { chromium, type Browser, type Page } from 'playwright-core';

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
	if (!existsSync(CHROMIUM)) throw new Error('Chromium is missing: apt-get install chromium');
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

/**
 * Takes a picture into `test-results`, and into the documentation when `npm run pictures` asks for it.
 */
export async function picture(page: Page, name: string): Promise<void> {
	await mkdir('test-results', { recursive: true });
	const file = join('test-results', name);
	await page.screenshot({ path: file, animations: 'disabled' });
	if (process.env['UPDATE_PICTURES']) await copyFile(file, join('docs', 'images', name));
}
