const LONGEST_CALL_ID = 25;

/**
 * A call id as CC-FS takes it, at most 25 characters: of a longer one, with a prefix, the part after
 * the dash (reference/huawei §7, 0300028).
 */
export function callIdSent(callId: string): string {
	const given = callId.trim();
	return given.length > LONGEST_CALL_ID ? given.slice(given.indexOf('-') + 1) : given;
}
