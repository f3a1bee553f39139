import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

import type { Locator, Page } from 'playwright-core';

import { DEMO_OWNER } from '../../../runtime/src/index.ts';
import { picture } from '../browser';
import { choose, foundNode, iconOf, openedPanel, panelOf, search } from './editorPage';
import type { tutorial } from './readmeSteps';

const run = promisify(execFile);

type Tutorial = ReturnType<typeof tutorial>;

/** n8n keeps what was typed as an expression a moment later. */
const KEPT_AFTER_MS = 600;

const testId = (page: Page, id: string) => page.locator(`[data-test-id="${id}"]`);
const exactly = (part: Page | Locator, text: string) => part.getByText(text, { exact: true });

/** Step 1, in a browser that n8n does not know. */
export async function signInByHand(page: Page, baseUrl: string): Promise<void> {
	await page.goto(baseUrl);
	await page.locator('input[type="email"]').fill(DEMO_OWNER.email);
	await page.locator('input[type="password"]').fill(DEMO_OWNER.password);
	await testId(page, 'form-submit-button').click();
	await page.waitForURL((url) => !url.pathname.includes('signin'));
}

/** Steps 2 and 3. */
export async function makeTable(page: Page, { says }: Tutorial): Promise<void> {
	await exactly(page, says(2, 'Data tables')).first().click();
	await exactly(page, says(2, 'Create data table')).first().click();
	await exactly(page, says(2, 'From scratch')).waitFor();
	await page.getByRole('dialog').getByText(says(2, 'Data table name')).waitFor();
	await page.getByPlaceholder('Enter data table name').fill(says(2, 'my_calls'));
	await exactly(page, says(2, 'Create')).last().click();
	for (const column of ['event_id', 'customer_number', 'outcome']) {
		const added = page.getByRole('columnheader').filter({ hasText: column });
		await exactly(page, says(3, 'Add Column')).first().click();
		const form = page.getByRole('dialog');
		await form.getByText(says(3, 'Name')).waitFor();
		await form.getByText(says(3, 'Type')).waitFor();
		expect(await form.locator('input').last().inputValue()).toBe(says(3, 'string'));
		await form.locator('input').first().fill(says(3, column));
		await exactly(page, 'Add Column').last().click();
		await added.waitFor();
		await form.waitFor({ state: 'hidden' });
	}
}

/** Steps 4 and 5. */
export async function addTrigger(page: Page, { says }: Tutorial): Promise<void> {
	await page.getByLabel(says(4, 'Overview'), { exact: true }).first().click();
	await exactly(page, says(4, 'Workflows')).first().click();
	await exactly(page, says(4, 'Create workflow')).first().click();
	await exactly(page, says(5, 'Add first step…')).waitFor();
	says(5, '+');
	for (const words of ['腾讯', '呼叫中心', 'TCCC']) {
		await search(page, says(5, words));
		const found = foundNode(page, says(5, 'Tencent Cloud Contact Center'));
		await found.waitFor();
		if (words === '腾讯' && (await iconOf(found))) {
			await picture(page, 'first-flow-1-node-panel.png');
		}
	}
	await foundNode(page, 'Tencent Cloud Contact Center').click();
	await exactly(page, says(5, 'On call record')).click();
	await openedPanel(page);
}

/** Steps 6 and 7. @returns the production URL */
export async function setUpTrigger(page: Page, { says }: Tutorial): Promise<string> {
	const panel = panelOf(page);
	await exactly(panel, says(6, 'Credential for Tencent CCC Push Basic Auth API')).waitFor();
	await choose(
		testId(page, 'node-credentials-select'),
		exactly(page, says(6, 'Create new credential')).last(),
	);
	const field = (name: string) => testId(page, `parameter-input-${name}`).locator('input');
	for (const label of ['User Name', 'Password']) {
		// A field that must be filled in carries an asterisk.
		const shown = new RegExp(`^${says(6, label)}\\b`);
		await testId(page, 'editCredential-modal').getByText(shown).first().waitFor();
	}
	await field('username').fill(says(6, 'tccc'));
	await field('password').fill(says(6, 'first-flow-2026'));
	await page.getByRole('button', { name: says(6, 'Save') }).click();
	await page.getByText(says(6, 'Credential successfully created')).first().waitFor();
	await testId(page, 'editCredential-modal').waitFor({ state: 'hidden' });
	await exactly(panel, says(7, 'Webhook URLs')).click();
	await panel.getByRole('radio', { name: says(7, 'Production URL') }).click();
	const url = panel.getByText(/\/webhook\/.*\/tencent-ccc$/);
	await url.click();
	await picture(page, 'first-flow-2-trigger.png', panel);
	says(7, '×');
	const production = (await url.innerText()).trim();
	await closeWithCross(page);
	return production;
}

async function closeWithCross(page: Page): Promise<void> {
	await testId(page, 'ndv-close-button').click();
	await panelOf(page).waitFor({ state: 'hidden' });
}

/** Steps 8 and 9. */
export async function addRow(page: Page, { says }: Tutorial): Promise<void> {
	says(8, '+');
	await testId(page, 'canvas-handle-plus').first().click();
	await testId(page, 'node-creator-search-bar').fill(says(8, 'data table'));
	await foundNode(page, says(8, 'Data table')).click();
	await exactly(page, says(8, 'Upsert row(s)')).click();
	const panel = await openedPanel(page);
	await exactly(panel, says(9, 'Data table')).first().waitFor();
	await choose(
		testId(page, 'resource-locator-dataTableId').locator('input').last(),
		testId(page, 'rlc-item')
			.filter({ hasText: says(9, 'my_calls') })
			.first(),
	);
	await exactly(panel, says(9, 'Add Condition')).click();
	await exactly(panel, says(9, 'Column')).first().waitFor();
	await choose(
		testId(page, 'parameter-input-keyName'),
		exactly(page, says(9, 'event_id (string)')).last(),
	);
	await exactly(panel, says(9, 'Value')).first().waitFor();
	await exactly(panel, says(9, 'Values to upsert')).first().waitFor();
	await enterExpression(page, says, 'keyValue', '{{ $json.id }}');
	for (const [column, value] of [
		['event_id', '{{ $json.id }}'],
		['customer_number', '{{ $json.customerNumber }}'],
		['outcome', '{{ $json.outcome }}'],
	] as const) {
		await enterExpression(page, says, says(9, column), value);
	}
	await picture(page, 'first-flow-5-row.png', panel);
	says(9, '×');
	await closeWithCross(page);
}

async function enterExpression(
	page: Page,
	says: Tutorial['says'],
	field: string,
	value: string,
): Promise<void> {
	const input = testId(page, `parameter-input-${field}`);
	await input.locator('input').first().hover();
	await input.locator('input').first().click();
	const name = field === 'keyValue' ? field : `value["${field}"]`;
	const modes = page.locator(`[data-test-id='${name}-parameter-input-options-container']`);
	await modes
		.getByRole('radio')
		.filter({ hasText: says(9, 'Fixed') })
		.waitFor();
	await modes
		.getByRole('radio')
		.filter({ hasText: says(9, 'Expression') })
		.click();
	await input.locator('.cm-content').fill(says(9, value));
	await page.waitForTimeout(KEPT_AFTER_MS);
}

/** Step 10. */
export async function publish(page: Page, { says }: Tutorial): Promise<void> {
	await exactly(page, says(10, 'Publish')).first().click();
	await page.getByRole('dialog').getByRole('button', { name: 'Publish' }).click();
	await exactly(page, says(10, 'Got it')).last().click();
}

/** Steps 11 and 13: runs the command of step 11. @returns what it printed */
export async function simulate(
	{ command }: Tutorial,
	productionUrl: string,
	more = '',
): Promise<string> {
	const line = command(11).replace('the production URL', productionUrl).trim();
	const { stdout } = await run('bash', ['-c', `${line} ${more}`]);
	return stdout;
}

/** Step 12. @returns the rows that are shown */
export async function lookAtRows(page: Page, { says }: Tutorial): Promise<string[]> {
	await exactly(page, says(12, 'Executions')).first().click();
	await page.getByText('Succeeded').first().waitFor();
	await page.getByLabel(says(12, 'Overview'), { exact: true }).first().click();
	await exactly(page, says(12, 'Data tables')).first().click();
	await exactly(page, says(12, 'my_calls')).first().click();
	const rows = page.getByRole('row').filter({ hasText: says(12, 'abandoned_queue') });
	await rows.first().waitFor();
	await picture(page, 'first-flow-6-table.png');
	return await rows.allInnerTexts();
}
