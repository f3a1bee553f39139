/** The deepest a vendor's payload goes is 4; a hostile one must not exhaust the stack of what reads it. */
const DEEPEST = 32;

/** Whether a JSON value is nested deeper than any vendor's payload. */
export function isTooDeep(value: unknown, left: number = DEEPEST): boolean {
	if (typeof value !== 'object' || value === null) return false;
	if (left === 0) return true;
	for (const member of Object.values(value)) if (isTooDeep(member, left - 1)) return true;
	return false;
}
