import { randomUUID } from 'node:crypto';

import type { Browser, Page } from 'playwright-core';

import { dataTableCrm } from '../../runtime/src/demoCrm.ts';
import { importDemo } from '../../runtime/src/demoWorkflow.ts';
import { workflow } from '../../runtime/src/index.ts';
import { runSimulation } from '../../simulators/src/index.ts';
import { openBrowser, picture, signIn } from './browser';
import { basic, callRecord, startContactCenter, type ContactCenter } from './contactCenter';

jest.setTimeout(180_000);

const NODE = 'Tencent Cloud Contact Center Trigger';
const TYPE = 'n8n-nodes-contact-center.tencentCccTrigger';

let center: ContactCenter;
let browser: Browser;
let page: Page;
const consoleErrors: string[] = [];

beforeAll(async () => {
	center = await startContactCenter({ editor: true });
	browser = await openBrowser();
	page = await signIn(browser, center.server.baseUrl);
	page.on('console', (message) => {
		if (message.type() === 'error') consoleErrors.push(message.text());
	});
});

afterAll(async () => {
	await browser?.close();
	await center?.stop();
});

const open = async (path: string) => {
	await page.goto(`${center.server.baseUrl}${path}`);
	await page.locator('[data-test-id="canvas"]').waitFor();
};

const triggerNode = (parameters: Record<string, unknown>, webhookId = randomUUID()) =>
	workflow(`Editor ${webhookId.slice(0, 8)}`).node(NODE, TYPE, 1, parameters, { webhookId });

/** n8n shows it over a workflow that has just been published, a moment after the page. */
async function closeChecklist(): Promise<void> {
	const close = page.locator('[data-test-id="suggested-actions-close"]');
	const shown = await close.waitFor({ timeout: 5000 }).then(
		() => true,
		() => false,
	);
	if (shown) await close.click();
	await close.waitFor({ state: 'hidden' });
}

async function openTrigger(parameters: Record<string, unknown>): Promise<void> {
	const { id } = await center.n8n.workflow(triggerNode(parameters).build());
	await open(`/workflow/${id}`);
	await page.locator('[data-test-id="canvas-node"]').first().dblclick();
	await page.locator('[data-test-id="ndv"]').waitFor();
}

describe('the node panel finds the trigger', () => {
	it.each(['tencent', 'TCCC', '腾讯', '呼叫中心', '录音'])('by "%s"', async (words) => {
		await open('/workflow/new');
		await page.locator('[data-test-id="node-creator-plus-button"]').click();
		await page.locator('[data-test-id="node-creator-search-bar"]').waitFor();
		await page.keyboard.type(words);
		const found = page.locator('[data-test-id="item-iterator-item"]', {
			hasText: 'Tencent Cloud Contact Center',
		});
		await found.first().waitFor();
		const icon = found.locator('img').first();
		await icon.waitFor();
		expect(
			await icon.evaluate((image) => (image as unknown as { naturalWidth: number }).naturalWidth),
		).toBeGreaterThan(0);
		if (words === '腾讯') await picture(page, 'first-flow-1-node-panel.png');
	});
});

describe('the opened trigger', () => {
	it('shows the URL to copy, sensible defaults and what to do next', async () => {
		await openTrigger({});
		await page.getByText('Webhook URLs').first().click();
		await page.getByText(/\/webhook-test\/.*\/tencent-ccc$/).waitFor();
		expect(await page.getByText(/\/tencent-ccc\/token$/).count()).toBe(0);
		const panel = await page.locator('[data-test-id="ndv"]').innerText();
		for (const text of [
			'Authentication',
			'Next: copy the production URL above into the TCCC console',
			'Trigger On',
			...['Call Record', 'Recording', 'Voicemail', 'Chat Record', 'Other'],
			'Output',
			'Options',
		]) {
			expect(panel).toContain(text);
		}
		const output = page.locator('[data-test-id="parameter-input-output"] input').first();
		expect(await output.inputValue()).toBe('Simplified');
		await picture(page, 'first-flow-2-trigger.png');
	});

	it('with OAuth2 shows the token URL too', async () => {
		await openTrigger({ authentication: 'oAuth2' });
		await page.getByText('Webhook URLs').first().click();
		await page.getByText(/\/webhook-test\/.*\/tencent-ccc$/).waitFor();
		await page.getByText(/\/webhook-test\/.*\/tencent-ccc\/token$/).waitFor();
		await picture(page, 'oauth2-urls.png');
	});
});

it('a credential made in the editor is tested: too short a password, then a good one', async () => {
	await page.goto(`${center.server.baseUrl}/home/credentials`);
	await page
		.locator('[data-test-id="add-resource-credential"]')
		.or(page.getByRole('button', { name: /credential/i }))
		.first()
		.click();
	await page.locator('[data-test-id="new-credential-type-select"]').waitFor();
	await page.keyboard.type('Tencent CCC Push Basic');
	await page.locator('[data-test-id="new-credential-type-select-option"]').first().waitFor();
	await page.keyboard.press('Enter');
	await page.locator('[data-test-id="new-credential-type-button"]').click();
	const field = (name: string) => page.locator(`[data-test-id="parameter-input-${name}"] input`);
	await field('username').fill('tccc');
	await field('password').fill('short');
	await page.locator('[data-test-id="credential-save-button"]').click();
	await page.getByText('More details').click();
	await page.getByText('The password has 5 characters').first().waitFor();
	await field('password').fill('long enough to be hard to guess');
	await page.locator('[data-test-id="credential-save-button"]').click();
	await page.getByText('Connection tested successfully').first().waitFor();
});

it('listen for a test event, push a call, see its fields', async () => {
	const webhookId = randomUUID();
	const pair = ['tccc', 'hard to guess, this one'] as const;
	const credential = await center.n8n.credential({
		name: 'TCCC push',
		type: 'tencentCccPushBasicAuthApi',
		data: { username: pair[0], password: pair[1] },
	});
	const { id } = await center.n8n.workflow(
		workflow('My first flow')
			.node(
				NODE,
				TYPE,
				1,
				{},
				{ webhookId, credentials: { tencentCccPushBasicAuthApi: credential } },
			)
			.build(),
	);
	await open(`/workflow/${id}`);
	await page.locator('[data-test-id="canvas-node"]').first().dblclick();
	await page.getByText('Receive pushes from Tencent Cloud Contact Center').waitFor();
	await page.locator('[data-test-id="trigger-execute-button"]').click();
	await page.getByText('Listening for test event').first().waitFor();
	const url = `${center.server.baseUrl}/webhook-test/${webhookId}/tencent-ccc?action=cdr&version=1`;
	const response = await fetch(url, {
		method: 'POST',
		headers: { 'content-type': 'application/json;charset=utf8', authorization: basic(...pair) },
		body: JSON.stringify(
			callRecord({
				QueuedSkillGroupName: '售后服务组',
				EndStatusString: 'waitingGiveUp',
				AcceptTimestamp: 0,
			}),
		),
	});
	expect(await response.json()).toEqual({ ErrCode: 0, ErrMsg: 'ok' });
	await page.locator('[data-test-id="radio-button-schema"]').last().click();
	await page.getByText('customerNumber').first().waitFor();
	await page.getByText('abandoned_queue').first().waitFor();
	await picture(page, 'first-flow-3-data.png');
});

it('the demo workflow after a run', async () => {
	const demo = await importDemo(center.n8n, await dataTableCrm(center.n8n));
	await runSimulation({
		url: demo.pushUrl,
		auth: { type: 'basic', username: demo.username, password: demo.password },
		scenarios: ['inbound-answered'],
		count: 1,
		rate: 1,
		seed: 3,
		startTime: 1_790_000_000,
		sdkAppId: 1400000001,
	});
	const [execution] = await center.n8n.waitForExecutions(demo.workflow.id, 3);
	expect(execution?.status).toBe('success');
	await page.goto(
		`${center.server.baseUrl}/workflow/${demo.workflow.id}/executions/${execution?.id}`,
	);
	await page.getByText('Calls into a CRM table').first().waitFor();
	await page.locator('[data-test-id="canvas-node-status-success"]').first().waitFor();
	await page.getByText('1 item').first().waitFor();
	await closeChecklist();
	await picture(page, 'demo-workflow.png');
});

it('the browser has had nothing to say against the package', () => {
	expect(consoleErrors.filter((text) => /contact-center|tencentCcc/.test(text))).toEqual([]);
});
