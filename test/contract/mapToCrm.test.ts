import { randomUUID } from 'node:crypto';

import { ExecuteContext } from 'n8n-core';
import {
	NodeHelpers,
	Workflow,
	createEmptyRunExecutionData,
	type IDataObject,
	type IExecuteFunctions,
	type INode,
	type INodeExecutionData,
	type INodeParameters,
	type INodeTypes,
	type IWorkflowExecuteAdditionalData,
} from 'n8n-workflow';

import { outputOf } from '../../lib/callEvent/output';
import { MapToCrm } from '../../nodes/MapToCrm/MapToCrm.node';
import { EXTERNAL_ID, answered, callWith } from '../unit/crm/calls';
import './nodeContexts';

const NODE_TYPE = new MapToCrm();

/** Runs the node on items, in a workflow whose time zone is Shanghai's. */
async function run(
	parameters: INodeParameters,
	rows: IDataObject[],
	onError: INode['onError'] = 'stopWorkflow',
): Promise<INodeExecutionData[]> {
	const { description } = NODE_TYPE;
	const node: INode = {
		...{ id: randomUUID(), name: 'Map to CRM', type: 'n8n-nodes-contact-center.mapToCrm' },
		...{ typeVersion: 1, position: [0, 0], parameters: {} },
		...(onError ? { onError } : {}),
	};
	// n8n fills in the defaults when it loads a workflow.
	node.parameters =
		NodeHelpers.getNodeParameters(
			...([description.properties, parameters, true, false, node, description] as const),
		) ?? {};
	const workflow = new Workflow({
		...{ id: 'wf-contract', nodes: [node], connections: {}, active: false },
		nodeTypes: {
			getByName: () => NODE_TYPE,
			getByNameAndVersion: () => NODE_TYPE,
			getKnownTypes: () => ({}),
		} as unknown as INodeTypes,
		settings: { timezone: 'Asia/Shanghai' },
	});
	const items = rows.map((json) => ({ json }));
	const input = { main: [items] };
	const additionalData = { variables: {} } as unknown as IWorkflowExecuteAdditionalData;
	const context = new ExecuteContext(
		workflow,
		node,
		additionalData,
		'manual',
		createEmptyRunExecutionData(),
		0,
		items,
		input,
		{ data: input, node, source: null },
		[],
	);
	const output = await NODE_TYPE.execute.call(context as unknown as IExecuteFunctions);
	return output[0] ?? [];
}

const row = (value: object) => value as unknown as IDataObject;
const shown = (mode: 'simplified' | 'callEvent' | 'everything', event = answered) =>
	row(outputOf({ ...event, raw: { Action: 'cdr' } }, mode, { mode: 'full' }));

interface HubSpotItem {
	externalId: string;
	payload: { properties: Record<string, string> };
}

const propertiesOf = (item: INodeExecutionData | undefined) =>
	(item?.json as unknown as HubSpotItem).payload.properties;

describe('Contact Center: Map to CRM', () => {
	it.each(['everything', 'callEvent', 'simplified'] as const)(
		'reads the output "%s" of a trigger, and finds the same call in each',
		async (mode) => {
			const [item] = await run({ crm: 'hubspot' }, [shown(mode)]);
			expect(item?.json).toMatchObject({ crm: 'hubspot', externalId: EXTERNAL_ID });
			expect(propertiesOf(item)).toMatchObject({
				hs_timestamp: '2026-01-01T00:00:00.000Z',
				hs_call_duration: '95000',
				hs_call_from_number: '+8613800138001',
			});
		},
	);

	it('puts out an item for each item, paired with it', async () => {
		const other = callWith({ call: { callId: 'other' } });
		const items = await run({}, [shown('everything'), shown('everything', other)]);
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }]);
		expect(items.map(({ json }) => json.externalId)).toEqual([EXTERNAL_ID, 'tencent-ccc:other']);
	});

	it('leaves the other fields of the item out, or keeps them', async () => {
		const rows = [{ ...shown('simplified'), settings: { portal: 'eu1' } }];
		const [without] = await run({}, rows);
		const [kept] = await run({ includeOtherFields: true }, rows);
		expect(Object.keys(without?.json ?? {}).sort()).toEqual(
			['crm', 'externalId', 'isUpdate', 'payload', 'update', 'upsert'].sort(),
		);
		expect(kept?.json).toMatchObject({
			settings: { portal: 'eu1' },
			customerNumber: expect.any(String),
		});
	});

	it("tells the times in the workflow's time zone, or in the one of the option", async () => {
		const [here] = await run({}, [shown('callEvent')]);
		const [there] = await run({ options: { timeZone: 'Europe/Berlin' } }, [shown('callEvent')]);
		expect(propertiesOf(here).hs_call_body).toContain('Started: 2026-01-01 08:00:00');
		expect(propertiesOf(there).hs_call_body).toContain('Started: 2026-01-01 01:00:00');
	});

	it('takes what the operator sets: language, record ids that are numbers, dispositions', async () => {
		const options = {
			...{ language: 'zh', contactId: 501, userId: ' 77 ' },
			dispositions: '{"answered": "11111111-2222-4333-8444-555555555555"}',
		};
		const [item] = await run({ options } as INodeParameters, [shown('callEvent')]);
		expect(propertiesOf(item)).toMatchObject({
			hs_call_title: '来电 +8613800138001（已接通）',
			hs_call_disposition: '11111111-2222-4333-8444-555555555555',
			hubspot_owner_id: '77',
		});
		expect(item?.json).toMatchObject({ payload: { associations: [{ to: { id: '501' } }] } });
	});

	it('reads the call event another node keeps', async () => {
		const parameters = { callEvent: '={{ $json.kept.callEvent }}' };
		const [item] = await run(parameters, [{ kept: shown('everything') }]);
		expect(item?.json.externalId).toBe(EXTERNAL_ID);
	});

	it.each([
		['an item without a call event', {}, { name: 'x' }, 'There is no call event in this item'],
		[
			"the vendor's payload",
			{},
			{ _event: { id: '1' }, SessionId: '2' },
			"This item holds the vendor's payload only",
		],
		[
			'an event about no call',
			{},
			row(callWith({ type: 'agent.state_changed', call: { callId: null } })),
			'An event of type agent.state_changed has no call',
		],
		[
			'a time zone that is none',
			{ options: { timeZone: 'Shanghai' } },
			row(answered),
			'"Shanghai" is no time zone',
		],
		[
			'a disposition map that is no JSON',
			{ options: { dispositions: '{' } },
			row(answered),
			'Dispositions is no JSON object',
		],
		[
			'an outcome there is not',
			{ options: { dispositions: '{"lost": "x"}' } },
			row(answered),
			/Dispositions: "lost" is none of the outcomes answered, missed/,
		],
		[
			'a disposition that is no word',
			{ options: { dispositions: '{"missed": {"id": 1}}' } },
			row(answered),
			'Dispositions: the value of "missed" is no text or number',
		],
	] as Array<[string, INodeParameters, IDataObject, string | RegExp]>)(
		'refuses %s',
		async (_what, parameters, json, reason) => {
			await expect(run(parameters, [json])).rejects.toThrow(reason);
		},
	);

	it('goes on with an item that says why, when "On Error" says so', async () => {
		const rows = [{ name: 'x' }, shown('everything')];
		const [refused, mapped] = await run({}, rows, 'continueErrorOutput');
		expect(refused).toEqual({
			json: {
				error: 'There is no call event in this item',
				message: expect.stringMatching(
					/^There is no call event in this item\. Set "Output" /,
				) as string,
			},
			pairedItem: { item: 0 },
		});
		expect(mapped?.json.externalId).toBe(EXTERNAL_ID);
	});
});
