import type { ILoadOptionsFunctions, INode } from 'n8n-workflow';

import { CMS_ENDPOINTS } from '../../lib/huaweiCec/catalogue/cms';
import { FS_ENDPOINTS } from '../../lib/huaweiCec/catalogue/fs';
import { ISALES_ENDPOINTS } from '../../lib/huaweiCec/catalogue/iSales';
import type { Endpoint } from '../../lib/huaweiCec/endpoint';
import type { Fault } from '../../lib/huaweiCec/fault';
import type { Parameters, PickList } from '../../lib/huaweiCec/parameter';
import { indexOptions } from '../../nodes/HuaweiCec/indexOptions';
import { listSearch, loadOptions } from '../../nodes/HuaweiCec/methods';
import { PICK_SOURCES } from '../../nodes/HuaweiCec/methods/pickSources';
import { faultWith } from './huaweiCecHarness';

type Row = Record<string, unknown>;
type Answer = { ok: true; rows: Row[]; total: number | null } | { ok: false; fault: Fault };

const calls: Array<{ operation: string; input: Row }> = [];
let answer: (input: Row) => Answer;

jest.mock('../../nodes/HuaweiCec/transport/callEndpoint', () => ({
	callEndpoint: async (_context: unknown, { resource, operation }: Endpoint, input: Row) => {
		calls.push({ operation: `${resource}.${operation}`, input });
		return answer(input);
	},
}));

const context = {
	getNode: () => ({ name: 'Huawei', type: 'huawei' }) as INode,
} as unknown as ILoadOptionsFunctions;

const search = async (list: string, filter?: string, token?: string) =>
	await listSearch[list]?.call(context, filter, token);

beforeEach(() => {
	calls.length = 0;
});

describe('the list of campaigns', () => {
	const campaigns = Array.from({ length: 250 }, (_, index) => ({ id: index, name: `c${index}` }));

	beforeEach(() => {
		answer = ({ curPage, rowsPerPage }) => {
			const [page, size] = [Number(curPage), Number(rowsPerPage)];
			return { ok: true, rows: campaigns.slice((page - 1) * size, page * size), total: 250 };
		};
	});

	it('comes page by page as the operator scrolls', async () => {
		const first = await search('campaign');
		expect(first?.results).toHaveLength(100);
		expect(first?.results[1]).toEqual({ name: 'c1 (1)', value: 1 });
		const second = await search('campaign', undefined, first?.paginationToken);
		expect(second?.results[0]).toEqual({ name: 'c100 (100)', value: 100 });
		const third = await search('campaign', undefined, second?.paginationToken);
		expect(third?.results).toHaveLength(50);
		expect(third?.paginationToken).toBeUndefined();
		expect(calls[0]).toEqual({
			operation: 'campaign.getMany',
			input: { status: 0, deviceType: 0, curPage: 1, rowsPerPage: 100 },
		});
	});

	it('is searched by the server', async () => {
		await search('campaign', 'renewal');
		expect(calls[0]?.input).toMatchObject({ name: 'renewal' });
	});

	it('is not shown when it cannot be had', async () => {
		answer = () => ({ ok: false, fault: faultWith({ title: 'CC-iSales does not answer' }) });
		await expect(search('campaign')).rejects.toThrow('CC-iSales does not answer');
	});
});

it('The list of agents is searched by us, for CC-CMS cannot', async () => {
	answer = ({ offset }) => ({
		ok: true,
		rows: Array.from({ length: 100 }, (_, index) => {
			const agentNo = 20_000 + Number(offset) + index;
			return { agentNo, agentName: `Agent ${agentNo}` };
		}),
		total: 300,
	});
	expect(await search('agent', 'agent 20250')).toEqual({
		results: [{ name: 'Agent 20250 (20250)', value: 20_250 }],
	});
	expect(calls).toHaveLength(3);
});

it('Skill queues to tick come by name, and rows without a number are left out', async () => {
	answer = () => ({
		ok: true,
		rows: [{ id: 9, name: 'Sales' }, { id: 8, name: 'Claims' }, { name: 'nobody' }, { id: 7 }],
		total: null,
	});
	expect(await loadOptions.skillQueue?.call(context)).toEqual([
		{ name: '7', value: 7 },
		{ name: 'Claims (8)', value: 8 },
		{ name: 'Sales (9)', value: 9 },
	]);
});

it.each(Object.entries(PICK_SOURCES))(
	'The list %s takes its names and ids from fields of the catalogue',
	(_list, { endpoint, idField, nameField, filterField, input = {} }) => {
		const { row = {}, parameters } = endpoint;
		expect(Object.keys(row)).toEqual(expect.arrayContaining([idField, nameField]));
		const sent = [...Object.keys(input), ...(filterField ? [filterField] : [])];
		expect(Object.keys(parameters)).toEqual(expect.arrayContaining(sent));
	},
);

function picksOf(parameters: Parameters): PickList[] {
	return Object.values(parameters).flatMap(({ pick, members }) => [
		...(pick ? [pick] : []),
		...(members ? picksOf(members) : []),
	]);
}

it('There is a list for every parameter that is chosen from one', () => {
	const all = [...ISALES_ENDPOINTS, ...FS_ENDPOINTS, ...CMS_ENDPOINTS];
	const picks = [...new Set(all.flatMap(({ parameters }) => picksOf(parameters)))];
	expect(picks.length).toBeGreaterThan(8);
	for (const pick of picks) {
		const options = indexOptions(pick);
		if (options) expect([pick, options.length > 0]).toEqual([pick, true]);
		else expect([pick, typeof listSearch[pick]]).toEqual([pick, 'function']);
	}
});
