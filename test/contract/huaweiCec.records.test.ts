import type { INodeParameters, OnError } from 'n8n-workflow';

import { callEventSchema } from '../../lib/callEvent/callEvent';
import { HuaweiCcFs } from '../../nodes/HuaweiCec/CcFs/HuaweiCcFs.node';
import { startHuaweiSimulator, type HuaweiSimulator } from '../../simulators/src/huawei/simulator';
import { credentialFor, nodeInN8n } from './huaweiCecNode';

const FLOW = { burst: 1000, perSecond: 1000 };
let site: HuaweiSimulator;

beforeAll(async () => {
	site = await startHuaweiSimulator({ fileDelayMs: 0, queryFlow: FLOW, downloadFlow: FLOW });
});
afterAll(async () => await site.stop());
beforeEach(() => {
	site.clearFaults();
	site.unlock();
	Object.assign(site.settings, { fileDelayMs: 0, extraCallRows: 0 });
});

const BASE = '/CCFS/resource/ccfs';
const asked = (path: string) => site.requests.count(`POST ${BASE}/${path}`);

/** The whole of what the simulated site holds, in one period of less than three days. */
const DAYS = 86_400_000;
const period = () => ({
	beginTime: new Date(Date.now() - 2 * DAYS).toISOString(),
	endTime: new Date().toISOString(),
});

function getting(resource: string, more: INodeParameters = {}): INodeParameters {
	return { resource, operation: 'getMany', ...period(), returnAll: true, ...more };
}

const run = async (parameters: INodeParameters, onError: OnError = 'stopWorkflow', items = 1) =>
	await nodeInN8n(new HuaweiCcFs(), parameters, credentialFor(site), onError).execute(
		Array.from({ length: items }, () => ({})),
	);

describe('Call Record: Get Many', () => {
	it('asks, waits, downloads, unpacks and reads in one step', async () => {
		site.settings.fileDelayMs = 1500;
		const items = await run(getting('callRecord'));
		const calls = new Set(items.map(({ json }) => json.callId));
		expect([...calls].sort()).toEqual(site.state.calls.map(({ callId }) => callId).sort());
		const call = site.state.calls.find(({ isAnswered }) => isAnswered);
		const row = items.find(({ json }) => json.callId === call?.callId && json.callIdNum === -1);
		expect(row?.json).toMatchObject({
			accountId: '202600000001',
			callerNo: call?.caller,
			deviceType: 2,
			vdnId: '25',
			callBegin: new Date(Math.floor((call?.callBegin ?? 0) / 1000) * 1000).toISOString(),
		});
		expect(row?.pairedItem).toEqual({ item: 0 });
	});

	it('sends an address that leads nowhere where no trigger waits for the callback', async () => {
		await run(getting('callRecord', { limit: 1, returnAll: false }));
		const request = site.requests.all.findLast(({ target }) => target.endsWith('queryBillData'));
		expect(request?.body).toContain('https://callback.invalid/');
	});

	it('reads a file by the name a trigger got, without asking for one', async () => {
		await run(getting('callRecord'));
		const fileName = [...site.state.fileJobs.keys()].at(-1) ?? '';
		const before = asked('queryBillData');
		const items = await run({
			...{ resource: 'callRecord', operation: 'getMany', returnAll: true },
			...{ from: 'file', fileName },
		});
		expect(items.length).toBeGreaterThan(site.state.calls.length);
		expect(asked('queryBillData')).toBe(before);
	});

	it('leaves out what the filters do not want', async () => {
		const filters = { direction: 'outbound', finalLegOnly: true };
		const items = await run(getting('callRecord', { filters }));
		const outbound = site.state.calls.filter(({ isInbound }) => !isInbound);
		expect(items.map(({ json }) => json.callId).sort()).toEqual(
			outbound.map(({ callId }) => callId).sort(),
		);
	});

	it('stops the download when the limit is reached', async () => {
		// Nobody would live to see the end of this file.
		site.settings.extraCallRows = 1_000_000_000;
		const items = await run(getting('callRecord', { returnAll: false, limit: 5 }));
		expect(items).toHaveLength(5);
	});

	it('gives each call as a call event, with its legs', async () => {
		const items = await run(getting('callRecord', { output: 'callEvent' }));
		expect(items).toHaveLength(site.state.calls.length);
		for (const { json } of items) callEventSchema.parse(json);
		const answered = site.state.calls.find(({ isAnswered, isInbound }) => isAnswered && isInbound);
		const event = items.find(({ json }) => json.subject === answered?.callId);
		expect(event?.json).toMatchObject({
			type: 'call.cdr',
			source: '//huawei-cec/25',
			call: { direction: 'inbound', outcome: 'answered', isFinal: true },
			agent: { id: String(answered?.agentId) },
		});
	});

	it('gives each call simplified, of one agent with the legs before the agent', async () => {
		const agentId = String(site.state.calls[0]?.agentId);
		const items = await run(
			getting('callRecord', { output: 'simplified', filters: { agentIds: agentId } }),
		);
		const own = site.state.calls.filter((call) => String(call.agentId) === agentId);
		expect(items.map(({ json }) => json.callId).sort()).toEqual(
			own.map(({ callId }) => callId).sort(),
		);
		expect(items[0]?.json).toMatchObject({ type: 'call.cdr', vendor: 'huawei-cec', agentId });
	});

	it('asks for a long period in parts and gives no row twice', async () => {
		const before = asked('queryBillData');
		const items = await run(
			getting('callRecord', { beginTime: new Date(Date.now() - 8 * DAYS).toISOString() }),
		);
		expect(asked('queryBillData') - before).toBe(3);
		const finals = items.filter(({ json }) => json.callIdNum === -1);
		expect(finals).toHaveLength(site.state.calls.length);
	});

	it('says how the file is called that was not written in time', async () => {
		site.settings.fileDelayMs = 60_000;
		const fileSettings = { waitSeconds: 2 };
		await expect(run(getting('callRecord', { fileSettings }))).rejects.toMatchObject({
			message: 'CC-FS had not written the file after 2 s',
			description: expect.stringMatching(/by its name: \d{8}_[0-9a-f]{32}\.zip/),
		});
	});

	// At any time one of the two has another day than the credential's zone.
	it.each(['Pacific/Kiritimati', 'Etc/GMT+12'])(
		'finds the file of a server in %s',
		async (zone) => {
			const { timeZone } = site.settings;
			site.settings.timeZone = zone;
			try {
				await run(getting('callRecord', { fileSettings: { waitSeconds: 0 } }));
				const names = new Set(site.state.fileJobs.keys());
				const [, asked = ''] =
					/"(\d{8}_\w+\.zip)"/.exec(site.requests.all.at(-1)?.body ?? '') ?? [];
				expect(names).toContain(asked);
			} finally {
				site.settings.timeZone = timeZone;
			}
		},
	);

	it('goes on with the next item when one has no success', async () => {
		const items = await run(
			getting('callRecord', {
				endTime: '={{ $itemIndex ? $now.toISO() : "soon" }}',
				limit: 1,
				returnAll: false,
			}),
			'continueRegularOutput',
			2,
		);
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }]);
		expect(items[0]?.json.error).toMatch(/End Time is no time/);
		expect(items[1]?.json.callId).toEqual(expect.any(String));
	});

	it('gives no half of a file that broke off', async () => {
		site.settings.extraCallRows = 20_000;
		site.inject({ kind: 'halfBody', endpoint: 'downloadBillFile' });
		await expect(run(getting('callRecord'))).rejects.toThrow(/broke off|ends early/);
	});

	it('waits out flow control while it waits for the file', async () => {
		site.inject({ kind: 'code', code: '0300008', endpoint: 'downloadBillFile' });
		expect((await run(getting('callRecord'))).length).toBeGreaterThan(0);
	});

	it('tells a refusal in the words of the table of codes', async () => {
		site.inject({ kind: 'code', code: '0300013', endpoint: 'queryBillData' });
		await expect(run(getting('callRecord'))).rejects.toThrow(/begin time is later.*0300013/);
	});

	it('has nothing to give where CC-FS has no data', async () => {
		site.inject({ kind: 'code', code: '0300012', endpoint: 'queryBillData' });
		expect(await run(getting('callRecord'))).toEqual([]);
	});

	it('stops when the execution is stopped', async () => {
		site.settings.fileDelayMs = 60_000;
		const stop = new AbortController();
		const node = nodeInN8n(new HuaweiCcFs(), getting('callRecord'), credentialFor(site));
		const running = node.execute([{}], stop.signal);
		setTimeout(() => stop.abort(), 200);
		await expect(running).rejects.toThrow('The execution was stopped');
	});
});

describe('the other kinds of records', () => {
	it('Recording Index: Get Many', async () => {
		const items = await run(getting('recordingIndex'));
		const names = site.state.calls.flatMap(({ recordings }) => recordings);
		expect(items.map(({ json }) => json.originalFileName).sort()).toEqual(names.sort());
		expect(items[0]?.json.callBegin).toMatch(/Z$/);
	});

	it('Agent Operation: Get Many', async () => {
		const agentIds = String(site.state.agents[0]?.workNo);
		const items = await run(getting('agentOperation', { filters: { agentIds } }));
		expect(items.length).toBeGreaterThan(0);
		expect(new Set(items.map(({ json }) => json.agentId))).toEqual(new Set([agentIds]));
		expect(items[0]?.json).toMatchObject({
			opType: expect.any(Number),
			beginTime: expect.stringMatching(/Z$/),
		});
	});

	it('Skill Change: Get Many', async () => {
		const items = await run(getting('skillChange', { returnAll: false, limit: 3 }));
		expect(items).toHaveLength(3);
		const [json] = items.map((item) => item.json);
		expect(json?.operateTime).toBe(json?.updateTime);
		expect(json?.skillList).toMatch(/^[\d;]+$/);
	});
});
