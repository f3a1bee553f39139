import { randomUUID } from 'node:crypto';

import { Container } from '@n8n/di';
import { BinaryDataService } from 'n8n-core';
import type { IDataObject, INodeParameters, INodeType } from 'n8n-workflow';

import { outputOf } from '../../../lib/callEvent/output';
import { endpoint } from '../../../lib/huaweiCec/endpoint';
import { choice, flag, text } from '../../../lib/huaweiCec/parameter';
import { HuaweiCcCms } from '../../../nodes/HuaweiCec/CcCms/HuaweiCcCms.node';
import { HuaweiCcFs } from '../../../nodes/HuaweiCec/CcFs/HuaweiCcFs.node';
import { HuaweiCcISales } from '../../../nodes/HuaweiCec/CcISales/HuaweiCcISales.node';
import { MapToCrm } from '../../../nodes/MapToCrm/MapToCrm.node';
import { KEYS, type Reply } from '../../fixtures/huaweiCec/site';
import { answered, callWith } from '../../unit/crm/calls';
import { nodeOf } from '../huaweiCecHarness';
import { nodeInN8n } from '../huaweiCecNode';
import { site } from './huaweiSite';
import { errorOf, type Situations, type Told } from './userError';

// Without a place on a disk it keeps what it gets in memory.
Container.set(BinaryDataService, new BinaryDataService({} as never, {} as never, {} as never));

const NODES = {
	isales: new HuaweiCcISales(),
	fs: new HuaweiCcFs(),
	cms: new HuaweiCcCms(),
} satisfies Record<string, INodeType>;

/** What an operator reads when the node has run. */
async function run(
	node: keyof typeof NODES,
	parameters: INodeParameters,
	{ credential = {}, reply }: { credential?: object; reply?: Reply } = {},
): Promise<Told> {
	const cec = await site();
	if (reply) cec.reply = () => ({ ...reply });
	const access = {
		...{ ...KEYS, baseUrl: cec.url, caCertificate: cec.ca, vdnId: 25, ccId: 1 },
		...{ timeZone: 'Asia/Shanghai', signatureVariant: 'v1', serverName: '', ...credential },
	};
	const options = { options: { timeout: 2, retryFor: 1 } };
	return await errorOf(nodeInN8n(NODES[node], { ...parameters, ...options }, access).execute([{}]));
}

const byId = (value: unknown) => ({ __rl: true, mode: 'id', value }) as INodeParameters;
const campaign = (operation: string, more: INodeParameters = {}): INodeParameters => ({
	...{ resource: 'campaign', operation, campaignId: byId('46'), ...more },
});
const contact = (called: string): INodeParameters => ({
	...{ resource: 'contact', operation: 'add', campaignId: byId('46'), called },
	...{ sessionId: 'cust-0001', sending: { checksBlocklist: false, remembers: false } },
});
const blocklist = (numbers: string): INodeParameters => ({
	...{ resource: 'blocklist', operation: 'check', blocklist: numbers },
});
const calls = (filters: INodeParameters): INodeParameters => ({
	...{ resource: 'call', operation: 'getMany', direction: 'both', returnAll: true, filters },
});
const recording = (fileName: string): INodeParameters => ({
	...{ resource: 'recording', operation: 'download', findBy: 'fileName', fileName },
});
const records = (more: INodeParameters): INodeParameters => ({
	...{ resource: 'callRecord', operation: 'getMany', returnAll: true, ...more },
});

const answering =
	(reply: Reply, parameters = campaign('pause')) =>
	async () =>
		await run('isales', parameters, { reply });
const code = (resultCode: string, resultDesc = '') => ({
	body: JSON.stringify({ resultCode, resultDesc }),
});
const FILE = { 'content-type': 'Application/Octet-stream;charset=UTF-8' };

/** An operation with the kinds of fields an editor offers fixed values for: only an expression can be wrong. */
const KINDS = nodeOf([
	endpoint({
		...{ resource: 'thing', operation: 'do', name: 'Do', action: 'Do a thing', page: '0000' },
		...{ description: 'Does it', component: 'isales', method: 'POST', send: 'body', path: '/x' },
		parameters: {
			isOn: flag({ label: 'On', description: 'Whether', required: true }),
			color: choice({
				...{ label: 'Color', description: 'Which', required: true },
				choices: [
					{ value: 1, label: 'Red' },
					{ value: 2, label: 'Blue' },
				],
			}),
			note: text({ label: 'Note', description: 'What', max: 5, required: true }),
		},
		answer: { kind: 'done' },
	}),
]);
const THING: INodeType = {
	...KINDS,
	description: {
		...KINDS.description,
		credentials: [{ name: 'huaweiCecAkSkApi', required: true }],
	},
};
const thing = (changes: INodeParameters) => async () =>
	await errorOf(
		nodeInN8n(
			THING,
			{ resource: 'thing', operation: 'do', isOn: true, color: 1, note: 'x', ...changes },
			{ ...KEYS, vdnId: 25, timeZone: 'Asia/Shanghai' },
		).execute([{}]),
	);

const FIELDS: Situations = {
	'a yes or no that is neither': thing({ isOn: '={{ "perhaps" }}' }),
	'a choice there is not': thing({ color: '={{ 3 }}' }),
	'a text that is too long': thing({ note: 'longer' }),
	'a limit that is no number': async () =>
		await run('isales', {
			...{ resource: 'campaign', operation: 'getMany', returnAll: false, limit: 'ten' },
		}),
	'a number that is none': async () =>
		await run('isales', campaign('pause', { campaignId: byId('the first') })),
	'a required field that is empty': async () =>
		await run('isales', campaign('pause', { campaignId: byId('') })),
	'a time that is none': async () => await run('cms', calls({ from: 'yesterday' })),
	'times the wrong way round': async () =>
		await run('cms', calls({ from: new Date().toISOString(), to: '2026-06-01T09:00:00' })),
	'a period of records without a time': async () =>
		await run('fs', records({ beginTime: 'soon', endTime: '2026-06-01T00:00:00' })),
	'a phone number with letters': async () => await run('isales', contact('call me')),
	'a phone number with hidden digits': async () => await run('isales', contact('138****8001')),
	'no phone number': async () => await run('isales', contact('')),
	'a list that is too long': async () =>
		await run(
			'isales',
			blocklist(Array.from({ length: 120 }, (_, index) => `0755888800${index}`).join()),
		),
	'a list with a number that is none': async () => await run('isales', blocklist('a,b')),
	'JSON that is none': async () =>
		await run('isales', {
			...{ resource: 'contact', operation: 'delete', campaignId: byId('46') },
			additionalFields: { additionalFields: '{name: 1' },
		}),
	'nothing that says what to delete': async () =>
		await run('isales', {
			...{ resource: 'contact', operation: 'delete', campaignId: byId('46') },
			additionalFields: {},
		}),
	'no call id or file name': async () => await run('fs', recording('')),
	'an operation there is not': async () =>
		await run('isales', { resource: 'campaign', operation: 'explode' }),
};

const CREDENTIAL: Situations = {
	'no address': async () => await run('fs', recording('a.V3'), { credential: { baseUrl: '' } }),
	'an address that is none': async () =>
		await run('isales', campaign('pause'), { credential: { iSalesUrl: 'a b' } }),
	'no access key': async () =>
		await run('isales', campaign('pause'), { credential: { accessKey: '' } }),
	'no VDN': async () => await run('isales', campaign('pause'), { credential: { vdnId: 0 } }),
	'a time zone that is none': async () =>
		await run('isales', campaign('pause'), { credential: { timeZone: 'Mars/Phobos' } }),
};

const ANSWERS: Situations = {
	'nobody listens': async () =>
		await run('isales', campaign('pause'), { credential: { baseUrl: 'https://127.0.0.1:9' } }),
	'no CA certificate': async () =>
		await run('isales', campaign('pause'), { credential: { caCertificate: '' } }),
	'an answer that breaks off': answering({
		by: (response) => {
			response.writeHead(200, { 'content-type': 'application/json', 'content-length': 100 });
			response.write('{"resultCode":"02');
			setTimeout(() => response.destroy(), 20);
		},
	}),
	'the signature is refused': async () =>
		await run('isales', campaign('pause'), { credential: { secretKey: 'another' } }),
	'the address is locked': answering({ status: 403, body: '{}' }),
	'the path is not known': answering({ status: 404, body: '{}' }),
	'flow control by status': answering({ status: 429, headers: { 'retry-after': '1000' } }),
	'flow control by code': async () =>
		await run('fs', recording('a.V3'), {
			reply: { ...code('0300008'), headers: { 'retry-after': '1000' } },
		}),
	'the server fails': answering({ status: 500 }),
	'a redirect': answering({ status: 302, headers: { location: 'https://elsewhere.example/' } }),
	'a page in place of an answer': answering({
		headers: { 'content-type': 'text/html' },
		body: '<h1>Log in</h1>',
	}),
	'an answer without a code': answering({ body: '{"error_code":"APIG.0101"}' }),
	'the campaign is not there': answering(code('0200007')),
	'contacts for a campaign that is not there': async () =>
		await run('isales', contact('07558888001'), { reply: code('0200007') }),
	'the third call of a run with a refused key': async () => {
		const cec = await site();
		cec.reply = () => ({ status: 401, body: '{}' });
		const access = { ...KEYS, baseUrl: cec.url, caCertificate: cec.ca, vdnId: 25 };
		const node = nodeInN8n(NODES.isales, campaign('get'), access, 'continueErrorOutput');
		const { error, message } = (await node.execute([{}, {}, {}]))[2]?.json ?? {};
		return { title: String(error), hint: String(message) };
	},
	'a number that is listed already': answering(code('0200007'), {
		...{ resource: 'blocklist', operation: 'add', blocklist: '07558888001' },
	}),
	'a missing right': async () =>
		await run(
			'cms',
			{ resource: 'agent', operation: 'getMany', returnAll: true },
			{
				reply: code('0101003'),
			},
		),
	'a code nobody knows, with a number in it': answering(
		code('0299999', `${['138', '0013', '8001'].join('')} failed`),
	),
};

const FILES: Situations = {
	'a file that is not there': async () =>
		await run('fs', recording('a.V3'), { reply: code('0300011') }),
	'a file that breaks off': async () =>
		await run('fs', recording('a.V3'), {
			reply: {
				by: (response) => {
					response.writeHead(200, { ...FILE, 'content-length': 1000 });
					response.write(Buffer.alloc(90, 'RIFF'));
					setTimeout(() => response.destroy(), 20);
				},
			},
		}),
	'a page in place of a recording': async () =>
		await run('fs', recording('a.V3'), { reply: { headers: FILE, body: '<html>' } }),
	'an empty recording': async () =>
		await run('fs', recording('a.V3'), { reply: { headers: FILE, body: '' } }),
	'a recording that cannot be turned into PCM': async () =>
		await run(
			'fs',
			{ ...recording('a.V3'), audioFormat: 'pcm' },
			{
				reply: { headers: FILE, body: Buffer.alloc(200, 7) },
			},
		),
	'records that are no zip': async () =>
		await run('fs', records({ from: 'file', fileName: 'a.zip' }), {
			reply: { headers: FILE, body: Buffer.alloc(200, 7) },
		}),
};

/** What an operator reads of *Map to CRM*. */
const mapped =
	(json: IDataObject, parameters: INodeParameters = {}) =>
	async () =>
		await errorOf(nodeInN8n(new MapToCrm(), parameters, {}).execute([json]));
const event = (of = answered) => outputOf(of, 'callEvent', { mode: 'full' }) as IDataObject;

const MAP_TO_CRM: Situations = {
	'no call event': mapped({ name: 'x' }),
	'the vendor payload': mapped({ _event: { id: randomUUID() } }),
	'a call event without its call': mapped({ ...event(), call: null }),
	'a call event with a field of another type': mapped({ ...event(), sequence: 'last' }),
	'an event about no call': mapped(
		event(callWith({ type: 'agent.state_changed', call: { callId: null } })),
	),
	'a row without the call id': mapped({ id: 'x', type: 'call.cdr', vendor: 'astercc' }),
	'a call event that is no JSON': mapped({}, { callEvent: '{' }),
	'a time zone that is none': mapped(event(), { options: { timeZone: 'Shanghai' } }),
	'dispositions that are no JSON': mapped(event(), { options: { dispositions: '{' } }),
	'dispositions with a list for a word': mapped(event(), {
		options: { dispositions: '{"missed": []}' },
	}),
	'dispositions of an outcome there is not': mapped(event(), {
		options: { dispositions: '{"lost": "x"}' },
	}),
};

export const ACTION_ERRORS = {
	'a field of a Huawei node': FIELDS,
	'the credential of a Huawei node': CREDENTIAL,
	'an answer of Huawei': ANSWERS,
	'a file of Huawei': FILES,
	'Map to CRM': MAP_TO_CRM,
};
