import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { CredentialTestContext } from 'n8n-core';
import type { ICredentialTestFunctions } from 'n8n-workflow';

import type { PushServer } from '../../simulators/src/index.ts';
import {
	AGENT,
	IDENTITY,
	TOKEN,
	VERIFICATION,
	expectNoSecretIn,
	nodeType,
	startServer,
} from './asterCcHarness';

let server: PushServer;
let web: Server;
let webUrl: string;
let freeUrl: string;

beforeAll(async () => {
	server = await startServer();
	web = createServer((_request, response) => {
		response.writeHead(404, { 'content-type': 'text/html' }).end('<h1>It works!</h1>');
	});
	await new Promise<void>((resolve) => void web.listen(0, '127.0.0.1', resolve));
	webUrl = `http://127.0.0.1:${(web.address() as AddressInfo).port}`;
	const gone = await startServer();
	await gone.stop();
	freeUrl = gone.url;
});

afterAll(async () => {
	await server.stop();
	web.closeAllConnections();
	await new Promise((resolve) => web.close(resolve));
});

/** The answer to "Test" in the editor, with n8n's own request function. */
async function tested(data: Record<string, unknown>) {
	const context = new CredentialTestContext() as unknown as ICredentialTestFunctions;
	const credential = { id: '1', name: 'asterCC', type: 'asterCcApi', data: data as object };
	const result = await nodeType.methods.credentialTest.asterCcApiTest.call(context, {
		...credential,
		data: { ...data } as never,
	});
	expectNoSecretIn(result);
	return result;
}

const agent = (changes: Record<string, unknown> = {}) => ({
	address: server.url,
	identity: IDENTITY,
	follow: 'agent',
	agent: AGENT.number,
	password: AGENT.password,
	...changes,
});
const team = (changes: Record<string, unknown> = {}) => ({
	address: server.url,
	identity: IDENTITY,
	follow: 'team',
	verificationSecret: VERIFICATION,
	...changes,
});

const ok = (message: RegExp) => ({ status: 'OK', message: expect.stringMatching(message) });
const fault = (message: RegExp) => ({ status: 'Error', message: expect.stringMatching(message) });

describe('an agent', () => {
	it('with the right password is known', async () => {
		expect(await tested(agent())).toEqual(ok(/knows the agent/));
	});

	it('beside the whole team is tested too', async () => {
		const data = team({ agent: AGENT.number, password: AGENT.password });
		expect(await tested(data)).toEqual(ok(/knows the agent/));
		expect(await tested({ ...data, password: 'another' })).toEqual(fault(/BackMsg_03/));
	});

	it('with a wrong password is told so', async () => {
		expect(await tested(agent({ password: 'guessed' }))).toEqual(
			fault(/Wrong agent number or password.*BackMsg_03/),
		);
	});

	it('nobody knows is told so', async () => {
		expect(await tested(agent({ agent: '9999' }))).toEqual(fault(/Wrong agent number/));
	});

	it('of another team is told that it is the team', async () => {
		expect(await tested(agent({ identity: 'support' }))).toEqual(
			fault(/Wrong team identity.*BackMsg_02/),
		);
	});

	it('and a token are both looked at', async () => {
		expect(await tested(agent({ pushToken: TOKEN }))).toEqual(ok(/knows the agent/));
		expect(await tested(agent({ pushToken: 'short' }))).toEqual(fault(/push token has 5/));
	});
});

describe('the address', () => {
	it('without a scheme is taken for HTTP', async () => {
		const address = server.url.replace('http://', '');
		expect(await tested(agent({ address }))).toEqual(ok(/knows the agent/));
	});

	it('of nobody is not reachable', async () => {
		const message = /Not reachable: nothing listens there/;
		expect(await tested(agent({ address: freeUrl }))).toEqual(fault(message));
		expect(await tested(team({ address: freeUrl }))).toEqual(fault(message));
	});

	it('of a host nobody knows is not reachable', async () => {
		const address = 'http://pbx.invalid';
		expect(await tested(agent({ address }))).toEqual(fault(/Not reachable: the host name/));
	});

	it('of another web server is named, to somebody with a password', async () => {
		expect(await tested(agent({ address: webUrl }))).toEqual(
			fault(/answers, but not like asterCC.*address/),
		);
	});

	it('of another web server is named, to somebody with a verification string', async () => {
		expect(await tested(team({ address: webUrl }))).toEqual(
			fault(/answers, but not like asterCC.*address/),
		);
	});

	it('that speaks no TLS is told so', async () => {
		const address = server.url.replace('http:', 'https:');
		expect(await tested(agent({ address }))).toEqual(fault(/Not reachable: no TLS there/));
	});

	it('that is none is named', async () => {
		expect(await tested(agent({ address: 'http://' }))).toEqual(fault(/"Address".*not a URL/));
	});
});

describe('what is missing', () => {
	const cases: Array<[string, () => Record<string, unknown>, RegExp]> = [
		['anything', () => ({}), /Enter a push token.*or an address/],
		['the team identity', () => agent({ identity: ' ' }), /"Team Identity"/],
		['the agent number', () => agent({ agent: '' }), /"Agent Number"/],
		['the password', () => agent({ password: '' }), /"Agent Password"/],
		['the verification string', () => team({ verificationSecret: '' }), /"Verification String"/],
		[
			'the password of the agent beside the team',
			() => team({ agent: AGENT.number }),
			/"Agent Password"/,
		],
	];

	it.each(cases)('is named: %s', async (_case, data, message) => {
		expect(await tested(data())).toEqual(fault(message));
	});
});

describe('a push token', () => {
	it('is good when it is long enough and fits into a URL', async () => {
		expect(await tested({ pushToken: TOKEN })).toEqual(ok(/good for Webhook mode/));
	});

	it('is too short with 15 characters, and good with 16', async () => {
		expect(await tested({ pushToken: 'a'.repeat(15) })).toEqual(
			fault(/15 characters.*at least 16/),
		);
		expect(await tested({ pushToken: 'a'.repeat(16) })).toEqual(ok(/good/));
	});

	it.each([
		'a token with blanks',
		'a-token&with-others',
		'token+with/base64==',
		'十六个字的推送口令不能用在地址里',
	])('may not hold the signs of "%s"', async (pushToken) => {
		expect(await tested({ pushToken })).toEqual(fault(/letters, digits/));
	});
});

it('the verification string alone: asterCC is reachable, and cannot be asked for more', async () => {
	expect(await tested(team())).toEqual(ok(/reachable.*cannot be asked.*verification string/));
	// It refuses nobody: a wrong one only stays silent (reference/astercc §2.1).
	expect(await tested(team({ verificationSecret: 'wrong' }))).toEqual(ok(/reachable/));
});

it('every test a credential names is there', () => {
	for (const { testedBy } of nodeType.description.credentials ?? []) {
		expect(Object.keys(nodeType.methods.credentialTest)).toContain(testedBy);
	}
});
