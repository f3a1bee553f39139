import { md5, originOf } from './longPoll';

/** Who asks (reference/astercc §3.2); the password leaves as its MD5. */
export interface ApiUser {
	identity: string;
	agent: string;
	password: string;
}

export interface ApiRequest {
	url: string;
	/** Form-encoded, so that no password stands in the access log of a web server. */
	body: string;
}

/** A request to asterCC's HTTP interface, `EVENT=<name>` and its parameters (reference/astercc §3.1). */
export function apiRequest(
	baseUrl: string,
	event: string,
	user: ApiUser,
	parameters: Record<string, string> = {},
): ApiRequest {
	const fields = {
		EVENT: event,
		orgidentity: user.identity,
		usertype: 'agent',
		user: user.agent,
		pwdtype: 'md5',
		password: md5(user.password),
		...parameters,
	};
	return {
		url: new URL('/asterccinterfaces', originOf(baseUrl)).href,
		body: new URLSearchParams(fields).toString(),
	};
}

export type ApiAnswer =
	| { kind: 'ok'; data: Record<string, unknown> }
	| { kind: 'refused'; message: string }
	/** It answered, but not like asterCC. */
	| { kind: 'unreadable' }
	| { kind: 'unreachable'; message: string };

/** What the codes an API user meets mean (reference/astercc §3.6). */
const BACK_MESSAGES: ReadonlyMap<string, string> = new Map([
	['BackMsg_01', 'A parameter is empty (BackMsg_01)'],
	['BackMsg_02', 'Wrong team identity (BackMsg_02)'],
	['BackMsg_03', 'Wrong agent number or password (BackMsg_03)'],
	['BackMsg_63', 'Unknown user or wrong password (BackMsg_63)'],
	['BackMsg_100', 'asterCC cannot reach its core (BackMsg_100)'],
	['BackMsg_115', "asterCC's license is exceeded (BackMsg_115)"],
]);

/** `|Retuen|` is the vendor's spelling; some pages print `|Return|` (reference/astercc §3.1). */
const SEPARATOR = /\|Retu(?:en|rn)\|/;

/** Reads the answer of the HTTP interface: JSON, or text with a code and a message. */
export function readApiAnswer(text: string): ApiAnswer {
	const parts = text.split(SEPARATOR);
	if (parts.length > 2) return judge(parts[1] ?? '', parts[2] ?? '', {});
	const data = jsonObject(text);
	if (!data) return { kind: 'unreadable' };
	if ('result' in data && data['result'] !== 'success') return judge('2', data['msg'], data);
	if ('code' in data) return judge(data['code'], data['message'] ?? data['msg'], data);
	return { kind: 'ok', data };
}

function judge(code: unknown, message: unknown, data: Record<string, unknown>): ApiAnswer {
	if (String(code).trim() === '1') return { kind: 'ok', data };
	const text = typeof message === 'string' ? message.trim() : '';
	return { kind: 'refused', message: BACK_MESSAGES.get(text) ?? (text || `code ${String(code)}`) };
}

function jsonObject(text: string): Record<string, unknown> | null {
	try {
		const value: unknown = JSON.parse(text.replace(/^\uFEFF/, ''));
		return typeof value === 'object' && value !== null && !Array.isArray(value)
			? (value as Record<string, unknown>)
			: null;
	} catch {
		return null;
	}
}
