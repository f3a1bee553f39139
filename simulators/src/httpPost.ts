import { Agent, request } from 'undici';

export interface HttpAnswer {
	status: number;
	text: string;
	latencyMs: number;
}

export interface HttpRequest {
	url: string;
	headers: Record<string, string>;
	body: string | Uint8Array;
	timeoutMs: number;
}

/** The answer, or in one clause why there was none. */
export type HttpResult = { answer: HttpAnswer } | { failure: string };

export interface HttpPoster {
	post(message: HttpRequest): Promise<HttpResult>;
	close(): Promise<void>;
}

const knownFailures: Record<string, string> = {
	ECONNREFUSED: 'connection refused',
	ECONNRESET: 'connection reset',
	ENOTFOUND: 'host name not found',
	EAI_AGAIN: 'host name could not be looked up',
	EHOSTUNREACH: 'host unreachable',
	UND_ERR_SOCKET: 'connection closed without an answer',
	UND_ERR_CONNECT_TIMEOUT: 'no connection in time',
	DEPTH_ZERO_SELF_SIGNED_CERT: 'self-signed certificate',
	CERT_HAS_EXPIRED: 'certificate expired',
};

/** Posts over kept-alive connections and follows no redirects. */
export function createHttpPoster(): HttpPoster {
	const dispatcher = new Agent({ keepAliveTimeout: 10_000 });

	async function post({ url, headers, body, timeoutMs }: HttpRequest): Promise<HttpResult> {
		const abortion = new AbortController();
		const timer = setTimeout(() => abortion.abort(), timeoutMs);
		const startedAt = performance.now();
		try {
			const { signal } = abortion;
			const response = await request(url, { method: 'POST', headers, body, signal, dispatcher });
			const text = await response.body.text();
			const latencyMs = performance.now() - startedAt;
			return { answer: { status: response.statusCode, text, latencyMs } };
		} catch (error) {
			const isLate = abortion.signal.aborted;
			return { failure: isLate ? `no answer within ${timeoutMs} ms` : describeFailure(error) };
		} finally {
			clearTimeout(timer);
		}
	}

	return { post, close: () => dispatcher.destroy() };
}

function describeFailure(error: unknown): string {
	const { code, message } = error as { code?: string; message?: string };
	return knownFailures[code ?? ''] ?? (message || code || 'the request failed');
}
