import type { ICredentialType, Icon, INodeProperties } from 'n8n-workflow';

export class AliyunCccBridgeApi implements ICredentialType {
	name = 'aliyunCccBridgeApi';

	displayName = 'Alibaba CCC Bridge API';

	icon: Icon = {
		light: 'file:../icons/aliyunCcc.svg',
		dark: 'file:../icons/aliyunCcc.dark.svg',
	};

	documentationUrl =
		'https://github.com/contact-center-n8n/n8n-nodes-contact-center#alibaba-cloud-contact-center';

	properties: INodeProperties[] = [
		{
			displayName:
				'For events that contact-center-bridge reads from RocketMQ. Make a secret with "openssl rand -base64 32", write whsec_ before it, and give the same one to the bridge.',
			name: 'notice',
			type: 'notice',
			default: '',
		},
		{
			displayName: 'Signing Secret',
			name: 'signingSecret',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
			placeholder: 'whsec_…',
			description: 'What the bridge signs with: whsec_ and at least 16 random bytes in base64',
		},
		{
			displayName: 'Previous Signing Secret',
			name: 'previousSigningSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description: 'Still accepted while the bridge gets the new one. Empty it afterwards.',
		},
		{
			displayName: 'Number Hash Secret',
			name: 'hashSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description:
				'Key for the privacy option Hashed Numbers. The same key gives the same hash in every trigger. Without one, the signing secret is the key.',
		},
	];
}
