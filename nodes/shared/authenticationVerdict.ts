import type { IWebhookFunctions } from 'n8n-workflow';

import type { Refusal } from './vendorAnswer';

/** Whether the sender may push, and the key for hashing numbers that its credential holds. */
export type AuthenticationVerdict =
	{ ok: true; hashKey: string | null } | { ok: false; refusal: Refusal };

export const refused = (
	status: number,
	message: string,
	headers: Record<string, string> = {},
): AuthenticationVerdict => ({ ok: false, refusal: { status, message, headers } });

const UNREADABLE = 'The credential of the trigger could not be read. Check it in n8n.';

/** Logs why a credential could not be read, and gives what to answer: the reason is not for outside. */
export function logUnreadable(context: IWebhookFunctions, error: unknown): string {
	context.logger.error(UNREADABLE, {
		node: context.getNode().name,
		reason: error instanceof Error ? error.message : String(error),
	});
	return UNREADABLE;
}
