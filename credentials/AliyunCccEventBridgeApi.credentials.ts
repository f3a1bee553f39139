import type { ICredentialType, Icon, INodeProperties } from 'n8n-workflow';

export class AliyunCccEventBridgeApi implements ICredentialType {
	name = 'aliyunCccEventBridgeApi';

	displayName = 'Alibaba CCC EventBridge API';

	icon: Icon = {
		light: 'file:../icons/aliyunCcc.svg',
		dark: 'file:../icons/aliyunCcc.dark.svg',
	};

	documentationUrl =
		'https://github.com/contact-center-n8n/n8n-nodes-contact-center#alibaba-cloud-contact-center';

	properties: INodeProperties[] = [
		{
			displayName:
				'For events that Alibaba Cloud EventBridge pushes to the trigger as an HTTP or HTTPS target.',
			name: 'notice',
			type: 'notice',
			default: '',
		},
		{
			displayName: 'Region',
			name: 'region',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. cn-shanghai',
			description: 'Of the event bus: the certificate of its signature may come from there only',
		},
		{
			displayName: 'Public URL',
			name: 'publicUrl',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. https://n8n.example.com/webhook/…/aliyun-ccc',
			description:
				'The production URL of the trigger as it is entered at EventBridge, to the letter: it is signed',
		},
		{
			displayName: 'Token',
			name: 'token',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description:
				'The token entered at EventBridge. The signature says that EventBridge of the region pushes, and the token that it is your target.',
		},
		{
			displayName: 'Accept Signature V1',
			name: 'acceptV1',
			type: 'boolean',
			default: false,
			description:
				'Whether to take the signature EventBridge used until 2024 too, together with the token. Leave it off unless your pushes have no other.',
		},
		{
			displayName: 'Number Hash Secret',
			name: 'hashSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description:
				'Key for the privacy option Hashed Numbers. The same key gives the same hash in every trigger. Without one, the token is the key.',
		},
	];
}
