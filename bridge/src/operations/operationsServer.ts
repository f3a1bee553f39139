import { createServer, type Server, type ServerResponse } from 'node:http';

import type { BridgeStatus } from '../bridge';
import type { Metrics } from './metrics';

interface Answer {
	status: number;
	type: string;
	body: string;
}

type Page = () => Promise<Answer>;

/** /healthz: the process lives. /readyz: RocketMQ and n8n are there. /metrics: for Prometheus. */
export async function startOperationsServer(
	{ host, port }: { host: string; port: number },
	status: () => BridgeStatus,
	metrics: Metrics,
): Promise<Server> {
	const pages: Readonly<Record<string, Page>> = {
		'/healthz': async () => text(200, 'ok'),
		'/readyz': async () => readiness(status()),
		'/metrics': async () => ({
			status: 200,
			type: metrics.registry.contentType,
			body: await metrics.registry.metrics(),
		}),
	};
	const server = createServer((request, response) => {
		const [path = ''] = (request.url ?? '').split('?');
		const page = Object.hasOwn(pages, path) ? pages[path] : undefined;
		const answer = page?.() ?? Promise.resolve(text(404, 'Ask for /healthz, /readyz or /metrics'));
		answer.then(
			(ready) => send(response, ready),
			() => send(response, text(500, 'The page could not be made')),
		);
	});
	await new Promise<void>((resolve, reject) => {
		server.once('error', reject);
		server.listen(port, host, resolve);
	});
	return server;
}

const text = (status: number, body: string): Answer => ({
	status,
	type: 'text/plain; charset=utf-8',
	body: `${body}\n`,
});

function readiness({ isSourceUp, isTargetUp, isStopping }: BridgeStatus): Answer {
	const missing = [
		...(isSourceUp ? [] : ['RocketMQ cannot be reached']),
		...(isTargetUp ? [] : ['n8n does not take events']),
		...(isStopping ? ['The bridge is stopping'] : []),
	];
	return missing.length === 0 ? text(200, 'ready') : text(503, missing.join('\n'));
}

function send(response: ServerResponse, { status, type, body }: Answer): void {
	response.writeHead(status, { 'content-type': type }).end(body);
}
