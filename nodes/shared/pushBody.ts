import type { IWebhookFunctions } from 'n8n-workflow';

export type BodyReading = { ok: true; body: unknown } | { ok: false; message: string };

export type RawBodyRequest = {
	headers: Record<string, string | string[] | undefined>;
	rawBody?: Buffer;
	readRawBody?: () => Promise<void>;
};

export type RawReading = { ok: true; bytes: Buffer } | { ok: false; message: string };

/**
 * The bytes of a push as its sender wrote them, decompressed: what signatures are over. n8n reads
 * those of a body it does not parse only on demand (reference/n8n §3.4).
 */
export async function readRawBody(context: IWebhookFunctions): Promise<RawReading> {
	const request = context.getRequestObject() as unknown as RawBodyRequest;
	try {
		if (!request.rawBody) await request.readRawBody?.();
		return { ok: true, bytes: request.rawBody ?? Buffer.alloc(0) };
	} catch (error) {
		return { ok: false, message: isTooLarge(error) ? TOO_LARGE : NOT_DECOMPRESSED };
	}
}

const NOT_DECOMPRESSED =
	'The body cannot be decompressed. Send it as its Content-Encoding says, or plain.';
const TOO_LARGE =
	'The body is larger than n8n takes: 16 MB, unless N8N_PAYLOAD_SIZE_MAX says otherwise. Raise it, or send less at a time.';

/** As the package raw-body names it, which n8n reads bodies with. */
function isTooLarge(error: unknown): boolean {
	return (error as { type?: unknown } | null)?.type === 'entity.too.large';
}

/** The JSON of a push; n8n has parsed a body that says it is JSON. */
export async function readJsonBody(context: IWebhookFunctions): Promise<BodyReading> {
	const request = context.getRequestObject() as unknown as RawBodyRequest;
	const parsed: unknown = context.getBodyData();
	if (typeof parsed === 'object' && parsed !== null && isJson(request)) {
		return { ok: true, body: parsed };
	}
	return await readRawJson(context);
}

/** As `readJsonBody`, from the very bytes that were signed. */
export async function readRawJson(context: IWebhookFunctions): Promise<BodyReading> {
	const raw = await readRawBody(context);
	if (!raw.ok) return raw;
	const text = raw.bytes
		.toString('utf8')
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
