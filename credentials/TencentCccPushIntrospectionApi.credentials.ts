import type {
	IAuthenticateGeneric,
	ICredentialTestRequest,
	ICredentialType,
	Icon,
	INodeProperties,
} from 'n8n-workflow';

export class TencentCccPushIntrospectionApi implements ICredentialType {
	name = 'tencentCccPushIntrospectionApi';

	displayName = 'Tencent CCC Push Token Introspection API';

	icon: Icon = {
		light: 'file:../icons/tencentCcc.svg',
		dark: 'file:../icons/tencentCcc.dark.svg',
	};

	documentationUrl =
		'https://github.com/contact-center-n8n/n8n-nodes-contact-center#tencent-cloud-contact-center';

	properties: INodeProperties[] = [
		{
			displayName:
				'For an identity provider of your own (Keycloak and others): TCCC fetches its token there, and the trigger asks it whether the token is good (RFC 7662).',
			name: 'notice',
			type: 'notice',
			default: '',
		},
		{
			displayName: 'Introspection URL',
			name: 'introspectionUrl',
			type: 'string',
			required: true,
			default: '',
			placeholder:
				'e.g. https://id.example.com/realms/main/protocol/openid-connect/token/introspect',
		},
		{
			displayName: 'Client ID',
			name: 'clientId',
			type: 'string',
			required: true,
			default: '',
			description: 'The client that may introspect tokens, not the one TCCC uses',
		},
		{
			displayName: 'Client Secret',
			name: 'clientSecret',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
		},
		{
			displayName: 'Expected Client ID of TCCC',
			name: 'expectedClientId',
			type: 'string',
			default: '',
			description:
				'Only tokens issued to this client may push. Without it, any good token of the provider may.',
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

	authenticate: IAuthenticateGeneric = {
		type: 'generic',
		properties: {
			auth: { username: '={{$credentials.clientId}}', password: '={{$credentials.clientSecret}}' },
		},
	};

	test: ICredentialTestRequest = {
		request: {
			method: 'POST',
			url: '={{$credentials.introspectionUrl}}',
			headers: { 'Content-Type': 'application/x-www-form-urlencoded', Accept: 'application/json' },
			body: 'token=credential-test',
		},
		rules: [
			{
				type: 'responseSuccessBody',
				properties: {
					key: 'active',
					value: true,
					message: 'The provider calls a made-up token active. Check the introspection URL.',
				},
			},
			{
				type: 'responseSuccessBody',
				properties: {
					key: 'active',
					value: undefined,
					message:
						'This is no introspection endpoint: its answer has no "active" (RFC 7662). Check the introspection URL.',
				},
			},
		],
	};
}
