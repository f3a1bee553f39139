import type { StandInAnswer } from '../standIn';
import {
	CUSTOMER,
	SUBJECT,
	routed,
	unknownIn,
	type CrmStandIn,
	type LoggedCall,
} from './crmStandIn';

const HOST = 'acme.bitrix24.com';
const WEBHOOK = '/rest/1/code-of-the-test';
const CONTACT_ID = '501';
const TYPE_CALL = 2;
const OF_CONTACT = 3;
const FIELDS = [
	...['TYPE_ID', 'OWNER_TYPE_ID', 'OWNER_ID', 'SUBJECT', 'DESCRIPTION', 'DESCRIPTION_TYPE'],
	...['DIRECTION', 'COMPLETED', 'START_TIME', 'END_TIME', 'COMMUNICATIONS', 'RESPONSIBLE_ID'],
	...['ORIGINATOR_ID', 'ORIGIN_ID'],
];

interface Activity {
	fields: Record<string, unknown> & { COMMUNICATIONS?: Array<{ VALUE: string }> };
}

/** The REST methods of Bitrix24 an inbound webhook with the permission "crm" may call. */
export function bitrix24(): CrmStandIn {
	const calls: LoggedCall[] = [];
	const people: Array<{ id: string; number: unknown }> = [];
	const method = (name: string) => new RegExp(`^${WEBHOOK}/${name.replaceAll('.', '\\.')}$`);
	const service = routed([
		[
			'POST',
			method('crm.duplicate.findbycomm'),
			({ json }) => {
				const { entity_type, type, values } = json as Record<string, unknown>;
				if (entity_type !== 'CONTACT' || type !== 'PHONE') return refused('PARAMETER');
				const known = [{ id: CONTACT_ID, number: CUSTOMER }, ...people];
				const found = known.filter(({ number }) => (values as unknown[]).includes(number));
				const CONTACT = found.map(({ id }) => Number(id));
				// An empty object is an empty list in PHP.
				return { body: { result: found.length > 0 ? { CONTACT } : [] } };
			},
		],
		[
			'POST',
			method('crm.contact.add'),
			({ json }) => {
				const { fields } = json as { fields: { NAME?: string; PHONE?: Array<{ VALUE: string }> } };
				if (!fields.NAME) return refused('NAME');
				const id = String(700 + people.length);
				people.push({ id, number: fields.PHONE?.[0]?.VALUE });
				return { body: { result: Number(id) } };
			},
		],
		[
			'POST',
			method('crm.activity.list'),
			({ json }) => {
				const { filter, select } = json as { filter: Record<string, unknown>; select: string[] };
				if (unknownIn(filter, FIELDS).length > 0 || !select.includes('ID'))
					return refused('FILTER');
				const found = calls.filter(({ fields }) =>
					Object.entries(filter).every(([name, value]) => fields[name] === value),
				);
				return {
					body: {
						result: found.map(({ id, fields }) => ({ ID: id, DESCRIPTION: fields['DESCRIPTION'] })),
						total: found.length,
					},
				};
			},
		],
		[
			'POST',
			method('crm.activity.add'),
			({ json }) => {
				const { fields } = json as Activity;
				const fault = faultOf(fields) ?? missingIn(fields);
				if (fault) return refused(fault);
				const id = String(9000 + calls.length);
				const personId = String(fields['OWNER_ID']);
				calls.push({ id, externalId: String(fields['ORIGIN_ID']), personId, fields });
				return { body: { result: Number(id) } };
			},
		],
		[
			'POST',
			method('crm.activity.update'),
			({ json }) => {
				const { id, fields } = json as Activity & { id: string };
				const call = calls.find((one) => one.id === String(id));
				const fault = faultOf(fields);
				if (!call || fault) return refused(fault ?? 'ID');
				Object.assign(call.fields, fields);
				return { body: { result: true } };
			},
		],
	]);
	return {
		slug: 'call-log-to-bitrix24',
		host: HOST,
		service,
		setUp: { settings: { bitrix24Url: `https://${HOST}${WEBHOOK}/` } },
		contactId: CONTACT_ID,
		calls: () => calls,
		newPeople: () => people,
		makesPeople: true,
		finishedCall: {
			SUBJECT,
			TYPE_ID: TYPE_CALL,
			OWNER_TYPE_ID: OF_CONTACT,
			DIRECTION: 1,
			COMPLETED: 'Y',
		},
		recordingField: 'DESCRIPTION',
	};
}

const refused = (name: string): StandInAnswer => ({
	status: 400,
	body: { error: 'ERROR_CORE', error_description: `${name} is wrong or missing` },
});

const faultOf = (fields: object): string | undefined => unknownIn(fields, FIELDS)[0];

function missingIn(fields: Activity['fields']): string | undefined {
	if (!fields.COMMUNICATIONS?.[0]?.VALUE) return 'COMMUNICATIONS';
	return ['TYPE_ID', 'OWNER_TYPE_ID', 'OWNER_ID', 'SUBJECT', 'START_TIME'].find(
		(name) => fields[name] === undefined,
	);
}
