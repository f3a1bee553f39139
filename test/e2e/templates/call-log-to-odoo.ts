import type { StandInAnswer } from '../standIn';
import {
	boundTo,
	CUSTOMER,
	SUBJECT,
	routed,
	unknownIn,
	type CrmStandIn,
	type LoggedCall,
} from './crmStandIn';

const HOST = 'acme.odoo.com';
const LOGIN = ['acme', 'bot@example.com', 'key-of-the-test'];
const USER_ID = 7;
const CONTACT_ID = 501;
const FIELDS = ['model', 'res_id', 'message_type', 'message_id', 'subject', 'body', 'date'];
const DATE = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/;

interface Call {
	jsonrpc: string;
	method: string;
	params: { service: string; method: string; args: unknown[] };
}

type Domain = Array<[field: string, operator: string, value: unknown]>;

/** The external API of Odoo (`/jsonrpc`): login, contacts, and notes in the chatter. */
export function odoo(): CrmStandIn {
	const calls: LoggedCall[] = [];
	const people: Array<{ id: string; name: unknown; number: unknown }> = [];

	const partners: Model = {
		search_read: (domain) => {
			const [[field, , value] = []] = domain;
			const known = [{ id: String(CONTACT_ID), name: 'Acme', number: CUSTOMER }, ...people];
			const found =
				field === 'name'
					? known.filter(({ name }) => name === value)
					: known.filter(({ number }) => number === soughtIn(domain, 'phone_sanitized'));
			return found.map(({ id }) => ({ id: Number(id) }));
		},
		create: (values) => {
			if (!values['name']) throw new Error('name is mandatory');
			const id = 700 + people.length;
			people.push({ id: String(id), name: values['name'], number: values['phone'] });
			return id;
		},
		write: () => {
			throw new Error('contacts are not changed');
		},
	};
	const messages: Model = {
		search_read: (domain) => {
			const value = soughtIn(domain, 'message_id');
			const found = calls.filter(({ fields }) => fields['message_id'] === value);
			return found.map(({ id, fields }) => ({ id: Number(id), ...fields }));
		},
		create: (values) => {
			if (values['model'] !== 'res.partner' || typeof values['res_id'] !== 'number') {
				throw new Error('a note hangs on a record');
			}
			const id = String(9000 + calls.length);
			const externalId = String(values['message_id']).replace(/^<(.*)@contact-center>$/, '$1');
			calls.push({ id, externalId, personId: String(values['res_id']), fields: checked(values) });
			return Number(id);
		},
		write: (values, id) => {
			const call = calls.find((one) => one.id === String(id));
			if (!call) throw new Error(`no note ${id}`);
			Object.assign(call.fields, checked(values));
			return true;
		},
	};
	const models: Record<string, Model> = { 'res.partner': partners, 'mail.message': messages };

	const service = routed([
		['POST', /^\/jsonrpc$/, ({ json }) => rpcAnswer(() => executed(models, json as Call))],
	]);
	return {
		slug: 'call-log-to-odoo',
		host: HOST,
		service,
		setUp: {
			credentials: boundTo(
				...([
					[
						'Find the contact',
						'Create the contact',
						'Find the note',
						'Update the note',
						'Create the note',
					],
				] as const),
				{
					type: 'odooApi',
					data: { url: `https://${HOST}`, db: LOGIN[0], username: LOGIN[1], password: LOGIN[2] },
				},
			),
		},
		contactId: String(CONTACT_ID),
		calls: () => calls,
		newPeople: () => people,
		makesPeople: true,
		finishedCall: {
			subject: SUBJECT,
			model: 'res.partner',
			message_type: 'comment',
		},
		recordingField: 'body',
	};
}

/** The value a search by one field asks for. */
function soughtIn([condition]: Domain, field: string): unknown {
	if (condition?.[0] === field && condition[1] === '=') return condition[2];
	throw new Error(`Invalid domain: ${JSON.stringify(condition)}`);
}

interface Model {
	search_read(domain: Domain): unknown;
	create(values: Record<string, unknown>): unknown;
	write(values: Record<string, unknown>, id: number): unknown;
}

function executed(models: Record<string, Model>, { jsonrpc, method, params }: Call): unknown {
	if (jsonrpc !== '2.0' || method !== 'call') throw new Error('Invalid request');
	if (params.service === 'common' && params.method === 'login') {
		return JSON.stringify(params.args) === JSON.stringify(LOGIN) ? USER_ID : false;
	}
	const [db, user, password, name, action, ...args] = params.args as [
		string,
		number,
		string,
		string,
		string,
		...unknown[],
	];
	if (db !== LOGIN[0] || user !== USER_ID || password !== LOGIN[2])
		throw new Error('Access Denied');
	const model = models[name];
	if (action === 'search_read') return model?.search_read(args[0] as Domain);
	if (action === 'create') return model?.create(args[0] as Record<string, unknown>);
	if (action === 'write') {
		const [[id = 0], values] = args as [number[], Record<string, unknown>];
		return model?.write(values, id);
	}
	throw new Error(`${name}.${action} does not exist`);
}

/** Odoo answers a fault of its own with HTTP 200 and `error`. */
function rpcAnswer(call: () => unknown): StandInAnswer {
	try {
		return { body: { jsonrpc: '2.0', id: 1, result: call() } };
	} catch (error) {
		const data = { name: 'odoo.exceptions.ValidationError', message: (error as Error).message };
		return {
			body: { jsonrpc: '2.0', id: 1, error: { code: 200, message: 'Odoo Server Error', data } },
		};
	}
}

function checked(values: Record<string, unknown>): Record<string, unknown> {
	const [unknown] = unknownIn(values, FIELDS);
	if (unknown) throw new Error(`Invalid field '${unknown}' on model 'mail.message'`);
	if ('date' in values && !DATE.test(String(values['date']))) throw new Error('date');
	for (const name of ['subject', 'body']) {
		if (name in values && !values[name]) throw new Error(`${name} is empty`);
	}
	return values;
}
