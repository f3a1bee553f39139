import type { StandInAnswer } from '../standIn';
import {
	boundTo,
	SUBJECT,
	routed,
	unknownIn,
	type CrmStandIn,
	type LoggedCall,
} from './crmStandIn';

const HOST = 'acme.my.salesforce.com';
const API = '\\/services\\/data\\/v59\\.0';
const CONTACT_ID = '003000000000001AAA';
const FIELDS: Record<string, 'string' | 'number'> = {
	...{ Subject: 'string', Status: 'string', ActivityDate: 'string', CallType: 'string' },
	...{ CallDisposition: 'string', CallDurationInSeconds: 'number', CallObject: 'string' },
	...{ Description: 'string', WhoId: 'string', OwnerId: 'string', TaskSubtype: 'string' },
	...{ Priority: 'string' },
};
const SOSL =
	/^FIND \{(\d+) OR (\d+) OR "([\d ]+)"\} IN PHONE FIELDS RETURNING Contact\(Id ORDER BY LastModifiedDate DESC LIMIT 1\), Lead\(Id WHERE IsConverted = false ORDER BY LastModifiedDate DESC LIMIT 1\)$/;
const SOQL = /^SELECT Id, Description FROM Task WHERE CallObject = '([^'\\]+)' LIMIT 1$/;

/** The REST API of a Salesforce org: search, query, and the object Task. */
export function salesforce(): CrmStandIn {
	const calls: LoggedCall[] = [];
	const service = routed(
		[
			[
				'GET',
				new RegExp(`^${API}/search/$`),
				({ query }) => {
					const words = SOSL.exec(query.get('q') ?? '');
					if (!words) return malformed('unexpected token');
					const isKnown = words.slice(1).includes('138 0013 8001');
					const found = { attributes: { type: 'Contact' }, Id: CONTACT_ID };
					return { body: { searchRecords: isKnown ? [found] : [] } };
				},
			],
			[
				'GET',
				new RegExp(`^${API}/query/$`),
				({ query }) => {
					const externalId = SOQL.exec(query.get('q') ?? '')?.[1];
					if (!externalId) return malformed('unexpected token');
					const found = calls.filter((call) => call.externalId === externalId);
					const records = found.map(({ id, fields }) => ({
						attributes: { type: 'Task' },
						Id: id,
						Description: fields['Description'] ?? null,
					}));
					return { body: { totalSize: records.length, done: true, records } };
				},
			],
			[
				'POST',
				new RegExp(`^${API}/sobjects/Task$`),
				({ json }) => {
					const fields = json as Record<string, unknown>;
					const fault = faultOf(fields);
					if (fault) return malformed(fault);
					const id = `00T00000000000${calls.length}AAA`;
					const personId = (fields['WhoId'] as string | undefined) ?? null;
					calls.push({ id, externalId: String(fields['CallObject']), personId, fields });
					return { status: 201, body: { id, success: true, errors: [] } };
				},
			],
			[
				'PATCH',
				new RegExp(`^${API}/sobjects/Task/(\\w+)$`),
				({ json }, id) => {
					const fields = json as Record<string, unknown>;
					const call = calls.find((one) => one.id === id);
					// A subtype can only be chosen when the task is made.
					const fault = 'TaskSubtype' in fields ? 'TaskSubtype' : faultOf(fields);
					if (!call || fault) return malformed(fault ?? 'no such task');
					Object.assign(call.fields, fields);
					return { status: 204 };
				},
			],
		],
		({ headers }) =>
			headers.authorization === 'Bearer token-of-the-test'
				? undefined
				: { status: 401, body: [{ errorCode: 'INVALID_SESSION_ID', message: 'Session expired' }] },
	);
	return {
		slug: 'call-log-to-salesforce',
		host: HOST,
		service,
		setUp: {
			settings: { salesforceUrl: `https://${HOST}` },
			credentials: boundTo(
				['Find the contact or lead', 'Find the task', 'Update the task', 'Create the task'],
				{
					type: 'salesforceOAuth2Api',
					data: {
						clientId: 'client',
						clientSecret: 'secret',
						oauthTokenData: { access_token: 'token-of-the-test', instance_url: `https://${HOST}` },
					},
				},
			),
		},
		contactId: CONTACT_ID,
		calls: () => calls,
		newPeople: () => [],
		makesPeople: false,
		finishedCall: {
			Subject: SUBJECT,
			TaskSubtype: 'Call',
			Status: 'Completed',
			CallType: 'Inbound',
			CallDurationInSeconds: 30,
		},
		recordingField: 'Description',
	};
}

const malformed = (message: string): StandInAnswer => ({
	status: 400,
	body: [{ errorCode: 'MALFORMED_QUERY', message }],
});

function faultOf(fields: Record<string, unknown>): string | null {
	const [unknown] = unknownIn(fields, Object.keys(FIELDS));
	if (unknown) return `No such column '${unknown}' on sobject of type Task`;
	for (const [name, value] of Object.entries(fields)) {
		if (typeof value !== FIELDS[name]) return `Cannot deserialize ${name}`;
	}
	return null;
}
