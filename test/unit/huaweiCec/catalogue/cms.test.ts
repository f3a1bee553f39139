import {
	CMS_ENDPOINTS,
	downloadInspectionRecording,
	listConfiguredAgents,
	listSkillQueues,
	queryAccessCodeCalls,
	queryAgentInterval,
	queryAgentMonths,
	queryAgentOperations,
	queryAgentRealTime,
	queryCallDetail,
	queryCallsV2,
	queryCallTrace,
	queryIvrInterval,
	querySkillRealTime,
	queryVdnInterval,
} from '../../../../lib/huaweiCec/catalogue/cms';
import { bodyWith, refusalOf, requestWith, rowsOf } from './endpoints';

const EVERY = CMS_ENDPOINTS.map((endpoint) => [endpoint.path, endpoint] as const);

describe('the CC-CMS catalogue', () => {
	it('has every row of reference/huawei §4.1', () => {
		expect(rowsOf(CMS_ENDPOINTS)).toEqual(Array.from({ length: 41 }, (_, row) => row + 1));
	});

	it('has no resource and operation and no path twice', () => {
		const ids = CMS_ENDPOINTS.map(({ resource, operation }) => `${resource}.${operation}`);
		expect(new Set(ids).size).toBe(41);
		expect(new Set(CMS_ENDPOINTS.map(({ path }) => path)).size).toBe(41);
	});

	it.each(EVERY)('%s is under the base of CC-CMS', (_, endpoint) => {
		expect(endpoint.component).toBe('cms');
		expect(endpoint.path).toMatch(/^\/rest\/cmsapp\/v[12]\//);
	});

	it.each(EVERY)('%s tells what its parameters are', (_, endpoint) => {
		for (const { label, description, required, example } of Object.values(endpoint.parameters)) {
			expect(label).toMatch(/^[A-Z]/);
			expect(description).toMatch(/^[A-Z]/);
			if (required) expect(example).toBeDefined();
		}
	});

	it.each(EVERY)('%s takes its own examples', (_, endpoint) => {
		expect(requestWith(endpoint)).toMatchObject({ ok: true });
	});

	it.each(EVERY)('%s turns pages with parameters it has', (_, { paging, parameters }) => {
		const asked = paging?.by === 'offset' ? [paging.offset, paging.size] : [];
		expect(Object.keys(parameters)).toEqual(expect.arrayContaining(asked));
		if (paging) expect(parameters[paging.size]?.maximum).toBe(paging.most);
	});

	it('reads with POST, but for the ping and the agents of a VDN', () => {
		const others = CMS_ENDPOINTS.filter(({ method }) => method !== 'POST');
		expect(others.map(({ operation }) => operation).sort()).toEqual(['getMany', 'ping']);
	});
});

describe('calls', () => {
	it('are asked for by direction and period in milliseconds (reference/huawei §4.2)', () => {
		expect(
			bodyWith(queryCallsV2, {
				isCallIn: true,
				beginDate: '2026-06-01T00:00:00Z',
				endDate: '2026-06-01T23:59:59Z',
				callerNo: '',
				calleeNo: '',
			}),
		).toEqual({
			ccId: 1,
			vdn: 25,
			isCallIn: 'true',
			beginDate: 1780272000000,
			endDate: 1780358399000,
			limit: 100,
			offset: 0,
		});
	});

	it('come at most 100 a page', () => {
		expect(refusalOf(queryCallsV2, { limit: 101 })).toBe('Page Size (limit): must be at most 100');
	});

	it('have a trace, found by the log date as text', () => {
		expect(bodyWith(queryCallTrace, { logDate: 1780300000000 })).toMatchObject({
			callId: '1780299900-12',
			logDate: '1780300000000',
		});
	});

	it('have details, asked for inside queryParam with a small i in isCallin', () => {
		expect(bodyWith(queryCallDetail, { isCallin: false })).toEqual({
			queryParam: { ccId: 1, callId: '1780299900-12', isCallin: 'false' },
		});
	});

	it('have a recording, asked for by callID with the time of the tenant', () => {
		expect(
			bodyWith(downloadInspectionRecording, { beginTime: '2026-06-01T09:00:00Z' }),
		).toMatchObject({ callID: '1780299900-12', beginTime: '20260601170000' });
	});
});

describe('lists to choose from', () => {
	it('of agents are a GET with everything in the path', () => {
		expect(requestWith(listConfiguredAgents, { offset: 100 })).toEqual({
			ok: true,
			request: {
				component: 'cms',
				method: 'GET',
				path: '/rest/cmsapp/v1/openapi/configures/agents/1/25/100/100',
				query: {},
				body: null,
			},
		});
	});

	it('of skill queues are asked for inside queryParam', () => {
		expect(bodyWith(listSkillQueues)).toEqual({ queryParam: { ccId: 1, vdn: 25 } });
	});
});

describe('indexes', () => {
	it('of skill queues now: at most 1000 queues from 1 to 5000, at most 12 indexes', () => {
		expect(bodyWith(querySkillRealTime, { skillIds: '8', indexIds: ['IDX_COUNT_X'] })).toEqual({
			ccId: 1,
			vdn: 25,
			skillIds: [8],
			indexIds: ['IDX_COUNT_X'],
		});
		expect(refusalOf(querySkillRealTime, { skillIds: [5001] })).toContain('5000');
		const many = Array.from({ length: 1001 }, () => 8);
		expect(refusalOf(querySkillRealTime, { skillIds: many })).toContain('1000');
		const indexIds = Array.from({ length: 13 }, () => 'IDX_COUNT_X');
		expect(refusalOf(querySkillRealTime, { indexIds })).toContain('12');
	});

	it('of agents now: at most 100 agents from 101, at most 4 indexes', () => {
		expect(refusalOf(queryAgentRealTime, { agentIds: [100] })).toContain('101');
		const agentIds = Array.from({ length: 101 }, () => 20001);
		expect(refusalOf(queryAgentRealTime, { agentIds })).toContain('100');
		const indexIds = Array.from({ length: 5 }, () => 'IDX_COUNT_X');
		expect(refusalOf(queryAgentRealTime, { indexIds })).toContain('4');
	});

	it('of agents today or yesterday: numbers from 0 to 999999, by quarter, half or whole hours', () => {
		expect(
			bodyWith(queryAgentInterval, {
				agentIds: [0],
				timeGrain: '30MIN',
				enableOffset: true,
				mediaType: '5',
			}),
		).toMatchObject({ agentIds: [0], timeGrain: '30MIN', enableOffset: 'Y', mediaType: 5 });
		expect(refusalOf(queryAgentInterval, { agentIds: [1_000_000] })).toContain('999999');
		expect(refusalOf(queryAgentInterval, { timeGrain: '5MIN' })).toContain('15MIN (15 Minutes)');
	});

	it('of the VDN name the VDN of the credential in a list', () => {
		expect(bodyWith(queryVdnInterval)).toMatchObject({ ccId: 1, vdnIds: [25] });
	});

	it('of the IVR: at most 500 service types', () => {
		const serviceNos = Array.from({ length: 501 }, () => 1);
		expect(refusalOf(queryIvrInterval, { serviceNos })).toContain('500');
	});

	it('of months are asked for as year and month', () => {
		expect(refusalOf(queryAgentMonths, { beginMonthTime: '2026-06' })).toContain('like 202606');
		expect(bodyWith(queryAgentMonths)).toMatchObject({ beginMonthTime: '202606' });
	});
});

describe('agents and access codes', () => {
	it('have operations, asked for in UTC', () => {
		expect(
			bodyWith(queryAgentOperations, {
				beginTime: '2026-06-01T09:00:00+08:00',
				endTime: '2026-06-01T18:00:00+08:00',
			}),
		).toMatchObject({
			currentAgentId: 20001,
			beginTime: '2026-06-01 01:00:00',
			endTime: '2026-06-01 10:00:00',
			operateType: 3,
		});
	});

	it('have online calls, of at most 500 access codes at a time', () => {
		const innoIds = Array.from({ length: 501 }, () => 289);
		expect(refusalOf(queryAccessCodeCalls, { innoIds })).toContain('500');
	});
});
