import type { INodeProperties } from 'n8n-workflow';

import { addContactsV2 } from '../../../../lib/huaweiCec/catalogue/iSales/contact';
import { contactsV2, sessionId } from '../../../../lib/huaweiCec/catalogue/iSales/contactFields';
import type { NumberForm } from '../../../../lib/huaweiCec/contacts/dialledNumber';
import { json, text, type Parameters } from '../../../../lib/huaweiCec/parameter';
import { fieldsOf } from '../../properties';

const { called: _numbers, sessionId: _id, ...details } = contactsV2.members ?? {};

/** What an operator maps for one contact; the ranges are those of the catalogue. */
export const CONTACT_PARAMETERS: Parameters = {
	campaignId: addContactsV2.parameters.campaignId,
	called: text({
		label: 'Customer Numbers',
		description:
			'Number to call, in any usual writing; several with commas between them, tried one after the other. With delays: [{"calledNo": "13800000001", "delayTime": 60}]. Example: +86 138 0000 0001.',
		example: '13800000001, 13800000002',
		required: true,
	}),
	sessionId: {
		...sessionId,
		description:
			'Your ID of the contact, at most 32 characters, given back with every result: the ID of the row in your table, for example. Nobody is added twice with the same one. Without it, one is made of campaign and numbers, the same in every run.',
		required: true,
	},
	...details,
	callData: json({
		label: 'Call Data',
		description: String(details.callData?.description ?? ''),
	}),
	batchId: addContactsV2.parameters.batchId,
};

/** How contacts are sent; applies to the whole run. */
export interface SendingSettings {
	checksBlocklist?: boolean;
	chunkSize?: number;
	numbers?: NumberForm;
	remembers?: boolean;
	retryLimit?: number;
	sessionKey?: string;
	spacing?: number;
	version?: 'v1' | 'v2';
}

const SENDING: INodeProperties = {
	displayName: 'Sending',
	name: 'sending',
	type: 'collection',
	placeholder: 'Add setting',
	default: {},
	description: 'How the contacts of the run are sent; the first item decides',
	options: [
		{
			displayName: 'API Version',
			name: 'version',
			type: 'options',
			options: [
				{ name: 'V1', value: 'v1', description: 'For older releases; one number for a contact' },
				{ name: 'V2', value: 'v2', description: 'Several numbers for a contact, and batches' },
			],
			default: 'v2',
			description: 'Which version of the interface to call',
		},
		{
			displayName: 'Check Blocklist First',
			name: 'checksBlocklist',
			type: 'boolean',
			default: true,
			description:
				'Whether to ask the blocklist before sending, 20 numbers at a time. A listed number would make its whole call fail, and it takes up to 9 more calls to find it. Switch it off where listed numbers may still be called a number of times.',
		},
		{
			displayName: 'Contacts per Call',
			name: 'chunkSize',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: 2000, numberPrecision: 0 },
			default: 20,
			description:
				'At most as many as the server setting isales.api.calldata.max allows: 20 unless it was raised. V1 takes 20 at most.',
		},
		{
			displayName: 'Mainland Numbers',
			name: 'numbers',
			type: 'options',
			options: [
				{
					name: 'As Given',
					value: 'asGiven',
					description: 'Only blanks, dashes, brackets and the plus sign are taken out',
				},
				{
					name: 'As Dialed in China',
					value: 'national',
					description:
						'+86 138 0000 0001 becomes 13800000001, +86 571 8800 0001 becomes 057188000001',
				},
			],
			default: 'national',
			description: 'How numbers of mainland China are written for the platform',
		},
		{
			displayName: 'Remember Added Contacts',
			name: 'remembers',
			type: 'boolean',
			default: true,
			description:
				'Whether n8n remembers the session IDs this node has added (the last 50,000 or so), so that a repeated run sends only those that are missing. Without it the server is asked again and refuses those it has, which takes a call for each. A contact deleted from the campaign later needs another session ID, or this switched off, to be added again.',
		},
		{
			displayName: 'Retry Limit',
			name: 'retryLimit',
			type: 'number',
			typeOptions: { minValue: 0, maxValue: 20, numberPrecision: 0 },
			default: 5,
			description:
				'How often a call without a clear answer (HTTP 500, no answer in time) is made again, each time after twice the pause. If the server then says it has the contacts, they count as added.',
		},
		{
			displayName: 'Session ID Key',
			name: 'sessionKey',
			type: 'string',
			default: '',
			placeholder: 'e.g. June',
			description:
				'Becomes part of the session IDs that are made for contacts without one. Another key adds the same numbers to the same campaign once more.',
		},
		{
			displayName: 'Spacing',
			// The vendor wants 1000 on its side (reference/huawei §2); the network brings calls closer together.
			name: 'spacing',
			type: 'number',
			typeOptions: { minValue: 0, maxValue: 60000, numberPrecision: 0 },
			default: 1050,
			description:
				'Milliseconds from the start of a call to the start of the next on the same campaign, also across workflows of this n8n process. The vendor asks for at least 1000; 50 more keep the network from bringing two calls closer together.',
		},
	],
};

/** What the editor shows for a setting nobody touched. */
export const SENDING_DEFAULTS = Object.fromEntries(
	(SENDING.options as INodeProperties[]).map(({ name, default: value }) => [name, value]),
) as unknown as Required<SendingSettings>;

export const CONTACT_ADD_PROPERTIES: INodeProperties[] = [
	...fieldsOf(CONTACT_PARAMETERS).map((field) =>
		field.name === 'sessionId' ? { ...field, required: false } : field,
	),
	SENDING,
];
