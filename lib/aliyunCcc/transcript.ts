import type { CallEvent } from '../callEvent/callEvent';
import { channelOfId } from './channel';
import { flagOf, type EventFields } from './fields';

const SPEAKERS: Record<string, 'customer' | 'agent'> = { customer: 'customer', agent: 'agent' };

/** What was said, as far as it has been heard (reference/aliyun §1.5, TextStream). */
export function transcriptOf(fields: EventFields): CallEvent['transcript'] {
	const offset = Math.round(fields.beginOffsetMS ?? NaN);
	return {
		text: fields.text ?? null,
		speaker: SPEAKERS[fields.channelType?.toLowerCase() ?? ''] ?? speakerByChannel(fields),
		isFinal: flagOf(fields.finished),
		offsetMilliseconds: Number.isSafeInteger(offset) && offset >= 0 ? offset : null,
	};
}

const speakerByChannel = ({ channelId }: EventFields) =>
	channelId ? channelOfId(channelId).party : null;
