import { randomUUID } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import type { Browser, Page } from 'playwright-core';

import { dataTableCrm } from '../../runtime/src/demoCrm.ts';
import { importDemo, type Demo } from '../../runtime/src/demoWorkflow.ts';
import { workflow } from '../../runtime/src/index.ts';
import {
	runSimulation,
	startHuaweiSimulator,
	startPushServer,
	type HuaweiSimulator,
	type PushServer,
} from '../../simulators/src/index.ts';
import { openBrowser, picture, signIn } from './browser';
import { startCertificateHost, type CertificateHost } from './certificateHost';
import { startContactCenter, type ContactCenter } from './contactCenter';
import { credentialCases } from './editor/credentialCases';
import {
	closeForm,
	fillIn,
	newCredential,
	saveAndFail,
	saveAndPass,
} from './editor/credentialForm';
import {
	canvasNode,
	closeNode,
	complaints,
	foundNode,
	iconOf,
	openCanvas,
	openNode,
	openedPanel,
	search,
	valueOf,
	webhookUrls,
} from './editor/editorPage';
import * as firstFlow from './editor/firstFlow';
import { NODE_VARIANTS } from './editor/nodeVariants';
import { PACKAGE_NODES, type PackageNode } from './editor/packageNodes';
import { stepsOf, tutorial } from './editor/readmeSteps';
import { HUAWEI, actionFlow, akSkData } from './huaweiCec';
import { pushTo, VENDOR_TRIGGERS, VENDORS } from './vendorTrigger';

jest.setTimeout(120_000);

let huawei: HuaweiSimulator;
let asterCc: PushServer;
let certificates: CertificateHost;
let provider: Server;
let center: ContactCenter;
let browser: Browser;
let page: Page;
const errors: string[] = [];

beforeAll(async () => {
	browser = await openBrowser();
	huawei = await startHuaweiSimulator();
	asterCc = await startPushServer({
		identity: 'sales',
		verification: 'verification string of sales',
		agents: [{ number: '1001', password: 'agent password', name: '张敏' }],
	});
	provider = await startProvider();
	certificates = await startCertificateHost('cn-shanghai');
	center = await startContactCenter({ editor: true, env: certificates.env });
	page = await signIn(browser, center.server.baseUrl);
	watch(page);
}, 300_000);

afterAll(async () => {
	await browser?.close();
	await center?.stop();
	await certificates?.stop();
	await huawei?.stop();
	await asterCc?.stop();
	provider?.close();
});

/** An identity provider: one endpoint of it knows no token, anything else is something else. */
async function startProvider(): Promise<Server> {
	const server = createServer((request, response) => {
		response.setHeader('content-type', 'application/json');
		response.end(request.url === '/introspect' ? '{"active":false}' : '{"hello":"world"}');
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return server;
}

const urlOf = (server: Server) => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

/** Keeps what the browser complains about. */
function watch(watched: Page): void {
	watched.on('console', (message) => {
		const said = `${message.text()} ${message.location().url}`;
		if (['error', 'warning'].includes(message.type())) errors.push(said);
	});
	// A workflow that is not saved yet asks whether it may be left.
	watched.on('dialog', (dialog) => void dialog.accept());
	watched.on('pageerror', (error) => errors.push(error.stack ?? error.message));
}

/** n8n looks the package up at npm, which has no answer here; the others come from leaving its pages. */
const OF_N8N = /registry\.npmjs\.org|ERR_CERT_AUTHORITY_INVALID|^AG Grid|injectNDVStore/;

afterEach(() => {
	const ours = errors.splice(0).filter((said) => !OF_N8N.test(said));
	expect(ours).toEqual([]);
});

const canvasNameOf = (type: string) =>
	String(PACKAGE_NODES.find((node) => node.type === type)?.added);
const endOf = (url: string) => url.replace(/^.*\/(webhook(?:-test)?)\/[^/]+/, '$1');
const pictureOf = ({ type }: PackageNode) =>
	`node-${type.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}.png`;

describe('a node of the package', () => {
	beforeAll(async () => await openCanvas(page, `${center.server.baseUrl}/workflow/new`));

	it.each(PACKAGE_NODES.map((node) => [node.name, node] as const))(
		'%s is found, added and opened',
		async (_name, node) => {
			for (const words of node.words) {
				await search(page, words);
				expect([words, await iconOf(foundNode(page, node.name))]).toEqual([
					words,
					`${node.icon}.svg`,
				]);
			}
			await foundNode(page, node.name).click();
			await page.getByText(node.action, { exact: true }).first().click();
			const panel = await openedPanel(page);
			expect(await complaints(panel)).toEqual([]);
			for (const [parameter, shown] of Object.entries(node.shows)) {
				expect([parameter, await valueOf(panel, parameter)]).toEqual([parameter, shown]);
			}
			if (node.next) await panel.getByText(node.next).waitFor();
			if (node.urls) {
				const urls = node.urls.map((path) => `webhook-test${path}`);
				expect((await webhookUrls(panel)).map(endOf)).toEqual(urls);
				await panel.getByRole('radio', { name: 'Production URL' }).click();
				await panel.getByText(new RegExp(`/webhook/.*${node.urls[0]}$`)).waitFor();
			}
			await picture(page, pictureOf(node), panel);
			await closeNode(page);
			await canvasNode(page, node.added).waitFor();
		},
	);

	it('has its own icon on the canvas and in the node panel, light and dark', async () => {
		const onCanvas = async () =>
			await Promise.all(PACKAGE_NODES.map(({ added }) => iconOf(canvasNode(page, added))));
		expect(await onCanvas()).toEqual(PACKAGE_NODES.map(({ icon }) => `${icon}.svg`));
		await page.emulateMedia({ colorScheme: 'dark' });
		await search(page, 'contact center');
		for (const { name, icon } of PACKAGE_NODES) {
			expect([name, await iconOf(foundNode(page, name))]).toEqual([name, `${icon}.dark.svg`]);
		}
		expect(await onCanvas()).toEqual(PACKAGE_NODES.map(({ icon }) => `${icon}.dark.svg`));
		await picture(page, 'node-panel-dark.png');
		await page.emulateMedia({ colorScheme: 'light' });
		await picture(page, 'node-panel.png');
	});
});

describe('a node with its credential', () => {
	beforeAll(async () => {
		const { n8n, server } = center;
		const saved = await Promise.all(
			Object.values(VENDOR_TRIGGERS).map(async ({ credential }) => ({
				type: credential.type,
				saved: await n8n.credential({ name: credential.type, ...credential }),
			})),
		);
		const akSk = { name: 'Huawei CEC', type: 'huaweiCecAkSkApi', data: akSkData(huawei) };
		const huaweiCecAkSkApi = await n8n.credential(akSk);
		const credentials = {
			huaweiCecAkSkApi,
			...Object.fromEntries(saved.map(({ type, saved }) => [type, saved])),
		};
		const flow = workflow('Every setting');
		NODE_VARIANTS.forEach(({ name, type, parameters }, index) => {
			const position: [number, number] = [(index % 6) * 240, Math.floor(index / 6) * 240];
			const webhookId = randomUUID();
			flow.node(name, `n8n-nodes-contact-center.${type}`, 1, parameters, {
				webhookId,
				credentials,
				position,
			});
		});
		const { id } = await n8n.workflow(flow.build());
		await openCanvas(page, `${server.baseUrl}/workflow/${id}`);
		await page
			.locator('[data-test-id="fit-to-view"], [data-test-id="zoom-to-fit"]')
			.first()
			.click();
	});

	it('has a red sign only where a credential or a field is missing', async () => {
		const signs = page.locator('[data-test-id="node-issues"]');
		const marked = await page
			.locator('[data-test-id="canvas-node"]')
			.filter({ has: signs })
			.evaluateAll((nodes) => nodes.map((node) => node.getAttribute('data-node-name')));
		const expected = NODE_VARIANTS.filter(({ isIncomplete }) => isIncomplete);
		expect(marked.sort()).toEqual(expected.map(({ name }) => name).sort());
	});

	it.each(NODE_VARIANTS.map((variant) => [variant.name, variant] as const))(
		'%s says what to do next',
		async (name, { says, hides = [], urls, picture: file }) => {
			const panel = await openNode(page, name);
			for (const text of says) await panel.getByText(text).first().waitFor();
			for (const text of hides) expect(await panel.getByText(text).count()).toBe(0);
			expect(await panel.innerText()).not.toContain('Raw Body');
			if (urls) {
				const shown = (await webhookUrls(panel)).map(endOf);
				expect(shown).toEqual(urls.map((path) => `webhook-test${path}`));
			}
			if (file) await picture(page, file, panel);
			await closeNode(page);
		},
	);
});

describe('the test of a credential made in the editor', () => {
	beforeAll(async () => {
		await page.goto(`${center.server.baseUrl}/home/credentials`, { waitUntil: 'commit' });
		await page.locator('[data-test-id="add-resource-credential"]').first().waitFor();
	});

	it('complains of what is wrong and passes with what is right', async () => {
		const vendors = { huawei, asterCcUrl: asterCc.url, introspectionUrl: urlOf(provider) };
		for (const { type, wrong, complaint, right, pictures } of credentialCases(vendors)) {
			const form = await newCredential(page, type);
			await fillIn(form, wrong);
			expect([type, await saveAndFail(page)]).toEqual([type, expect.stringContaining(complaint)]);
			if (pictures) await picture(page, pictures.failed, form);
			await fillIn(form, right);
			await saveAndPass(page);
			if (pictures) await picture(page, pictures.passed, form);
			await closeForm(page);
		}
	});

	const tested = async (change: Record<string, unknown>) =>
		await center.n8n.testCredential({
			type: 'huaweiCecAkSkApi',
			name: 'Huawei',
			data: akSkData(huawei, change),
		});

	it.each([
		['nobody there', { baseUrl: 'https://127.0.0.1:9' }, /cannot be reached/],
		['unknown authority', { caCertificate: '' }, /secure connection|CA Certificate/],
		['no address', { baseUrl: '' }, /base address/],
	])('of Huawei CEC tells of %s', async (_what, change, message) => {
		expect(await tested(change)).toEqual({
			status: 'Error',
			message: expect.stringMatching(message),
		});
	});

	it('of Huawei CEC tells by how much the clock is off', async () => {
		huawei.settings.now = () => Date.now() + 3_600_000;
		const answer = await tested({});
		huawei.settings.now = Date.now;
		expect(answer).toEqual({ status: 'Error', message: expect.stringMatching(/clock/) });
	});
});

// n8n has no preview of what a trigger puts out ("Trigger nodes do not have schema previews").
it('behind an action node, its fields are there before it has run', async () => {
	const flow = workflow('Preview')
		.node('Start', 'n8n-nodes-base.manualTrigger', 1)
		.node('Calls', HUAWEI.cms, 1, { resource: 'call', operation: 'getMany' })
		.node('Map', 'n8n-nodes-contact-center.mapToCrm', 1)
		.node('Behind calls', 'n8n-nodes-base.set', 3.4)
		.node('Behind map', 'n8n-nodes-base.set', 3.4)
		.connect('Start', 'Calls')
		.connect('Start', 'Map')
		.connect('Calls', 'Behind calls')
		.connect('Map', 'Behind map');
	const { id } = await center.n8n.workflow(flow.build());
	await openCanvas(page, `${center.server.baseUrl}/workflow/${id}`);
	for (const [name, field] of [
		['Behind map', 'externalId'],
		['Behind calls', 'callId'],
	] as const) {
		const panel = await openNode(page, name);
		await panel.getByText('Usually outputs the following fields').first().waitFor();
		await panel.getByText(field, { exact: true }).first().waitFor();
	}
	await picture(page, 'schema-preview.png');
	await closeNode(page);
});

describe('a trigger that listens for a test event', () => {
	const webhookIds = Object.fromEntries(VENDORS.map((vendor) => [vendor, randomUUID()]));

	beforeAll(async () => {
		const { n8n, server } = center;
		const flow = workflow('Test events');
		for (const [index, vendor] of VENDORS.entries()) {
			const { type, parameters, credential } = VENDOR_TRIGGERS[vendor];
			const saved = await n8n.credential({ name: `Push of ${vendor}`, ...credential });
			flow.node(
				canvasNameOf(type),
				`n8n-nodes-contact-center.${type}`,
				1,
				{ ...parameters, output: 'simplified' },
				{
					webhookId: String(webhookIds[vendor]),
					credentials: { [credential.type]: saved },
					position: [index * 320, 0],
				},
			);
		}
		const { id } = await n8n.workflow(flow.build());
		await openCanvas(page, `${server.baseUrl}/workflow/${id}`);
	});

	it.each(VENDORS)('of %s: waits, refuses a stranger, shows the data', async (vendor) => {
		const trigger = VENDOR_TRIGGERS[vendor];
		const push = trigger.finishedCall(`call-${vendor}`);
		const pushed = async (as: typeof trigger) =>
			await pushTo(center.server.baseUrl, String(webhookIds[vendor]), as, push, 'webhook-test');
		const panel = await openNode(page, canvasNameOf(trigger.type));
		const output = panel.locator('[data-test-id="output-panel"]');
		await output.getByText('No trigger output').waitFor();
		await panel.locator('[data-test-id="trigger-execute-button"]').click();
		await panel.getByText('Listening for test event').waitFor();
		if (vendor === 'tencent-ccc') await picture(page, 'trigger-waiting.png', panel);
		expect(await pushed({ ...trigger, query: {}, headers: {} })).toMatchObject({ status: 401 });
		expect(await pushed(trigger)).toMatchObject({ status: 200 });
		await output.locator('[data-test-id="radio-button-schema"]').click();
		for (const text of ['callId', `call-${vendor}`, 'vendor', vendor]) {
			await output.getByText(text, { exact: true }).first().waitFor();
		}
		if (vendor !== 'tencent-ccc') return;
		// The header of the output does not fit into the usual width.
		await page.setViewportSize({ width: 1400, height: 800 });
		await picture(page, 'first-flow-3-data.png', panel);
		await page.setViewportSize({ width: 1280, height: 800 });
	});
});

it('adding contacts: campaigns are chosen from the list', async () => {
	const type = 'huaweiCecAkSkApi';
	const name = 'Huawei CEC';
	const credential = await center.n8n.credential({ name, type, data: akSkData(huawei) });
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
	const parameters = { resource: 'contact', operation: 'add' };
	const credentials = { [type]: credential };
	const adding = workflow('Add contacts').node('Add', HUAWEI.isales, 1, parameters, {
		credentials,
	});
	const { id } = await center.n8n.workflow(adding.build());
	await openCanvas(page, `${center.server.baseUrl}/workflow/${id}`);

	const panel = await openNode(page, 'Add');
	expect(await complaints(panel)).toContain('parameter-input-campaignId');
	const campaign = panel.locator('[data-test-id="resource-locator-campaignId"]');
	await campaign.locator('[data-test-id="rlc-input"]').click();
	await page.getByText('Renewals 2027').first().click();
	expect(await campaign.locator('input').last().inputValue()).toContain('Renewals 2027');
	expect(await complaints(panel)).not.toContain('parameter-input-campaignId');
	await picture(page, 'huawei-contact-add.png', panel);
});

describe('with what npm start brings', () => {
	let demo: Demo;

	beforeAll(async () => {
		demo = await importDemo(center.n8n, await dataTableCrm(center.n8n));
	});

	it('the demo workflow after a run', async () => {
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
		const url = `${center.server.baseUrl}/workflow/${demo.workflow.id}/executions/${execution?.id}`;
		await page.goto(url, { waitUntil: 'commit' });
		await page.getByText('Calls into a CRM table').first().waitFor();
		await page.locator('[data-test-id="canvas-node-status-success"]').first().waitFor();
		await page.getByText('1 item').first().waitFor();
		await picture(page, 'demo-workflow.png');
	});

	it('the Chinese README has the steps of the English one', () => {
		const said = (file: string, heading: string) =>
			stepsOf(file, heading).map(({ labels, values, command }) => ({
				words: [...new Set([...labels, ...values])].sort(),
				command: command?.replace(/--url .*/, ''),
			}));
		const english = said('README.md', 'Your first flow');
		expect(english).toHaveLength(13);
		expect(said('README.zh-CN.md', '第一个流程')).toEqual(english);
	});

	it('the first flow of the README, word for word, in a browser n8n does not know', async () => {
		const context = await browser.newContext({
			viewport: { width: 1280, height: 800 },
			locale: 'en-US',
		});
		const newcomer = await context.newPage();
		newcomer.setDefaultTimeout(20_000);
		const guide = tutorial(stepsOf('README.md', 'Your first flow'));
		guide.says(1, 'npm start');
		await firstFlow.signInByHand(newcomer, center.server.baseUrl);
		watch(newcomer);
		await firstFlow.makeTable(newcomer, guide);
		await firstFlow.addTrigger(newcomer, guide);
		const url = await firstFlow.setUpTrigger(newcomer, guide);
		await firstFlow.addRow(newcomer, guide);
		await firstFlow.publish(newcomer, guide);

		const printed = await firstFlow.simulate(guide, url);
		expect(printed).toContain(guide.says(11, 'accepted'));
		const again = /Same calls again: .*?(--seed \d+ --start \d+)/.exec(printed)?.[1];
		expect(again).toContain(guide.says(13, '--seed'));
		expect(again).toContain(guide.says(13, '--start'));
		guide.says(11, 'Same calls again: …');
		expect(await firstFlow.simulate(guide, url, again)).toContain('accepted');

		const [row, ...others] = await firstFlow.lookAtRows(newcomer, guide);
		expect(row).toContain(guide.says(12, 'tencent-ccc:1400000001:cdr:…').replace('…', ''));
		expect(others).toEqual([]);
		expect(guide.left()).toEqual([]);
		await context.close();
	});
});
