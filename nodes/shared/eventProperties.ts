import type { IDisplayOptions, INodeProperties, INodePropertyOptions } from 'n8n-workflow';

/** What a trigger puts out; the same choice on every trigger. */
export const outputProperty = (vendor: string): INodeProperties => ({
	displayName: 'Output',
	name: 'output',
	type: 'options',
	options: [
		{
			name: 'Call Event',
			value: 'callEvent',
			description: 'Everything known of the event, the same shape for all vendors',
		},
		{
			name: 'Everything',
			value: 'everything',
			description: 'The simplified fields, the call event and the vendor payload',
		},
		{
			name: 'Simplified',
			value: 'simplified',
			description: 'About 25 flat fields, ready to map to columns',
		},
		{
			name: 'Vendor Payload',
			value: 'vendorPayload',
			description: `${vendor}'s own fields, unchanged, and the ID of the event in _event`,
		},
	],
	default: 'simplified',
});

/** When a vendor is told that its push has arrived, without the choices it has no use for. */
export const acknowledgeOption = (
	vendor: string,
	options: INodePropertyOptions[],
	preset: string,
	displayOptions?: IDisplayOptions,
): INodeProperties => ({
	displayName: 'Acknowledge',
	name: 'acknowledge',
	type: 'options',
	options,
	default: preset,
	...(displayOptions ? { displayOptions } : {}),
	description: `When ${vendor} is told that its push has arrived`,
});

export const areaCodeOption: INodeProperties = {
	displayName: 'Area Code',
	name: 'areaCode',
	type: 'string',
	default: '',
	placeholder: 'e.g. 0755',
	description: 'Of your site, for local numbers that come without one',
};

export const dedupeHoursOption: INodeProperties = {
	displayName: 'Deduplicate for (Hours)',
	name: 'dedupeHours',
	type: 'number',
	typeOptions: { minValue: 0, maxValue: 720 },
	default: 24,
	description:
		'How long n8n remembers a push, so that a copy starts no second execution; the last 2,000 pushes it remembers in any case. 0 lets every copy through.',
};

export const outsideLinePrefixesOption: INodeProperties = {
	displayName: 'Outside Line Prefixes',
	name: 'outsideLinePrefixes',
	type: 'string',
	default: '',
	placeholder: 'e.g. 9, 0',
	description: 'Digits your agents dial for an outside line, to be cut off numbers',
};

export const privacyOption: INodeProperties = {
	displayName: 'Privacy',
	name: 'privacy',
	type: 'options',
	options: [
		{
			name: 'Full Numbers',
			value: 'full',
			description: 'Phone numbers as they are',
		},
		{
			name: 'Hashed Numbers',
			value: 'hashed',
			description:
				'The same number always gives the same hash, made with the key of the credential',
		},
		{
			name: 'Masked Numbers',
			value: 'masked',
			description: 'For example 138****1234',
		},
	],
	default: 'full',
	description:
		'How phone numbers leave the trigger. The vendor payload is only available with full numbers.',
};
