import { Bridge } from './bridge';
import type { Config } from './config/configSchema';
import { bridgeSettingsOf, deadLetterSettingsOf, n8nSettingsOf } from './config/partSettings';
import { appendLine } from './deadLetter/appendLine';
import { deadLetterFile } from './deadLetter/deadLetterFile';
import { deadLetterTopic } from './deadLetter/deadLetterTopic';
import { openDeadLetters } from './deadLetter/deadLetters';
import { n8nTarget } from './delivery/n8nTarget';
import { createLog } from './operations/log';
import { createMetrics } from './operations/metrics';
import { observerOf, openSupervised } from './service';
import type { Source } from './source/source';

export interface Replayed {
	delivered: number;
	/** Dead letters anew. */
	dead: number;
	/** Lines that are no dead letters. They stay in the file. */
	unreadable: number;
}

/** No dead letter for so long, and the topic is taken for empty. */
const TOPIC_QUIET_MS = 15_000;

/** Sends the dead letters to n8n once more; what fails again is a dead letter anew. */
export async function replay(config: Config, workerUrl: URL): Promise<Replayed> {
	const settings = deadLetterSettingsOf(config);
	return 'file' in settings
		? await replayFile(config, settings.file)
		: await replayTopic(config, settings.topic, workerUrl);
}

async function replayFile(config: Config, file: string): Promise<Replayed> {
	const letters = await deadLetterFile(file);
	const counts = await deliverAll(config, letters.source, letters.source, letters.read);
	for (const line of letters.unreadable) await appendLine(file, line);
	await letters.discard();
	return { ...counts, unreadable: letters.unreadable.length };
}

async function replayTopic(config: Config, topic: string, workerUrl: URL): Promise<Replayed> {
	const { group = '' } = config.deadLetter;
	const source = openSupervised(
		{ ...config, source: { ...config.source, topic, group } },
		workerUrl,
		() => {},
	);
	const letters = deadLetterTopic(source);
	const counts = await deliverAll(config, letters, source, Promise.resolve(), TOPIC_QUIET_MS);
	return { ...counts, unreadable: 0 };
}

async function deliverAll(
	config: Config,
	source: Source,
	store: Pick<Source, 'send'>,
	read: Promise<void>,
	quietMs = 0,
): Promise<{ delivered: number; dead: number }> {
	const counts = { delivered: 0, dead: 0 };
	const observer = observerOf(
		createLog(config.operations.logLevel),
		createMetrics(() => bridge.status()),
	);
	const bridge = new Bridge(bridgeSettingsOf(config), {
		source,
		target: n8nTarget(n8nSettingsOf(config)),
		deadLetters: openDeadLetters(deadLetterSettingsOf(config), store),
		observer: {
			...observer,
			settled(event, outcome) {
				observer.settled(event, outcome);
				counts[outcome] += 1;
			},
		},
	});
	try {
		await read;
		await bridge.untilIdle(quietMs);
		if (!bridge.status().isSourceUp) throw new Error('RocketMQ cannot be reached. See above.');
	} finally {
		await bridge.stop(config.operations.drainSeconds * 1000);
	}
	return counts;
}
