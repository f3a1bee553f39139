import { randomUUID } from 'node:crypto';

import { customerRecording } from '../fixtures/tencentCcc/pushes';
import { callRecord } from './contactCenter';
import { down, type SeenRequest } from './standIn';
import { startTemplateBench, type RunningTemplate, type TemplateBench } from './templateBench';
import { bitrix24 } from './templates/call-log-to-bitrix24';
import { hubspot } from './templates/call-log-to-hubspot';
import { odoo } from './templates/call-log-to-odoo';
import { salesforce } from './templates/call-log-to-salesforce';
import { zoho } from './templates/call-log-to-zoho';
import type { LoggedCall } from './templates/crmStandIn';
import { VENDORS, VENDOR_TRIGGERS, type VendorPush } from './vendorTrigger';

jest.setTimeout(60_000);

const HUBSPOT = hubspot();
const CRMS = [HUBSPOT, salesforce(), bitrix24(), odoo(), zoho()];
const AGAIN = 'Every hour: what failed';
/** A copy of a push gets past the trigger, and the next hour comes when a test says so. */
const PARAMETERS = {
	'Call events': { options: { dedupeHours: 0 } },
	[AGAIN]: { rule: { interval: [{ field: 'cronExpression', expression: '0 0 1 1 *' }] } },
};
const STRANGER_TOO = '008613800138078';
/** What a request asks for: its path, and with Odoo, which has but one path, the model and method. */
function askedIn({ path, json }: SeenRequest): string {
	const { params } = (json ?? {}) as { params?: { method: string; args: unknown[] } };
	return [path, params?.method, ...(params?.args.slice(3, 5) ?? [])].join(' ');
}
/** Odoo's node signs in before each request. */
const SIGN_IN = '/jsonrpc login';
const STRANGER = '008613800138077';

let bench: TemplateBench;

beforeAll(async () => {
	bench = await startTemplateBench(
		Object.fromEntries(CRMS.map(({ host, service }) => [host, service])),
	);
}, 300_000);

afterEach(() => expect(bench.standIn.unexpected).toEqual([]));
afterAll(async () => await bench?.stop());

const cdr = (callId: string, change: Record<string, unknown> = {}): VendorPush => ({
	body: callRecord({ SessionId: callId, ...change }),
	query: { action: 'cdr' },
});
const recording = (callId: string): VendorPush => ({
	body: { ...customerRecording, SessionId: callId },
	query: { action: 'record' },
});

/** What the table cc_failed_events keeps of a call. */
const keptOf = async (callId: string) =>
	(await bench.rows('cc_failed_events')).filter(({ event }) => String(event).includes(callId));

describe.each(CRMS)('$slug', (crm) => {
	let flow: RunningTemplate;
	const logged = (callId: string): LoggedCall[] =>
		crm.calls().filter(({ externalId }) => externalId === `tencent-ccc:${callId}`);

	beforeAll(async () => {
		flow = await bench.template(crm.slug, { ...crm.setUp, parameters: PARAMETERS });
	});

	it('logs a finished call with the contact who has the number', async () => {
		const callId = randomUUID();
		expect(await flow.deliver(cdr(callId))).toMatchObject({ status: 'success' });
		expect(logged(callId)).toEqual([
			expect.objectContaining({
				personId: crm.contactId,
				fields: expect.objectContaining(crm.finishedCall),
			}),
		]);
	});

	it('updates the record when the same call comes again, and adds none', async () => {
		const callId = randomUUID();
		const call = cdr(callId);
		await flow.deliver(call);
		const [before] = structuredClone(logged(callId));
		expect(await flow.deliver(call)).toMatchObject({ status: 'success' });
		expect(logged(callId)).toEqual([before]);
	});

	it.each([
		['inbound', {}],
		['outbound', { Direction: 1, Caller: '0086075588880001', Callee: '008613800138001' }],
	])(
		'writes a recording that comes later into the record (%s), and changes nothing else',
		async (_, way) => {
			const callId = randomUUID();
			await flow.deliver(cdr(callId, way));
			const [before] = structuredClone(logged(callId)) as [LoggedCall];
			expect(await flow.deliver(recording(callId))).toMatchObject({ status: 'success' });
			const [after, ...others] = logged(callId);
			expect(others).toEqual([]);
			const { [crm.recordingField]: text = '', ...rest } = before.fields;
			const { [crm.recordingField]: longer, ...restAfter } = after?.fields ?? {};
			expect(longer).toContain(customerRecording.RecordURL);
			expect(longer).toContain(text);
			expect(restAfter).toEqual(rest);
		},
	);

	it('keeps a recording that comes before its call, and adds it the next hour', async () => {
		const callId = randomUUID();
		expect(await flow.deliver(recording(callId))).toMatchObject({ status: 'error' });
		expect(logged(callId)).toEqual([]);
		expect(await keptOf(callId)).toEqual([
			expect.objectContaining({
				template: crm.slug,
				error: expect.stringContaining('is not logged yet'),
			}),
		]);
		await flow.deliver(cdr(callId));
		expect(await flow.runFrom(AGAIN)).toMatchObject({ status: 'success' });
		expect(logged(callId)[0]?.fields[crm.recordingField]).toContain(customerRecording.RecordURL);
		expect(await keptOf(callId)).toEqual([]);
	});

	it('logs the pinned example when it is tried without a contact center', async () => {
		expect(await flow.runFrom('Call events')).toMatchObject({ status: 'success' });
		expect(logged('7c1e0000-aaaa-4bbb-8ccc-000000000001')).toHaveLength(1);
	});

	it('makes at most one contact or lead of an unknown number that calls twice', async () => {
		const callIds = [randomUUID(), randomUUID()] as const;
		const before = crm.newPeople().length;
		for (const callId of callIds) {
			const execution = await flow.deliver(cdr(callId, { Caller: STRANGER }));
			expect(execution).toMatchObject({ status: 'success' });
		}
		const people = crm.newPeople().slice(before);
		const personId = people[0]?.id ?? null;
		expect(callIds.map((callId) => logged(callId)[0]?.personId)).toEqual([personId, personId]);
		expect(people.map(({ number }) => number)).toEqual(personId ? ['+8613800138077'] : []);
		expect(crm.makesPeople).toBe(personId !== null);
	});

	it('logs calls without a number, and makes no contact or lead of each', async () => {
		const callIds = [randomUUID(), randomUUID()] as const;
		const before = crm.newPeople().length;
		for (const callId of callIds) {
			const execution = await flow.deliver(cdr(callId, { Caller: 'anonymous' }));
			expect(execution).toMatchObject({ status: 'success' });
			expect(logged(callId)).toHaveLength(1);
		}
		// Bitrix24 and Odoo want a record to hang it on: one contact stands for all of them.
		const people = crm.newPeople().slice(before);
		const needsOne = ['call-log-to-bitrix24', 'call-log-to-odoo'].includes(crm.slug);
		expect(people).toHaveLength(needsOne ? 1 : 0);
	});

	it('makes no contact or lead while the search for it fails', async () => {
		const callId = randomUUID();
		const before = crm.newPeople().length;
		let search: string | undefined;
		const repair = bench.standIn.replace(crm.host, (request) => {
			if (askedIn(request) !== SIGN_IN) search ??= askedIn(request);
			return askedIn(request) === search ? down(request) : crm.service(request);
		});
		const execution = await flow.deliver(cdr(callId, { Caller: STRANGER_TOO }));
		repair();
		expect(execution.status).toBe('error');
		expect(crm.newPeople()).toHaveLength(before);
		expect(logged(callId)).toEqual([]);
		expect(await flow.runFrom(AGAIN)).toMatchObject({ status: 'success' });
		expect(logged(callId)).toHaveLength(1);
	});

	it('keeps events and ends red while the CRM is down, and logs them in their order the next hour', async () => {
		const callId = randomUUID();
		const repair = bench.standIn.replace(crm.host, down);
		const execution = await flow.deliver(cdr(callId));
		await flow.deliver(recording(callId));
		repair();
		expect(execution.status).toBe('error');
		expect(execution.data.resultData.error?.message).toContain('could not be logged');
		expect(await keptOf(callId)).toEqual([
			expect.objectContaining({
				template: crm.slug,
				event_id: `tencent-ccc:1400000001:cdr:${callId}`,
				error: expect.stringMatching(/500|server error/i),
			}),
			expect.objectContaining({ event_id: expect.stringContaining(':record:') }),
		]);
		expect(await flow.runFrom(AGAIN)).toMatchObject({ status: 'success' });
		expect(logged(callId)).toHaveLength(1);
		expect(logged(callId)[0]?.fields[crm.recordingField]).toContain(customerRecording.RecordURL);
		expect(await keptOf(callId)).toEqual([]);
	});

	it('keeps the event when only the last request of a call fails', async () => {
		const asked = () => bench.standIn.requestsTo(crm.host).length;
		const before = asked();
		await flow.deliver(cdr(randomUUID()));
		let left = asked() - before;
		const repair = bench.standIn.replace(crm.host, (request) => {
			left -= 1;
			return left > 0 ? crm.service(request) : down(request);
		});
		const callId = randomUUID();
		const execution = await flow.deliver(cdr(callId));
		repair();
		expect(execution.status).toBe('error');
		expect(await keptOf(callId)).toHaveLength(1);
		await flow.runFrom(AGAIN);
		expect(logged(callId)).toHaveLength(1);
	});
});

describe('call-log-to-hubspot with the trigger of another vendor', () => {
	it.each(VENDORS)('%s: a finished call is one record', async (vendor) => {
		const flow = await bench.template(HUBSPOT.slug, { ...HUBSPOT.setUp, vendor });
		const callId = randomUUID().replaceAll('-', '');
		const push = VENDOR_TRIGGERS[vendor].finishedCall(callId);
		expect(await flow.deliver(push)).toMatchObject({ status: 'success' });
		expect((await flow.push(push)).status).toBe(200);
		await flow.executions();
		const logged = HUBSPOT.calls().filter(({ externalId }) => externalId.endsWith(callId));
		expect(logged).toEqual([expect.objectContaining({ externalId: `${vendor}:${callId}` })]);
	});
});
