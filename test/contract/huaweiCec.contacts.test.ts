import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { HuaweiCcISales } from '../../nodes/HuaweiCec/CcISales/HuaweiCcISales.node';
import { addCampaign } from '../../simulators/src/huawei/iSales/campaigns';
import { startHuaweiSimulator, type HuaweiSimulator } from '../../simulators/src/huawei/simulator';
import { credentialFor, nodeInN8n } from './huaweiCecNode';
import { pushHistory } from './pushHistory';

/** What the server insists on, and what the node keeps: a busy machine is not a fault of the node. */
const SERVER_SPACING = 5;
const SPACING = 20;
let site: HuaweiSimulator;

beforeAll(async () => {
	site = await startHuaweiSimulator({ port: 0, addSpacingMs: SERVER_SPACING, tls: true });
});
afterAll(async () => await site.stop());
beforeEach(() => {
	site.clearFaults();
	site.state.blocklist.clear();
	pushHistory.reset();
});

const ADD = 'POST /rest/isales/v2/openapi/campaigns/{vdnId}/calldata/{campaignId}';

/** A campaign nobody has used. */
function newCampaign() {
	const fields = { name: `renewal-${site.state.campaigns.size}`, deviceType: 3 };
	return addCampaign(site.state, fields, 2);
}

function adding(campaignId: number | string, more: INodeParameters = {}): INodeParameters {
	return {
		resource: 'contact',
		operation: 'add',
		campaignId: { __rl: true, mode: 'id', value: String(campaignId) },
		called: '={{ $json.phone }}',
		sessionId: '={{ $json.id }}',
		additionalFields: {},
		sending: { spacing: SPACING },
		...more,
	};
}

const customers = (count: number, first = 0): IDataObject[] =>
	Array.from({ length: count }, (_, place) => ({
		id: `cust-${first + place}`,
		phone: `+86 138 ${String(first + place).padStart(8, '0')}`,
	}));

const node = (
	parameters: INodeParameters,
	onError: 'stopWorkflow' | 'continueRegularOutput' = 'stopWorkflow',
) => nodeInN8n(new HuaweiCcISales(), parameters, credentialFor(site), onError);

const callsToAdd = () => site.requests.count(ADD);

it('adds all items of a run in full calls and gives each its data id', async () => {
	const campaign = newCampaign();
	const before = callsToAdd();
	const items = await node(adding(campaign.id)).execute(customers(45));
	expect(callsToAdd() - before).toBe(3);
	expect(campaign.rows.size).toBe(45);
	expect(items).toHaveLength(45);
	for (const [index, { json, pairedItem }] of items.entries()) {
		expect(pairedItem).toEqual({ item: index });
		const row = campaign.rows.get(String(json.dataId));
		expect(json).toEqual({
			sessionId: `cust-${index}`,
			called: row?.called[0]?.calledNo,
			dataId: expect.stringMatching(/^\d{19}$/),
			status: 'added',
		});
		expect(row?.sessionId).toBe(`cust-${index}`);
	}
});

it('sends every field in the form of the vendor', async () => {
	const campaign = newCampaign();
	const additionalFields = {
		caller: '8888 0001',
		customField: 'batch1',
		callData: '={{ ({ name: $json.id }) }}',
		priority: 2,
		recycleTime: '2026-06-30T18:00:00',
	};
	const called = '[{"calledNo": "138 0000 0001", "delayTime": 60}, "138 0000 0002"]';
	await node(adding(campaign.id, { called, additionalFields })).execute([{ id: 'cust-1' }]);
	expect([...campaign.rows.values()]).toMatchObject([
		{
			sessionId: 'cust-1',
			called: [{ calledNo: '13800000001', delayTime: 60 }, { calledNo: '13800000002' }],
			caller: '88880001',
			customField: 'batch1',
			callData: '{"name":"cust-1"}',
			priority: '2',
			recycleTime: '2026-06-30 10:00:00',
		},
	]);
});

it('with version 1 sends one number for a contact', async () => {
	const campaign = newCampaign();
	const run = node(
		adding(campaign.id, { sending: { version: 'v1', spacing: SPACING } }),
		'continueRegularOutput',
	);
	const rows = [...customers(2), { id: 'two', phone: '13800000001,13800000002' }];
	const items = await run.execute(rows);
	expect(items.map(({ json }) => json.status)).toEqual(['added', 'added', 'refused']);
	expect(items[2]?.json.cause).toContain('choose V2');
	expect(campaign.rows.size).toBe(2);
});

describe('contacts that cannot be added', () => {
	it('have an error of their own, and the others go in', async () => {
		const campaign = newCampaign();
		site.state.blocklist.set('13800000003', {});
		const rows = customers(30);
		rows[7] = { id: 'cust-7', phone: 'no number' };
		const items = await node(adding(campaign.id), 'continueRegularOutput').execute(rows);
		expect(campaign.rows.size).toBe(28);
		expect(items[3]).toMatchObject({
			json: { sessionId: 'cust-3', status: 'refused', error: 'The number is on the blocklist' },
			pairedItem: { item: 3 },
		});
		expect(items[7]?.json.cause).toBe('Customer Numbers (called) may hold only 0-9, * and #');
		expect(items.filter(({ json }) => json.error)).toHaveLength(2);
	});

	it('fail the node once everything else is done', async () => {
		const campaign = newCampaign();
		const rows = customers(45);
		rows[7] = { id: 'cust-7', phone: 'no number' };
		await expect(node(adding(campaign.id)).execute(rows)).rejects.toMatchObject({
			message: expect.stringMatching(
				/^44 of 45 contacts are in the campaign, 1 are not\. The first, item 7: This contact was not sent/,
			),
			description: expect.stringContaining('Customer Numbers (called) may hold only'),
			context: { itemIndex: 7 },
		});
		expect(campaign.rows.size).toBe(44);
	});

	it('are all contacts of a campaign that does not exist, after one call', async () => {
		const before = callsToAdd();
		const items = await node(adding(9_999), 'continueRegularOutput').execute(customers(100));
		expect(callsToAdd() - before).toBe(1);
		expect(items.every(({ json }) => json.code === '0200007')).toBe(true);
	});

	it('are all contacts of all campaigns once the address is locked', async () => {
		const [one, other] = [newCampaign(), newCampaign()];
		site.inject({ endpoint: '/calldata/', kind: 'locked' });
		const before = site.requests.all.length;
		const rows = customers(4).map((row, place): IDataObject => ({
			...row,
			campaign: (place % 2 ? one : other).id,
		}));
		const parameters = adding('={{ $json.campaign }}', {
			sending: { spacing: SPACING, checksBlocklist: false },
		});
		const items = await node(parameters, 'continueRegularOutput').execute(rows);
		expect(site.requests.all.length - before).toBe(1);
		expect(items.map(({ json }) => json.status)).toEqual(Array(4).fill('refused'));
	});
});

it('adds the contacts of each campaign to it when the items name several', async () => {
	const [one, other] = [newCampaign(), newCampaign()];
	const rows = customers(40).map((row, place): IDataObject => ({
		...row,
		campaign: (place % 2 ? one : other).id,
	}));
	const before = callsToAdd();
	const items = await node(adding('={{ $json.campaign }}')).execute(rows);
	expect(callsToAdd() - before).toBe(2);
	expect([one.rows.size, other.rows.size]).toEqual([20, 20]);
	expect(items.map(({ json }) => json.sessionId)).toEqual(rows.map(({ id }) => id));
});

describe('a repeated run', () => {
	it('sends only who is missing', async () => {
		const campaign = newCampaign();
		const run = node(adding(campaign.id));
		await run.execute(customers(40));
		const before = callsToAdd();
		const items = await run.execute(customers(50));
		expect(callsToAdd() - before).toBe(1);
		expect(campaign.rows.size).toBe(50);
		expect(items.map(({ json }) => json.status)).toEqual([
			...Array<string>(40).fill('alreadyAdded'),
			...Array<string>(10).fill('added'),
		]);
	});

	it('adds nobody twice when n8n remembers nothing', async () => {
		const campaign = newCampaign();
		const run = node(adding(campaign.id, { sending: { remembers: false, spacing: SPACING } }));
		await run.execute(customers(20));
		const items = await run.execute(customers(20));
		expect(campaign.rows.size).toBe(20);
		expect(items.every(({ json }) => json.status === 'alreadyAdded')).toBe(true);
	});

	it('sends who was not added the first time', async () => {
		const campaign = newCampaign();
		const run = node(adding(campaign.id), 'continueRegularOutput');
		site.inject({ endpoint: '/calldata/', kind: 'locked' });
		await run.execute(customers(3));
		expect(campaign.rows.size).toBe(0);
		const items = await run.execute(customers(3));
		expect(items.map(({ json }) => json.status)).toEqual(Array(3).fill('added'));
	});

	it('needs no session ids of the operator: they are made of campaign and numbers', async () => {
		const campaign = newCampaign();
		const run = node(adding(campaign.id, { sessionId: '' }));
		const [first] = await run.execute(customers(1));
		const [second] = await run.execute(customers(1));
		expect(second?.json).toMatchObject({
			status: 'alreadyAdded',
			sessionId: first?.json.sessionId,
		});
		expect(campaign.rows.size).toBe(1);
	});

	it('works without a history that can be used', async () => {
		const campaign = newCampaign();
		pushHistory.error = new Error('no such table');
		const items = await node(adding(campaign.id)).execute(customers(2));
		expect(items.map(({ json }) => json.status)).toEqual(['added', 'added']);
	});
});

describe('a call without a clear answer', () => {
	it.each([
		['before', 'added'],
		['after', 'alreadyAdded'],
	] as const)('that failed %s the work was done leaves everybody in once', async (when, status) => {
		const campaign = newCampaign();
		site.inject({ endpoint: '/calldata/', kind: 'status', status: 500, when });
		const items = await node(adding(campaign.id)).execute(customers(20));
		expect(campaign.rows.size).toBe(20);
		expect(items.every(({ json }) => json.status === status)).toBe(true);
	});

	it('because the connection broke is made again', async () => {
		const campaign = newCampaign();
		site.inject({ endpoint: '/calldata/', kind: 'disconnect' });
		const items = await node(adding(campaign.id)).execute(customers(5));
		expect(items.every(({ json }) => json.status === 'added')).toBe(true);
	});
});

it('stops between calls when the execution is stopped', async () => {
	const campaign = newCampaign();
	const stop = new AbortController();
	const parameters = adding(campaign.id, { sending: { spacing: 300 } });
	const running = node(parameters, 'continueRegularOutput').execute(customers(200), stop.signal);
	while (campaign.rows.size === 0) await new Promise((resolve) => setTimeout(resolve, 5));
	stop.abort();
	const items = await running;
	expect(campaign.rows.size).toBeLessThan(100);
	expect(items.at(-1)?.json.error).toBe('Not sent: The execution was stopped');
});

it('two runs at the same time keep the spacing', async () => {
	const campaign = newCampaign();
	const parameters = adding(campaign.id, { sending: { spacing: 60, checksBlocklist: false } });
	await Promise.all([
		node(parameters).execute(customers(60)),
		node(parameters).execute(customers(60, 100)),
	]);
	expect(campaign.rows.size).toBe(120);
	const added = site.requests.all.filter(({ endpoint }) => endpoint === ADD).slice(-6);
	// Six calls start 60 ms apart; two runs that do not know of each other take less than half as long.
	const [first, last] = [added[0]?.at ?? 0, added.at(-1)?.at ?? 0];
	expect(last - first).toBeGreaterThanOrEqual(5 * 60 * 0.6);
});
