import type { Endpoint } from '../../lib/huaweiCec/endpoint';
import type { Parameter, Parameters } from '../../lib/huaweiCec/parameter';

type Values = Record<string, unknown>;

/**
 * Node parameters as the editor saves them for these values: what is required stands on top, the rest
 * in a collection, pick lists as resource locators, groups in their forms.
 */
export function nodeParameters(endpoint: Endpoint, input: Values): Values {
	const { resource, operation, paging } = endpoint;
	return {
		resource,
		operation,
		...(paging ? { returnAll: true } : {}),
		...formOf(endpoint.parameters, input),
	};
}

function formOf(parameters: Parameters, input: Values): Values {
	const known = Object.entries(input).filter(([name]) => parameters[name]);
	const fields = known.map(([name, value]): [string, unknown, boolean] => {
		const parameter = parameters[name] as Parameter;
		return [name, fieldOf(parameter, value), parameter.required === true];
	});
	const part = (required: boolean) =>
		Object.fromEntries(fields.flatMap(([n, v, r]) => (r === required ? [[n, v]] : []))) as Values;
	return { ...part(true), additionalFields: part(false) };
}

function fieldOf(parameter: Parameter, value: unknown): unknown {
	const { kind, members = {}, pick } = parameter;
	if (kind === 'groups') {
		return { entries: (value as Values[]).map((entry) => formOf(members, entry)) };
	}
	if (kind === 'group') return groupOf(members, value as Values);
	if (pick && !pick.startsWith('index:') && kind !== 'texts' && kind !== 'wholes') {
		return { __rl: true, mode: 'id', value: String(value) };
	}
	return value;
}

function groupOf(members: Parameters, value: Values): unknown {
	const hasRequired = Object.values(members).some(({ required }) => required);
	if (hasRequired) return { entries: formOf(members, value) };
	const fields = Object.entries(value).map(([name, each]) => {
		const member = members[name];
		return [name, member ? fieldOf(member, each) : each];
	});
	return Object.fromEntries(fields);
}

/** What an endpoint's own examples say, for all that must be given. */
export function exampleInput(parameters: Parameters): Values {
	const required = Object.entries(parameters).filter(([, { required }]) => required);
	return Object.fromEntries(required.map(([name, parameter]) => [name, exampleOf(parameter)]));
}

function exampleOf(parameter: Parameter): unknown {
	const { kind, members = {}, example, choices } = parameter;
	if (kind === 'group') return exampleMembers(members);
	if (kind === 'groups') return [exampleMembers(members)];
	if (kind === 'texts' || kind === 'wholes') return String(example).split(/,\s*/);
	return example ?? choices?.[0]?.value ?? 'example-1';
}

/** The members that must be given; all that have an example where none must. */
function exampleMembers(members: Parameters): Values {
	const input = exampleInput(members);
	if (Object.keys(input).length > 0) return input;
	const told = Object.entries(members).filter(([, { example }]) => example !== undefined);
	return Object.fromEntries(told.map(([name, member]) => [name, exampleOf(member)]));
}
