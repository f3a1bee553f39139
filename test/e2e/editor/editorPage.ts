import type { Locator, Page } from 'playwright-core';

/** Opens a page of the editor that has a canvas. */
export async function openCanvas(page: Page, url: string): Promise<void> {
	await page.goto(url, { waitUntil: 'commit' });
	await page.locator('[data-test-id="canvas"]').waitFor();
}

const testId = (id: string) => `[data-test-id="${id}"]`;

/** Opens the node panel, if it is not open, and types into its search. */
export async function search(page: Page, words: string): Promise<void> {
	const bar = page.locator(testId('node-creator-search-bar'));
	if (!(await bar.isVisible())) {
		const plus = page.locator(testId('canvas-plus-button'));
		const button = page.locator(testId('node-creator-plus-button'));
		await plus.or(button).first().click();
	}
	await bar.fill(words);
}

/** A node the search has found, by its name in the panel. */
export function foundNode(page: Page, name: string): Locator {
	const exactly = page.getByText(name, { exact: true });
	return page.locator(testId('item-iterator-item')).filter({ has: exactly }).first();
}

/** The file an image comes from, once the browser has drawn it; "empty" when it draws nothing. */
export async function iconOf(part: Locator): Promise<string | undefined> {
	return await part
		.locator('img')
		.first()
		.evaluate(async (element) => {
			const image = element as unknown as {
				src: string;
				naturalWidth: number;
				decode(): Promise<void>;
			};
			await image.decode();
			return image.naturalWidth > 0 ? image.src.split('/').at(-1) : 'empty';
		});
}

/** The opened node. */
export const panelOf = (page: Page) => page.locator(testId('ndv'));

/** Waits until a node is open. */
export async function openedPanel(page: Page): Promise<Locator> {
	const panel = panelOf(page);
	await panel.locator('[data-test-id^="parameter-input-"]').first().waitFor();
	return panel;
}

/** Chooses from a list, which n8n closes again when its entries arrive at that moment. */
export async function choose(list: Locator, option: Locator): Promise<void> {
	for (let tries = 0; tries < 4; tries++) {
		if (!(await option.isVisible())) await list.click();
		const isChosen = await option.click({ timeout: 3_000 }).then(
			() => true,
			() => false,
		);
		if (isChosen) return;
	}
	await option.click();
}

export const canvasNode = (page: Page, name: string) =>
	page.locator(`${testId('canvas-node')}[data-node-name="${name}"]`);

/** Opens a node of the canvas, in place of the one that is open. */
export async function openNode(page: Page, name: string): Promise<Locator> {
	if (await panelOf(page).isVisible()) await closeNode(page);
	await canvasNode(page, name).dblclick();
	return await openedPanel(page);
}

export async function closeNode(page: Page): Promise<void> {
	await page.keyboard.press('Escape');
	await panelOf(page).waitFor({ state: 'hidden' });
}

/** Unfolds a trigger's URLs and gives those that are shown. */
export async function webhookUrls(panel: Locator): Promise<string[]> {
	const urls = panel.getByText(/^https?:\/\/\S+\/webhook/);
	if ((await urls.count()) === 0) await panel.getByText('Webhook URLs', { exact: true }).click();
	await urls.first().waitFor();
	return (await urls.allInnerTexts()).map((url) => url.trim());
}

/** What a field of the opened node shows. */
export async function valueOf(panel: Locator, parameter: string): Promise<string> {
	const field = panel.locator(testId(`parameter-input-${parameter}`));
	const tags = (await field.locator('.el-tag').allInnerTexts()).map((tag) => tag.trim());
	return tags.length > 0 ? tags.join(', ') : await field.locator('input').first().inputValue();
}

type Marked = { dataset: { testId?: string } };

/** The fields the opened node marks in red. */
export async function complaints(panel: Locator): Promise<string[]> {
	return await panel
		.locator('.has-issues')
		.evaluateAll((fields) =>
			fields.map((field) => String((field as unknown as Marked).dataset.testId)),
		);
}
