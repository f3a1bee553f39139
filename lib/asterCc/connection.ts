import { fingerprint } from '../callEvent/fingerprint';
import { networkFaultOf } from '../network/networkFault';
import { decodeText } from './charset';
import { apiRequest, readApiAnswer, type ApiAnswer, type ApiUser } from './controlApi';
import {
	channelName,
	originOf,
	pullUrl,
	readPullAnswer,
	withScheme,
	type Channel,
	type Cursor,
	type PullAnswer,
} from './longPoll';

/** The credential of an asterCC, as people fill it in. */
export interface AsterCcAccess {
	address?: unknown;
	identity?: unknown;
	follow?: unknown;
	verificationSecret?: unknown;
	agent?: unknown;
	password?: unknown;
	caCertificate?: unknown;
}

export interface HttpRequestOptions {
	url: string;
	method?: 'GET' | 'POST';
	headers?: Record<string, string>;
	body?: string;
	timeout: number;
	abortSignal?: AbortSignal;
	encoding: 'arraybuffer';
	returnFullResponse: true;
	ignoreHttpStatusErrors: true;
	disableFollowRedirect: true;
	agentOptions?: { ca: string };
}

/** n8n's `helpers.httpRequest`, as far as it is needed here. */
export type HttpRequest = (options: HttpRequestOptions) => Promise<unknown>;

/** What a connection is for: it needs other fields of the credential. */
export type Purpose = 'events' | 'api';

export type ServerTime =
	| {
			ok: true;
			time: number;
			/** Whether what answered has asterCC's clock; any web server has some. */
			isAsterCc: boolean;
	  }
	| { ok: false; reason: string };

export interface AsterCcConnection {
	/** Scheme, host and port: what may be named in a message. */
	origin: string;
	/** The next events behind a cursor. */
	pull(cursor: Cursor, signal: AbortSignal): Promise<PullAnswer>;
	ask(event: string, parameters: Record<string, string>, signal?: AbortSignal): Promise<ApiAnswer>;
	/** Milliseconds since 1970 on asterCC's clock. */
	serverTime(signal?: AbortSignal): Promise<ServerTime>;
	/** Tells one channel from another and nothing else of it. */
	channelKey: string;
}

export type Connecting =
	{ ok: true; connection: AsterCcConnection } | { ok: false; message: string };

/** Longer than the push server holds a request open: 60 s (reference/astercc §2.1, "Server timeout"). */
const PULL_TIMEOUT_MS = 75_000;
const API_TIMEOUT_MS = 20_000;

/**
 * The web server of an asterCC, as a credential names it; nothing is sent yet.
 * @returns the field that is missing or wrong, and the way out, where there is one
 */
export function connectionOf(
	access: AsterCcAccess,
	httpRequest: HttpRequest,
	purposes: readonly Purpose[],
): Connecting {
	const missing = missingField(access, purposes);
	if (missing) {
		return {
			ok: false,
			message: `"${missing}" of the asterCC credential is empty. Enter it there.`,
		};
	}
	const address = text(access.address);
	if (!isAddress(address)) return { ok: false, message: NO_URL };
	const send = senderOf(text(access.caCertificate), httpRequest);
	const channel = channelOf(access);
	const origin = originOf(address);
	return {
		ok: true,
		connection: {
			origin,
			channelKey: fingerprint(`${origin} ${channelName(channel)}`),
			async pull(cursor, signal) {
				const url = pullUrl(address, channel, cursor, Date.now());
				const answer = await send({ url, timeout: PULL_TIMEOUT_MS, abortSignal: signal });
				if (!answer.ok) return { kind: 'unreadable', message: answer.reason };
				return readPullAnswer(answer.statusCode, answer.body, answer.contentType);
			},
			async ask(event, parameters, signal) {
				const { url, body } = apiRequest(address, event, userOf(access), parameters);
				const request = { url, method: 'POST', headers: FORM, body } as const;
				const answer = await send(signal ? { ...request, abortSignal: signal } : request);
				if (!answer.ok) return { kind: 'unreachable', message: answer.reason };
				return readApiAnswer(decodeText(answer.body, answer.contentType));
			},
			async serverTime(signal) {
				const url = `${origin}/getccdate/getccdate`;
				const answer = await send(signal ? { url, abortSignal: signal } : { url });
				if (!answer.ok) return answer;
				const isAsterCc = answer.statusCode === 200 && CLOCK.test(answer.body.toString('utf8'));
				return { ok: true, time: clockOf(answer), isAsterCc };
			},
		},
	};
}

const FORM = { 'Content-Type': 'application/x-www-form-urlencoded' };

const NO_URL =
	'"Address" of the asterCC credential is not a URL. Write it like https://pbx.example.com:8880.';

/** The label of the first field that is empty and needed. */
function missingField(access: AsterCcAccess, purposes: readonly Purpose[]): string | undefined {
	const byAgent = access.follow === 'agent' || purposes.includes('api');
	const byTeam = access.follow !== 'agent' && purposes.includes('events');
	const needed: Array<[keyof AsterCcAccess, string, boolean]> = [
		['address', 'Address', true],
		['identity', 'Team Identity', true],
		['verificationSecret', 'Verification String', byTeam],
		['agent', 'Agent Number', byAgent],
		['password', 'Agent Password', byAgent],
	];
	return needed.find(([field, , isNeeded]) => isNeeded && text(access[field]) === '')?.[1];
}

function isAddress(address: string): boolean {
	return URL.canParse(withScheme(address));
}

type Answer =
	| { ok: true; statusCode: number; body: Buffer; contentType: string; date: string }
	| { ok: false; reason: string };

/** Sends requests; one that got no answer is told in words without its URL, which holds a secret. */
function senderOf(ca: string, httpRequest: HttpRequest) {
	return async (
		options: Pick<HttpRequestOptions, 'url'> & Partial<HttpRequestOptions>,
	): Promise<Answer> => {
		try {
			const response = await httpRequest({
				timeout: API_TIMEOUT_MS,
				...options,
				encoding: 'arraybuffer',
				returnFullResponse: true,
				ignoreHttpStatusErrors: true,
				// A redirection would carry the channel's secret to somebody else.
				disableFollowRedirect: true,
				...(ca ? { agentOptions: { ca } } : {}),
			});
			return answerOf(response as FullResponse);
		} catch (error) {
			return { ok: false, reason: networkFaultOf(error) };
		}
	};
}

interface FullResponse {
	statusCode: number;
	body: unknown;
	headers: Record<string, unknown>;
}

function answerOf({ statusCode, body, headers }: FullResponse): Answer {
	const header = (name: string) => String(headers[name] ?? '');
	return {
		ok: true,
		statusCode,
		body: Buffer.isBuffer(body) ? body : Buffer.from(String(body ?? '')),
		contentType: header('content-type'),
		date: header('date'),
	};
}

/** The format of its value is not known (reference/astercc, "Unknown"). */
const CLOCK = /"ccdate"\s*:\s*"?([^"}]*)/;

/** `ccdate` when it is an HTTP date, else the Date header (reference/astercc §2.1, step 1). */
function clockOf({ body, date }: { body: Buffer; date: string }): number {
	const ccdate = CLOCK.exec(body.toString('utf8'))?.[1];
	const isHttpDate = ccdate?.endsWith('GMT') === true;
	const told = [isHttpDate ? ccdate : '', date].map((time) => Date.parse(time));
	return told.find(Number.isFinite) ?? Date.now();
}

function channelOf(access: AsterCcAccess): Channel {
	const identity = text(access.identity);
	return access.follow === 'agent'
		? userOf(access)
		: { identity, verification: text(access.verificationSecret) };
}

function userOf(access: AsterCcAccess): ApiUser {
	return {
		identity: text(access.identity),
		agent: text(access.agent),
		password: text(access.password),
	};
}

/** What somebody typed into a field. */
export const text = (value: unknown) => (typeof value === 'string' ? value.trim() : '');
