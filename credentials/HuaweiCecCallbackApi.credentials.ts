import type { ICredentialType, Icon, INodeProperties } from 'n8n-workflow';

export class HuaweiCecCallbackApi implements ICredentialType {
	name = 'huaweiCecCallbackApi';

	displayName = 'Huawei CEC Callback API';

	icon: Icon = {
		light: 'file:../icons/huaweiCec.svg',
		dark: 'file:../icons/huaweiCec.dark.svg',
	};

	documentationUrl = 'https://github.com/contact-center-n8n/n8n-nodes-contact-center#huawei-cec';

	properties: INodeProperties[] = [
		{
			displayName:
				'For what Huawei CEC posts to the Huawei CEC Trigger. Campaign results and two-way calls bring nothing to know them by, so the secret is part of the URL.',
			name: 'notice',
			type: 'notice',
			default: '',
		},
		{
			displayName: 'URL Token',
			name: 'urlToken',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
			placeholder: 'e.g. 32 random letters and digits',
			description:
				'You choose it, and append it to the URL of the trigger, behind a question mark. At least 16 letters, digits, "-" and "_".',
		},
		{
			displayName: 'Previous URL Token',
			name: 'previousUrlToken',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description: 'Still accepted while you change the URL at Huawei. Empty it afterwards.',
		},
		{
			displayName: 'Voice Notification Secret',
			name: 'voiceNotificationSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description:
				'The shared key of the page Callback URL Configuration in Huawei CEC, which voice notifications are signed with. Only read where the trigger checks signatures.',
		},
		{
			displayName: 'Number Hash Secret',
			name: 'hashSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description:
				'Key for the privacy option Hashed Numbers. The same key gives the same hash in every trigger. Without one, the URL token is the key.',
		},
	];
}
