import type { Server } from 'node:http';

import { Bridge, type BridgeObserver, type BridgeStatus } from './bridge';
import type { Config } from './config/configSchema';
import {
	bridgeSettingsOf,
	deadLetterSettingsOf,
	n8nSettingsOf,
	recycleMsOf,
	sourceSettingsOf,
	workerEnvOf,
} from './config/partSettings';
import { openDeadLetters } from './deadLetter/deadLetters';
import { n8nTarget } from './delivery/n8nTarget';
import { createLog, type Log } from './operations/log';
import { createMetrics, type Metrics } from './operations/metrics';
import { startOperationsServer } from './operations/operationsServer';
import type { NoticeLevel, Source, SourceNotice } from './source/source';
import { SupervisedSource } from './source/supervisedSource';

export interface Service {
	bridge: Bridge;
	log: Log;
	/** Where /healthz, /readyz and /metrics are. */
	operations: Server;
	stop(): Promise<void>;
}

const STARTING: BridgeStatus = {
	inFlight: 0,
	oldestSeconds: 0,
	isSourceUp: false,
	isTargetUp: true,
	isStopping: false,
};

/** A bridge as its settings say, with logs, metrics and its pages. */
export async function startService(config: Config, workerUrl: URL): Promise<Service> {
	const log = createLog(config.operations.logLevel);
	const seldom = seldomTold(log);
	let bridge: Bridge | undefined;
	const status = () => bridge?.status() ?? STARTING;
	const metrics = createMetrics(status);
	const source = openSupervised(
		config,
		workerUrl,
		(level, text) => seldom(level, text, { from: 'rocketmq' }),
		() => metrics.sourceRestarts.inc(),
	);
	// First, so that a port that is taken is told before anything is received.
	const operations = await startOperationsServer(config.operations, status, metrics);
	const running = (bridge = new Bridge(bridgeSettingsOf(config), {
		source,
		target: n8nTarget(n8nSettingsOf(config)),
		deadLetters: openDeadLetters(deadLetterSettingsOf(config), source),
		observer: observerOf(log, metrics),
	}));
	log.info({ protocol: config.source.protocol, topic: config.source.topic }, 'started');
	return {
		bridge: running,
		log,
		operations,
		async stop() {
			log.info('stopping: nothing more is received, what is in hand is delivered');
			const { undelivered } = await running.stop(config.operations.drainSeconds * 1000);
			operations.close();
			log.info({ undelivered }, 'stopped');
		},
	};
}

export function openSupervised(
	config: Config,
	workerUrl: URL,
	notice: SourceNotice,
	onRestart: () => void = () => {},
): Source {
	return new SupervisedSource(sourceSettingsOf(config), {
		workerUrl,
		env: workerEnvOf(config, process.env),
		recycleMs: recycleMsOf(config),
		notice,
		onRestart,
	});
}

/** The same trouble is told once in this time, with how often it came. */
const REPEAT_MS = 30_000;

export function observerOf(log: Log, metrics: Metrics): BridgeObserver {
	const seldom = seldomTold(log);
	return {
		received(message, copy) {
			metrics.received.inc();
			if (copy) metrics.copies.inc();
			log.debug({ id: message.id, attempt: message.attempt, copy }, 'received');
		},
		sent(events, bytes, seconds) {
			metrics.batchEvents.observe(events);
			metrics.requestSeconds.observe(seconds);
			log.debug({ events, bytes, seconds }, 'sent');
		},
		settled({ since }, outcome) {
			if (outcome !== 'delivered') return;
			metrics.delivered.inc();
			metrics.latencySeconds.observe((Date.now() - since) / 1000);
		},
		retried(events, reason) {
			metrics.retried.inc(events);
			seldom('warn', `${reason}; it is sent again`);
		},
		closed: (reason) => seldom('error', reason),
		deadLetter(id, reason) {
			metrics.dead.inc();
			log.error({ id, reason }, 'dead letter');
		},
		leaseExpired(id) {
			metrics.leaseExpiries.inc();
			log.warn({ id }, 'lease over before it was acknowledged: it will come again');
		},
		sourceFailed: (reason) => seldom('error', `${reason}. It is tried again`),
	};
}

/** Enough of a text to know it again: what follows are ids and the client's own words. */
const SAME_CHARACTERS = 60;

function seldomTold(log: Log) {
	const told = new Map<string, { at: number; unsaid: number }>();
	return (level: NoticeLevel, text: string, fields: Record<string, unknown> = {}): void => {
		if (level === 'debug' || level === 'info') return log[level](fields, text);
		const kind = text.slice(0, SAME_CHARACTERS);
		const last = told.get(kind);
		if (last && Date.now() - last.at < REPEAT_MS) {
			last.unsaid += 1;
			return;
		}
		told.set(kind, { at: Date.now(), unsaid: 0 });
		log[level]({ ...fields, ...(last?.unsaid ? { repeated: last.unsaid } : {}) }, text);
	};
}
