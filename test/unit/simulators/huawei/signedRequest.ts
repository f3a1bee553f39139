/** A client of the simulated CEC that signs with the simulator's own code. */
import { createHash } from 'node:crypto';
import { Agent, request } from 'undici';
import type { HuaweiSimulator } from '../../../../simulators/src/index.ts';
import { c2Signature } from '../../../../simulators/src/index.ts';

export interface Reply {
	status: number;
	contentType: string;
	bytes: Buffer;
	text: string;
	// eslint-disable-next-line @typescript-eslint/no-explicit-any -- tests look at whatever came
	json: any;
	headers: Record<string, string | string[] | undefined>;
}

interface Asking {
	secretKey?: string;
	headers?: Record<string, string>;
}

/** Sends a request over HTTPS, trusting the simulator's certificate only. */
export async function ask(
	cec: HuaweiSimulator,
	method: 'GET' | 'POST' | 'PUT' | 'DELETE',
	target: string,
	body?: unknown,
	{ secretKey = cec.secretKey, headers: more = {} }: Asking = {},
): Promise<Reply> {
	const text = body === undefined ? '' : JSON.stringify(body);
	const headers = { host: new URL(cec.url).host, ...more };
	const timestamp = new Date(cec.settings.now()).toISOString().replace(/\.\d+/, '');
	const signing = { accessKey: cec.accessKey, timestamp, signed: ['host'], variant: 'v1' as const };
	const signed = { method, target, headers, body: Buffer.from(text) };
	const signature = c2Signature(signed, { ...signing, secretKey });
	const authorization = `auth-v2/${cec.accessKey}/${timestamp}/host/${signature}`;
	return await send(cec, method, target, text, { authorization, ...headers });
}

/** The same without a signature. */
export async function send(
	cec: HuaweiSimulator,
	method: 'GET' | 'POST' | 'PUT' | 'DELETE',
	target: string,
	text: string,
	headers: Record<string, string>,
): Promise<Reply> {
	const dispatcher = new Agent({ connect: cec.ca ? { ca: cec.ca } : {} });
	try {
		const response = await request(`${cec.url}${target}`, {
			method,
			dispatcher,
			headers: { 'content-type': 'application/json; charset=UTF-8', ...headers },
			...(text === '' ? {} : { body: text }),
		});
		const bytes = Buffer.from(await response.body.arrayBuffer());
		const contentType = String(response.headers['content-type'] ?? '');
		const isJson = contentType.startsWith('application/json');
		const decoded = bytes.toString('utf8');
		return {
			status: response.statusCode,
			contentType,
			bytes,
			text: decoded,
			json: isJson ? JSON.parse(decoded) : undefined,
			headers: response.headers,
		};
	} finally {
		await dispatcher.close();
	}
}

export const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

/** A campaign the platform takes. */
export const campaignFields = (name: string, more: Record<string, unknown> = {}) => ({
	name,
	strBeginTime: '2099-06-01 01:00:00',
	strEndTime: '2099-06-30 10:00:00',
	deviceType: 3,
	callerNo: [{ accessCode: '88880001', priority: 3 }],
	maxAlertingTime: 30,
	scheduleParam: { workdayBeginTime1: '01:00', workdayEndTime1: '10:00' },
	ivrParam: { deviceSign: '70001', callCount: 10, callInterval: 5 },
	initStatus: 0,
	...more,
});
