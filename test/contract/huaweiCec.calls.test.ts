import { CMS_ENDPOINTS } from '../../lib/huaweiCec/catalogue/cms';
import type { Endpoint } from '../../lib/huaweiCec/endpoint';
import { callGetMany } from '../../nodes/HuaweiCec/actions/cms/callGetMany.operation';
import { faultWith, nodeOf, run } from './huaweiCecHarness';

type Row = Record<string, unknown>;

interface Asked {
	operation: string;
	input: Row;
}

const NOON = Date.parse('2026-06-02T12:00:00+08:00');

let asked: Asked[] = [];
let calls: Record<string, Row[]> = {};
let traces: Record<string, string[]> = {};
let details: Record<string, unknown> = {};

jest.mock('../../nodes/HuaweiCec/transport/connection', () => ({
	...jest.requireActual<object>('../../nodes/HuaweiCec/transport/connection'),
	connect: async () => ({ account: { vdnId: 25, ccId: 1, timeZone: 'Asia/Shanghai' } }),
}));

jest.mock('../../nodes/HuaweiCec/transport/callEndpoint', () => ({
	callEndpoint: async (_context: unknown, { operation }: Endpoint, input: Row) => {
		asked.push({ operation, input });
		if (operation === 'getTrace') return traceOf(String(input['callId']));
		if (operation === 'getDetails') return detailsOf(String(input['callId']));
		const all = calls[String(input['isCallIn'])] ?? [];
		const [offset, limit] = [Number(input['offset']), Number(input['limit'])];
		return { ok: true, rows: all.slice(offset, offset + limit), total: all.length };
	},
}));

const REFUSED = { ok: false, fault: faultWith({ code: '0100001', kind: 'rejected' }) };

/** A call went through a queue and then through agents. */
function traceOf(callId: string) {
	const passed = traces[callId];
	if (!passed) return REFUSED;
	const ofAgents = passed.map((agent) => ({ callId, deviceType: '2', deviceNo: agent }));
	return {
		ok: true,
		rows: [{ callId, deviceType: '1', deviceNo: '101' }, ...ofAgents],
		total: null,
	};
}

function detailsOf(callId: string) {
	if (!(callId in details)) return REFUSED;
	return { ok: true, rows: [{ callId, agentId: details[callId] }], total: null };
}

const callsFrom = (first: number, count: number): Row[] =>
	Array.from({ length: count }, (_, index) => ({ callId: `1780370000-${first + index}` }));

const node = nodeOf(CMS_ENDPOINTS, [callGetMany]);
const getMany = { resource: 'call', operation: 'getMany', simplify: false };

beforeEach(() => {
	jest.useFakeTimers({ now: NOON, doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask'] });
	asked = [];
	calls = { true: callsFrom(1, 250), false: callsFrom(1001, 30) };
	traces = {};
	details = {};
});
afterEach(() => jest.useRealTimers());

it('all calls of yesterday and today, inbound ones first, page by page', async () => {
	const items = await run(node, { ...getMany, returnAll: true });
	expect(items).toHaveLength(280);
	expect(items[0]?.json).toEqual({ callId: '1780370000-1', direction: 'inbound' });
	expect(items.at(-1)?.json).toEqual({ callId: '1780370000-1030', direction: 'outbound' });
	expect(asked.map(({ input }) => [input['isCallIn'], input['offset']])).toEqual([
		['true', 0],
		['true', 100],
		['true', 200],
		['false', 0],
	]);
	expect(asked[0]?.input).toMatchObject({
		beginDate: Date.parse('2026-06-01T00:00:00+08:00'),
		endDate: NOON,
	});
});

it('the limit is one for both directions, and the second is not asked when it is reached', async () => {
	expect(await run(node, { ...getMany, returnAll: false, limit: 40 })).toHaveLength(40);
	expect(asked).toHaveLength(1);
	expect(await run(node, { ...getMany, returnAll: false, limit: 260 })).toHaveLength(260);
});

it.each([
	['inbound', 'true', 250],
	['outbound', 'false', 30],
])('%s calls only', async (direction, isCallIn, count) => {
	expect(await run(node, { ...getMany, direction, returnAll: true })).toHaveLength(count);
	expect(asked.every(({ input }) => input['isCallIn'] === isCallIn)).toBe(true);
});

it('filters are sent', async () => {
	const filters = { callerNo: '13800000001', calleeNo: '88880001', from: '2026-06-02T08:00:00' };
	await run(node, { ...getMany, direction: 'inbound', filters });
	expect(asked[0]?.input).toMatchObject({
		callerNo: '13800000001',
		calleeNo: '88880001',
		beginDate: Date.parse('2026-06-02T08:00:00+08:00'),
	});
});

describe('only one agent, which the server cannot do', () => {
	const ofAgent = (agentId: unknown) => ({
		...getMany,
		direction: 'inbound',
		returnAll: true,
		filters: { agentId: agentId as string },
	});

	beforeEach(() => {
		calls = { true: callsFrom(1, 12) };
		traces = Object.fromEntries(
			callsFrom(1, 12).map(({ callId }, index) => [
				callId,
				index % 3 === 0 ? ['102', '101'] : ['102'],
			]),
		);
	});

	it.each([
		['101'],
		[{ __rl: true, mode: 'list', value: 101 }],
		[{ __rl: true, mode: 'id', value: '101' }],
	])('agent %j: each call is looked up', async (agentId) => {
		const items = await run(node, ofAgent(agentId));
		expect(items.map(({ json }) => json['callId'])).toEqual(
			[1, 4, 7, 10].map((number) => `1780370000-${number}`),
		);
		expect(items.every(({ json }) => json['agentId'] === '101')).toBe(true);
	});

	it('a row that names its agent needs no look-up', async () => {
		calls = {
			true: [
				{ callId: '1-1', agentId: 101 },
				{ callId: '1-2', agentId: 102 },
			],
		};
		expect(await run(node, ofAgent('101'))).toHaveLength(1);
		expect(asked).toHaveLength(1);
	});

	it('a call without a trace is looked up in the details', async () => {
		traces = {};
		details = Object.fromEntries(
			callsFrom(1, 12).map(({ callId }, index) => [callId, index < 2 ? 101 : '102 ']),
		);
		expect(await run(node, ofAgent('101'))).toHaveLength(2);
	});

	it('enough is enough: no more look-ups than the limit needs', async () => {
		await run(node, { ...ofAgent('101'), returnAll: false, limit: 1 });
		expect(asked.filter(({ operation }) => operation === 'getTrace')).toHaveLength(5);
	});

	it('a look-up that fails is an error: a call left out would look like none', async () => {
		traces = {};
		await expect(run(node, ofAgent('101'))).rejects.toThrow(/CC-iSales refused/);
	});
});

it.each([
	[{ from: '2026-05-30T08:00:00' }, /CC-CMS keeps calls for one day/],
	[{ to: 'noon' }, /To is not a time/],
])('%j is refused before anything is sent', async (filters, message) => {
	await expect(run(node, { ...getMany, filters })).rejects.toThrow(message);
	expect(asked).toEqual([]);
});

it('with "On Error: Continue" the refusal is the item', async () => {
	const parameters = { ...getMany, filters: { from: '2026-05-30T08:00:00' } };
	const items = await run(node, parameters, [{}, {}], 'continueRegularOutput');
	expect(items.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }]);
	expect(items[0]?.json['error']).toMatch(/one day/);
});

it('the simplified view has the same columns in every row', async () => {
	const [item] = await run(node, { ...getMany, simplify: true, direction: 'inbound' });
	expect(Object.keys(item?.json ?? {})).toEqual(Object.keys(callGetMany.row ?? {}));
});
