import type { ICredentialType, Icon, INodeProperties } from 'n8n-workflow';

export class AliyunCccBearerApi implements ICredentialType {
	name = 'aliyunCccBearerApi';

	displayName = 'Alibaba CCC Bearer API';

	icon: Icon = {
		light: 'file:../icons/aliyunCcc.svg',
		dark: 'file:../icons/aliyunCcc.dark.svg',
	};

	documentationUrl =
		'https://github.com/contact-center-n8n/n8n-nodes-contact-center#alibaba-cloud-contact-center';

	properties: INodeProperties[] = [
		{
			displayName:
				'For events that a function of yours (Function Compute) hands on to the trigger.',
			name: 'notice',
			type: 'notice',
			default: '',
		},
		{
			displayName: 'Token',
			name: 'token',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
			placeholder: 'e.g. 32 random letters and digits',
			description: 'The function sends it as Authorization: Bearer …. At least 16 characters.',
		},
		{
			displayName: 'Previous Token',
			name: 'previousToken',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description: 'Still accepted while you change the function. Empty it afterwards.',
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
