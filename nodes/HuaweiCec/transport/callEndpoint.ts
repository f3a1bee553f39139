import { sleep } from 'n8n-workflow';

import { readAnswer, type AnswerReading } from '../../../lib/huaweiCec/answer';
import { pauseMs, retryAfterSeconds } from '../../../lib/huaweiCec/backOff';
import type { Endpoint } from '../../../lib/huaweiCec/endpoint';
import { faultOf, type Fault } from '../../../lib/huaweiCec/fault';
import { readJson } from '../../../lib/huaweiCec/jsonText';
import { requestOf, type HuaweiRequest } from '../../../lib/huaweiCec/request';
import { titleAndWayOut } from '../../shared/titleAndWayOut';
import { connect, type CallContext, type Connection } from './connection';
import { send, type HttpAnswer } from './send';
import { unlessRefused } from './unlessRefused';

export interface CallOptions {
	/** For how many milliseconds flow control is answered by trying again; 60,000 unless told. */
	retryFor?: number;
	/** Milliseconds until the answer has begun; 30,000 unless told. */
	timeout?: number;
	/** Whose expressions in the credential count. */
	itemIndex?: number;
}

const RETRY_FOR_MS = 60_000;
const TIMEOUT_MS = 30_000;

export type CallResult = AnswerReading;

/**
 * Calls an endpoint and reads its answer. Flow control is tried again with growing pauses, nothing
 * else: a refused signature locks the address, and work may have been done before a server failed.
 * @param input the operator's values by the vendor's name of the field
 */
export async function callEndpoint(
	context: CallContext,
	endpoint: Endpoint,
	input: Record<string, unknown>,
	options: CallOptions = {},
): Promise<CallResult> {
	const { timeout = TIMEOUT_MS } = options;
	return await sendUnderFlowControl(
		context,
		endpoint,
		input,
		options,
		async (connection, request) => await callOnce(context, connection, endpoint, request, timeout),
	);
}

/** Makes a request of the input and sends it by `once`, again while flow control turns it away. */
export async function sendUnderFlowControl<T extends Attempt>(
	context: CallContext,
	endpoint: Endpoint,
	input: Record<string, unknown>,
	{ retryFor = RETRY_FOR_MS, itemIndex }: CallOptions,
	once: (connection: Connection, request: HuaweiRequest) => Promise<T>,
): Promise<T | { ok: false; fault: Fault }> {
	const connection = await connect(context, itemIndex);
	const reading = requestOf(endpoint, input, connection.account);
	if (!reading.ok) return { ok: false, fault: inputFault(reading.message) };
	const call = async () => await once(connection, reading.request);
	return await insideLimit(retryFor, async () => await unlessRefused(context, call));
}

/** A value that does not fit; nothing was sent. */
export function inputFault(message: string): Fault {
	return faultOf('rejected', {
		...titleAndWayOut(message, 'Correct the value, or the expression it comes from.'),
		cause: 'The value does not fit what the vendor takes, so nothing was sent.',
	});
}

type Attempt = { ok: true } | { ok: false; fault: Fault };

/** Tries again while the fault says so and the pause still ends inside the limit. */
export async function insideLimit<T extends Attempt>(
	limitMs: number,
	attempt: () => Promise<T | { ok: false; fault: Fault }>,
): Promise<T | { ok: false; fault: Fault }> {
	const end = Date.now() + limitMs;
	for (let failures = 1; ; failures++) {
		const result = await attempt();
		if (result.ok || !result.fault.mayRetry) return result;
		const pause = pauseMs(failures, result.fault.retryAfterSeconds, Math.random());
		if (Date.now() + pause > end) return result;
		await sleep(pause);
	}
}

async function callOnce(
	context: CallContext,
	connection: Connection,
	endpoint: Endpoint,
	request: HuaweiRequest,
	timeout: number,
): Promise<CallResult> {
	const sending = await send(context, connection, request, { timeout, encoding: 'arraybuffer' });
	if (!sending.ok) return sending;
	const { answer } = sending;
	return readHttpAnswer(endpoint, answer, textOf(answer.body));
}

function textOf(body: unknown): string {
	return body instanceof Uint8Array ? Buffer.from(body).toString('utf8') : String(body ?? '');
}

/** What an answer means that came as text. */
export function readHttpAnswer(
	endpoint: Endpoint,
	{ status, headers }: HttpAnswer,
	text: string,
): CallResult {
	const json = readJson(text);
	const reading = readAnswer(endpoint, status, json.ok ? json.value : text);
	if (reading.ok) return reading;
	const seconds = retryAfterSeconds(headers['retry-after'], Date.now());
	return { ok: false, fault: { ...reading.fault, retryAfterSeconds: seconds } };
}
