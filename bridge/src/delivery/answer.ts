/** What n8n's answer means for the events of a batch. */
export type Answer =
	| { kind: 'delivered'; gzip: boolean }
	/** The trigger tells of each event what became of it. */
	| { kind: 'perEvent'; verdicts: ReadonlyMap<string, EventVerdict>; gzip: boolean }
	/** n8n cannot take anything now. */
	| { kind: 'later'; reason: string; retryAfterMs: number | null }
	/** Something in the batch can never be taken. */
	| { kind: 'refused'; reason: string }
	| { kind: 'tooLarge'; reason: string }
	/** The address or the key is wrong: no event would get through, so none is at fault. */
	| { kind: 'closed'; reason: string };

export interface EventVerdict {
	verdict: 'delivered' | 'later' | 'refused';
	reason: string;
}

export interface RawAnswer {
	status: number;
	retryAfter: string | undefined;
	acceptEncoding: string | undefined;
	body: string;
}

type Meaning = 'delivered' | 'later' | 'refused' | 'tooLarge' | 'closed';

interface StatusMeaning {
	from: number;
	to: number;
	means: Meaning;
}

/** HTTP statuses, the special ones first. */
const STATUSES: readonly StatusMeaning[] = [
	{ from: 200, to: 299, means: 'delivered' },
	// A redirect is not followed: a signed batch goes where the operator said, nowhere else.
	{ from: 300, to: 399, means: 'closed' },
	{ from: 401, to: 401, means: 'closed' },
	{ from: 403, to: 405, means: 'closed' },
	{ from: 407, to: 407, means: 'closed' },
	{ from: 408, to: 408, means: 'later' },
	{ from: 410, to: 410, means: 'closed' },
	{ from: 413, to: 413, means: 'tooLarge' },
	{ from: 425, to: 425, means: 'later' },
	{ from: 429, to: 429, means: 'later' },
	{ from: 400, to: 499, means: 'refused' },
	{ from: 500, to: 599, means: 'later' },
];

/** What to do about the statuses that keep everything out. */
const WAYS_OUT: Readonly<Record<number, string>> = {
	401: 'Compare the signing secret with the one of the credential in n8n, and both clocks',
	403: 'Something before n8n keeps the bridge out',
	404: 'Publish the workflow in n8n, and compare n8n.url with the production URL of its trigger',
	405: 'Compare n8n.url with the production URL of the trigger',
};

/** What the trigger says of an event (its `status`), and what that means here. */
const EVENT_STATUSES: Readonly<Record<string, EventVerdict['verdict']>> = {
	accepted: 'delivered',
	duplicate: 'delivered',
	ignored: 'delivered',
	inFlight: 'later',
	refused: 'refused',
};

/** Reads an answer. The trigger's own tells of each event; any other tells of the batch as a whole. */
export function readAnswer(answer: RawAnswer, now: number): Answer {
	const gzip = /\bgzip\b/i.test(answer.acceptEncoding ?? '');
	const { results, message } = bodyOf(answer.body);
	const verdicts = verdictsOf(results);
	if (verdicts.size > 0) return { kind: 'perEvent', verdicts, gzip };
	const { status } = answer;
	const kind = STATUSES.find(({ from, to }) => status >= from && status <= to)?.means ?? 'later';
	if (kind === 'delivered') return { kind, gzip };
	const reason = [`n8n answered ${status}`, message.replace(/\.$/, ''), WAYS_OUT[status]]
		.filter(Boolean)
		.join('. ');
	if (kind !== 'later') return { kind, reason };
	return { kind, reason, retryAfterMs: retryAfterMs(answer.retryAfter, now) };
}

interface AnswerBody {
	results: unknown;
	message: string;
}

const LONGEST_MESSAGE = 300;

function bodyOf(text: string): AnswerBody {
	try {
		const body = JSON.parse(text) as { results?: unknown; message?: unknown } | null;
		const message = typeof body?.message === 'string' ? body.message : '';
		return { results: body?.results, message: message.slice(0, LONGEST_MESSAGE) };
	} catch {
		return { results: undefined, message: '' };
	}
}

function verdictsOf(results: unknown): Map<string, EventVerdict> {
	const verdicts = new Map<string, EventVerdict>();
	for (const result of Array.isArray(results) ? (results as unknown[]) : []) {
		if (typeof result !== 'object' || result === null) continue;
		const { id, status, message } = result as Record<string, unknown>;
		const known = typeof status === 'string' && Object.hasOwn(EVENT_STATUSES, status);
		if (typeof id !== 'string' || !known) continue;
		const reason = typeof message === 'string' ? message.slice(0, LONGEST_MESSAGE) : status;
		const verdict = { verdict: EVENT_STATUSES[status] ?? 'later', reason };
		const messageId = id.replace(PLACE_IN_MESSAGE, '');
		verdicts.set(messageId, together(verdicts.get(messageId), verdict));
	}
	return verdicts;
}

/** Several events in one message have its id and their place in it. */
const PLACE_IN_MESSAGE = /#\d+$/;

const WEIGHTS: Readonly<Record<EventVerdict['verdict'], number>> = {
	delivered: 0,
	refused: 1,
	later: 2,
};

/** A message is done when all of it is: what is still to come comes before what never can. */
function together(before: EventVerdict | undefined, next: EventVerdict): EventVerdict {
	return before && WEIGHTS[before.verdict] >= WEIGHTS[next.verdict] ? before : next;
}

/** Nobody asks for more in earnest, and a wrong clock must not stop the bridge for days. */
const LONGEST_RETRY_AFTER_MS = 3_600_000;

/** Seconds or a date (RFC 9110 §10.2.3), in milliseconds from now. */
function retryAfterMs(value: string | undefined, now: number): number | null {
	if (!value) return null;
	const wait = /^\d+$/.test(value.trim()) ? Number(value) * 1000 : Date.parse(value) - now;
	return Number.isFinite(wait) ? Math.min(Math.max(wait, 0), LONGEST_RETRY_AFTER_MS) : null;
}
