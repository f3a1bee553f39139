import type { Locator, Page } from 'playwright-core';

const testId = (page: Page, id: string) => page.locator(`[data-test-id="${id}"]`);

/** The form of a credential. */
export const credentialForm = (page: Page) => testId(page, 'editCredential-modal');

/** Opens the form of a new credential, on the page that lists credentials. */
export async function newCredential(page: Page, type: string): Promise<Locator> {
	await testId(page, 'add-resource-credential').first().click();
	await testId(page, 'new-credential-type-select').locator('input').fill(type.replace(/ API$/, ''));
	await testId(page, 'new-credential-type-select-option')
		.filter({ has: page.getByText(type, { exact: true }) })
		.click();
	await testId(page, 'new-credential-type-button').click();
	const form = credentialForm(page);
	await form.locator('[data-test-id^="parameter-input-"]').first().waitFor();
	return form;
}

export async function fillIn(form: Locator, fields: Record<string, string>): Promise<void> {
	for (const [name, value] of Object.entries(fields)) {
		const field = form.locator(`[data-test-id="parameter-input-${name}"]`);
		await field.locator('input, textarea').first().fill(value);
	}
}

const save = async (page: Page) => await testId(page, 'credential-save-button').click();

/** Saves the credential, which tests it, and gives what the form says when the test has failed. */
export async function saveAndFail(page: Page): Promise<string> {
	const form = credentialForm(page);
	await save(page);
	await form.getByText('More details').click();
	return await form.innerText();
}

/** Saves the credential and waits until its test has passed. */
export async function saveAndPass(page: Page): Promise<void> {
	const form = credentialForm(page);
	await save(page);
	await form.getByText('Connection tested successfully').waitFor();
	await form.getByText('Saved', { exact: true }).waitFor();
}

export async function closeForm(page: Page): Promise<void> {
	await page.keyboard.press('Escape');
	await credentialForm(page).waitFor({ state: 'hidden' });
}
