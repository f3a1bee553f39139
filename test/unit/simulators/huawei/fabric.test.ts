/** Tokens, calls and callbacks of the API Fabric (reference/huawei §1.1, §5). */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { HuaweiSettings, HuaweiSimulator } from '../../../../simulators/src/index.ts';
import { startHuaweiSimulator, voiceSignatureOf } from '../../../../simulators/src/index.ts';
import { send } from './signedRequest.ts';

let cec: HuaweiSimulator;
const start = async (settings: Partial<HuaweiSettings> = {}) => {
	cec = await startHuaweiSimulator({ callStepMs: 1, ...settings });
};
afterEach(() => cec.stop());

const tokenPath = '/apigovernance/api/oauth/tokenByAkSk';
const askToken = async (life: string, secret = cec.appSecret) =>
	await send(cec, 'POST', tokenPath, JSON.stringify({ app_key: cec.appKey, app_secret: secret }), {
		'x-token-expire': life,
	});
const post = async (path: string, body: unknown, headers: Record<string, string> = {}) => {
	const token = headers['authorization'] ?? `Bearer ${(await askToken('600')).json.AccessToken}`;
	const all = { 'x-app-key': cec.appKey, ...headers, authorization: token };
	return await send(cec, 'POST', `/apiaccess/${path}`, JSON.stringify(body), all);
};
const createCall = 'CC-Management/v1/mobileAgent/createCall';
const call = { caller: '88880101', called: '13800000001', callData: 'order-77' };

describe('tokens', () => {
	it('live as long as was asked for, at most an hour', async () => {
		let now = Date.parse('2026-06-03T02:00:00Z');
		await start({ now: () => now });
		expect((await askToken('7200')).json).toMatchObject({ ApplyType: 'Bearer', Expires: '3600' });
		const { json } = await askToken('600');
		const authorization = `Bearer ${json.AccessToken}`;
		expect((await post(createCall, call, { authorization })).status).toBe(200);
		now += 600_000;
		expect((await post(createCall, call, { authorization })).status).toBe(401);
	});

	it('are refused for a wrong secret, and with another app key', async () => {
		await start();
		expect((await askToken('600', 'wrong')).status).toBe(403);
		expect((await post(createCall, call, { 'x-app-key': 'other' })).status).toBe(403);
		expect((await post(createCall, call, { authorization: 'Bearer none' })).status).toBe(401);
	});
});

async function receive() {
	const requests: Array<{ path: string; contentType: string; text: string }> = [];
	const server = createServer((incoming, outgoing) => {
		let text = '';
		incoming.on('data', (chunk) => (text += chunk));
		incoming.on('end', () => {
			const contentType = incoming.headers['content-type'] ?? '';
			requests.push({ path: incoming.url ?? '', contentType, text });
			outgoing.end('{"retCode":"0","retMsg":"success"}');
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	return { url, requests, close: () => server.close() };
}

it('tells of a connected call in braces that are no JSON, of a released one in JSON', async () => {
	const receiver = await receive();
	await start({ connectCallBackUrl: `${receiver.url}/connected` });
	const callBackUrl = Buffer.from(`${receiver.url}/released`).toString('base64');
	const { json } = await post(createCall, { ...call, callBackUrl });
	const { callSerialNo } = json.result;
	while (cec.callbacks.length < 2) await new Promise((resolve) => setTimeout(resolve, 2));
	receiver.close();
	const connected = receiver.requests.find(({ path }) => path === '/connected');
	expect(connected?.text).toBe(
		`{callSerialNo=${callSerialNo}, serviceNo=88880101, called=13800000001, callData=order-77}`,
	);
	const released = receiver.requests.find(({ path }) => path === '/released');
	expect(JSON.parse(released?.text ?? '')).toMatchObject({ callSerialNo, releaseReason: '0' });
	const state = await post('CC-Management/v1/mobileAgent/queryCallState', { callSerialNo });
	expect(state.json.result).toMatchObject({ state: '3', reasonCode: '0', called: '13800000001' });
});

it('signs a voice-notification result when a key is shared', async () => {
	const receiver = await receive();
	await start({ sharedKey: 'shared-key-example' });
	const callBackUrl = Buffer.from(receiver.url).toString('base64');
	const path = 'rest/voiceNotification/v2/createVoiceNotification';
	const body = { playList: [{ voiceId: '1' }], called: '13800000001', callBackUrl };
	expect((await post(path, { ...body, playList: [] })).json.retCode).toBe('8');
	expect((await post(path, body)).json.retCode).toBe('0');
	while (cec.callbacks.length < 1) await new Promise((resolve) => setTimeout(resolve, 2));
	receiver.close();
	const { signature, timestamp, nonce, ...fields } = JSON.parse(receiver.requests[0]?.text ?? '');
	const signing = { sharedKey: 'shared-key-example', timestamp, nonce };
	expect(signature).toBe(voiceSignatureOf(fields, { ...signing, voiceSignature: 'hmac' }));
});

it('has the signatures of the reference', async () => {
	await start();
	const fields = {
		callSerialNo: '1200000000000000001',
		called: '13800000000',
		releaseReason: '1',
		talkDuration: '12',
	};
	const signing = {
		sharedKey: 'shared-key-example',
		timestamp: '1717400000000',
		nonce: 'n0nce1',
	};
	expect(voiceSignatureOf(fields, { ...signing, voiceSignature: 'sha256' })).toBe(
		'Ni9KcnffEs7WjyQN275t4pb7LR0fRhxQfKrac77jrYY=',
	);
	expect(voiceSignatureOf(fields, { ...signing, voiceSignature: 'hmac' })).toBe(
		'UlcZICBaGCWCGW/S3UKKgojuWc92f5BK21VGz+vV9vE=',
	);
});

it('lists calls of seven days; none at all is a code', async () => {
	await start();
	const path = 'CC-Management/v1/mobileAgent/queryCallDetailRecord';
	const now = Date.now();
	const period = { startTime: String(now - 1000), endTime: String(now + 60_000) };
	expect((await post(path, period)).json.retCode).toBe('1');
	await post(createCall, call);
	expect((await post(path, period)).json.result).toMatchObject({ total: '1' });
	const long = { ...period, startTime: String(now - 8 * 86_400_000) };
	expect((await post(path, long)).json.retCode).toBe('2');
});

it('finds agents by account', async () => {
	await start();
	const account = await post('rest/CC-Management/v1/queryAgentInfoByAccount', {
		accountCode: 'agent101',
	});
	expect(account.json).toMatchObject({ returnCode: '0', data: { workNo: '101' } });
	const all = await post('rest/cc-management/v1/agentAccount/query', { pageNum: 0, pageSize: 2 });
	expect(all.json).toMatchObject({ resultCode: '0', total: 4, data: [{ workNo: '101' }, {}] });
});
