import type { IExecuteFunctions } from 'n8n-workflow';

import type { Parameter, Parameters } from '../../lib/huaweiCec/parameter';
import { ADDITIONAL_FIELDS, ENTRIES } from './properties';
import { isObject } from '../../lib/callEvent/plainObject';

type Values = Record<string, unknown>;

/** The operator's values for one item, by the vendor's name of the field; what is empty is left out. */
export function readInput(
	context: IExecuteFunctions,
	parameters: Parameters,
	itemIndex: number,
): Values {
	const required = Object.keys(parameters).filter((name) => parameters[name]?.required);
	const given: Values = Object.fromEntries(
		required.map((name) => [name, context.getNodeParameter(name, itemIndex, '')]),
	);
	given[ADDITIONAL_FIELDS] = context.getNodeParameter(ADDITIONAL_FIELDS, itemIndex, {});
	return membersOf(parameters, given);
}

/** The members of an object as the form of `fieldsOf` holds it: the optional ones one level down. */
function membersOf(parameters: Parameters, form: Values): Values {
	const optional = form[ADDITIONAL_FIELDS];
	const all = isObject(optional) ? { ...optional, ...withoutOptional(form) } : form;
	const read = Object.entries(all).map(([name, given]): [string, unknown] => {
		const parameter = parameters[name];
		return [name, parameter ? valueOf(parameter, given) : given];
	});
	return Object.fromEntries(read.filter(([, value]) => !isEmpty(value)));
}

function withoutOptional({ [ADDITIONAL_FIELDS]: _optional, ...required }: Values): Values {
	return required;
}

/** A field's value without n8n's wrapping. */
function valueOf({ kind, members = {} }: Parameter, given: unknown): unknown {
	if (!isObject(given)) return given;
	if ('__rl' in given) return given.value;
	if (kind === 'group') return membersOf(members, formOf(given));
	if (kind !== 'groups') return given;
	const entries = given[ENTRIES];
	return Array.isArray(entries)
		? entries.map((entry) => (isObject(entry) ? membersOf(members, entry) : entry))
		: undefined;
}

function formOf(given: Values): Values {
	const entries = given[ENTRIES];
	return isObject(entries) ? entries : given;
}

function isEmpty(value: unknown): boolean {
	if (value === undefined || value === null || value === '') return true;
	if (Array.isArray(value)) return value.length === 0;
	return isObject(value) && Object.keys(value).length === 0 && !(value instanceof Date);
}
