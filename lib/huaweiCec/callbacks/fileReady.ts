import { z } from 'zod';

import type { CallEvent, FileContent } from '../../callEvent/callEvent';
import { callEvent } from '../../callEvent/emptyCallEvent';
import { envelopeOf, eventIdOf, identityOf, type CallbackContext } from './callbackContext';

const text = z.string().nullish();

/** The `msgBody` of what CC-FS posts to a `callBackURL` (reference/huawei §3.1, §3.4). */
export const fileReadySchema = z.object({
	responseId: text,
	accountId: text,
	billFileName: text,
	agentOprInfoFileName: text,
	agentOprSkillFileName: text,
	agentSkillInfoFileName: text,
});

export type FileReady = z.infer<typeof fileReadySchema>;

/** The field the name stands in tells what the file holds; the skill variant is posted under two names. */
const CONTENT_OF_FIELD = {
	billFileName: 'call_records',
	agentOprInfoFileName: 'agent_operations',
	agentOprSkillFileName: 'agent_skills',
	agentSkillInfoFileName: 'agent_skills',
} as const satisfies Partial<Record<keyof FileReady, FileContent>>;

const NAME_FIELDS = Object.keys(CONTENT_OF_FIELD) as Array<keyof typeof CONTENT_OF_FIELD>;

/** A file that was asked for can be downloaded. It is no event of a call, so all of `call` is empty. */
export function fileReadyEvent(ready: FileReady, context: CallbackContext): CallEvent {
	const field = NAME_FIELDS.find((name) => ready[name]);
	const name = field ? (ready[field] ?? null) : null;
	if (name === null) context.warnings.push('The push names no file');
	return callEvent({
		...envelopeOf(
			{
				type: 'records.ready',
				id: eventIdOf(ready.accountId, 'file', ready.responseId, name),
				callId: null,
				time: null,
			},
			context,
		),
		call: identityOf(null),
		file: {
			name,
			content: field ? CONTENT_OF_FIELD[field] : null,
			requestId: ready.responseId || null,
		},
	});
}
