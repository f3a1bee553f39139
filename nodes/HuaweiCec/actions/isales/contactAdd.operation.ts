import {
	sleep,
	type IDataObject,
	type IExecuteFunctions,
	type INodeExecutionData,
} from 'n8n-workflow';

import { addressOf } from '../../../../lib/huaweiCec/access';
import { addContacts } from '../../../../lib/huaweiCec/contacts/addContacts';
import {
	readContact,
	type ContactInput,
	type ContactReading,
} from '../../../../lib/huaweiCec/contacts/contactRow';
import type { Turns } from '../../../../lib/huaweiCec/contacts/pacing';
import type { ContactResult } from '../../../../lib/huaweiCec/contacts/run';
import type { Fault } from '../../../../lib/huaweiCec/fault';
import { failedItem } from '../../faultItem';
import { numberIn } from '../../nodeOptions';
import type { Operation } from '../../operation';
import { readInput } from '../../readInput';
import { connect, faultError, type Connection } from '../../transport/call';
import {
	CONTACT_ADD_PROPERTIES,
	CONTACT_PARAMETERS,
	SENDING_DEFAULTS,
	type SendingSettings,
} from './contactFields';
import { contactGate } from './contactGate';
import { contactMemory, noMemory, type ContactMemory } from './contactMemory';

/** Calls on a campaign take turns in the whole process, whichever workflow makes them. */
const turns: Turns = new Map();

/** The items that go to one campaign, or to one batch of it. */
interface Group {
	campaignId: unknown;
	batchId: unknown;
	entries: Array<{ index: number; input: ContactInput }>;
}

interface Run {
	context: IExecuteFunctions;
	connection: Connection;
	sending: Required<SendingSettings>;
	memory: ContactMemory;
}

/** All items of the run as contacts of a campaign: see lib/huaweiCec/contacts/addContacts. */
export const contactAdd: Operation = {
	resource: 'contact',
	operation: 'add',
	name: 'Add',
	action: 'Add contacts to a campaign',
	description:
		'Adds all incoming items to a campaign, in full calls as fast as the vendor allows, one result for each item. A contact that cannot be added keeps no other one out. Unless the node continues on errors, it fails once all others are in, and says how many',
	properties: CONTACT_ADD_PROPERTIES,
	row: {
		sessionId: 'cust-0001',
		called: '13800000001',
		dataId: '1803096731904991234',
		status: 'added',
	},
	async execute(context) {
		const results = await addAll(context);
		if (!context.continueOnFail()) throwIfAnyFailed(context, results);
		return results.map((result, index) => itemOf(context, result, index));
	},
};

/** A setting that is no number counts as not set. */
function numbersIn({ chunkSize, retryLimit, spacing }: SendingSettings) {
	return {
		chunkSize: Math.floor(numberIn(chunkSize, 1) ?? SENDING_DEFAULTS.chunkSize),
		retryLimit: numberIn(retryLimit, 0) ?? SENDING_DEFAULTS.retryLimit,
		spacing: numberIn(spacing, 0) ?? SENDING_DEFAULTS.spacing,
	};
}

async function addAll(context: IExecuteFunctions): Promise<ContactResult[]> {
	const given = context.getNodeParameter('sending', 0, {}) as SendingSettings;
	const sending = { ...SENDING_DEFAULTS, ...given, ...numbersIn(given) };
	const memory = sending.remembers ? contactMemory(context) : noMemory;
	const run = { context, connection: await connect(context, 0), sending, memory };
	const results: ContactResult[] = [];
	let stoppedBy: Fault | null = null;
	try {
		for (const group of await groupsOf(context)) {
			const added = await addGroup(run, group, stoppedBy);
			({ stoppedBy } = added);
			for (const [place, { index }] of group.entries.entries()) {
				const result = added.results[place];
				if (result) results[index] = result;
			}
		}
	} finally {
		await memory.flush();
	}
	return results;
}

/** So many items are read before n8n gets its turn: their expressions take a millisecond each. */
const ITEMS_AT_A_TIME = 200;

/** In the order in which the campaigns come. */
async function groupsOf(context: IExecuteFunctions): Promise<Iterable<Group>> {
	const groups = new Map<string, Group>();
	for (let index = 0; index < context.getInputData().length; index++) {
		if (index % ITEMS_AT_A_TIME === 0) await sleep(0);
		const { campaignId, batchId, ...input } = readInput(context, CONTACT_PARAMETERS, index);
		const key = JSON.stringify([String(campaignId), String(batchId ?? '')]);
		const group = groups.get(key) ?? { campaignId, batchId, entries: [] };
		group.entries.push({ index, input });
		groups.set(key, group);
	}
	return groups.values();
}

async function addGroup(
	{ context, connection, sending, memory }: Run,
	{ campaignId, batchId, entries }: Group,
	stoppedBy: Fault | null,
) {
	const { account, access } = connection;
	const campaign = `${account.vdnId}/${String(campaignId)}`;
	const { version, sessionKey, numbers, ...settings } = sending;
	const contactSettings = { campaign, sessionKey, numbers, timeZone: account.timeZone };
	const readings = entries.map(({ input }) =>
		fitting(readContact(input, contactSettings), version),
	);
	const keyOf = (sessionId: string) => `${campaign}/${sessionId}`;
	const ids = [...new Set(readings.flatMap((r) => (r.ok ? [r.contact.sessionId] : [])))];
	const known = await memory.known(ids.map(keyOf));
	const destination = { campaignId, batchId, version, itemIndex: entries[0]?.index ?? 0 };
	const gate = contactGate(context, destination, async (contacts) => {
		await memory.added(contacts.map(({ sessionId }) => keyOf(sessionId)));
	});
	const address = addressOf(access, 'isales');
	return await addContacts(readings, new Set(ids.filter((id) => known.has(keyOf(id)))), gate, {
		...settings,
		campaign: `${address.ok ? address.address : ''}/${campaign}`,
		turns,
		stoppedBy,
	});
}

function fitting(reading: ContactReading, version: 'v1' | 'v2'): ContactReading {
	if (version === 'v2' || !reading.ok || reading.contact.called.length === 1) return reading;
	const message =
		'Customer Numbers (called) holds several numbers: V1 of the interface takes one, choose V2 under API Version';
	return { ok: false, field: 'called', message };
}

function itemOf(
	context: IExecuteFunctions,
	{ sessionId, called, dataId, status, fault }: ContactResult,
	index: number,
): INodeExecutionData {
	const json: IDataObject = { sessionId, called: called.join(','), dataId, status };
	if (fault) return failedItem(context, fault, index, json);
	return { json, pairedItem: { item: index } };
}

/** Everything that could be done is done by now, so a retry sends only what is missing. */
function throwIfAnyFailed(context: IExecuteFunctions, results: readonly ContactResult[]): void {
	const failed = results.filter(({ fault }) => fault !== null);
	const first = results.findIndex(({ fault }) => fault !== null);
	const fault = results[first]?.fault;
	if (!fault) return;
	const isIn = results.length - failed.length;
	const unknown = failed.filter(({ status }) => status === 'unknown').length;
	const unclear = unknown > 0 ? ` (of ${unknown} it is not known)` : '';
	const title = `${isIn} of ${results.length} contacts are in the campaign, ${failed.length} are not${unclear}. The first, item ${first}: ${fault.title}`;
	throw faultError(context.getNode(), { ...fault, title }, first);
}
