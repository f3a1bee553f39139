import type { IWebhookFunctions } from 'n8n-workflow';

import { isAllowed, readAllowList } from '../../lib/network/ipAllowList';
import type { Refusal } from './vendorAnswer';

/** The way out where an entry of an allow list cannot be read. */
export const HOW_TO_WRITE = 'Write it like 203.0.113.7 or 203.0.113.0/24.';

/** Why the sender's address may not push; null when it may, and where there are no entries. */
export function refusedAddress(
	context: IWebhookFunctions,
	entries: readonly string[],
): Refusal | null {
	if (entries.length === 0) return null;
	const list = readAllowList(entries);
	const address = String(context.getRequestObject().ip ?? '');
	if (!list.ok) {
		const message = `"${list.entry}" in the trigger's IP Allow List is neither an address nor a network. ${HOW_TO_WRITE}`;
		return { status: 500, message };
	}
	if (isAllowed(address, list.networks)) return null;
	const message = `The address ${address || '(unknown)'} may not push here. Add it to the trigger's IP Allow List; behind a proxy set N8N_PROXY_HOPS.`;
	return { status: 403, message };
}
