import type { CallEvent } from '../callEvent/callEvent';
import { ownEntry } from '../callEvent/ownEntry';
import { wholeCount } from '../time/wholeCount';
import { channelOfId } from './channel';
import { flagOf, type EventFields } from './fields';

const SPEAKERS: Record<string, 'customer' | 'agent'> = { customer: 'customer', agent: 'agent' };

/** What was said, as far as it has been heard (reference/aliyun §1.5, TextStream). */
export function transcriptOf(fields: EventFields): CallEvent['transcript'] {
	return {
		text: fields.text ?? null,
		speaker:
			ownEntry(SPEAKERS, fields.channelType?.toLowerCase() ?? '') ?? speakerByChannel(fields),
		isFinal: flagOf(fields.finished),
		offsetMilliseconds: wholeCount(fields.beginOffsetMS),
	};
}

const speakerByChannel = ({ channelId }: EventFields) =>
	channelId ? channelOfId(channelId).party : null;
