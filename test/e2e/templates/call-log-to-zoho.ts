import type { SeenRequest, StandInAnswer } from '../standIn';
import {
	boundTo,
	CUSTOMER,
	SUBJECT,
	routed,
	unknownIn,
	type CrmStandIn,
	type LoggedCall,
} from './crmStandIn';

const HOST = 'www.zohoapis.com';
const CONTACT_ID = '5545974000000501';
const FIELDS = [
	...['Subject', 'Call_Type', 'Call_Start_Time', 'Call_Duration', 'Call_Duration_in_seconds'],
	...['Call_Result', 'Call_Purpose', 'Description', 'Caller_ID', 'Dialled_Number'],
	...['Voice_Recording__s', 'Contact_Center_Call_ID', 'Who_Id', 'What_Id', '$se_module', 'Owner'],
];
const FORMS: Record<string, RegExp> = {
	Call_Type: /^(Inbound|Outbound|Missed)$/,
	Call_Start_Time: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d$/,
	Call_Duration: /^\d\d+:\d\d$/,
};
/** Fields of a call that cannot be changed once it is there. */
const FIXED = ['Call_Type', 'Call_Start_Time', 'Owner'];

type Values = Record<string, unknown> & { Who_Id?: { id: string }; What_Id?: { id: string } };

/** The records API of Zoho CRM: contacts, leads and calls. */
export function zoho(): CrmStandIn {
	const calls: LoggedCall[] = [];
	const leads: Array<{ id: string; number: unknown }> = [];
	const byNumber = (people: Array<{ id: string; number: unknown }>) => (request: SeenRequest) => {
		const criteria = request.query.get('criteria') ?? '';
		if (!/^\((\((Phone|Mobile):equals:[+\d ]+\)(or)?)+\)$/.test(criteria))
			return malformed('criteria');
		return listed(people.filter(({ number }) => criteria.includes(`:equals:${String(number)})`)));
	};
	const service = routed(
		[
			['GET', /^\/crm\/v8\/Contacts\/search$/, byNumber([{ id: CONTACT_ID, number: CUSTOMER }])],
			['GET', /^\/crm\/v8\/Leads\/search$/, byNumber(leads)],
			[
				'POST',
				/^\/crm\/v8\/Leads$/,
				({ json }) => {
					const [lead] = (json as { data: Array<Record<string, unknown>> }).data;
					if (!lead?.['Last_Name'] || !lead['Company']) return malformed('MANDATORY_NOT_FOUND');
					const id = `554597400000070${leads.length}`;
					leads.push({ id, number: lead['Phone'] });
					return written(id, 201);
				},
			],
			[
				'GET',
				/^\/crm\/v8\/Calls\/search$/,
				({ query }) => {
					const wanted = /^\(Contact_Center_Call_ID:equals:(.+)\)$/.exec(
						query.get('criteria') ?? '',
					);
					if (!wanted) return malformed('criteria');
					return listed(
						calls.filter(({ externalId }) => externalId === unescaped(wanted[1] ?? '')),
					);
				},
			],
			[
				'POST',
				/^\/crm\/v8\/Calls$/,
				({ json }) => {
					const [values = {}] = (json as { data: Values[] }).data;
					const fault = faultOf(values) ?? (values['Call_Start_Time'] ? null : 'Call_Start_Time');
					if (fault) return notTaken(fault);
					const id = `554597400000900${calls.length}`;
					const personId = values.Who_Id?.id ?? values.What_Id?.id ?? null;
					const externalId = String(values['Contact_Center_Call_ID']);
					calls.push({ id, externalId, personId, fields: values });
					return written(id, 201);
				},
			],
			[
				'PUT',
				/^\/crm\/v8\/Calls\/(\d+)$/,
				({ json }, id) => {
					const [values = {}] = (json as { data: Values[] }).data;
					const call = calls.find((one) => one.id === id);
					const fault = FIXED.find((name) => name in values) ?? faultOf(values);
					if (!call || fault) return notTaken(fault ?? 'id');
					Object.assign(call.fields, values);
					return written(call.id, 200);
				},
			],
		],
		({ headers }) =>
			headers.authorization === 'Bearer token-of-the-test'
				? undefined
				: { status: 401, body: { code: 'INVALID_TOKEN', status: 'error' } },
	);
	return {
		slug: 'call-log-to-zoho',
		host: HOST,
		service,
		setUp: {
			credentials: boundTo(
				[
					'Find the contact',
					'Find the lead',
					'Create the lead',
					'Find the call',
					'Update the call',
					'Create the call',
				],
				{
					type: 'zohoOAuth2Api',
					data: {
						clientId: 'client',
						clientSecret: 'secret',
						oauthTokenData: { access_token: 'token-of-the-test', api_domain: `https://${HOST}` },
					},
				},
			),
		},
		contactId: CONTACT_ID,
		calls: () => calls,
		newPeople: () => leads,
		makesPeople: true,
		finishedCall: {
			Subject: SUBJECT,
			Call_Type: 'Inbound',
			Call_Duration: '00:30',
			Caller_ID: CUSTOMER,
			Dialled_Number: '+8675588880001',
		},
		recordingField: 'Voice_Recording__s',
	};
}

/** Zoho answers a search without result with 204 and no body. */
const listed = (found: Array<{ id: string }>): StandInAnswer =>
	found.length === 0 ? { status: 204 } : { body: { data: found.map(({ id }) => ({ id })) } };

const written = (id: string, status: number): StandInAnswer => ({
	status,
	body: {
		data: [{ code: 'SUCCESS', details: { id }, message: 'record added', status: 'success' }],
	},
});

/** One record of several refused: HTTP 202, the fault stands beside the record. */
const notTaken = (field: string): StandInAnswer => ({
	status: 202,
	body: {
		data: [
			{
				code: 'INVALID_DATA',
				details: { api_name: field },
				message: `invalid ${field}`,
				status: 'error',
			},
		],
	},
});

const malformed = (message: string): StandInAnswer => ({
	status: 400,
	body: { code: 'INVALID_QUERY', message, status: 'error' },
});

/** Zoho wants commas, brackets and backslashes of a value in criteria escaped. */
const unescaped = (value: string) => value.replace(/\\(.)/g, '$1');

function faultOf(values: Values): string | null {
	const [unknown] = unknownIn(values, FIELDS);
	if (unknown) return unknown;
	if (values.What_Id && values['$se_module'] !== 'Leads') return '$se_module';
	const wrong = Object.entries(FORMS).find(
		([name, form]) => name in values && !form.test(String(values[name])),
	);
	return wrong?.[0] ?? null;
}
