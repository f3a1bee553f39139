import { Readable } from 'stream';

import type { IBinaryData, IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { endpoint } from '../../lib/huaweiCec/endpoint';
import type { Fault } from '../../lib/huaweiCec/fault';
import { text } from '../../lib/huaweiCec/parameter';
import { operationsOf } from '../../nodes/HuaweiCec/router';
import { faultWith } from './huaweiCecHarness';

type File =
	{ ok: true; stream: Readable; headers: Record<string, string> } | { ok: false; fault: Fault };

let file: () => File;

jest.mock('../../nodes/HuaweiCec/transport/callForFile', () => ({
	callForFile: async () => file(),
}));

const download = endpoint({
	resource: 'recording',
	operation: 'download',
	name: 'Download',
	action: 'Download a recording',
	description: 'Download a recording',
	component: 'fs',
	method: 'POST',
	path: '/CCFS/resource/ccfs/downloadRecord',
	send: 'body',
	parameters: { callId: text({ label: 'Call ID', description: 'The call', required: true }) },
	answer: { kind: 'file' },
	page: '0817',
});

/** A run of n8n with its binary store: what is put there is counted, not kept. */
function contextOf(goesOn = false) {
	const parameters: IDataObject = { callId: '1780366800-1388', binaryPropertyName: 'sound' };
	const prepareBinaryData = async (stream: Readable, fileName?: string, mimeType?: string) => {
		let bytes = 0;
		for await (const chunk of stream) bytes += (chunk as Buffer).length;
		return { data: '', fileName, mimeType, fileSize: `${bytes} B` } as IBinaryData;
	};
	return {
		getInputData: () => [{ json: {} }],
		getNode: () => ({ name: 'Huawei', type: 'huawei' }),
		getNodeParameter: (name: string, _index: number, otherwise?: unknown) =>
			parameters[name] ?? otherwise,
		continueOnFail: () => goesOn,
		helpers: { prepareBinaryData },
	} as unknown as IExecuteFunctions;
}

const run = async (goesOn?: boolean): Promise<INodeExecutionData[]> =>
	(await operationsOf([download], [])[0]?.execute(contextOf(goesOn))) ?? [];

const fileNamed = (disposition?: string) => () => ({
	ok: true as const,
	stream: Readable.from([Buffer.alloc(700), Buffer.alloc(300)]),
	headers: {
		'content-type': 'audio/x-wav',
		...(disposition ? { 'content-disposition': disposition } : {}),
	},
});

it.each([
	['attachment; filename="0000001.wav"', '0000001.wav'],
	['attachment; filename=0000001.wav', '0000001.wav'],
	["attachment; filename*=UTF-8''0000001.wav", '0000001.wav'],
	['attachment; filename="../../etc/0000001.wav"', '0000001.wav'],
	['attachment; filename="X:\\17\\0000001.V3"', '0000001.V3'],
	[undefined, null],
])('A file goes as a stream into n8n’s store: %s', async (disposition, fileName) => {
	file = fileNamed(disposition);
	const [item] = await run();
	expect(item?.json).toEqual({ fileName, mimeType: 'audio/x-wav', fileSize: '1000 B' });
	expect(Object.keys(item?.binary ?? {})).toEqual(['sound']);
	expect(item?.pairedItem).toEqual({ item: 0 });
});

it('No file is a fault of the item', async () => {
	file = () => ({ ok: false, fault: faultWith({ title: 'There is no such recording' }) });
	await expect(run()).rejects.toThrow('There is no such recording');
	expect((await run(true))[0]?.json.error).toBe('There is no such recording');
});

it('A file that breaks off is none', async () => {
	file = () => ({
		ok: true,
		headers: {},
		stream: Readable.from(
			(async function* () {
				yield Buffer.alloc(10);
				throw new Error('socket hang up');
			})(),
		),
	});
	await expect(run()).rejects.toThrow('The file broke off');
	expect((await run(true))[0]).toMatchObject({
		json: { error: 'The file broke off', cause: 'socket hang up' },
		pairedItem: { item: 0 },
	});
});
