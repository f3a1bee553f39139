import {
	NodeOperationError,
	sleep,
	type IDataObject,
	type IExecuteFunctions,
	type INodeExecutionData,
} from 'n8n-workflow';

import { connectionOf } from '../../lib/asterCc/connection';
import { cursorAt } from '../../lib/asterCc/longPoll';
import { SHORTEST_POLL_MS } from '../../lib/asterCc/subscription';
import { wayOutOf } from '../../lib/network/networkFault';
import { itemsOf } from '../shared/itemPush';
import { titleAndWayOut } from '../shared/titleAndWayOut';
import { uniqueById } from './portion';
import { eventsOf } from './subscribe';
import { HASH_NEEDS_KEY, isWanted, outputModeOf, privacyOf } from './triggerOptions';

/** As long as n8n's own editor listens for a test event. */
const LISTEN_MS = 120_000;

/** "Execute step" in Subscribe mode: waits for the next event that is wanted and gives it out. */
export async function listenOnce(context: IExecuteFunctions): Promise<INodeExecutionData[]> {
	const fail = (message: string) => {
		const { title, wayOut } = titleAndWayOut(`No event of asterCC: ${message}`);
		return new NodeOperationError(context.getNode(), title, { description: wayOut });
	};
	const unanswered = (reason: string) => fail(`${reason}. ${wayOutOf(reason)}`);
	const credential = await context.getCredentials('asterCcApi');
	const privacy = privacyOf(context, credential);
	if (!privacy) throw fail(HASH_NEEDS_KEY);
	const connecting = connectionOf(credential, context.helpers.httpRequest, ['events']);
	if (!connecting.ok) throw fail(connecting.message);

	const cancel = context.getExecutionCancelSignal() ?? new AbortController().signal;
	const now = await connecting.connection.serverTime(cancel);
	if (!now.ok) throw unanswered(now.reason);
	let cursor = cursorAt(now.time);
	for (const end = Date.now() + LISTEN_MS; Date.now() < end && !cancel.aborted;) {
		const asked = Date.now();
		const answer = await connecting.connection.pull(cursor, cancel);
		if (cancel.aborted) return [];
		if (answer.kind === 'unreadable') throw unanswered(answer.message);
		if (answer.kind !== 'items') {
			await sleep(Math.max(0, asked + SHORTEST_POLL_MS - Date.now()));
			continue;
		}
		cursor = answer.items.at(-1)?.cursor ?? cursor;
		const events = uniqueById(eventsOf(context, answer.items));
		const wanted = events.filter((event) => isWanted(context, event));
		if (wanted.length > 0) {
			return itemsOf(wanted, { output: outputModeOf(context), privacy }, () => null);
		}
	}
	throw fail(NOBODY_CALLED);
}

const NOBODY_CALLED =
	'none came within two minutes. Make a call. If there was one, compare the credential with asterCC: a wrong verification string or password is not refused, it just stays silent.';

/** Whether an execution was started by hand with nothing from outside: n8n hands over one empty item. */
export function isHandStarted(context: IExecuteFunctions): boolean {
	if (context.getMode() !== 'manual') return false;
	const [first, ...others] = context.getInputData();
	return others.length === 0 && isEmpty(first?.json);
}

const isEmpty = (json: IDataObject | undefined) => Object.keys(json ?? {}).length === 0;
