import type { INodeExecutionData, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import type { CallEvent } from '../../lib/callEvent/callEvent';
import type { OutputMode } from '../../lib/callEvent/output';
import type { Privacy } from '../../lib/callEvent/privacy';
import { itemsOf, type ItemPush } from './itemPush';
import type { BodyReading } from './pushBody';
import { createPushClaims, type PushClaims } from './pushClaims';
import { answerAsVendor, refuse, type Refusal, type VendorAnswers } from './vendorAnswer';

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

export type PushReading =
	{ ok: true; key: string; events: CallEvent[] } | { ok: false; refusal: Refusal };

/** What differs from vendor to vendor on the way of a push. */
export interface PushReceiver {
	answers: VendorAnswers;
	/** The body, as far as it can be read without knowing what it says. */
	readBody(context: IWebhookFunctions): Promise<BodyReading>;
	/** Whether the sender may push. Runs before anything of the body is looked at. */
	verify(context: IWebhookFunctions): Promise<Verdict>;
	/** The events in a body and the key that tells this push from every other. */
	read(context: IWebhookFunctions, body: unknown): PushReading;
	/** Whether the operator wants this event; others are acknowledged and dropped. */
	isWanted(context: IWebhookFunctions, event: CallEvent): boolean;
	/** What the database remembers an event by, where that is not the push and the event's place in it. */
	itemPushOf?(context: IWebhookFunctions, event: CallEvent): ItemPush;
}

/** About 10 MB at the most, and a day of pushes of a large contact center. */
const claims = createPushClaims(50_000);

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

	const wanted = reading.events.filter((event) => receiver.isWanted(context, event));
	if (wanted.length === 0) return { webhookResponse: receiver.answers.accepted };

	return handOver(context, receiver, verdict.settings, reading.key, wanted);
}

const IN_FLIGHT: Refusal = {
	status: 503,
	message: 'A copy of this push is being processed. Push again.',
	headers: { 'Retry-After': '1' },
};

function handOver(
	context: IWebhookFunctions,
	{ answers, itemPushOf }: PushReceiver,
	settings: PushSettings,
	key: string,
	events: CallEvent[],
): IWebhookResponseData {
	const claimKey = claimKeyOf(context, key);
	const dedupes = settings.dedupeHours > 0 && context.getMode() !== 'manual';
	// Where the workflow decides, a re-push after a failed run must not meet it in the database.
	const recorded = dedupes && settings.acknowledge !== 'byWorkflow';
	const pushOf = (event: CallEvent, index: number): ItemPush => {
		const push = itemPushOf?.(context, event);
		if (!push) return { key: `${key}#${index}` };
		return push.key === key ? push : { ...push, claim: key };
	};
	const items = itemsOf(events, settings, recorded ? pushOf : () => null);
	const claim = dedupes
		? claims.claim(claimKey, Date.now(), settings.dedupeHours * 3_600_000)
		: 'claimed';
	if (claim === 'accepted') return { webhookResponse: answers.accepted };
	if (claim === 'inFlight') return refuse(context, answers, IN_FLIGHT);

	const settle = dedupes ? settleClaim(claims, claimKey) : () => {};
	if (settings.acknowledge === 'immediately')
		return acknowledgeNow(context, answers, settle, items);
	const failure = FAILURES[settings.acknowledge];
	answerAsVendor(context.getResponseObject(), answers, failure, settle);
	return { webhookResponse: answers.accepted, workflowData: [items] };
}

/** What is said when a push could not be handed over. */
const FAILURES: Record<Exclude<Acknowledge, 'immediately'>, string> = {
	afterSaving: 'n8n could not store the push. Push again.',
	byWorkflow: 'The workflow did not finish. Push again.',
};

function settleClaim(pushClaims: PushClaims, key: string) {
	return (handedOver: boolean) =>
		handedOver ? pushClaims.accept(key, Date.now()) : pushClaims.release(key);
}

/** Answered before n8n has stored the execution: fast under load, and lost if n8n dies right now. */
function acknowledgeNow(
	context: IWebhookFunctions,
	answers: VendorAnswers,
	settle: (handedOver: boolean) => void,
	items: INodeExecutionData[],
): IWebhookResponseData {
	context.getResponseObject().status(200).json(answers.accepted);
	settle(true);
	return { noWebhookResponse: true, workflowData: [items] };
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
