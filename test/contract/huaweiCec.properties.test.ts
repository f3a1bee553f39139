import type { INodeProperties, INodePropertyCollection, INodePropertyOptions } from 'n8n-workflow';

import { CMS_ENDPOINTS } from '../../lib/huaweiCec/catalogue/cms';
import { FS_ENDPOINTS } from '../../lib/huaweiCec/catalogue/fs';
import { ISALES_ENDPOINTS } from '../../lib/huaweiCec/catalogue/iSales';
import type { Endpoint } from '../../lib/huaweiCec/endpoint';
import {
	choice,
	flag,
	group,
	groups,
	json,
	list,
	secret,
	text,
	time,
	whole,
	type Parameters,
} from '../../lib/huaweiCec/parameter';
import { CMS_OPERATIONS } from '../../nodes/HuaweiCec/actions/cms';
import { FS_OPERATIONS } from '../../nodes/HuaweiCec/actions/fs';
import { ISALES_OPERATIONS } from '../../nodes/HuaweiCec/actions/isales';
import { HuaweiCcCms } from '../../nodes/HuaweiCec/CcCms/HuaweiCcCms.node';
import { HuaweiCcFs } from '../../nodes/HuaweiCec/CcFs/HuaweiCcFs.node';
import { HuaweiCcISales } from '../../nodes/HuaweiCec/CcISales/HuaweiCcISales.node';
import type { Operation } from '../../nodes/HuaweiCec/operation';
import { fieldsOf, parametersAsked } from '../../nodes/HuaweiCec/properties';

const facts = { label: 'Label', description: 'What it is' };
const required = { ...facts, required: true };
const fieldOf = (parameters: Parameters) => fieldsOf(parameters)[0];

describe('a parameter that must be given is a field of its own', () => {
	it.each([
		['text', text({ ...required, example: 'a' }), { type: 'string', placeholder: 'e.g. a' }],
		['long text', text({ ...required, isLong: true }), { typeOptions: { rows: 4 } }],
		['secret', secret(required), { type: 'string', typeOptions: { password: true } }],
		[
			'whole',
			whole({ ...required, min: 1, max: 5 }),
			{ type: 'number', typeOptions: { numberPrecision: 0, minValue: 1, maxValue: 5 } },
		],
		['flag', flag({ ...required, default: true }), { type: 'boolean', default: true }],
		['time', time({ ...required, form: 'utc' }), { type: 'dateTime' }],
		['json', json(required), { type: 'json' }],
		[
			'choice',
			choice({ ...required, choices: [{ value: 2, label: 'Two', description: 'Twice' }] }),
			{ type: 'options', options: [{ name: 'Two', value: 2, description: 'Twice' }], default: '' },
		],
		['list', list({ ...required, of: text(facts) }), { type: 'string', default: '' }],
		[
			'list of a table',
			list({ ...required, of: choice({ ...facts, choices: [{ value: 1, label: 'One' }] }) }),
			{ type: 'multiOptions', options: [{ name: 'One', value: 1 }], default: [] },
		],
		[
			'list to tick',
			list({ ...required, of: whole(facts), pick: 'skillQueue' }),
			{ type: 'multiOptions', typeOptions: { loadOptionsMethod: 'skillQueue' } },
		],
		[
			'group without required members',
			group({ ...required, members: { a: text(facts) } }),
			{ type: 'collection', options: [expect.objectContaining({ name: 'a' })] },
		],
		[
			'groups',
			groups({ ...required, members: { a: text(required), b: text(facts) } }),
			{
				type: 'fixedCollection',
				typeOptions: { multipleValues: true },
				options: [
					expect.objectContaining({
						name: 'entries',
						values: [
							expect.objectContaining({ name: 'a', required: true }),
							expect.objectContaining({ name: 'additionalFields' }),
						],
					}),
				],
			},
		],
	])('%s', (_kind, parameter, field) => {
		expect(fieldOf({ name: parameter })).toMatchObject({
			displayName: 'Label',
			name: 'name',
			required: true,
			description: expect.stringContaining('What it is') as string,
			...field,
		});
	});

	it('with a list to choose from, or an ID', () => {
		const campaign = whole({ ...required, label: 'Campaign', pick: 'campaign' });
		expect(fieldOf({ campaign })).toMatchObject({
			type: 'resourceLocator',
			modes: [
				{ name: 'list', typeOptions: { searchListMethod: 'campaign', searchable: true } },
				{ name: 'id', type: 'string' },
			],
		});
	});
});

it('What need not be given stands in a collection, by the alphabet', () => {
	const [first, collection, ...rest] = fieldsOf({
		b: text({ ...facts, label: 'Zone' }),
		a: text(required),
		c: text({ ...facts, label: 'Area' }),
	});
	expect(first).toMatchObject({ name: 'a' });
	expect(collection).toMatchObject({
		name: 'additionalFields',
		type: 'collection',
		options: [{ displayName: 'Area' }, { displayName: 'Zone' }],
	});
	expect(rest).toEqual([]);
});

const NODES: Array<[string, INodeProperties[], readonly Endpoint[], readonly Operation[]]> = [
	['CC-iSales', new HuaweiCcISales().description.properties, ISALES_ENDPOINTS, ISALES_OPERATIONS],
	['CC-FS', new HuaweiCcFs().description.properties, FS_ENDPOINTS, FS_OPERATIONS],
	['CC-CMS', new HuaweiCcCms().description.properties, CMS_ENDPOINTS, CMS_OPERATIONS],
];

type Fields = ReadonlyArray<INodeProperties | INodePropertyOptions | INodePropertyCollection>;

const isShownFor = ({ displayOptions }: INodeProperties, resource: string, operation: string) =>
	[['resource', resource] as const, ['operation', operation] as const].every(
		([field, value]) => displayOptions?.show?.[field]?.includes(value) ?? true,
	);

/** Paths of every field, as an operator reaches them; collections of the form itself leave no trace. */
function paths(fields: Fields, path = ''): string[] {
	return fields.flatMap((field) => {
		if ('values' in field) return paths(field.values, path);
		if (!('type' in field)) return [];
		const isForm = field.name === 'additionalFields' && field.type === 'collection';
		const here = isForm ? path : `${path}${field.name}`;
		const inner = paths(field.options ?? [], isForm ? path : `${here}.`);
		return isForm ? inner : [here, ...inner];
	});
}

function parameterPaths(parameters: Parameters, path = ''): string[] {
	return Object.entries(parameters).flatMap(([name, { members }]) => [
		`${path}${name}`,
		...(members ? parameterPaths(members, `${path}${name}.`) : []),
	]);
}

describe.each(NODES)('The node %s', (_name, properties, endpoints, composites) => {
	const optionsOf = (field: string, resource: string) =>
		properties
			.filter(({ name }) => name === field)
			.filter(({ displayOptions }) => displayOptions?.show?.resource?.includes(resource) ?? true)
			.flatMap(({ options }) => (options ?? []) as INodePropertyOptions[]);
	const shown = ({ resource, operation }: { resource: string; operation: string }) =>
		properties.filter((property) => isShownFor(property, resource, operation));
	const isComposite = ({ resource, operation }: Endpoint) =>
		composites.some((each) => each.resource === resource && each.operation === operation);

	it('offers every endpoint of the catalogue once', () => {
		expect(endpoints.length).toBeGreaterThan(0);
		for (const { resource, operation } of endpoints) {
			expect(optionsOf('resource', resource).map(({ value }) => value)).toContain(resource);
			const offered = optionsOf('operation', resource).filter(({ value }) => value === operation);
			expect([resource, operation, offered.length]).toEqual([resource, operation, 1]);
		}
	});

	it.each(endpoints.filter((each) => !isComposite(each)).map((each) => [each.action, each]))(
		'asks for every parameter: %s',
		(_action, endpoint) => {
			const reachable = paths(shown(endpoint));
			expect(reachable).toEqual(expect.arrayContaining(parameterPaths(parametersAsked(endpoint))));
		},
	);

	it('has no two fields of one name in an operation', () => {
		for (const operation of [...endpoints, ...composites]) {
			const names = shown(operation).map(({ name }) => name);
			expect([operation.action, names.toSorted()]).toEqual([
				operation.action,
				[...new Set(names)].toSorted(),
			]);
		}
	});

	it('begins with a resource and operations it has', () => {
		const [resource] = properties;
		expect(optionsOf('resource', '').map(({ value }) => value)).toContain(resource?.default);
		for (const { default: first, options } of properties.filter((p) => p.name === 'operation')) {
			expect((options as INodePropertyOptions[]).map(({ value }) => value)).toContain(first);
		}
	});

	it('says what every field, resource and operation is', () => {
		const isSilent = (field: object) =>
			!('description' in field && field.description) &&
			'type' in field &&
			!['notice', 'collection', 'resourceLocator'].includes(String(field.type));
		const silent = properties
			.filter(isSilent)
			.map(({ name }) => name)
			.filter((name) => !['resource', 'operation', 'options', 'binaryPropertyName'].includes(name));
		expect(silent).toEqual([]);
		for (const { resource } of [...endpoints, ...composites]) {
			for (const { name, action, description } of optionsOf('operation', resource)) {
				expect([name, action, description].every(Boolean)).toBe(true);
			}
		}
	});

	it('says of every switch whether what happens', () => {
		const switches = (fields: Fields): INodeProperties[] =>
			fields.flatMap((field) => {
				if ('values' in field) return switches(field.values);
				if (!('type' in field)) return [];
				return [...(field.type === 'boolean' ? [field] : []), ...switches(field.options ?? [])];
			});
		const odd = switches(properties).filter(
			({ description }) => !description?.startsWith('Whether '),
		);
		expect(odd.map(({ name }) => name)).toEqual([]);
	});
});
