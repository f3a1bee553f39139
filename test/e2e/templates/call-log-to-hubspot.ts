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

interface Search {
	filterGroups: Array<{
		filters: Array<{ propertyName: string; operator: string; value: string }>;
	}>;
	properties: string[];
}

interface CallInput {
	properties: Record<string, string>;
	associations?: Array<{
		to: { id: string };
		types: Array<{ associationCategory: string; associationTypeId: number }>;
	}>;
}

const PROPERTIES = [
	...['hs_timestamp', 'hs_call_title', 'hs_call_body', 'hs_call_direction', 'hs_call_duration'],
	...['hs_call_status', 'hs_call_disposition', 'hs_call_from_number', 'hs_call_to_number'],
	...['hs_call_recording_url', 'hs_call_external_id', 'hubspot_owner_id'],
];
const ENUMS: Record<string, RegExp> = {
	hs_call_direction: /^(INBOUND|OUTBOUND)$/,
	hs_call_status: /^(BUSY|CANCELED|COMPLETED|FAILED|MISSED|NO_ANSWER)$/,
	hs_call_duration: /^\d+$/,
	hs_call_disposition: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
	hs_timestamp: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/,
	hs_call_recording_url: /^https:/,
};
const CONTACT = {
	id: '501',
	properties: {
		phone: '+86 138 0013 8001',
		hs_searchable_calculated_phone_number: '13800138001',
	} as Record<string, string>,
};
/** From call to contact, in HubSpot's own numbering. */
const CALL_TO_CONTACT = 194;

/** The Calls and Contacts API of HubSpot. */
export function hubspot(): CrmStandIn {
	const calls: Array<LoggedCall & { fields: Record<string, string> }> = [];
	const found =
		<T extends { id: string }>(all: T[], propertiesOf: (one: T) => object) =>
		(request: SeenRequest): StandInAnswer => {
			const { filterGroups } = request.json as Search;
			if (filterGroups.length > 5) return invalid('too many filter groups');
			const filters = filterGroups.map((group) => group.filters);
			if (filters.flat().some(({ operator, value }) => operator !== 'EQ' || !value)) {
				return invalid('a filter without operator or value');
			}
			const results = all.filter((one) =>
				filters.some((group) =>
					group.every(({ propertyName, value }) => {
						return (propertiesOf(one) as Record<string, string>)[propertyName] === value;
					}),
				),
			);
			return { body: { total: results.length, results: results.map(({ id }) => ({ id })) } };
		};
	const service = routed(
		[
			['POST', /^\/crm\/v3\/objects\/contacts\/search$/, found([CONTACT], (one) => one.properties)],
			['POST', /^\/crm\/v3\/objects\/calls\/search$/, found(calls, (one) => one.fields)],
			[
				'POST',
				/^\/crm\/v3\/objects\/calls$/,
				({ json }) => {
					const { properties, associations = [] } = json as CallInput;
					const wrong = faultOf(properties) ?? (properties['hs_timestamp'] ? null : 'no timestamp');
					if (wrong) return invalid(wrong);
					const [link] = associations;
					if (link && link.types[0]?.associationTypeId !== CALL_TO_CONTACT) {
						return invalid('no such association type');
					}
					const id = String(9000 + calls.length);
					const externalId = String(properties['hs_call_external_id']);
					calls.push({ id, externalId, personId: link?.to.id ?? null, fields: properties });
					return { status: 201, body: { id, properties } };
				},
			],
			[
				'PATCH',
				/^\/crm\/v3\/objects\/calls\/(\d+)$/,
				({ json }, id) => {
					const { properties, ...rest } = json as CallInput;
					const call = calls.find((one) => one.id === id);
					const wrong = faultOf(properties) ?? unknownIn(rest, [])[0];
					if (!call || wrong) return invalid(wrong ?? 'no such call');
					Object.assign(call.fields, properties);
					return { body: { id, properties: call.fields } };
				},
			],
		],
		({ headers }) =>
			headers.authorization === 'Bearer key-of-the-test'
				? undefined
				: { status: 401, body: { status: 'error', category: 'INVALID_AUTHENTICATION' } },
	);
	return {
		slug: 'call-log-to-hubspot',
		host: 'api.hubapi.com',
		service,
		setUp: {
			credentials: boundTo(
				['Find the contact', 'Find the call', 'Update the call', 'Create the call'],
				{
					type: 'hubspotAppToken',
					data: { appToken: 'key-of-the-test' },
				},
			),
		},
		contactId: CONTACT.id,
		calls: () => calls,
		newPeople: () => [],
		makesPeople: false,
		finishedCall: {
			hs_call_title: SUBJECT,
			hs_call_direction: 'INBOUND',
			hs_call_status: 'COMPLETED',
			hs_call_duration: '30000',
			hs_call_from_number: CUSTOMER,
			hs_call_to_number: '+8675588880001',
		},
		recordingField: 'hs_call_recording_url',
	};
}

const invalid = (message: string): StandInAnswer => ({
	status: 400,
	body: { status: 'error', category: 'VALIDATION_ERROR', message },
});

function faultOf(properties: Record<string, string>): string | null {
	const [unknown] = unknownIn(properties, PROPERTIES);
	if (unknown) return `Property "${unknown}" does not exist`;
	for (const [name, value] of Object.entries(properties)) {
		if (typeof value !== 'string') return `${name} is no text`;
		if (ENUMS[name]?.test(value) === false) return `${name} was not one of the allowed options`;
	}
	return null;
}
