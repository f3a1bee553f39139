import { CRMS, mapToCrm, type CrmName } from '../../../lib/crm/mapToCrm';
import { EXTERNAL_ID, answered, callWith, SETTINGS } from './calls';

const MARKUP = `</p><script>alert("1")</script>&<img src=x onerror='1'>`;
const BREAKS = '\n\r\u2028\u0000 ';

const names = Object.keys(CRMS) as CrmName[];

function recordOf(crm: CrmName, event = answered, settings = SETTINGS) {
	const mapping = mapToCrm(crm, event, settings);
	if (!mapping.ok) throw new Error(mapping.reason);
	return mapping.record;
}

it.each(names)('%s: a call id with line ends and half characters is one word', (crm) => {
	const event = callWith({ call: { callId: `a${BREAKS}b\ud800'\\c` } });
	const { externalId, upsert } = recordOf(crm, event);
	expect(externalId).toBe("tencent-ccc:a_b_'\\c");
	expect(JSON.stringify(upsert)).not.toMatch(/\\n|\\r|\u2028|\\u0000|\\ud800/);
});

it.each(['hubspot', 'odoo', 'pipedrive'] as const)(
	'%s: what callers and queues are called does not become markup',
	(crm) => {
		const customer = { ...answered.customer, name: MARKUP };
		const queue = { id: '1', name: MARKUP };
		const event = callWith({ customer, queue, call: { userData: MARKUP } });
		const { payload } = recordOf(crm, event) as { payload: Record<string, unknown> };
		const properties = (payload['properties'] ?? {}) as Record<string, unknown>;
		const html = properties['hs_call_body'] ?? payload['body'] ?? payload['note'];
		expect(String(html).replace(/<\/?p>|<br>/g, '')).not.toMatch(/[<>]/);
		expect(html).toContain('&lt;script&gt;');
	},
);

it('salesforce: a quote and a backslash stay inside the SOQL literal', () => {
	const event = callWith({ call: { callId: `x\\' OR Id != '` } });
	expect(recordOf('salesforce', event).upsert['query']).toBe(
		`SELECT Id FROM Task WHERE CallObject = 'tencent-ccc:x\\\\\\'_OR_Id_!=_\\'' LIMIT 1`,
	);
});

it('zoho: brackets and commas do not end a criterion', () => {
	const event = callWith({ call: { callId: '1)or(Owner:equals:2,3' } });
	expect(recordOf('zoho', event).upsert['criteria']).toBe(
		'(Contact_Center_Call_ID:equals:tencent-ccc:1\\)or\\(Owner:equals:2\\,3)',
	);
});

it('dynamics: a body stays within the 2000 characters of its field', () => {
	const event = callWith({ call: { userData: '好'.repeat(4000) } });
	expect(recordOf('dynamics', event).payload['description']).toHaveLength(2000);
});

it('dynamics: a status reason that is no number leaves the usual one', () => {
	const words = { ...SETTINGS, dispositions: { answered: 'Made' } };
	const complete = { statecode: 1, statuscode: 4 };
	expect(recordOf('dynamics', answered, words).complete).toEqual(complete);
	const own = { ...SETTINGS, dispositions: { answered: '100000001' } };
	expect(recordOf('dynamics', answered, own).complete).toEqual({
		...complete,
		statuscode: 100_000_001,
	});
});

it('two events without a call id are two records', () => {
	const first = callWith({ type: 'campaign.case_attempted', id: 'a', call: { callId: null } });
	const ids = [first, { ...first, id: 'b' }].map((event) => recordOf('hubspot', event).externalId);
	expect(ids).toEqual(['a', 'b']);
	expect(recordOf('hubspot').externalId).toBe(EXTERNAL_ID);
});
