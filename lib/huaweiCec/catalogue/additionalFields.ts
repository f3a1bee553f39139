import { json } from '../parameter';

/**
 * For interfaces whose field table the reference marks as not seen: the members of this object are
 * sent beside the others, so that nothing the vendor knows is out of reach.
 */
export const additionalFields = json({
	label: 'Other Fields (JSON)',
	description:
		'Fields of the vendor\'s page that are not listed here, as a JSON object. They are sent beside the others and win over them. Example: {"name": "value"}.',
	example: '{"name": "value"}',
	isObject: true,
});

/** What an operator reads where part of the field table is not known. */
export const PARTLY_SEEN =
	'The field list of this interface is only partly known; give further fields of your release as Other Fields (JSON).';
