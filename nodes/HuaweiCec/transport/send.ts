import type { IHttpRequestOptions, IN8nHttpFullResponse } from 'n8n-workflow';

import { addressOf, keyMissing, originOf } from '../../../lib/huaweiCec/access';
import { connectionFaultOf } from '../../../lib/huaweiCec/connectionFault';
import { faultOf, type Fault } from '../../../lib/huaweiCec/fault';
import { JSON_TYPE } from '../../../lib/huaweiCec/outgoingRequest';
import type { HuaweiRequest } from '../../../lib/huaweiCec/request';
import { titleAndWayOut } from '../../shared/titleAndWayOut';
import { CREDENTIAL, type CallContext, type Connection } from './connection';

export interface SendOptions {
	/** Milliseconds until the answer has begun. */
	timeout: number;
	/** A file comes as a stream, everything else as bytes. */
	encoding: 'arraybuffer' | 'stream';
}

export interface HttpAnswer {
	status: number;
	/** By name in lower case. */
	headers: Record<string, string>;
	body: unknown;
}

export type Sending = { ok: true; answer: HttpAnswer } | { ok: false; fault: Fault };

/**
 * Sends a request once, signed by the credential. An answer of any status is an answer: n8n would
 * send a request that ended in 401 a second time otherwise, and wrong signatures lock the address.
 */
export async function send(
	context: CallContext,
	{ access }: Connection,
	request: HuaweiRequest,
	options: SendOptions,
): Promise<Sending> {
	const reading = addressOf(access, request.component);
	if (!reading.ok) return notSent(reading.message);
	const missing = keyMissing(access);
	if (missing) return notSent(missing);
	const { address } = reading;
	const { helpers } = context;
	try {
		const response = (await helpers.httpRequestWithAuthentication.call(
			context,
			CREDENTIAL,
			httpOptionsOf(address, request, options),
		)) as IN8nHttpFullResponse;
		return { ok: true, answer: answerOf(response) };
	} catch (error) {
		return { ok: false, fault: connectionFaultOf(error, originOf(address)) };
	}
}

function notSent(message: string): Sending {
	const told = { ...titleAndWayOut(message), cause: 'Nothing was sent.' };
	return { ok: false, fault: faultOf('rejected', told) };
}

function httpOptionsOf(
	address: string,
	{ method, path, query, body }: HuaweiRequest,
	options: SendOptions,
): IHttpRequestOptions {
	return {
		method,
		url: `${address}${encodeURI(path)}`,
		qs: query,
		headers: { accept: '*/*', 'content-type': JSON_TYPE },
		...(body === null ? {} : { body }),
		...options,
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
		disableFollowRedirect: true,
	};
}

function answerOf({ statusCode, headers, body }: IN8nHttpFullResponse): HttpAnswer {
	const texts = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]);
	return { status: statusCode, headers: Object.fromEntries(texts) as HttpAnswer['headers'], body };
}
