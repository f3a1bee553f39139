import type { IBinaryData, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import type { Endpoint } from '../../lib/huaweiCec/endpoint';
import type { Fault } from '../../lib/huaweiCec/fault';
import { brokenOff } from './brokenOff';
import { faultItem } from './faultItem';
import { callOptions } from './nodeOptions';
import { parametersAsked } from './properties';
import { readInput } from './readInput';
import { callForFile, type FileResult } from './transport/call';

/** The file an endpoint answers with, streamed to n8n's binary store. */
export async function fileItem(
	context: IExecuteFunctions,
	endpoint: Endpoint,
	index: number,
): Promise<INodeExecutionData[]> {
	const input = readInput(context, parametersAsked(endpoint), index);
	const answer = await callForFile(context, endpoint, input, callOptions(context, index));
	if (!answer.ok) return [faultItem(context, answer.fault, index)];
	const stored = await store(context, answer);
	if (!stored.ok) return [faultItem(context, stored.fault, index)];
	const { fileName = null, mimeType, fileSize = null } = stored.file;
	const field = context.getNodeParameter('binaryPropertyName', index) as string;
	return [
		{
			json: { fileName, mimeType, fileSize },
			binary: { [field]: stored.file },
			pairedItem: { item: index },
		},
	];
}

type Stored = { ok: true; file: IBinaryData } | { ok: false; fault: Fault };

async function store(
	context: IExecuteFunctions,
	{ stream, headers }: Extract<FileResult, { ok: true }>,
): Promise<Stored> {
	const name = fileName(headers['content-disposition']);
	try {
		const { prepareBinaryData } = context.helpers;
		return { ok: true, file: await prepareBinaryData(stream, name, headers['content-type']) };
	} catch (error) {
		return { ok: false, fault: brokenOff(error) };
	}
}

/** `attachment; filename="a.zip"` or `filename*=UTF-8''a.zip`, without any folder. */
function fileName(disposition: string | undefined): string | undefined {
	const found = /filename\*?=(?:UTF-8'')?"?([^";]+)/i.exec(disposition ?? '')?.[1];
	return found?.trim().split(/[/\\]/).pop();
}
