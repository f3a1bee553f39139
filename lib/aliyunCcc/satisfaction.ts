import type { Call } from '../callEvent/callEvent';
import { ownEntry } from '../callEvent/ownEntry';
import type { EventFields } from './fields';

type Satisfaction = NonNullable<Call['satisfaction']>;

const CHANNELS: Record<string, Satisfaction['channel']> = { ivr: 'ivr', sms: 'sms', chat: 'chat' };

/** What the customer answered to the survey: a rating, and the keys pressed for it (§1.5). */
export function satisfactionOf(
	fields: EventFields,
	channel: Call['channel'],
): Call['satisfaction'] {
	const { rating, userInput } = fields;
	if (!rating && !userInput) return null;
	const way = ownEntry(CHANNELS, fields.surveyChannel?.toLowerCase() ?? '');
	return {
		score: rating && /^-?\d{1,3}(\.\d+)?$/.test(rating) ? Number(rating) : null,
		label: null,
		channel: way ?? (channel === 'chat' ? 'chat' : 'ivr'),
		keys: [{ key: userInput ?? rating ?? null, label: null }],
	};
}
