import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';

export interface ReceivedRequest {
	method: string | undefined;
	path: string;
	query: URLSearchParams;
	headers: IncomingMessage['headers'];
	uuid: string | undefined;
	text: string;
	at: number;
}

/** What to answer; `null` = never. */
export interface Reply {
	status?: number;
	body?: string;
	delayMs?: number;
	headers?: Record<string, string>;
}

export type Replier = (request: ReceivedRequest, index: number) => Reply | null;

export const success: Reply = { body: '{"ErrCode":0,"ErrMsg":""}' };

/** A small HTTP server that keeps what it is sent. */
export async function startReceiver(reply: Replier) {
	const requests: ReceivedRequest[] = [];
	const server = createServer((incoming, outgoing) => void handle(incoming, outgoing));
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

	async function handle(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
		const chunks: Buffer[] = [];
		for await (const chunk of incoming) chunks.push(chunk as Buffer);
		const url = new URL(incoming.url ?? '', 'http://receiver');
		const request: ReceivedRequest = {
			method: incoming.method,
			path: incoming.url ?? '',
			query: url.searchParams,
			headers: incoming.headers,
			uuid: incoming.headers['x-tccc-push-uuid'] as string | undefined,
			text: Buffer.concat(chunks).toString('utf8'),
			at: performance.now(),
		};
		const answer = reply(request, requests.push(request) - 1);
		if (!answer) return;
		if (answer.delayMs) await delay(answer.delayMs);
		const headers = { 'content-type': 'application/json', ...answer.headers };
		outgoing.writeHead(answer.status ?? 200, headers).end(answer.body ?? '');
	}

	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		requests,
		close: () => {
			server.closeAllConnections();
			return new Promise((resolve) => server.close(resolve));
		},
	};
}

export type Receiver = Awaited<ReturnType<typeof startReceiver>>;
