import type { ICredentialType, Icon, INodeProperties } from 'n8n-workflow';

export class TencentCccPushOAuth2Api implements ICredentialType {
	name = 'tencentCccPushOAuth2Api';

	displayName = 'Tencent CCC Push OAuth2 API';

	icon: Icon = {
		light: 'file:../icons/tencentCcc.svg',
		dark: 'file:../icons/tencentCcc.dark.svg',
	};

	documentationUrl =
		'https://github.com/contact-center-n8n/n8n-nodes-contact-center#tencent-cloud-contact-center';

	properties: INodeProperties[] = [
		{
			displayName:
				'The trigger is the OAuth 2.0 server here: choose a client ID and secret, then enter them in the TCCC console together with the token URL the trigger shows.',
			name: 'notice',
			type: 'notice',
			default: '',
		},
		{
			displayName: 'Client ID',
			name: 'clientId',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. tccc',
		},
		{
			displayName: 'Client Secret',
			name: 'clientSecret',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
			description: 'Long and random, at least 24 characters: it also signs the tokens',
		},
		{
			displayName: 'Previous Client Secret',
			name: 'previousClientSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description:
				'Still accepted while you change the secret in the TCCC console. Empty it afterwards.',
		},
		{
			displayName: 'Lifetime of a Token (Seconds)',
			name: 'lifetimeSeconds',
			type: 'number',
			typeOptions: { minValue: 60, maxValue: 86400 },
			default: 7200,
			description: 'How long a token is good for. TCCC fetches a new one when it has run out.',
		},
		{
			displayName: 'Number Hash Secret',
			name: 'hashSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description:
				'Key for the privacy option Hashed Numbers. The same key gives the same hash in every trigger and after a secret change. Without one, the client secret is the key.',
		},
	];
}
