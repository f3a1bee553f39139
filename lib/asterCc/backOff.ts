const FIRST_BACK_OFF_MS = 500;
const LONGEST_BACK_OFF_MS = 30_000;

/**
 * How long to wait after so many failures in a row: doubles, with jitter, so that many clients do
 * not come back as one.
 * @param random 0 to 1
 */
export function backOffMs(failures: number, random: number): number {
	const ceiling = Math.min(LONGEST_BACK_OFF_MS, FIRST_BACK_OFF_MS * 2 ** (failures - 1));
	return Math.round(ceiling * (0.5 + random / 2));
}
