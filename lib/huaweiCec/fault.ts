/** What went wrong, as far as the way out is concerned. */
export type FaultKind =
	/** Too much asked for in a short time: wait, then ask again. */
	| 'flowControl'
	/** The address is locked or not on the allow list. */
	| 'locked'
	/** The signature or key was not accepted. */
	| 'signature'
	/** Our clock and the server's differ too much. */
	| 'clock'
	| 'notFound'
	/** Nothing matches. */
	| 'noData'
	/** The request was understood and refused. */
	| 'rejected'
	| 'unreachable'
	| 'tls'
	/** The server failed; whether it did the work is unknown. */
	| 'server';

/** One of the vendor's result codes. */
export interface ResultCode {
	code: string;
	/** What the vendor says of it. */
	meaning: string;
	/** What the operator can do. */
	wayOut: string;
	kind: FaultKind;
	/** What it means instead where this resource was asked. */
	of?: Readonly<Record<string, Pick<ResultCode, 'meaning' | 'wayOut'>>>;
}

/** Why a call had no success, in words for an operator. */
export interface Fault {
	/** The vendor's result code, null when the answer had none. */
	code: string | null;
	/** The HTTP status, null when there was no answer. */
	status: number | null;
	/** One line: what happened. */
	title: string;
	/** What the server said or what is known of the code. */
	cause: string;
	wayOut: string;
	kind: FaultKind;
	/** Whether asking the same again later makes sense and does no harm. */
	mayRetry: boolean;
	/** Seconds the server asked us to wait (Retry-After). */
	retryAfterSeconds: number | null;
}

/** Cause and way out as one text of whole sentences. */
export function explained({ cause, wayOut }: Pick<Fault, 'cause' | 'wayOut'>): string {
	const sentence = cause === '' || /[.!?。！？]$/.test(cause) ? cause : `${cause}.`;
	return [sentence, wayOut].filter(Boolean).join(' ');
}

/** A fault of the given kind; only flow control is safe to ask again by itself. */
export function faultOf(
	kind: FaultKind,
	told: { title: string; cause: string; wayOut: string } & Partial<Fault>,
): Fault {
	return {
		code: null,
		status: null,
		mayRetry: kind === 'flowControl',
		retryAfterSeconds: null,
		...told,
		kind,
	};
}
