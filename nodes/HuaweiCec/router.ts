import {
	NodeOperationError,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeProperties,
	type INodePropertyOptions,
} from 'n8n-workflow';

import type { Endpoint } from '../../lib/huaweiCec/endpoint';
import { genericOperation } from './genericOperation';
import { OPTIONS_PROPERTY } from './nodeOptions';
import type { Operation } from './operation';

/** Every endpoint as an operation; a composite one stands in place of the endpoint of its name. */
export function operationsOf(
	endpoints: readonly Endpoint[],
	composites: readonly Operation[],
): Operation[] {
	const all = new Map(
		[...endpoints.map(genericOperation), ...composites].map((o) => [keyOf(o), o]),
	);
	return [...all.values()];
}

function keyOf({ resource, operation }: { resource: string; operation: string }): string {
	return `${resource}.${operation}`;
}

/** Does what the node's fields Resource and Operation say. */
export async function route(
	context: IExecuteFunctions,
	operations: readonly Operation[],
): Promise<INodeExecutionData[][]> {
	const resource = context.getNodeParameter('resource', 0) as string;
	const operation = context.getNodeParameter('operation', 0) as string;
	const chosen = operations.find((each) => keyOf(each) === keyOf({ resource, operation }));
	if (!chosen) {
		throw new NodeOperationError(
			context.getNode(),
			`The resource "${resource}" has no operation "${operation}"`,
			{ description: 'Choose resource and operation again.', itemIndex: 0 },
		);
	}
	return [await chosen.execute(context)];
}

/** The fields of a node: Resource, Operation, what each operation asks, and the options of all. */
export function nodeProperties(
	operations: readonly Operation[],
	firstResource: string,
): INodeProperties[] {
	const resources = [...new Set(operations.map(({ resource }) => resource))];
	return [
		{
			displayName: 'Resource',
			name: 'resource',
			type: 'options',
			noDataExpression: true,
			options: resources.map((value) => ({ name: resourceName(value), value })).sort(byName),
			default: firstResource,
		},
		...resources.map((resource) => operationField(resource, operationsFor(operations, resource))),
		...operations.flatMap(shownProperties),
		OPTIONS_PROPERTY,
	];
}

function operationsFor(operations: readonly Operation[], resource: string): Operation[] {
	return operations.filter((each) => each.resource === resource);
}

/** What is mostly wanted of a resource: the field's default is the first of these it has, and never a deletion. */
const USUAL = ['add', 'getMany', 'get'];

function operationField(resource: string, operations: Operation[]): INodeProperties {
	const options: INodePropertyOptions[] = operations
		.map(({ operation, name, action, description }) => ({
			name,
			value: operation,
			action,
			description,
		}))
		.sort(byName);
	return {
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: [resource] } },
		options,
		default: usualOf(options),
	};
}

function usualOf(options: INodePropertyOptions[]): string {
	const values = options.map(({ value }) => String(value));
	const usual = USUAL.find((name) => values.includes(name));
	return usual ?? values.find((name) => !name.startsWith('delete')) ?? '';
}

function byName(a: { name: string }, b: { name: string }): number {
	return a.name.localeCompare(b.name, 'en');
}

function shownProperties({ resource, operation, properties }: Operation): INodeProperties[] {
	return properties.map((property) => ({
		...property,
		displayOptions: {
			...property.displayOptions,
			show: {
				resource: [resource],
				operation: [operation],
				...property.displayOptions?.show,
			},
		},
	}));
}

const CAPITALS = new Map(['vdn', 'ivr', 'id', 'url'].map((word) => [word, word.toUpperCase()]));

/** `callResult` -> `Call Result`, `vdn` -> `VDN` */
export function resourceName(resource: string): string {
	const words = resource.replace(/[A-Z]/g, ' $&').toLowerCase().split(' ');
	return words
		.map((word) => CAPITALS.get(word) ?? word.charAt(0).toUpperCase() + word.slice(1))
		.join(' ');
}
