import { Container } from '@n8n/di';
import { BinaryDataService } from 'n8n-core';
import type { INodeExecutionData, INodeParameters, OnError } from 'n8n-workflow';

import { HuaweiCcFs } from '../../nodes/HuaweiCec/CcFs/HuaweiCcFs.node';
import { startHuaweiSimulator, type HuaweiSimulator } from '../../simulators/src/huawei/simulator';
import { credentialFor, nodeInN8n } from './huaweiCecNode';

const FLOW = { burst: 1000, perSecond: 1000 };
const BYTES = 20_058;
let site: HuaweiSimulator;

// Without a place on a disk it keeps what it gets in memory, where the tests can look at it.
Container.set(BinaryDataService, new BinaryDataService({} as never, {} as never, {} as never));

beforeAll(async () => {
	site = await startHuaweiSimulator({
		...{ fileDelayMs: 0, recordingBytes: BYTES, queryFlow: FLOW, downloadFlow: FLOW },
	});
});
afterAll(async () => await site.stop());
beforeEach(() => site.clearFaults());

const run = async (parameters: INodeParameters, onError: OnError = 'stopWorkflow') =>
	await nodeInN8n(new HuaweiCcFs(), parameters, credentialFor(site), onError).execute([{}]);

const bytesOf = (item: INodeExecutionData | undefined, field = 'data') =>
	Buffer.from(item?.binary?.[field]?.data ?? '', 'base64');

const callWith = (recordings: number) =>
	site.state.calls.find((call) => call.recordings.length === recordings);

describe('Recording: Download', () => {
	const byCall = (callId: string | undefined, more: INodeParameters = {}): INodeParameters => ({
		...{ resource: 'recording', operation: 'download', findBy: 'callId', callId: callId ?? '' },
		...more,
	});

	it('by call id, as it was recorded', async () => {
		const call = callWith(1);
		const [item, ...others] = await run(byCall(call?.callId));
		expect(others).toEqual([]);
		expect(item?.json).toEqual({
			callId: call?.callId,
			fileName: `${call?.callId}.wav`,
			mimeType: 'audio/wav',
			fileSize: '20.1 kB',
			bytes: BYTES,
		});
		const wave = bytesOf(item);
		expect([wave.toString('latin1', 0, 4), wave.readUInt16LE(20)]).toEqual(['RIFF', 6]);
		expect(item?.pairedItem).toEqual({ item: 0 });
	});

	it('as PCM WAV, in the field that is asked for', async () => {
		const parameters = byCall(callWith(1)?.callId, {
			audioFormat: 'pcm',
			binaryPropertyName: 'sound',
		});
		const [item] = await run(parameters);
		const wave = bytesOf(item, 'sound');
		expect([wave.readUInt16LE(20), wave.readUInt16LE(34), wave.readUInt32LE(40)]).toEqual([
			1,
			16,
			wave.length - 44,
		]);
		expect(wave.length - 44).toBe((BYTES - 58) * 2);
	});

	it.each(['original', 'pcm'])(
		'several recordings of a call become several items (%s)',
		async (audioFormat) => {
			const call = callWith(2);
			const items = await run(byCall(call?.callId, { audioFormat }));
			expect(items.map(({ json }) => json.fileName)).toEqual(
				call?.recordings.map((name) => name.split('\\').at(-1)?.replace('.V3', '.wav')),
			);
			for (const item of items) expect(bytesOf(item).toString('latin1', 0, 4)).toBe('RIFF');
		},
	);

	it('by the file name of the index', async () => {
		const items = await run({
			...{ resource: 'recordingIndex', operation: 'getMany', returnAll: false, limit: 1 },
			...period(),
		});
		const fileName = String(items[0]?.json.fileName);
		const [item] = await run({
			...{ resource: 'recording', operation: 'download', findBy: 'fileName', fileName },
		});
		expect(bytesOf(item)).toHaveLength(BYTES);
		expect(item?.json.fileName).toBe(fileName.split('/').slice(-3).join('-'));
	});

	it('a recording that is not there is an error of the item', async () => {
		await expect(run(byCall('1780366800-0'))).rejects.toThrow(/0300012/);
		const [item] = await run(byCall('1780366800-0'), 'continueRegularOutput');
		expect(item).toMatchObject({ json: { code: '0300012' }, pairedItem: { item: 0 } });
	});

	it('a recording that broke off is none', async () => {
		site.inject({ kind: 'halfBody', endpoint: 'downloadRecord' });
		await expect(run(byCall(callWith(1)?.callId))).rejects.toThrow('The file broke off');
	});
});

const period = () => ({
	beginTime: new Date(Date.now() - 2 * 86_400_000).toISOString(),
	endTime: new Date().toISOString(),
});

describe('Recording: Export', () => {
	const exporting = (more: INodeParameters = {}): INodeParameters => ({
		...{ resource: 'recording', operation: 'export', returnAll: true, parallel: 4 },
		...period(),
		...more,
	});

	it('gives every recording of the period with its row of the index, in its order', async () => {
		const items = await run(exporting());
		const index = await run({ ...exporting(), resource: 'recordingIndex', operation: 'getMany' });
		expect(items.map(({ json: { recording: _file, ...row } }) => row)).toEqual(
			index.map(({ json }) => json),
		);
		for (const item of items) expect(bytesOf(item)).toHaveLength(BYTES);
		expect(items[0]?.json.recording).toMatchObject({ mimeType: 'audio/wav', bytes: BYTES });
	});

	it('waits out flow control and fetches what is left', async () => {
		site.inject({ kind: 'code', code: '0300008', endpoint: 'downloadRecordFile', count: 3 });
		const items = await run(exporting({ returnAll: false, limit: 6 }));
		expect(items.filter(({ binary }) => binary)).toHaveLength(6);
	});

	it('each recording that cannot be fetched is an error item with its row', async () => {
		site.inject({ kind: 'code', code: '0300012', endpoint: 'downloadRecordFile', skip: 1 });
		const items = await run(
			exporting({ returnAll: false, limit: 4, parallel: 1 }),
			'continueRegularOutput',
		);
		expect(items.map(({ json }) => json.code ?? null)).toEqual([null, '0300012', null, null]);
		expect(items[1]?.json).toMatchObject({ callId: expect.any(String), error: expect.any(String) });
		expect(items[1]?.binary).toBeUndefined();
	});

	it('stops at the first that cannot be fetched unless told to go on', async () => {
		site.inject({ kind: 'status', status: 500, endpoint: 'downloadRecordFile' });
		await expect(run(exporting())).rejects.toThrow(/HTTP 500/);
	});
});
