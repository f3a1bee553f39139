import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import type { Endpoint } from '../../lib/huaweiCec/endpoint';
import type { Parameter, ParameterKind, Parameters, PickList } from '../../lib/huaweiCec/parameter';
import { indexOptions } from './indexOptions';

/** The collection that holds what need not be given, on every level. */
export const ADDITIONAL_FIELDS = 'additionalFields';

/** The key under which n8n keeps the entries of a group that is entered as a form. */
export const ENTRIES = 'entries';

/** n8n's words for the collection of optional parameters. */
const COLLECTION_NAMES: Readonly<Record<string, [displayName: string, placeholder: string]>> = {
	getMany: ['Filters', 'Add filter'],
	update: ['Update Fields', 'Add field'],
};

/** What the editor asks of an operator before an endpoint is called. */
export function propertiesOf(endpoint: Endpoint): INodeProperties[] {
	return [
		...cautionOf(endpoint),
		...fieldsOf(parametersAsked(endpoint), COLLECTION_NAMES[endpoint.operation]),
		...pagingOf(endpoint),
		...fileOf(endpoint),
		...simplifyOf(endpoint),
	];
}

/** The parameters an operator gives: all but those that turn pages. */
export function parametersAsked({ parameters, paging }: Endpoint): Parameters {
	if (!paging) return parameters;
	const turning = [paging.size, paging.by === 'page' ? paging.number : paging.offset];
	const asked = Object.entries(parameters).filter(([name]) => !turning.includes(name));
	return Object.fromEntries(asked);
}

/** Parameters as n8n's fields: what must be given first, then a collection with the rest. */
export function fieldsOf(
	parameters: Parameters,
	[displayName, placeholder] = ['Additional Fields', 'Add field'],
): INodeProperties[] {
	const all = Object.entries(parameters);
	const required = all.filter(([, parameter]) => parameter.required);
	const optional = all.filter(([, parameter]) => !parameter.required);
	const fields = required.map(([name, parameter]) => fieldOf(name, parameter));
	if (optional.length === 0) return fields;
	const collection: INodeProperties = {
		displayName,
		name: ADDITIONAL_FIELDS,
		type: 'collection',
		placeholder,
		default: {},
		options: optionalFields(optional),
	};
	return [...fields, collection];
}

/** In n8n's order, the alphabet's. */
function optionalFields(optional: Array<[string, Parameter]>): INodeProperties[] {
	return optional
		.map(([name, parameter]) => fieldOf(name, parameter))
		.sort((a, b) => a.displayName.localeCompare(b.displayName, 'en'));
}

/** The part of a field that depends on its kind. */
type KindOfField = Pick<INodeProperties, 'type' | 'default'> & Partial<INodeProperties>;

const FIELDS: Record<ParameterKind, (parameter: Parameter) => KindOfField> = {
	text: ({ isLong }) => ({
		type: 'string',
		default: '',
		...(isLong ? { typeOptions: { rows: 4 } } : {}),
	}),
	secret: () => ({ type: 'string', typeOptions: { password: true }, default: '' }),
	whole: (parameter) => ({
		type: 'number',
		typeOptions: rangeOf(parameter),
		default: parameter.required ? '' : (parameter.minimum ?? 0),
	}),
	flag: () => ({ type: 'boolean', default: false }),
	choice: ({ choices = [], required }) => ({
		type: 'options',
		options: choices.map(optionOf),
		default: required ? '' : (choices[0]?.value ?? ''),
	}),
	time: () => ({ type: 'dateTime', default: '' }),
	texts: severalOf,
	wholes: severalOf,
	group: ({ members = {} }) =>
		needsSome(members)
			? { type: 'fixedCollection', default: {}, options: entriesOf('Values', members) }
			: {
					type: 'collection',
					placeholder: 'Add field',
					default: {},
					options: optionalFields(Object.entries(members)),
				},
	groups: ({ members = {} }) => ({
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		placeholder: 'Add entry',
		default: {},
		options: entriesOf('Entry', members),
	}),
	json: () => ({ type: 'json', default: '' }),
};

function fieldOf(name: string, parameter: Parameter): INodeProperties {
	const { label, description, example, required } = parameter;
	const kind = parameter.pick
		? pickedField(parameter, parameter.pick)
		: FIELDS[parameter.kind](parameter);
	return {
		displayName: label,
		name,
		...(required ? { required } : {}),
		description,
		...(example === undefined ? {} : { placeholder: `e.g. ${writtenOut(parameter)}` }),
		...kind,
		...(parameter.default === undefined || parameter.pick ? {} : { default: parameter.default }),
	};
}

/** An example of a code is shown by its name, as in the list. */
function writtenOut({ example, choices = [] }: Parameter) {
	return choices.find(({ value }) => value === example)?.label ?? example;
}

/** Values of a table are ticked; others are written with commas between them, or come as a list. */
function severalOf({ choices }: Parameter): KindOfField {
	if (choices) return { type: 'multiOptions', options: choices.map(optionOf), default: [] };
	return { type: 'string', default: '', hint: 'Several are separated by commas' };
}

function pickedField(parameter: Parameter, pick: PickList): KindOfField {
	const isList = parameter.kind === 'texts' || parameter.kind === 'wholes';
	const index = indexOptions(pick);
	if (index && isList) return { ...several(parameter), options: index };
	if (index) return { type: 'options', options: index, default: index[0]?.value ?? '' };
	return isList
		? { ...several(parameter), typeOptions: { loadOptionsMethod: pick } }
		: located(parameter, pick);
}

const CHOOSE =
	'Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.';

function several({ description }: Parameter): KindOfField {
	return { type: 'multiOptions', description: `${description} ${CHOOSE}`, default: [] };
}

function located({ label, example }: Parameter, pick: PickList): KindOfField {
	return {
		type: 'resourceLocator',
		default: { mode: 'list', value: '' },
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				placeholder: `Select ${label.toLowerCase()}`,
				typeOptions: { searchListMethod: pick, searchable: true },
			},
			{
				displayName: 'By ID',
				name: 'id',
				type: 'string',
				placeholder: `e.g. ${example ?? 25}`,
			},
		],
	};
}

function rangeOf({ minimum, maximum }: Parameter): NonNullable<INodeProperties['typeOptions']> {
	return {
		numberPrecision: 0,
		...(minimum === undefined ? {} : { minValue: minimum }),
		...(maximum === undefined ? {} : { maxValue: maximum }),
	};
}

function optionOf({ value, label, description }: NonNullable<Parameter['choices']>[number]) {
	return { name: label, value, ...(description ? { description } : {}) } as INodePropertyOptions;
}

function needsSome(members: Parameters): boolean {
	return Object.values(members).some(({ required }) => required);
}

function entriesOf(displayName: string, members: Parameters) {
	return [{ displayName, name: ENTRIES, values: fieldsOf(members) }];
}

function cautionOf({ caution }: Endpoint): INodeProperties[] {
	if (!caution) return [];
	return [{ displayName: caution, name: 'caution', type: 'notice', default: '' }];
}

function pagingOf({ paging }: Endpoint): INodeProperties[] {
	return paging ? [RETURN_ALL, LIMIT] : [];
}

export const RETURN_ALL: INodeProperties = {
	displayName: 'Return All',
	name: 'returnAll',
	type: 'boolean',
	default: false,
	description: 'Whether to return all results or only up to a given limit',
};

export const LIMIT: INodeProperties = {
	displayName: 'Limit',
	name: 'limit',
	type: 'number',
	typeOptions: { minValue: 1 },
	default: 50,
	description: 'Max number of results to return',
	displayOptions: { show: { returnAll: [false] } },
};

function fileOf({ answer }: Endpoint): INodeProperties[] {
	return answer.kind === 'file' ? [BINARY_FIELD] : [];
}

export const BINARY_FIELD: INodeProperties = {
	displayName: 'Put Output File in Field',
	name: 'binaryPropertyName',
	type: 'string',
	required: true,
	default: 'data',
	hint: 'The name of the output binary field to put the file in',
};

function simplifyOf({ row, simple }: Endpoint): INodeProperties[] {
	return row || simple ? [SIMPLIFY] : [];
}

export const SIMPLIFY: INodeProperties = {
	displayName: 'Simplify',
	name: 'simplify',
	type: 'boolean',
	default: true,
	description: 'Whether to return a simplified version of the response instead of the raw data',
};
