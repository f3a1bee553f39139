import type { ICredentialType, Icon, INodeProperties } from 'n8n-workflow';

export class TencentCccPushBasicAuthApi implements ICredentialType {
	name = 'tencentCccPushBasicAuthApi';

	displayName = 'Tencent CCC Push Basic Auth API';

	icon: Icon = {
		light: 'file:../icons/tencentCcc.svg',
		dark: 'file:../icons/tencentCcc.dark.svg',
	};

	documentationUrl =
		'https://github.com/contact-center-n8n/n8n-nodes-contact-center#tencent-cloud-contact-center';

	properties: INodeProperties[] = [
		{
			displayName:
				'Choose a user name and a password here, then enter the same pair in the TCCC console under 功能配置 > 数据推送 > 认证方式 (Function configuration > Data push).',
			name: 'notice',
			type: 'notice',
			default: '',
		},
		{
			displayName: 'User Name',
			name: 'username',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. tccc',
		},
		{
			displayName: 'Password',
			name: 'password',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
			description: 'Long and random, at least 12 characters',
		},
		{
			displayName: 'Previous Password',
			name: 'previousPassword',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description:
				'Still accepted while you change the password in the TCCC console. Empty it afterwards.',
		},
		{
			displayName: 'Number Hash Secret',
			name: 'hashSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description:
				'Key for the privacy option Hashed Numbers. The same key gives the same hash in every trigger and after a password change. Without one, the password is the key.',
		},
	];
}
