import { percentEncoded } from './signature';

/**
 * What n8n's request functions take: `url` and its kin for `helpers.httpRequest`, `uri` for
 * `helpers.request`, which the HTTP Request node uses.
 */
export interface OutgoingRequest {
	url?: string;
	uri?: string;
	baseURL?: string;
	method?: string;
	headers?: Record<string, unknown>;
	qs?: unknown;
	arrayFormat?: ArrayFormat;
	qsStringifyOptions?: { arrayFormat?: ArrayFormat };
	useQuerystring?: boolean;
	body?: unknown;
	form?: unknown;
	formData?: unknown;
	agentOptions?: Record<string, unknown>;
}

type ArrayFormat = 'indices' | 'brackets' | 'repeat' | 'comma';

/** Where a request goes and what it carries, to the byte. */
export interface WireRequest {
	method: string;
	url: URL;
	query: Array<readonly [name: string, value: string]>;
	/** By name in lower case. */
	headers: Record<string, string>;
	/** Null when nothing is sent. */
	body: Buffer | null;
}

export type WireReading = { ok: true; wire: WireRequest } | { ok: false; message: string };

export const JSON_TYPE = 'application/json;charset=UTF-8';
const FORM_TYPE = 'application/x-www-form-urlencoded';
const FILE_TYPE = 'application/octet-stream';

/**
 * The request as it leaves: the query is all in the address, the body is bytes. n8n and axios would
 * otherwise write them later, each in a way of its own.
 */
export async function wireRequestOf(request: OutgoingRequest): Promise<WireReading> {
	const url = addressOf(request);
	if (!url) return { ok: false, message: 'The address of the request is not a URL' };
	const query = [...url.searchParams, ...queryOf(request)];
	url.search = query.map((pair) => pair.map(percentEncoded).join('=')).join('&');
	url.hash = '';
	const headers = headersOf(request.headers);
	const method = (request.method ?? 'GET').toUpperCase();
	const content = await contentOf(request, headers['content-type']);
	if (!content.ok) return content;
	// n8n's new function sends no body with GET; its old one does.
	const isDropped = method === 'GET' && request.uri === undefined;
	const body = isDropped ? null : content.body;
	if (body) headers['content-type'] ??= content.type;
	return { ok: true, wire: { method, url, query, headers, body } };
}

/** As axios puts the two together; null when it is no address. */
function addressOf({ url, uri, baseURL }: OutgoingRequest): URL | null {
	const target = String(url ?? uri ?? '');
	const isAbsolute = /^([a-z][a-z\d+\-.]*:)?\/\//i.test(target);
	const whole =
		isAbsolute || !baseURL ? target : `${trimmed(baseURL)}/${target.replace(/^\/+/, '')}`;
	return URL.canParse(whole) ? new URL(whole) : null;
}

const trimmed = (base: string) => base.replace(/\/+$/, '');

function headersOf(given: Record<string, unknown> = {}): Record<string, string> {
	const sent = Object.entries(given).filter(([, value]) => value !== undefined && value !== null);
	return Object.fromEntries(sent.map(([name, value]) => [name.toLowerCase(), String(value)]));
}

type Pair = readonly [name: string, value: string];

function queryOf(request: OutgoingRequest): Pair[] {
	const told = request.qsStringifyOptions?.arrayFormat ?? request.arrayFormat;
	const format = told ?? (request.useQuerystring ? 'repeat' : 'indices');
	return pairsOf(request.qs, format);
}

const NAMES_OF_ENTRIES: Record<ArrayFormat, (name: string, index: number) => string> = {
	indices: (name, index) => `${name}[${index}]`,
	brackets: (name) => `${name}[]`,
	repeat: (name) => name,
	comma: (name) => name,
};

/** Flattens what n8n lets a query or form be; undefined is left out, null is empty. */
function pairsOf(value: unknown, format: ArrayFormat, name = ''): Pair[] {
	if (value === undefined) return [];
	if (value instanceof URLSearchParams) return [...value];
	if (value instanceof Date) return [[name, value.toISOString()]];
	if (Array.isArray(value)) {
		if (format === 'comma') return [[name, value.join(',')]];
		return value.flatMap((entry, index) =>
			pairsOf(entry, format, NAMES_OF_ENTRIES[format](name, index)),
		);
	}
	if (typeof value === 'object' && value !== null) {
		return Object.entries(value).flatMap(([member, inner]) =>
			pairsOf(inner, format, name === '' ? member : `${name}[${member}]`),
		);
	}
	return name === '' ? [] : [[name, value === null ? '' : String(value)]];
}

type Content = { ok: true; body: Buffer | null; type: string } | { ok: false; message: string };

const MULTIPART =
	'A multipart form cannot be signed, since its bytes are made later. Send JSON, or the file alone as the body.';

async function contentOf(request: OutgoingRequest, type: string | undefined): Promise<Content> {
	const { body, form, formData } = request;
	// n8n's old function makes a form of whatever calls itself one.
	const becomesForm = request.uri !== undefined && type?.includes('multipart/form-data');
	if (formData !== undefined || isMultipart(body) || becomesForm) {
		return { ok: false, message: MULTIPART };
	}
	return form !== undefined && body === undefined ? formOf(form) : await bodyOf(body, type);
}

async function bodyOf(body: unknown, type: string | undefined): Promise<Content> {
	if (body === undefined || body === null || body === '') {
		return { ok: true, body: null, type: JSON_TYPE };
	}
	if (typeof body === 'string') return textOf(body);
	if (body instanceof URLSearchParams) return formOf(body);
	if (body instanceof Uint8Array) return { ok: true, body: Buffer.from(body), type: FILE_TYPE };
	if (isStream(body)) return { ok: true, body: await bytesOf(body), type: FILE_TYPE };
	return type?.startsWith(FORM_TYPE) ? formOf(body) : textOf(JSON.stringify(body));
}

const textOf = (text: string): Content => ({
	ok: true,
	body: Buffer.from(text, 'utf8'),
	type: JSON_TYPE,
});

function formOf(value: unknown): Content {
	const text =
		typeof value === 'string'
			? value
			: pairsOf(value, 'indices')
					.map((pair) => pair.map(percentEncoded).join('='))
					.join('&');
	return { ok: true, body: Buffer.from(text, 'utf8'), type: FORM_TYPE };
}

/** A `FormData` of the form-data package; a boundary is chosen when it is read. */
function isMultipart(body: unknown): boolean {
	return typeof body === 'object' && body !== null && 'getHeaders' in body && 'append' in body;
}

function isStream(body: unknown): body is AsyncIterable<Uint8Array> {
	return typeof body === 'object' && body !== null && Symbol.asyncIterator in body;
}

async function bytesOf(stream: AsyncIterable<Uint8Array>): Promise<Buffer> {
	const chunks: Buffer[] = [];
	for await (const chunk of stream) chunks.push(Buffer.from(chunk));
	return Buffer.concat(chunks);
}
