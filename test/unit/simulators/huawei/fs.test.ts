/** Jobs, files and codes of CC-FS (reference/huawei §3). */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { HuaweiSettings, HuaweiSimulator } from '../../../../simulators/src/index.ts';
import { startHuaweiSimulator, verifyC2 } from '../../../../simulators/src/index.ts';
import { ask } from './signedRequest.ts';

const fs = '/CCFS/resource/ccfs';
const morning = Date.parse('2026-06-03T02:00:00Z');

let cec: HuaweiSimulator;
const start = async (settings: Partial<HuaweiSettings> = {}) => {
	cec = await startHuaweiSimulator({ now: () => morning, fileDelayMs: 0, ...settings });
};
afterEach(() => cec.stop());

const post = async (path: string, msgBody: unknown) =>
	await ask(cec, 'POST', `${fs}/${path}`, { request: { version: '2.0' }, msgBody });

/** On the wall in Shanghai, where the tenant is. */
const period = { beginTime: '2026-06-02 00:00:00', endTime: '2026-06-03 23:59:59' };
const query = { ...period, dataType: 'call', callBackURL: 'http://127.0.0.1:1/none' };

async function fileOf(more: Record<string, unknown> = {}, path = 'queryBillData') {
	const { json } = await post(path, { ...query, ...more });
	expect(json).toMatchObject({ resultCode: '0', response: { resultCode: '0' } });
	return `20260603_${(json.resultData.responseId as string).replaceAll('-', '')}.zip`;
}

/** Names and texts of the files in a zip, as an independent reader finds them; it checks every CRC. */
function unzipped(zip: Buffer): Array<{ name: string; text: string }> {
	const folder = mkdtempSync(join(tmpdir(), 'huawei-zip-'));
	try {
		const file = join(folder, 'bill.zip');
		writeFileSync(file, zip);
		const script = `import sys,zipfile,json
z=zipfile.ZipFile(sys.argv[1]); assert z.testzip() is None
print(json.dumps([{'name':n,'text':z.read(n).decode('latin1')} for n in z.namelist()]))`;
		const options = { maxBuffer: 2 ** 28 };
		const text = execFileSync('python3', ['-c', script, file], options).toString('utf8');
		return JSON.parse(text) as Array<{ name: string; text: string }>;
	} finally {
		rmSync(folder, { recursive: true });
	}
}

describe('a CDR file', () => {
	it('is a zip of CSV files with a header and 29 columns', async () => {
		await start();
		const reply = await post('downloadBillFile', { billFileName: await fileOf() });
		expect(reply.contentType).toBe('Application/Octet-stream;charset=UTF-8');
		const [csv, ...others] = unzipped(reply.bytes);
		expect(others).toEqual([]);
		expect(csv?.name).toMatch(/^\d{20}_call_1\.csv$/);
		const rows = csv?.text.trimEnd().split('\r\n') ?? [];
		expect(rows[0]).toMatch(/^developer,account_id,cc_id,agent_id,call_id,/);
		expect(rows.every((row) => row.split(',').length === 29)).toBe(true);
		const last = rows.slice(1).filter((row) => row.split(',')[17] === '-1');
		const inPeriod = cec.state.calls.filter(
			({ waitBegin }) => waitBegin >= Date.parse('2026-06-01T16:00:00Z'),
		);
		expect(last).toHaveLength(inPeriod.length);
	});

	it('has sizes behind the content, as Java writes it', async () => {
		await start();
		const { bytes } = await post('downloadBillFile', { billFileName: await fileOf() });
		expect(bytes.readUInt16LE(6)).toBe(0x0808);
		expect(bytes.readUInt32LE(18)).toBe(0);
		expect(bytes.includes(Buffer.from('504b0708', 'hex'))).toBe(true);
	});

	it.each([
		[{ dataType: 'record' }, 'queryBillData', 'downloadBillFile', 'billFileName', 18],
		[{}, 'queryAgentOprInfoData', 'downloadAgentOprInfoFile', 'agentOprInfoFileName', 21],
	])('of another kind: %j %s', async (more, ask1, ask2, field, width) => {
		await start();
		const name = await fileOf(more, ask1);
		const [csv] = unzipped((await post(ask2, { [field]: name })).bytes);
		const rows = csv?.text.trimEnd().split('\r\n') ?? [];
		expect(rows.length).toBeGreaterThan(10);
		expect(rows.every((row) => row.split(',').length === width)).toBe(true);
	});

	it('of skill changes is downloaded with a flat body', async () => {
		await start();
		const name = await fileOf({}, 'queryAgentSkillInfoData');
		const target = `${fs}/downloadAgentSkillInfoFile`;
		const { bytes } = await ask(cec, 'POST', target, { agentSkillInfoFileName: name });
		expect(unzipped(bytes)[0]?.text.split('\r\n')[1]?.split(',')).toHaveLength(16);
	});

	it('with very many rows is several CSV files', async () => {
		await start({ extraCallRows: 500_100, seedCalls: 0 });
		const { bytes } = await post('downloadBillFile', { billFileName: await fileOf() });
		const lines = unzipped(bytes).map(({ text }) => text.split('\r\n').length - 2);
		expect(lines).toEqual([500_000, 100]);
	}, 60_000);

	it('does not exist until it is made', async () => {
		await start({ fileDelayMs: 60_000 });
		const reply = await post('downloadBillFile', { billFileName: await fileOf() });
		expect(reply.json).toMatchObject({ resultCode: '0300011', resultData: '' });
	});
});

describe('codes', () => {
	it.each([
		[{ beginTime: undefined }, '0300001'],
		[{ callBackURL: '' }, '0300002'],
		[{ callId: 'x'.repeat(26) }, '0300003'],
		[{ endTime: '2026-06-03' }, '0300004'],
		[{ dataType: 'calls' }, '0300004'],
		[{ beginTime: '2026-06-04 00:00:00' }, '0300013'],
		[{ beginTime: '2026-05-31 00:00:00' }, '0300028'],
	])('queryBillData %j: %s', async (more, code) => {
		await start();
		expect((await post('queryBillData', { ...query, ...more })).json.resultCode).toBe(code);
	});

	it('for a wrong envelope', async () => {
		await start();
		const target = `${fs}/queryBillData`;
		expect((await ask(cec, 'POST', target, query)).json.resultCode).toBe('0300007');
		const old = { request: { version: '1.0' }, msgBody: query };
		expect((await ask(cec, 'POST', target, old)).json.resultCode).toBe('0300006');
	});

	it('for flow control, which ends after a while', async () => {
		let now = morning;
		const flow = { burst: 1, perSecond: 1 };
		await start({ now: () => now, queryFlow: flow, downloadFlow: flow });
		const codes = async () => [
			(await post('queryBillData', query)).json.resultCode,
			(await post('downloadRecord', { callId: 'none' })).json.resultCode,
		];
		expect(await codes()).toEqual(['0', '0300012']);
		expect(await codes()).toEqual(['0300009', '0300008']);
		now += 1000;
		expect(await codes()).toEqual(['0', '0300012']);
	});
});

describe('recordings', () => {
	const recorded = (count: number) =>
		cec.state.calls.find(({ recordings }) => recordings.length === count);

	it('are A-law WAV files', async () => {
		await start({ recordingBytes: 100_000 });
		const call = recorded(1);
		const { bytes } = await post('downloadRecord', { callId: call?.callId });
		expect(bytes).toHaveLength(100_000);
		expect(bytes.toString('latin1', 0, 16)).toMatch(/^RIFF.{4}WAVEfmt $/s);
		expect([bytes.readUInt16LE(20), bytes.readUInt32LE(24)]).toEqual([6, 8000]);
		expect(bytes.readUInt32LE(54)).toBe(100_000 - 58);
		const byName = await post('downloadRecord', { fileName: call?.recordings[0] });
		expect(byName.bytes.equals(bytes)).toBe(true);
	});

	it('are found by the file name of the index', async () => {
		await start({ recordingBytes: 1000 });
		const [csv] = unzipped(
			(await post('downloadBillFile', { billFileName: await fileOf({ dataType: 'record' }) }))
				.bytes,
		);
		const fileName = csv?.text.split('\r\n')[1]?.split(',')[9];
		expect(fileName).toMatch(/^\/10\/1\/record\/100\/202600000001\/202606\d\d\/10\d\/\d+\.wav$/);
		expect((await post('downloadRecordFile', { fileName })).bytes).toHaveLength(1000);
	});

	it('come as a zip when there are several', async () => {
		await start({ recordingBytes: 1000 });
		const { bytes } = await post('downloadRecord', { callId: recorded(2)?.callId });
		expect(unzipped(bytes).map(({ text }) => text.length)).toEqual([1000, 1000]);
	});

	it('are not there: JSON instead of a file', async () => {
		await start();
		const reply = await post('downloadRecord', { callId: '1-1' });
		expect(reply.contentType).toContain('json');
		expect(reply.json.resultCode).toBe('0300012');
		expect((await post('downloadRecord', {})).json.resultCode).toBe('0300001');
	});

	it('have a temporary address, found on the wall with version and in UTC without', async () => {
		await start({ recordingBytes: 500 });
		const target = `${fs}/getRecordFileUrlFromObs`;
		const callId = recorded(1)?.callId;
		const { json } = await ask(cec, 'POST', target, { callId, version: '2.0', ...period });
		const path = (json.resultData.url as string).slice(cec.url.length);
		expect((await ask(cec, 'GET', path)).bytes).toHaveLength(500);
		const long = { callId, beginTime: '2026-05-30 00:00:00', endTime: period.endTime };
		expect((await ask(cec, 'POST', target, long)).json.resultCode).toBe('0300028');
	});
});

describe('the callback', () => {
	async function receive(answers: string[]) {
		const requests: Array<{ headers: Record<string, string>; body: Buffer; target: string }> = [];
		const server = createServer((incoming, outgoing) => {
			const chunks: Buffer[] = [];
			incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
			incoming.on('end', () => {
				const headers = incoming.headers as Record<string, string>;
				const answer = answers[Math.min(requests.length, answers.length - 1)];
				requests.push({ headers, body: Buffer.concat(chunks), target: incoming.url ?? '' });
				outgoing.end(answer);
			});
		});
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook?a=1`;
		return { url, requests, close: () => server.close() };
	}

	it('is signed, and sent again until an answer has a body', async () => {
		const receiver = await receive(['', '', '{"resultCode":"0"}']);
		await start({ callbackRetryMs: 5 });
		const billFileName = await fileOf({ callBackURL: receiver.url, accountId: '202600000001' });
		while (receiver.requests.length < 3) await new Promise((resolve) => setTimeout(resolve, 2));
		await cec.callbacksSettled();
		receiver.close();
		expect(receiver.requests).toHaveLength(3);
		for (const { headers, body, target } of receiver.requests) {
			const signed = { method: 'POST', target, headers, body };
			expect(verifyC2(signed, cec.settings)).toMatchObject({ ok: true });
			expect(JSON.parse(body.toString('utf8'))).toEqual({
				request: { version: '2.0' },
				msgBody: {
					responseId: expect.stringMatching(/^[0-9a-f-]{36}$/),
					billFileName,
					accountId: '202600000001',
				},
			});
		}
	});

	it('is given up after so many tries', async () => {
		const receiver = await receive(['']);
		await start({ callbackRetryMs: 1, callbackAttempts: 3 });
		await fileOf({ callBackURL: receiver.url });
		while (cec.callbacks.length < 3) await new Promise((resolve) => setTimeout(resolve, 2));
		await cec.callbacksSettled();
		receiver.close();
		expect(receiver.requests).toHaveLength(3);
	});
});
