import { basic, createAccessTokens } from './accessToken.ts';
import type { ClientCredentials } from './accessToken.ts';
import type { HttpResult } from '../httpPost.ts';
import { createHttpPoster } from '../httpPost.ts';
import { quote } from '../quote.ts';
import { wait } from '../wait.ts';

export type PushAuth =
	| { type: 'none' }
	| { type: 'basic'; username: string; password: string }
	| ({ type: 'oauth2' } & ClientCredentials);

export interface PushClientOptions {
	url: string;
	auth?: PushAuth;
	/** How long to wait for an answer; the vendor does not document it. */
	timeoutMs?: number;
	/** How long to wait before a re-push; the vendor does not document it. */
	retryDelayMs?: number;
	/** How often to push again; the vendor does so at most three times. */
	retries?: number;
	/** Once aborted, nothing more is begun; what is under way may finish. */
	signal?: AbortSignal;
}

export interface PushMessage {
	action: string;
	uuid: string;
	payload: unknown;
}

export interface PushSettings {
	retries?: number;
	/** Give up waiting this early on the first attempt, then push again. */
	firstTimeoutMs?: number;
}

export interface PushResult {
	/** HTTP status of the last answer; null when the last attempt got none. */
	status: number | null;
	/** Body of the last answer: parsed when it is JSON, else its text; null when there was none. */
	body: unknown;
	accepted: boolean;
	/** How often the push went out: 1 and the number of re-pushes. */
	attempts: number;
	/** Why the last attempt did not succeed, in one clause; null when it did. */
	failure: string | null;
	/** How long each answered attempt took. */
	latenciesMs: number[];
	/** The client was told to stop before the push was accepted or given up. */
	interrupted: boolean;
}

export interface PushClient {
	push(message: PushMessage, settings?: PushSettings): Promise<PushResult>;
	/** Closes the connections. */
	close(): Promise<void>;
}

/** What the vendor does unless told otherwise; the two times are this simulator's guess. */
export const pushDefaults = { retries: 3, timeoutMs: 5000, retryDelayMs: 1000 };

/** Query parameters by action; the vendor's page on voicemail shows no version. */
const withoutVersion = new Set(['voicemail']);

type Attempt = Pick<PushResult, 'status' | 'body' | 'accepted' | 'failure'> & {
	latencyMs: number | null;
};

/** Pushes as the vendor does: authenticated, with a UUID, and again when not accepted. */
export function createPushClient(options: PushClientOptions): PushClient {
	const { retries, timeoutMs, retryDelayMs } = { ...pushDefaults, ...options };
	const poster = createHttpPoster();
	const authorize = createAuthorizer(options.auth ?? { type: 'none' });

	function createAuthorizer(auth: PushAuth) {
		const withHeader = (authorization: string) => ({
			header: async (): Promise<string> => authorization,
			renew: (): boolean => false,
		});
		if (auth.type === 'none') return withHeader('');
		if (auth.type === 'basic') return withHeader(basic(auth.username, auth.password));
		const tokens = createAccessTokens(auth, poster, timeoutMs);
		return {
			header: async () => `Bearer ${await tokens.get()}`,
			renew: (used: string) => {
				tokens.forget(used.slice('Bearer '.length));
				return true;
			},
		};
	}

	async function send(message: PushMessage, timeout: number): Promise<HttpResult> {
		const authorization = await authorize.header();
		const result = await post(message, authorization, timeout);
		const isUnauthorized = 'answer' in result && result.answer.status === 401;
		if (!isUnauthorized || !authorize.renew(authorization)) return result;
		return post(message, await authorize.header(), timeout);
	}

	function post(message: PushMessage, authorization: string, timeout: number): Promise<HttpResult> {
		return poster.post({
			url: addressPush(options.url, message.action),
			headers: {
				'content-type': 'application/json;charset=utf8',
				'X-TCCC-PUSH-UUID': message.uuid,
				...(authorization ? { authorization } : {}),
			},
			body: JSON.stringify(message.payload),
			timeoutMs: timeout,
		});
	}

	async function attempt(message: PushMessage, timeout: number): Promise<Attempt> {
		const nothing = { status: null, body: null, accepted: false, latencyMs: null };
		try {
			const result = await send(message, timeout);
			return 'answer' in result ? judge(result.answer) : { ...nothing, failure: result.failure };
		} catch (error) {
			return { ...nothing, failure: (error as Error).message };
		}
	}

	async function push(message: PushMessage, settings: PushSettings = {}): Promise<PushResult> {
		const limit = 1 + (settings.retries ?? retries);
		const latenciesMs: number[] = [];
		const isStopped = () => options.signal?.aborted ?? false;
		for (let attempts = 1; ; attempts += 1) {
			const isEarly = attempts === 1 && settings.firstTimeoutMs !== undefined;
			const timeout = isEarly ? (settings.firstTimeoutMs ?? timeoutMs) : timeoutMs;
			const { latencyMs, ...last } = await attempt(message, timeout);
			if (latencyMs !== null) latenciesMs.push(latencyMs);
			const isDone = last.accepted || attempts >= limit;
			if (!isDone) await wait(retryDelayMs, options.signal);
			const interrupted = !isDone && isStopped();
			if (isDone || interrupted) return { ...last, attempts, latenciesMs, interrupted };
		}
	}

	return { push, close: poster.close };
}

/** The push URL with what tells the kinds of push apart. */
export function addressPush(url: string, action: string): string {
	const version = withoutVersion.has(action) ? '' : '&version=1';
	const separator = url.includes('?') ? '&' : '?';
	return `${url}${separator}action=${action}${version}`;
}

/** Only HTTP 2xx with a JSON object whose `ErrCode` is the number 0 is a success. */
function judge(answer: { status: number; text: string; latencyMs: number }): Attempt {
	const { status, text, latencyMs } = answer;
	const body = parseBody(text);
	const isOk = status >= 200 && status <= 299;
	const errCode = (body as { ErrCode?: unknown } | null)?.ErrCode;
	const accepted = isOk && errCode === 0;
	const failure = accepted ? null : `HTTP ${status} ${quote(text)}`;
	return { status, body, accepted, failure, latencyMs };
}

function parseBody(text: string): unknown {
	try {
		return JSON.parse(text) as unknown;
	} catch {
		return text;
	}
}
