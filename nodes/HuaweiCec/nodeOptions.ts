import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import type { CallOptions } from './transport/call';

/** In seconds. */
interface NodeOptions {
	timeout?: unknown;
	retryFor?: unknown;
}

/** The options every operation has. */
export const OPTIONS_PROPERTY: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add option',
	default: {},
	options: [
		{
			displayName: 'Flow Control Retry Limit',
			name: 'retryFor',
			type: 'number',
			typeOptions: { minValue: 0, maxValue: 3600, numberPrecision: 0 },
			default: 60,
			description:
				'For how many seconds a call the server turns away for flow control (HTTP 429 or its own codes) is tried again, with growing pauses. 0 tries once. Nothing else is tried again.',
		},
		{
			displayName: 'Timeout',
			name: 'timeout',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: 3600, numberPrecision: 0 },
			default: 30,
			description: 'How many seconds to wait for the answer to a call',
		},
	],
};

/** How calls for an item are made; what is not set is up to the transport. */
export function callOptions(context: IExecuteFunctions, itemIndex: number): CallOptions {
	const given = context.getNodeParameter('options', itemIndex, {}) as NodeOptions;
	const retryFor = numberIn(given.retryFor, 0);
	const timeout = numberIn(given.timeout, 1);
	return {
		itemIndex,
		...(retryFor === null ? {} : { retryFor: retryFor * 1000 }),
		...(timeout === null ? {} : { timeout: timeout * 1000 }),
	};
}

/**
 * The number of a setting; null when there is none. An expression that gives no number would wait for
 * ever or switch a limit off, since nothing is more than NaN.
 */
export function numberIn(given: unknown, least: number): number | null {
	const number = given === null || given === '' ? Number.NaN : Number(given);
	return number >= least ? number : null;
}
