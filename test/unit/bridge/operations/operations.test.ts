import { request } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import type { BridgeStatus } from '../../../../bridge/src/bridge';
import { createMetrics } from '../../../../bridge/src/operations/metrics';
import { startOperationsServer } from '../../../../bridge/src/operations/operationsServer';

const UP: BridgeStatus = {
	inFlight: 7,
	oldestSeconds: 1.5,
	isSourceUp: true,
	isTargetUp: true,
	isStopping: false,
};

let server: Server | undefined;
afterEach(() => new Promise((resolve) => (server ? server.close(resolve) : resolve(undefined))));

async function pagesOf(status: BridgeStatus) {
	const metrics = createMetrics(() => status);
	server = await startOperationsServer({ host: '127.0.0.1', port: 0 }, () => status, metrics);
	const { port } = server.address() as AddressInfo;
	const ask = (path: string) =>
		new Promise<{ status: number | undefined; type: string | undefined; body: string }>(
			(resolve, reject) => {
				request({ port, path, agent: false }, async (response) => {
					let body = '';
					for await (const chunk of response) body += String(chunk);
					const { statusCode, headers } = response;
					resolve({ status: statusCode, type: headers['content-type'], body });
				})
					.on('error', reject)
					.end();
			},
		);
	return { ask, metrics };
}

describe('/healthz', () => {
	it('is well while the process lives, whatever is away', async () => {
		const { ask } = await pagesOf({ ...UP, isSourceUp: false, isTargetUp: false });
		expect(await ask('/healthz')).toMatchObject({ status: 200, body: 'ok\n' });
	});
});

describe('/readyz', () => {
	it('is ready when RocketMQ and n8n are there', async () => {
		const { ask } = await pagesOf(UP);
		expect(await ask('/readyz')).toMatchObject({ status: 200, body: 'ready\n' });
		expect(await ask('/readyz?verbose')).toMatchObject({ status: 200 });
	});

	it('names everything that is missing', async () => {
		const { ask } = await pagesOf({
			...UP,
			isSourceUp: false,
			isTargetUp: false,
			isStopping: true,
		});
		expect(await ask('/readyz')).toEqual({
			status: 503,
			type: 'text/plain; charset=utf-8',
			body: 'RocketMQ cannot be reached\nn8n does not take events\nThe bridge is stopping\n',
		});
	});
});

describe('/metrics', () => {
	it('has everything the operator asks for, in the format of Prometheus', async () => {
		const { ask, metrics } = await pagesOf(UP);
		metrics.received.inc(10);
		metrics.copies.inc();
		metrics.delivered.inc(8);
		metrics.retried.inc(3);
		metrics.dead.inc(2);
		metrics.leaseExpiries.inc();
		metrics.batchEvents.observe(8);
		metrics.latencySeconds.observe(0.2);
		metrics.requestSeconds.observe(0.03);
		const { status, type, body } = await ask('/metrics');
		expect(status).toBe(200);
		expect(type).toMatch(/^text\/plain; version=0\.0\.4/);
		const lines = body.split('\n');
		for (const line of [
			'contact_center_bridge_received_total 10',
			'contact_center_bridge_copies_total 1',
			'contact_center_bridge_delivered_total 8',
			'contact_center_bridge_retried_total 3',
			'contact_center_bridge_dead_total 2',
			'contact_center_bridge_lease_expiries_total 1',
			'contact_center_bridge_source_restarts_total 0',
			'contact_center_bridge_in_flight 7',
			'contact_center_bridge_oldest_age_seconds 1.5',
			'contact_center_bridge_source_up 1',
			'contact_center_bridge_target_up 1',
			'contact_center_bridge_batch_events_bucket{le="10"} 1',
			'contact_center_bridge_batch_events_sum 8',
			'contact_center_bridge_latency_seconds_bucket{le="0.1"} 0',
			'contact_center_bridge_latency_seconds_bucket{le="0.25"} 1',
			'contact_center_bridge_latency_seconds_count 1',
			'contact_center_bridge_request_seconds_bucket{le="0.05"} 1',
		]) {
			expect(lines).toContain(line);
		}
		expect(body).toContain('process_resident_memory_bytes');
	});

	it('gauges show how things are when they are asked', async () => {
		const status = { ...UP };
		const { ask } = await pagesOf(status);
		status.inFlight = 3;
		status.isTargetUp = false;
		const { body } = await ask('/metrics');
		expect(body).toContain('contact_center_bridge_in_flight 3\n');
		expect(body).toContain('contact_center_bridge_target_up 0\n');
	});

	it('two bridges in one process do not mix', async () => {
		const one = createMetrics(() => UP);
		const two = createMetrics(() => UP);
		one.received.inc();
		expect(await two.registry.metrics()).toContain('contact_center_bridge_received_total 0');
	});
});

it.each(['/', '/healthz/x', '/constructor', '/__proto__', '//'])(
	'nothing else: %s',
	async (path) => {
		const { ask } = await pagesOf(UP);
		expect(await ask(path)).toMatchObject({ status: 404 });
	},
);

it('a page that cannot be made is a 500, and the server lives on', async () => {
	const { ask, metrics } = await pagesOf(UP);
	jest.spyOn(metrics.registry, 'metrics').mockRejectedValueOnce(new Error('broken'));
	expect(await ask('/metrics')).toMatchObject({ status: 500 });
	expect(await ask('/metrics')).toMatchObject({ status: 200 });
});

it('a port that is taken is an error at the start', async () => {
	await pagesOf(UP);
	const { port } = server?.address() as AddressInfo;
	const metrics = createMetrics(() => UP);
	await expect(
		startOperationsServer({ host: '127.0.0.1', port }, () => UP, metrics),
	).rejects.toMatchObject({ code: 'EADDRINUSE' });
});
