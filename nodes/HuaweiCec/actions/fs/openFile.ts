import type { IExecuteFunctions } from 'n8n-workflow';

import { pauseMs } from '../../../../lib/huaweiCec/backOff';
import { faultOf, type Fault } from '../../../../lib/huaweiCec/fault';
import { fileNamesOf } from '../../../../lib/huaweiCec/records/fileNames';
import type { Period } from '../../../../lib/huaweiCec/records/periods';
import { callOptions } from '../../nodeOptions';
import { callEndpoint, callForFile, connect } from '../../transport/call';
import type { FileStream } from '../../transport/untilIdle';
import { notReady, stopped } from './fileFaults';
import type { RecordSource } from './recordSource';
import { stopOnCancel, waited } from './stopOnCancel';

export type Opened =
	| { ok: true; stream: FileStream }
	/** CC-FS has no data for what was asked. */
	| { ok: true; stream: null }
	| { ok: false; fault: Fault };

/** Opens a file by its name, as a callback or an earlier request told it. */
export async function openNamedFile(
	context: IExecuteFunctions,
	{ download, nameField }: RecordSource,
	fileName: string,
	itemIndex: number,
): Promise<Opened> {
	const options = callOptions(context, itemIndex);
	const answer = await callForFile(context, download, { [nameField]: fileName }, options);
	if (answer.ok) return { ok: true, stream: stopOnCancel(context, answer.stream) };
	return answer.fault.kind === 'noData' ? { ok: true, stream: null } : answer;
}

export interface Asking {
	/** Beside the period: callBackURL, accountId, agentId, callId. */
	input: Readonly<Record<string, unknown>>;
	waitSeconds: number;
}

/**
 * Has CC-FS write a file for a period, waits for it and opens it. The callback that tells its name
 * is not needed: the name follows from the day and the answer (reference/huawei §3.1).
 */
export async function openPeriodFile(
	context: IExecuteFunctions,
	source: RecordSource,
	{ begin, end }: Period,
	{ input, waitSeconds }: Asking,
	itemIndex: number,
): Promise<Opened> {
	const askedAt = Date.now();
	const asked = { ...input, ...source.fixed, beginTime: begin, endTime: end };
	const answer = await callEndpoint(
		context,
		source.request,
		asked,
		callOptions(context, itemIndex),
	);
	if (!answer.ok) return answer.fault.kind === 'noData' ? { ok: true, stream: null } : answer;
	const responseId = answer.rows[0]?.['responseId'];
	if (typeof responseId !== 'string' || responseId === '') return noResponseId();
	const { account } = await connect(context, itemIndex);
	const names = fileNamesOf(responseId, askedAt, account.timeZone);
	return await openWhenReady(context, source, names, waitSeconds, itemIndex);
}

function noResponseId(): Opened {
	const fault = faultOf('server', {
		title: 'CC-FS did not say under which id it writes the file',
		cause: 'The answer to the request has no responseId.',
		wayOut: 'Use "Request File" with the URL of a Huawei CEC Trigger and read the file it names.',
	});
	return { ok: false, fault };
}

/** Faults that pass by themselves while a file is being written. */
const PASSING: ReadonlySet<Fault['kind']> = new Set(['notFound', 'flowControl']);

async function openWhenReady(
	context: IExecuteFunctions,
	source: RecordSource,
	names: readonly string[],
	waitSeconds: number,
	itemIndex: number,
): Promise<Opened> {
	const deadline = Date.now() + waitSeconds * 1000;
	for (let round = 1; ; round++) {
		const found = await openFirst(context, source, names, itemIndex);
		if (found.ok || !PASSING.has(found.fault.kind)) return found;
		const pause = pauseMs(round, found.fault.retryAfterSeconds, 1);
		if (Date.now() + pause > deadline) {
			return { ok: false, fault: notReady(names[0] ?? '', waitSeconds, found.fault) };
		}
		if (!(await waited(context, pause))) return { ok: false, fault: stopped() };
	}
}

/** A name with another day is tried only where the one before is not there; the last to refuse is told. */
async function openFirst(
	context: IExecuteFunctions,
	source: RecordSource,
	names: readonly string[],
	itemIndex: number,
): Promise<Opened> {
	let found: Opened = noResponseId();
	for (const name of names) {
		found = await openNamedFile(context, source, name, itemIndex);
		if (found.ok || found.fault.code !== NO_SUCH_FILE) return found;
	}
	return found;
}

const NO_SUCH_FILE = '0300011';
