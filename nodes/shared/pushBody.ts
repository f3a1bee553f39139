import type { IWebhookFunctions } from 'n8n-workflow';

export type BodyReading = { ok: true; body: unknown } | { ok: false; message: string };

export type RawBodyRequest = {
	headers: Record<string, string | string[] | undefined>;
	rawBody?: Buffer;
	readRawBody?: () => Promise<void>;
};

/**
 * The JSON of a push. n8n has parsed a body that says it is JSON; one with another content type or
 * none is parsed from its raw bytes, which n8n reads only on demand (reference/n8n §3.4).
 */
export async function readJsonBody(context: IWebhookFunctions): Promise<BodyReading> {
	const request = context.getRequestObject() as unknown as RawBodyRequest;
	const parsed: unknown = context.getBodyData();
	if (typeof parsed === 'object' && parsed !== null && isJson(request)) {
		return { ok: true, body: parsed };
	}
	if (!request.rawBody) await request.readRawBody?.();
	const text = request.rawBody
		?.toString('utf8')
		.replace(/^\uFEFF/, '')
		.trim();
	if (!text) return { ok: false, message: 'The body is empty. Send a JSON object.' };
	try {
		return { ok: true, body: JSON.parse(text) as unknown };
	} catch {
		return { ok: false, message: 'The body is not valid JSON. Send a JSON object.' };
	}
}

function isJson(request: RawBodyRequest): boolean {
	return /^application\/(\S+\+)?json\b/i.test(String(request.headers['content-type'] ?? ''));
}
