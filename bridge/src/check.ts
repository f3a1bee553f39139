import { connect } from 'node:net';
import { access, constants } from 'node:fs/promises';
import path from 'node:path';

import type { Config } from './config/configSchema';
import { n8nSettingsOf } from './config/partSettings';
import type { Answer } from './delivery/answer';
import { n8nTarget } from './delivery/n8nTarget';
import { openSupervised } from './service';
import type { Source } from './source/source';

/** One thing that was looked at. */
export interface Finding {
	ok: boolean;
	text: string;
}

const CONNECT_MS = 5_000;
/** What a message that was received to see whether that is allowed waits until it comes again. */
const GIVE_BACK_MS = 1_000;

/** Looks at everything a bridge needs, in the order it needs it; each finding as soon as it is there. */
export async function* check(config: Config, workerUrl: URL): AsyncGenerator<Finding> {
	yield good(
		`Settings are complete: ${config.source.protocol}, topic ${config.source.topic}, group ${config.source.group}`,
	);
	yield await deadLetterFinding(config);
	const reachable: Finding[] = [];
	for (const address of addressesOf(config)) reachable.push(await reachableFinding(address));
	yield* reachable;
	if (reachable.some(({ ok }) => ok)) yield* subscriptionFindings(config, workerUrl);
	yield await pingFinding(config);
}

const good = (text: string): Finding => ({ ok: true, text });
const bad = (text: string): Finding => ({ ok: false, text });

const addressesOf = ({ source }: Config) =>
	source.protocol === 'rocketmq5' ? [source.endpoint] : source.nameServers;

async function deadLetterFinding({ deadLetter }: Config): Promise<Finding> {
	if (deadLetter.topic) return good(`Dead letters go to the topic ${deadLetter.topic}`);
	const file = deadLetter.file ?? '';
	try {
		await access(path.dirname(file), constants.W_OK);
		return good(`Dead letters go to ${file}`);
	} catch {
		return bad(
			`Dead letters cannot be written to ${file}. Make its folder, or set deadLetter.file.`,
		);
	}
}

function reachableFinding(address: string): Promise<Finding> {
	const [host = '', port] = address.split(':');
	return new Promise((resolve) => {
		const socket = connect({ host, port: Number(port), timeout: CONNECT_MS });
		const end = (finding: Finding) => {
			socket.destroy();
			resolve(finding);
		};
		socket.once('connect', () => end(good(`RocketMQ is reachable at ${address}`)));
		socket.once('timeout', () => end(bad(`${address} did not answer within 5 s. ${NETWORK}`)));
		socket.once('error', ({ code = 'error' }: NodeJS.ErrnoException) =>
			end(bad(`${address} is not reachable (${code}). ${NETWORK}`)),
		);
	});
}

const NETWORK =
	'Is this machine in the VPC of the instance, or in the allow-list of its public endpoint?';

async function* subscriptionFindings(config: Config, workerUrl: URL): AsyncGenerator<Finding> {
	const source = openSupervised(config, workerUrl, () => {});
	try {
		await source.connect();
		yield await receiveFinding(source, config);
	} catch (error) {
		yield bad(error instanceof Error ? error.message : String(error));
	} finally {
		await source.close();
	}
}

/** Only receiving shows what RocketMQ 4.x makes of topic, group and credentials. */
async function receiveFinding(source: Source, config: Config): Promise<Finding> {
	const { topic, group } = config.source;
	const messages = await source.receive(1);
	await Promise.all(messages.map((message) => source.extend(message, GIVE_BACK_MS)));
	const waiting =
		messages.length > 0 ? 'a message is waiting, it was given back' : 'no message is waiting';
	return good(`RocketMQ takes the credentials, and ${group} may receive from ${topic}: ${waiting}`);
}

async function pingFinding(config: Config): Promise<Finding> {
	const target = n8nTarget(n8nSettingsOf(config));
	try {
		const answer = await target.ping();
		if (answer.kind === 'delivered')
			return good(`n8n took a signed test ping at ${config.n8n.url}`);
		return bad(reasonOf(answer));
	} finally {
		await target.close();
	}
}

const reasonOf = (answer: Answer): string =>
	'reason' in answer ? answer.reason : 'n8n answered a test ping with events';
