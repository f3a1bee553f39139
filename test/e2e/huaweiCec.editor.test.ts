import { randomUUID } from 'node:crypto';

import type { Browser, Locator, Page } from 'playwright-core';

import { workflow } from '../../runtime/src/index.ts';
import { startHuaweiSimulator, type HuaweiSimulator } from '../../simulators/src/index.ts';
import { openBrowser, picture, signIn, snapshot } from './browser';
import { startContactCenter, type ContactCenter } from './contactCenter';
import { actionFlow, akSkData, HUAWEI, type SavedCredential } from './huaweiCec';

jest.setTimeout(180_000);

let cec: HuaweiSimulator;
let center: ContactCenter;
let browser: Browser;
let page: Page;
let credential: SavedCredential;
const errors: string[] = [];

beforeAll(async () => {
	cec = await startHuaweiSimulator();
	browser = await openBrowser();
	center = await startContactCenter({ editor: true });
	const type = 'huaweiCecAkSkApi';
	credential = await center.n8n.credential({ name: 'Huawei CEC', type, data: akSkData(cec) });
	page = await signIn(browser, center.server.baseUrl);
	page.on('console', (message) => {
		const said = `${message.text()} ${message.location().url}`;
		if (['error', 'warning'].includes(message.type())) errors.push(said);
	});
	page.on('pageerror', (error) => errors.push(error.stack ?? error.message));
});

afterAll(async () => {
	await browser?.close();
	await center?.stop();
	await cec?.stop();
});

const open = async (path: string) => {
	await page.goto(`${center.server.baseUrl}${path}`);
	await page.locator('[data-test-id="canvas"]').waitFor();
};

/** Opens a node of a workflow that has no other. */
async function openNode(
	kind: keyof typeof HUAWEI,
	parameters: Record<string, unknown>,
): Promise<Locator> {
	const credentials = kind === 'trigger' ? {} : { credentials: { huaweiCecAkSkApi: credential } };
	const { id } = await center.n8n.workflow(
		workflow(`Huawei ${randomUUID().slice(0, 8)}`)
			.node('Huawei', HUAWEI[kind], 1, parameters, { webhookId: randomUUID(), ...credentials })
			.build(),
	);
	await open(`/workflow/${id}`);
	await page.locator('[data-test-id="canvas-node"]').first().dblclick();
	const panel = page.locator('[data-test-id="ndv"]');
	await panel.locator('[data-test-id^="parameter-input-"]').first().waitFor();
	return panel;
}

const inputOf = (panel: Locator, name: string) =>
	panel.locator(`[data-test-id="parameter-input-${name}"] input`).first();

it.each([
	['Huawei', 'Huawei CC-iSales'],
	['华为', 'Huawei CC-FS'],
	['外呼', 'Huawei CC-iSales'],
	['话单', 'Huawei CC-FS'],
	['云客服', 'Huawei CC-CMS'],
])('the node panel finds by "%s" %s', async (words, name) => {
	await open('/workflow/new');
	await page.locator('[data-test-id="node-creator-plus-button"]').click();
	await page.locator('[data-test-id="node-creator-search-bar"]').fill(words);
	const found = page.locator('[data-test-id="item-iterator-item"]').filter({ hasText: name });
	await found.first().waitFor();
	await snapshot(page, `huawei-panel-${name.replaceAll(' ', '-')}.png`);
});

it('adding contacts: campaigns are chosen from the list', async () => {
	const creating = await actionFlow(center.n8n, credential, {
		component: 'isales',
		parameters: {
			resource: 'campaign',
			operation: 'create',
			name: 'Renewals 2027',
			strBeginTime: new Date(Date.now() + 3_600_000).toISOString(),
			strEndTime: new Date(Date.now() + 86_400_000).toISOString(),
			deviceType: 3,
			maxAlertingTime: 30,
			scheduleParam: { workdayBeginTime1: '01:00', workdayEndTime1: '10:00' },
			callerNo: { entries: [{ accessCode: '88880001' }] },
			additionalFields: { ivrParam: { entries: { deviceSign: '70001' } } },
		},
	});
	expect(await creating.run()).toMatchObject({ status: 200, items: [{ id: expect.anything() }] });

	const panel = await openNode('isales', { resource: 'contact', operation: 'add' });
	const campaign = panel.locator('[data-test-id="resource-locator-campaignId"]');
	await campaign.locator('[data-test-id="rlc-input"]').click();
	await page.getByText('Renewals 2027').first().click();
	expect(await campaign.locator('input').last().inputValue()).toContain('Renewals 2027');
	await picture(page, 'huawei-contact-add.png', panel);
});

it.each([
	['isales', { resource: 'campaign', operation: 'create' }],
	['isales', { resource: 'callResult', operation: 'getMany' }],
	['fs', { resource: 'callRecord', operation: 'getMany' }],
	['fs', { resource: 'recording', operation: 'download' }],
	['cms', { resource: 'call', operation: 'getMany' }],
	['cms', { resource: 'skillQueue', operation: 'getRealTime' }],
] as const)('the opened node %s %j', async (kind, parameters) => {
	const panel = await openNode(kind, parameters);
	expect(await inputOf(panel, 'resource').inputValue()).not.toBe('');
	expect(await inputOf(panel, 'operation').inputValue()).not.toBe('');
	const name = `huawei-${parameters.resource}-${parameters.operation}.png`;
	await snapshot(page, name, panel);
});

it('the opened trigger says where its URL goes', async () => {
	const panel = await openNode('trigger', {});
	await panel.getByText('Webhook URLs', { exact: true }).click();
	await panel.getByText(/\/huawei-cec$/).waitFor();
	await panel.getByText('append a question mark and the token').waitFor();
	expect(await panel.innerText()).not.toContain('Raw Body');
	await picture(page, 'huawei-trigger.png', panel);
});

describe('the test of the credential', () => {
	const tested = async (change: Record<string, unknown>) =>
		await center.n8n.testCredential({
			type: 'huaweiCecAkSkApi',
			name: 'Huawei',
			data: akSkData(cec, change),
		});

	it('passes', async () => {
		expect(await tested({})).toMatchObject({ status: 'OK' });
	});

	it.each([
		['wrong key', { secretKey: 'SkSimulator-0001-wrong' }, /signature|Secret Key/],
		['nobody there', { baseUrl: 'https://127.0.0.1:9' }, /cannot be reached/],
		['unknown authority', { caCertificate: '' }, /secure connection|CA Certificate/],
		['no address', { baseUrl: '' }, /base address/],
	])('tells of %s', async (_what, change, message) => {
		expect(await tested(change)).toEqual({
			status: 'Error',
			message: expect.stringMatching(message),
		});
	});

	it('tells by how much the clock is off', async () => {
		cec.settings.now = () => Date.now() + 3_600_000;
		const answer = await tested({});
		cec.settings.now = Date.now;
		expect(answer).toEqual({
			status: 'Error',
			message: expect.stringMatching(/clock/),
		});
	});
});

it('the browser has had nothing to say against the package', () => {
	expect(errors.filter((said) => /huawei|contact-center/i.test(said))).toEqual([]);
});
