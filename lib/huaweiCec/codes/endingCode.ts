import type { HANGUP_PARTIES, Outcome } from '../../callEvent/callEvent';

/** One of the vendor's codes for how a call, or its stay on a device, came to an end. */
export interface EndingCode {
	text: string;
	/** Where the code alone says how the call ended. */
	outcome?: Outcome;
	/** Where the code alone says who ended it. */
	hangupBy?: (typeof HANGUP_PARTIES)[number];
}

/** The same meaning for every code from `first` to `last`. */
export function codesFrom(
	first: number,
	last: number,
	meaning: EndingCode,
): Record<number, EndingCode> {
	const codes = Array.from({ length: last - first + 1 }, (_, step) => first + step);
	return Object.fromEntries(codes.map((code) => [code, meaning])) as Record<number, EndingCode>;
}
