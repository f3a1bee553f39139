/** Limits and codes of CC-iSales (reference/huawei §2). */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { HuaweiSettings, HuaweiSimulator } from '../../../../simulators/src/index.ts';
import { startHuaweiSimulator } from '../../../../simulators/src/index.ts';
import { ask, campaignFields, send } from './signedRequest.ts';

const v1 = '/rest/isales/v1/openapi/campaigns/25';
const v2 = '/rest/isales/v2/openapi/campaigns/25';

let cec: HuaweiSimulator;
const start = async (settings: Partial<HuaweiSettings> = {}) => {
	cec = await startHuaweiSimulator({ addSpacingMs: 0, ...settings });
};
afterEach(() => cec.stop());

const createCampaign = async (more: Record<string, unknown> = {}) => {
	const reply = await ask(cec, 'POST', v2, campaignFields('renewal-2099', more));
	expect(reply.json.resultCode).toBe('0200000');
	return reply.json.returnObject.id as number;
};
const row = (at: number, number = `1380000${String(at).padStart(4, '0')}`) => ({
	sessionId: `cust-${at}`,
	called: [{ calledNo: number }],
});
const add = async (id: number, callDataList: unknown[]) =>
	await ask(cec, 'POST', `${v2}/calldata/${id}`, { callDataList });

describe('authentication', () => {
	it('answers 401 for a bad signature, and never says why', async () => {
		await start();
		const reply = await ask(cec, 'POST', v2, {}, { secretKey: 'wrong' });
		expect(reply.status).toBe(401);
		expect(reply.json).toMatchObject({ status: 401, error: 'Unauthorized', path: v2 });
		expect(cec.requests.all[0]).toMatchObject({
			status: 401,
			refusal: 'another signature was expected',
		});
	});

	it('locks an address in CC-FS after too many, right ones too', async () => {
		await start({ lockAfter: 3 });
		const path = '/CCFS/resource/ccfs/queryBillData';
		const statuses = [];
		for (let at = 0; at < 4; at += 1) {
			statuses.push((await ask(cec, 'POST', path, {}, { secretKey: 'wrong' })).status);
		}
		expect(statuses).toEqual([401, 401, 401, 403]);
		expect((await ask(cec, 'POST', path, {})).json).toMatchObject({ status: 403, path });
		cec.unlock();
		expect((await ask(cec, 'POST', path, {})).status).toBe(200);
	});

	it('tells its time, which may differ from ours', async () => {
		await start({ now: () => Date.parse('2099-01-01T00:00:00Z') });
		const reply = await send(cec, 'GET', `${v1}/1`, '', { authorization: '' });
		expect(reply.headers['date']).toBe('Thu, 01 Jan 2099 00:00:00 GMT');
	});
});

describe('campaigns', () => {
	it('live from creation to deletion', async () => {
		await start();
		const id = await createCampaign();
		const list = '?name=&status=0&deviceType=0&curPage=1&rowsPerPage=10';
		expect((await ask(cec, 'GET', v1 + list)).json).toMatchObject({
			totalCount: 1,
			data: [{ id, name: 'renewal-2099', status: 2 }],
		});
		expect((await ask(cec, 'DELETE', `${v1}/${id}`)).json.resultCode).toBe('0200001');
		expect((await ask(cec, 'PUT', `${v1}/${id}/pause`)).json.resultCode).toBe('0200000');
		expect((await ask(cec, 'PUT', `${v1}/${id}/pause`)).json.resultCode).toBe('0200011');
		expect((await ask(cec, 'PUT', `${v1}/${id}/resume`)).json.resultCode).toBe('0200000');
		await ask(cec, 'PUT', `${v1}/${id}/pause`);
		expect((await ask(cec, 'DELETE', `${v1}/${id}`)).json.resultCode).toBe('0200000');
		expect((await ask(cec, 'GET', `${v1}/${id}`)).json.resultCode).toBe('0200007');
	});

	it.each([
		['no name', { name: undefined }, '02000001'],
		['a long name', { name: 'x'.repeat(101) }, '02000003'],
		['forbidden characters', { description: 'a<b' }, '02000002'],
		['a time without seconds', { strEndTime: '2099-06-30 10:00' }, '02000002'],
		['an unknown kind of device', { deviceType: 4 }, '02000007'],
		['no queue for a predictive one', { deviceType: 2 }, '02000009'],
		['an end before the begin', { strEndTime: '2099-05-01 00:00:00' }, '0200001'],
	])('refuses %s', async (_name, more, code) => {
		await start();
		const reply = await ask(cec, 'POST', v2, campaignFields('refused', more));
		expect(reply.json).toMatchObject({ resultCode: code, returnCode: code });
	});

	it('are listed 100 at a time', async () => {
		await start();
		const target = `${v1}?status=0&deviceType=0&curPage=1&rowsPerPage=101`;
		expect((await ask(cec, 'GET', target)).json.resultCode).toBe('02000007');
	});
});

describe('adding numbers', () => {
	it('answers a dataId beyond 2^53 for each', async () => {
		await start();
		const id = await createCampaign();
		const { json } = await add(id, [row(1), row(2)]);
		expect(json.returnObject.totalSize).toBe(2);
		const [first] = json.returnObject.dataIdList;
		expect(first).toEqual({ called: '13800000001', dataId: expect.stringMatching(/^\d{19}$/) });
		const one = await ask(cec, 'GET', `${v1}/calldata/${id}/${first.dataId}`);
		expect(one.json.data).toMatchObject({
			dataId: first.dataId,
			calledNos: [{ calledNo: '13800000001' }],
		});
	});

	it.each([
		['21 rows', Array.from({ length: 21 }, (_, at) => row(at)), '0200029'],
		['no rows', [], '02000001'],
		['the same number twice in a session', [row(1), row(1)], '0200018'],
		['a blocked number', [row(1), row(2, '13800000099')], '0200001'],
		['a row that is no object', [row(1), null], '02000006'],
		['a letter', [row(1), row(2, '1380000000x')], '02000002'],
		['25 digits', [row(1), row(2, '1'.repeat(25))], '02000003'],
		['an unknown priority', [{ ...row(1), priority: '6' }], '02000002'],
		['a session of 33 characters', [{ ...row(1), sessionId: 'x'.repeat(33) }], '02000003'],
	])('refuses a call with %s as a whole', async (_name, rows, code) => {
		await start();
		const id = await createCampaign();
		await ask(cec, 'POST', `${v1}/blocklist/add`, { blocklist: ['13800000099'] });
		expect((await add(id, rows)).json.resultCode).toBe(code);
		expect(cec.state.campaigns.get(id)?.rows.size).toBe(0);
	});

	it('refuses a session it already has', async () => {
		await start();
		const id = await createCampaign();
		await add(id, [row(1)]);
		expect((await add(id, [row(1)])).json.resultCode).toBe('0200018');
	});

	it('holds no more unfinished rows than it may', async () => {
		await start({ openRows: 3 });
		const id = await createCampaign();
		expect((await add(id, [row(1), row(2)])).json.resultCode).toBe('0200000');
		expect((await add(id, [row(3), row(4)])).json.resultCode).toBe('0200029');
		cec.finishCampaign(id);
		(cec.state.campaigns.get(id) ?? { status: 4 }).status = 2;
		expect((await add(id, [row(3), row(4)])).json.resultCode).toBe('0200000');
	});

	it('answers 429 to a call that comes too soon', async () => {
		let now = Date.parse('2099-06-01T00:00:00Z');
		await start({ addSpacingMs: 1000, now: () => now });
		const id = await createCampaign();
		expect((await add(id, [row(1)])).status).toBe(200);
		now += 500;
		expect((await add(id, [row(2)])).status).toBe(429);
		now += 500;
		expect((await add(id, [row(2)])).status).toBe(200);
	});
});

it('answers daily statistics once in five minutes', async () => {
	let now = Date.parse('2099-06-01T00:00:00Z');
	await start({ now: () => now });
	const id = await createCampaign();
	await add(id, [row(1)]);
	const statistics = async () => await ask(cec, 'GET', `${v2}/statistics?campaignId=${id}`);
	expect((await statistics()).json.countDetail).toMatchObject([{ unCallCount: 1, totalCount: 1 }]);
	expect((await statistics()).status).toBe(429);
	now += 300_000;
	expect((await statistics()).status).toBe(200);
});

describe('the blocklist', () => {
	it('takes all numbers of a call or none', async () => {
		await start();
		const block = async (blocklist: string[]) =>
			(await ask(cec, 'POST', `${v1}/blocklist/add`, { blocklist })).json.resultCode;
		expect(await block(['13800000001'])).toBe('0200000');
		expect(await block(['13800000002', '13800000001'])).toBe('0200007');
		expect([...cec.state.blocklist.keys()]).toEqual(['13800000001']);
		expect(await block(Array.from({ length: 21 }, (_, at) => String(at)))).toBe('02000011');
	});

	it('is asked by numbers or by page, not both', async () => {
		await start();
		await ask(cec, 'POST', `${v1}/blocklist/add`, { blocklist: ['1', '2', '3'] });
		const query = async (body: unknown) =>
			(await ask(cec, 'POST', `${v1}/blocklist/query`, body)).json;
		expect(await query({ blocklist: ['2', '9'] })).toMatchObject({
			data: [
				{ blockNum: '2', flag: true },
				{ blockNum: '9', flag: false },
			],
		});
		expect(await query({ offset: 1, limit: 1 })).toMatchObject({
			totalCount: 3,
			data: [{ blockNum: '2' }],
		});
		expect(await query({ blocklist: ['2'], offset: 0, limit: 1 })).toMatchObject({
			resultCode: '02000009',
		});
		expect(await query({ offset: 0, limit: 101 })).toMatchObject({ resultCode: '02000007' });
	});
});

describe('results', () => {
	/** A receiver that answers what the test says, in turn; the last for good. */
	async function receive(answers: Array<{ status: number; text: string }>) {
		const bodies: string[] = [];
		const server = createServer((incoming, outgoing) => {
			let text = '';
			incoming.on('data', (chunk) => (text += chunk));
			incoming.on('end', () => {
				const answer = answers[Math.min(bodies.length, answers.length - 1)];
				bodies.push(text);
				outgoing.writeHead(answer?.status ?? 200).end(answer?.text);
			});
		});
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/results`;
		return { url, bodies, close: () => server.close() };
	}
	const accepted = { status: 200, text: '{"retCode":"0","retMsg":"success"}' };

	it.each([
		['once when it is accepted', [accepted], 1],
		['again at once when the answer is not 200', [{ status: 500, text: '' }, accepted], 2],
		['later when the code is not 0', [{ status: 200, text: '{"retCode":"1"}' }, accepted], 2],
		['until the attempts are used up', [{ status: 500, text: '' }], 6],
		['until the attempts are used up, refused', [{ status: 200, text: '' }], 3],
	])('are pushed as a bare array, %s', async (_name, answers, posts) => {
		const receiver = await receive(answers);
		await start({ pushAttempts: 3, pushRetryMs: 5 });
		const id = await createCampaign({ callBackUrl: receiver.url });
		await add(id, [row(1), row(2)]);
		expect(cec.finishCampaign(id)).toBe(2);
		await cec.callbacksSettled();
		receiver.close();
		expect(receiver.bodies).toHaveLength(posts);
		const [first] = JSON.parse(receiver.bodies[0] ?? '') as unknown[];
		expect(first).toMatchObject({
			campaignId: String(id),
			sessionId: 'cust-1',
			called: '13800000001',
			callStatus: 6,
			failCode: '0',
			vdnId: 25,
		});
	});

	it('are queried in pages and by session', async () => {
		await start({ failCodes: ['00000', '00603'] });
		const id = await createCampaign();
		await add(id, [row(1), row(2), row(3)]);
		cec.finishCampaign(id);
		const query = async (body: unknown) =>
			(await ask(cec, 'POST', `${v1}/callresult/${id}`, body)).json;
		expect(await query({ pageSize: 2, pageNum: 2 })).toMatchObject({
			totalCount: 3,
			data: [{ sessionId: 'cust-3' }],
		});
		expect(await query({ sessionId: 'cust-2' })).toMatchObject({
			totalCount: 1,
			data: [{ callStatus: 5, failCode: '00603' }],
		});
		expect(await query({ pageSize: 101, pageNum: 1, showDetail: 1 })).toMatchObject({
			resultCode: '02000007',
		});
		expect(await query({ beginTime: '2099-01-01', endTime: '2099-03-01' })).toMatchObject({
			resultCode: '0200001',
		});
	});

	it('are dialled at a speed', async () => {
		await start({ dialRowsPerSecond: 200 });
		const id = await createCampaign();
		await add(id, [row(1), row(2)]);
		while (cec.state.results.length < 2) await new Promise((resolve) => setTimeout(resolve, 5));
		expect(cec.state.results.map(({ sessionId }) => sessionId)).toEqual(['cust-1', 'cust-2']);
	});
});

describe('faults', () => {
	it('answers 500 once, before or after the work', async () => {
		await start();
		const id = await createCampaign();
		cec.inject({ kind: 'status', endpoint: '/calldata/' });
		expect((await add(id, [row(1)])).status).toBe(500);
		expect(cec.state.campaigns.get(id)?.rows.size).toBe(0);
		cec.inject({ kind: 'status', endpoint: '/calldata/', when: 'after' });
		expect((await add(id, [row(1)])).status).toBe(500);
		expect(cec.state.campaigns.get(id)?.rows.size).toBe(1);
		expect((await add(id, [row(2)])).status).toBe(200);
		expect(cec.requests.count(`POST ${v2.replace('25', '{vdnId}')}/calldata/{campaignId}`)).toBe(3);
	});

	it('breaks off in the middle of the body', async () => {
		await start();
		cec.inject({ kind: 'halfBody' });
		await expect(ask(cec, 'GET', `${v1}/1`)).rejects.toThrow();
	});

	it.each([
		[{ kind: 'locked' } as const, 403],
		[{ kind: 'status', status: 429 } as const, 429],
		[{ kind: 'status', status: 401 } as const, 401],
	])('answers as told: %j', async (fault, status) => {
		await start();
		cec.inject(fault);
		expect((await ask(cec, 'GET', `${v1}/1`)).status).toBe(status);
		expect((await ask(cec, 'GET', `${v1}/1`)).status).toBe(200);
	});
});
