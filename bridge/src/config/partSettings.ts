import { readFileSync } from 'node:fs';

import { signingKeyOf } from '../../../lib/pushAuth/standardWebhooks';
import type { BridgeSettings } from '../bridge';
import type { DeadLetterSettings } from '../deadLetter/deadLetters';
import type { N8nSettings } from '../delivery/n8nTarget';
import type { SourceSettings } from '../source/sourceSettings';
import type { Config } from './configSchema';

/** The settings of each part, in its own units. */
export const sourceSettingsOf = ({ source, delivery }: Config): SourceSettings => {
	const subscription = {
		topic: source.topic,
		group: source.group,
		leaseMs: source.leaseSeconds * 1000,
		maxInFlight: delivery.maxInFlight,
	};
	if (source.protocol === 'rocketmq5') {
		const { protocol, endpoint, namespace, tls, username, password } = source;
		return { ...subscription, protocol, endpoint, namespace, tls, username, password };
	}
	const { protocol, nameServers, instanceId, accessKeyId, accessKeySecret, startFrom } = source;
	const access = { nameServers, instanceId, accessKeyId, accessKeySecret, startFrom };
	return { ...subscription, protocol, ...access };
};

export const n8nSettingsOf = ({ n8n, delivery }: Config): N8nSettings => ({
	url: n8n.url,
	keys: [n8n.signingSecret, n8n.previousSigningSecret].flatMap((secret) => {
		const reading = secret === undefined ? null : signingKeyOf(secret);
		return reading?.ok ? [reading.key] : [];
	}),
	timeoutMs: n8n.timeoutSeconds * 1000,
	concurrency: delivery.concurrency,
	ca: n8n.caFile ? readFileSync(n8n.caFile, 'utf8') : undefined,
});

export const bridgeSettingsOf = ({ source, delivery }: Config): BridgeSettings => ({
	delivery: {
		batch: delivery.batch,
		concurrency: delivery.concurrency,
		retry: { baseMs: delivery.retry.baseMs, capMs: delivery.retry.capSeconds * 1000 },
		giveUpAfter: delivery.giveUpAfter,
	},
	maxInFlight: delivery.maxInFlight,
	receivers: source.receivers,
	leaseMs: source.leaseSeconds * 1000,
});

export const deadLetterSettingsOf = ({ deadLetter }: Config): DeadLetterSettings =>
	deadLetter.topic ? { topic: deadLetter.topic } : { file: deadLetter.file ?? '' };

/** How often the client is replaced; only the one with TLS leaks. */
export const recycleMsOf = ({ source }: Config): number | null =>
	source.protocol === 'rocketmq5' && source.tls ? source.recycleMinutes * 60_000 : null;

/** gRPC reads its authorities from a file the environment names (reference/aliyun §3.2 item 9). */
export const workerEnvOf = ({ source }: Config, env: NodeJS.ProcessEnv): NodeJS.ProcessEnv =>
	source.protocol === 'rocketmq5' && source.caFile
		? { ...env, GRPC_DEFAULT_SSL_ROOTS_FILE_PATH: source.caFile }
		: env;
