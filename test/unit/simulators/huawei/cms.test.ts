/** What CC-CMS answers and what it refuses (reference/huawei §4). */
import type { HuaweiSimulator } from '../../../../simulators/src/index.ts';
import { startHuaweiSimulator } from '../../../../simulators/src/index.ts';
import { ask } from './signedRequest.ts';

const now = Date.parse('2026-06-03T02:00:00Z');
const day = 86_400_000;
/** In Shanghai. */
const today = Date.parse('2026-06-02T16:00:00Z');

let cec: HuaweiSimulator;
beforeEach(async () => {
	cec = await startHuaweiSimulator({ now: () => now, seedCalls: 200 });
});
afterEach(() => cec.stop());

const own = { ccId: 1, vdn: 25 };
const post = async (path: string, body: unknown) =>
	(await ask(cec, 'POST', `/rest/cmsapp/v1/openapi/${path}`, body)).json;

describe('querycalls', () => {
	const query = async (more: Record<string, unknown>) => {
		const period = { beginDate: today - day, endDate: today + day - 1000 };
		const body = { ...own, ...period, isCallIn: 'true', limit: 100, offset: 0, ...more };
		return (await ask(cec, 'POST', '/rest/cmsapp/v2/openapi/vdn/querycalls', body)).json;
	};

	it('knows calls of yesterday and today, in one direction', async () => {
		const { resultCode, resultDesc, resultDatas } = await query({});
		const kept = cec.state.calls.filter((call) => call.waitBegin >= today - day);
		expect(resultCode).toBe('0100000');
		expect(resultDesc.count).toBe(kept.filter(({ isInbound }) => isInbound).length);
		expect(resultDesc.count).toBeGreaterThan(10);
		expect(resultDatas).toEqual(resultDesc);
		const out = await query({ isCallIn: 'false' });
		expect(out.resultDesc.count).toBe(kept.filter(({ isInbound }) => !isInbound).length);
	});

	it('answers pages', async () => {
		const all = (await query({})).resultDesc.data as Array<{ callId: string }>;
		const second = await query({ limit: 10, offset: 10 });
		expect(second.resultDesc.data).toEqual(all.slice(10, 20));
	});

	it('ignores an agent, and has none in its rows', async () => {
		const all = await query({});
		const one = await query({ agentId: 101 });
		expect(one).toEqual(all);
		expect(one.resultDesc.data[0]).not.toHaveProperty('agentId');
	});

	it('takes times as text', async () => {
		const reply = await query({ beginDate: String(today), endDate: String(now) });
		expect(reply.resultCode).toBe('0100000');
	});

	it.each([
		['earlier than yesterday', { beginDate: today - day - 1000 }, '0100002'],
		['later than today', { endDate: today + day }, '0100002'],
		['more than 100 rows', { limit: 101 }, '0100002'],
		['no direction', { isCallIn: undefined }, '0100002'],
		['a direction that is no text', { isCallIn: true }, '0100002'],
		["somebody else's VDN", { vdn: 26 }, '0101003'],
	])('refuses %s', async (_name, more, code) => {
		expect((await query(more)).resultCode).toBe(code);
	});
});

it('has details with an odd name for the agent, flat or in queryParam', async () => {
	const call = cec.state.calls.find(({ isInbound }) => isInbound);
	const body = { ccId: 1, isCallin: 'true', callId: call?.callId };
	const flat = await post('calldata/querycalldetailbyid', body);
	expect(flat.resultDesc).toMatchObject({ callId: call?.callId, 'agentId ': call?.agentId });
	expect(await post('calldata/querycalldetailbyid', { queryParam: body })).toEqual(flat);
});

it('knows a call in progress, and none that is over', async () => {
	const basic = async (callId: string | undefined) =>
		await post('calldata/querybasiccallinfo', { ...own, callId });
	const [talking] = cec.state.callsInProgress;
	expect((await basic(talking?.callId)).resultDesc).toMatchObject({ callingNum: talking?.caller });
	expect((await basic(cec.state.calls[0]?.callId)).resultCode).toBe('0100001');
	const agentIds = [talking?.agentId];
	const calls = await post('agentgroup/queryagentcalls', { ...own, agentIds });
	expect(calls.resultDesc[0].callList).toMatchObject([{ callId: talking?.callId }]);
});

it('traces a call through its devices, all in text', async () => {
	const call = cec.state.calls.find(({ isInbound }) => isInbound);
	const body = { ...own, callId: call?.callId, logDate: String(now) };
	const { resultDesc } = await post('vdn/querycalltracedetail', body);
	expect(resultDesc).toMatchObject([
		{ deviceType: '3', callIdNum: '1' },
		{ deviceType: '1', callIdNum: '2' },
		{ deviceType: '2', callIdNum: '-1', deviceNo: String(call?.agentId) },
	]);
});

it('lists agents over GET', async () => {
	const list = async (offset: number, limit: number) =>
		(await ask(cec, 'GET', `/rest/cmsapp/v1/openapi/configures/agents/1/25/${offset}/${limit}`))
			.json;
	expect(await list(1, 2)).toMatchObject({
		count: 4,
		resultDesc: [{ agentNo: 102 }, { agentNo: 103, skillId: '9;10' }],
	});
	expect((await list(0, 101)).resultCode).toBe('0100002');
});

describe('indexes', () => {
	it('are figures in text', async () => {
		const body = { ...own, skillIds: [8], indexIds: ['IDX_COUNT_REAL_SKILL_QUEUE'] };
		expect(await post('skill/rindex', body)).toMatchObject({
			resultDesc: [
				{
					id: '8',
					idxs: [{ id: 'IDX_COUNT_REAL_SKILL_QUEUE', val: expect.stringMatching(/^\d+$/) }],
				},
			],
		});
		const many = Array.from({ length: 13 }, (_, at) => `IDX_${at}`);
		expect(await post('skill/rindex', { ...body, indexIds: many })).toMatchObject({
			resultCode: '0100002',
		});
	});

	it('are maps from UTC times with a time grain', async () => {
		const indexIds = ['IDX_COUNT_TOTAL_CALL'];
		const ask60 = { ccId: 1, vdnIds: [25], indexIds, timeGrain: '60MIN' };
		const { resultDesc } = await post('hisindex/vdn', ask60);
		const hours = Object.keys(resultDesc[0].idxs[0].val as object);
		expect(hours).toHaveLength(10);
		expect(hours[0]).toBe('2026-06-02 16:00:00.0');
		const whole = { ccId: 1, vdnIds: [25], indexIds };
		expect((await post('hisindex/vdn', whole)).resultCode).toBe('0100002');
	});
});

it('tells operations of a day in whole quarters of an hour', async () => {
	const ask1 = async (beginTime: string, endTime: string) =>
		await post('agent/agentoprinfo', { ...own, currentAgentId: 101, beginTime, endTime });
	const good = await ask1('2026-06-03 00:00:00', '2026-06-03 01:00:00');
	expect(good.resultDesc).toHaveLength(4);
	const odd = await ask1('2026-06-03 00:00:00', '2026-06-03 00:10:00');
	expect(odd.resultCode).toBe('0100002');
	const old = await ask1('2026-06-01 00:00:00', '2026-06-01 01:00:00');
	expect(old.resultCode).toBe('0100002');
});

it('says in its own way that there is no recording', async () => {
	const path = '/rest/cmsapp/v1/openapi/hisindex/downloadRecordFile';
	const missing = await ask(cec, 'POST', path, { callID: '1-1' });
	expect(missing.json).toEqual({ resultCode: '1', resultDesc: 'Record List is empty' });
	const call = cec.state.calls.find(({ recordings }) => recordings.length === 1);
	const found = await ask(cec, 'POST', path, { callID: call?.callId });
	expect(found.bytes.toString('latin1', 0, 4)).toBe('RIFF');
});
