import { endpoint, type Endpoint } from '../../lib/huaweiCec/endpoint';
import type { Fault } from '../../lib/huaweiCec/fault';
import { choice, group, groups, list, text, time, whole } from '../../lib/huaweiCec/parameter';
import type { Operation } from '../../nodes/HuaweiCec/operation';
import { faultWith, nodeOf, run } from './huaweiCecHarness';

type Input = Record<string, unknown>;
type Answer = { ok: true; rows: Input[]; total: number | null } | { ok: false; fault: Fault };

const calls: Array<{ input: Input; options: unknown }> = [];
let answer: (input: Input) => Answer = () => ({ ok: true, rows: [], total: null });

jest.mock('../../nodes/HuaweiCec/transport/callEndpoint', () => ({
	callEndpoint: async (_context: unknown, _endpoint: Endpoint, input: Input, options: unknown) => {
		calls.push({ input, options });
		return answer(input);
	},
}));

const campaignId = whole({
	label: 'Campaign',
	description: 'The campaign',
	required: true,
	pick: 'campaign',
});

const getCampaign = endpoint({
	resource: 'campaign',
	operation: 'get',
	name: 'Get',
	action: 'Get a campaign',
	description: 'Get a campaign',
	component: 'isales',
	method: 'GET',
	path: '/campaigns/{vdnId}/{campaignId}',
	send: 'query',
	parameters: { campaignId },
	answer: { kind: 'one', at: 'data' },
	row: { id: 46, name: 'renewal', status: 2 },
	simple: ['id', 'name'],
	page: '0726',
});

const getCampaigns = endpoint({
	resource: 'campaign',
	operation: 'getMany',
	name: 'Get Many',
	action: 'Get many campaigns',
	description: 'Get many campaigns',
	component: 'isales',
	method: 'GET',
	path: '/campaigns/{vdnId}',
	send: 'query',
	parameters: {
		name: text({ label: 'Name', description: 'Part of the name' }),
		curPage: whole({ label: 'Page', description: 'The page' }),
		rowsPerPage: whole({ label: 'Page Size', description: 'Rows of a page' }),
	},
	answer: { kind: 'rows', rows: 'data', total: 'totalCount' },
	paging: { by: 'page', number: 'curPage', size: 'rowsPerPage', most: 100 },
	page: '0727',
});

const getCalls = endpoint({
	...getCampaigns,
	resource: 'call',
	parameters: {
		limit: whole({ label: 'Limit', description: 'Rows of a page' }),
		offset: whole({ label: 'Offset', description: 'Rows before the page' }),
	},
	paging: { by: 'offset', offset: 'offset', size: 'limit', most: 100 },
});

const createCampaign = endpoint({
	resource: 'campaign',
	operation: 'create',
	name: 'Create',
	action: 'Create a campaign',
	description: 'Create a campaign',
	component: 'isales',
	method: 'POST',
	path: '/campaigns/{vdnId}',
	send: 'body',
	parameters: {
		name: text({ label: 'Name', description: 'The name', required: true }),
		strBeginTime: time({ label: 'Begin', description: 'The begin', required: true, form: 'utc' }),
		callerNo: groups({
			label: 'Caller Numbers',
			description: 'The numbers the customer sees',
			required: true,
			members: {
				accessCode: text({
					label: 'Access Code',
					description: 'The code',
					required: true,
					pick: 'accessCode',
				}),
				priority: whole({ label: 'Priority', description: 'Smaller is first', min: 1, max: 5 }),
			},
		}),
		scheduleParam: group({
			label: 'Hours',
			description: 'When calls are made',
			required: true,
			members: { workdayBeginTime1: text({ label: 'Workday Begin 1', description: 'HH:mm' }) },
		}),
		deviceType: choice({
			label: 'Kind',
			description: 'The kind',
			choices: [
				{ value: 2, label: 'Predictive' },
				{ value: 3, label: 'Automatic' },
			],
		}),
		skillIds: list({
			label: 'Skill Queues',
			description: 'The queues',
			of: whole({ label: 'Skill Queue', description: 'A queue' }),
			pick: 'skillQueue',
		}),
		callBackUrl: text({ label: 'Callback URL', description: 'Where results go' }),
	},
	answer: { kind: 'one', at: 'returnObject' },
	page: '0722',
});

const node = nodeOf([getCampaign, getCampaigns, createCampaign, getCalls]);

const located = (value: string | number) => ({ __rl: true, mode: 'id', value });
const campaigns = (many: number) =>
	Array.from({ length: many }, (_, index) => ({ id: index + 1, name: `campaign ${index + 1}` }));

beforeEach(() => {
	calls.length = 0;
	answer = () => ({ ok: true, rows: [], total: null });
});

const inputs = () => calls.map(({ input }) => input);

describe('what an operator entered, by the name the vendor gives it', () => {
	it('is the ID of a campaign, from the list, by ID or from an expression', async () => {
		const chosen = [
			{ __rl: true, mode: 'list', value: 46, cachedResultName: 'renewal' },
			located('47'),
			{ __rl: true, mode: 'id', value: '={{ $json.campaign }}' },
		];
		for (const campaignId of chosen) {
			await run(node, { resource: 'campaign', operation: 'get', campaignId }, [{ campaign: 48 }]);
		}
		expect(inputs()).toEqual([{ campaignId: 46 }, { campaignId: '47' }, { campaignId: 48 }]);
	});

	it('is each item’s own', async () => {
		const campaignId = located('={{ $json.id }}');
		await run(node, { resource: 'campaign', operation: 'get', campaignId }, [{ id: 1 }, { id: 2 }]);
		expect(inputs()).toEqual([{ campaignId: 1 }, { campaignId: 2 }]);
	});

	it('has groups without n8n’s wrapping, and no empty field', async () => {
		await run(node, {
			resource: 'campaign',
			operation: 'create',
			name: 'renewal',
			strBeginTime: '2026-06-01T09:00:00',
			callerNo: {
				entries: [
					{ accessCode: located('88880001'), additionalFields: { priority: 3 } },
					{ accessCode: located('88880002'), additionalFields: {} },
				],
			},
			scheduleParam: { workdayBeginTime1: '01:00' },
			additionalFields: { deviceType: 3, skillIds: [8, 9], callBackUrl: '' },
		});
		expect(inputs()).toEqual([
			{
				name: 'renewal',
				strBeginTime: '2026-06-01T09:00:00',
				callerNo: [{ accessCode: '88880001', priority: 3 }, { accessCode: '88880002' }],
				scheduleParam: { workdayBeginTime1: '01:00' },
				deviceType: 3,
				skillIds: [8, 9],
			},
		]);
	});

	it('may be a whole list out of an expression', async () => {
		await run(
			node,
			{
				resource: 'campaign',
				operation: 'create',
				name: 'renewal',
				strBeginTime: '={{ $json.begin }}',
				additionalFields: { skillIds: '={{ $json.queues }}' },
			},
			[{ queues: [8, 9], begin: '2026-06-01T01:00:00.000Z' }],
		);
		expect(inputs()).toEqual([
			{ name: 'renewal', strBeginTime: '2026-06-01T01:00:00.000Z', skillIds: [8, 9] },
		]);
	});
});

describe('a list that comes in pages', () => {
	const pagedBy = (all: Input[], total: number | null) => (input: Input) => {
		const [page, size] = [Number(input.curPage), Number(input.rowsPerPage)];
		return { ok: true as const, rows: all.slice((page - 1) * size, page * size), total };
	};
	const many = { resource: 'campaign', operation: 'getMany' };

	it.each([
		[250, 3],
		[200, 2],
		[1, 1],
		[0, 1],
	])('of %i rows is asked for in %i pages when the total is told', async (rows, pages) => {
		answer = pagedBy(campaigns(rows), rows);
		const items = await run(node, { ...many, returnAll: true });
		expect(items.map(({ json }) => json)).toEqual(campaigns(rows));
		expect(inputs()).toHaveLength(pages);
		expect(inputs()[0]).toEqual({ curPage: 1, rowsPerPage: 100 });
	});

	it('is asked for until a page comes short when the total is not told', async () => {
		answer = pagedBy(campaigns(200), null);
		expect(await run(node, { ...many, returnAll: true })).toHaveLength(200);
		expect(inputs().map(({ curPage }) => curPage)).toEqual([1, 2, 3]);
	});

	it('gives 50 rows unless told otherwise, in one call', async () => {
		answer = pagedBy(campaigns(250), 250);
		expect(await run(node, many)).toHaveLength(50);
		expect(inputs()).toEqual([{ curPage: 1, rowsPerPage: 50 }]);
	});

	it('gives as many rows as the limit says, over pages', async () => {
		answer = pagedBy(campaigns(250), 250);
		expect(await run(node, { ...many, limit: 120 })).toHaveLength(120);
		expect(inputs()).toHaveLength(2);
	});

	it('keeps the filters on every page', async () => {
		answer = pagedBy(campaigns(150), 150);
		await run(node, { ...many, returnAll: true, additionalFields: { name: 'renewal' } });
		expect(inputs().map(({ name }) => name)).toEqual(['renewal', 'renewal']);
	});

	it('skips no row when the server gives less a page than it was asked for', async () => {
		const all = campaigns(130);
		answer = ({ offset }) => ({
			ok: true,
			rows: all.slice(Number(offset), Number(offset) + 60),
			total: 130,
		});
		const items = await run(node, { resource: 'call', operation: 'getMany', returnAll: true });
		expect(items.map(({ json }) => json)).toEqual(all);
		expect(inputs().map(({ offset }) => offset)).toEqual([0, 60, 120]);
	});

	it('ends when the server gives the same page again and again', async () => {
		answer = () => ({ ok: true, rows: campaigns(100), total: null });
		expect(await run(node, { ...many, returnAll: true })).toHaveLength(100);
	});

	it('is no list when a later page could not be had', async () => {
		answer = ({ curPage }) =>
			curPage === 1
				? { ok: true, rows: campaigns(100), total: 200 }
				: { ok: false, fault: faultWith({ title: 'CC-iSales answered HTTP 500' }) };
		await expect(run(node, { ...many, returnAll: true })).rejects.toThrow('HTTP 500');
	});
});

describe('what comes out', () => {
	const get = { resource: 'campaign', operation: 'get', campaignId: located('={{ $json.id }}') };
	const row = { id: 46, name: 'renewal', status: 2, returnCode: '0200000' };

	it('is the simplified view, the same columns in every row', async () => {
		answer = ({ campaignId }) => ({ ok: true, rows: campaignId === 1 ? [row] : [{}], total: null });
		const items = await run(node, get, [{ id: 1 }, { id: 2 }]);
		expect(items.map(({ json }) => json)).toEqual([
			{ id: 46, name: 'renewal' },
			{ id: null, name: null },
		]);
	});

	it('is all the vendor sent when Simplify is off', async () => {
		answer = () => ({ ok: true, rows: [row], total: null });
		const items = await run(node, { ...get, simplify: false }, [{ id: 1 }]);
		expect(items[0]?.json).toEqual(row);
	});

	it('is paired with the item it was asked for', async () => {
		answer = () => ({ ok: true, rows: campaigns(2), total: 2 });
		const items = await run(node, { resource: 'campaign', operation: 'getMany' }, [{}, {}]);
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual([
			{ item: 0 },
			{ item: 0 },
			{ item: 1 },
			{ item: 1 },
		]);
	});

	const refuseSecond = ({ campaignId }: Input): Answer =>
		campaignId === 2
			? { ok: false, fault: faultWith({}) }
			: { ok: true, rows: [{ id: campaignId, name: 'renewal' }], total: null };

	it('is an error that names the item, and the node stops', async () => {
		answer = refuseSecond;
		const running = run(node, get, [{ id: 1 }, { id: 2 }, { id: 3 }]);
		await expect(running).rejects.toMatchObject({
			message: 'CC-iSales refused to get a campaign',
			context: { itemIndex: 1 },
		});
		expect(calls).toHaveLength(2);
	});

	it('is the reason in place of the item when the node goes on', async () => {
		answer = refuseSecond;
		const items = await run(node, get, [{ id: 1 }, { id: 2 }, { id: 3 }], 'continueRegularOutput');
		expect(items.map(({ json }) => json)).toEqual([
			{ id: 1, name: 'renewal' },
			{
				error: 'CC-iSales refused to get a campaign',
				code: '0200007',
				cause: 'The campaign does not exist',
				wayOut: 'Choose another campaign.',
			},
			{ id: 3, name: 'renewal' },
		]);
		expect(items[1]?.pairedItem).toEqual({ item: 1 });
		// n8n would empty the item otherwise.
		expect(items[1]?.error).toBeUndefined();
	});

	it('has the shape n8n knows when failed items have an output of their own', async () => {
		answer = refuseSecond;
		const items = await run(node, get, [{ id: 2 }], 'continueErrorOutput');
		expect(items).toEqual([
			{
				json: {
					error: 'CC-iSales refused to get a campaign',
					message: 'The campaign does not exist. Choose another campaign.',
				},
				pairedItem: { item: 0 },
			},
		]);
	});
});

it('hands the options on in milliseconds', async () => {
	const parameters = { resource: 'campaign', operation: 'getMany' };
	await run(node, { ...parameters, options: { retryFor: 5, timeout: 10 } });
	await run(node, parameters);
	expect(calls.map(({ options }) => options)).toEqual([
		{ itemIndex: 0, retryFor: 5000, timeout: 10_000 },
		{ itemIndex: 0 },
	]);
});

it('lets a composite operation stand in place of the endpoint of its name', async () => {
	const composite: Operation = {
		resource: 'campaign',
		operation: 'get',
		name: 'Get',
		action: 'Get a campaign',
		description: 'Get a campaign and its figures',
		properties: [{ displayName: 'Code', name: 'code', type: 'string', default: 'a' }],
		async execute(context) {
			return [{ json: { code: context.getNodeParameter('code', 0) as string } }];
		},
	};
	const [item] = await run(nodeOf([getCampaign], [composite]), {
		resource: 'campaign',
		operation: 'get',
		code: 'b',
	});
	expect(item?.json).toEqual({ code: 'b' });
	expect(calls).toEqual([]);
});
