import { randomBytes, randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

import { DateTime } from 'luxon';

import { queryBillData } from '../../lib/huaweiCec/catalogue/fs/callRecord';
import { workflow, type DataTableRow } from '../../runtime/src/index.ts';
import { startHuaweiSimulator, type HuaweiSimulator } from '../../simulators/src/index.ts';
import { startContactCenter, type ContactCenter } from './contactCenter';
import { startFaultyFront, type FaultyFront } from './faultyFront';
import { actionFlow, akSkCredential, byId, HUAWEI, type SavedCredential } from './huaweiCec';
import { addContactNode, createCampaign } from './huaweiCecCampaign';
import { nodeParameters } from './huaweiCecForm';
import { mappedColumns } from './mappedColumns';

jest.setTimeout(90_000);

const CONTACTS = 45;
const PUSH_RETRY_MS = 500;
const TRIGGER = 'Huawei CEC Trigger';
const SUCCESS = { retCode: '0', retMsg: 'success' };

let cec: HuaweiSimulator;
let center: ContactCenter;
let front: FaultyFront;
let credential: SavedCredential;

beforeAll(async () => {
	cec = await startHuaweiSimulator({
		addSpacingMs: 0,
		fileDelayMs: 200,
		pushRetryMs: PUSH_RETRY_MS,
		pushAttempts: 60,
		callbackRetryMs: PUSH_RETRY_MS,
	});
	center = await startContactCenter();
	front = await startFaultyFront(center.server.baseUrl);
	credential = await akSkCredential(center.n8n, cec);
}, 300_000);

afterAll(async () => {
	await cec?.stop();
	await front?.stop();
	await center?.stop();
});

type Columns = Record<string, string>;

interface Receiver {
	workflowId: string;
	/** What Huawei is given: through the front, with the token. */
	callBackUrl: string;
	/** The same without the token. */
	openUrl: string;
}

/** What follows on the trigger. */
interface Step {
	type: string;
	version: number;
	parameters: Record<string, unknown>;
	credentials?: Record<string, SavedCredential>;
}

/** Publishes a workflow `Huawei CEC Trigger -> steps`. */
async function receiver(steps: Step[], authentication = 'urlToken'): Promise<Receiver> {
	const { n8n } = center;
	const urlToken = randomBytes(16).toString('hex');
	const callback = await n8n.credential({
		name: randomUUID(),
		type: 'huaweiCecCallbackApi',
		data: { urlToken },
	});
	const webhookId = randomUUID();
	const credentials = { huaweiCecCallbackApi: callback, huaweiCecAkSkApi: credential };
	const flow = workflow(`receive ${webhookId.slice(0, 8)}`).node(
		TRIGGER,
		HUAWEI.trigger,
		1,
		{ authentication },
		{ webhookId, credentials },
	);
	for (const [index, { type, version, parameters, ...rest }] of steps.entries()) {
		flow.node(`Step ${index + 1}`, type, version, parameters, rest);
		flow.connect(index === 0 ? TRIGGER : `Step ${index}`, `Step ${index + 1}`);
	}
	const { id } = await n8n.workflow(flow.build());
	await n8n.activate(id);
	const openUrl = `${front.url}/webhook/${webhookId}/huawei-cec`;
	return { workflowId: id, openUrl, callBackUrl: `${openUrl}?${urlToken}` };
}

/** A table with text columns. */
async function table(columns: readonly string[]): Promise<string> {
	const name = `table_${randomUUID().slice(0, 8)}`;
	const { id } = await center.n8n.dataTable({
		name,
		columns: columns.map((column) => ({ name: column, type: 'string' })),
	});
	return id;
}

const rowStep = (tableId: string, operation: 'insert' | 'update', values: Columns): Step => ({
	type: 'n8n-nodes-base.dataTable',
	version: 1.1,
	parameters: {
		resource: 'row',
		operation,
		dataTableId: byId(tableId),
		columns: mappedColumns(values),
		options: {},
	},
});

const RESULT: Columns = {
	event_id: '={{ $json.id }}',
	case_id: '={{ $json.caseId }}',
	campaign_id: '={{ $json.campaignId }}',
	call_id: '={{ $json.callId }}',
	outcome: '={{ $json.outcome }}',
};

/** A table and the workflow that inserts every result into it: one that came twice would be seen. */
async function results() {
	const tableId = await table(Object.keys(RESULT));
	const flow = await receiver([rowStep(tableId, 'insert', RESULT)]);
	return { ...flow, tableId };
}

async function rowsOf(tableId: string, enough: (rows: DataTableRow[]) => boolean) {
	const deadline = Date.now() + 40_000;
	let rows = await center.n8n.rows(tableId);
	while (!enough(rows) && Date.now() < deadline) {
		await sleep(300);
		rows = await center.n8n.rows(tableId);
	}
	// A little longer, for those too many.
	await sleep(1_000);
	return await center.n8n.rows(tableId);
}

/** Customers `1` to `45` in a new campaign that posts its results there. */
async function campaignOf(callBackUrl: string): Promise<number> {
	const campaignId = await createCampaign(center.n8n, credential, { callBackUrl });
	const adding = await actionFlow(center.n8n, credential, {
		component: 'isales',
		parameters: {
			resource: 'contact',
			operation: 'add',
			campaignId: byId(campaignId),
			called: '={{ $json.phone }}',
			sessionId: '={{ $json.id }}',
			sending: { spacing: 0 },
		},
	});
	const customers = Array.from({ length: CONTACTS }, (_, index) => ({
		id: String(index + 1),
		phone: `138000000${String(index).padStart(2, '0')}`,
	}));
	const { items } = await adding.run(customers);
	expect(items).toHaveLength(CONTACTS);
	expect(cec.state.campaigns.get(campaignId)?.rows.size).toBe(CONTACTS);
	return campaignId;
}

/** What the simulator has dialled, in the words of the table. */
function dialled(campaignId: number) {
	const final = cec.state.results.filter(
		(result) => result.campaignId === campaignId && result.isFinal,
	);
	return final.map(({ sessionId, callId, failCode }) => ({
		case_id: sessionId,
		call_id: callId,
		isAnswered: failCode === '00000',
	}));
}

const byCase = (a: { case_id: unknown }, b: { case_id: unknown }) =>
	Number(a.case_id) - Number(b.case_id);

function expectResults(rows: DataTableRow[], campaignId: number): void {
	expect(new Set(rows.map(({ event_id }) => event_id)).size).toBe(CONTACTS);
	const seen = rows.map(({ case_id, call_id, campaign_id, outcome }) => ({
		case_id: String(case_id),
		call_id: String(call_id),
		isAnswered: outcome === 'answered',
		campaign: Number(campaign_id),
	}));
	const expected = dialled(campaignId).map((result) => ({ ...result, campaign: campaignId }));
	expect(seen.toSorted(byCase)).toEqual(expected.toSorted(byCase));
}

async function post(url: string, body: string, headers: Record<string, string> = {}) {
	const response = await fetch(url, {
		method: 'POST',
		headers: { 'content-type': 'application/json;charset=UTF-8', ...headers },
		body,
	});
	return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

const pushesTo = (url: string) => cec.callbacks.filter((callback) => callback.url === url);

describe('the results of a campaign become rows', () => {
	it('each once; a copy of a push and one with a wrong token change nothing', async () => {
		const { callBackUrl, openUrl, tableId, workflowId } = await results();
		const campaignId = await campaignOf(callBackUrl);
		expect(cec.finishCampaign(campaignId)).toBe(CONTACTS);
		await cec.callbacksSettled();
		expectResults(await rowsOf(tableId, (rows) => rows.length >= CONTACTS), campaignId);
		const pushes = pushesTo(callBackUrl);
		expect(pushes.map(({ isAccepted }) => isAccepted)).toEqual([true, true, true]);

		for (const { body } of pushes) {
			expect(await post(callBackUrl, body)).toEqual({ status: 200, body: SUCCESS });
		}
		const executions = (await center.n8n.executions({ workflowId })).length;
		const body = String(pushes[0]?.body).replaceAll('"sessionId":"', '"sessionId":"x');
		for (const url of [openUrl, `${openUrl}?${'0'.repeat(32)}`]) {
			expect(await post(url, body)).toMatchObject({ status: 401, body: { retCode: '1' } });
		}
		await sleep(2_000);
		expect(await center.n8n.countRows(tableId)).toBe(CONTACTS);
		expect(await center.n8n.executions({ workflowId })).toHaveLength(executions);
	});

	it('n8n answers 500, and then its answers are lost: the pushes that follow bring them', async () => {
		const { callBackUrl, tableId } = await results();
		const campaignId = await campaignOf(callBackUrl);
		front.behave({ kind: 'status', status: 500 });
		cec.finishCampaign(campaignId);
		await sleep(2 * PUSH_RETRY_MS);
		front.behave({ kind: 'loseAnswer' });
		await sleep(2 * PUSH_RETRY_MS);
		front.behave({ kind: 'pass' });
		await cec.callbacksSettled();
		expectResults(await rowsOf(tableId, (rows) => rows.length >= CONTACTS), campaignId);
		expect(pushesTo(callBackUrl).map(({ status }) => status)).toContain(500);
	});

	it('n8n is down when the campaign ends', async () => {
		const { callBackUrl, tableId } = await results();
		const campaignId = await campaignOf(callBackUrl);
		await center.server.kill();
		cec.finishCampaign(campaignId);
		await sleep(2 * PUSH_RETRY_MS);
		await center.server.restart();
		await cec.callbacksSettled();
		expectResults(await rowsOf(tableId, (rows) => rows.length >= CONTACTS), campaignId);
	});
});

/** Every two seconds: rows that are new become contacts of a campaign. */
async function publishAdding(tableId: string, campaignId: number): Promise<string> {
	const { n8n } = center;
	const isNew = { keyName: 'state', condition: 'eq', keyValue: 'new' };
	const isRow = { keyName: 'id', condition: 'eq', keyValue: '={{ Number($json.sessionId) }}' };
	const update = rowStep(tableId, 'update', { state: '={{ $json.status }}' });
	const flow = workflow(`new rows ${tableId}`)
		.node('Every two seconds', 'n8n-nodes-base.scheduleTrigger', 1.2, {
			rule: { interval: [{ field: 'seconds', secondsInterval: 2 }] },
		})
		.node('New rows', 'n8n-nodes-base.dataTable', 1.1, {
			resource: 'row',
			operation: 'get',
			dataTableId: byId(tableId),
			matchType: 'allConditions',
			filters: { conditions: [isNew] },
			returnAll: true,
		})
		.connect('Every two seconds', 'New rows');
	addContactNode(flow, credential, { campaignId, sending: { spacing: 0 } })
		.connect('New rows', 'Add contacts')
		.node('Mark', update.type, update.version, {
			...update.parameters,
			matchType: 'allConditions',
			filters: { conditions: [isRow] },
		})
		.connect('Add contacts', 'Mark');
	const { id } = await n8n.workflow(flow.build());
	await n8n.activate(id);
	return id;
}

describe('from a row and back', () => {
	it('a new row becomes a contact, and its result comes back to the same row', async () => {
		const tableId = await table(['name', 'phone', 'state', 'call_id', 'outcome']);
		const update = rowStep(tableId, 'update', {
			call_id: '={{ $json.callId }}',
			outcome: '={{ $json.outcome }}',
			state: 'called',
		});
		const isRow = { keyName: 'id', condition: 'eq', keyValue: '={{ Number($json.caseId) }}' };
		const filter = { matchType: 'allConditions', filters: { conditions: [isRow] } };
		const { callBackUrl } = await receiver([
			{ ...update, parameters: { ...update.parameters, ...filter } },
		]);
		const campaignId = await createCampaign(center.n8n, credential, { callBackUrl });
		const adding = await publishAdding(tableId, campaignId);
		const rows = Array.from({ length: 8 }, (_, index) => ({
			name: `Customer ${index}`,
			phone: `+86 138 0000 00${10 + index}`,
			state: 'new',
		}));
		await center.n8n.insertRows(tableId, rows.slice(0, 5));
		await rowsOf(tableId, (all) => all.every(({ state }) => state === 'added'));
		await center.n8n.insertRows(tableId, rows.slice(5));
		const added = await rowsOf(tableId, (all) => all.every(({ state }) => state === 'added'));
		expect(added.map(({ state }) => state)).toEqual(rows.map(() => 'added'));
		await center.n8n.deactivate(adding);

		expect(cec.finishCampaign(campaignId)).toBe(rows.length);
		await cec.callbacksSettled();
		const called = await rowsOf(tableId, (all) => all.every(({ state }) => state === 'called'));
		const outcomes = new Map(dialled(campaignId).map((result) => [result.case_id, result]));
		expect(called).toHaveLength(rows.length);
		for (const [index, { id, name, call_id, outcome, state }] of called.entries()) {
			const result = outcomes.get(String(id));
			expect({ name, call_id, state }).toEqual({
				name: `Customer ${index}`,
				call_id: result?.call_id,
				state: 'called',
			});
			expect(outcome === 'answered').toBe(result?.isAnswered);
		}
	});
});

describe('a file of CC-FS is ready', () => {
	const RECORD: Columns = {
		file: `={{ $('${TRIGGER}').item.json.fileName }}`,
		call: '={{ $json.callId }}',
	};

	async function fileFlow() {
		const tableId = await table(Object.keys(RECORD));
		const flow = await receiver(
			[
				{
					type: HUAWEI.fs,
					version: 1,
					parameters: {
						resource: 'callRecord',
						operation: 'getMany',
						from: 'file',
						fileName: '={{ $json.fileName }}',
						returnAll: true,
					},
					credentials: { huaweiCecAkSkApi: credential },
				},
				rowStep(tableId, 'insert', RECORD),
			],
			'signature',
		);
		return { ...flow, tableId };
	}

	async function ask(callBackURL: string): Promise<void> {
		const beginTime = DateTime.utc().minus({ days: 2 }).toISO();
		const endTime = DateTime.utc().plus({ hours: 1 }).toISO();
		const input = { dataType: 'call', beginTime, endTime, callBackURL };
		const asking = await actionFlow(center.n8n, credential, {
			component: 'fs',
			parameters: nodeParameters(queryBillData, input),
		});
		expect(await asking.run()).toMatchObject({ items: [{ responseId: expect.any(String) }] });
	}

	it('the trigger takes the signed callback, and the node fetches just that file', async () => {
		const { openUrl, tableId, workflowId } = await fileFlow();
		const url = openUrl.replace(front.url, center.server.baseUrl);
		cec.requests.clear();
		await ask(url);
		const callsIn = (all: DataTableRow[]) => new Set(all.map(({ call }) => call));
		const rows = await rowsOf(tableId, (all) => callsIn(all).size >= cec.state.calls.length);
		await cec.callbacksSettled();
		const [push] = pushesTo(url);
		expect(push).toMatchObject({ status: 200, isAccepted: true });
		const name = (JSON.parse(String(push?.body)) as { msgBody: { billFileName: string } }).msgBody
			.billFileName;
		expect(new Set(rows.map(({ file }) => file))).toEqual(new Set([name]));
		expect(callsIn(rows)).toEqual(new Set(cec.state.calls.map(({ callId }) => callId)));
		const downloads = cec.requests.all.filter(({ endpoint }) => /downloadBillFile/.test(endpoint));
		expect(downloads).toHaveLength(1);
		expect(downloads[0]?.body).toContain(name);

		const forged = String(push?.body).replace(name, `x${name.slice(1)}`);
		const authorization = 'auth-v2/AKSIMULATOR0001/2026-01-01T00:00:00Z/host/00';
		for (const headers of [{}, { authorization }]) {
			expect(await post(url, forged, headers)).toMatchObject({ status: 401 });
		}
		expect(await center.n8n.executions({ workflowId })).toHaveLength(1);
	});
});
