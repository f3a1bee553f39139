import type { Service } from '../standIn';
import type { RunningTemplate, SetUp, TemplateBench } from '../templateBench';
import type { VendorPush } from '../vendorTrigger';
import { customerRecording, voicemail } from '../../fixtures/tencentCcc/pushes';
import { callRecord } from '../contactCenter';

export const CHAT = 'chat.example.com';

/** The chat refuses a message, as WeCom does: inside a 200, so that nothing is sent again. */
export const refuses: Service = () => ({ body: { errcode: 93000, errmsg: 'invalid webhook url' } });

/** A copy of a push gets past the trigger, as it does when an execution is run again. */
export const COPIES_PASS = { 'Call events': { options: { dedupeHours: 0 } } };

/** What the templates about calls share in a test: the team's chat, and pushes of TCCC. */
export interface CallsBench {
	bench: TemplateBench;
	/** Imports a template with "Tell the team" chosen. */
	template(slug: string, setUp?: SetUp): Promise<RunningTemplate>;
	/** What the chat has been told that holds all of these words, as text. */
	told(...words: string[]): string[];
	/** What the table cc_failed_events keeps of a call. */
	keptOf(callId: string): Promise<Array<Record<string, unknown>>>;
}

export async function callsBench(bench: TemplateBench): Promise<CallsBench> {
	const settings = { chatUrl: `https://${CHAT}/robot` };
	const { workflowId } = await bench.template('contact-center', { settings });
	return {
		bench,
		template: async (slug, setUp = {}) =>
			await bench.template(slug, { workflows: { 'Tell the team': workflowId }, ...setUp }),
		told: (...words) =>
			bench.standIn
				.requestsTo(CHAT)
				.map(({ json }) => String((json as { text?: unknown } | null)?.text))
				.filter((text) => words.every((word) => text.includes(word))),
		keptOf: async (callId) =>
			(await bench.rows('cc_failed_events')).filter(({ event }) => String(event).includes(callId)),
	};
}

const now = () => Math.floor(Date.now() / 1000);

export const cdr = (callId: string, change: Record<string, unknown> = {}): VendorPush => ({
	body: callRecord({ SessionId: callId, ...change }),
	query: { action: 'cdr' },
});

export const missed = (callId: string, change: Record<string, unknown> = {}): VendorPush =>
	cdr(callId, { EndStatusString: 'waitingGiveUp', AcceptTimestamp: 0, ...change });

export const recordingOf = (callId: string, url: string, change = {}): VendorPush => ({
	body: { ...customerRecording, SessionId: callId, RecordURL: url, Timestamp: now(), ...change },
	query: { action: 'record' },
});

export const voicemailOf = (callId: string, url: string): VendorPush => ({
	body: { ...voicemail, SessionId: callId, RecordURL: url, Timestamp: now() },
	query: { action: 'voicemail' },
});
