import { accountFault, type Account } from './account';
import type { Component, Endpoint } from './endpoint';
import { momentOf, writeMoment } from './moment';
import type { Parameter, Parameters, TimeParameter } from './parameter';
import { isObject } from '../callEvent/plainObject';

/** A request as it is signed and sent. */
export interface HuaweiRequest {
	component: Component;
	method: Endpoint['method'];
	/** Under the component's base address, not encoded. */
	path: string;
	/** Raw values. */
	query: Record<string, string>;
	/** The very text that is signed and sent; null when there is none. */
	body: string | null;
}

export type RequestReading =
	{ ok: true; request: HuaweiRequest } | { ok: false; field: string; message: string };

type Values = Record<string, unknown>;
type Checked = { ok: true; values: Values } | { ok: false; field: string; message: string };

/** The name of a parameter whose members stand beside the others: what the catalogue does not list. */
const OTHER_FIELDS = 'additionalFields';

/**
 * The request that calls an endpoint.
 * @param input the operator's values by the vendor's name of the field; empty text counts as absent
 * @returns a message that names the field and what it must be when a value does not fit
 */
export function requestOf(endpoint: Endpoint, input: Values, account: Account): RequestReading {
	const unfit = accountFault(account);
	if (unfit) return { ok: false, ...unfit };
	const checked = checkedValues(endpoint.parameters, input, account);
	if (!checked.ok) return checked;
	const nothing = nothingOf(endpoint, checked.values);
	if (nothing) return nothing;
	const { [OTHER_FIELDS]: other, ...values } = checked.values;
	const inPath = namesInPath(endpoint.path);
	const astray = [...inPath].find((name) => LEADS_ASTRAY.test(String(values[name] ?? '')));
	if (astray) return { ok: false, field: astray, message: strayMessage(endpoint, astray) };
	const rest = Object.fromEntries(Object.entries(values).filter(([name]) => !inPath.has(name)));
	const sent = {
		...endpoint.fixed,
		...accountMembers(endpoint, account),
		...rest,
		...(isObject(other) ? other : {}),
	};
	const address = addressOf(endpoint.path, { ...values, ...account });
	const { component, method } = endpoint;
	const query = { ...address.query, ...(endpoint.send === 'query' ? queryOf(sent) : {}) };
	const body = bodyOf(endpoint, sent);
	return { ok: true, request: { component, method, path: address.path, query, body } };
}

function nothingOf({ anyOf, parameters }: Endpoint, values: Values): RequestReading | null {
	if (!anyOf || anyOf.some((name) => values[name] !== undefined)) return null;
	const labels = anyOf.map((name) => parameters[name]?.label ?? name).join(', ');
	const message = `None of ${labels} is given. Give at least one, or everything could be meant.`;
	return { ok: false, field: anyOf.join(', '), message };
}

function checkedValues(parameters: Parameters, input: Values, account: Account): Checked {
	const values: Values = {};
	for (const [name, parameter] of Object.entries(parameters)) {
		const given = withoutEmpty(input[name]);
		if (given === undefined) {
			if (!parameter.required) continue;
			return { ok: false, field: name, message: `${parameter.label} (${name}) is missing` };
		}
		const reading = checkedValue(name, parameter, given, account);
		if (!reading.ok) return reading;
		values[name] = reading.values[name];
	}
	return { ok: true, values };
}

function checkedValue(
	name: string,
	parameter: Parameter,
	given: unknown,
	account: Account,
): Checked {
	const written = withTimes(parameter, given, account.timeZone);
	if (!written.ok) {
		const message = `${parameter.label} (${name}) is not a time: write it like 2026-06-01T09:00:00`;
		return { ok: false, field: name, message };
	}
	const reading = parameter.schema.safeParse(written.value);
	if (reading.success) return { ok: true, values: { [name]: reading.data } };
	const issue = reading.error.issues[0];
	const where = [name, ...(issue?.path ?? [])].map(String).join('.');
	const isAbsent = issue !== undefined && issue.path.length > 0 && isMissingIn(given, issue.path);
	const fault = isAbsent ? 'is missing' : (issue?.message ?? 'has a wrong value');
	const message = `${parameter.label} (${where}): ${fault}`;
	return { ok: false, field: where, message };
}

/** Whether a member of a group is not there at all. */
function isMissingIn(given: unknown, path: readonly PropertyKey[]): boolean {
	const found = path.reduce<unknown>(
		(value, name) => (value as Record<PropertyKey, unknown> | undefined)?.[name],
		given,
	);
	return withoutEmpty(found) === undefined;
}

type Written = { ok: true; value: unknown } | { ok: false };

/** Times inside groups are written too, so the whole value is walked. */
function withTimes(parameter: Parameter, given: unknown, timeZone: string): Written {
	if (isTime(parameter)) {
		const moment = momentOf(given, timeZone);
		if (moment === null) return { ok: false };
		return { ok: true, value: writeMoment(moment, parameter.form, timeZone) };
	}
	if (!parameter.members) return { ok: true, value: given };
	if (!Array.isArray(given)) return membersWithTimes(parameter.members, given, timeZone);
	const entries = given.map((entry) => membersWithTimes(parameter.members ?? {}, entry, timeZone));
	if (!entries.every((entry) => entry.ok)) return { ok: false };
	return { ok: true, value: entries.map((entry) => entry.value) };
}

function membersWithTimes(members: Parameters, given: unknown, timeZone: string): Written {
	if (!isObject(given)) return { ok: true, value: given };
	const value: Values = {};
	for (const [name, entry] of Object.entries(given)) {
		const member = members[name];
		const kept = withoutEmpty(entry);
		if (kept === undefined) continue;
		const written = member ? withTimes(member, kept, timeZone) : { ok: true as const, value: kept };
		if (!written.ok) return written;
		value[name] = written.value;
	}
	return { ok: true, value };
}

function isTime(parameter: Parameter): parameter is TimeParameter {
	return parameter.kind === 'time';
}

/** An empty field of the editor is an absent one; 0 and false are values. */
export function withoutEmpty(value: unknown): unknown {
	return value === '' || value === null ? undefined : value;
}

const NAME_IN_PATH = /\{(\w+)\}/g;

/** The names in braces of a path. */
export function namesInPath(path: string): Set<string> {
	return new Set([...path.matchAll(NAME_IN_PATH)].map(([, name]) => name ?? ''));
}

/** A slash, a question mark or two dots in a value would lead to another endpoint. */
const LEADS_ASTRAY = /[/\\?#%\s]|^\.{1,2}$/;

function strayMessage(endpoint: Endpoint, name: string): string {
	const label = endpoint.parameters[name]?.label ?? name;
	return `${label} (${name}) becomes part of the address and may not hold blanks or any of / \\ ? # %`;
}

/** A path may end in a query of its own beside a body (reference/huawei §3, rows 11 to 14); what is absent is left out. */
function addressOf(template: string, values: Values) {
	const filled = (text: string) =>
		text.replace(NAME_IN_PATH, (_, name: string) => String(values[name] ?? ''));
	const [path = '', search = ''] = template.split('?');
	const pairs = search
		.split('&')
		.map((pair) => filled(pair).split('='))
		.filter(([, value]) => value);
	return { path: filled(path), query: Object.fromEntries(pairs) as Record<string, string> };
}

function accountMembers(endpoint: Endpoint, account: Account): Values {
	const members = Object.entries(endpoint.account ?? {}).map(([name, source]) => [
		name,
		source === 'vdnIdList' ? [account.vdnId] : account[source],
	]);
	return Object.fromEntries(members) as Values;
}

function queryOf(sent: Values): Record<string, string> {
	const pairs = Object.entries(sent).map(([name, value]) => [name, String(value)]);
	return Object.fromEntries(pairs) as Record<string, string>;
}

const WRAPPERS: Record<NonNullable<Endpoint['wrap']>, (sent: Values) => Values> = {
	// reference/huawei §3: the version is fixed.
	msgBody: (sent) => ({ request: { version: '2.0' }, msgBody: sent }),
	queryParam: (sent) => ({ queryParam: sent }),
};

function bodyOf(endpoint: Endpoint, sent: Values): string | null {
	if (endpoint.send === 'query') return null;
	if (endpoint.wrap) return JSON.stringify(WRAPPERS[endpoint.wrap](sent));
	// "No body": a pause, a deletion (reference/huawei §2.2, §2.5).
	return Object.keys(sent).length === 0 ? null : JSON.stringify(sent);
}
