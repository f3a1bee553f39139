import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { configSchema } from '../../../../bridge/src/config/configSchema';
import {
	bridgeSettingsOf,
	deadLetterSettingsOf,
	n8nSettingsOf,
	recycleMsOf,
	sourceSettingsOf,
	workerEnvOf,
} from '../../../../bridge/src/config/partSettings';

const keyOf = (fill: number) => Buffer.alloc(32, fill);
const subscription = { topic: 'ccc-event', group: 'GID_bridge' };

const configWith = (changes: Record<string, unknown> = {}) =>
	configSchema.parse({
		n8n: { url: 'https://n8n.example/w', signingSecret: `whsec_${keyOf(1).toString('base64')}` },
		source: { protocol: 'rocketmq5', endpoint: 'a.example:8080', ...subscription },
		deadLetter: { file: '/dead.jsonl' },
		...changes,
	});

it('seconds become milliseconds', () => {
	const config = configWith();
	expect(bridgeSettingsOf(config)).toMatchObject({
		leaseMs: 60_000,
		receivers: 4,
		maxInFlight: 1_000,
		delivery: { retry: { baseMs: 500, capMs: 15_000 }, concurrency: 4, giveUpAfter: 8 },
	});
	expect(n8nSettingsOf(config)).toMatchObject({ timeoutMs: 30_000, concurrency: 4 });
	expect(sourceSettingsOf(config)).toMatchObject({ leaseMs: 60_000, maxInFlight: 1_000 });
});

it('both keys are in force while one is exchanged', () => {
	const secrets = [1, 2].map((fill) => keyOf(fill).toString('base64'));
	const n8n = {
		url: 'https://n8n.example/w',
		signingSecret: secrets[0],
		previousSigningSecret: `whsec_${secrets[1]}`,
	};
	expect(n8nSettingsOf(configWith({ n8n })).keys).toEqual([keyOf(1), keyOf(2)]);
	expect(n8nSettingsOf(configWith()).keys).toEqual([keyOf(1)]);
});

it('a private authority is read from its file', () => {
	const folder = mkdtempSync(path.join(tmpdir(), 'bridge-ca-'));
	const caFile = path.join(folder, 'ca.pem');
	writeFileSync(caFile, 'PEM');
	const { n8n } = configWith();
	expect(n8nSettingsOf(configWith({ n8n: { ...n8n, caFile } })).ca).toBe('PEM');
	expect(n8nSettingsOf(configWith()).ca).toBeUndefined();
	rmSync(folder, { recursive: true });
});

it('each protocol has its own access', () => {
	expect(sourceSettingsOf(configWith())).toMatchObject({
		protocol: 'rocketmq5',
		endpoint: 'a.example:8080',
		namespace: '',
		tls: false,
	});
	const source = {
		protocol: 'rocketmq4',
		nameServers: 'a.example:8080',
		instanceId: 'MQ_INST_1_x',
		...subscription,
	};
	expect(sourceSettingsOf(configWith({ source }))).toMatchObject({
		protocol: 'rocketmq4',
		nameServers: ['a.example:8080'],
		instanceId: 'MQ_INST_1_x',
		startFrom: 'latest',
	});
});

it('dead letters go to the file or the topic', () => {
	expect(deadLetterSettingsOf(configWith())).toEqual({ file: '/dead.jsonl' });
	expect(
		deadLetterSettingsOf(configWith({ deadLetter: { topic: 'dead', group: 'GID_dead' } })),
	).toEqual({
		topic: 'dead',
	});
});

it('only the client with TLS is replaced regularly, and gets its authority by the environment', () => {
	const source = {
		protocol: 'rocketmq5',
		endpoint: 'a.example:8080',
		tls: true,
		recycleMinutes: 3,
		caFile: '/ca.pem',
		...subscription,
	};
	expect(recycleMsOf(configWith())).toBeNull();
	expect(recycleMsOf(configWith({ source }))).toBe(180_000);
	expect(workerEnvOf(configWith(), { A: 'b' })).toEqual({ A: 'b' });
	expect(workerEnvOf(configWith({ source }), { A: 'b' })).toEqual({
		A: 'b',
		GRPC_DEFAULT_SSL_ROOTS_FILE_PATH: '/ca.pem',
	});
});
