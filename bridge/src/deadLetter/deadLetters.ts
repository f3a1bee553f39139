import type { ReceivedMessage, Source } from '../source/source';
import { appendLine } from './appendLine';
import { deadLetterOf } from './deadLetter';

export type Keeping = { ok: true } | { ok: false; reason: string };

/** Where messages go that can never be delivered, until somebody replays them. */
export interface DeadLetters {
	keep(message: ReceivedMessage, reason: string): Promise<Keeping>;
}

export type DeadLetterSettings = { file: string } | { topic: string };

/** Dead letters in a file of JSON lines, or in a topic of the same RocketMQ. */
export function openDeadLetters(
	settings: DeadLetterSettings,
	source: Pick<Source, 'send'>,
): DeadLetters {
	const store =
		'file' in settings
			? (line: string) => appendLine(settings.file, line)
			: (line: string) => source.send(settings.topic, line);
	return {
		async keep(message, reason) {
			try {
				await store(JSON.stringify(deadLetterOf(message, reason, new Date())));
				return { ok: true };
			} catch (error) {
				return { ok: false, reason: error instanceof Error ? error.message : String(error) };
			}
		},
	};
}
