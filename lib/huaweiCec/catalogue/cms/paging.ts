import { whole } from '../../parameter';

/** Rows before the page and rows of the page. @param most the largest page the vendor gives */
export function offsetPaging<const Most extends number>(most: Most) {
	return { by: 'offset', offset: 'offset', size: 'limit', most } as const;
}

/** @param most the largest page the vendor gives */
export function offsetParameters(most: number) {
	return {
		offset: whole({
			label: 'Offset',
			description: 'How many rows come before the page. Example: 0.',
			example: 0,
			default: 0,
			min: 0,
			required: true,
		}),
		limit: whole({
			label: 'Page Size',
			description: `How many rows a page has, 1 to ${most}. Example: ${most}.`,
			example: most,
			default: most,
			min: 1,
			max: most,
			required: true,
		}),
	};
}
