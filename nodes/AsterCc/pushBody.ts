import type { IWebhookFunctions } from 'n8n-workflow';

import type { MessageFields } from '../../lib/asterCc/fields';
import { messagesOfBody, messagesOfValue } from '../../lib/asterCc/pushBody';
import type { BodyReading, RawBodyRequest } from '../shared/pushBody';

/**
 * The messages in a push, from its raw bytes: how asterCC encodes them is not documented, and a
 * message looks like a form without being one (reference/astercc §2.2). A push without a body may
 * have its fields in the URL.
 */
export async function readMessages(context: IWebhookFunctions): Promise<BodyReading> {
	const request = context.getRequestObject() as unknown as RawBodyRequest;
	if (!request.rawBody) await request.readRawBody?.();
	const contentType = String(request.headers['content-type'] ?? '');
	const bytes = request.rawBody;
	if (!bytes || bytes.length === 0) return { ok: true, body: messagesOfQuery(context) };
	if (/^multipart\/form-data/i.test(contentType)) return await readMultipart(bytes, contentType);
	return { ok: true, body: messagesOfBody(bytes, contentType) };
}

function messagesOfQuery(context: IWebhookFunctions): MessageFields[] {
	const { token: _token, ...fields } = context.getQueryData() as Record<string, unknown>;
	return messagesOfValue(fields);
}

/** PHP's curl sends an array of fields this way. */
async function readMultipart(bytes: Buffer, contentType: string): Promise<BodyReading> {
	try {
		const headers = { 'content-type': contentType };
		const form = await new Response(new Uint8Array(bytes), { headers }).formData();
		const fields: Record<string, string> = Object.create(null);
		form.forEach((value, name) => {
			if (typeof value === 'string') fields[name] = value;
		});
		return { ok: true, body: messagesOfValue(fields) };
	} catch {
		return {
			ok: false,
			message: 'The body is not valid multipart/form-data. Send a form or JSON.',
		};
	}
}
