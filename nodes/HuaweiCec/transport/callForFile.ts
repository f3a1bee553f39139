import { statusFault } from '../../../lib/huaweiCec/answer';
import type { Endpoint } from '../../../lib/huaweiCec/endpoint';
import { faultOf, type Fault } from '../../../lib/huaweiCec/fault';
import type { HuaweiRequest } from '../../../lib/huaweiCec/request';
import { readHttpAnswer, sendUnderFlowControl, type CallOptions } from './callEndpoint';
import type { CallContext, Connection } from './connection';
import { send, type HttpAnswer } from './send';
import { untilIdle, type FileStream } from './untilIdle';

/** A recording is searched for before its first byte comes, and a slow line pauses. */
const IDLE_MS = 15 * 60_000;
/** What says no is short; more than this of it is not read. */
const MOST_TEXT_BYTES = 1_000_000;

export type FileResult =
	{ ok: true; stream: FileStream; headers: Record<string, string> } | { ok: false; fault: Fault };

/**
 * Calls an endpoint that answers with a file. The file is never held whole; the stream fails when
 * nothing comes for the timeout (15 minutes unless told).
 * An answer in JSON is a fault (reference/huawei §7: "file downloads switch content type").
 */
export async function callForFile(
	context: CallContext,
	endpoint: Endpoint,
	input: Record<string, unknown>,
	options: CallOptions = {},
): Promise<FileResult> {
	const { timeout = IDLE_MS } = options;
	return await sendUnderFlowControl(
		context,
		endpoint,
		input,
		options,
		async (connection, request) => await fileOnce(context, connection, endpoint, request, timeout),
	);
}

async function fileOnce(
	context: CallContext,
	connection: Connection,
	endpoint: Endpoint,
	request: HuaweiRequest,
	timeout: number,
): Promise<FileResult> {
	const sending = await send(context, connection, request, { timeout, encoding: 'stream' });
	if (!sending.ok) return sending;
	const { answer } = sending;
	const stream = untilIdle(answer.body as FileStream, timeout);
	if (isFile(answer)) return { ok: true, stream, headers: answer.headers };
	return { ok: false, fault: await faultIn(endpoint, answer, stream) };
}

function isFile({ status, headers }: HttpAnswer): boolean {
	const type = headers['content-type'] ?? '';
	return status >= 200 && status < 300 && !/\bjson\b|^text\/html\b/i.test(type);
}

async function faultIn(endpoint: Endpoint, answer: HttpAnswer, stream: FileStream): Promise<Fault> {
	const text = await textIn(stream);
	const reading = readHttpAnswer(endpoint, answer, text);
	if (!reading.ok) return reading.fault;
	return faultOf('notFound', {
		...statusFault(endpoint, answer.status, text),
		title: 'The answer holds no file',
		cause: 'The server said that it worked, and sent JSON in place of the file.',
		wayOut: 'Check the file name or call ID; a new file can take a while to appear.',
	});
}

/** The beginning of the answer as text; a line that breaks leaves what came. */
async function textIn(stream: FileStream): Promise<string> {
	const chunks: Buffer[] = [];
	let length = 0;
	try {
		for await (const chunk of stream) {
			chunks.push(Buffer.from(chunk as Uint8Array));
			length += (chunk as Uint8Array).length;
			if (length > MOST_TEXT_BYTES) break;
		}
	} catch {
		// The status is judged all the same.
	}
	stream.destroy();
	return Buffer.concat(chunks).toString('utf8');
}
