import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';

import type { BridgeStatus } from '../bridge';

export type Metrics = ReturnType<typeof createMetrics>;

/** What Prometheus can read at /metrics. */
export function createMetrics(status: () => BridgeStatus) {
	const registry = new Registry();
	const registers = [registry];
	collectDefaultMetrics({ register: registry });
	const counter = (name: string, help: string) =>
		new Counter({ name: `contact_center_bridge_${name}_total`, help, registers });
	const gauge = (name: string, help: string, value: (of: BridgeStatus) => number) =>
		new Gauge({
			name: `contact_center_bridge_${name}`,
			help,
			registers,
			collect() {
				this.set(value(status()));
			},
		});

	gauge('in_flight', 'Messages in hand, received and not acknowledged', (of) => of.inFlight);
	gauge('oldest_age_seconds', 'Age of the message longest in hand', (of) => of.oldestSeconds);
	gauge('source_up', '1 when RocketMQ answers', (of) => Number(of.isSourceUp));
	gauge('target_up', '1 when n8n takes events', (of) => Number(of.isTargetUp));

	return {
		registry,
		received: counter('received', 'Messages from RocketMQ, copies included'),
		copies: counter('copies', 'Messages that came again'),
		delivered: counter('delivered', 'Events n8n has taken'),
		retried: counter('retried', 'Events that had to be sent again'),
		dead: counter('dead', 'Dead letters'),
		leaseExpiries: counter(
			'lease_expiries',
			'Messages whose lease ended before RocketMQ knew they were delivered',
		),
		sourceRestarts: counter('source_restarts', 'Times the RocketMQ client was started anew'),
		batchEvents: new Histogram({
			name: 'contact_center_bridge_batch_events',
			help: 'Events in a batch',
			buckets: [1, 2, 5, 10, 25, 50, 100, 250, 500, 1_000],
			registers,
		}),
		requestSeconds: new Histogram({
			name: 'contact_center_bridge_request_seconds',
			help: 'How long n8n took to answer a batch',
			buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60],
			registers,
		}),
		latencySeconds: new Histogram({
			name: 'contact_center_bridge_latency_seconds',
			help: 'From RocketMQ handing a message over to n8n having it',
			buckets: [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 900, 3_600],
			registers,
		}),
	};
}
