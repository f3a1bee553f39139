import { randomUUID } from 'node:crypto';

import type { Browser, Locator, Page } from 'playwright-core';

import { dataTableCrm } from '../../runtime/src/demoCrm.ts';
import { importDemo } from '../../runtime/src/demoWorkflow.ts';
import { workflow } from '../../runtime/src/index.ts';
import { runSimulation } from '../../simulators/src/index.ts';
import { openBrowser, picture, signIn, snapshot } from './browser';
import {
	ACCEPTED,
	basic,
	callRecord,
	startContactCenter,
	type ContactCenter,
} from './contactCenter';

jest.setTimeout(180_000);

const NODE = 'Tencent Cloud Contact Center Trigger';
const TYPE = 'n8n-nodes-contact-center.tencentCccTrigger';

let center: ContactCenter;
let browser: Browser;
let page: Page;
const errors: string[] = [];

beforeAll(async () => {
	browser = await openBrowser();
	center = await startContactCenter({ editor: true });
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
});

const open = async (path: string) => {
	await page.goto(`${center.server.baseUrl}${path}`);
	await page.locator('[data-test-id="canvas"]').waitFor();
};

const triggerNode = (parameters: Record<string, unknown>, webhookId = randomUUID()) =>
	workflow(`Editor ${webhookId.slice(0, 8)}`).node(NODE, TYPE, 1, parameters, { webhookId });

/** Opens a trigger with its URLs unfolded. */
async function openTrigger(parameters: Record<string, unknown>): Promise<Locator> {
	const { id } = await center.n8n.workflow(triggerNode(parameters).build());
	await open(`/workflow/${id}`);
	await page.locator('[data-test-id="canvas-node"]').first().dblclick();
	const panel = page.locator('[data-test-id="ndv"]');
	await panel.getByText('Webhook URLs', { exact: true }).click();
	await panel.getByText(/\/tencent-ccc$/).waitFor();
	return panel;
}

async function findInNodePanel(
	words: string,
	name = 'Tencent Cloud Contact Center',
): Promise<Locator> {
	await open('/workflow/new');
	await page.locator('[data-test-id="node-creator-plus-button"]').click();
	await page.locator('[data-test-id="node-creator-search-bar"]').fill(words);
	const found = page
		.locator('[data-test-id="item-iterator-item"]')
		.filter({ hasText: name })
		.first();
	await found.waitFor();
	return found;
}

/** The file a node's icon comes from, once the browser has drawn it. */
const iconOf = async (item: Locator) =>
	await item
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

describe('the node panel finds the trigger', () => {
	it.each(['tencent', 'TCCC', '腾讯', '呼叫中心', '录音'])('by "%s"', async (words) => {
		const found = await findInNodePanel(words);
		expect(await iconOf(found)).toBe('tencentCcc.svg');
		if (words === '腾讯') await picture(page, 'first-flow-1-node-panel.png');
	});

	it.each(['asterCC', '星彩', '弹屏'])('of asterCC by "%s"', async (words) => {
		expect(await iconOf(await findInNodePanel(words, 'asterCC'))).toBe('asterCc.svg');
	});

	it.each(['Alibaba', 'Aliyun', '阿里云', 'RocketMQ', 'EventBridge', '事件推送'])(
		'of Alibaba Cloud by "%s"',
		async (words) => {
			const found = await findInNodePanel(words, 'Alibaba Cloud Contact Center');
			expect(await iconOf(found)).toBe('aliyunCcc.svg');
		},
	);

	it('with its own icon in the dark theme', async () => {
		await page.emulateMedia({ colorScheme: 'dark' });
		try {
			expect(await iconOf(await findInNodePanel('TCCC'))).toBe('tencentCcc.dark.svg');
			await snapshot(page, 'node-panel-dark.png');
		} finally {
			await page.emulateMedia({ colorScheme: 'light' });
		}
	});
});

describe('the opened asterCC trigger', () => {
	const openAsterCc = async (parameters: Record<string, unknown>) => {
		const type = 'n8n-nodes-contact-center.asterCcTrigger';
		const { id } = await center.n8n.workflow(
			workflow(`asterCC ${randomUUID().slice(0, 8)}`)
				.node('asterCC Trigger', type, 1, parameters, { webhookId: randomUUID() })
				.build(),
		);
		await open(`/workflow/${id}`);
		await page.locator('[data-test-id="canvas-node"]').first().dblclick();
		const panel = page.locator('[data-test-id="ndv"]');
		await panel.getByText('Mode', { exact: true }).waitFor();
		return panel;
	};

	it('in webhook mode shows one URL and what to enter at asterCC', async () => {
		const panel = await openAsterCc({});
		await panel.getByText('Webhook URLs', { exact: true }).click();
		await panel.getByText(/\/webhook-test\/.*\/astercc$/).waitFor();
		expect(await panel.getByText(/^http.*\/astercc$/).count()).toBe(1);
		await panel.getByText('append ?token= and the push token of the credential').waitFor();
		await panel.getByText('Not while somebody is on the phone').waitFor();
		expect(await panel.innerText()).not.toContain('Raw Body');
		await picture(page, 'astercc-webhook.png', panel);
	});

	it('in subscribe mode shows no URL', async () => {
		const panel = await openAsterCc({ mode: 'subscribe' });
		await panel.getByText('业务接口地址').waitFor();
		expect(await panel.getByText(/^http.*\/astercc/).count()).toBe(0);
		expect(await panel.getByText('Webhook URLs', { exact: true }).count()).toBe(0);
		await picture(page, 'astercc-subscribe.png', panel);
	});

	it('with selected events offers them by name', async () => {
		const panel = await openAsterCc({ triggerOn: 'selected', callRecords: 'missed' });
		await panel.getByText('Agent Ringing', { exact: true }).waitFor();
		await snapshot(page, 'astercc-selected.png', panel);
	});
});

describe('the opened Alibaba trigger', () => {
	const openAliyun = async (parameters: Record<string, unknown>) => {
		const type = 'n8n-nodes-contact-center.aliyunCccTrigger';
		const { id } = await center.n8n.workflow(
			workflow(`Alibaba ${randomUUID().slice(0, 8)}`)
				.node('CCC Trigger', type, 1, parameters, { webhookId: randomUUID() })
				.build(),
		);
		await open(`/workflow/${id}`);
		await page.locator('[data-test-id="canvas-node"]').first().dblclick();
		const panel = page.locator('[data-test-id="ndv"]');
		await panel.getByText('Webhook URLs', { exact: true }).click();
		await panel.getByText(/\/webhook-test\/.*\/aliyun-ccc$/).waitFor();
		return panel;
	};

	it('begins with the bridge, everything but live text, simplified', async () => {
		const panel = await openAliyun({});
		const input = (name: string) =>
			panel.locator(`[data-test-id="parameter-input-${name}"] input`).first().inputValue();
		expect(await input('authentication')).toBe('Bridge (RocketMQ)');
		expect(await input('triggerOn')).toBe('Everything Except Live Text');
		expect(await input('output')).toBe('Simplified');
		await panel.getByText('enter it as n8n.url in the settings of contact-center-bridge').waitFor();
		expect(await panel.getByText('Instance IDs', { exact: true }).count()).toBe(0);
		await picture(page, 'aliyun-ccc-bridge.png', panel);
	});

	it.each([
		['eventBridge', 'as the URL of an HTTPS target'],
		['urlToken', 'append ?token= and the push token'],
		['bearer', 'have your function post the events'],
		['none', 'Anybody who knows the URL can start this workflow'],
	])('with authentication "%s" says the next step', async (authentication, notice) => {
		const panel = await openAliyun({ authentication });
		await panel.getByText(notice).waitFor();
		const instances = await panel.getByText('Instance IDs', { exact: true }).count();
		expect(instances > 0).toBe(authentication === 'urlToken');
	});

	it('with selected events offers all of them by name, and finds one by typing', async () => {
		const panel = await openAliyun({ triggerOn: 'selected' });
		const events = panel.locator('[data-test-id="parameter-input-events"]');
		await events.getByText('CDRReady', { exact: true }).waitFor();
		await events.locator('input').first().click();
		await events.locator('input').first().fill('voice');
		await page.getByText('VoicemailReady', { exact: true }).first().waitFor();
		await snapshot(page, 'aliyun-ccc-selected.png');
	});
});

describe('the opened trigger', () => {
	const urls = async (panel: Locator) =>
		(await panel.getByText(/^http.*\/tencent-ccc/).allInnerTexts()).map((url) =>
			url.trim().replace(/^.*\/(webhook(?:-test)?)\/[^/]+/, '$1'),
		);

	it('shows the URL to copy, sensible defaults and what to do next', async () => {
		const panel = await openTrigger({});
		expect(await urls(panel)).toEqual(['webhook-test/tencent-ccc']);
		const text = await panel.innerText();
		for (const label of ['Authentication', 'Trigger On', 'Output', 'Options']) {
			expect(text).toContain(label);
		}
		expect(text).toContain('Next: open Webhook URLs above, choose Production URL and copy it');
		const input = (name: string) => panel.locator(`[data-test-id="parameter-input-${name}"]`);
		expect(await input('authentication').locator('input').first().inputValue()).toBe('Basic Auth');
		expect(await input('output').locator('input').first().inputValue()).toBe('Simplified');
		const events = (await input('events').innerText()).split('\n').filter(Boolean);
		expect(events).toEqual(['Call Record', 'Recording', 'Voicemail', 'Chat Record', 'Other']);
		await picture(page, 'first-flow-2-trigger.png', panel);
		await panel.getByRole('radio', { name: 'Production URL' }).click();
		await panel.getByText(/\/webhook\/.*\/tencent-ccc$/).waitFor();
		expect(await urls(panel)).toEqual(['webhook/tencent-ccc']);
	});

	it('with OAuth2 shows the token URL too', async () => {
		const panel = await openTrigger({ authentication: 'oAuth2' });
		await panel.getByText(/\/tencent-ccc\/token$/).waitFor();
		expect(await urls(panel)).toEqual([
			'webhook-test/tencent-ccc',
			'webhook-test/tencent-ccc/token',
		]);
		await panel.getByText('the second, which ends in "/token", is the token URL').waitFor();
		await snapshot(page, 'oauth2-urls.png');
	});

	it.each([
		['none', 'Anybody who knows the URL can start this workflow'],
		['introspection', "enter your identity provider's token URL"],
	])('with authentication "%s" says what that means', async (authentication, notice) => {
		const panel = await openTrigger({ authentication });
		await panel.getByText(notice).waitFor();
		expect(await urls(panel)).toEqual(['webhook-test/tencent-ccc']);
	});
});

it('a credential made in the editor is tested: too short a password, then a good one', async () => {
	await page.goto(`${center.server.baseUrl}/home/credentials`);
	await page
		.locator('[data-test-id="add-resource-credential"]')
		.or(page.getByRole('button', { name: /credential/i }))
		.first()
		.click();
	const type = page.locator('[data-test-id="new-credential-type-select"] input');
	await type.fill('Tencent CCC Push Basic');
	await page
		.locator('[data-test-id="new-credential-type-select-option"]')
		.filter({ hasText: 'Tencent CCC Push Basic Auth API' })
		.click();
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
	await page.getByText('Saved', { exact: true }).waitFor();
	const modal = page.locator('[data-test-id="editCredential-modal"]');
	await picture(page, 'first-flow-4-credential.png', modal);
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
	const panel = page.locator('[data-test-id="ndv"]');
	await panel.getByText('Webhook URLs', { exact: true }).click();
	await panel.getByText(`/webhook-test/${webhookId}/tencent-ccc`).waitFor();
	await panel.locator('[data-test-id="trigger-execute-button"]').click();
	await panel.getByText('Listening for test event').waitFor();

	const record = callRecord({
		QueuedSkillGroupName: '售后服务组',
		EndStatusString: 'waitingGiveUp',
		RingTimestamp: 0,
		AcceptTimestamp: 0,
		Duration: 0,
	});
	const push = async (authorization: string) => {
		const url = `${center.server.baseUrl}/webhook-test/${webhookId}/tencent-ccc`;
		const response = await fetch(`${url}?action=cdr&version=1`, {
			method: 'POST',
			headers: { 'content-type': 'application/json;charset=utf8', authorization },
			body: JSON.stringify(record),
		});
		return { status: response.status, body: await response.json() };
	};
	expect(await push(basic(pair[0], 'a wrong password'))).toMatchObject({ status: 401 });
	expect(await push(basic(...pair))).toEqual({ status: 200, body: ACCEPTED });

	const output = panel.locator('[data-test-id="output-panel"]');
	await output.locator('[data-test-id="radio-button-schema"]').click();
	for (const text of ['customerNumber', '+8613800138001', 'outcome', 'abandoned_queue']) {
		await output.getByText(text, { exact: true }).waitFor();
	}
	// The header of the output does not fit into the usual width.
	const usual = page.viewportSize();
	await page.setViewportSize({ width: 1400, height: 800 });
	await picture(page, 'first-flow-3-data.png', panel);
	if (usual) await page.setViewportSize(usual);
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
	await picture(page, 'demo-workflow.png');
});

it('the browser has had nothing to say against the package', () => {
	expect(
		errors.filter((text) => /contact-center|tencentCcc|asterCc|aliyunCcc/i.test(text)),
	).toEqual([]);
});
