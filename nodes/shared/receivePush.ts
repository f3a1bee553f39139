import type { INodeExecutionData, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import type { CallEvent } from '../../lib/callEvent/callEvent';
import type { OutputMode } from '../../lib/callEvent/output';
import type { Privacy } from '../../lib/callEvent/privacy';
import { itemsOf, type ItemPush } from './itemPush';
import type { BodyReading } from './pushBody';
import { createPushClaims, type Claim } from './pushClaims';
import type { PartResult, PushPart } from './pushPart';
import {
	answerAsVendor,
	answerResults,
	refuse,
	type Refusal,
	type VendorAnswers,
} from './vendorAnswer';

/** When the vendor is told that its push has arrived (design §4.4). */
export const ACKNOWLEDGE_MODES = ['afterSaving', 'immediately', 'byWorkflow'] as const;
export type Acknowledge = (typeof ACKNOWLEDGE_MODES)[number];

export const DEFAULT_DEDUPE_HOURS = 24;

export interface PushSettings {
	acknowledge: Acknowledge;
	output: OutputMode;
	privacy: Privacy;
	/** How long a push is remembered; 0 switches deduplication off. */
	dedupeHours: number;
}

export type Verdict = { ok: true; settings: PushSettings } | { ok: false; refusal: Refusal };

export type PushReading = { ok: true; parts: PushPart[] } | { ok: false; refusal: Refusal };

/** What differs from vendor to vendor on the way of a push. */
export interface PushReceiver {
	answers: VendorAnswers;
	/** The body, as far as it can be read without knowing what it says. */
	readBody(context: IWebhookFunctions): Promise<BodyReading>;
	/** Whether the sender may push. Runs before anything of the body is looked at. */
	verify(context: IWebhookFunctions): Promise<Verdict>;
	/** The parts of a body, in the order their events are to leave in. */
	read(context: IWebhookFunctions, body: unknown): PushReading;
	/** Whether the operator wants this event; others are acknowledged and dropped. */
	isWanted(context: IWebhookFunctions, event: CallEvent): boolean;
	/** What the database remembers an event by, where that is not the push and the event's place in it. */
	itemPushOf?(context: IWebhookFunctions, event: CallEvent): ItemPush;
}

/** About 20 MB at the most, and a day of pushes of a large contact center. */
const claims = createPushClaims(100_000);

/**
 * The one way a push takes through any trigger (design §4):
 * verify -> parse -> dedupe -> normalise -> hand over -> acknowledge.
 * Always answers; bad input is refused with a message and never throws.
 */
export async function receivePush(
	context: IWebhookFunctions,
	receiver: PushReceiver,
): Promise<IWebhookResponseData> {
	try {
		return await takePush(context, receiver);
	} catch (error) {
		// A throw would start an error execution and answer in n8n's words.
		context.logger.error('A push could not be taken', {
			node: context.getNode().name,
			reason: error instanceof Error ? error.message : String(error),
		});
		return refuse(context, receiver.answers, UNEXPECTED);
	}
}

const UNEXPECTED: Refusal = {
	status: 500,
	message: 'n8n could not take the push. Push again, and see the log of n8n.',
};

async function takePush(
	context: IWebhookFunctions,
	receiver: PushReceiver,
): Promise<IWebhookResponseData> {
	const verdict = await receiver.verify(context);
	if (!verdict.ok) return refuse(context, receiver.answers, verdict.refusal);

	const body = await receiver.readBody(context);
	if (!body.ok) return refuse(context, receiver.answers, { status: 400, message: body.message });

	const reading = receiver.read(context, body.body);
	if (!reading.ok) return refuse(context, receiver.answers, reading.refusal);

	return handOver(context, receiver, verdict.settings, reading.parts);
}

/** The parts of a push that go into an execution, with those of their events that are wanted. */
interface Taken {
	keys: Set<string>;
	parts: Array<{ key: string; events: CallEvent[] }>;
}

function handOver(
	context: IWebhookFunctions,
	receiver: PushReceiver,
	settings: PushSettings,
	parts: readonly PushPart[],
): IWebhookResponseData {
	const { answers } = receiver;
	const taken: Taken = { keys: new Set(), parts: [] };
	const results = parts.map((part) => decide(context, receiver, settings, part, taken));
	warnOfUnreadable(context, results);
	const response = context.getResponseObject();
	if (taken.parts.length === 0) {
		answerResults(response, answers, results);
		return { noWebhookResponse: true };
	}
	const items = taken.parts.flatMap((part) => itemsOfPart(context, receiver, settings, part));
	const settle = dedupes(context, settings)
		? settleClaims([...taken.keys].map((key) => claimKeyOf(context, key)))
		: () => {};
	if (settings.acknowledge === 'immediately') {
		// Before n8n has stored the execution: fast under load, and lost if n8n dies right now.
		answerResults(response, answers, results);
		settle(true);
		return { noWebhookResponse: true, workflowData: [items] };
	}
	answerAsVendor(response, answers, results, FAILURES[settings.acknowledge], settle);
	return { webhookResponse: answers.accepted(results), workflowData: [items] };
}

/** Senders that look at the status alone do not learn of a part that cannot be read, so the log tells. */
function warnOfUnreadable(context: IWebhookFunctions, results: readonly PartResult[]): void {
	const unreadable = results.filter(({ status }) => status === 'refused');
	const [first] = unreadable;
	if (!first) return;
	context.logger.warn('Parts of a push can never be read and were left out', {
		node: context.getNode().name,
		count: unreadable.length,
		reason: first.message,
	});
}

/** What becomes of a part; one that goes into an execution is claimed, and put with the others. */
function decide(
	context: IWebhookFunctions,
	receiver: PushReceiver,
	settings: PushSettings,
	part: PushPart,
	taken: Taken,
): PartResult {
	const { id, key } = part;
	if ('unreadable' in part) return { id, status: 'refused', message: part.unreadable };
	const events = part.events.filter((event) => receiver.isWanted(context, event));
	if (events.length === 0) return { id, status: 'ignored' };
	if (dedupes(context, settings) && taken.keys.has(key)) return { id, status: 'duplicate' };
	const claim = claimOf(context, settings, key);
	if (claim === 'accepted') return { id, status: 'duplicate' };
	if (claim === 'inFlight') return { id, status: 'inFlight' };
	taken.keys.add(key);
	taken.parts.push({ key, events });
	return { id, status: 'accepted' };
}

const dedupes = (context: IWebhookFunctions, { dedupeHours }: PushSettings) =>
	dedupeHours > 0 && context.getMode() !== 'manual';

function claimOf(context: IWebhookFunctions, settings: PushSettings, key: string): Claim {
	if (!dedupes(context, settings)) return 'claimed';
	const windowMs = settings.dedupeHours * 3_600_000;
	return claims.claim(claimKeyOf(context, key), Date.now(), windowMs);
}

function itemsOfPart(
	context: IWebhookFunctions,
	{ itemPushOf }: PushReceiver,
	settings: PushSettings,
	{ key, events }: Taken['parts'][number],
): INodeExecutionData[] {
	// Where the workflow decides, a re-push after a failed run must not meet it in the database.
	const recorded = dedupes(context, settings) && settings.acknowledge !== 'byWorkflow';
	const pushOf = (event: CallEvent, index: number): ItemPush => ({
		...(itemPushOf?.(context, event) ?? { key: `${key}#${index}` }),
		claim: key,
	});
	return itemsOf(events, settings, recorded ? pushOf : () => null);
}

/** What is said when a push could not be handed over. */
const FAILURES: Record<Exclude<Acknowledge, 'immediately'>, string> = {
	afterSaving: 'n8n could not store the push: its log says why. Push again.',
	byWorkflow: 'The workflow did not finish: its execution in n8n says why. Push again.',
};

function settleClaims(keys: readonly string[]) {
	return (handedOver: boolean) => {
		for (const key of keys) {
			if (handedOver) claims.accept(key, Date.now());
			else claims.release(key);
		}
	};
}

/** Two nodes, or one template imported twice, never share a key. */
export function claimKeyOf(
	context: Pick<IWebhookFunctions, 'getWorkflow' | 'getNode'>,
	key: string,
): string {
	return `${context.getWorkflow().id ?? ''} ${context.getNode().id} ${key}`;
}

/** Whether this process is still waiting to learn whether the push could be handed over. */
export function isInFlight(claimKey: string): boolean {
	return claims.isInFlight(claimKey);
}
