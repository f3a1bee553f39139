/** What the platform posts to its user's addresses. */
import type { HttpResult } from '../httpPost.ts';
import { createHttpPoster } from '../httpPost.ts';
import { wait } from '../wait.ts';

export interface Callback {
	url: string;
	contentType: string;
	body: string;
	/** Further headers, made anew for every attempt. */
	headers?: () => Record<string, string>;
}

/** One attempt, for reports and tests. */
export interface SentCallback {
	url: string;
	body: string;
	attempt: number;
	/** HTTP status, or null when no answer came. */
	status: number | null;
	answer: string;
	isAccepted: boolean;
	at: number;
}

export interface RetryRule {
	attempts: number;
	everyMs: number;
	/** A second try at once when the answer is not HTTP 200 (reference/huawei §2.9). */
	triesAgainAtOnce?: true;
	isAccepted: (status: number, text: string) => boolean;
}

export interface Callbacks {
	sent: SentCallback[];
	/** Ends when it is accepted or given up. */
	send(callback: Callback, rule: RetryRule): void;
	/** When nothing is under way any more. */
	settled(): Promise<void>;
	stop(): Promise<void>;
}

interface CallbackSettings {
	callbackTimeoutMs: number;
	now: () => number;
}

export function createCallbacks(settings: CallbackSettings): Callbacks {
	const poster = createHttpPoster();
	const ending = new AbortController();
	const sent: SentCallback[] = [];
	const underWay = new Set<Promise<void>>();

	async function post(callback: Callback, rule: RetryRule, attempt: number): Promise<boolean> {
		const { url, contentType, body, headers } = callback;
		const result: HttpResult = await poster.post({
			url,
			body,
			headers: { 'content-type': contentType, ...headers?.() },
			timeoutMs: settings.callbackTimeoutMs,
		});
		const answer = 'answer' in result ? result.answer : undefined;
		const isAccepted = answer !== undefined && rule.isAccepted(answer.status, answer.text);
		const text = 'answer' in result ? result.answer.text : result.failure;
		const status = answer?.status ?? null;
		sent.push({ url, body, attempt, status, answer: text, isAccepted, at: settings.now() });
		return isAccepted;
	}

	async function deliver(callback: Callback, rule: RetryRule): Promise<void> {
		for (let attempt = 1; attempt <= rule.attempts; attempt += 1) {
			if (attempt > 1) await wait(rule.everyMs, ending.signal);
			if (ending.signal.aborted) return;
			if (await post(callback, rule, attempt)) return;
			const isRefused = sent.at(-1)?.status === 200;
			if (!rule.triesAgainAtOnce || isRefused) continue;
			if (await post(callback, rule, attempt)) return;
		}
	}

	function send(callback: Callback, rule: RetryRule): void {
		const delivery = deliver(callback, rule).finally(() => underWay.delete(delivery));
		underWay.add(delivery);
	}

	return {
		sent,
		send,
		settled: async () => {
			while (underWay.size > 0) await Promise.all(underWay);
		},
		stop: async () => {
			ending.abort();
			await poster.close();
			await Promise.allSettled(underWay);
		},
	};
}

/** `{"retCode":"0","retMsg":"success"}` with HTTP 200 (reference/huawei §2.9, §5.5). */
export function isRetCodeZero(status: number, text: string): boolean {
	if (status !== 200) return false;
	try {
		const answer = JSON.parse(text) as { retCode?: unknown; retMsg?: unknown } | null;
		return answer?.retCode === '0' && typeof answer.retMsg === 'string';
	} catch {
		return false;
	}
}
