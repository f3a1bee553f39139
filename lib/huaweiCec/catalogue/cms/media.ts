import { MEDIA_TYPES } from '../../codes/mediaType';
import { SUB_MEDIA_TYPES } from '../../codes/subMediaType';
import { choice } from '../../parameter';

export const mediaType = choice({
	label: 'Media Type',
	description: 'Only calls of this kind. Without it, all kinds. Example: 5 (Ordinary voice).',
	example: 5,
	choices: Object.entries(MEDIA_TYPES).map(([value, { text }]) => ({
		value: Number(value),
		label: text,
	})),
});

export const subMediaType = choice({
	label: 'Sub-Media Type',
	description:
		'Only chats of this origin, with media type 53. Releases of 2023 number 7 to 9 as 5G message, e-mail and SMS. Example: 1 (Web).',
	example: 1,
	choices: Object.entries(SUB_MEDIA_TYPES).map(([value, label]) => ({
		value: Number(value),
		label,
	})),
});
