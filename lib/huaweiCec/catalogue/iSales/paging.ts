import { whole } from '../../parameter';

/** Rows before the page and rows of the page; the vendor requires both (reference/huawei §2.3). */
export const OFFSET_PAGING = { by: 'offset', offset: 'offset', size: 'limit', most: 100 } as const;
export const OFFSET_PARAMETERS = {
	offset: whole({
		label: 'Offset',
		description:
			'How many rows come before the page: page size times pages already read. Example: 0.',
		example: 0,
		default: 0,
		min: 0,
		required: true,
	}),
	limit: whole({
		label: 'Page Size',
		description: 'How many rows a page has, 1 to 100. Example: 100.',
		example: 100,
		default: 100,
		min: 1,
		max: 100,
		required: true,
	}),
};

/** `pageNum` from 1 and `pageSize`. @param most the largest page the vendor gives */
export function numberedPaging<const Most extends number>(most: Most) {
	return { by: 'page', number: 'pageNum', size: 'pageSize', most } as const;
}

/** @param most the largest page the vendor gives */
export function numberedParameters(most: number) {
	return {
		pageNum: whole({
			label: 'Page',
			description: 'Which page, counted from 1. Example: 1.',
			example: 1,
			default: 1,
			min: 1,
			required: true,
		}),
		pageSize: whole({
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
