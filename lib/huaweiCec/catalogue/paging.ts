import { whole } from '../parameter';

/** Rows before the page and rows of the page (reference/huawei §2.3, §4.1). @param most the largest page the vendor gives */
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

/** The largest page of CC-iSales' lists by offset (reference/huawei §2.3). */
const ISALES_PAGE = 100;

export const OFFSET_PAGING = offsetPaging(ISALES_PAGE);
export const OFFSET_PARAMETERS = offsetParameters(ISALES_PAGE);

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
