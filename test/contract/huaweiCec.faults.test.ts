import { Container } from '@n8n/di';
import { BinaryDataService } from 'n8n-core';
import type { IDataObject, INodeParameters, INodeType, OnError } from 'n8n-workflow';

import { HuaweiCcCms } from '../../nodes/HuaweiCec/CcCms/HuaweiCcCms.node';
import { HuaweiCcFs } from '../../nodes/HuaweiCec/CcFs/HuaweiCcFs.node';
import { HuaweiCcISales } from '../../nodes/HuaweiCec/CcISales/HuaweiCcISales.node';
import { readSettings } from '../../nodes/HuaweiCec/actions/fs/readSettings';
import { RECORD_SOURCES } from '../../nodes/HuaweiCec/actions/fs/recordSource';
import {
	KEYS,
	startSite,
	successOrRefusal,
	type Reply,
	type Site,
} from '../fixtures/huaweiCec/site';
import { zipOf } from '../unit/huaweiCec/records/zipWriter';
import { nodeInN8n } from './huaweiCecNode';

jest.setTimeout(30_000);

// Without a place on a disk it keeps what it gets in memory.
Container.set(BinaryDataService, new BinaryDataService({} as never, {} as never, {} as never));

let site: Site;
beforeAll(async () => {
	site = await startSite('IP:127.0.0.1');
});
beforeEach(() => {
	site.requests.length = 0;
	site.reply = successOrRefusal;
});
afterAll(async () => await site.stop());

const NODES: Record<string, INodeType> = {
	isales: new HuaweiCcISales(),
	fs: new HuaweiCcFs(),
	cms: new HuaweiCcCms(),
};

interface Told {
	message: string;
	description: string;
}

interface Run {
	rows?: IDataObject[];
	onError?: OnError;
	credential?: Record<string, unknown>;
}

async function run(
	node: keyof typeof NODES,
	parameters: INodeParameters,
	{ rows = [{}], onError = 'stopWorkflow', credential = {} }: Run = {},
) {
	const access = {
		...{ ...KEYS, baseUrl: site.url, caCertificate: site.ca, vdnId: 25, ccId: 1 },
		...{ timeZone: 'Asia/Shanghai', signatureVariant: 'v1', serverName: '', ...credential },
	};
	return await nodeInN8n(NODES[node] as INodeType, parameters, access, onError).execute(rows);
}

/** What an operator reads. */
async function refusal(...args: Parameters<typeof run>): Promise<Told> {
	return await run(...args).then(
		(items) => {
			throw new Error(`No error, but ${JSON.stringify(items).slice(0, 200)}`);
		},
		({ message, description }: Told) => ({ message, description }),
	);
}

const answering = (body: unknown, status = 200, headers: Record<string, string> = {}) => {
	const text = typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body);
	site.reply = () => ({ status, headers, body: text });
};
const breaking = (begin: string) => {
	const by: Reply['by'] = (response) => {
		response.writeHead(200, { 'content-type': 'application/json', 'content-length': 100 });
		response.write(begin);
		setTimeout(() => response.destroy(), 20);
	};
	site.reply = () => ({ by });
};

const OPTIONS = { options: { timeout: 2, retryFor: 1 } };
const byId = (value: unknown) => ({ __rl: true, mode: 'id', value }) as INodeParameters;
const campaign = (operation: string): INodeParameters => ({
	...{ resource: 'campaign', operation, campaignId: byId('46') },
	...OPTIONS,
});
const campaigns = (more: INodeParameters = { returnAll: true }): INodeParameters => ({
	...{ resource: 'campaign', operation: 'getMany' },
	...OPTIONS,
	...more,
});

const FILE = { 'content-type': 'Application/Octet-stream;charset=UTF-8' };
const INDEX = zipOf({
	name: 'a.csv',
	content: Buffer.from(
		'call_id,agent_id,call_begin,file_name\n1780366800-1388,101,2026-06-02 10:00:00,',
	),
});
const isIndex = (target: string) => target.endsWith('/downloadBillFile');
const EXPORT = {
	...{ resource: 'recording', operation: 'export', from: 'file', fileName: 'a.zip' },
	...{ returnAll: true, ...OPTIONS },
};

describe('an answer without a result code', () => {
	it.each([{}, { error_code: 'APIG.0101', error_msg: 'no such API' }])(
		'%j is no success',
		async (body) => {
			answering(body);
			for (const parameters of [campaign('pause'), campaign('get'), campaigns()]) {
				const { message, description } = await refusal('isales', parameters);
				expect(message).toMatch(/has no result code of CC-iSales/);
				expect(description).toMatch(/Whether the work was done is not known\..*base address/);
			}
		},
	);
});

describe('an answer that breaks off', () => {
	it('leaves open whether the work was done', async () => {
		breaking('{"resultCode":"02');
		const { message, description } = await refusal('isales', campaign('pause'));
		expect(message).toBe(`${site.url} gave no whole answer`);
		expect(description).toMatch(/in the middle of the answer\. Whether the work was done/);
		expect(site.requests).toHaveLength(1);
	});
});

describe('a redirect', () => {
	it('is not followed, and the error says so', async () => {
		answering('', 302, { location: 'http://elsewhere.example.test/' });
		const { message, description } = await refusal('isales', campaign('pause'));
		expect(message).toMatch(/HTTP 302/);
		expect(description).toMatch(/redirect is not followed.*credential/);
		expect(site.requests).toHaveLength(1);
	});
});

describe('a refusal', () => {
	it('does not quote numbers of people or signed addresses', async () => {
		const said = '13800000001 failed, see https://obs.example.test/a.wav?Signature=c2VjcmV0';
		answering({ resultCode: '0299999', resultDesc: said });
		const { message, description } = await refusal('isales', campaign('pause'));
		expect(message).toBe(
			'CC-iSales refused to pause a campaign: a result code not known here (0299999)',
		);
		expect(description).toMatch(/^138\*\*\*\*0001 failed, see \(an address\)\. Look the code up/);
		expect(description).not.toMatch(/reference|Signature/);
	});

	it('with a code nobody knows tells the way out of its HTTP status', async () => {
		answering({ resultCode: '0300404', resultDesc: 'IP is locked' }, 403);
		const { description } = await refusal('isales', campaign('get'));
		expect(description).toMatch(/^IP is locked\. Either the address .* allow list/);
	});

	it('that asks to slow down names the setting', async () => {
		answering('', 429, { 'retry-after': '1000' });
		const { description } = await refusal('isales', campaign('get'));
		expect(description).toContain('Flow Control Retry Limit');
	});
});

describe('rows', () => {
	it('can be more than a function takes as arguments', async () => {
		const resultDesc = Array.from({ length: 300_000 }, (_, id) => ({ id }));
		answering({ resultCode: '0100000', resultDesc });
		const parameters = { resource: 'agent', operation: 'getMany', simplify: false, ...OPTIONS };
		expect(await run('cms', { ...parameters, returnAll: true })).toHaveLength(300_000);
	});

	it.each([0, -1, 1.5, 'abc', '={{ undefined }}', '={{ null }}', '={{ "" }}'])(
		'a limit that is %p is an error, not an empty list',
		async (limit) => {
			const records = { resource: 'callRecord', operation: 'getMany', from: 'file' };
			const calls = { resource: 'call', operation: 'getMany', direction: 'both', ...OPTIONS };
			const asked: Array<[string, INodeParameters]> = [
				['isales', campaigns({ returnAll: false, limit })],
				['cms', { ...calls, returnAll: false, limit }],
				['fs', { ...records, fileName: 'a.zip', returnAll: false, limit }],
			];
			for (const [node, parameters] of asked) {
				const { message } = await refusal(node, parameters);
				expect(message).toBe('Limit must be a whole number from 1 on');
			}
			expect(site.requests).toEqual([]);
		},
	);
});

describe('settings that an expression leaves empty', () => {
	const NONE = '={{ $json.nothing }}';
	const ALONE = { checksBlocklist: false, remembers: false };

	it('do not try again for ever', async () => {
		answering('', 429, { 'retry-after': '3600' });
		const options = { timeout: NONE, retryFor: '={{ "soon" }}' };
		await refusal('isales', { ...campaign('pause'), options });
		expect(site.requests).toHaveLength(1);
	});

	it('do not keep an export from downloading anything', async () => {
		site.reply = ({ target }) => ({ headers: FILE, body: isIndex(target) ? INDEX : 'RIFF' });
		const items = await run('fs', { ...EXPORT, parallel: NONE });
		expect(items).toHaveLength(1);
	});

	it('do not keep contacts from being sent', async () => {
		const dataIdList = [{ called: '13800000001', dataId: '1' }];
		answering({ resultCode: '0200000', returnObject: { dataIdList } });
		const items = await run('isales', {
			...{ resource: 'contact', operation: 'add', campaignId: byId('46'), called: '13800000001' },
			...{ sessionId: 'cust-0001', ...OPTIONS },
			sending: { chunkSize: NONE, spacing: NONE, retryLimit: NONE, ...ALONE },
		});
		expect(items[0]?.json).toMatchObject({ dataId: '1', status: 'added' });
	});

	it('do not switch off the limit for unpacked data, nor the end of waiting', () => {
		const given = { mostUnpackedMegabytes: undefined, waitSeconds: 'abc' };
		const context = { getNodeParameter: (name: string) => (name === 'fileSettings' ? given : {}) };
		const settings = readSettings(context as never, RECORD_SOURCES.call, 0);
		expect(settings).toMatchObject({ waitSeconds: 600, mostUnpackedBytes: 4096e6 });
	});

	it('do not let an unknown recording be asked for', async () => {
		const download = { resource: 'recording', operation: 'download', findBy: 'callId' };
		expect(await refusal('fs', { ...download, callId: NONE })).toMatchObject({
			message: 'Call ID or File Name is empty',
		});
		const records = { resource: 'callRecord', operation: 'getMany', from: 'file' };
		expect((await refusal('fs', { ...records, fileName: NONE })).message).toMatch(/is missing/);
		expect(site.requests).toEqual([]);
	});

	it('do not delete everything', async () => {
		const additionalFields = { sessionId: NONE, called: NONE };
		const contact = { resource: 'contact', operation: 'delete', campaignId: byId('46') };
		const { message } = await refusal('isales', { ...contact, additionalFields });
		expect(message).toMatch(/^None of Session ID, .* is given/);
		expect(site.requests).toEqual([]);
	});
});

describe('a credential', () => {
	it.each([
		[{ accessKey: '' }, /^Access Key of the credential is empty/],
		[{ secretKey: ' ' }, /^Secret Key of the credential is empty/],
		[{ timeZone: 'Mars/Phobos' }, /^Time Zone of the credential is not one/],
	])('%j sends nothing', async (credential, told) => {
		const period = { beginTime: '2026-06-01T00:00:00', endTime: '2026-06-02T00:00:00' };
		const asked: Array<[string, INodeParameters]> = [
			['isales', campaign('pause')],
			['cms', { resource: 'call', operation: 'getMany', direction: 'both', returnAll: true }],
			['fs', { resource: 'callRecord', operation: 'getMany', returnAll: true, ...period }],
		];
		for (const [node, parameters] of asked) {
			expect((await refusal(node, parameters, { credential })).message).toMatch(told);
		}
		expect(site.requests).toEqual([]);
	});

	it('that is refused is not tried with every item', async () => {
		answering('{"message":"Unauthorized"}', 401);
		const rows = Array.from({ length: 50 }, (_, index) => ({ index }));
		for (const onError of ['continueRegularOutput', 'continueErrorOutput'] as const) {
			site.requests.length = 0;
			const items = await run('isales', campaign('get'), { rows, onError });
			expect(items.map(({ pairedItem }) => pairedItem)).toEqual(rows.map((_, item) => ({ item })));
			expect(site.requests.length).toBeLessThanOrEqual(2);
		}
	});
});

describe('a download', () => {
	const recording = (audioFormat: string): INodeParameters => ({
		...{ resource: 'recording', operation: 'download', findBy: 'fileName', fileName: 'a.V3' },
		...{ audioFormat, ...OPTIONS },
	});

	it.each([
		[
			'a refusal that is called a file',
			'{"resultCode":"0300011"}',
			/is text \(JSON or a web page\)/,
		],
		['a login page', '\n<html>', /is text/],
		['nothing', '', /The recording is empty/],
		['an empty zip', zipOf(), /holds no recording/],
	])('%s is no recording', async (_case, body, told) => {
		answering(body, 200, FILE);
		for (const format of ['original', 'pcm']) {
			const { message, description } = await refusal('fs', recording(format));
			expect(message).toMatch(told);
			expect(description).toContain('Audio Format');
		}
	});

	it('of a zip without any CSV is not an empty list', async () => {
		answering(zipOf({ name: 'readme.txt', content: Buffer.from('hello') }), 200, FILE);
		const file = { resource: 'callRecord', operation: 'getMany', from: 'file', fileName: 'a.zip' };
		expect((await refusal('fs', { ...file, returnAll: true })).message).toMatch(
			/none that ends in/,
		);
	});

	it('that fails in an export names the call, in a shape n8n puts on the error output', async () => {
		site.reply = ({ target }) =>
			isIndex(target) ? { headers: FILE, body: INDEX } : { status: 500 };
		const [item] = await run('fs', EXPORT, { onError: 'continueErrorOutput' });
		expect(Object.keys(item?.json ?? {})).toEqual(['error', 'message']);
		expect(item?.json.message).toMatch(/^Recording of call 1780366800-1388: /);
		const [row] = await run('fs', EXPORT, { onError: 'continueRegularOutput' });
		expect(row?.json).toMatchObject({ callId: '1780366800-1388', error: expect.any(String) });
	});

	it('that breaks off says so', async () => {
		const by: Reply['by'] = (response) => {
			response.writeHead(200, { ...FILE, 'content-length': 1000 });
			response.write(Buffer.alloc(90, 'RIFF'));
			setTimeout(() => response.destroy(), 20);
		};
		site.reply = () => ({ by });
		const { description } = await refusal('fs', recording('original'));
		expect(description).toMatch(/^The connection was closed in the middle of the file\./);
	});
});
