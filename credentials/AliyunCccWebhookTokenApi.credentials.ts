import type { ICredentialType, Icon, INodeProperties } from 'n8n-workflow';

export class AliyunCccWebhookTokenApi implements ICredentialType {
	name = 'aliyunCccWebhookTokenApi';

	displayName = 'Alibaba CCC Webhook Token API';

	icon: Icon = {
		light: 'file:../icons/aliyunCcc.svg',
		dark: 'file:../icons/aliyunCcc.dark.svg',
	};

	documentationUrl =
		'https://github.com/contact-center-n8n/n8n-nodes-contact-center#alibaba-cloud-contact-center';

	properties: INodeProperties[] = [
		{
			displayName:
				'For events that CCC pushes by itself (MqType webhook). It signs nothing, so the secret is part of the URL.',
			name: 'notice',
			type: 'notice',
			default: '',
		},
		{
			displayName: 'Push Token',
			name: 'pushToken',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
			placeholder: 'e.g. 32 random letters and digits',
			description:
				'You choose it, and append it to the URL you give to CCC as ?token=…. At least 16 characters.',
		},
		{
			displayName: 'Previous Push Token',
			name: 'previousPushToken',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description: 'Still accepted while you change the URL at CCC. Empty it afterwards.',
		},
		{
			displayName: 'Number Hash Secret',
			name: 'hashSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description:
				'Key for the privacy option Hashed Numbers. The same key gives the same hash in every trigger. Without one, the push token is the key.',
		},
	];
}
