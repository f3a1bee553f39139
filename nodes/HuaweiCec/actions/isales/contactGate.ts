import { sleep, type IExecuteFunctions } from 'n8n-workflow';

import { queryBlocklist } from '../../../../lib/huaweiCec/catalogue/iSales/blocklist';
import { addContactsV1, addContactsV2 } from '../../../../lib/huaweiCec/catalogue/iSales/contact';
import type { Contact } from '../../../../lib/huaweiCec/contacts/contactRow';
import type { Gate } from '../../../../lib/huaweiCec/contacts/gate';
import { listedNumbers } from '../../../../lib/huaweiCec/contacts/listedNumbers';
import type { Endpoint } from '../../../../lib/huaweiCec/endpoint';
import { faultOf } from '../../../../lib/huaweiCec/fault';
import { callOptions } from '../../nodeOptions';
import { callEndpoint, type CallOptions, type CallResult } from '../../transport/call';

/** The longest nap, so that a stopped execution ends soon. */
const NAP_MS = 500;

/** Where contacts go. */
export interface Destination {
	campaignId: unknown;
	batchId: unknown;
	version: 'v1' | 'v2';
	/** The first item that goes there. */
	itemIndex: number;
}

const VERSIONS = {
	v1: { endpoint: addContactsV1, rowOf: rowV1 },
	v2: { endpoint: addContactsV2, rowOf: (contact: Contact): object => contact },
} as const;

/** Version 1 knows one number of a contact (reference/huawei §2.6). */
function rowV1(contact: Contact): object {
	return { ...contact, called: contact.called[0]?.calledNo };
}

/** CC-iSales, time and the history of added contacts, as adding contacts needs them. */
export function contactGate(
	context: IExecuteFunctions,
	{ campaignId, batchId, version, itemIndex }: Destination,
	remember: Gate['remember'],
): Gate {
	const { endpoint, rowOf } = VERSIONS[version];
	const options = { ...callOptions(context, itemIndex), itemIndex };
	return {
		async send(contacts) {
			const input = { campaignId, batchId, callDataList: contacts.map(rowOf) };
			// Calls are spaced here, so the transport makes none of its own.
			const answer = await call(context, endpoint, input, { ...options, retryFor: 0 });
			if (!answer.ok) return answer;
			const dataIds = answer.rows.map(({ called, dataId }) => ({
				called: String(called),
				dataId: String(dataId),
			}));
			return { ok: true, dataIds };
		},
		async queryBlocklist(numbers) {
			const answer = await call(context, queryBlocklist, { blocklist: numbers }, options);
			return answer.ok ? { ok: true, listed: listedNumbers(answer.rows, numbers) } : answer;
		},
		remember,
		pause: async (milliseconds) => await sleep(Math.min(milliseconds, NAP_MS)),
		now: () => Date.now(),
		isCancelled: () => context.getExecutionCancelSignal()?.aborted ?? false,
	};
}

/** A throw would leave the contacts after it without a result. */
async function call(
	context: IExecuteFunctions,
	endpoint: Endpoint,
	input: Record<string, unknown>,
	options: CallOptions,
): Promise<CallResult> {
	try {
		return await callEndpoint(context, endpoint, input, options);
	} catch (error) {
		const title = error instanceof Error ? error.message : String(error);
		const told = { title, cause: 'The call could not be made.', wayOut: 'Check the credential.' };
		return { ok: false, fault: faultOf('rejected', told) };
	}
}
