import type { VendorAnswers } from '../../shared/vendorAnswer';

/** The two shapes of an answer: CC-FS has its own (reference/huawei §2.9, §3.1, §5.5). */
const DIALECTS = {
	callback: { code: 'retCode', text: 'retMsg' },
	fileService: { code: 'resultCode', text: 'resultDesc' },
} as const;

export type Dialect = keyof typeof DIALECTS;

/**
 * The bodies Huawei reads as "received" and "post again": every code but "0" is a failure, and so is
 * no body at all for CC-FS.
 * @param dialect asked when the answer is given, since a push has to be read first
 */
export function answersIn(dialect: () => Dialect): VendorAnswers {
	const answer = (code: string, text: string) => {
		const fields = DIALECTS[dialect()];
		return { [fields.code]: code, [fields.text]: text };
	};
	return {
		accepted: () => answer('0', 'success'),
		refused: (_status, message) => answer('1', message),
	};
}
