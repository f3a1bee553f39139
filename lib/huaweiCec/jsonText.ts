export type JsonReading = { ok: true; value: unknown } | { ok: false };

/** Texts come first, so that digits inside one are left alone. */
const TEXT_OR_NUMBER = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/gs;
const LONG_WHOLE_NUMBER = /^-?\d{16,}$/;

/**
 * Reads JSON; whole numbers of 16 digits or more become text. Ids like `dataId` and `callSerialNo`
 * exceed what a number can hold exactly (reference/huawei §7).
 */
export function readJson(text: string): JsonReading {
	const exact = text.replace(TEXT_OR_NUMBER, (token) =>
		LONG_WHOLE_NUMBER.test(token) ? `"${token}"` : token,
	);
	try {
		return { ok: true, value: JSON.parse(exact.replace(/^\uFEFF/, '')) as unknown };
	} catch {
		return { ok: false };
	}
}
